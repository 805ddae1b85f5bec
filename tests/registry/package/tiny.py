"""A tiny sound package of version 1, and copies of it with something changed."""

from __future__ import annotations

from pathlib import Path

from matcher.errors import Fault
from matcher.registry.package.reading import check_package
from matcher.registry.package.tables import TABLES

TINY = {
    "clusters.csv": (
        "id,name,short_name,aliases,organisation_type,country,region,sectors,"
        "technologies,target_markets,focus,members,sme_members,website,coding,sources\n"
        "weavers,Weavers,,Old Weavers;Ткачи,cluster,PT,Norte,textile,lasers,JP;ASIA,"
        "Weave.,12,9,https://weavers.example,source,https://a.example/x\n"
        "bakers,Bakers,,,network,,,,,,,,,,,\n"
    ),
    "countries.csv": (
        "code,name,eu,aliases\n"
        "PT,Portugal,true,\n"
        "JP,Japan,false,Nippon\n"
        "GB,United Kingdom,false,UK\n"
    ),
    "ecosystems.csv": "code,label\nclothing,Clothing\n",
    "members.csv": (
        "partnership,cluster,role,source\n"
        "loom-g1,weavers,coordinator,https://a.example/loom\n"
        "loom-g1,bakers,partner,\n"
    ),
    "partnerships.csv": (
        "id,acronym,name,programme,generation,call,strand,start,end,sectors,"
        "technologies,target_markets,focus,sme_count,grant_id,sources\n"
        "loom-g1,LOOM,,escp-4i,1,,,2016-03,2016,textile,,JP,,40,,\n"
    ),
    "regions.csv": "code,label,countries\nASIA,Asia,JP\n",
    "sectors.csv": "code,label,ecosystem\ntextile,Textile,clothing\n",
    "technologies.csv": "code,label,group\nlasers,Lasers,electronics\n",
}


PROGRAMMES = "code,label,name\nescp-4i,ESCP-4i,Going abroad\n"

REQUIRED = [name for name, t in TABLES.items() if not t.aside and not t.default]


def write_package(folder: Path, **changed: str | bytes) -> Path:
    """A tiny sound package of version 1, with some tables replaced or more."""
    files = TINY | {f"{table}.csv": text for table, text in changed.items()}
    for file, text in files.items():
        (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def tiny(table: str, old: str, new: str) -> str:
    """One table of the tiny package with a text replaced."""
    text = TINY[f"{table}.csv"]
    assert text.count(old) == 1
    return text.replace(old, new)


def the_fault(folder: Path) -> Fault:
    (fault,) = check_package(folder)
    return fault
