"""The text of a mapping: TOML of what a user says, or of what a dry run found.

In: a `Mapping`; or layouts, words without a code, and organisations that are near. Out:
TOML that `mapping.read_mapping` reads, with comments that say what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Map

from matcher.importing.layout import FoundColumn, Layout
from matcher.importing.mapping import Mapping, SheetMapping
from matcher.importing.report import Near, Word
from matcher.text import INVISIBLE, fold, shown

_HEAD = """\
# What the columns, words and names of the files are taken for. Correct it, and give it
# back with --mapping. Lines with # before them say nothing until it is taken away.
"""
_MOST_WORDS = 200
_MOST_NEAR = 200
_BARE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")


def write_mapping(mapping: Mapping) -> str:
    """TOML of a mapping, in order of keys; empty for one that says nothing."""
    parts = [*_parts(mapping)]
    return "\n".join(parts) if parts else ""


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
    columns = [*_common_lines(layouts, common, mapping)]
    parts = [_HEAD]
    if columns:
        parts.append("\n".join(["[columns]", *columns, ""]))
    for layout in layouts:
        parts.append(_sheet_part(layout, common, mapping))
    parts += _words_part(words, mapping)
    parts += _names_part("organisations", mapping.organisations, near)
    parts += _names_part("partnerships", mapping.partnerships, ())
    return "\n".join(filter(None, parts))


def _parts(mapping: Mapping) -> Iterator[str]:
    if mapping.columns:
        yield _section("columns", mapping.columns)
    for (file, sheet), said in sorted(mapping.sheets.items()):
        yield _sheet_text(file, sheet, said)
    for field in sorted(mapping.words):
        yield _words_text(field, mapping.words[field])
    if mapping.organisations:
        yield _section("organisations", mapping.organisations)
    if mapping.partnerships:
        yield _section("partnerships", mapping.partnerships)


def _section(name: str, said: Map[str, str]) -> str:
    lines = [f"{text_of(key)} = {text_of(said[key])}" for key in sorted(said)]
    return "\n".join([f"[{name}]", *lines, ""])


def _sheet_text(file: str, sheet: str, said: SheetMapping) -> str:
    lines = ["[[sheets]]", f"file = {text_of(file)}", f"sheet = {text_of(sheet)}"]
    if said.table is not None:
        lines.append(f"table = {text_of(said.table)}")
    if said.header is not None:
        lines.append(f"header = {said.header}")
    if said.columns:
        lines.append("[sheets.columns]")
        lines += [
            f"{text_of(k)} = {text_of(said.columns[k])}" for k in sorted(said.columns)
        ]
    return "\n".join([*lines, ""])


def _words_text(field: str, said: Map[str, Sequence[str]]) -> str:
    lines = [f"{text_of(word)} = {_codes(said[word])}" for word in sorted(said)]
    return "\n".join([f"[words.{_key(field)}]", *lines, ""])


def _codes(codes: Sequence[str]) -> str:
    return f"[{', '.join(map(text_of, codes))}]"


def _key(text: str) -> str:
    return text if text and _BARE >= {*text} else text_of(text)


def _said(one: FoundColumn) -> str:
    return f"{one.field} {one.code}".strip()


def _common(layouts: Sequence[Layout]) -> Map[str, str]:
    """Headers that are taken for one thing wherever they stand."""
    found: dict[str, set[str]] = {}
    for layout in layouts:
        seen: dict[str, int] = {}
        for one in layout.columns:
            key = fold(one.header)
            found.setdefault(key, set()).add(_said(one))
            seen[key] = seen.get(key, 0) + 1
    return {key: said.pop() for key, said in found.items() if key and len(said) == 1}


def _common_lines(
    layouts: Sequence[Layout], common: Map[str, str], mapping: Mapping
) -> Iterator[str]:
    told = set()
    for layout in layouts:
        for one in layout.columns:
            key = fold(one.header)
            if key in common and key not in told and key not in mapping.columns:
                told.add(key)
                yield _line(key, one, mapping)
    for key in sorted(mapping.columns):
        yield f"{text_of(key)} = {text_of(mapping.columns[key])}  # as given"


def _line(key: str, one: FoundColumn, mapping: Mapping) -> str:
    """What a column is taken for; a comment where it is not known."""
    is_open = not one.field and one.certainty == "guess"
    sign = "# " if is_open else ""
    seen = ", ".join(f"'{shown(cell)[:30]}'" for cell in one.sample)
    how = "not known" if is_open else one.certainty
    said = "" if one.field == "personal" else _said(one)
    return f"{sign}{text_of(key)} = {text_of(said)}  # {one.letters}, {how}: {seen}"


def _sheet_part(layout: Layout, common: Map[str, str], mapping: Mapping) -> str:
    """What is said of a sheet; a comment where the mapping said nothing of it."""
    sheet = layout.sheet
    said = mapping.sheets.get((sheet.file, sheet.name), SheetMapping())
    own = {
        (one.letters if not one.header else fold(one.header)): one
        for one in layout.columns
        if fold(one.header) not in common
    }
    lines = {key: _line(key, one, mapping) for key, one in own.items()}
    lines |= {
        key: f"{text_of(key)} = {text_of(said.columns[key])}  # as given"
        for key in sorted(said.columns)
    }
    is_said = bool(lines) or said.table is not None or said.header is not None
    sign = "" if is_said else "# "
    table = layout.table if said.table is None else said.table
    head = [
        f"{sign}[[sheets]]",
        f"{sign}file = {text_of(sheet.file)}",
        f"{sign}sheet = {text_of(sheet.name)}",
        f"{'# ' if said.table is None else ''}table = {text_of(table)}",
        f"{'# ' if said.header is None else ''}header = "
        f"{layout.header if said.header is None else said.header}",
    ]
    columns = [f"{sign}[sheets.columns]", *lines.values()] if lines else []
    return "\n".join([*head, *columns, ""])


def _words_part(words: Sequence[Word], mapping: Mapping) -> list[str]:
    """Words that were given codes, and those that have none, to be filled in."""
    fields = sorted({*mapping.words, *(word.field for word in words[:_MOST_WORDS])})
    parts = []
    for field in fields:
        given = mapping.words.get(field, {})
        lines = [f"{text_of(word)} = {_codes(given[word])}" for word in sorted(given)]
        lines += [
            f"# {text_of(fold(one.word))} = []  # in {one.n_cells} "
            f"{'cell' if one.n_cells == 1 else 'cells'}"
            for one in words[:_MOST_WORDS]
            if one.field == field and fold(one.word) not in given
        ]
        parts.append("\n".join([f"[words.{_key(field)}]", *lines, ""]))
    return parts


def _names_part(name: str, given: Map[str, str], near: Sequence[Near]) -> list[str]:
    """Who is meant by names, and who may be."""
    lines = [f"{text_of(key)} = {text_of(given[key])}" for key in sorted(given)]
    lines += [
        f"# {text_of(fold(one.name))} = {text_of(one.known_id)}"
        f"  # {one.score} of 100 alike: {shown(one.known_name)}"
        for one in near[:_MOST_NEAR]
        if fold(one.name) not in given
    ]
    return ["\n".join([f"[{name}]", *lines, ""])] if lines else []


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
