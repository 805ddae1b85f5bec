"""Questions are answered in words and in JSON, and refused with the nearest."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from matcher import PartnerRecommender, Proposed, Registry, save_model
from tests.cli.running import answer, matcher, package_with, refusal, usage_error

PACIFIC = ["--country", "PT", "--sectors", "food-processing", "--markets", "BR,JP"]


# suggest


def test_suggest_gives_what_the_recommender_gives(
    recommender: PartnerRecommender,
) -> None:
    told = answer("suggest", "inovcluster", "-k", "3")
    expected = recommender.answer("inovcluster", k=3)
    for name in ("suggestions", "known_partners"):
        found, known = told[name], getattr(expected, name)
        assert [f["cluster"]["id"] for f in found] == [s.cluster.id for s in known]
        assert [f["score"] for f in found] == pytest.approx([s.score for s in known])


def test_known_partners_stand_below_with_what_was_done_together_and_when(
    recommender: PartnerRecommender,
) -> None:
    known = recommender.answer("inovcluster", k=2).known_partners
    told = matcher("suggest", "inovcluster", "-k", "2").stdout
    new, _, below = told.partition("Known partners, with what was done together")
    for one in known:
        assert one.cluster.id not in new
        (line,) = [found for found in below.splitlines() if one.cluster.id in found]
        for id in one.partnerships:
            assert recommender.registry.title_of(id) in line
            assert recommender.registry.partnership(id).years in line


def test_the_json_says_what_was_asked() -> None:
    query = answer(
        "suggest", "InovCluster", "-k", "2", "--only-markets", "jp", "--exclude",
        "clusaga", "--new-partners-only",
    )["query"]  # fmt: skip
    assert query == {
        "cluster": "inovcluster",
        "k": 2,
        "filters": {
            "only_countries": [],
            "exclude_countries": [],
            "only_markets": ["JP"],
            "all_markets": [],
            "only_sectors": [],
            "exclude": ["cluster-alimentario-de-galicia"],
            "new_partners_only": True,
            "include_gone": False,
        },
    }


@pytest.mark.parametrize(
    "name", ["clusaga", "CLUSAGA", "Clúster Alimentario de Galicia",
             "cluster alimentario de galicia"],
)  # fmt: skip
def test_a_cluster_is_known_by_its_names(name: str) -> None:
    query = answer("suggest", name, "-k", "1")["query"]
    assert query["cluster"] == "cluster-alimentario-de-galicia"


def test_a_described_cluster_gets_the_suggestions_of_its_profile() -> None:
    document = answer("suggest", *PACIFIC, "--focus", "olive oil")
    assert document["query"]["profile"] == {
        "country": "PT",
        "sectors": ["food-processing"],
        "technologies": [],
        "target_markets": ["BR", "JP"],
        "focus": "olive oil",
    }
    assert len(document["suggestions"]) == 10


@pytest.mark.slow
def test_a_focus_proposes_codes_and_adds_none() -> None:
    words = ["suggest", "--focus", "Olive oil, drones, Brazil", "-k", "1"]
    query = answer(*words)["query"]
    profile = query["profile"]
    assert not profile["sectors"] + profile["technologies"] + profile["target_markets"]
    assert query["proposed"][0] == {
        "kind": "sector",
        "code": "food-processing",
        "label": "Food Processing and Manufacturing",
        "term": "olive oil",
    }
    told = " ".join(matcher(*words).stdout.split())
    assert (
        "Your focus speaks of 'olive oil', 'Drones', 'Brazil': add --sectors "
        "food-processing --technologies drones --markets BR?"
    ) in told
    adding = ["--sectors", "food-processing", "--technologies", "drones"]
    added = answer(*words, *adding, "--markets", "BR")["query"]
    assert "proposed" not in added


@pytest.mark.slow
def test_what_a_file_may_add_is_told_in_its_keys() -> None:
    words = ["suggest", "--profile", "-", "-k", "1"]
    told = matcher(*words, input=json.dumps({"focus": "Olive oil"})).stdout
    assert (
        "Your focus speaks of 'olive oil': add sectors food-processing to your profile?"
    ) in " ".join(told.split())


def test_options_repeated_or_with_commas_or_in_small_letters_are_the_same() -> None:
    typed = [
        ["--markets", "BR,JP", "--sectors", "textile"],
        ["--markets", "br", "--markets", " jp,", "--sectors", "Textile"],
    ]
    first, second = (answer("suggest", *words) for words in typed)
    assert first == second


def test_filters_narrow_the_list_and_tell_who_is_left_out() -> None:
    document = answer("suggest", "inovcluster", "--only-countries", "es,fr")
    countries = {s["cluster"]["country"] for s in document["suggestions"]}
    assert countries == {"ES", "FR"}
    held = document["left_out"]
    assert {one["filter"] for one in held} == {"only_countries"}
    assert not {one["suggestion"]["cluster"]["country"] for one in held} & countries


def test_a_mistyped_cluster_gets_the_nearest() -> None:
    told = refusal("suggest", "inovclustr")
    assert told.startswith(
        "no cluster has the id or name 'inovclustr'; did you mean 'inovcluster'"
    )


def test_a_mistyped_code_gets_the_nearest_and_names_the_option() -> None:
    assert refusal("suggest", "--sectors", "txtile").startswith(
        "--sectors: no sector 'txtile'; did you mean 'textile'"
    )
    assert refusal("suggest", "inovcluster", "--only-markets", "japn") == (
        "--only-markets: no market 'japn'; did you mean 'JP'? "
        "See: matcher codes markets"
    )


def test_a_focus_of_too_many_letters_is_refused_as_on_pages() -> None:
    assert refusal("suggest", "--focus", "a" * 2001) == (
        "--focus: 2,001 characters; at most 2,000 are read. Shorten it."
    )


def test_what_is_half_typed_gets_those_that_begin_so() -> None:
    assert refusal("suggest", "inov").endswith("; did you mean 'inovcluster'?")


def test_words_that_mean_one_code_are_read_as_it_and_the_answer_says_so() -> None:
    words = ["--country", "Portogallo", "--sectors", "dairy", "--markets", "Brasil"]
    codes = ["--country", "PT", "--sectors", "food-processing", "--markets", "BR"]
    by_words = answer("suggest", *words, "--only-markets", "Giappone,br", "-k", "3")
    by_codes = answer("suggest", *codes, "--only-markets", "JP,BR", "-k", "3")
    assert by_words["query"].pop("read_as") == {
        "Portogallo": "PT",
        "dairy": "food-processing",
        "Brasil": "BR",
        "Giappone": "JP",
    }
    assert by_words == by_codes
    told = matcher("suggest", *words, "-k", "1").stdout
    assert "'Brasil' as BR (Brazil)" in told
    assert "Read" not in matcher("suggest", *codes, "-k", "1").stdout


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            ["--sectors", "wind,zzz"],
            "--sectors: 'wind' may mean more than one sector; give 'electric-power' or "
            "'production-technology'; no sector 'zzz'. See: matcher codes sectors",
        ),
        (
            ["--technologies", "wnid energy"],
            "--technologies: no technology 'wnid energy'; did you mean "
            "'renewable-energy'? See: matcher codes technologies",
        ),
        (
            ["--country", "zzzzzz", "--sectors", "textile"],
            "--country: no country 'zzzzzz'. See: matcher codes countries",
        ),
    ],
)
def test_words_that_mean_no_single_code_get_those_they_may_mean(
    typed: list[str], told: str
) -> None:
    assert refusal("suggest", *typed) == told


def test_a_member_of_the_union_is_no_market() -> None:
    assert refusal("suggest", "--markets", "FR") == (
        "--markets: 'FR' is in the European Union; a market is a country outside it "
        "or a named region such as ASEAN"
    )


def test_asking_nothing_shows_two_examples() -> None:
    assert usage_error("suggest") == (
        "name a cluster, or describe one; for example\n"
        "matcher suggest inovcluster\n"
        "matcher suggest --country PT --sectors food-processing --markets BR,JP"
    )


@pytest.mark.parametrize(
    "words",
    [
        ["inovcluster", "--country", "PT"],
        ["inovcluster", "--profile", "my.json"],
        ["--country", "PT", "--profile", "my.json"],
    ],
)
def test_asking_in_two_ways_is_refused(words: list[str]) -> None:
    assert usage_error("suggest", *words).startswith(
        "give one of these: a cluster, options that describe one, or --profile."
    )


def test_what_any_cluster_says_of_itself_is_no_reason_beside_others() -> None:
    asked = ("suggest", "-k", "1", "--focus")
    (found,) = answer(*asked, "machines and research")["suggestions"]
    words = {code["code"] for one in found["contributions"] for code in one["codes"]}
    assert {"machin", "research"} <= words
    assert found["reasons"][0].startswith("Both speak of “machine” in")
    (alone,) = answer(*asked, "innovation")["suggestions"]
    assert alone["reasons"][0].startswith("Both speak of “innovation” in")


def test_what_is_wanted_stands_with_each_candidate_that_serves_it() -> None:
    asked = ["--country", "DE", "--sectors", "paper-packaging", "--markets", "BR,JP"]
    shown = matcher("suggest", *asked, env={"COLUMNS": "160"}).stdout
    rows = answer("suggest", *asked)["suggestions"]
    served = [sum(one["value"] > 0 for one in row["grounds"]) for row in rows]
    for n in (1, 2):
        told = shown.count(f"Serves {n} of your 2 markets.")
        assert told == served.count(n)
        assert told > 0
    assert "as you want to" not in shown.partition("True of most of them")[2]


def test_only_those_that_are_told_apart_are_ranked() -> None:
    asked = ("suggest", "--country", "HR", "--focus")
    told = " ".join(matcher(*asked, "Wine and olive oil").stdout.split())
    assert "1 InovCluster" in told
    assert "Both speak of “wine”" in told
    assert "Nothing that is said of you tells the others apart." in told
    assert "In no order of fit: AREG, Aclima" in told
    assert "add --sectors food-processing?" in told
    nobody = matcher(*asked, "Vins et huile d'olive").stdout
    assert nobody.startswith("Nothing that is said of you tells one cluster from")
    assert "See why" not in nobody
    everybody = answer(*asked, "Vins et huile d'olive")["suggestions"]
    assert len(everybody) == 10


def test_the_past_of_a_cluster_counts_for_who_is_described_as_it() -> None:
    asked = ("suggest", "--country", "PT", "--sectors", "wine", "-k", "3")
    found = answer(*asked, "--history", "InovCluster")
    assert found["query"]["history"] == "inovcluster"
    assert all(one["cluster"]["id"] != "inovcluster" for one in found["suggestions"])
    known = found["known_partners"]
    assert len(known) == 3
    assert all("adpack-g1" in one["partnerships"] for one in known)
    assert answer(*asked)["known_partners"] == []
    assert "--history" in matcher("suggest", "inovcluster", "--history", "x").stderr


# profiles in files


def test_a_profile_file_is_the_same_as_its_options(tmp_path: Path) -> None:
    profile = {"country": "PT", "sectors": ["food-processing"], "markets": ["BR", "JP"]}
    (tmp_path / "my.json").write_text(json.dumps(profile))
    from_file = answer("suggest", "--profile", str(tmp_path / "my.json"))
    from_input = answer("suggest", "--profile", "-", input=json.dumps(profile))
    assert from_file == from_input == answer("suggest", *PACIFIC)
    words = json.dumps({**profile, "markets": ["Brasil", "JP"]})
    done = matcher("suggest", "--profile", "-", input=words)
    assert done.stdout.startswith("Read 'Brasil' as BR (Brazil).\n")


def test_the_profile_in_the_json_can_be_asked_again() -> None:
    first = answer("suggest", *PACIFIC)
    again = json.dumps(first["query"]["profile"])
    assert answer("suggest", "--profile", "-", input=again) == first


# tables


def test_the_table_fits_80_columns_and_says_how_to_go_on() -> None:
    done = matcher("suggest", "inovcluster", "--only-countries", "ES")
    lines = done.stdout.splitlines()
    table = "\n".join(lines)
    assert done.exit_code == 0
    assert lines[0].split() == [
        "#", "Cluster", "Country", "Strength", "Best", "reasons",
    ]  # fmt: skip
    assert max(len(line) for line in lines[:-2]) == 80
    best = answer("suggest", "inovcluster", "--only-countries", "ES")["suggestions"]
    assert re.search(r"alike         [+-]\d\.\d\d ", table)
    assert re.search(r"complementary [+-]\d\.\d\d ", table)
    for expected in (best[0]["cluster"]["id"], "Both work in"):
        assert expected in table
    assert re.search(r"no\. \d+ for them", table)
    assert "\nLeft out of the best without filters: " in table
    assert "(it is from " in table
    legend = "very strong: best 1%, strong: best 5%, fair: best 15%, weak: the rest"
    assert f"\nOf pairs, {legend}.\n" in table
    hint = f"See why: matcher suggest inovcluster --why {best[0]['cluster']['id']}"
    assert lines[-1] == hint


@pytest.mark.slow
def test_the_command_to_go_on_works_as_it_stands(tmp_path: Path) -> None:
    package = package_with(tmp_path, "clusters.csv", "Wagralim", "Wagra Lim")
    done = matcher("suggest", "inovcluster", "--registry", str(package))
    words = done.stdout.splitlines()[-1].removeprefix("See why: matcher ").split()
    assert words[-2:] == ["--registry", str(package)]
    assert matcher(*words).stdout.startswith("InovCluster with ")


def test_a_wide_terminal_shows_the_parts_of_the_score_in_columns() -> None:
    wide = {"COLUMNS": "130"}
    done = matcher("suggest", "inovcluster", "-k", "2", env=wide)
    header = done.stdout.splitlines()[0].split()
    assert header[4:7] == ["Alike", "Complementary", "History"]
    assert max(map(len, done.stdout.splitlines())) == 130


def test_complete_shows_what_members_agree_on_at_every_width() -> None:
    narrow = matcher("complete", "adpack-g1", "-k", "2").stdout
    assert re.search(r"agreement     \+\d\.\d\d ", narrow)
    assert max(map(len, narrow.splitlines()[:-1])) == 80
    wide = matcher("complete", "adpack-g1", "-k", "2", env={"COLUMNS": "130"}).stdout
    assert wide.split()[4:8] == [
        "Alike", "Complementary", "History", "Agreement",
    ]  # fmt: skip
    first = answer("complete", "adpack-g1", "-k", "1")["suggestions"][0]
    why = matcher("complete", "adpack-g1", "--why", first["cluster"]["id"]).stdout
    assert f"agreement {first['agreement']:+.2f}." in " ".join(why.split())
    assert "Agreement of members" in why


def test_a_table_without_a_terminal_has_no_colour() -> None:
    assert (
        "\x1b" not in matcher("suggest", "inovcluster", env={"NO_COLOR": None}).stdout
    )


def test_a_terminal_has_colour_unless_it_wants_none() -> None:
    in_colour = {"FORCE_COLOR": "1", "NO_COLOR": None, "TERM": "xterm-256color"}
    shown = matcher("suggest", "inovcluster", "-k", "1", env=in_colour, color=True)
    assert "\x1b[32m" in shown.stdout
    plain = in_colour | {"NO_COLOR": "1"}
    shown = matcher("suggest", "inovcluster", "-k", "1", env=plain, color=True)
    assert "\x1b[32m" not in shown.stdout


def test_an_empty_answer_says_so_and_who_is_left_out() -> None:
    done = matcher("suggest", "inovcluster", "--only-countries", "NZ")
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "No cluster to suggest.\nLeft out of the best without filters: "
    )
    assert "See why" not in done.stdout


# why


def test_why_opens_a_score_down_to_its_sum(recommender: PartnerRecommender) -> None:
    opened = recommender.explain("inovcluster", "cluster-alimentario-de-galicia")
    done = matcher("suggest", "inovcluster", "--why", "clusaga")
    assert done.exit_code == 0
    for contribution in opened.contributions:
        assert contribution.title in done.stdout
    *_, total, as_of = done.stdout.splitlines()
    assert as_of.startswith("Facts as of ")
    numbers = re.findall(r"[+-]\d+\.\d\d", total)
    assert numbers == [f"{opened.score:+.2f}"]
    assert done.stdout.splitlines()[0] == f"InovCluster with Clusaga: {opened.strength}"
    assert f"is no. {opened.rank} of {opened.n_candidates} for" in done.stdout


def test_why_in_json_is_the_same_score_as_in_the_list() -> None:
    first = answer("suggest", "inovcluster")["suggestions"][2]
    other = first["cluster"]["id"]
    opened = answer("suggest", "inovcluster", "--why", other)
    assert opened["query"] == {"cluster": "inovcluster"}
    # Opened, it has its place among all candidates, known ones too.
    place = {"rank": opened["suggestion"]["rank"]}
    assert opened["suggestion"] == first | place


def test_who_is_gone_is_answered_and_points_to_who_carries_on() -> None:
    """House of Energy went into an organisation of the registry, Welfare Tech not."""
    told = matcher("suggest", "House of Energy", "-k", "2").stdout
    assert told.splitlines()[0] == (
        "House of Energy: merged into Energy Cluster Denmark; "
        "ask instead: energy-cluster-denmark."
    )
    assert "See why: matcher suggest house-of-energy" in told
    opened = matcher("suggest", "house-of-energy", "--why", "welfare-tech").stdout
    assert opened.splitlines()[1] == (
        "Welfare Tech: merged into Danish Life Science Cluster."
    )
    document = answer("suggest", "Welfare Tech", "-k", "2")
    assert len(document["suggestions"]) == 2
    asked = {key: document["query"][key] for key in ("cluster", "status", "successor")}
    assert asked == {
        "cluster": "welfare-tech",
        "status": "merged",
        "successor": "Danish Life Science Cluster",
    }


def test_those_of_a_group_who_are_gone_are_told_once_each() -> None:
    words = ["complete", "inovcluster", "Welfare Tech", "welfare-tech", "-k", "1"]
    told = matcher(*words).stdout
    assert told.count("Welfare Tech: merged into Danish Life Science Cluster.") == 1
    query = answer(*words)["query"]
    assert query["clusters"] == ["inovcluster", "welfare-tech"]
    assert query["gone"] == [
        {
            "cluster": "welfare-tech",
            "status": "merged",
            "successor": "Danish Life Science Cluster",
        }
    ]
    assert "gone" not in answer("complete", "inovcluster", "valorial")["query"]


def test_who_is_gone_is_let_in_and_marked() -> None:
    words = ["suggest", "energy-cluster-denmark", "--why", "house-of-energy"]
    rank = answer(*words)["suggestion"]["rank"]
    words = ["suggest", "energy-cluster-denmark", "-k", str(rank)]
    (held,) = [
        one
        for one in answer(*words)["left_out"]
        if one["suggestion"]["cluster"]["id"] == "house-of-energy"
    ]
    assert held["filter"] == "include_gone"
    assert held["reason"] == "it has merged into Energy Cluster Denmark"
    everybody = answer(*words, "--include-gone")
    (last,) = [
        one
        for name in ("suggestions", "known_partners")
        for one in everybody[name]
        if one["cluster"]["id"] == "house-of-energy"
    ]
    assert last | {"rank": rank} == held["suggestion"]
    assert last["cluster"]["status"] == "merged"
    shown = matcher(*words, "--include-gone").stdout
    assert "house-of-energy" in shown
    assert "merged" in shown


def test_why_of_a_profile_names_what_is_not_recorded() -> None:
    done = matcher("suggest", "--sectors", "textile", "--why", "clusaga")
    assert "your profile with Clusaga" in done.stdout
    assert "not recorded" in done.stdout


def test_why_with_itself_is_refused() -> None:
    told = refusal("suggest", "inovcluster", "--why", "inovcluster")
    assert "both sides" in told


# complete


def test_complete_takes_a_partnership_by_id_or_acronym(registry: Registry) -> None:
    by_id, by_acronym = (
        answer("complete", text, "-k", "40") for text in ("adpack-g1", "AdPack")
    )
    assert by_id == by_acronym
    found = {s["cluster"]["id"] for s in by_id["suggestions"]}
    assert not found & set(registry.members_of["adpack-g1"])
    assert by_id["query"]["partnership"] == "adpack-g1"


def test_complete_takes_several_clusters() -> None:
    document = answer("complete", "inovcluster", "clusaga", "-k", "40")
    ids = ["inovcluster", "cluster-alimentario-de-galicia"]
    assert document["query"]["clusters"] == ids
    assert not {s["cluster"]["id"] for s in document["suggestions"]} & set(ids)


def test_complete_tells_who_is_left_out() -> None:
    for asked in (["adpack-g1"], ["inovcluster", "clusaga"]):
        document = answer("complete", *asked, "--only-countries", "NZ")
        assert document["suggestions"] == document["known_partners"] == []
        known = [left["suggestion"]["known_partner"] for left in document["left_out"]]
        assert sorted(known) == [False] * 10 + [True] * 10


def test_complete_opens_one_score() -> None:
    first = answer("complete", "adpack-g1")["suggestions"][0]
    opened = answer("complete", "adpack-g1", "--why", first["cluster"]["id"])
    assert opened["suggestion"] == first | {"rank": opened["suggestion"]["rank"]}


def test_complete_refuses_to_open_a_member() -> None:
    assert refusal("complete", "inovcluster", "--why", "inovcluster") == (
        "'inovcluster' stands on both sides; choose two clusters"
    )


def test_a_mistyped_partnership_gets_the_nearest() -> None:
    wanted = "no partnership has the id or acronym 'adpak-g1'; did you mean 'adpack-g1'"
    assert refusal("complete", "adpak-g1").startswith(wanted)
    assert refusal("synergies", "adpak-g1").startswith(wanted)


def test_several_clusters_with_a_mistyped_one_name_that_one() -> None:
    told = refusal("complete", "inovcluster", "clusagga")
    assert told.startswith("no cluster has the id or name 'clusagga'; did you mean")


# synergies


def test_synergies_gives_what_the_recommender_gives(
    recommender: PartnerRecommender,
) -> None:
    found = answer("synergies", "adpack-g1", "-k", "3")
    best = found["synergies"] + found["sequels"]
    known = recommender.synergies("adpack-g1", k=len(best))
    assert {f["partnership"]["id"] for f in best} == {s.partnership.id for s in known}
    assert len(found["synergies"]) == 3


def test_sequels_stand_apart() -> None:
    found = answer("synergies", "adpack-g1")
    sequels = {one["partnership"]["id"] for one in found["sequels"]}
    assert "adpack2-g2" in sequels
    assert sequels.isdisjoint(one["partnership"]["id"] for one in found["synergies"])
    shown = matcher("synergies", "adpack-g1").stdout
    best, _, apart = shown.partition("Sequels: most members are the same")
    assert "adpack2-g2" in apart
    assert "adpack2-g2" not in best


def test_numbers_that_are_not_in_the_list_are_told_above_it() -> None:
    found = answer("synergies", "adpack-g1")
    last = found["synergies"][-1]["rank"]
    lines = matcher("synergies", "adpack-g1").stdout.splitlines()
    told = "".join(lines[: next(n for n, line in enumerate(lines) if " # " in line)])
    assert told.startswith("Below stand no. ")
    above = {int(number) for number in re.findall(r"\d+", told)}
    others = {one["rank"] for one in found["ended"] + found["sequels"]}
    assert above == {rank for rank in others if rank < last}
    assert 1 in above


def test_synergies_opens_one_score() -> None:
    first = answer("synergies", "adpack-g1")["synergies"][0]
    opened = answer("synergies", "adpack-g1", "--why", first["partnership"]["id"])
    assert opened["query"] == {"partnership": "adpack-g1"}
    del first["alliance"]
    assert opened["synergy"] == first
    done = matcher("synergies", "adpack-g1", "--why", first["partnership"]["id"])
    assert done.stdout.splitlines()[0].startswith("AdPack with ")


def test_synergies_leaves_out_a_partnership() -> None:
    first = answer("synergies", "adpack-g1")["synergies"][0]["partnership"]["id"]
    found = answer("synergies", "adpack-g1", "--exclude", first)["synergies"]
    assert first not in {synergy["partnership"]["id"] for synergy in found}


def test_the_table_of_synergies_says_who_is_on_both_sides() -> None:
    done = matcher("synergies", "adpack-g1")
    assert re.search(r"\n +# +Partnership +Strength ", done.stdout)
    assert re.search(r"\d shared members?", done.stdout)
    assert done.stdout.splitlines()[-1].startswith(
        "See why: matcher synergies adpack-g1 --why "
    )


# help


def test_the_help_names_every_key_of_the_json(
    recommender: PartnerRecommender, tmp_path: Path
) -> None:
    save_model(recommender, tmp_path / "model")
    shown = matcher("suggest", "--help").stdout
    changed = ["--only-countries", "ES", "--weights", "shared_markets=2"]
    changed += ["--model", f"{tmp_path / 'model'}"]
    document = json.loads(matcher("suggest", "inovcluster", *changed, "--json").stdout)
    first = document["suggestions"][0]
    opened = first["contributions"][0]
    query = document["query"]
    for key in [*query, *query["model"], "proposed", *Proposed._fields]:
        assert re.search(rf"\b{key}\b", shown), key
    for key in [*document, *document["left_out"][0], *first, *opened]:
        assert re.search(rf"\b{key}\b", shown), key
