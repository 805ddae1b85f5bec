"""Whole consortia at the command line: proposed, valued, and refused by name."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from matcher import Goals, PartnerRecommender
from tests.cli.running import DATA, ROOT, answer, matcher, refusal, usage_error

ASK = ("consortium", "--start", "inovcluster")
JAPAN = ("--want-markets", "JP,BR")
CALL = "COS-CLUSINT-2020-3-01/A"


def test_it_proposes_what_the_recommender_does(recommender: PartnerRecommender) -> None:
    told = answer(*ASK, *JAPAN, "--size", "4-6", "--call", CALL)
    goals = Goals(markets=["JP", "BR"])
    found = recommender.consortia(["inovcluster"], goals=goals, size=(4, 6), call=CALL)
    assert [one["members"] for one in told["consortia"]] == [
        [cluster.id for cluster in one.members] for one in found
    ]
    for one in told["consortia"]:
        added = sum(one["contributions"].values())
        assert one["value"] == pytest.approx(added, abs=1e-9)
    query = told["query"]
    assert query["call"]["status"] == "closed"
    assert (query["clusters"], query["size"]) == (["inovcluster"], [4, 6])


def test_what_is_proposed_has_the_same_value_when_it_is_asked_for() -> None:
    rule = ("--rule", "countries >= 4")
    (best,) = answer(*ASK, *JAPAN, *rule, "-k", "1")["consortia"]
    ids = ",".join(best["members"])
    again = answer("consortium", "--value", ids, *JAPAN, *rule)
    assert again["query"]["value"] == {"clusters": best["members"]}
    (valued,) = again["consortia"]
    assert valued["value"] == pytest.approx(best["value"], abs=1e-9)
    assert [(one["words"], one["state"]) for one in valued["rules"]] == [
        ("countries >= 4", "met")
    ]


def test_people_read_who_brings_what_and_how_the_rules_stand() -> None:
    told = matcher(*ASK, *JAPAN, "--call", CALL, "-k", "1").stdout
    for words in (
        "This call is closed; its deadline: 2 December 2020.",
        "proven to be the best",
        "asked for",
        "  Brazil: inovcluster: says so itself",
        "cannot tell: confirm: every member is registered on the ECCP",
        "more met",
        "See why: matcher consortium --value ",
    ):
        assert words in told
    hint = told.splitlines()[-1].removeprefix("See why: matcher ")
    opened = matcher(*hint.split()).stdout
    assert "met: countries >= 3 (" in opened
    assert "See why" not in opened


def test_the_members_of_a_partnership_go_on_together() -> None:
    told = answer("consortium", "--start", "AdPack", "-k", "1", "--any")
    assert told["query"]["partnership"] == "adpack-g1"
    members = told["consortia"][0]["members"]
    assert {"inovcluster", "packbridge", "plastiwin"} < {*members}
    assert answer("consortium", "--value", "adpack-g1")["query"]["value"] == {
        "partnership": "adpack-g1"
    }


def test_who_must_and_who_must_not_be_there() -> None:
    told = answer(
        *ASK, *JAPAN, "--must", "Packbridge,markets", "--without", "wagralim",
        "--coordinator", "valorial", "--size", "4", "--new", "-k", "1",
        "--exclude-countries", "ES",
    )  # fmt: skip
    query, (best,) = told["query"], told["consortia"]
    assert {"inovcluster", "packbridge", "valorial"} < {*best["members"]}
    assert "wagralim" not in best["members"]
    assert len(best["members"]) == 4
    assert (query["must"], query["goals"]["must"]) == (["packbridge"], ["markets"])
    assert (query["coordinator"], query["history"]) == ("valorial", "new")
    assert query["filters"]["exclude"] == ["wagralim"]


def test_parts_of_the_value_count_as_told() -> None:
    told = answer(*ASK, "-k", "1", "--weights", "variety=0,cohesion=2,similar_focus=0")
    parts = {part["name"]: part for part in told["consortia"][0]["parts"]}
    assert parts["variety"]["contribution"] == 0
    assert told["query"]["weights"] == {"variety": 0, "cohesion": 2, "similar_focus": 0}
    wrong = refusal(*ASK, "--weights", "vriety=0")
    assert "no signal 'vriety'" in wrong
    assert wrong.endswith("; or affinity, cohesion, goals, variety, redundancy")


def test_rules_of_a_file_hold_and_a_bad_one_is_told_by_its_place(
    tmp_path: Path,
) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("# ours\nmembers = 4; every member in PT|ES|FR\n", encoding="utf-8")
    told = answer(*ASK, "--rules", str(mine), "-k", "1")
    assert told["query"]["rules"] == ["members = 4", "every member in PT|ES|FR"]
    assert len(told["consortia"][0]["members"]) == 4
    bad = "members >= 3\n  countries > 3; mmbers"
    for words, source in ((str(mine), str(mine)), ("-", "standard input")):
        mine.write_text(bad, encoding="utf-8")
        wrong = refusal(*ASK, "--rules", words, input=bad)
        assert [line.partition(": ")[0] for line in wrong.splitlines()] == [
            f"{source} line 2 column 13",
            f"{source} line 2 column 18",
        ]
    assert refusal(*ASK, "--rule", "theme").startswith(
        "--rule line 1 column 6: nothing"
    )
    wrong = refusal(*ASK, "--rules", str(tmp_path / "none.txt"))
    assert (
        wrong == f"{tmp_path / 'none.txt'}: cannot be read: No such file or directory"
    )
    mine.write_bytes(b"members >= 3\n\xff")
    assert "line 2: byte 0xFF is not UTF-8" in refusal(*ASK, "--rules", str(mine))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--size", "0"), "size is 0; a whole number from 2 to 20 is accepted"),
        (("--size", "6-4"), "size is from 6 to 4; the smaller comes first"),
        (("--size", "some"), "--size: 'some' is no size; write it as 5 or 4-6"),
        (("--rule", "countries >= 7", "--size", "4-6"),
         "all of: countries >= 7. It would be possible with 7 members or with 6 inst"),
        (("--call", "COS-CLUSINT-2020"), "did you mean 'COS-CLUSINT-2020-3-01/A'"),
        (("--rule", "members <= 3", "--rule", "members >= 5"),
         "'members <= 3', yet 'members >= 5' asks for more; take one of them out"),
        (("--call", CALL, "--strict"),
         "can be told to keep to: confirm: every member is registered on the ECCP"),
        (("--must", "wagralim", "--without", "wagralim"),
         "wagralim: both has to be a member and is excluded"),
        (("--must", "marekts"), "goals are markets, activities, countries, experience"),
        (("--want-markets", "Narnia"), "--want-markets: no market 'Narnia'"),
        (("--want-markets", "KI", "--must", "markets"),
         "all of: some member serves Kiribati. It would be possible without"),
        (("--coordinator", "nobody"), "no cluster has the id or name 'nobody'"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name(words: tuple[str, ...], told: str) -> None:
    assert told in refusal(*ASK, *words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("--size", "0"), "FilterError"),
        (("--call", "Olympics"), "UnknownCall"),
        (("--coordinator", "nobody"), "UnknownCluster"),
        (("--want-markets", "Narnia"), "GoalError"),
        (("--rule", "membrs >= 3"), "RuleError"),
        (("--rules", "nowhere.txt"), "RuleError"),
        (("--registry", "nowhere"), "DatasetError"),
        (("--call", CALL, "--strict"), "NoConsortium"),
    ],
)
def test_a_program_is_told_what_is_wrong_in_one_object(
    words: tuple[str, ...], kind: str
) -> None:
    done = matcher(*ASK, *words, "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)["error"]
    assert f"Error: {told['message']}\n" == done.stderr
    assert told["kind"] == kind
    assert ("conflict" in told) == (kind == "NoConsortium")
    if "conflict" in told:
        (to_confirm,) = told["conflict"]["cannot_tell"]
        assert to_confirm.startswith("confirm: every member is registered")
        assert [one["option"] for one in told["conflict"]["reliefs"]] == ["", "strict"]


def test_who_is_described_starts_beside_clusters(tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    mine.write_text('{"country": "PT", "sectors": ["food-processing"]}', "utf-8")
    told = answer("consortium", "--profile", str(mine), "--start", "inovcluster",
                  "-k", "1", "--size", "4")  # fmt: skip
    (best,) = told["consortia"]
    assert {"inovcluster", "your-profile"} < {*best["members"]}
    assert told["query"]["profile"]["country"] == "PT"
    described = ("--country", "PT", "--sectors", "food-processing")
    ids = ",".join(best["members"])
    again = answer("consortium", *described, "--start", "inovcluster", "--value", ids)
    assert again["consortia"][0]["value"] == pytest.approx(best["value"], abs=1e-9)
    for words in (("--profile", str(mine)), ("--start", "adpack-g1")):
        assert usage_error("consortium", *described, *words)


def test_one_history_is_wished_for() -> None:
    assert "give one of these: --known, --new or --any" in usage_error(
        *ASK, "--known", "--new"
    )


def test_beside_exactly_these_nothing_says_who_is_proposed() -> None:
    exactly = ("consortium", "--value", "inovcluster,wagralim")
    for more in (["--size", "4"], ["--must", "valorial"], ["--only-countries", "FR"]):
        told = " ".join(usage_error(*exactly, *more).split())
        assert told.endswith(f"exactly these: leave out {more[0]}")


def test_of_fewer_than_two_there_is_no_value() -> None:
    told = "a consortium has from 2 to 20 members; these are 1"
    assert refusal("consortium", "--value", "inovcluster") == told


@pytest.mark.slow
def test_the_same_question_has_the_same_bytes_whatever_the_order_of_rows(
    tmp_path: Path,
) -> None:
    told = []
    for seed in (1, 2):
        folder = shutil.copytree(DATA, tmp_path / f"{seed}" / "same")
        for table in ("clusters", "partnerships", "members", "calls"):
            with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                head, *rows = csv.reader(file)
            Random(seed).shuffle(rows)
            with (folder / f"{table}.csv").open(
                "w", encoding="utf-8", newline=""
            ) as file:
                csv.writer(file, lineterminator="\n").writerows([head, *rows])
        command = [sys.executable, "-m", "matcher", *ASK, *JAPAN, "--size", "4-5"]
        command += ["--call", CALL, "--json", "--registry", "same"]
        env = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=folder.parent, env=env, capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        told.append(done.stdout)
    assert told[0] == told[1]


@pytest.mark.parametrize("k", [21, 1_000, 2**63, 10**30])
def test_more_than_it_can_give_is_refused_at_once(k: int) -> None:
    told = usage_error("consortium", "--start", "inovcluster", "-k", str(k))
    assert "less than or equal to 20" in told
