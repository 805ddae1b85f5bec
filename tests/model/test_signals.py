"""Signals: hand-computed values, order of scores, laws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfTransformer

from matcher import (
    SIGNALS,
    Cluster,
    PartnerRecommender,
    Profile,
    Registry,
)
from matcher.model.past import Past
from matcher.model.signals import dense_signals, fit_signals
from matcher.model.signals.rows import idf
from matcher.model.vectoriser import ProfileVectoriser
from tests.toy import (
    VOCABULARY,
    block_registry,
    connected_registry,
    only,
    registry_of,
)

VECTORISER = ProfileVectoriser(VOCABULARY).fit()
NAMES = [signal.name for signal in dense_signals()]


def signal_matrix(registry: Registry, name: str) -> np.ndarray:
    past = Past.of(registry)
    encoding = fit_signals(past)[NAMES.index(name)].encode(past.arrays)
    return encoding.left @ encoding.right.T


def cluster(cluster_id: str, **facts: object) -> Cluster:
    return Cluster(id=cluster_id, name=cluster_id, **facts)  # type: ignore[arg-type]


def test_a_region_that_neither_names_is_told_as_countries_of_it() -> None:
    """Else two sides that say Singapore and Thailand would be told to say ASEAN."""
    registry = registry_of(
        cluster("a", target_markets=("SG",)),
        cluster("b", target_markets=("TH",)),
        cluster("c", target_markets=("ASEAN",)),
    )
    past = Past.of(registry)
    signal = fit_signals(past)[NAMES.index("shared_markets")]
    encoding = signal.encode(past.arrays)
    sides = {one.id: encoding.codes(n) for n, one in enumerate(registry.clusters)}
    asean = VOCABULARY.label("ASEAN")
    lent = [label for _, label, _, _ in signal.meet(sides["a"], sides["b"])]
    assert lent == [f"countries of {asean}"]
    named = {label for _, label, _, _ in signal.meet(sides["a"], sides["c"])}
    assert named == {asean, VOCABULARY.label("SG")}


def test_idf_is_that_of_scikit_learn() -> None:
    counts = np.random.default_rng(0).integers(0, 2, (20, 7)).astype(float)
    np.testing.assert_allclose(idf(counts), TfidfTransformer().fit(counts).idf_)


def test_same_codes_give_the_highest_value_and_foreign_codes_give_zero() -> None:
    """Damping keeps the highest value below one: one shared code is little evidence."""
    registry = registry_of(
        cluster("a", sectors=("textile",)),
        cluster("b", sectors=("textile",)),
        cluster("c", sectors=("video",)),
        cluster("d", sectors=("textile", "video")),
    )
    values = signal_matrix(registry, "shared_sectors")
    # A sector, and half of it for its ecosystem; three have textile, two have video.
    textile, video = ((np.log(5 / (1 + n)) + 1) ** 2 * 1.25 for n in (3, 2))
    damping = 0.25 * (2 * textile + video + (textile + video)) / 4
    same = textile / (textile + damping)
    longer = np.sqrt((textile + damping) * (textile + video + damping))
    by_hand = [same, same, 0.0, textile / longer]
    np.testing.assert_allclose(values[0], by_hand)
    assert 1 > values[0, 1] > values[0, 3] > 0


def test_one_ecosystem_lies_between_the_same_sector_and_a_foreign_one() -> None:
    registry = registry_of(
        cluster("a", sectors=("textile",)),
        cluster("b", sectors=("textile",)),
        cluster("c", sectors=("apparel",)),
        cluster("d", sectors=("video",)),
    )
    same, ecosystem, foreign = signal_matrix(registry, "shared_sectors")[0, 1:]
    assert same > ecosystem > foreign == 0


def test_a_rare_code_counts_more_than_a_common_one() -> None:
    registry = registry_of(
        cluster("a", technologies=("iot", "laser")),
        cluster("b", technologies=("laser",)),
        cluster("c", technologies=("iot",)),
        *(cluster(f"d{n}", technologies=("iot",)) for n in range(9)),
    )
    values = signal_matrix(registry, "shared_technologies")
    assert values[0, 1] > values[0, 2] > 0


def test_a_region_fits_its_countries_better_than_other_regions() -> None:
    registry = registry_of(
        cluster("asean", target_markets=("ASEAN",)),
        cluster("singapore", target_markets=("SG",)),
        cluster("brazil", target_markets=("BR",)),
    )
    order = {c.id: row for row, c in enumerate(registry.clusters)}
    values = signal_matrix(registry, "shared_markets")[order["asean"]]
    assert values[order["singapore"]] > values[order["brazil"]] == 0


def test_a_country_stands_for_its_regions_and_a_region_for_its_countries() -> None:
    profiles = [Profile(target_markets=("SG",)), Profile(target_markets=("ASEAN",))]
    column = VECTORISER.spaces_.markets.column
    singapore, asean = VECTORISER.transform(profiles).markets
    assert singapore[[column["SG"], column["ASEAN"], column["TH"]]].tolist() == [
        1.0,
        0.5,
        0.0,
    ]
    assert asean[[column["ASEAN"], column["SG"], column["TH"]]].tolist() == [
        1.0,
        0.5,
        0.5,
    ]
    assert singapore[column["BR"]] == asean[column["BR"]] == 0.0
    assert singapore.sum() == 1.5
    assert asean.sum() == 1 + 0.5 * len(VOCABULARY.regions["ASEAN"])


@pytest.mark.parametrize(
    ("name", "left", "right", "wider"),
    [
        ("shared_markets", "SG", "SG", {"SG": False, "ASEAN": True}),
        ("shared_markets", "SG", "TH", {"ASEAN": True}),
        ("shared_markets", "SG", "ASEAN", {"SG": False, "ASEAN": False}),
        ("shared_markets", "SG", "BR", {}),
        ("shared_sectors", "textile", "apparel", {"ecosystem:textile": True}),
        (
            "shared_sectors",
            "textile",
            "textile",
            {"textile": False, "ecosystem:textile": True},
        ),
    ],
)
def test_what_neither_side_records_is_met_as_wider(
    name: str, left: str, right: str, wider: dict[str, bool]
) -> None:
    field = {"shared_markets": "target_markets", "shared_sectors": "sectors"}[name]
    registry = registry_of(
        cluster("a", **{field: (left,)}), cluster("b", **{field: (right,)})
    )
    past = Past.of(registry)
    signal = fit_signals(past)[NAMES.index(name)]
    encoding = signal.encode(past.arrays)
    for one, other in ((0, 1), (1, 0)):
        met = signal.meet(encoding.codes(one), encoding.codes(other))
        assert {code: is_wider for code, _, _, is_wider in met} == wider


def test_clusters_inherit_the_markets_of_their_partnerships() -> None:
    registry = block_registry()
    bare = tuple(replace(c, target_markets=()) for c in registry.clusters)
    registry = replace(registry, clusters=bare)
    values = signal_matrix(registry, "shared_markets")
    rows = registry.index
    assert values[rows["food-0"], rows["food-1"]] > 0.5
    assert values[rows["food-0"], rows["food-5"]] == 0


def test_similar_words_raise_the_focus_whatever_their_endings() -> None:
    registry = registry_of(
        cluster("a", focus="Packaging of food"),
        cluster("b", focus="food packagings"),
        cluster("c", focus="rail vehicles"),
        cluster("d", focus="rail signalling of vehicles"),
    )
    values = signal_matrix(registry, "similar_focus")
    assert values[0, 1] > values[0, 2]


def test_kinds_that_went_together_are_related_and_a_kind_is_not_its_own() -> None:
    registry = block_registry()
    changed = []
    for c in registry.clusters:
        if c.id in ("food-0", "food-1"):
            c = replace(c, sectors=("paper-packaging",), technologies=())
        elif c.id.startswith("food"):
            c = replace(c, sectors=("food-processing",), technologies=())
        changed.append(c)
    registry = replace(registry, clusters=tuple(changed))
    values = signal_matrix(registry, "related_activities")
    rows = registry.index
    assert values[rows["food-0"], rows["food-2"]] > 0
    assert values[rows["food-0"], rows["food-1"]] == 0
    assert values[rows["food-0"], rows["space-0"]] == 0


def test_another_country_is_one_abroad_and_zero_at_home() -> None:
    registry = registry_of(
        cluster("a", country="DE"),
        cluster("b", country="DE"),
        cluster("c", country="FR"),
    )
    np.testing.assert_array_equal(
        signal_matrix(registry, "another_country")[0], [0.0, 0.0, 1.0]
    )


def test_networks_and_agreements_connect_and_make_nobody_partners_of_the_past() -> None:
    registry = connected_registry()
    recommender = PartnerRecommender().fit(registry)

    def value(left: str, right: str, signal: str) -> tuple[float | None, list[str]]:
        found = recommender.explain(left, right).contributions
        (part,) = (c for c in found if c.signal == signal)
        return part.value, [code.code for code in part.codes]

    network, both = 1 / np.sqrt(3), ["p-agreement", "p-network"]
    assert value("a", "b", "connected") == (1.0, both)
    assert value("a", "c", "connected") == (pytest.approx(network), ["p-network"])
    assert value("a", "e", "connected") == (0.0, [])
    assert value("a", "g", "connected") == (None, [])
    assert value("a", "e", "already_partners") == (1.0, ["p-"])
    assert value("e", "f", "already_partners") == (1.0, ["p-consortium"])
    assert value("a", "b", "already_partners") == (None, [])
    assert value("a", "f", "already_partners") == (0.0, [])
    assert value("a", "f", "partners_in_common")[1] == ["e"]


def test_who_is_connected_is_told_in_a_sentence() -> None:
    weights = only("connected")
    recommender = PartnerRecommender().fit(connected_registry(), weights)
    assert recommender.explain("c", "d").reasons == ("Are connected by network.",)


def test_signals_are_symmetric_and_in_range(registry: Registry) -> None:
    past = Past.of(registry)
    for signal in fit_signals(past):
        encoding = signal.encode(past.arrays)
        values = encoding.left @ encoding.right.T
        np.testing.assert_allclose(values, values.T, atol=1e-12, err_msg=signal.name)
        assert values.min() > -1e-12, signal.name
        assert values.max() < 1 + 1e-12, signal.name


def test_shares_of_codes_add_up_to_the_signal(registry: Registry) -> None:
    past = Past.of(registry)
    pairs = np.random.default_rng(1).integers(0, len(past.arrays), (40, 2))
    for signal in fit_signals(past):
        encoding = signal.encode(past.arrays)
        for left, right in pairs:
            value = encoding.left[left] @ encoding.right[right]
            met = signal.meet(encoding.codes(left), encoding.codes(right))
            shares = sum(share for _, _, share, _ in met)
            assert shares == pytest.approx(value, abs=1e-12), signal.name


def test_every_signal_tells_users_what_it_says() -> None:
    assert [signal.name for signal in SIGNALS][: len(NAMES)] == NAMES
    for signal in SIGNALS:
        assert signal.description.endswith(".")
        assert signal.title[0].isupper()


codes = {
    "sectors": st.sets(st.sampled_from(sorted(VOCABULARY.sectors)), max_size=5),
    "technologies": st.sets(
        st.sampled_from(sorted(VOCABULARY.technologies)), max_size=5
    ),
    "target_markets": st.sets(st.sampled_from(sorted(VOCABULARY.markets)), max_size=5),
}
coded_fields = st.sampled_from(sorted(codes))


@settings(max_examples=40, deadline=None)
@given(data=st.data(), field=coded_fields)
def test_a_fuller_profile_is_never_punished(
    data: st.DataObject, field: str, recommender: PartnerRecommender
) -> None:
    """A code that the other side has too never lowers the score."""
    facts = {name: data.draw(strategy) for name, strategy in codes.items()}
    partner = data.draw(st.sampled_from(recommender.registry.clusters))
    effective = recommender.registry.markets_of(partner.id)
    theirs = effective if field == "target_markets" else getattr(partner, field)
    missing = sorted(set(theirs) - facts[field])
    assume(missing)
    added = data.draw(st.sampled_from(missing))
    before = recommender.explain(Profile(**facts), partner.id)  # type: ignore[arg-type]
    facts[field] = facts[field] | {added}
    after = recommender.explain(Profile(**facts), partner.id)  # type: ignore[arg-type]
    assert after.score >= before.score - 1e-9


@pytest.mark.parametrize("field", sorted(codes))
def test_recording_a_shared_code_beats_leaving_the_field_empty(
    field: str, recommender: PartnerRecommender
) -> None:
    """Every cluster of the registry with every code of it, one by one."""
    registry, position = recommender.registry, sorted(codes).index(field)
    signal = recommender.scorer.signals[[0, 2, 1][position]]
    mean = recommender.weights[[0, 2, 1][position]][2]
    past = recommender.scorer.past
    everyone = signal.encode(past.arrays).right
    for code in sorted(VOCABULARY.terms(field)):
        arrays = VECTORISER.transform([Profile(**{field: [code]})])  # type: ignore[arg-type]
        values = (signal.encode(arrays).left @ everyone.T)[0]
        for row, c in enumerate(registry.clusters):
            held = registry.markets_of(c.id)
            theirs = held if field == "target_markets" else getattr(c, field)
            if code in theirs:
                assert values[row] >= mean, (code, c.id)
