"""The text of a mapping: TOML of what a user says, or of what a dry run found.

In: a `Mapping`; or layouts, words without a code, and organisations that are near. Out:
TOML that `mapping.read_mapping` reads, with comments that say what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Map

from matcher.importing.layout import PERSONAL, FoundColumn, Layout
from matcher.importing.mapping import Mapping, SheetMapping
from matcher.importing.report import Near, Word
from matcher.text import INVISIBLE, fold, shown

_HEAD = """\
# What the columns, words and names of the files are taken for. Correct it, and give it
# back with --mapping. Lines with # before them say nothing until it is taken away.
"""
_MOST_WORDS = 200
_MOST_NEAR = 200
_NOTHING = SheetMapping()
_BARE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")


def write_mapping(mapping: Mapping) -> str:
    """TOML of a mapping, in order of keys; empty for one that says nothing."""
    parts = [_table("[columns]", _lines(mapping.columns))]
    for key, said in sorted(mapping.sheets.items()):
        parts.append(_sheet(*key, said, _lines(said.columns)))
    for field in sorted(mapping.words):
        heading, lines = f"[words.{_key(field)}]", _lines(mapping.words[field])
        parts.append(_table(heading, lines) or f"{heading}\n")
    parts.append(_table("[organisations]", _lines(mapping.organisations)))
    parts.append(_table("[partnerships]", _lines(mapping.partnerships)))
    return "\n".join(filter(None, parts))


def draft_mapping(
    layouts: Iterable[Layout],
    words: Sequence[Word] = (),
    near: Sequence[Near] = (),
    mapping: Mapping | None = None,
) -> str:
    """TOML of what was understood, to be corrected and given back.

    Parameters
    ----------
    layouts : iterable of Layout
        Every column is there with its field, a sample and how sure it is.
    words : sequence of Word
        Words without a code, most frequent first: their lines are to be filled in.
    near : sequence of Near
        New organisations that may be known ones.
    mapping : Mapping, optional
        What the user said before: it stands as it is.
    """
    mapping = mapping or Mapping()
    layouts = sorted(layouts, key=lambda one: (one.sheet.file, one.sheet.name))
    common = _common(layouts)
    parts = [_HEAD, _table("[columns]", [*_common_lines(layouts, common, mapping)])]
    for layout in layouts:
        parts.append(_drafted_sheet(layout, common, mapping))
    words = words[:_MOST_WORDS]
    for field in sorted({*mapping.words, *(word.field for word in words)}):
        given = mapping.words.get(field, {})
        lines = [*_lines(given), *_open_words(field, words, given)]
        parts.append(_table(f"[words.{_key(field)}]", lines))
    lines = [*_lines(mapping.organisations), *_open_names(near, mapping)]
    parts.append(_table("[organisations]", lines))
    parts.append(_table("[partnerships]", _lines(mapping.partnerships)))
    return "\n".join(filter(None, parts))


def _table(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([heading, *lines, ""]) if lines else ""


def _lines(said: Map[str, str] | Map[str, Sequence[str]], after: str = "") -> list[str]:
    """What is said, in order of keys."""
    return [f"{text_of(key)} = {_value(said[key])}{after}" for key in sorted(said)]


def _value(said: str | Sequence[str]) -> str:
    return (
        text_of(said) if isinstance(said, str) else f"[{', '.join(map(text_of, said))}]"
    )


def _sheet(
    file: str,
    sheet: str,
    said: SheetMapping,
    columns: Sequence[str],
    found: SheetMapping = _NOTHING,
) -> str:
    """What is said of a sheet; what was found of it as a comment."""
    is_said = bool(columns) or said != _NOTHING or found == _NOTHING
    sign = "" if is_said else "# "
    lines = [f"{sign}[[sheets]]"]
    lines += [f"{sign}file = {text_of(file)}", f"{sign}sheet = {text_of(sheet)}"]
    if said.table is not None:
        lines.append(f"table = {text_of(said.table)}")
    elif found.table is not None:
        lines.append(f"# table = {text_of(found.table)}")
    if said.header is not None:
        lines.append(f"header = {said.header}")
    elif found.header is not None:
        lines.append(f"# header = {found.header}")
    lines += ["[sheets.columns]", *columns] if columns else []
    return "\n".join([*lines, ""])


def _key(text: str) -> str:
    return text if text and _BARE >= {*text} else text_of(text)


def _said(one: FoundColumn) -> str:
    return f"{one.field} {one.code}".strip()


def _common(layouts: Sequence[Layout]) -> Map[str, str]:
    """Headers that are taken for one thing wherever they stand."""
    found: dict[str, set[str]] = {}
    for layout in layouts:
        for one in layout.columns:
            found.setdefault(fold(one.header), set()).add(_said(one))
    return {key: said.pop() for key, said in found.items() if key and len(said) == 1}


def _common_lines(
    layouts: Sequence[Layout], common: Map[str, str], mapping: Mapping
) -> Iterator[str]:
    told = set(mapping.columns)
    for layout in layouts:
        for one in layout.columns:
            key = fold(one.header)
            if key in common and key not in told:
                told.add(key)
                yield _line(key, one)
    yield from _lines(mapping.columns, "  # as given")


def _line(key: str, one: FoundColumn) -> str:
    """What a column is taken for; a comment where it is not known."""
    is_open = not one.field and one.certainty == "guess"
    sign = "# " if is_open else ""
    seen = ", ".join(f"'{shown(cell)[:30]}'" for cell in one.sample)
    how = "not known" if is_open else one.certainty
    said = "" if one.field == PERSONAL else _said(one)
    return f"{sign}{text_of(key)} = {text_of(said)}  # {one.letters}, {how}: {seen}"


def _drafted_sheet(layout: Layout, common: Map[str, str], mapping: Mapping) -> str:
    sheet = layout.sheet
    said = mapping.sheets.get((sheet.file, sheet.name), _NOTHING)
    own = {
        (one.letters if not one.header else fold(one.header)): one
        for one in layout.columns
        if fold(one.header) not in common
    }
    lines = {key: _line(key, one) for key, one in own.items()}
    given = _lines(said.columns, "  # as given")
    lines |= dict(zip(sorted(said.columns), given, strict=True))
    found = SheetMapping(layout.table, layout.header)
    return _sheet(sheet.file, sheet.name, said, [*lines.values()], found)


def _open_words(
    field: str, words: Iterable[Word], given: Map[str, Sequence[str]]
) -> Iterator[str]:
    """Words that have no code, to be filled in."""
    for one in words:
        if one.field == field and fold(one.word) not in given:
            cells = "cell" if one.n_cells == 1 else "cells"
            yield f"# {text_of(fold(one.word))} = []  # in {one.n_cells} {cells}"


def _open_names(near: Sequence[Near], mapping: Mapping) -> Iterator[str]:
    """Who may be meant by names."""
    for one in near[:_MOST_NEAR]:
        if fold(one.name) not in mapping.organisations:
            line = f"# {text_of(fold(one.name))} = {text_of(one.known_id)}"
            yield f"{line}  # {one.score} of 100 alike: {shown(one.known_name)}"


def text_of(text: str) -> str:
    r"""A text, as TOML writes it.

    Examples
    --------
    >>> print(text_of('a "b"'))
    "a \"b\""
    """
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if 0xD800 <= ord(letter) < 0xE000:
        return "\ufffd"  # half of a letter: TOML has no way to write it
    is_plain = letter == " " or (letter.isprintable() and not INVISIBLE.match(letter))
    return letter if is_plain else f"\\U{ord(letter):08X}"
