"""What the texts of the command line mean: who asks, and whom filters hold back.

In: a registry and texts as they were typed. Out: what a recommender takes, with the
name that people read and the same as a dict for JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from matcher.cli.typed.asked import Asked, CodeReader
from matcher.cli.typed.given_file import read_profile
from matcher.cli.typed.options import flag
from matcher.errors import (
    FilterError,
    GoalError,
    ProfileError,
    UnknownCluster,
    UnknownPartnership,
    did_you_mean,
    first_of,
)
from matcher.registry.finding.proposed import proposed_codes
from matcher.registry.options import DESCRIPTION, FILTERS, GOALS, MUST, Option
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster, Profile
from matcher.registry.registry import Registry
from matcher.text import fold, shown

if TYPE_CHECKING:
    from matcher.model.goals.wanted import Goals


class Asker(NamedTuple):
    """Who asks.

    Parameters
    ----------
    subject : str, Profile or list of str
        What a recommender takes.
    name : str
        What people call it.
    query : dict
        The same for JSON.
    clusters : list of Cluster
        Who was named.
    """

    subject: str | Profile | list[str]
    name: str
    query: dict[str, Any]
    clusters: Sequence[Cluster] = ()


def read_asker(asked: Asked, cluster: str) -> Asker:
    """A cluster, or a profile from options or a file.

    Raises
    ------
    UnknownCluster, ProfileError
    """
    if cluster:
        found = asked.registry.find_cluster(cluster)
        query = {"cluster": found.id, **found.fate()}
        return Asker(found.id, found.called, query, [found])
    path = asked["profile"]
    profile = read_profile(path, asked.reader) if path else _described(asked)
    proposed = proposed_codes(asked.registry.finder, profile)
    told: dict[str, Any] = (
        {"proposed": [one._asdict() for one in proposed]} if proposed else {}
    )
    query = {"profile": asdict(profile)} | told
    if not asked.typed.get("history"):
        return Asker(profile, "your profile", query)
    before = asked.registry.find_cluster(asked["history"])
    subject = Cluster(id=before.id, name=before.name, **asdict(profile))
    return Asker(subject, before.called, query | {"history": before.id})


def _described(asked: Asked) -> Profile:
    return Profile(**_read_all(asked, DESCRIPTION, ProfileError))


def read_consortium(registry: Registry, texts: Sequence[str]) -> Asker:
    """A partnership, or some clusters, to be completed.

    A text alone may be either: one that is exactly an id is what has it, and any other
    that both are called is asked about.

    Raises
    ------
    UnknownPartnership, UnknownCluster
    """
    if len(texts) == 1 and texts[0].strip() not in registry.index:
        _check_one_meant(registry, texts[0].strip())
        try:
            return read_partnership(registry, texts[0])
        except UnknownPartnership as error:
            partnership_problem = error
    mixed = [text for text in texts if text in registry.members_of]
    if mixed and len(texts) > 1:
        raise UnknownCluster(
            f"'{mixed[0]}' is a partnership; give one partnership alone, or clusters"
        )
    try:
        named = map(registry.find_cluster, texts)
        clusters = list({cluster.id: cluster for cluster in named}.values())
    except UnknownCluster as error:
        if len(texts) > 1:
            raise
        raise UnknownPartnership(f"{partnership_problem}\n{error}") from None
    ids = [cluster.id for cluster in clusters]
    called = " + ".join(cluster.called for cluster in clusters)
    gone = [{"cluster": c.id, **c.fate()} for c in clusters if c.is_gone]
    query = {"clusters": ids, **({"gone": gone} if gone else {})}
    return Asker(ids, called, query, clusters)


def _check_one_meant(registry: Registry, text: str) -> None:
    """Ask which is meant where a partnership and a cluster are called so."""
    called = _partnerships_called(registry, text)
    both: list[Partnership | Cluster] = [*called, *registry.clusters_called(text)]
    if text not in registry.members_of and called and len(both) > len(called):
        ids = ", ".join(first_of([one.id for one in both]))
        told = f"a partnership and a cluster are called '{shown(text)}'"
        raise UnknownPartnership(f"{told}; give an id: {ids}")


def read_partnership(registry: Registry, text: str) -> Asker:
    """A partnership by its id or acronym.

    Raises
    ------
    UnknownPartnership
    """
    found = find_partnership(registry, text)
    return Asker(found.id, found.acronym, {"partnership": found.id})


def find_partnership(registry: Registry, text: str) -> Partnership:
    """The partnership with this id or acronym; case does not matter.

    Who has exactly this id wins.

    Raises
    ------
    UnknownPartnership
        If none or several have it.
    """
    found = _partnerships_called(registry, text)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(first_of([partnership.id for partnership in found]))
        called = f"several partnerships are called '{shown(text)}'"
        raise UnknownPartnership(f"{called}: {ids}")
    near = did_you_mean(fold(text), registry.members_of)
    wrong = f"no partnership has the id or acronym '{shown(text)}'"
    raise UnknownPartnership(f"{wrong}{near}")


def _partnerships_called(registry: Registry, text: str) -> list[Partnership]:
    """Who has exactly this id, or else all with this id or acronym but for case."""
    wanted, every = fold(text), registry.partnerships
    exactly = [one for one in every if one.id == text.strip()]
    called = (one for one in every if wanted in (one.id, fold(one.acronym)))
    return exactly or [*called]


def read_filters(
    typed: Mapping[str, Any], reader: CodeReader, *registries: Registry
) -> dict[str, Any]:
    """The filters in codes and ids, under the words of the command line.

    Parameters
    ----------
    typed : mapping of str to list of str, bool or None
        Each option as it was typed; other options than filters are passed over.
    reader : CodeReader
        Knows the codes.
    *registries : Registry
        Clusters to exclude may be from any.

    Raises
    ------
    FilterError
        If a code is not known; the message names the option.
    UnknownCluster
        If a cluster to exclude is not known.
    """
    found = {}
    for option in FILTERS:
        try:
            found[option.name] = _read(option, typed[option.name], reader, *registries)
        except FilterError as error:
            raise FilterError(f"{flag(option.name)}: {error}") from None
    return found


def read_goals(
    asked: Asked,
    subject: object,
    factors: Mapping[str, float],
    must: Sequence[str] | None = None,
) -> Goals:
    """What is wanted of a partner; a visitor wants their markets unless they say else.

    Parameters
    ----------
    asked : Asked
    subject : str, Profile or list of str
        Who asks, as a recommender takes it.
    factors : mapping of str to float
        What weights are multiplied by; those of goals are taken.
    must : sequence of str, optional
        Goals that must be served, where the command reads them itself.

    Raises
    ------
    GoalError
        The message names the options.
    """
    from matcher.model.goals.wanted import GOALS as SERVED
    from matcher.model.goals.wanted import Goals

    lines = (*GOALS, MUST)
    typed = lines if must is None else GOALS
    values = {"must": must} | _read_all(asked, typed, GoalError)
    values["markets"] = values["markets"] or Goals.of(subject).markets
    counted = {g: factors[i.name] for g, i in SERVED.items() if i.name in factors}
    try:
        return Goals(**values, factors=counted).checked(asked.registry.vocabulary)
    except GoalError as error:
        flags = {line.argument: flag(line.name) for line in lines}
        named = {flags.get(key, key): told for key, told in error.faults.items()}
        raise GoalError(named) from None


def keywords(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The same filters under the words that a recommender takes."""
    return {option.argument: filters[option.name] for option in FILTERS}


