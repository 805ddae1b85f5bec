"""A toy registry with evidence: some certain, some not, some that says otherwise."""

from __future__ import annotations

import csv
from dataclasses import fields, replace
from io import StringIO

from matcher import Fact, Registry
from tests.toy import block_registry

A, B, C = (f"https://{letter}.example/page" for letter in "abc")
CELLS = tuple(field.name for field in fields(Fact))
Cells = tuple[str, str, str, str, str, str, str]
EVIDENCE: list[Cells] = [
    ("food-0", "city", "Porto", B, "medium", "", ""),
    ("food-0", "country", "DE", A, "high", "", ""),
    ("food-0", "members", "250", B, "high", "2017", ""),
    ("food-0", "name", "Meals", A, "high", "", "the name of before"),
    ("food-0", "sectors", "food-processing", B, "medium", "", ""),
    ("food-0", "sectors", "food-processing", C, "high", "", ""),
    ("food-0", "sectors", "livestock", B, "medium", "", ""),
    ("food-g1", "member", "food-0", C, "high", "", ""),
    ("food-g1", "since", "food-0 2016", B, "high", "", ""),
    ("food-g1", "start", "2016-05", A, "medium", "", ""),
]


def with_evidence(rows: list[Cells] = EVIDENCE) -> Registry:
    """The toy registry with these facts, food-0 changed to what most of them say."""
    toy = block_registry(n_in_block=2, n_together=2)
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([CELLS, *rows])
    sources = (A, "https://d.example/")
    changed = replace(toy.cluster("food-0"), city="Porto", members=250, sources=sources)
    clusters = [changed if c.id == "food-0" else c for c in toy.clusters]
    started = [replace(p, start="2016-05", kind="network") for p in toy.partnerships]
    members = tuple(replace(m, source=C, confidence="medium") for m in toy.members)
    aside = {"evidence": text.getvalue()}
    return Registry(
        tuple(clusters), tuple(started), members, toy.vocabulary, aside=aside
    )
