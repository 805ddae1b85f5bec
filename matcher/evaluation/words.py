"""What people read for the names in a back-test: protocols, tasks, metrics and more.

The terminal, the pages and the table in README take their words from here.
"""

from __future__ import annotations

from typing import NamedTuple


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


def _by_name(*words: Words) -> dict[str, Words]:
    return {one.name: one for one in words}


LEAVE_ONE_OUT = "leave one out"
WITH_OTHERS = ", with other cooperation"
"""What the name of a protocol ends in that also learns from cooperation beside what
is tested."""

_ALONE = (
    Words("generation 2", "Round 2", "predicted from what was known before"),
    Words(
        "generation 3 and 4", "Rounds 3 and 4", "predicted from what was known before"
    ),
    Words(LEAVE_ONE_OUT, "Each in its turn", "predicted from all others"),
)
_PROTOCOLS = _by_name(
    *_ALONE,
    *(
        Words(one.name + WITH_OTHERS, one.title + WITH_OTHERS, one.explained)
        for one in _ALONE
    ),
)
_AMONG = _by_name(
    Words("everyone", "Among all clusters"),
    Words(
        "with a past", "Among clusters with a past", "in a partnership known by then"
    ),
    Words(
        "without a past",
        "Among clusters without a past",
        "in no partnership known by then",
    ),
)
_TASKS = _by_name(
    Words(
        "suggest new",
        "Who are its new partners?",
        "A cluster of a partnership that was held back asks; the other members that it "
        "was never with before are right.",
        "who are a member's new partners?",
    ),
    Words(
        "suggest",
        "Who are its partners?",
        "The same, and members that it was with before are right too.",
        "the same, known partners too",
    ),
    Words(
        "complete",
        "Which member is missing?",
        "One member is hidden and the others ask together; the hidden one is right.",
        "which member is missing?",
    ),
    Words(
        "join",
        "Which partnership does it join?",
        "A cluster asks for a partnership; the one it was in is right.",
        "which partnership does a cluster join?",
    ),
)
_SLICES = _by_name(
    Words("all", "All clusters"),
    Words("newcomer", "Newcomers, in no partnership before"),
    Words("incumbent", "Those in a partnership before"),
)
TIED = "tied@10"
"""The only metric of which less is better."""

_METRICS = _by_name(
    Words(
        "ndcg@10",
        "nDCG@10",
        "How many true partners stand in the first ten, those further up counting "
        "more; 1 would be a perfect list.",
    ),
    Words(
        "recall@10",
        "Recall@10",
        "The share of true partners that stand in the first ten.",
        "recall@10",
    ),
    Words(
        "mrr",
        "MRR",
        "One divided by the place of the first true partner: 0.5 if it stands second.",
    ),
    Words(
        "average precision",
        "Average precision",
        "At each true partner, the share of true ones so far; then the mean.",
        "AP",
    ),
    Words(
        "hit@10",
        "Hit@10",
        "The share of lists with a true partner in the first ten.",
        "hit@10",
    ),
    Words(
        TIED,
        "Tied@10",
        "How many candidates have the score of the tenth place: with many, a system "
        "cannot tell them apart. 1 is best.",
        "tied",
    ),
)


_KNOWN = _PROTOCOLS | _TASKS | _AMONG | _SLICES | _METRICS

TASKS, AMONG = tuple(_TASKS), tuple(_AMONG)
SLICES, METRICS = tuple(_SLICES), tuple(_METRICS)
"""Their names, in the order of a report."""


def words_for(name: str) -> Words:
    """The words for a name in a report; one that has none speaks for itself."""
    return _KNOWN.get(name, Words(name, name.capitalize()))


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
