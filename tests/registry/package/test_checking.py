"""Checking rows: keys, references, and what a missing column does not bring about."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from matcher.registry.columns import column, record
from matcher.registry.package.checking import find_faults
from matcher.registry.package.reading import check_package
from matcher.registry.package.tables import TABLES, Rows, Table
from tests.registry.package.tiny import (
    TINY,
    the_fault,
    tiny,
    write_package,
)
from tests.toy import VOCABULARY


@record
class Sized:
    """A cluster whose sizes need not be in its table."""

    id: str = column("id")
    members: int | None = column("number", default=None, optional=True)
    sme_members: int | None = column(
        "number", default=None, optional=True, required=True
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


class TestKeys:
    def test_an_id_stands_once(self, tmp_path: Path) -> None:
        changed = TINY["clusters.csv"] + "weavers,Others,,,cluster" + "," * 11 + "\n"
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert str(fault) == (
            "clusters.csv line 4 column 'id': "
            "'weavers' stands already in line 2; once is enough"
        )

    def test_a_cluster_is_listed_once_in_a_partnership(self, tmp_path: Path) -> None:
        changed = TINY["members.csv"] + "loom-g1,weavers,partner,\n"
        fault = the_fault(write_package(tmp_path, members=changed))
        assert str(fault) == (
            "members.csv line 4 column 'cluster': "
            "'weavers' in 'loom-g1' stands already in line 2; once is enough"
        )

    def test_both_sides_of_a_member_must_exist(self, tmp_path: Path) -> None:
        changed = TINY["members.csv"] + "loom-g2,weaver,partner,\n"
        cluster, partnership = check_package(write_package(tmp_path, members=changed))
        assert str(cluster) == (
            "members.csv line 4 column 'cluster': "
            "no cluster 'weaver' in clusters.csv; did you mean 'weavers'?"
        )
        assert str(partnership) == (
            "members.csv line 4 column 'partnership': "
            "no partnership 'loom-g2' in partnerships.csv; did you mean 'loom-g1'?"
        )

    def test_a_sector_needs_its_ecosystem(self, tmp_path: Path) -> None:
        changed = tiny("sectors", "clothing", "clothes")
        fault = the_fault(write_package(tmp_path, sectors=changed))
        assert (fault.line, fault.column) == (2, "ecosystem")
        assert "no ecosystem 'clothes' in ecosystems.csv" in fault.problem

    def test_what_names_a_table_that_cannot_be_read_is_not_blamed(
        self, tmp_path: Path
    ) -> None:
        folder = write_package(tmp_path)
        for table in ("clusters", "countries", "regions", "sectors", "ecosystems"):
            (folder / f"{table}.csv").unlink()
        assert len(check_package(folder)) == 5

    @pytest.mark.slow
    def test_many_unknown_ids_do_not_take_hours(self, tmp_path: Path) -> None:
        header, weavers, bakers = TINY["clusters.csv"].splitlines()
        clusters = [
            bakers.replace("bakers", f"bakers-{i}").replace("Bakers", f"Bakers {i}")
            for i in range(1000)
        ]
        members = [f"loom-g1,weavers-{i},partner," for i in range(1000)]
        folder = write_package(
            tmp_path,
            clusters="\n".join([header, weavers, bakers, *clusters]),
            members="\n".join([TINY["members.csv"].rstrip(), *members]),
        )
        start = time.process_time()
        faults = check_package(folder)
        assert len(faults) == 1000
        assert all("no cluster 'weavers-" in fault.problem for fault in faults)
        assert "did you mean 'weavers'" in faults[0].problem
        assert "did you mean" not in faults[-1].problem
        assert time.process_time() - start < 60
