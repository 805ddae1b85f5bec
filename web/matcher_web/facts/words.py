"""What facts are called, and how their values read.

In: a column and a value as its table holds it. Out: words for people. Every page takes
the title of a fact from here.
"""

from __future__ import annotations

from collections.abc import Mapping

from matcher import Vocabulary, date_in_words
from matcher_web.wording import site_of

OF_CLUSTERS: Mapping[str, str] = {
    "focus": "Focus",
    "name": "Name",
    "short_name": "Short name",
    "aliases": "Also known as",
    "organisation_type": "Type",
    "status": "Status",
    "successor": "Carried on by",
    "country": "Country",
    "region": "Region",
    "city": "City",
    "founded": "Founded",
    "members": "Members",
    "sme_members": "Members that are small firms",
    "sectors": "Sectors",
    "technologies": "Technologies",
    "coding": "Codes rest on",
    "target_markets": "Its own target markets",
    "markets": "Markets, with those of its partnerships",
    "website": "Website",
    "languages": "Languages of its website",
    "label": "Quality label",
}
"""Titles of the facts of a cluster, in the order in which pages show them."""

OF_PARTNERSHIPS: Mapping[str, str] = {
    "focus": "Focus",
    "acronym": "Acronym",
    "name": "Name",
    "kind": "Kind",
    "target_markets": "Target markets",
    "sectors": "Sectors",
    "ecosystems": "Ecosystems of its sectors",
    "technologies": "Technologies",
    "sme_count": "Small firms",
    "start": "From",
    "end": "To",
    "programme": "Programme",
    "generation": "Generation",
    "call": "Call",
    "strand": "Strand",
    "grant_id": "Grant agreement",
}
"""Titles of the facts of a partnership, in the order in which pages show them."""

KINDS: Mapping[str, str] = {
    "consortium": "Consortium: a project with a beginning and an end",
    "network": "Network: a standing network or a memorandum",
    "agreement": "Agreement of two organisations",
}
"""What kinds of partnerships are."""

CODING: Mapping[str, str] = {
    "source": "pages named here",
    "background": "general knowledge of the organisation, where no page is named",
    "source and background": "pages named here and general knowledge of the "
    "organisation",
    "synthetic": "nothing: the organisation does not exist",
}
"""What codes of sectors and technologies rest on."""

LANGUAGES: Mapping[str, str] = {
    "bg": "Bulgarian", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "he": "Hebrew", "hr": "Croatian", "hu": "Hungarian", "is": "Icelandic",
    "it": "Italian", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "mt": "Maltese", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip
"""Names of the languages of ISO 639-1 that are spoken in and around Europe."""

_CODED = {
    *("country", "sectors", "technologies", "ecosystems"),
    *("target_markets", "markets"),
}
_CAPITALISED = {"organisation_type", "status", "strand"}
_IN_WORDS = {"coding": CODING, "kind": KINDS, "languages": LANGUAGES}
_COUNTS = {"members", "sme_members", "sme_count"}


def in_words(
    vocabulary: Vocabulary, field: str, value: str, year: int | None = None
) -> str:
    """A value of a column as people read it; a count with its year where it has one.

    Parameters
    ----------
    vocabulary : Vocabulary
    field : str
        A column of clusters or of partnerships.
    value : str
        One value, as evidence writes it; what a page says need not fit the column.
    year : int, optional
        Of a count.
    """
    if field in _CODED:
        return vocabulary.label(value)
    if field in _COUNTS and value.isdecimal():
        count = f"{int(value):,}"
        return f"{count} in {year}" if year else count
    if field in _CAPITALISED:
        return value[:1].upper() + value[1:]
    if field in ("start", "end"):
        return date_in_words(value)
    if field == "programme":
        names = {one.code: one.name for one in vocabulary.lists["programmes"]}
        return " – ".join([vocabulary.label(value), *filter(None, [names.get(value)])])
    if field == "website":
        return site_of(value) or value
    if field == "label":
        return f"{value.capitalize()} for cluster management, as last known"
    return _IN_WORDS.get(field, {}).get(value, value)
