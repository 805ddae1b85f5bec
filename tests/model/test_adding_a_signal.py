"""A signal is one class and one line: in a copy with one more, it is everywhere."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from matcher import SIGNALS

ROOT = Path(__file__).resolve().parents[2]

CLASS = '''

class SameHome(DenseSignal):
    """Both clusters are at home in the same country."""

    name = "same_home"
    title = "Same home"
    kind = "alike"
    meets = "homes"
    sentence = "Both are at home in {}."
    prior = 1.5

    def fit(self, past: Past) -> Self:
        """Nothing to learn but the names of countries."""
        self.space_ = past.spaces.countries
        return self

    def encode(self, arrays: ProfileArrays) -> Encoding:
        """1 for the country."""
        homes = arrays.countries.astype(float)
        return Encoding(homes, homes, filled_rows(homes))

    def named(self, column: int) -> tuple[str, str]:
        """A country."""
        return self.space_.codes[column], self.space_.labels[column]
'''
LINE = "    alike.SameHome,\n"
AFTER = "    alike.SimilarFocus,\n"

FOUND = """
import json
from matcher import SIGNALS, PartnerRecommender, load_registry, save_model
from matcher_web import create_app

recommender = PartnerRecommender().fit(load_registry())
save_model(recommender, "model")
best = recommender.suggest("inovcluster", k=50)
other = next(s.cluster for s in best if s.cluster.country == "PT")
pages = create_app({"RECOMMENDER": recommender}).test_client()
print(json.dumps({
    "signals": [signal.name for signal in SIGNALS],
    "suggest": [s.to_dict() for s in best],
    "explain": recommender.explain("inovcluster", other.id).to_dict(),
    "complete": recommender.complete("adpack-g1", k=1)[0].to_dict(),
    "home": pages.get("/").text,
    "pair": pages.get(f"/pairs/inovcluster/{other.id}").text,
    "other": other.id,
}))
"""

LEARNT = ("--model", "model")
"""What the first of these processes learnt."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house with one more signal."""
    folder = tmp_path_factory.mktemp("house")
    skipped = shutil.ignore_patterns("__pycache__")
    for name in ("matcher", "web", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    signals = folder / "matcher" / "model" / "signals"
    with (signals / "alike.py").open("a", encoding="utf-8") as room:
        room.write(CLASS)
    listed = (signals / "__init__.py").read_text(encoding="utf-8")
    assert listed.count(AFTER) == 1
    listed = listed.replace(AFTER, AFTER + LINE)
    (signals / "__init__.py").write_text(listed, encoding="utf-8")
    return folder


def run(copy: Path, *arguments: str) -> str:
    path = os.pathsep.join([str(copy), str(copy / "web")])
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def found(copy: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(copy, "-c", FOUND))
    return answer


def opened(score: dict[str, Any]) -> dict[str, Any]:
    (part,) = (c for c in score["contributions"] if c["signal"] == "same_home")
    return dict(part)


def test_it_stands_where_it_is_listed(found: dict[str, Any]) -> None:
    assert found["signals"].index("same_home") == 4
    assert [name for name in found["signals"] if name != "same_home"] == [
        signal.name for signal in SIGNALS
    ]


def test_it_counts_in_suggestions_and_explains_itself(found: dict[str, Any]) -> None:
    part = opened(found["explain"])
    assert part["value"] == 1.0
    assert part["contribution"] > 0
    assert [code["label"] for code in part["codes"]] == ["Portugal"]
    assert "Both are at home in Portugal." in found["explain"]["reasons"]
    for score in (*found["suggest"], found["complete"]):
        total = sum(c["contribution"] for c in score["contributions"])
        assert score["score"] == pytest.approx(score["intercept"] + total, abs=1e-9)
        assert opened(score)["kind"] == "alike"


def test_pages_show_it(found: dict[str, Any]) -> None:
    assert "weight_same_home" in found["home"]
    for page in (found["home"], found["pair"]):
        assert "Same home" in page
    assert "Both are at home in Portugal." in found["pair"]


def test_commands_show_it(copy: Path, found: dict[str, Any]) -> None:
    asked = ("-m", "matcher", "suggest", "inovcluster", "--json", *LEARNT)
    told = json.loads(run(copy, *asked, "--why", found["other"]))
    assert opened(told["suggestion"]) == opened(found["explain"])
    more = json.loads(run(copy, *asked, "--weights", "same_home=3"))
    assert opened(more["suggestions"][0])["weight"] == pytest.approx(
        3 * opened(found["explain"])["weight"]
    )


def test_a_table_of_pairs_has_its_column(copy: Path, found: dict[str, Any]) -> None:
    table = run(copy, "-m", "matcher", "pairs", "--top", "1", *LEARNT)
    rows = [*csv.DictReader(io.StringIO(table))]
    assert any(float(row["contribution_same_home"]) > 0 for row in rows)
