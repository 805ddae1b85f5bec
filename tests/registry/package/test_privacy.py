"""Organisations only: nothing in any table names or reaches a person."""

from __future__ import annotations

import re

import pytest

from matcher.registry.package.tables import TABLES
from tests.registry.package.copies import TableRows

ADDRESS = re.compile(r"https?://\S+?(?=;|$)")
PERSONAL = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w|\[at\]|\(at\)", re.I),
    "a person": re.compile(
        r"\b(Mr|Mrs|Ms|Mme|Dr|Prof|Dipl|Ing|Herr|Frau|Sr|Sra|Dott|mgr|inż)\b\.? "
        r"?[A-ZÀ-Ý]|\b(M|Mlle)\. [A-ZÀ-Ý]|\bPh\.?D\b"
    ),
    "a person's part": re.compile(
        r"\b(contact person|president|chair(wo)?man|director|ceo|manager) "
        r"(is |was |of the cluster is )?[A-ZÀ-Ý][a-zà-ÿ]+ [A-ZÀ-Ý]"
    ),
    "a telephone number": re.compile(
        r"\+\d[\d ()/.-]{6,}|\b(tel|phone|fax)\b\W*\d", re.IGNORECASE
    ),
}


def personal(cell: str) -> list[str]:
    """What a cell says of a person; addresses of pages may hold what they want."""
    words = ADDRESS.sub("", cell)
    found = [what for what, said in PERSONAL.items() if said.search(words)]
    mail = re.search(r"mailto:|[?&/=][\w.+-]+@[\w-]+\.\w", cell)
    return [*found, "an e-mail address in the address of a page"] if mail else found


@pytest.mark.parametrize(
    "cell",
    [
        "Write to info@cluster.example.",
        "info [at] cluster.example",
        "Led by Dr Jane Doe",
        "Prof. Doe of the university",
        "Call +32 2 555 01 23",
        "tel. 555 0123",
        "Its director Jane Doe says so.",
        "https://a.example/team?mail=jane.doe@a.example",
    ],
)
def test_what_would_be_personal_is_known(cell: str) -> None:
    assert personal(cell)


@pytest.mark.parametrize("name", TABLES)
def test_no_person_can_be_reached_through_the_data(
    name: str, tables: dict[str, TableRows]
) -> None:
    assert personal("https://www.iasp.ws/our-members/directory/@471907/park") == []
    found = [
        (column, cell, personal(cell))
        for row in tables[name]
        for column, cell in row.items()
        if personal(cell)
    ]
    assert found == []
