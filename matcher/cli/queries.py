"""What the texts of the command line mean: ids, a `Profile`, filters.

In: a registry and texts as they were typed. Out: what a recommender takes, the name
that people read, and the same as a dict for JSON.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from typer import Context

from matcher.cli.profile_file import read_profile
from matcher.errors import (
    FilterError,
    ProfileError,
    UnknownCluster,
    UnknownPartnership,
    did_you_mean,
)
from matcher.registry.options import FILTERS, OPTIONS, Option
from matcher.registry.records import Partnership, Profile
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold

if TYPE_CHECKING:
    from matcher.model.answers.suggestions import LeftOut

Codes = list[str] | None


class Fields(NamedTuple):
    """A profile as it was typed, one field an option."""

    country: str
    sectors: Codes
    technologies: Codes
    markets: Codes
    focus: str


def read_query(
    registry: Registry, cluster: str, fields: Fields, path: str
) -> tuple[str | Profile, str, dict[str, Any]]:
    """Who asks: a cluster, or a profile from options or a file.

    Returns
    -------
    asked : str or Profile
        What a recommender takes.
    name : str
        What people call it.
    query : dict
        The same for JSON.

    Raises
    ------
    UnknownCluster, ProfileError
    """
    if cluster:
        found = registry.find_cluster(cluster)
        return found.id, found.called, {"cluster": found.id}
    vocabulary = registry.vocabulary
    profile = read_profile(path, vocabulary) if path else _describe(vocabulary, fields)
    return profile, "your profile", {"profile": asdict(profile)}


def _describe(vocabulary: Vocabulary, fields: Fields) -> Profile:
    def codes(texts: Codes, kind: str) -> tuple[str, ...]:
        return tuple(_as_listed(t, kind, vocabulary) for t in split_codes(texts))

    profile = Profile(
        country=_as_listed(fields.country.strip(), "country", vocabulary),
        sectors=codes(fields.sectors, "sectors"),
        technologies=codes(fields.technologies, "technologies"),
        target_markets=codes(fields.markets, "target_markets"),
        focus=fields.focus.strip(),
    )
    try:
        return profile.checked(vocabulary)
    except ProfileError as error:
        words = {"target_markets": "markets"}
        named = {f"--{words.get(k, k)}": text for k, text in error.faults.items()}
        raise ProfileError(named) from None


def read_consortium(
    registry: Registry, texts: Sequence[str]
) -> tuple[str | list[str], str, dict[str, Any]]:
    """Who is to be completed: a partnership, or some clusters.

    Returns
    -------
    asked, name, query
        As from `read_query`; `asked` is a partnership id or a list of cluster ids.

    Raises
    ------
    UnknownPartnership, UnknownCluster
    """
    if len(texts) == 1:
        try:
            partnership = find_partnership(registry, texts[0])
        except UnknownPartnership as error:
            partnership_problem = error
        else:
            return partnership.id, partnership.acronym, {"partnership": partnership.id}
    mixed = [text for text in texts if text in registry.members_of]
    if mixed and len(texts) > 1:
        raise UnknownCluster(
            f"'{mixed[0]}' is a partnership; give one partnership alone, or clusters"
        )
    try:
        clusters = [registry.find_cluster(text) for text in texts]
    except UnknownCluster as error:
        if len(texts) > 1:
            raise
        raise UnknownPartnership(f"{partnership_problem}\n{error}") from None
    ids = list(dict.fromkeys(cluster.id for cluster in clusters))
    return ids, " + ".join(c.called for c in clusters), {"clusters": ids}


def find_partnership(registry: Registry, text: str) -> Partnership:
    """The partnership with this id or acronym; case does not matter.

    Raises
    ------
    UnknownPartnership
        If none or several have it.
    """
    wanted = fold(text.strip())
    found = [
        partnership
        for partnership in registry.partnerships
        if wanted in (partnership.id, fold(partnership.acronym))
    ]
    by_id = [partnership for partnership in found if partnership.id == wanted]
    if len(by_id or found) == 1:
        return (by_id or found)[0]
    if found:
        ids = ", ".join(partnership.id for partnership in found)
        raise UnknownPartnership(f"several partnerships are called '{text}': {ids}")
    near = did_you_mean(wanted, registry.members_of)
    raise UnknownPartnership(f"no partnership has the id or acronym '{text}'{near}")


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
    return {o.name: _read_filter(o, typed[o.name], registries) for o in FILTERS}


def _read_filter(option: Option, typed: Any, registries: Sequence[Registry]) -> Any:
    if option.kind == "flag":
        return typed
    if option.kind == "clusters":
        return [_find_id(text, registries) for text in split_codes(typed)]
    kind, vocabulary = option.vocabulary, registries[0].vocabulary
    codes = [_as_listed(text, kind, vocabulary) for text in split_codes(typed)]
    unknown = [code for code in codes if code not in vocabulary.terms(kind)]
    if unknown:
        told = [vocabulary.explain_unknown(kind, code) for code in unknown]
        raise FilterError(f"{flag(option.name)}: {'; '.join(told)}")
    return codes


def _find_id(text: str, registries: Sequence[Registry]) -> str:
    """The id of a partnership, or of a cluster by any of its names."""
    if any(text in registry.members_of for registry in registries):
        return text
    for registry in reversed(registries):
        with suppress(UnknownCluster):
            return registry.find_cluster(text).id
    return registries[-1].find_cluster(text).id


def flag(name: str) -> str:
    """An option as it is typed."""
    return "--" + name.replace("_", "-")


def keywords(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The same filters under the words that a recommender takes."""
    return {OPTIONS[name].argument: value for name, value in filters.items()}


