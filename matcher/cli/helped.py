"""Helped: what stands below the options of a command in its help.

In: the name of a command. Out: the text beside this room, in help/.
"""

from __future__ import annotations

import re
from pathlib import Path

_TEXTS = Path(__file__).with_name("help")
_PART = re.compile(r"\{(\w+)\}")


def helped(command: str) -> str:
    """Examples of a command, what it does, and what its JSON holds.

    Parameters
    ----------
    command : str
        Or a part that several commands tell, which stands in theirs as ``{part}``.

    Examples
    --------
    >>> print(helped("check").splitlines()[1])
      matcher data check
    """
    text = (_TEXTS / f"{command}.txt").read_text(encoding="utf-8")
    return _PART.sub(lambda part: helped(part[1]), text.removesuffix("\n"))
