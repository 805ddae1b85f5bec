"""What people read for the names in a back-test: protocols, tasks, metrics and more.

The terminal, the pages and the table in README take their words from here; they stand
in words.toml.
"""

from __future__ import annotations

from typing import NamedTuple

from matcher.files.listed import listed


class Words(NamedTuple):
    """What people read for a name.

    Parameters
    ----------
    name : str
        As reports hold it.
    title : str
    explained : str
        A sentence or a clause more.
    in_terminal : str
        What stands in a terminal, if not the title.
    """

    name: str
    title: str
    explained: str = ""
    in_terminal: str = ""

    @property
    def in_brief(self) -> str:
        """What stands in a terminal."""
        return self.in_terminal or self.title

    @property
    def whole(self) -> str:
        """The title and the clause that explains it."""
        return ", ".join(filter(None, (self.title, self.explained)))


LEAVE_ONE_OUT = "leave one out"
WITH_OTHERS = ", with other cooperation"
"""What the name of a protocol ends in that also learns from cooperation beside what
is tested."""

TASKS = ("suggest new", "suggest", "complete", "join")
AMONG = ("everyone", "with a past", "without a past")
SLICES = ("all", "newcomer", "incumbent")
METRICS = ("ndcg@10", "recall@10", "mrr", "average precision", "hit@10", "tied@10")
"""Their names, in the order of a report."""

TIED = METRICS[-1]
"""The only metric of which less is better."""


def words_for(name: str) -> Words:
    """The words for a name in a report; one that has none speaks for itself."""
    alone = name.removesuffix(WITH_OTHERS)
    tables = listed("evaluation/words.toml").values()
    told = next((table[alone] for table in tables if alone in table), None)
    if told is None:
        return Words(name, name.capitalize())
    beside = name.removeprefix(alone)
    return Words(name, **{**told, "title": told["title"] + beside})


def among_of(task: str) -> tuple[str, ...]:
    """The groups of candidates that a task is judged among, all of them first.

    Whom a cluster joins is a partnership, and each of those is without a past.
    """
    return AMONG[:1] if task == "join" else AMONG


def headline_among(task: str) -> str:
    """The candidates that a task is judged by first.

    New partners are looked for among clusters with a past: who has none often stands in
    the registry only because of what it joined later.
    """
    return "with a past" if task == "suggest new" else "everyone"


def metric_of(task: str) -> str:
    """The metric that a task is compared by."""
    return "hit@10" if task == "complete" else "ndcg@10"
