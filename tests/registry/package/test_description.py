"""What datapackage.json says of the tables is so, or is named by its field."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.registry.package.description import describe
from matcher.registry.package.reading import check_package
from tests.registry.package.tiny import TINY, the_fault, write_package

Told = dict[str, Any]


def described(folder: Path) -> Told:
    """A tiny package that is described as it stands."""
    write_package(folder)
    told: Told = json.loads(describe(name="tiny"))
    told["resources"] = [r for r in told["resources"] if r["path"] in TINY]
    return told


def write(folder: Path, told: object) -> Path:
    (folder / "datapackage.json").write_text(json.dumps(told), "utf-8")
    return folder


def clusters(told: Told) -> Told:
    found: Told = told["resources"][0]
    assert found["name"] == "clusters"
    return found


def field(told: Told, name: str) -> Told:
    fields = clusters(told)["schema"]["fields"]
    return next(one for one in fields if one["name"] == name)


CHANGES: list[tuple[Callable[[Told], object], str, str]] = [
    (lambda t: t.update(resources="clusters.csv"), "resources", "a list of objects"),
    (lambda t: t.update(resources={}), "resources", "must be a list of objects"),
    (lambda t: t["resources"].insert(0, 7), "resources[0]", "must be an object"),
    (lambda t: t["resources"].pop(0), "resources", "clusters.csv stands in"),
    (lambda t: t["resources"].append(clusters(t)), "resources[8]", "described twice"),
    (lambda t: clusters(t).update(path="cluster.csv"), "resources[0].path", "'clust"),
    (lambda t: clusters(t).update(path=["clusters.csv"]), "resources[0].path", "meant"),
    (lambda t: clusters(t).pop("path"), "resources[0].path", "'clusters.csv' is meant"),
    (lambda t: clusters(t).update(name="groups"), "resources[0].name", "'groups"),
    (lambda t: clusters(t).update(encoding="latin-1"), "resources[0].encoding", "utf"),
    (lambda t: clusters(t).update(schema=[]), "resources[0].schema", "must be a"),
    (lambda t: clusters(t)["schema"].update(fields=[7]), "resources[0].schema", "list"),
    (lambda t: field(t, "members").update(type="string"),
     "resources[0].schema.fields", "'members' is of type 'string'"),
    (lambda t: field(t, "name").update(type="integer"),
     "resources[0].schema.fields", "'name' is of type 'integer'"),
    (lambda t: clusters(t)["schema"]["fields"].append({"name": "mood"}),
     "resources[0].schema.fields", "'mood' is no column of clusters.csv"),
    (lambda t: clusters(t)["schema"]["fields"].remove(field(t, "region")),
     "resources[0].schema.fields", "'region' of clusters.csv is not described"),
    (lambda t: t["resources"].append({"name": "x", "path": "x.csv"}),
     "resources[8].path", "'x.csv' is no file beside datapackage.json"),
    (lambda t: t["resources"].append({"name": "x", "path": "../../etc/passwd"}),
     "resources[8].path", "is no file beside datapackage.json"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "at", "words"), CHANGES)
def test_what_the_tables_do_not_hold_is_named_by_its_field(
    change: Callable[[Told], object], at: str, words: str, tmp_path: Path
) -> None:
    told = described(tmp_path)
    assert check_package(write(tmp_path, told)) == ()
    change(told)
    fault = the_fault(write(tmp_path, told))
    assert (fault.file, fault.line, fault.column) == ("datapackage.json", 0, at)
    assert words in fault.problem


def test_what_is_not_said_is_not_wrong(tmp_path: Path) -> None:
    told = described(tmp_path)
    for resource in told["resources"]:
        resource.pop("schema")
    for less in (told, {"name": "tiny"}, {"resources": []}, {}):
        assert check_package(write(tmp_path, less)) == ()
    (tmp_path / "datapackage.json").unlink()
    assert check_package(tmp_path) == ()


def test_files_for_other_programs_may_be_described(tmp_path: Path) -> None:
    told = described(tmp_path)
    told["resources"].append({"name": "notes", "path": "notes.txt"})
    (tmp_path / "notes.txt").write_text("notes")
    assert check_package(write(tmp_path, told)) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda one: (
        st.lists(one, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "path", "schema", "fields", "type", "resources"])
            | st.text(max_size=3),
            one | st.sampled_from(["clusters", "clusters.csv", "members", "string"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=JSON | st.fixed_dictionaries({"resources": st.lists(JSON, max_size=3)}))
def test_whatever_it_says_is_a_fault_or_not_but_never_a_crash(
    told: object, tmp_path: Path
) -> None:
    for fault in check_package(write(write_package(tmp_path), told)):
        assert fault.file == "datapackage.json"
        assert len(str(fault)) < 400
