"""What a call and rules of one's own demand: read once, compiled and judged alike.

In: the id of a call, and rules as text or as records. Out: `Demanded`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from matcher.consortium.constraints import Constraint
from matcher.consortium.rules.compiling import constraints
from matcher.consortium.rules.judging import Verdict, check
from matcher.errors import RuleError
from matcher.registry.calls.call import Call, find_call
from matcher.registry.calls.contradicting import contradiction
from matcher.registry.calls.grammar import MOST_COUNTED
from matcher.registry.calls.reading import read_rules, rules_of
from matcher.registry.calls.rule import Rule
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary
from matcher.text import items_of, shown


def own_rules(
    given: str | Iterable[str | Rule | Constraint], vocabulary: Vocabulary
) -> tuple[tuple[Rule, ...], tuple[Constraint, ...]]:
    """Rules of one's own, and what is a constraint already.

    Raises
    ------
    RuleError
        If a text cannot be read, or something is no rule at all.
    """
    each = (given,) if isinstance(given, str) else items_of(given)
    rules, ready = list[Rule](), list[Constraint]()
    accepted = "a text as 'members >= 3', a Rule or a Constraint is accepted"
    if each is None:
        raise RuleError(f"rules: {shown(str(given))} holds no rules; {accepted}")
    for one in each:
        if isinstance(one, str):
            rules += read_rules(one, vocabulary)
        elif isinstance(one, Rule):
            rules.append(one)
        elif isinstance(one, Constraint):
            ready.append(one)
        else:
            raise RuleError(f"rules: {one!r:.60} is no rule; {accepted}")
    return tuple(dict.fromkeys(rules)), tuple(ready)


@dataclass(frozen=True)
class Demanded:
    """Rules on a consortium.

    Parameters
    ----------
    registry : Registry
    call : Call, optional
    rules : tuple of Rule
        Of the call first, then one's own; each once.
    coordinator : str, optional
        Id of who leads.
    markets : tuple of str, optional
        What the consortium aims at, where that is known.
    """

    registry: Registry
    call: Call | None
    rules: tuple[Rule, ...]
    coordinator: str | None = None
    markets: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls,
        registry: Registry,
        call: str = "",
        rules: str | Iterable[Rule] = (),
        coordinator: str | None = None,
        markets: Sequence[str] = (),
    ) -> Demanded:
        """Read what is demanded.

        Parameters
        ----------
        registry : Registry
        call : str
            Its id; none where empty.
        rules : str or iterable of Rule
            One's own, as data/README.md tells rules to be written.
        coordinator : str, optional
        markets : sequence of str
            Those that are wanted: the consortium aims at them. Where none are, its
            members tell.

        Raises
        ------
        UnknownCall, UnknownCluster, RuleError
        """
        known = find_call(call, registry.calls) if call else None
        vocabulary = registry.vocabulary
        of_call = rules_of(known, vocabulary) if known else ()
        own = read_rules(rules, vocabulary) if isinstance(rules, str) else rules
        lead = registry.cluster(coordinator).id if coordinator else None
        every = tuple(dict.fromkeys((*of_call, *own)))
        if refused := contradiction(every, vocabulary):
            raise RuleError(refused)
        return cls(registry, known, every, lead, tuple(markets) or None)

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """The same for the solver."""
        return constraints(self.rules, self.registry, self.coordinator, self.markets)

    def verdicts(self, members: Iterable[str]) -> tuple[Verdict, ...]:
        """How given clusters stand with each rule."""
        lead, markets = self.coordinator, self.markets
        return check(self.rules, members, self.registry, lead, markets)

    @property
    def fewest(self) -> int:
        """So many members are needed at least, as far as the rules say it outright."""
        found = (
            rule.least or len(rule.seats)
            for rule in self.rules
            if rule.is_hard
            and rule.subject in ("members", "countries", "regions", "seats")
        )
        return max(found, default=0)

    @property
    def most(self) -> int:
        """So many members are allowed at most, as far as the rules say it outright."""
        found = (
            rule.most
            for rule in self.rules
            if rule.is_hard and rule.subject == "members" and not rule.conditions
        )
        return min((n for n in found if n is not None), default=MOST_COUNTED)
