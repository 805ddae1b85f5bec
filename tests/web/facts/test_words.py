"""Values read as people say them; what no list knows stands as it is."""

from __future__ import annotations

from dataclasses import fields

import pytest

from matcher import Cluster, Partnership, Registry
from matcher_web.facts.words import (
    LANGUAGES,
    OF_CLUSTERS,
    OF_PARTNERSHIPS,
    in_words,
)
from tests.toy import VOCABULARY


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("country", "PT", "Portugal"),
        ("target_markets", "ASEAN", VOCABULARY.label("ASEAN")),
        (
            "programme",
            "horizon-europe",
            "Horizon Europe – Projects of Horizon Europe",
        ),
        ("programme", "nobody-knows", "nobody-knows"),
        ("organisation_type", "cluster", "Cluster"),
        ("status", "merged", "Merged"),
        ("members", "17000", "17,000"),
        ("members", "about 250", "about 250"),
        ("website", "a.example", "a.example"),
        ("end", "2016-13", "2016-13"),
        ("founded", "2011", "2011"),
        ("start", "2016-10", "October 2016"),
        ("website", "https://www.a.example/en", "a.example"),
        ("languages", "pt", "Portuguese"),
        ("languages", "xx", "xx"),
        ("kind", "network", "Network: a standing network or a memorandum"),
        ("label", "gold", "Gold for cluster management, as last known"),
        ("strand", "A", "A"),
        ("city", "Porto", "Porto"),
    ],
)
def test_a_value_reads_as_people_say_it(field: str, value: str, words: str) -> None:
    assert in_words(VOCABULARY, field, value) == words


def test_every_language_on_record_has_a_name(registry: Registry) -> None:
    codes = {code for cluster in registry.clusters for code in cluster.languages}
    assert codes <= LANGUAGES.keys()


@pytest.mark.parametrize(
    ("record", "titles", "worked_out"),
    [(Cluster, OF_CLUSTERS, "markets"), (Partnership, OF_PARTNERSHIPS, "ecosystems")],
)
def test_every_column_has_a_title(
    record: type, titles: dict[str, str], worked_out: str
) -> None:
    columns = {field.name for field in fields(record)} - {"id", "sources"}
    assert {*titles} == columns | {worked_out}
    assert len(set(titles.values())) == len(titles)
