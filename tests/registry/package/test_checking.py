"""Checking rows: what an optional column that is missing does not bring about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from matcher.registry.columns import column
from matcher.registry.package.checking import find_faults
from matcher.registry.package.tables import TABLES, Rows, Table
from tests.toy import VOCABULARY


@dataclass
class Sized:
    """A cluster whose sizes need not be in its table."""

    id: str = field(metadata=column("id", required=True))
    members: int | None = field(default=None, metadata=column("number", optional=True))
    sme_members: int | None = field(
        default=None, metadata=column("number", optional=True, required=True)
    )


SIZED = Table("clusters", Sized, "Clusters", key=("id",))


def problems(**columns: Sequence[str]) -> list[str]:
    rows = Rows(SIZED, columns, range(2, 2 + len(columns["id"])))
    lists = {name: Rows(TABLES[name]) for name in ("countries", "regions")}
    return [
        str(fault) for fault in find_faults({"clusters": rows, **lists}, VOCABULARY)
    ]


@pytest.mark.parametrize(
    "columns", [{}, {"members": ["8", ""]}, {"sme_members": ["9", "0"]}]
)
def test_a_missing_column_makes_no_fault(columns: dict[str, Sequence[str]]) -> None:
    assert problems(id=["a", "b"], **columns) == []


def test_a_column_that_is_there_is_checked() -> None:
    assert problems(id=["a", "b"], members=["8", "?"], sme_members=["9", ""]) == [
        "clusters.csv line 3 column 'members': "
        "'?' is not a whole number from 0 to 999999999, without separators",
        "clusters.csv line 3 column 'sme_members': "
        "this cell is empty; it must be filled in",
        "clusters.csv line 2 column 'sme_members': "
        "9 small firms among 8 members; at most all members are small firms",
    ]
