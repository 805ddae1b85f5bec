"""A registry in disguise comes back: labels for codes, other words, other orders."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Cluster, Registry
from matcher.importing.files.opening import sheets_in
from matcher.importing.mapping import Mapping
from matcher.importing.running import import_sheets
from matcher.registry.columns import cell
from matcher.registry.synth.drawing import synthesise

# By field, what people call it in five languages.
HEADERS = {
    "id": ("id", "ID", "Id", "ID", "id"),
    "name": ("Cluster name", "Name des Clusters", "Nom du cluster",
             "Nombre del clúster", "Nazwa klastra"),
    "country": ("Country", "Land", "Pays", "País", "Kraj"),
    "sectors": ("Sectors", "Branchen", "Secteurs", "Sectores", "Branże"),
    "technologies": ("Technologies", "Technologien", "Technologies", "Tecnologías",
                     "Technologie"),
    "target_markets": ("Target markets", "Zielmärkte", "Marchés cibles",
                       "Mercados objetivo", "Rynki docelowe"),
    "members": ("Number of members", "Anzahl Mitglieder", "Nombre de membres",
                "Número de miembros", "Liczba członków"),
    "founded": ("Founded", "Gründungsjahr", "Année de création",
                "Año de fundación", "Rok założenia"),
    "label": ("Label", "Label", "Label", "Label", "Label"),
    "focus": ("Description", "Beschreibung", "Description", "Descripción", "Opis"),
}  # fmt: skip
N_CLUSTERS = 40


def in_disguise(registry: Registry, drawn: random.Random) -> str:
    """Its clusters as a list that somebody keeps."""
    tongue = drawn.randrange(5)
    fields = drawn.sample([*HEADERS], len(HEADERS))
    glue = drawn.choice(["; ", " | ", "\n", ";"])
    stream = StringIO()
    writer = csv.writer(stream, delimiter=drawn.choice(";,\t"))
    writer.writerow(HEADERS[field][tongue] for field in fields)
    label = registry.vocabulary.label
    written: dict[str, Callable[[Cluster], str]] = {
        field: lambda one, field=field: cell(getattr(one, field))  # type: ignore[misc]
        for field in fields
    }
    written["country"] = lambda one: label(one.country) if one.country else ""
    for field in ("sectors", "technologies", "target_markets"):
        written[field] = lambda one, field=field: glue.join(  # type: ignore[misc]
            label(code) for code in getattr(one, field)
        )
    for one in drawn.sample(registry.clusters, len(registry.clusters)):
        writer.writerow(written[field](one) for field in fields)
    return stream.getvalue()


@pytest.mark.slow
@given(seed=st.integers(0, 10**6))
@settings(max_examples=8, deadline=None)
def test_a_registry_in_disguise_comes_back(seed: int, registry: Registry) -> None:
    drawn = random.Random(seed)
    known = synthesise(registry, N_CLUSTERS, seed)
    encoding = drawn.choice(["utf-8", "utf-8-sig", "utf-16"])
    text = in_disguise(known, drawn)
    sheets = sheets_in("list.csv", text.encode(encoding))
    nothing = Registry((), (), (), registry.vocabulary, aside=registry.aside)
    found = import_sheets(sheets, nothing, Mapping())
    told = [remark for remark in found.report.remarks if remark.kind == "unread"]
    assert not told
    for field in HEADERS:
        before = {one.id: getattr(one, field) for one in known.clusters}
        after = {one.id: getattr(one, field) for one in found.registry.clusters}
        assert after == before, field
    again = import_sheets(sheets, found.registry, Mapping())
    assert again.registry == found.registry
