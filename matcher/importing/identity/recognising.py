"""Recognising: which organisation a row means, and what is doubtful in that.

In: what a row says, a `Directory`, what the user says of names. Out: a `Match`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from rapidfuzz.fuzz import ratio, token_sort_ratio

from matcher.importing.identity.directory import (
    Directory,
    Organisation,
    text_in,
    texts_in,
)
from matcher.importing.identity.spelling import host_of, is_acronym
from matcher.registry.columns import Value
from matcher.registry.legal_forms import bare_words, legal_form
from matcher.text import fold

NEAR_ENOUGH = 80
"""How alike names are, of 100, that mean one where the website or short name agrees."""

_MOST_NEAR = 20
"""Organisations on one website, or of one short name: more of them say that it is that
of a portal or a programme, and tells nobody apart."""

Values = Mapping[str, Value]


class Match(NamedTuple):
    """Who a row means.

    Parameters
    ----------
    organisation : Organisation, optional
        None for one that is not known.
    problem : str
        Why there is a doubt; empty where there is none.
    others : tuple of Organisation
        Who may be meant instead.
    is_said : bool
        Whether the user says so.
    name : str
        What it is to be called, where another has the name of its row.
    """

    organisation: Organisation | None = None
    problem: str = ""
    others: tuple[Organisation, ...] = ()
    is_said: bool = False
    name: str = ""


class Recogniser:
    """Tells whom rows mean.

    Parameters
    ----------
    directory : Directory
        Grows while rows are recognised.
    said : mapping of str to str
        Ids by folded names, as of `Mapping.organisations`.
    label : callable
        What people read for the code of a country.
    """

    def __init__(
        self, directory: Directory, said: Mapping[str, str], label: Callable[[str], str]
    ) -> None:
        self._directory = directory
        self._said = said
        self._label = label

    def recognise(self, values: Values) -> Match:
        """Who is meant; what makes it known best is asked first."""
        said = self._said.get(fold(text_in(values, "name")))
        if said is not None:
            return Match(self._directory.by_id.get(said), is_said=True)
        rules: tuple[Callable[[Values], Match | None], ...] = (
            self._by_id,
            self._by_name,
            self._by_short_form,
            self._by_bare_name,
            self._by_website,
            self._by_other_names,
            self._by_short_name,
        )
        found = (rule(values) for rule in rules)
        return next((match for match in found if match), Match())

    def _by_id(self, values: Values) -> Match | None:
        found = self._directory.by_id.get(text_in(values, "id"))
        if found is None:
            return None
        name = text_in(values, "name")
        if name and not (_is_near(found, name) or _goes_on(found, name)):
            told = f"its id is that of '{found.called}', but not its name"
            return Match(found, f"{told}; give it another id if it is not the same")
        return Match(found)

    def _by_name(self, values: Values) -> Match | None:
        name, country = text_in(values, "name"), text_in(values, "country")
        same = self._directory.named(name)
        more = self._directory.named_with_more(name)
        if not same and not more:
            return None
        here = [one for one in same if not _is_another(one, values)]
        more = [o for o in more if o not in same and not _is_another(o, values)]
        if len(here) == 1 and not more:
            return Match(here[0])
        if found := _only([*here, *more], lambda one: country in one.countries):
            return Match(found, name=found.called if found in more and same else "")
        if here or len(more) > 1:
            return self._several([*here, *more])
        if more:
            return Match(more[0], "its name goes on in brackets in the registry")
        return self._of_elsewhere(name, country, same) if same else None

    def _of_elsewhere(
        self, name: str, country: str, same: Iterable[Organisation]
    ) -> Match:
        """A new one: who has its name sits in another country."""
        others = tuple(same)
        where = ", ".join(self._label(code) for one in others for code in one.countries)
        told = f"another organisation is called so, in {where}; they are taken for two"
        return Match(None, told, others, name=f"{name} ({self._label(country)})")

    def _by_short_form(self, values: Values) -> Match | None:
        name = text_in(values, "name")
        return self._among(self._directory.with_short_form(name), values, "short name")

    def _by_bare_name(self, values: Values) -> Match | None:
        name = text_in(values, "name")
        found = self._directory.with_bare_name(name)
        here = [one for one in found if not _is_contradicted(one, values)]
        if len(here) != 1:
            return None
        form = legal_form(name)
        forms = {legal_form(known) for known in here[0].names}
        if _agrees(here[0], values) and (not form or "" in forms):
            return Match(here[0])
        told = "the name is the same but for the legal form"
        return Match(here[0], told)

    def _by_website(self, values: Values) -> Match | None:
        found = self._directory.at(text_in(values, "website"))
        near = _near(found, values)
        if len(near) != 1:
            return None
        return Match(near[0], "the website is the same, and the name nearly so")

    def _by_other_names(self, values: Values) -> Match | None:
        for name in (*texts_in(values, "aliases"), text_in(values, "short_name")):
            found = self._directory.named(name) if name else []
            if is_acronym(name):
                found = _near(found, values)
            if match := self._among(found, values, "name"):
                return match._replace(others=()) if match.organisation else None
        return None

    def _by_short_name(self, values: Values) -> Match | None:
        found = self._directory.with_short_form(text_in(values, "short_name"))
        near = _near(found, values)
        here = [one for one in near if not _is_contradicted(one, values)]
        if len(here) != 1:
            return None
        return Match(here[0], "the short name is the same, and the name nearly so")

    def _among(
        self, found: list[Organisation], values: Values, what: str
    ) -> Match | None:
        """The one that may be meant by one of its names."""
        here = [one for one in found if not _is_contradicted(one, values)]
        sure = _only(here, lambda one: _agrees(one, values))
        if sure or len(here) == 1:
            told = f"taken by this {what} alone; nothing else agrees"
            return Match(sure) if sure else Match(here[0], told)
        return self._several(here) if here else None

    def _several(self, found: list[Organisation]) -> Match:
        return Match(None, "several are called so", tuple(found))


def likeness(name: str, names: Iterable[str]) -> int:
    """How alike a name is to the most alike of others, of 100, in any order of words.

    Examples
    --------
    >>> likeness("Klaster Lodz", ["Łódź Klaster"]), likeness("", ["a"])
    (100, 0)
    """
    bare = bare_words(name)
    scores = (token_sort_ratio(bare, bare_words(other)) for other in names)
    return round(max(scores, default=0)) if name else 0


def differ_in_spelling(left: str, right: str) -> bool:
    """Whether words that only one name has are but written otherwise in the other.

    Names that are alike may differ in the one word that tells them apart.

    Parameters
    ----------
    left, right : str
        As `bare_words` gives them.

    Examples
    --------
    >>> differ_in_spelling("energia lodz", "energie lodz")
    True
    >>> differ_in_spelling("food cluster lodz", "wood cluster lodz")
    False
    >>> differ_in_spelling("energia lodz", "energia lodz cluster")
    True
    """
    own, others = left.split(), right.split()
    only_left = sorted({*own} - {*others})
    only_right = sorted({*others} - {*own})
    if not (only_left and only_right):
        return True
    return ratio(" ".join(only_left), " ".join(only_right)) >= NEAR_ENOUGH


def _near(found: list[Organisation], values: Values) -> list[Organisation]:
    """Those of a few whose name is nearly the same."""
    if len(found) > _MOST_NEAR:
        return []
    return [one for one in found if _is_near(one, text_in(values, "name"))]


def _is_near(organisation: Organisation, name: str) -> bool:
    near = (n for n in organisation.names if likeness(name, [n]) >= NEAR_ENOUGH)
    return any(differ_in_spelling(bare_words(name), bare_words(n)) for n in near)


def _goes_on(organisation: Organisation, name: str) -> bool:
    """Whether a name has all words of one of its own, or the other way round."""
    words = {*bare_words(name).split()}
    others = ({*bare_words(n).split()} for n in organisation.names)
    return any(words <= other or other <= words for other in others)


def _is_another(organisation: Organisation, values: Values) -> bool:
    """Whether it sits elsewhere, and its website does not say that it is the same."""
    if not organisation.sits_elsewhere(text_in(values, "country")):
        return False
    return host_of(text_in(values, "website")) not in organisation.hosts


def _is_contradicted(organisation: Organisation, values: Values) -> bool:
    """Whether the country or the website says that it is another."""
    host = host_of(text_in(values, "website"))
    is_other_site = bool(host and organisation.hosts) and host not in organisation.hosts
    return is_other_site or _is_another(organisation, values)


def _agrees(organisation: Organisation, values: Values) -> bool:
    """Whether the country or the website says that it is the same."""
    country, host = text_in(values, "country"), host_of(text_in(values, "website"))
    return country in organisation.countries or host in organisation.hosts


def _only(
    found: Iterable[Organisation], fits: Callable[[Organisation], bool]
) -> Organisation | None:
    """The only one that fits; None where none or several do."""
    fitting = [one for one in found if fits(one)]
    return fitting[0] if len(fitting) == 1 else None
