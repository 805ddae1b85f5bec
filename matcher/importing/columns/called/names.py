"""Names of columns: what a header may mean.

In: a header, and names.toml and left_out.toml beside this room. Out: meanings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from matcher.files.listed import listed
from matcher.importing.columns.called.known import known_names
from matcher.importing.columns.called.words import (
    JOINED,
    Words,
    asked_in,
    asks_a_person,
    asks_for_its_name,
    asks_where,
    key,
    language_of,
    parts_of,
    shorter,
    without_brackets,
    without_code,
    words_of,
)
from matcher.importing.word_lists import word_list

_VAGUE = ("year", "number_of_row", "other_id", "remarks", "services", "changed")
_SAID_BESIDE = {*_VAGUE, "name", "organisation", "since"}
_NEUTRAL = {*_VAGUE, "city", "region", "country", "name", "organisation"}
_OF_PERSONS = {"name", "short_name", "role", "organisation", "aliases"}
_OF_WHOM = {"personal", "project", "partner", "coordinator"}
_OF_GROUPS = {"project", "partner", "coordinator", "organisation"}
_SAID_BY_NAME = set("country region city sectors technologies target_markets".split())
_PLACES = {"country", "region", "city"}
_LISTS = ("sectors", "technologies", "target_markets")
_PATH = re.compile(r"[^\W\d]\w*(?:[.:]\w+)+")
_AND = re.compile(r"\s+(?:&|\+|and|und|et|y|e|i|oraz)\s+")
_OF_ADDRESS = re.compile(r"(?<=\w) of address$", re.IGNORECASE)
_OF_RECORDS = re.compile(
    r"\((?:do not modify|nicht ändern|ne pas modifier|no modificar|nie modyfikuj)\)",
    re.IGNORECASE,
)
"""Before what a system needs to know its own rows again."""
_LEAST_ALIKE = 0.88
_LEAST_LETTERS = 5


class Name(NamedTuple):
    """What a header may mean.

    Parameters
    ----------
    meanings : tuple of str
        Tables of names.toml and left_out.toml, best first; none if it is not known.
    how : {"whole", "asked", "part", "spelling", ""}
        Whether every word of it counts, it is what a question asks for, it stands in
        the header, or is spelt alike.
    language : str
        Which language its cells are in, as the header says.
    group : str
        What the rows above say: a meaning.
    """

    meanings: tuple[str, ...] = ()
    how: str = ""
    language: str = ""
    group: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is a name of a column for sure."""
        return self.how in ("whole", "asked")


