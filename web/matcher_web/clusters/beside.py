"""What each of some clusters shares with who asks, and what sets it apart.

In: clusters and who asks. Out: a `Beside` for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from matcher import Cluster, Profile, Suggestion
from matcher_web.shortlist.asking import Asker, fit
from matcher_web.snapshot import Snapshot


@dataclass(frozen=True)
class Beside:
    """One cluster beside the others and who asks.

    Parameters
    ----------
    cluster : Cluster
    shares : tuple of str
        Codes of sectors, technologies and markets that who asks has too.
    apart : tuple of str
        Codes of them, and of its country, that no other of those compared has.
    found : Suggestion or None
        How it fits who asks; None where nobody does, or itself.
    """

    cluster: Cluster
    shares: tuple[str, ...]
    apart: tuple[str, ...]
    found: Suggestion | None = None

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "id": self.cluster.id,
            "shares": list(self.shares),
            "apart": list(self.apart),
            "score": self.found and self.found.score,
            "strength": self.found and self.found.strength,
        }


def beside(
    snapshot: Snapshot, clusters: Iterable[Cluster], asker: Asker | None
) -> tuple[Beside, ...]:
    """Each of some clusters beside the others and who asks."""
    compared, registry = tuple(clusters), snapshot.registry
    codes = {one.id: _codes(registry.as_compared(one.id)) for one in compared}
    n_with = Counter(code for known in codes.values() for code in known)
    wanted = {*_codes(asker.question.asking(registry))} if asker else set()
    return tuple(
        Beside(
            cluster=one,
            shares=tuple(code for code in codes[one.id] if code in wanted),
            apart=tuple(code for code in codes[one.id] if n_with[code] == 1),
            found=fit(snapshot, asker, one.id),
        )
        for one in compared
    )


def _codes(one: Profile) -> tuple[str, ...]:
    """Its country and all that it does and goes to, each once."""
    codes = (one.country, *one.sectors, *one.technologies, *one.target_markets)
    return tuple(dict.fromkeys(filter(None, codes)))
