"""What recorded commands find in their folder: data packages and profiles, good or not.

In: a checkout's own data. Out: folders and files beside each other.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

TINY = {
    "clusters.csv": """id,name,short_name,aliases,organisation_type,country,region,\
sectors,technologies,target_markets,focus,members,sme_members,website,coding,sources
weavers,Weavers of Porto,Weavers,Old Weavers;Ткачи,cluster,PT,,textile,lasers,\
ASIA;JP,Weave.,12,9,https://a.example/,source,https://a.example/x
bakers,"Bakers, ""friends"" of bread",,,cluster,,,,,,Bread.,,,,,
spinners,Spinners,,,cluster,GB,,textile,,JP,Spin yarn,3,,,,
""",
    "countries.csv": """code,name,eu,aliases
GB,United Kingdom,false,UK
JP,Japan,false,
PT,Portugal,true,
""",
    "ecosystems.csv": "code,label\nclothing,Clothing\n",
    "members.csv": """partnership,cluster,role,source
loom-g1,weavers,coordinator,https://a.example/x
loom-g1,bakers,partner,
""",
    "partnerships.csv": """id,acronym,name,programme,generation,call,strand,start,end,\
sectors,technologies,target_markets,focus,sme_count,grant_id,sources
loom-g1,Loom,The Loom,escp-4i,1,,,2015-10,2016,textile,lasers,JP,Weave,40,,
""",
    "regions.csv": "code,label,countries\nASIA,Asia,JP\n",
    "sectors.csv": "code,label,ecosystem\ntextile,Textile,clothing\n",
    "technologies.csv": "code,label,group\nlasers,Lasers,electronics\n",
}
FAULTS = {
    "clusters.csv": (",electric-power,", ",elctric,"),
    "countries.csv": ("AD,Andorra,false", "AD,Andorra,maybe"),
    "members.csv": ("3bi-g1,biovale,partner,", "3bi-g1,biovole,friend,ftp:x "),
    "partnerships.csv": (",2016-01,2017,", ",2018-13,2017,"),
    "sectors.csv": ("apparel,Apparel,textile", "apparel,Apparel,textle"),
}
"""A text of each table of the shipped data, and what stands there in `broken`."""

PROFILES = {
    "my.json": {"country": "PT", "sectors": ["textile"], "focus": "Linen and wool"},
    "wrong.json": {"sector": ["textile"], "technologies": "iot", "country": 5},
}


def prepare(data: Path, folder: Path) -> None:
    """Put all that commands are asked about into a folder.

    Parameters
    ----------
    data : Path
        The data package of the checkout.
    folder : Path
    """
    _write(folder / "tiny", TINY)
    broken = folder / "broken"
    shutil.copytree(data, broken)
    for name, (old, new) in FAULTS.items():
        text = (broken / name).read_text(encoding="utf-8")
        assert old in text, f"{name} holds '{old}' no more"
        (broken / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    header, rows = TINY["members.csv"].split("\n", 1)
    _write(folder / "torn", TINY | {"members.csv": f"{header},mood\n{rows}loom-g1\n"})
    (folder / "torn" / "regions.csv").unlink()
    (folder / "torn" / "sectors.csv").write_bytes(b"code,label\nfelt,\xff\n")
    (folder / "empty").mkdir()
    _write(folder / "broken-model", {"model.json": "{}", "model.npz": "no arrays"})
    _write(folder, {name: json.dumps(profile) for name, profile in PROFILES.items()})
    _write(folder, {"no-json.json": '{"country": "PT",\n  "sectors": [textile]}'})


def _write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
