"""Words for a back-test: its protocols, its questions, its slices and its metrics."""

from __future__ import annotations

PROTOCOLS = {
    "generation 2": ("Round 2", "predicted from the rounds before"),
    "generation 3 and 4": ("Rounds 3 and 4", "predicted from the rounds before"),
    "leave one out": ("Each in its turn", "predicted from all others"),
}
TASKS = {
    "suggest": (
        "Who are its partners?",
        "A cluster of a partnership that was held back asks; the other members are "
        "right.",
    ),
    "suggest new": (
        "Who are its new partners?",
        "The same, and only members that it was never with before are right.",
    ),
    "complete": (
        "Which member is missing?",
        "One member is hidden and the others ask together; the hidden one is right.",
    ),
    "join": (
        "Which partnership does it join?",
        "A cluster asks for a partnership; the one it was in is right.",
    ),
}
SLICES = {
    "all": "All clusters",
    "newcomer": "Newcomers, in no partnership before",
    "incumbent": "Those in a partnership before",
}
METRICS = {
    "ndcg@10": "How many true partners stand in the first ten, those further up "
    "counting more; 1 would be a perfect list.",
    "recall@10": "The share of true partners that stand in the first ten.",
    "mrr": "One divided by the place of the first true partner: 0.5 if it stands "
    "second.",
    "average precision": "At each true partner, the share of true ones so far; then "
    "the mean.",
    "hit@10": "The share of lists with a true partner in the first ten.",
    "tied@10": "How many candidates have the score of the tenth place: with many, a "
    "system cannot tell them apart. 1 is best.",
}


def protocol_title(protocol: str) -> str:
    """What a protocol does, in words."""
    if protocol not in PROTOCOLS:
        return protocol.capitalize()
    return ", ".join(PROTOCOLS[protocol])


def protocol_name(protocol: str) -> str:
    """What a protocol foretells, in a word or two."""
    return PROTOCOLS.get(protocol, (protocol.capitalize(), ""))[0]


def task_title(task: str) -> str:
    """The question of a task."""
    return TASKS.get(task, (task.capitalize(), ""))[0]
