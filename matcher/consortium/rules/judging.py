"""Judges given members by rules: plainly, member by member, with the reason.

In: rules and cluster ids. Out: a `Verdict` for each rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher.consortium.constraints import State
from matcher.consortium.rules.facts import holds, holds_all, market_holds, region_of
from matcher.consortium.rules.seating import seats_taken
from matcher.errors import UnknownMarket, first_of
from matcher.registry.calls.rule import Condition, Rule
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry


@dataclass(frozen=True)
class Verdict:
    """How a consortium stands with one rule.

    Parameters
    ----------
    rule : Rule
        Advice, too, and what can stand in place of a consortium: see `Rule.is_hard`.
    state : {"met", "not met", "cannot tell"}
    why : str
        The reason in words.
    members : tuple of str
        Ids of the members that decide it: those who count, who break it, or of whom
        it is not recorded.
    """

    rule: Rule
    state: State
    why: str
    members: tuple[str, ...] = ()


def check(
    rules: Iterable[Rule],
    members: Iterable[str],
    registry: Registry,
    coordinator: str | None = None,
    markets: Iterable[str] | None = None,
) -> tuple[Verdict, ...]:
    """How given clusters stand with each rule.

    Parameters
    ----------
    rules : iterable of Rule
    members : iterable of str
        Ids of clusters, as full members; each counts once.
    registry : Registry
    coordinator : str, optional
        Id of the member that leads. Without, a member must be there that could.
    markets : iterable of str, optional
        Codes of the markets that the consortium aims at. Without, those that its
        members go to.

    Raises
    ------
    UnknownCluster, UnknownMarket

    Notes
    -----
    What is not recorded of a member may be either way; a verdict is "cannot tell" only
    where that decides. A member without a recorded region or market is taken to have
    one at most.
    """
    rules = tuple(rules)
    aims = None if markets is None else tuple(dict.fromkeys(markets))
    if refused := registry.vocabulary.refusal("target_markets", aims or ()):
        raise UnknownMarket(refused)
    lead = None if coordinator is None else registry.cluster(coordinator)
    found = tuple(registry.cluster(id) for id in dict.fromkeys(members))
    judge = _Judge(registry, found, lead, aims, rules)
    return tuple(judge.verdict(rule) for rule in rules)


@dataclass(frozen=True)
class _Judge:
    registry: Registry
    members: tuple[Cluster, ...]
    lead: Cluster | None
    aims: tuple[str, ...] | None
    rules: tuple[Rule, ...]

    def verdict(self, rule: Rule) -> Verdict:
        if rule.subject == "confirm":
            return Verdict(rule, "cannot tell", "nothing recorded can tell")
        if rule.subject == "every member":
            return self._every(rule)
        if rule.subject == "coordinator":
            return self._coordinator(rule)
        if rule.subject == "seats":
            return Verdict(rule, *seats_taken(rule, self.members, self.registry))
        if rule.each:
            return self._for_each(rule)
        if rule.subject == "markets":
            return self._markets(rule)
        if rule.subject in ("countries", "regions"):
            return self._places(rule)
        return self._members(rule)

    def _told(
        self, conditions: Iterable[Condition], among: Iterable[Cluster]
    ) -> tuple[list[Cluster], list[Cluster], list[Cluster]]:
        """Of whom conditions hold, of whom they do not, and of whom nobody knows."""
        conditions = tuple(conditions)
        sorted_out: dict[bool | None, list[Cluster]] = {True: [], False: [], None: []}
        for one in among:
            told = holds_all(conditions, one, self.registry)
            sorted_out[told].append(one)
        return sorted_out[True], sorted_out[False], sorted_out[None]

    def _missing(self, conditions: Sequence[Condition], of: Sequence[Cluster]) -> str:
        """What is not recorded of some members, in words."""
        by_fact: dict[str, list[Cluster]] = {}
        for one in of:
            for condition in conditions:
                if holds(condition, one, self.registry) is None:
                    listed = condition.or_others and one.country
                    fact = "eligibility of the country" if listed else condition.fact
                    by_fact.setdefault(fact, []).append(one)
                    break
        return "; ".join(_not_recorded(fact, them) for fact, them in by_fact.items())

    def _members(self, rule: Rule) -> Verdict:
        yes, _, unknown = self._told(rule.conditions, self.members)
        least = 1 if rule.subject == "theme" else rule.least
        state = _by_amount(least, rule.most, len(yes), len(yes) + len(unknown))
        what = rule.conditions_in_words.replace("theme ", "in ")
        why = f"{len(yes)} {what}: {_names(yes)}" if yes and what else ""
        why = why or (f"none {what}" if what else _counted(len(yes), "member"))
        why = _and(why, self._missing(rule.conditions, unknown))
        return Verdict(rule, state, why, _ids(unknown if _open(state) else yes))

    def _every(self, rule: Rule) -> Verdict:
        yes, no, unknown = self._told(rule.conditions, self.members)
        if no:
            told = [f"{one.called} ({self._facts(rule, one)})" for one in no]
            why = f"not so: {', '.join(first_of(told))}"
            return Verdict(rule, "not met", why, _ids(no))
        if unknown:
            why = self._missing(rule.conditions, unknown)
            return Verdict(rule, "cannot tell", why, _ids(unknown))
        why = f"so {'is' if len(yes) == 1 else 'are'} all {len(yes)}"
        return Verdict(rule, "met", why, _ids(yes))

    def _facts(self, rule: Rule, one: Cluster) -> str:
        """What is recorded of a member that breaks a rule."""
        for condition in rule.conditions:
            if holds(condition, one, self.registry) is False:
                labels = map(self.registry.vocabulary.label, one.sectors)
                return {
                    "country": self.registry.vocabulary.label(one.country),
                    "type": one.organisation_type,
                    "markets": self._labels(self.registry.markets_of(one.id)),
                }.get(condition.fact) or ", ".join(first_of([*labels], most=3))
        return ""

    def _coordinator(self, rule: Rule) -> Verdict:
        if self.lead and self.lead not in self.members:
            why = f"{self.lead.called} is to coordinate and is no member"
            return Verdict(rule, "not met", why, (self.lead.id,))
        if self.lead:
            yes, no, _ = self._told(rule.conditions, [self.lead])
            name = self.lead.called
            if no:
                why = f"not so: {name} ({self._facts(rule, self.lead)})"
                return Verdict(rule, "not met", why, (self.lead.id,))
            why = self._missing(rule.conditions, [self.lead])
            state: State = "met" if yes else "cannot tell"
            return Verdict(rule, state, why or f"so is {name}", (self.lead.id,))
        together = dict.fromkeys(
            condition
            for one in (*self.rules, rule)
            if one == rule or (one.subject == "coordinator" and one.is_hard)
            for condition in one.conditions
        )
        yes, _, unknown = self._told(together, self.members)
        if yes:
            return Verdict(rule, "met", f"{_names(yes)} can coordinate", _ids(yes))
        if unknown:
            why = self._missing([*together], unknown)
            return Verdict(rule, "cannot tell", why, _ids(unknown))
        return Verdict(rule, "not met", "no member can coordinate")

    def _places(self, rule: Rule) -> Verdict:
        """Different countries or regions of the members that count."""
        yes, _, unknown = self._told(rule.conditions, self.members)
        sure = {place for one in yes if (place := _place(rule.subject, one))}
        noun = {"countries": "country", "regions": "region"}[rule.subject]
        unplaced = [o for o in (*yes, *unknown) if not _place(rule.subject, o)]
        maybe = {_place(rule.subject, one) for one in (*yes, *unknown)} - {""}
        state = _by_amount(rule.least, rule.most, len(sure), len(maybe) + len(unplaced))
        named = {_place("regions", one): one.region for one in yes}
        told = self._labels([named.get(place, place) for place in sorted(sure)])
        why = _counted(len(sure), noun) + (f": {told}" if told else "")
        missing = self._missing(rule.conditions, unknown)
        unplaced = [one for one in unplaced if one in yes]
        why = _and(why, missing, _not_recorded(noun, unplaced) if unplaced else "")
        deciding = [*unknown, *unplaced] if _open(state) else yes
        return Verdict(rule, state, why, _ids(deciding))

    def _labels(self, codes: Sequence[str]) -> str:
        return ", ".join(first_of([*codes], self.registry.vocabulary.label))

    def _markets(self, rule: Rule) -> Verdict:
        def counts(code: str) -> bool:
            vocabulary = self.registry.vocabulary
            return all(market_holds(c, code, vocabulary) for c in rule.conditions)

        if self.aims is not None:
            n = sum(map(counts, self.aims))
            state = _by_amount(rule.least, rule.most, n, n)
            aims = self._labels([c for c in self.aims if counts(c)])
            why = f"{_counted(n, 'market')} aimed at" + f": {aims}" * bool(n)
            return Verdict(rule, state, why)
        own = {one.id: self.registry.markets_of(one.id) for one in self.members}
        found = sorted(
            {code for codes in own.values() for code in codes if counts(code)}
        )
        without = [one for one in self.members if not own[one.id]]
        state = _by_amount(rule.least, None, len(found), len(found) + len(without))
        if rule.most is not None and state == "met":
            state = "cannot tell"
        why = f"the members go to {_counted(len(found), 'market')}"
        why += f": {self._labels(found)}" if found else ""
        why = _and(why, _not_recorded("markets", without) if without else "")
        if rule.most is not None:
            why = _and("no target markets are chosen", why)
        ids = without if _open(state) else [one for one in self.members if own[one.id]]
        return Verdict(rule, state, why, _ids(ids))

    def _for_each(self, rule: Rule) -> Verdict:
        subject = {"region": "regions", "country": "countries"}[rule.each]
        yes, _, unknown = self._told(rule.conditions, self.members)
        could = [*yes, *unknown]
        unplaced = [one for one in self.members if not _place(subject, one)]
        places = {_place(subject, one): None for one in self.members} | {"": None}
        del places[""]
        without = [p for p in places if all(_place(subject, o) != p for o in could)]
        unsure = [p for p in places if all(_place(subject, o) != p for o in yes)]
        missing = self._missing(rule.conditions, unknown) if unsure else ""
        missing = _and(missing, _not_recorded(rule.each, unplaced) if unplaced else "")
        if without and not any(one in could for one in unplaced):
            there = [one for one in self.members if _place(subject, one) in without]
            why = f"nobody {rule.conditions_in_words} in {self._labels(without)}"
            return Verdict(rule, "not met", why, _ids(there))
        if unsure or unplaced:
            doubtful = [o for o in self.members if o in unknown or o in unplaced]
            return Verdict(rule, "cannot tell", missing, _ids(doubtful))
        why = f"so it is in {_counted(len(places), rule.each)}"
        return Verdict(rule, "met", why, _ids(yes))


def _place(subject: str, one: Cluster) -> str:
    return one.country if subject == "countries" else region_of(one)


def _by_amount(least: int | None, most: int | None, sure: int, possible: int) -> State:
    """How a number stands that is somewhere from the one to the other."""
    if (least is not None and possible < least) or (most is not None and sure > most):
        return "not met"
    is_met = (least is None or sure >= least) and (most is None or possible <= most)
    return "met" if is_met else "cannot tell"


def _open(state: State) -> bool:
    return state == "cannot tell"


def _ids(clusters: Iterable[Cluster]) -> tuple[str, ...]:
    return tuple(sorted({one.id for one in clusters}))


def _names(clusters: Sequence[Cluster]) -> str:
    return ", ".join(first_of(clusters, lambda one: one.called))


def _not_recorded(fact: str, clusters: Sequence[Cluster]) -> str:
    verb = (
        "are" if fact in ("sectors", "technologies", "activities", "markets") else "is"
    )
    return f"the {fact} of {_names(clusters)} {verb} not recorded"


def _counted(n: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{n} {noun if n == 1 else plural}"


def _and(*told: str) -> str:
    return "; ".join(words for words in told if words)