def _read_all(
    asked: Asked, options: Iterable[Option], refused: type[ProfileError | GoalError]
) -> dict[str, Any]:
    """What was typed after some options, by their arguments; or all that is wrong."""
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for option in options:
        try:
            values[option.argument] = _read(option, asked[option.name], asked.reader)
        except FilterError as error:
            faults[flag(option.name)] = str(error)
    if faults:
        raise refused(faults)
    return values


def _read(option: Option, typed: Any, reader: CodeReader, *registries: Registry) -> Any:
    """What was typed after an option, in codes and ids."""
    if option.kind == "codes":
        return reader.codes(split_codes(typed), option.vocabulary)
    if option.kind == "code":
        return "".join(reader.codes(filter(None, [typed.strip()]), option.vocabulary))
    if option.kind == "choices":
        return split_codes(typed)
    if option.kind == "clusters":
        return [_find_id(text, registries) for text in split_codes(typed)]
    if option.kind == "text":
        return reader.text(typed, option)
    return typed


def _find_id(text: str, registries: Sequence[Registry]) -> str:
    """The id of a partnership, or of a cluster by any of its names."""
    if any(text in registry.members_of for registry in registries):
        return text
    for registry in reversed(registries):
        with suppress(UnknownCluster):
            return registry.find_cluster(text).id
    return registries[-1].find_cluster(text).id


def split_codes(texts: Sequence[str] | None) -> list[str]:
    """What stands between commas, in all texts; each once."""
    pieces = [piece.strip() for text in texts or () for piece in text.split(",")]
    return list(dict.fromkeys(filter(None, pieces)))
