"""A focus counts by its own words and phrases, and never costs anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Cluster, PartnerRecommender, Profile, Registry
from matcher.model.past import Past
from matcher.model.signals import fit_signals
from matcher.model.signals.alike import SimilarFocus
from matcher.plain_words import FUNCTION_WORDS_OF_A_FOCUS
from matcher.registry.finding.entry import key_of
from matcher.registry.package.parsing import cells_of
from matcher.registry.package.tables import TABLES
from matcher.text import stems
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


# Of furniture, and of pipes: what both say beside that.
TIED = {
    "bg": ("Ние сме тези, които правят мебели, защото това е нашето дърво.",
           "Ние сме тези, които имат тръби, защото това е нашето желязо."),
    "ca": ("Som aquells que fem mobles, perquè aquesta és la nostra fusta.",
           "Som aquells que tenim canonades, perquè aquesta és la nostra xarxa."),
    "cs": ("Jsme také ti, kteří mají nábytek, protože je pro nás dřevo vším.",
           "Jsme také ti, kteří mají trubky, protože je pro nás ocel vším."),
    "da": ("Vi er også dem, der har møbler, fordi det er vores træ mellem andre.",
           "Vi er også dem, der har rør, fordi det er vores jern mellem andre."),
    "de": ("Wir sind da, weil jeder seine Möbel hat, während wir sie polstern.",
           "Wir sind da, weil jeder seine Rohre hat, während wir sie schweissen."),
    "el": ("Είμαστε αυτοί που έχουν έπιπλα, επειδή είναι το ξύλο μας.",
           "Είμαστε αυτοί που έχουν σωλήνες, επειδή είναι το σίδερό μας."),
    "es": ("Somos quienes tienen muebles, aunque cada uno según su madera.",
           "Somos quienes tienen tubos, aunque cada uno según su hierro."),
    "et": ("Meie oleme need, kellel on mööbel, sest see on ka meie puit.",
           "Meie oleme need, kellel on torud, sest see on ka meie raud."),
    "eu": ("Gu gara altzariak egiten dituzten guztiak, hau da gure zura eta ere.",
           "Gu gara hodiak egiten dituzten guztiak, hau da gure burdina eta ere."),
    "fi": ("Olemme niitä, jotka tekevät huonekaluja, koska se on myös meidän puumme.",
           "Olemme niitä, jotka taivuttavat putkia, koska se on myös rautaa."),
    "ga": ("Tá muid ann agus tá troscán againn, agus adhmad acu freisin.",
           "Tá muid ann agus tá píopaí againn, agus iarann acu freisin."),
    "hr": ("Mi smo oni koji imaju namještaj, jer je to također naše drvo.",
           "Mi smo oni koji imaju cijevi, jer je to također naše željezo."),
    "hu": ("Mi vagyunk azok, akik bútort, mert ez a mi fánk és nem csak az.",
           "Mi vagyunk azok, akik csövet, mert ez a mi vasunk és nem csak az."),
    "is": ("Við erum þeir sem hafa húsgögn, því það er okkar viður og ekki annað.",
           "Við erum þeir sem hafa pípur, því það er okkar járn og ekki annað."),
    "it": ("Siamo quelli che hanno mobili, perché ogni legno è nostro.",
           "Siamo quelli che hanno tubi, perché ogni ferro è nostro."),
    "lt": ("Mes esame tie, kurie turi baldus, nes tai yra mūsų mediena.",
           "Mes esame tie, kurie lenkia vamzdžius, nes tai yra mūsų geležis."),
    "lv": ("Mēs esam tie, kuri liek mēbeles, jo tie ir mūsu koki un arī citi.",
           "Mēs esam tie, kuri loka caurules, jo tie ir mūsu dzelži un arī pārējie."),
    "mt": ("Aħna dawk li għandna għamara, għax din hija wkoll tagħna.",
           "Aħna dawk li għandna pajpijiet, għax din hija ukoll tagħna."),
    "nb": ("Vi er også de som har møbler, fordi det er våre trær mellom andre.",
           "Vi er også de som har rør, fordi det er våre jern mellom andre."),
    "pt": ("Somos aqueles que têm móveis, porque cada madeira também é nossa.",
           "Somos aqueles que têm tubos, porque cada ferro também é nosso."),
    "ro": ("Suntem aceia cu mobilă, pentru că acesta este lemnul nostru.",
           "Suntem aceia cu țevi, pentru că acesta este fierul nostru."),
    "ru": ("Мы те, которые имеют мебель, потому что это наша древесина.",
           "Мы те, которые имеют трубы, потому что это наша сталь."),
    "sk": ("My ste tiež tí, ktorí majú nábytok, pretože je to pre nás drevo.",
           "My ste tiež tí, ktorí majú rúry, pretože je to pre nás železo."),
    "sl": ("Smo tudi tisti, ki imajo pohištvo, ker je to naš les med drugimi.",
           "Smo tudi tisti, ki imajo cevi, ker je to naše jeklo med drugimi."),
    "sq": ("Ne jemi ata që kanë mobilje, sepse kjo është dhe druri ynë.",
           "Ne jemi ata që kanë tuba, sepse kjo është dhe hekuri ynë."),
    "sr": ("Ми смо они који имају намештај, јер је то такође наше дрво.",
           "Ми смо они који имају цеви, јер је то такође наше гвожђе."),
    "sv": ("Vi är också de som har möbler, eftersom det är våra träd mellan andra.",
           "Vi är också de som har rör, eftersom det är våra järn mellan andra."),
    "tr": ("Biz aynı zamanda mobilya için boyadık, çünkü bu bizim ahşabımız.",
           "Biz boru için döktük, çünkü bu bizim demirimiz ve daha çok."),
    "uk": ("Ми ті, які мають меблі, тому що це також наша деревина.",
           "Ми ті, які мають труби, тому що це також наша сталь."),
    "ar": ("نحن الذين لدينا أثاث لأن هذا من خشبنا",
           "نحن الذين لدينا أنابيب لأن هذا من حديدنا"),
}  # fmt: skip


@pytest.mark.parametrize("language", TIED)
def test_what_ties_sentences_is_shared_in_no_language(language: str) -> None:
    furniture, pipes = map(stems, TIED[language])
    assert not furniture.keys() & pipes.keys()
    assert furniture
    assert pipes


def test_what_ties_sentences_is_no_term(registry: Registry) -> None:
    """The words for fish, salt or the sea of one language tie sentences of another."""
    terms = cells_of(TABLES["terms"], registry.aside)
    # Those that are met inside a text; "RES" means a code as a whole entry alone.
    met = zip(terms["term"], terms["exact"], strict=True)
    written = {text for text, exact in met if exact != "true"}
    assert len(written) > 5000
    other = FUNCTION_WORDS_OF_A_FOCUS
    assert {text for text in written if other.issuperset(key_of(text).split())} == set()


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
