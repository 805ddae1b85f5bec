"""How values read."""

from __future__ import annotations

import doctest

import pytest

from matcher_web import wording


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(wording).failed == 0


def test_no_score_reads_as_minus_nothing() -> None:
    assert wording.score_text(-0.001) == "0.00"
    assert wording.signed(-0.001) == "0.00"
    assert wording.signed(0.5) == "+0.50"
    assert wording.signed(-0.5) == "−0.50"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil", "http:", "", "http://[", "x"],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert not wording.is_web_address(address)


def test_http_and_https_are_web_addresses() -> None:
    assert wording.is_web_address("https://textils.cat/en?x=1")
    assert wording.is_web_address("http://clamtex.eu/partners")


def test_unknown_is_said_in_words() -> None:
    assert wording.recorded(None) == wording.recorded("") == "not recorded"
    assert wording.recorded(0) == "0"
