"""Gathering: the rows of all files by whom they tell of.

In: drafts in any order, a registry, the mapping. Out: organisations and partnerships
with what rows say of them, memberships by both, and what was doubtful in that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from matcher.importing.draft import Draft
from matcher.importing.identity.cooperation import Cooperation, Cooperations
from matcher.importing.identity.directory import (
    Directory,
    Organisation,
    by_worth,
    text_in,
)
from matcher.importing.identity.gathered import Gathered, Membership
from matcher.importing.identity.ids import give_ids
from matcher.importing.identity.recognising import Match, Recogniser
from matcher.importing.identity.seats import Seats
from matcher.importing.mapping import Mapping as Said
from matcher.importing.mapping_text import text_of
from matcher.importing.sheet import Kind, Place, Remark
from matcher.registry.columns import Value
from matcher.registry.legal_forms import words_of
from matcher.registry.package.cells import is_id
from matcher.registry.package.naming import NAMES_OF_PAGES
from matcher.registry.registry import Registry
from matcher.text import fold

OF_THE_ORGANISATION = ("country", "region", "city", "website")
"""Fields that a row on a membership may have of the organisation, and tell it by."""

OF_THE_MEMBERSHIP = ("role", "since", "confidence", "source")

Values = Mapping[str, Value]


def gather(drafts: Iterable[Draft], known: Registry, said: Said) -> Gathered:
    """All that drafts tell of, whatever their order.

    Parameters
    ----------
    drafts : iterable of Draft
    known : Registry
    said : Mapping
    """
    gathering = _Gathering(known, said)
    in_order = [*by_worth(drafts)]
    for table, take in (
        ("clusters", gathering.organisation),
        ("partnerships", gathering.partnership),
        ("members", gathering.membership),
    ):
        for draft in in_order:
            if draft.table == table:
                take(draft)
    give_ids(gathering.directory.all, gathering.cooperations.all)
    gathering.name_successors()
    gathering.tell_later()
    return gathering.gathered


class _Gathering:
    """Gathers row by row.

    Parameters
    ----------
    known : Registry
    said : Mapping
    """

    def __init__(self, known: Registry, said: Said) -> None:
        self._said = said
        self.directory = Directory(known.clusters)
        self.cooperations = Cooperations(known.partnerships, said.partnerships)
        self.gathered = Gathered(self.directory, self.cooperations)
        self._seats = Seats(known)
        countries = known.vocabulary.countries
        self._recogniser = Recogniser(
            self.directory, said.organisations, lambda code: countries[code].label
        )
        self._mentioned: dict[tuple[Value, ...], Organisation | None] = {}
        self._named: dict[str, Cooperation | None] = {}
        self._later: list[Callable[[], None]] = []
        self._no_ids: set[Place] = set()  # columns, told once

    def organisation(self, draft: Draft) -> None:
        """A row on an organisation."""
        values = draft.values
        name = text_in(values, "name") or text_in(values, "short_name")
        if not name and text_in(values, "id") not in self.directory.by_id:
            where = draft.places.get("name", draft.place)
            self._tell("unread", where, "", "the row has no name; give it one")
            return
        if name and "name" not in values:
            draft = replace(draft, values={**values, "name": name})
        self._take(self._recogniser.recognise(draft.telling), draft)

    def partnership(self, draft: Draft) -> None:
        """A row on a partnership, with its members where it names them."""
        name = text_in(draft.values, "acronym") or text_in(draft.values, "name")
        if not name and text_in(draft.values, "id") not in self.cooperations.by_id:
            told = "the row has no acronym and no name; give it one"
            where = draft.places.get("acronym", draft.place)
            self._tell("unread", where, "", told)
            return
        match = self.cooperations.recognise(draft.values)
        if match.problem:
            ids = tuple(sorted(one.id for one in match.others))
            told = f"{match.problem}; it was taken for another one"
            self._tell("doubt", draft.place, name, told, "", ids)
        cooperation = match.cooperation or self._new_cooperation(draft)
        cooperation.drafts.append(draft)
        self.cooperations.learn(cooperation, draft.values)
        for what in ("coordinator", "members"):
            place = draft.places.get(what, draft.place)
            said = draft.values.get(what)
            role: Values = {"role": what} if what == "coordinator" else {}
            for one in said if isinstance(said, tuple) else (said,):
                if one:
                    where = draft.places.get(f"{what} {one}", place)
                    self._member(cooperation, {"name": one}, role, where)

    def membership(self, draft: Draft) -> None:
        """A row on an organisation in a partnership."""
        values = draft.values
        partnership, cluster = (text_in(values, n) for n in ("partnership", "cluster"))
        if not (partnership and cluster):
            missing = "partnership" if cluster else "organisation"
            field = missing if cluster else "cluster"
            where = draft.places.get(field, draft.place)
            self._tell("unread", where, "", f"the row names no {missing}")
            return
        cooperation = self._cooperation_called(
            partnership, draft.places.get("partnership", draft.place)
        )
        if cooperation:
            own = {n: values[n] for n in OF_THE_ORGANISATION if n in values}
            of_it = {n: values[n] for n in OF_THE_MEMBERSHIP if n in values}
            place = draft.places.get("cluster", draft.place)
            self._member(cooperation, {"name": cluster, **own}, of_it, place)

    def _take(self, match: Match, draft: Draft) -> None:
        organisation = match.organisation or self._new(match, draft)
        organisation.name = organisation.name or match.name
        if match.problem:
            self._later.append(lambda: self._tell_doubt(match, draft, organisation))
        elif match.organisation:
            self._tell_other_name(match.organisation, draft)
        organisation.drafts.append(draft)
        self.directory.learn(organisation, draft.telling)

    def _new(self, match: Match, draft: Draft) -> Organisation:
        said = self._said.organisations.get(fold(text_in(draft.values, "name")))
        id = said or self._free_id(draft)
        organisation = Organisation(id, is_said=match.is_said)
        self.directory.add(organisation)
        if match.name:
            self.directory.learn(organisation, {"name": match.name})
        return organisation

    def _new_cooperation(self, draft: Draft) -> Cooperation:
        names = (text_in(draft.values, "acronym"), text_in(draft.values, "name"))
        said = next(filter(None, map(self.cooperations.said, names)), "")
        cooperation = Cooperation(said or self._free_id(draft))
        self.cooperations.add(cooperation)
        return cooperation

    def _free_id(self, draft: Draft) -> str:
        """The id that the row has, if a new one may have it."""
        id = text_in(draft.values, "id")
        taken = (self.directory.by_id, self.cooperations.by_id, NAMES_OF_PAGES)
        if not is_id(id) or id.isdigit() or any(id in ids for ids in taken):
            place = draft.places.get("id", draft.place)
            column = replace(place, row=0)
            if id and column not in self._no_ids:
                self._no_ids.add(column)
                told = (
                    "is not taken as its id, nor are others like it: a number alone, "
                )
                told += "or what another has, does not tell it for good"
                self._tell("note", place, id, told)
            return ""
        return id

    def _cooperation_called(self, name: str, place: Place) -> Cooperation | None:
        key = words_of(name)
        if key in self._named:
            return self._named[key]
        match = self.cooperations.recognise({"acronym": name})
        found = match.cooperation
        if match.others:
            what: Literal["partnerships"] = "partnerships"
            tell = partial(self._tell_several, what, place, name, match.others)
            self._later.append(tell)
        elif found is None:
            told = "no partnership was known by this name; it was added with no more"
            self._tell("note", place, name, told)
            draft = Draft("partnerships", place, {"acronym": name}, {"acronym": place})
            found = self._new_cooperation(draft)
            found.drafts.append(draft)
            self.cooperations.learn(found, draft.values)
        self._named[key] = found
        return found

    def _member(
        self, cooperation: Cooperation, own: Values, of_it: Values, place: Place
    ) -> None:
        own = self._seats.parted(own)
        key = (words_of(text_in(own, "name")), *map(own.get, OF_THE_ORGANISATION))
        if key not in self._mentioned:
            self._mentioned[key] = self._member_called(own, place)
        if found := self._mentioned[key]:
            self.gathered.memberships.append(
                Membership(cooperation, found, of_it, place)
            )

    def _member_called(self, own: Values, place: Place) -> Organisation | None:
        """The organisation that is named as a member; None where it may be several."""
        name = text_in(own, "name")
        match = self._recogniser.recognise(own)
        if match.others and not match.organisation and not match.name:
            what: Literal["organisations"] = "organisations"
            tell = partial(self._tell_several, what, place, name, match.others)
            self._later.append(tell)
            return None
        draft = Draft("clusters", place, own, dict.fromkeys(own, place))
        if match.organisation is None:
            told = "no organisation was known by this name; it was added with what the "
            self._tell("note", place, name, f"{told}row says of it")
        self._take(match, draft)
        return match.organisation or self.directory.all[-1]

    def name_successors(self) -> None:
        """Give who carries on the work of others by its id, where it has one."""
        for organisation in self.directory.all:
            for number, draft in enumerate(organisation.drafts):
                found = self.directory.named(text_in(draft.values, "successor"))
                if len(found) == 1:
                    values = {**draft.values, "successor": found[0].id}
                    organisation.drafts[number] = replace(draft, values=values)

    def tell_later(self) -> None:
        """Tell of who was taken for whom, now that all have their ids."""
        for tell in self._later:
            tell()
        self._later.clear()

    def _tell_doubt(
        self, match: Match, draft: Draft, organisation: Organisation
    ) -> None:
        place = draft.places.get("name", draft.place)
        others = tuple(one.id for one in match.others)
        chosen = match.name or organisation.id
        name = text_in(draft.values, "name")
        self._tell("doubt", place, name, match.problem, chosen, others)

    def _tell_other_name(self, known: Organisation, draft: Draft) -> None:
        """That a row calls a known organisation by another name than its own."""
        name = text_in(draft.values, "name")
        if not known.record or name in ("", known.id):
            return
        if words_of(name) != words_of(known.record.name):
            told = f"is known as '{known.record.name}', which the row was taken for"
            place = draft.places.get("name", draft.place)
            self._tell("note", place, name, told, known.id)

    def _tell_several(
        self,
        what: Literal["organisations", "partnerships"],
        place: Place,
        name: str,
        found: Sequence[Organisation | Cooperation],
    ) -> None:
        ids = tuple(sorted(one.id for one in found))
        told = f"several {what} are called so; write the id of one, or say who is meant"
        line = f'{text_of(name)} = "{ids[0]}"'
        self.gathered.remarks.append(Remark("unread", place, name, told, "", ids, line))

    def _tell(
        self, kind: Kind, place: Place, value: str, problem: str,
        chosen: str = "", alternatives: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        remark = Remark(kind, place, value, problem, chosen, alternatives)
        self.gathered.remarks.append(remark)
