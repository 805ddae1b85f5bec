"""What the texts of the command line mean: who asks, and whom filters hold back.

In: a registry and texts as they were typed. Out: what a recommender takes, with the
name that people read and the same as a dict for JSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any, NamedTuple

from matcher.cli.asked import Asked
from matcher.cli.options import flag
from matcher.cli.profile_file import read_profile
from matcher.errors import (
    FilterError,
    GoalError,
    ProfileError,
    UnknownCluster,
    UnknownPartnership,
    did_you_mean,
    first_of,
)
from matcher.model.goals.wanted import GOALS as SERVED
from matcher.model.goals.wanted import Goals
from matcher.registry.options import DESCRIPTION, FILTERS, GOALS, MUST, Option
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster, Profile
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold, shown


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
    path, vocabulary = asked["profile"], asked.registry.vocabulary
    profile = read_profile(path, vocabulary) if path else _described(asked)
    return Asker(profile, "your profile", {"profile": asdict(profile)})


def _described(asked: Asked) -> Profile:
    values = {o.argument: _read(o, asked[o.name], asked.registry) for o in DESCRIPTION}
    try:
        return Profile(**values).checked(asked.registry.vocabulary)
    except ProfileError as error:
        flags = {option.argument: flag(option.name) for option in DESCRIPTION}
        named = {flags[key]: problem for key, problem in error.faults.items()}
        raise ProfileError(named) from None


def read_consortium(registry: Registry, texts: Sequence[str]) -> Asker:
    """A partnership, or some clusters, to be completed.

    Raises
    ------
    UnknownPartnership, UnknownCluster
    """
    if len(texts) == 1:
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

    Raises
    ------
    UnknownPartnership
        If none or several have it.
    """
    wanted = fold(text)
    found = [
        partnership
        for partnership in registry.partnerships
        if wanted in (partnership.id, fold(partnership.acronym))
    ]
    by_id = [partnership for partnership in found if partnership.id == wanted]
    if len(by_id or found) == 1:
        return (by_id or found)[0]
    if found:
        ids = ", ".join(first_of([partnership.id for partnership in found]))
        called = f"several partnerships are called '{shown(text)}'"
        raise UnknownPartnership(f"{called}: {ids}")
    near = did_you_mean(wanted, registry.members_of)
    wrong = f"no partnership has the id or acronym '{shown(text)}'"
    raise UnknownPartnership(f"{wrong}{near}")


def read_filters(typed: Mapping[str, Any], *registries: Registry) -> dict[str, Any]:
    """The filters in codes and ids, under the words of the command line.

    Parameters
    ----------
    typed : mapping of str to list of str, bool or None
        Each option as it was typed; other options than filters are passed over.
    *registries : Registry
        The first one's vocabulary holds; clusters to exclude may be from any.

    Raises
    ------
    FilterError
        If a code is not known; the message names the option.
    UnknownCluster
        If a cluster to exclude is not known.
    """
    found = {}
    vocabulary = registries[0].vocabulary
    for option in FILTERS:
        value = found[option.name] = _read(option, typed[option.name], *registries)
        if option.kind == "codes":
            told = vocabulary.refusal(option.vocabulary, value)
            if told:
                raise FilterError(f"{flag(option.name)}: {told}")
    return found


def read_goals(asked: Asked, subject: object, factors: Mapping[str, float]) -> Goals:
    """What is wanted of a partner; a visitor wants their markets unless they say else.

    Parameters
    ----------
    asked : Asked
    subject : str, Profile or list of str
        Who asks, as a recommender takes it.
    factors : mapping of str to float
        What weights are multiplied by; those of goals are taken.

    Raises
    ------
    GoalError
        The message names the options.
    """
    lines = (*GOALS, MUST)
    values = {o.argument: _read(o, asked[o.name], asked.registry) for o in lines}
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


def _read(option: Option, typed: Any, *registries: Registry) -> Any:
    """What was typed after an option, in codes and ids; unknown codes as they are."""
    kind, vocabulary = option.vocabulary, registries[0].vocabulary
    if option.kind == "codes":
        return [_as_listed(text, kind, vocabulary) for text in split_codes(typed)]
    if option.kind == "code":
        return _as_listed(typed.strip(), kind, vocabulary)
    if option.kind == "choices":
        return split_codes(typed)
    if option.kind == "clusters":
        return [_find_id(text, registries) for text in split_codes(typed)]
    return typed.strip() if option.kind == "text" else typed


def _find_id(text: str, registries: Sequence[Registry]) -> str:
    """The id of a partnership, or of a cluster by any of its names."""
    if any(text in registry.members_of for registry in registries):
        return text
    for registry in reversed(registries):
        with suppress(UnknownCluster):
            return registry.find_cluster(text).id
    return registries[-1].find_cluster(text).id


def _as_listed(text: str, kind: str, vocabulary: Vocabulary) -> str:
    """The code that a text is but for case, else the text."""
    terms = vocabulary.terms(kind)
    return next((c for c in (text, text.upper(), text.lower()) if c in terms), text)


def split_codes(texts: Sequence[str] | None) -> list[str]:
    """What stands between commas, in all texts; each once."""
    pieces = [piece.strip() for text in texts or () for piece in text.split(",")]
    return list(dict.fromkeys(filter(None, pieces)))
