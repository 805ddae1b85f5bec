"""A focus counts by its own words and phrases, and never costs anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Cluster, PartnerRecommender, Profile, Registry
from matcher.model.past import Past
from matcher.model.signals import fit_signals
from matcher.model.signals.alike import SimilarFocus
from tests.toy import registry_of


def cluster(cluster_id: str, focus: str, **facts: object) -> Cluster:
    return Cluster(id=cluster_id, name=cluster_id, focus=focus, **facts)  # type: ignore[arg-type]


def values(registry: Registry) -> np.ndarray:
    past = Past.of(registry)
    (signal,) = (s for s in fit_signals(past) if isinstance(s, SimilarFocus))
    encoding = signal.encode(past.arrays)
    return encoding.left @ encoding.right.T


def test_labels_of_codes_are_no_words_of_a_cluster() -> None:
    found = values(
        registry_of(
            cluster("a", "Dairy", sectors=("textile",)),
            cluster("b", "Yarn", sectors=("textile",)),
            cluster("c", "Textile manufacturing of dairy yarn"),
        )
    )
    assert found[0, 1] == 0
    assert found[0, 2] > 0


def test_a_phrase_of_the_registry_counts_rather_than_its_words(
    registry: Registry,
) -> None:
    clusters = [
        cluster("a", "Wine and olive oil"),
        cluster("b", "Oil for engines"),
        cluster("c", "Olive oils of Dalmatia"),
        cluster("d", "Oil and engines"),
    ]
    toy = registry_of(*clusters)
    apart = values(replace(toy, aside=registry.aside))
    assert apart[0, 1] == 0
    assert apart[0, 2] > 0
    assert apart[1, 3] > 0
    assert values(toy)[0, 1] > 0  # without terms, words are all there is


def test_a_word_of_one_cluster_is_there_for_who_has_it_too() -> None:
    toy = registry_of(
        cluster("a", "Yarn"), cluster("b", "Wine of Dalmatia", city="Split")
    )
    fitted = PartnerRecommender().fit(toy)
    for focus, met in (("Wines", {"wine"}), ("Split", set()), ("Yarn and wine", None)):
        found = fitted.suggest(Profile(focus=focus), k=2)
        words = {code.code for one in found for code in one.met("words")}
        assert words == ({"yarn", "wine"} if met is None else met)
    assert not values(toy)[0, 1]


def test_what_any_cluster_says_counts_only_where_several_do() -> None:
    toy = registry_of(
        cluster("a", "Yarn trainings"), cluster("b", "Wine"), cluster("c", "Honey")
    )
    (found, *_) = PartnerRecommender().fit(toy).suggest(Profile(focus="Training"))
    assert not found.met("words")


def test_places_are_told_by_the_country(registry: Registry) -> None:
    places = Past.of(registry).places
    assert {"gdansk", "saxon", "pari"} <= places
    assert not {"food", "wine", "ocean", "energ"} & places


def test_texts_on_other_things_in_one_language_share_nothing() -> None:
    """Fault 23."""
    furniture = "Wir sind der Verband für die Möbel und das Holz unserer Region."
    pipes = "Das Netzwerk für Rohre und Anlagen, mit der Industrie und für die Zukunft."
    found = values(
        registry_of(
            *(cluster(f"m{n}", furniture) for n in range(3)),
            *(cluster(f"r{n}", pipes) for n in range(3)),
        )
    )
    assert not found[:3, 3:].any()
    assert found[0, 1] > 0


@settings(max_examples=12)
@given(st.data())
def test_a_focus_never_scores_below_an_empty_one(
    eighty: PartnerRecommender, data: st.DataObject
) -> None:
    """Whatever it says: words of others, of nobody, or none at all."""
    texts = sorted({c.focus for c in eighty.registry.clusters if c.focus})
    said = data.draw(
        st.lists(st.sampled_from([*texts, "Zzyzx", "und der für"]), max_size=3)
    )
    described = {"country": "PT", "sectors": ("food-processing",)}
    without, with_focus = (
        {one.cluster.id: one for one in eighty.suggest(Profile(**facts), k=100)}  # type: ignore[arg-type]
        for facts in (described, {**described, "focus": " ".join(said)})
    )
    assert with_focus.keys() == without.keys()
    for id, one in with_focus.items():
        assert one.score >= without[id].score - 1e-9
        (focus,) = (c for c in one.contributions if c.signal == "similar_focus")
        assert focus.contribution >= 0
        assert focus.baseline == 0
