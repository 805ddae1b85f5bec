"""Rules of every shape, drawn at random."""

from __future__ import annotations

from hypothesis import strategies as st

from matcher.registry.calls.rule import CLASSES, Condition, Rule
from matcher.registry.records import ORGANISATION_TYPES

CODES = {
    "country": ("EU", "FR", "DE", "ES", "NO", "TR", "MENA"),
    "outside": ("EU", "FR", "TR", "ASEAN"),
    "type": ORGANISATION_TYPES,
    "sector": ("textile", "apparel", "food-processing"),
    "technology": ("photonics", "3d-printing"),
    "ecosystem": ("agri-food", "textile"),
    "class": CLASSES,
    "theme": ("textile", "photonics", "agri-food"),
    "market": ("JP", "TR", "MENA"),
}
OF_MEMBERS = tuple(kind for kind in CODES if kind != "theme")
RECORDED = tuple(kind for kind in OF_MEMBERS if kind != "class")


def conditions(kinds: tuple[str, ...], or_others: bool) -> st.SearchStrategy[Condition]:
    """Conditions of some kinds."""

    def of(kind: str) -> st.SearchStrategy[Condition]:
        codes = st.lists(st.sampled_from(CODES[kind]), min_size=1, unique=True)
        others = st.booleans() if or_others and kind == "country" else st.just(False)
        return st.builds(Condition, st.just(kind), codes.map(tuple), others)

    return st.sampled_from(kinds).flatmap(of)


@st.composite
def rules(
    draw: st.DrawFn, kinds: tuple[str, ...] = OF_MEMBERS, or_others: bool = True
) -> Rule:
    """A rule that is not of words alone, whose conditions are of some kinds."""
    subjects = ["members", "countries", "regions", "markets", "each", "every member",
                "coordinator", "theme", "seats"]  # fmt: skip
    subject = draw(st.sampled_from(subjects))
    if subject == "theme":
        found = (draw(conditions(("theme",), or_others)),)
        return Rule(subject=subject, conditions=found)
    if subject == "seats":
        seat = st.lists(conditions(kinds, or_others), min_size=1, max_size=2)
        found = draw(st.lists(seat.map(tuple), min_size=1, max_size=3))
        return Rule(subject=subject, seats=tuple(found))
    of_markets = subject == "markets"
    told = conditions(("country", "outside") if of_markets else kinds, or_others)
    fewest = int(subject in ("every member", "coordinator", "each"))
    found = tuple(draw(st.lists(told, min_size=fewest, max_size=2)))
    if subject == "each":
        each = draw(st.sampled_from(["region", "country"]))
        return Rule(subject="members", least=1, each=each, conditions=found)
    if fewest:
        return Rule(subject=subject, conditions=found)
    least = draw(st.integers(1, 4))
    if subject in ("countries", "regions"):
        return Rule(subject=subject, least=least, conditions=found)
    most = draw(st.none() | st.integers(least, 5))
    no_least = most is not None and draw(st.booleans())
    least_or_none = None if no_least else least
    return Rule(subject=subject, least=least_or_none, most=most, conditions=found)
