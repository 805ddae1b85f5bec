"""What is said of a text that names nothing in the vocabulary, in words people know.

In: a list of the vocabulary and the text. Out: half a sentence that offers the nearest
labels, or says what is accepted with an example.
"""

from __future__ import annotations

from difflib import get_close_matches

from matcher import fold
from matcher_web.query.names import codes_by_name, n_clusters
from matcher_web.snapshot import Snapshot

MOST_OFFERED = 3
_SHORTEST_PART = 3
_LEAST_LIKENESS = 0.7
_NOUNS = {
    "country": "country",
    "sectors": "sector",
    "technologies": "technology",
    "target_markets": "market",
}
_A_MARKET = "a country outside the European Union or a region of such"


def explain_unknown(snapshot: Snapshot, kind: str, text: str) -> str:
    """Why a text is refused, with the labels that are nearest or an example.

    Parameters
    ----------
    snapshot : Snapshot
    kind : {"country", "sectors", "technologies", "target_markets"}
        Which list.
    text : str
        What was given: neither a code nor a name of the list.
    """
    vocabulary = snapshot.vocabulary
    country = codes_by_name(snapshot)["country"].get(fold(text))
    if kind == "target_markets" and country in vocabulary.eu:
        return (
            f"'{text}' is in the European Union; a market is a country outside it or a "
            "named region such as ASEAN"
        )
    refused = f"no {_NOUNS[kind]} '{text}'"
    near = " or ".join(map(vocabulary.label, _nearest(snapshot, kind, text)))
    if near:
        return f"{refused}; did you mean {near}?"
    wanted = _A_MARKET if kind == "target_markets" else f"a {_NOUNS[kind]}"
    accepted = f"{refused}; give {wanted} by name or code"
    codes = [*_most_used(snapshot, kind), *vocabulary.terms(kind)]
    if not codes:
        return accepted
    return f"{accepted}, such as {vocabulary.label(codes[0])} ({codes[0]})"


def _nearest(snapshot: Snapshot, kind: str, text: str) -> list[str]:
    """Codes of the nearest names; else the nearest codes; else what holds the text."""
    codes = {fold(code): code for code in snapshot.vocabulary.terms(kind)}
    by_name = codes_by_name(snapshot)[kind]
    names = {name: code for name, code in by_name.items() if name not in codes}
    wanted = fold(text)
    for known in (names, codes):
        near = get_close_matches(
            wanted, sorted(known), n=MOST_OFFERED, cutoff=_LEAST_LIKENESS
        )
        if near:
            return list(dict.fromkeys(known[name] for name in near))
    if len(wanted) < _SHORTEST_PART:
        return []
    within = [code for name, code in sorted(by_name.items()) if wanted in name]
    return list(dict.fromkeys(within))[:MOST_OFFERED]


def _most_used(snapshot: Snapshot, kind: str) -> list[str]:
    """The code that most clusters have, which makes a good example; none if none."""
    counts = n_clusters(snapshot)[kind]
    return sorted(counts, key=lambda code: (-counts[code], code))[:1]
