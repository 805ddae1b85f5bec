"""A partnership came from a call where the call and its strand are recorded."""

from __future__ import annotations

import pytest

from matcher import Partnership, Registry
from matcher.registry.calls.call import Call, call_of

CALLS = (
    Call(id="C/1", name="C, strand 1", strand="preparation"),
    Call(id="C/2", name="C, strand 2", strand="implementation"),
    Call(id="D", name="D", status="closed"),
)


@pytest.mark.parametrize(
    ("call", "strand", "found"),
    [
        ("C", "preparation", "C/1"),
        ("C", "implementation", "C/2"),
        ("C", "voluntary", None),
        ("C", "", None),
        ("D", "", "D"),
        ("D", "preparation", "D"),
        ("E", "", None),
        ("", "", None),
    ],
)
def test_a_partnership_came_from_the_call_of_its_strand(
    call: str, strand: str, found: str | None
) -> None:
    partnership = Partnership(id="p", acronym="P", call=call, strand=strand)
    came_from = call_of(partnership, CALLS)
    assert (came_from and came_from.id) == found


def test_a_call_is_closed_as_the_facts_say() -> None:
    assert [call.is_closed for call in CALLS] == [False, False, True]


def test_the_calls_of_most_funded_partnerships_are_known(registry: Registry) -> None:
    found = [call_of(p, registry.calls) for p in registry.partnerships]
    assert sum(one is not None for one in found) == 55
    assert call_of(registry.partnership("adpack-g1"), registry.calls) is not None
