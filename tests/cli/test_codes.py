"""Codes are listed and found from the terminal, in people's own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matcher import Registry
from tests.cli.running import matcher


def found(*words: str) -> list[dict[str, Any]]:
    done = matcher("codes", *words, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    listed = json.loads(done.stdout)
    assert isinstance(listed, list)
    return listed


def test_words_find_codes_best_first() -> None:
    assert found("technologies", "AI") == [
        {
            "kind": "technology",
            "code": "artificial-intelligence",
            "label": "Artificial intelligence",
            "term": "ai",
            "match": "exact",
        }
    ]
    assert found("olive", "oil") == found("olive oil")
    assert [one["match"] for one in found("wine for Japan")] == ["phrase", "phrase"]
    assert {one["match"] for one in found("pakcaging")} == {"near"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("sectors", "sector"),
        ("technologies", "technology"),
        ("markets", "market"),
        ("countries", "country"),
    ],
)
def test_a_list_is_listed_whole(name: str, kind: str, registry: Registry) -> None:
    listed = found(name)
    assert {one["kind"] for one in listed} == {kind}
    terms = getattr(registry.vocabulary, name)
    assert [(one["code"], one["label"]) for one in listed] == [
        (code, term.label) for code, term in terms.items()
    ]


def test_a_country_of_any_part_of_the_world_is_a_country() -> None:
    assert [one["code"] for one in found("countries", "Brasil")] == ["BR"]
    assert [one["code"] for one in found("countries", "Portogallo")] == ["PT"]
    assert found("markets", "Portugal") == []


def test_a_code_stands_in_one_piece_in_a_narrow_terminal() -> None:
    told = matcher("codes", "sectors", env={"COLUMNS": "40"}).stdout
    assert "it-analytical-instruments" in told
    assert "marketing-design-publishing" in told


def test_guesses_and_nothing_are_said() -> None:
    told = matcher("codes", "pakcaging").stdout
    assert "Nothing is called 'pakcaging': these are guesses." in told
    nothing = matcher("codes", "markets", "Portugal")
    assert nothing.exit_code == 0
    assert "'Portugal' is in the European Union" in nothing.stdout
    assert nothing.stdout.rstrip().endswith("All codes: matcher codes markets")
    assert "guess" not in matcher("codes", "wine").stdout


def test_another_registry_has_codes_of_its_own(tmp_path: Path) -> None:
    from tests.registry.package.tiny import write_package

    package = str(write_package(tmp_path))
    codes = [one["code"] for one in found("sectors", "--registry", package)]
    assert codes == ["textile"]


def test_no_terms_are_looked_at_where_codes_are_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("matcher.registry.finding.finder.TermIndex", None)
    done = matcher("suggest", "inovcluster", "--only-sectors", "plastics", "-k", "1")
    assert (done.exit_code, done.stderr) == (0, "")
