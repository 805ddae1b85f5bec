"""The shortlist in an address: laws of adding, taking off and noting."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher import PartnerRecommender, fold
from matcher_web.query.reading import Reading, Sent
from matcher_web.shortlist.chosen import (
    MOST,
    MOST_LETTERS,
    Shortlist,
    n_letters,
    read_shortlist,
    tidy,
)
from matcher_web.snapshot import Snapshot

IDS = ("inovcluster", "valorial", "wagralim", "aei-textils")


@pytest.fixture(scope="module")
def snapshot(recommender: PartnerRecommender) -> Snapshot:
    return Snapshot(recommender)


def read(snapshot: Snapshot, query: str) -> tuple[Shortlist, dict[str, str]]:
    reading = Reading(Sent(parse_qsl(query)))
    return read_shortlist(snapshot, reading), reading.faults


def written(shortlist: Shortlist) -> str:
    return urlencode(shortlist.parameters(), doseq=True)


shortlists = st.lists(st.sampled_from(IDS), unique=True).flatmap(
    lambda ids: st.builds(
        Shortlist,
        st.just(tuple(ids)),
        st.dictionaries(
            st.sampled_from(ids or ["nobody"]),
            st.text(max_size=60)
            .map(tidy)
            .filter(lambda text: bool(text) and n_letters(text) <= MOST_LETTERS),
            max_size=len(ids),
        ),
    )
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(shortlists)
def test_notes_in_any_script_come_back_from_an_address(
    snapshot: Snapshot, shortlist: Shortlist
) -> None:
    found, faults = read(snapshot, written(shortlist))
    assert (found, faults) == (shortlist, {})


@settings(max_examples=30, deadline=None)
@given(shortlists, st.sampled_from(IDS))
def test_who_is_added_and_taken_off_leaves_no_trace(
    shortlist: Shortlist, one: str
) -> None:
    without = shortlist.without(one)
    assert one not in without.ids
    assert written(without.added(one).without(one)) == written(without)
    assert written(shortlist.added(one).added(one)) == written(shortlist.added(one))


@given(st.text())
def test_a_tidied_note_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert "\n" not in tidy(text)


def test_one_or_many_fields_are_the_same_list(snapshot: Snapshot) -> None:
    once, _ = read(snapshot, "shortlist=inovcluster,Valorial")
    twice, _ = read(snapshot, "shortlist=inovcluster&shortlist=valorial,,inovcluster")
    assert once == twice == Shortlist(("inovcluster", "valorial"))


def test_the_twenty_first_is_refused_by_name(snapshot: Snapshot) -> None:
    ids = [one.id for one in snapshot.registry.clusters[: MOST + 1]]
    found, faults = read(snapshot, f"shortlist={','.join(ids)}")
    assert list(found.ids) == ids[:MOST]
    last = snapshot.registry.cluster(ids[MOST]).name
    assert faults == {
        "shortlist": f"A shortlist holds 20 clusters; {last} is one too many. Take one "
        "off first."
    }


def test_unknown_clusters_are_told_and_the_others_kept(snapshot: Snapshot) -> None:
    found, faults = read(snapshot, "shortlist=nobody,valorial,nobody-else")
    assert found.ids == ("valorial",)
    told = "No cluster is called 'nobody' or 'nobody-else'."
    assert faults == {"shortlist": told}


@pytest.mark.parametrize("letter", ["x", "ﷺ"])
def test_a_note_that_is_too_long_is_told_and_kept(
    snapshot: Snapshot, letter: str
) -> None:
    each = len(fold(letter))
    short, long = letter * (200 // each), letter * (200 // each + 1)
    found, faults = read(snapshot, f"shortlist=valorial&note_valorial={short}")
    assert (found.notes, faults) == ({"valorial": short}, {})
    found, faults = read(snapshot, f"shortlist=valorial&note_valorial={long}")
    assert (found.notes, found.typed) == ({}, {"valorial": long})
    n = n_letters(long)
    told = f"The note has {n} letters; at most 200 are kept. Shorten it."
    assert faults == {"note_valorial": told}


def test_a_note_on_nobody_is_no_note(snapshot: Snapshot) -> None:
    found, faults = read(snapshot, "shortlist=valorial&note_wagralim=x&note_valorial=+")
    assert found == Shortlist(("valorial",))
    told = "There is a note on 'wagralim', who is not on the shortlist; add it to keep"
    assert faults["shortlist"].startswith(told)
    assert read(snapshot, "shortlist=valorial&note_wagralim=+")[1] == {}