class Names:
    """Looks headers up.

    Examples
    --------
    >>> Names().of("Zielmärkte").meanings, Names().of("Kontakt / Website").meanings
    (('target_markets',), ('website',))
    """

    def __init__(self) -> None:
        self._found: dict[str, Name] = {}

    @cached_property
    def left_out(self) -> Mapping[str, str]:
        """Why columns are left out, by their meaning."""
        return {meaning: told["why"] for meaning, told in self._left_out.items()}

    @cached_property
    def _left_out(self) -> Mapping[str, Any]:
        return listed("importing/columns/called/left_out.toml")

    @cached_property
    def _known(self) -> Mapping[Words, tuple[str, ...]]:
        return known_names()

    @cached_property
    def _spelt(self) -> Mapping[str, Words]:
        return {" ".join(words): words for words in self._known}

    def of(self, header: str) -> Name:
        """What a header may mean; kept, as it is asked for more than once."""
        if header not in self._found:
            self._found[header] = self._of(header)
        return self._found[header]

    def meant(self, text: str) -> tuple[str, ...]:
        """What a text means as the name of a column; nothing if it is none for sure."""
        text = language_of(without_code(text))[0]
        if asks_for_its_name(text):
            return ("organisation",)
        if asked := asked_in(text):
            name = self._asked(asked)
            return name.meanings if name else ()
        parts = parts_of(without_brackets(text)[0])
        each = [self._exact(part) for part in parts]
        together = (*dict.fromkeys(m for meanings in each for m in meanings),)
        return self._exact(text) or (together if all(each) else ())

    def _of(self, header: str) -> Name:
        header = without_code(header)
        text, language = language_of(_OF_ADDRESS.sub("", header))
        if "%" in text:
            return Name()  # a share of what it names
        if _OF_RECORDS.match(header):
            return Name(("changed",), "whole")
        if asks_a_person(header):
            return Name(("personal",), "whole")
        if asks_for_its_name(header):
            return Name(("organisation",), "asked")
        if asked := asked_in(header):
            found = self._asked(asked) or Name()
            is_aim = found.meanings == ("partner",) and asks_where(header)
            return Name(("target_markets",), "asked") if is_aim else found
        name = self._whole(text) or self._whole(header)
        if not name:
            name = self._in_parts(text) or self._spelt_alike(text) or self._inside(text)
        return (name or Name())._replace(language=language)

    def nearest(self, header: str) -> list[str]:
        """Meanings whose names look most like a header, or stand in it."""
        spelt = " ".join(key(words_of(header)))
        near = get_close_matches(spelt, self._spelt, 6, cutoff=0.6)
        found = [m for words in near for m in self._known[self._spelt[words]]]
        inside = [m for words in self._phrases(words_of(header)) for m in words]
        return [*dict.fromkeys([*inside, *found])]

    def _exact(self, text: str) -> tuple[str, ...]:
        whole = words_of(text)
        for words, is_own in chain([(whole, False)], shorter(whole)):
            meanings = self._known.get(words, ())
            if meanings:
                return (
                    ("organisation",) if is_own and meanings == ("name",) else meanings
                )
        return ()

    def _whole(self, text: str) -> Name | None:
        """What it means as one name, with what stands in brackets or without."""
        meanings = self._exact(text)
        if meanings:
            return Name(meanings, "whole")
        outside, inside = without_brackets(text)
        if not inside or not outside or word_list("except") & {*words_of(inside)}:
            return None
        meanings = self._exact(outside)
        if not meanings:
            return None
        within = self._exact(inside)
        place = tuple(m for m in within if m in _PLACES)
        if place and len(_PLACES & {*meanings}) > 1:  # "Lokalizacja (miasto)"
            return Name(place, "whole")
        more = [m for m in within if m not in _NEUTRAL]
        if "coordinator" in more and "partner" in meanings:  # "Partner 1 (lead)"
            return Name(("coordinator",), "whole")
        return Name((*dict.fromkeys([*meanings, *more]),), "whole")

    def _in_parts(self, text: str) -> Name | None:
        """What it means as a group and what is of it, or said in two languages."""
        for sign in (
            JOINED,
            ".",
            ":",
        ):  # of fields within one another, as JSON has them
            above, found, last = text.rpartition(sign)
            if found and (sign == JOINED or _PATH.fullmatch(text)):
                return self._in_group(above, last)
        parts = parts_of(text)
        if len(parts) < 2:
            return self._beside_short_name(text)
        meant = [self._exact(without_brackets(part)[0]) for part in parts]
        known = [*dict.fromkeys(m for meanings in meant for m in meanings)]
        same = set(known).intersection(*meant)
        if not same and len(parts) > 2:  # "Organization - City/town"
            same = set(known).intersection(*meant[1:])
        if same & _PLACES:  # "Land/Region": its cells say which
            same |= _PLACES
        if same:
            return Name(tuple(m for m in known if m in same), "whole")
        if all(meant):
            grouped = self._in_group(parts[0], parts[-1]) if len(parts) == 2 else None
            is_group = grouped and grouped.group in {*_OF_WHOM, "address"}
            return grouped if is_group else Name((*known,), "part")
        return (
            self._in_group(parts[0], parts[-1]) if meant[0] and not meant[-1] else None
        )

    def _beside_short_name(self, text: str) -> Name | None:
        """A name that says its short form too, as "Name & acronym"."""
        meant = [self._exact(part) for part in _AND.split(text)]
        is_both = len(meant) == 2 and "short_name" in meant[1]
        named = tuple(m for m in meant[0] if m in ("organisation", "name"))
        return Name(named, "whole") if is_both and named else None

    def _in_group(self, above: str, last: str) -> Name | None:
        group = self.of(above)
        own = self.of(last)
        over = group.meanings[0] if group.meanings else ""
        joined = self._exact(f"{above} {last}")
        if joined:
            return Name(joined, "whole", group=over)
        if over == "personal" and _OF_PERSONS & {*own.meanings}:
            return Name(("personal",), "whole", group=over)
        if over in _SAID_BY_NAME | _OF_GROUPS and own.meanings[:1] == ("name",):
            return Name((over,), "whole", group=over)
        if over == "target_markets" and _PLACES & {*own.meanings}:
            return Name((over,), "whole", group=over)  # "Exports / Country 1"
        if over == "sectors" and own.meanings == ("focus",):
            return Name((over, "focus"), "whole", group=over)  # its cells say which
        if over and own.meanings[:1] == ("number_of_row",):
            return Name(group.meanings, "whole", group=over)  # "Members / No."
        if own.meanings:
            return own._replace(group=over)
        return Name(group.meanings, "part", group=over) if over else None

    def _spelt_alike(self, text: str) -> Name | None:
        spelt = " ".join(key(words_of(text)))
        if len(spelt) < _LEAST_LETTERS:
            return None
        near = get_close_matches(spelt, self._spelt, 1, cutoff=_LEAST_ALIKE)
        return Name(self._known[self._spelt[near[0]]], "spelling") if near else None

    def _inside(self, text: str) -> Name | None:
        """What the longest names that stand in it mean; one to leave out is first."""
        words = words_of(text)
        if word_list("except") & {*words}:
            return None
        found = [*dict.fromkeys(m for group in self._phrases(words) for m in group)]
        found = ["other_id" if m == "id" else m for m in found]
        found = [m for m in found if m not in (*_VAGUE, "name")]
        first = [m for m in found if m in self.left_out]
        if not found and len(words) == 1:  # "Interessensmärkte"
            ends = (words[0][start:] for start in range(2, len(words[0]) - 4))
            found = next(([*m] for end in ends if (m := self._known.get((end,)))), [])
        if first and "personal" not in first:  # "Pays ciblés à l'export"
            first += [m for m in found if m in _LISTS]
        return Name((*dict.fromkeys(first or found),), "part") if found else None

    def _asked(self, asked: Sequence[Words]) -> Name | None:
        """What a question asks for: the first thing that it names, of a registry."""
        found = [m for words in asked for group in self._phrases(words) for m in group]
        if "personal" in found:
            return Name(("personal",), "whole")
        kept = [m for m in found if m not in self.left_out] or found
        first = [m for m in kept if m not in _SAID_BESIDE] or kept
        places = tuple(m for m in first if m in _PLACES)
        if first and first[0] in _PLACES:  # its cells say which
            return Name((*dict.fromkeys(places),), "asked")
        return Name((first[0],), "asked") if first else None

    def _phrases(self, words: Words) -> list[tuple[str, ...]]:
        words, found, start = key(words), [], 0
        while start < len(words):
            ends = range(len(words), start, -1)
            end = next((e for e in ends if words[start:e] in self._known), 0)
            if end:
                found.append(self._known[words[start:end]])
            start = end or start + 1
        return found
