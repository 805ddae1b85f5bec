"""The lenses: ways to look at two partnerships, each a number for a pair.

`LENSES` lists them with what people read, the one to look through first at the head;
`landscape` works out the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from matcher.errors import FilterError, did_you_mean


@dataclass(frozen=True)
class Lens:
    """One way to look at two partnerships: a number for each pair.

    Parameters
    ----------
    name, title : str
        For programs and for people.
    question, description : str
        For end users: what it answers, and what the number says.
    decimals : int
        How many people read; 0 for counts.
    """

    name: str
    title: str
    question: str
    description: str
    decimals: int = 2


LENSES = (
    Lens(
        "together",
        "Different sectors, same markets",
        "Who could go to the same markets from different sectors?",
        "How much their markets overlap, times how different their sectors are, times "
        "how far activities like theirs have gone together before.",
    ),
    Lens(
        "overall",
        "Overall",
        "Which partnerships fit together?",
        "The synergy score: all that speaks for two partnerships.",
    ),
    Lens(
        "alike",
        "Alike",
        "Which partnerships are alike?",
        "The part of the score that comes from what both have: sectors, technologies, "
        "markets and focus.",
    ),
    Lens(
        "complementary",
        "Complementary",
        "Which partnerships complete each other?",
        "The part of the score that comes from what one adds to the other: related "
        "activities and countries.",
    ),
    Lens(
        "same_markets",
        "Same markets",
        "Which partnerships go to the same markets?",
        "Markets that both go to, as a share of all that either goes to and one more; "
        "a region and a country in it count half.",
    ),
    Lens(
        "shared_members",
        "Shared members",
        "Which partnerships share members?",
        "How many clusters are members of both.",
        decimals=0,
    ),
)


def checked_lens(lens: str) -> str:
    """The name of a lens, if there is one.

    Raises
    ------
    FilterError
        Naming the lenses that there are.
    """
    names = [known.name for known in LENSES]
    if lens not in names:
        near = did_you_mean(lens, names) or f"; there are {', '.join(names)}"
        raise FilterError(f"no lens '{lens}'{near}")
    return lens
