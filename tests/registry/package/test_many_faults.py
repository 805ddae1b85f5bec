"""However many faults there are, the first are told, all are counted, few are kept."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from matcher.errors import MOST_KEPT, MOST_LINES, DatasetError, Fault, Faults
from matcher.registry.package.reading import check_package
from matcher.registry.package.tables import TABLES, Rows
from tests.cli.running import matcher
from tests.registry.package.tiny import TINY, tiny, write_package

MEMBER = "loom-g1,weavers,partner,\n"
MANY = {
    "unknown ids": [f"loom-g1,weaver-{n},partner,\n" for n in range(3000)],
    "equal faults": ["loom-g1,weavers,n/a,\n"] * 3000,
    "uneven rows": ["loom-g1,weavers,partner,,\n"] * 3000,
    "empty lines": ["\n", MEMBER] * 1500,
    "long cells": [f"loom-g1,{'x' * 20_000},partner,\n"] * 1100,
}


def faults(numbers: Iterator[int] | range) -> Iterator[Fault]:
    return (Fault("a.csv", n, "id", "x" * 5000, "is wrong") for n in numbers)


def test_the_first_faults_are_kept_in_order_whatever_the_order_they_come_in() -> None:
    found = Faults()
    found.gather(faults(range(5_000, 0, -1)))
    assert (found.n_all, found.are_few) == (5_000, False)
    assert [fault.line for fault in found.first] == [*range(1, MOST_KEPT + 1)]
    assert max(len(fault.value) for fault in found.first) == 1000


def test_a_message_ends_with_how_many_more_there_are() -> None:
    with pytest.raises(DatasetError) as caught:
        Faults(faults(range(1, 250))).refuse()
    head, *lines, end = str(caught.value).splitlines()
    assert head == "249 faults in the data package"
    assert lines[-1] == f"a.csv line {MOST_LINES} column 'id': is wrong"
    assert end == f"and {249 - MOST_LINES} more"
    Faults().refuse()


@pytest.mark.slow
def test_many_faults_take_the_memory_of_a_few() -> None:
    found = Faults()
    tracemalloc.start()
    found.gather(faults(range(20_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * MOST_KEPT * 3000  # of 100 MB that came


@pytest.mark.slow
@pytest.mark.parametrize("rows", MANY.values(), ids=[*MANY])
def test_a_list_of_faults_ends_on_the_screen_and_in_json(
    rows: list[str], tmp_path: Path
) -> None:
    folder = write_package(tmp_path, members=TINY["members.csv"] + "".join(rows))
    done = matcher("data", "check", str(folder))
    head, *_, end = done.stdout.splitlines()
    n_faults = int(head.split()[0].replace(",", ""))
    assert n_faults >= 1000
    assert end == f"and {n_faults - MOST_LINES:,} more"
    assert len(done.stdout) < 40_000
    told = json.loads(matcher("data", "check", str(folder), "--json").stdout)
    assert told["n_faults"] == n_faults
    assert len(told["faults"]) == min(n_faults, MOST_KEPT)
    lines = [f"{f['file']} line {f['line']}" for f in told["faults"][:MOST_LINES]]
    shown = done.stdout.splitlines()[1:-1]
    assert all(map(str.startswith, shown, lines))


@pytest.mark.slow
def test_very_many_faults_do_not_take_as_many_messages() -> None:
    from matcher.registry.package.checking import find_faults
    from tests.toy import VOCABULARY

    n = 30_000
    cells = {
        "partnership": ["loom"] * n,
        "cluster": [f"weaver-{number}" for number in range(n)],
        "role": ["partner", "leader"] * (n // 2),
        "source": [""] * n,
    }
    members = Rows(TABLES["members"], cells, range(2, n + 2))
    lists = {name: Rows(TABLES[name]) for name in ("countries", "regions")}
    ids = [str(number) for number in range(1000)]
    clusters = Rows(TABLES["clusters"], {"id": ids, "name": ids}, range(2, 1002))
    found = Faults()
    tracemalloc.start()
    found.gather(
        find_faults({"clusters": clusters, "members": members, **lists}, VOCABULARY)
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.n_all >= 45_000
    assert peak < 20_000_000  # sets of cells; the messages alone would take 30 MB


def test_an_agreement_of_very_many_does_not_name_them_all(tmp_path: Path) -> None:
    header, weavers, bakers = TINY["clusters.csv"].splitlines()
    ids = [f"bakers-{n}" for n in range(300)]
    clusters = [
        bakers.replace("bakers,Bakers", f"{id},{id.title()} Hall") for id in ids
    ]
    kind = tiny("partnerships", "programme,gen", "programme,kind,gen")
    folder = write_package(
        tmp_path,
        clusters="\n".join([header, weavers, bakers, *clusters]),
        members=TINY["members.csv"] + "".join(f"loom-g1,{id},partner,\n" for id in ids),
        partnerships=kind.replace("escp-4i,1", "escp-4i,agreement,1"),
    )
    (fault,) = check_package(folder)
    assert fault.problem.endswith(", bakers-7, and 292 more")