def left_out_dict(left_out: LeftOut) -> dict[str, Any]:
    """Who a filter holds back, with the filter's word on the command line."""
    words = {option.argument: option.name for option in FILTERS}
    return {
        "filter": words[left_out.filter],
        "reason": left_out.reason,
        "suggestion": left_out.suggestion.to_dict(),
    }


def hint(context: Context, query: Mapping[str, Any], best: str) -> str:
    """How to open one of the scores that a command shows; nothing if it shows none."""
    if not best:
        return ""
    if "profile" in query:
        return f"See why: add --why {best} to this command."
    asked = [query.get("cluster"), query.get("partnership"), *query.get("clusters", ())]
    words = ["matcher", str(context.info_name), *filter(None, asked), "--why", best]
    if "weights" in query:
        factors = query["weights"].items()
        words += ["--weights", ",".join(f"{name}={value:g}" for name, value in factors)]
    for name in ("model", "registry"):
        if context.params[name]:
            words += [f"--{name}", str(context.params[name])]
    return f"See why: {shlex.join(words)}"


def counts(registry: Registry) -> dict[str, int]:
    """How many records a registry holds, by table."""
    vocabulary = registry.vocabulary
    return {
        "clusters": len(registry.clusters),
        "partnerships": len(registry.partnerships),
        "members": len(registry.members),
        "countries": len(vocabulary.countries),
        "regions": len(vocabulary.regions),
        "ecosystems": len(vocabulary.ecosystems),
        "sectors": len(vocabulary.sectors),
        "technologies": len(vocabulary.technologies),
    }


def _as_listed(text: str, kind: str, vocabulary: Vocabulary) -> str:
    """The code that a text is but for case, else the text."""
    terms = vocabulary.terms(kind)
    return next((c for c in (text, text.upper(), text.lower()) if c in terms), text)


def split_codes(texts: Sequence[str] | None) -> list[str]:
    """What stands between commas, in all texts; each once."""
    parts = [part.strip() for text in texts or () for part in text.split(",")]
    return list(dict.fromkeys(filter(None, parts)))
