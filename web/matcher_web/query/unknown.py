"""What is said of a text that names nothing in the vocabulary, in words people know.

In: a list of the vocabulary and the text. Out: half a sentence that offers the nearest
labels, or says what is accepted with an example.
"""

from __future__ import annotations

from operator import attrgetter

from matcher_web.query.names import NOUNS, n_clusters
from matcher_web.snapshot import Snapshot

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
    vocabulary, finder = snapshot.vocabulary, snapshot.registry.finder
    noun = NOUNS[kind]
    offered = finder.offered(text, [noun])
    refused = finder.refusal(text, noun, attrgetter("label"), offered)
    in_union = kind == "target_markets" and finder.meant(text, "country")
    if in_union or offered:
        return refused
    wanted = _A_MARKET if kind == "target_markets" else f"a {noun}"
    accepted = f"{refused}; give {wanted} by name or code"
    codes = [*_most_used(snapshot, kind), *vocabulary.terms(kind)]
    if not codes:
        return accepted
    return f"{accepted}, such as {vocabulary.label(codes[0])} ({codes[0]})"


def _most_used(snapshot: Snapshot, kind: str) -> list[str]:
    """The code that most clusters have, which makes a good example; none if none."""
    counts = n_clusters(snapshot)[kind]
    return sorted(counts, key=lambda code: (-counts[code], code))[:1]
