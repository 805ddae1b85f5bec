"""A partner recommender for European cluster partnerships: the public names.

In: a registry of clusters and partnerships. Out: partners for one, and why.

How the rooms lie, each importing from those above it::

    errors  arrays  text       what may go wrong; types of arrays; words compared
    plain_words                those that say nothing of what somebody does
    release  files/            the version; what is read of a disk, what replaced
    registry/                  tables -> facts, or every fault in them
    importing/                 spreadsheets and lists -> such tables, and a report
    model/                     facts -> signals, weights, scores that say why
    pairs/                     every pair, or the best of everybody, at any size
    consortium/                whole consortia under rules, proven the best
    recommend  saved           the questions that users ask, answered; models kept
    explore/                   synergies, networks and markets, beyond suggestions
    evaluation/                how well the past is predicted
    cli/                       the command line, over this front door

Each name is fetched from its room when it is first asked for, so that nobody waits for
what they do not use; `__init__.pyi` says where each is from, to type checkers too. What
there is to explore is imported from the rooms of `matcher.explore`.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

_NAMES = Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8").splitlines()
_ROOMS = {one.split()[3]: one.split()[1] for one in _NAMES if one.startswith("from ")}

__all__ = list(_ROOMS)


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'matcher' has no attribute '{name}'")
    found = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = found  # asked for once
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOMS})
