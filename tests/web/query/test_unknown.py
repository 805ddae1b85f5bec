"""What is said of a text that names nothing, in words people know."""

from __future__ import annotations

import pytest
from flask import Flask

from matcher_web.query.unknown import explain_unknown
from matcher_web.snapshot import Snapshot


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("target_markets", "Japn", "no market 'Japn'; did you mean Japan?"),
        ("target_markets", "JPN", "no market 'JPN'; did you mean Japan?"),
        ("country", "Portugl", "no country 'Portugl'; did you mean Portugal?"),
        ("sectors", "txtile", "no sector 'txtile'; did you mean Textile Manuf"),
        ("target_markets", "germany", "'germany' is in the European Union; a market"),
        ("country", "XX", "no country 'XX'; give a country by name or code, such as "),
        ("technologies", "zz", "no technology 'zz'; give a technology by name or code"),
    ],
)
def test_labels_are_offered_before_codes_or_what_is_accepted_is_said(
    app: Flask, kind: str, text: str, told: str
) -> None:
    snapshot: Snapshot = app.extensions["snapshot"]
    assert explain_unknown(snapshot, kind, text).startswith(told)
