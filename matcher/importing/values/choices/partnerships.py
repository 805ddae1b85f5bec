"""Partnership words: programmes and numbers of grants, as people write them.

In: the text of a cell. Out: the code of a programme, the number of a grant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from matcher.importing.values.reading import Gathered
from matcher.importing.values.single.texts import read_text
from matcher.registry.columns import Column
from matcher.registry.finding.entry import key_of
from matcher.registry.lists import Programme
from matcher.text import fold

_GRANT = re.compile(
    r"(?:(?:grant|agreement|ga|g\.a\.|id|no|nr|number|num|n[°ºo]|projekt|project|proj|"
    r"convention|subvention|förderkennzeichen|fkz|référence|ref|contract|#)"
    r"[\s.:°º#/-]*)+(?=[0-9])",
    re.IGNORECASE,
)
_LOOK = "look whether that is meant"


def read_programme(
    programmes: Sequence[Programme],
    said: Mapping[str, Sequence[str]],
    text: str,
    gathered: Gathered,
) -> str | None:
    """The code of the programme that a plain text names; None, and why, if none."""
    if fold(text) in said:
        return next(iter(said[fold(text)]), None)
    key = key_of(text)
    named = {
        key_of(name): one.code
        for one in programmes
        for name in (one.code, one.label, one.name)
    }
    joined = {name.replace(" ", ""): code for name, code in named.items()}
    found = named.get(key) or joined.get(key.replace(" ", ""))
    if found:
        return found
    inside = sorted(
        (name for name in named if len(name) > 4 and f" {name} " in f" {key} "),
        key=lambda name: (-len(name), name),
    )
    if inside:
        told = f"is not called so; a programme is named in it; {_LOOK}"
        codes = [named[name] for name in inside]
        gathered.doubt(text, codes[0], codes, told)
        return codes[0]
    labels = ", ".join(one.code for one in programmes)
    problem = f"no programme is called so; one of: {labels}"
    gathered.unread(text, problem, is_word=True)
    return None


def read_grant(column: Column, text: str, gathered: Gathered) -> str | None:
    """The number of a grant agreement, without the words before it.

    Examples
    --------
    >>> from matcher.importing.values.reading import Gathered
    >>> read_grant(Column(name="grant_id"), "Grant agreement no. 783239", Gathered())
    '783239'
    """
    bare = re.sub(r"^([0-9]+)\.0+$", r"\1", _GRANT.sub("", text, count=1).strip())
    return read_text(column, bare, gathered)
