"""Flags: cells that say yes or no of what their column is called.

In: a plain text. Out: whether it says yes, no or neither.
"""

from __future__ import annotations

import re
from typing import Literal

from matcher.importing.values.plain.cleaning import is_nothing
from matcher.text import fold

_YES = frozenset(
    "x xx xxx yes y ja j oui si s sim s tak t da d true wahr vrai "
    "verdadero vero waar "
    "prawda verdadeiro adevarat 1 1.0 ok on v ✓ ✔ ☑ ✅ ● • ■ ◆ × ✗x ja! kylla ano yes! "
    "checked selected applicable zutreffend ausgewahlt".split()
) | {"x)", "(x)", "[x]", "•", "●", "√", "☒", "✖", "✘ja", "+"}
_NO = frozenset(
    "no n nein non nie nee nao nu false falsch faux falso onwaar falsz fals "
    "0 0.0 off ne "
    "✗ ✘ ❌ ☐ ○ ◦ [] ei nej unchecked".split()
) | {"( )", "[ ]", "()", "no!"}


def says(text: str) -> Literal["yes", "no", ""]:
    """Whether a plain text says yes or no; empty where it says neither.

    Examples
    --------
    >>> says("tak"), says("✓"), says("nein"), says("-"), says("maybe")
    ('yes', 'yes', 'no', 'no', '')
    """
    folded = fold(text).strip(" .")
    written = re.sub("[\ufe0e\ufe0f]", "", text.strip())
    if folded in _YES or written in _YES:
        return "yes"
    if folded in _NO or written in _NO or not folded or is_nothing(text):
        return "no"
    return ""
