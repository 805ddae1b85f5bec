"""One table of options: it agrees with what the library accepts."""

from __future__ import annotations

from dataclasses import fields

import pytest

from matcher import DESCRIPTION, FILTERS, OPTIONS, Option, Profile, Registry
from matcher.registry.filters import RULES, FilterOptions


def test_a_description_has_the_fields_of_a_profile() -> None:
    described = [option.argument for option in DESCRIPTION]
    assert described == [field.name for field in fields(Profile)]


def test_every_filter_has_a_keyword_and_a_rule() -> None:
    keywords = [option.argument for option in FILTERS]
    assert keywords == list(FilterOptions.__annotations__)
    assert set(keywords) == set(RULES)


@pytest.mark.parametrize("option", OPTIONS.values(), ids=list(OPTIONS))
def test_codes_come_from_a_list_of_the_vocabulary(
    option: Option, registry: Registry
) -> None:
    of_codes = option.kind in ("code", "codes")
    assert of_codes == bool(option.vocabulary)
    assert not of_codes or registry.vocabulary.terms(option.vocabulary)


@pytest.mark.parametrize("option", FILTERS, ids=lambda option: option.name)
def test_the_chip_of_a_filter_names_its_values(option: Option) -> None:
    assert option.chip.count("{}") == (option.kind != "flag")
