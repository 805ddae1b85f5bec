"""All that a question may say, once: its words, kinds and limits.

The command line's options, the parameters of addresses, the keys of JSON, the fields of
forms and the chips of filters come from this table. A new filter is a line in `FILTERS`
with its keyword and its rule in `matcher.registry.filters`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matcher.text import fold

OptionKind = Literal["cluster", "clusters", "code", "codes", "flag", "text", "number",
                     "factors", "choices"]  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One thing that a question may say.

    Parameters
    ----------
    name : str
        In addresses and in JSON; on the command line with hyphens, after ``--``.
    kind : OptionKind
        What is accepted: a cluster or clusters by id or name, one code or several, yes
        or no, words, a whole number from 1, some of a few choices, or factors. Factors
        are one parameter of an address for each signal, ``weight_<signal>=2``.
    label : str
        What a form calls it.
    help : str
        A sentence about it for the command line.
    argument : str
        The library's word for it; the name where not given.
    vocabulary : str
        The list of the vocabulary that its codes are from.
    chip : str
        Words for a page that a filter narrows; ``{}`` is one of its values, as people
        read it.
    accepted : tuple of str
        What there is to choose from.
    default : int
        The number where none is given.
    goal : str
        Which goal a wanted thing is of.
    lets_in : bool
        Whether a switch shows those who are held back while it is off.
    most : int
        What is accepted at most, so that no answer takes long: so many letters, and on
        pages the number or factor. 0 where there is no limit.
    """

    name: str
    kind: OptionKind
    label: str
    help: str
    argument: str = ""
    vocabulary: str = ""
    chip: str = ""
    accepted: tuple[str, ...] = ()
    default: int = 0
    goal: str = ""
    lets_in: bool = False
    most: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "argument", self.argument or self.name)

    def too_long(self, text: str) -> str:
        """How long a text is that is too long, and what to do; empty for any other.

        Signs that are spelt out where texts are compared count so.
        """
        n_letters = max(len(text), len(fold(text)))
        if not self.most or n_letters <= self.most:
            return ""
        told = f"at most {self.most:,} are read. Shorten it."
        return f"{n_letters:,} characters; {told}"


CLUSTER = Option("cluster", "cluster", "Name of your cluster",
                 "Its id, name, short name or former name.")  # fmt: skip

DESCRIPTION = (
    Option("country", "code", "Country", "Its country, as PT.", vocabulary="country"),
    Option("sectors", "codes", "Sectors", "What its firms make, as food-processing.",
           vocabulary="sectors"),
    Option("technologies", "codes", "Technologies",
           "What they work with, as agri-tech,iot.", vocabulary="technologies"),
    Option("markets", "codes", "Markets outside the European Union",
           "Where they want to go, as BR,JP or ASEAN.",
           argument="target_markets", vocabulary="target_markets"),
    Option("focus", "text", "Focus", "What it does, in its own words.", most=2000),
)  # fmt: skip
"""What describes a cluster that asks; arguments are the fields of `Profile`."""

FILTERS = (
    Option("only_countries", "codes", "Only these countries",
           "Nobody from elsewhere, as FR,DE.",
           argument="countries", vocabulary="country", chip="From {}"),
    Option("exclude_countries", "codes", "Not these countries",
           "Nobody from these countries.", vocabulary="country", chip="Not from {}"),
    Option("only_markets", "codes", "Only who goes to these markets",
           "Only who targets one of these, as JP.",
           argument="markets", vocabulary="target_markets", chip="Goes to {}"),
    Option("all_markets", "codes", "Only who goes to all of these markets",
           "Only who targets every one of these, as BR,JP.",
           vocabulary="target_markets", chip="Goes to {}, as to all you ask"),
    Option("only_sectors", "codes", "Only these sectors",
           "Only who works in one of these.",
           argument="sectors", vocabulary="sectors", chip="Works in {}"),
    Option("exclude", "clusters", "Not these clusters", "Leave these out.",
           chip="Not {}"),
    Option("new_partners_only", "flag", "New partners only",
           "Leave past partners out.", chip="New partners only"),
    Option("include_gone", "flag", "Merged and dissolved organisations too",
           "Show who has merged into another or been dissolved.",
           chip="Merged and dissolved too", lets_in=True),
)  # fmt: skip
"""What holds candidates back; arguments are the keywords of `FilterOptions`."""

GOALS = (
    Option("want_markets", "codes", "Markets that the partner should go to",
           "Prefer who goes to these markets, as JP,BR.",
           argument="markets", vocabulary="target_markets", goal="markets"),
    Option("want_sectors", "codes", "Sectors that the partner should work in",
           "Prefer who works in these sectors, as paper-packaging.",
           argument="sectors", vocabulary="sectors", goal="activities"),
    Option("want_technologies", "codes", "Technologies that the partner should have",
           "Prefer who works with these technologies, as photonics.",
           argument="technologies", vocabulary="technologies", goal="activities"),
    Option("want_countries", "codes", "Countries that the partner should sit in",
           "Prefer who sits in these countries, as FR,DE.",
           argument="countries", vocabulary="country", goal="countries"),
    Option("want_experience", "number", "Consortia that the partner should know",
           "Prefer who has been in so many consortia.",
           argument="experience", goal="experience", most=20),
)  # fmt: skip
"""What the asker wants of a partner; arguments are the fields of `Goals`."""

MUST = Option(
    "must", "choices", "What a partner must serve",
    "Leave out who does not serve all of these goals.",
    accepted=tuple(dict.fromkeys(option.goal for option in GOALS)),
)  # fmt: skip
"""Which goals hold back who falls short of them."""

K = Option("k", "number", "How many suggestions", "At most so many.",
           default=10, most=100)  # fmt: skip
VARIETY = Option("variety", "flag", "More variety", "Show fewer who are alike.")
WEIGHTS = Option(
    "weights", "factors", "What counts",
    "Let a signal count so many times as much, as shared_markets=2; 0 silences it.",
    most=10,
)  # fmt: skip

MOST_CONSORTIA = 20
"""So many whole consortia are proposed at once at most."""

MOST_TIMES = 1000
"""The most that a weight is multiplied by; scores stay numbers that mean something."""

OPTIONS = {
    option.name: option
    for option in (CLUSTER, *DESCRIPTION, *GOALS, MUST, *FILTERS, K, VARIETY, WEIGHTS)
}
"""The whole table by name."""
