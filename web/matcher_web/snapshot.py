"""One version of everything: a registry, its recommender, and what is drawn from both.

In: a fitted recommender. Out: a `Snapshot`, which never changes. Whatever is worked out
from it is kept in it, by `derived` and `recent`, and goes when it goes. The application
holds one and may `swap` it for another at any time; a request takes the one that
is there when it starts, and uses no other.
"""

from __future__ import annotations

import gc
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from copy import copy
from dataclasses import dataclass, field
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from flask import Flask, current_app, g

from matcher import PartnerRecommender, Profile, as_of_in_words

USUAL = 1000
"""Clusters and partnerships. Of a registry so many times larger, so many times fewer
answers are kept of each kind, since most grow with it; `LEAST` are at any size."""

LEAST = 2

T = TypeVar("T")
P = ParamSpec("P")


class Snapshot:
    """One version of the registry with everything worked out from it.

    Parameters
    ----------
    recommender : PartnerRecommender
        Fitted.

    Raises
    ------
    DatasetError
        If the table of evidence has faults.
    """

    def __init__(self, recommender: PartnerRecommender) -> None:
        self.recommender: Final = recommender
        self.registry: Final = recommender.registry
        self.vocabulary: Final = self.registry.vocabulary
        # Read here: a fault in the table stops the start, and waits for no visitor.
        self.evidence: Final = self.registry.evidence
        self.digest: Final = _digest(recommender)
        self._n_records = len(self.registry.clusters) + len(self.registry.partnerships)
        self._kept: dict[Hashable, OrderedDict[tuple[Any, ...], _Slot]] = {}
        self._lock = Lock()

    def keep(self, make: Callable[..., T], most: int, given: tuple[Hashable, ...]) -> T:
        """What `make` makes of the snapshot and what is given, worked out once.

        Parameters
        ----------
        make : callable
        most : int
            So many answers of it are kept, the latest ones; fewer of a large registry.
        given : tuple
            What it is given beside the snapshot.

        Notes
        -----
        Who asks for what another thread is working out waits for it; nobody waits for
        anything else. What fails is not kept.
        """
        with self._lock:
            shelf = self._kept.setdefault(make, OrderedDict())
            slot = shelf.setdefault(given, _Slot())
            shelf.move_to_end(given)
            if len(shelf) > n_kept(most, self._n_records):
                shelf.popitem(last=False)
        with slot.lock:
            if not slot.filled:
                try:
                    slot.value = make(self, *given)
                except BaseException:
                    self._drop(make, given)
                    raise
                slot.filled = True
        found: T = slot.value
        return found

    def _drop(self, make: Callable[..., Any], given: tuple[Hashable, ...]) -> None:
        with self._lock:
            self._kept[make].pop(given, None)

    def visited_by(self, profile: Profile) -> Snapshot:
        """The same with one more cluster, as it is described; it keeps nothing.

        Parameters
        ----------
        profile : Profile
            See `visited_by` of a recommender: only consortia can be asked for.
        """
        recommender = self.recommender.visited_by(profile)
        other = copy(self)
        other.__dict__.update(
            recommender=recommender,
            registry=recommender.scorer.registry,
            _kept={},
            _lock=Lock(),
        )
        return other

    def labels(self, codes: Iterable[str]) -> list[str]:
        """What people read for each code."""
        return [self.vocabulary.label(code) for code in codes]

    def ecosystems_of(self, sectors: Iterable[str]) -> tuple[str, ...]:
        """The ecosystems that some sectors belong to, in order."""
        terms = self.vocabulary.sectors
        return tuple(sorted({p for code in sectors for p in terms[code].parents}))

    def ecosystem_labels(self, sectors: Iterable[str]) -> list[str]:
        """What people read for the ecosystems of some sectors."""
        terms = self.vocabulary.ecosystems
        return [terms[code].label for code in self.ecosystems_of(sectors)]


def n_kept(most: int, n_records: int) -> int:
    """How many are kept of what `most` are kept of in a registry of usual size.

    Parameters
    ----------
    most : int
    n_records : int
        Clusters and partnerships of the registry.
    """
    fewer = int(most * min(USUAL / max(n_records, 1), 1))
    return max(fewer, min(most, LEAST))


@dataclass
class _Slot:
    lock: Lock = field(default_factory=Lock)
    filled: bool = False
    value: Any = None


def derived(make: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """A function of a snapshot alone, worked out once for each."""

    @wraps(make)
    def kept(snapshot: Snapshot) -> T:
        return snapshot.keep(make, 1, ())

    return kept


def recent(
    most: int,
) -> Callable[
    [Callable[Concatenate[Snapshot, P], T]], Callable[Concatenate[Snapshot, P], T]
]:
    """A function of a snapshot and of what is asked, its latest answers kept.

    Parameters
    ----------
    most : int
        So many of them, that take at most some 12 MB in a registry of usual size. What
        is asked is given by position, and can be hashed.
    """

    def keeping(
        make: Callable[Concatenate[Snapshot, P], T],
    ) -> Callable[Concatenate[Snapshot, P], T]:
        @wraps(make)
        def kept(snapshot: Snapshot, /, *given: P.args, **named: P.kwargs) -> T:
            assert not named, "ask by position"
            return snapshot.keep(make, most, given)

        return kept

    return keeping


def install(app: Flask, snapshot: Snapshot) -> None:
    """Answer from this snapshot, and give the templates what they look up in it."""
    swap(app, snapshot)
    filters = app.jinja_env.filters
    filters["label"] = lambda code: current().vocabulary.label(code)
    filters["called"] = lambda id: current().registry.cluster(id).called
    filters["acronym"] = lambda id: current().registry.title_of(id)
    filters["years"] = lambda id: current().registry.partnership(id).years
    filters["became"] = lambda id: current().registry.became(id)
    filters["successor"] = lambda id: current().registry.successor_of(id)
    filters["standing"] = lambda id: current().registry.standing_of(id)
    app.jinja_env.globals["registry"] = lambda: current().registry
    app.jinja_env.globals["as_of"] = lambda: as_of_in_words(current().registry.as_of)
    app.jinja_env.globals["data_version"] = lambda: current().registry.digest[:8]


def swap(app: Flask, snapshot: Snapshot) -> None:
    """Answer from this snapshot from now on; requests under way keep theirs."""
    gc.unfreeze()  # what `warm` set apart may go now
    app.extensions["snapshot"] = snapshot


def current() -> Snapshot:
    """The snapshot of the request that is answered, taken once."""
    found: Snapshot | None = g.get("snapshot")
    if found is None:
        found = g.snapshot = current_app.extensions["snapshot"]
    return found


def _digest(recommender: PartnerRecommender) -> str:
    known = hashlib.sha256(recommender.registry.digest.encode())
    known.update(repr((recommender.intercept, recommender.weights)).encode())
    return known.hexdigest()
