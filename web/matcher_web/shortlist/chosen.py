"""The shortlist: clusters that a reader chose, each with a note, all in the address.

In: ``shortlist=id,id`` and ``note_<id>`` of an address. Out: a `Shortlist`, its one
form in an address, and what is wrong with it by field.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from matcher import Cluster, beginning, first_of, fold
from matcher_web.query.question import Parameters
from matcher_web.query.reading import MOST_SHOWN, MOST_TOLD, Reading
from matcher_web.snapshot import Snapshot
from matcher_web.wording import counted

SHORTLIST, NOTE = "shortlist", "note_"
MOST = 20
"""So many clusters stand on a shortlist."""
MOST_LETTERS = 200
"""So many letters a note has, counted as they are typed and as they are compared."""
_MOST_READ = 100


@dataclass(frozen=True)
class Shortlist:
    """Clusters that were chosen, in the order of choice.

    Parameters
    ----------
    ids : tuple of str
    notes : mapping of str to str
        By cluster id; no note is empty.
    typed : mapping of str to str
        Notes that are too long, as they were typed.
    """

    ids: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    def added(self, cluster_id: str) -> Shortlist:
        """With one more at its end, who has no note yet."""
        return replace(self, ids=tuple(dict.fromkeys((*self.ids, cluster_id))))

    def without(self, cluster_id: str) -> Shortlist:
        """Without one and the note on it."""
        notes = {i: words for i, words in self.notes.items() if i != cluster_id}
        ids = tuple(i for i in self.ids if i != cluster_id)
        return replace(self, ids=ids, notes=notes)

    def parameters(self, notes: bool = True) -> Parameters:
        """As it stands in an address; nothing where nobody is chosen."""
        if not self.ids:
            return {}
        found: Parameters = {SHORTLIST: [",".join(self.ids)]}
        kept = [i for i in self.ids if notes and i in self.notes]
        return {**found, **{NOTE + i: [self.notes[i]] for i in kept}}


def read_shortlist(snapshot: Snapshot, reading: Reading) -> Shortlist:
    """The shortlist of an address; what is wrong goes to the reading's faults."""
    found = _clusters(snapshot, reading)
    ids = tuple(found)[:MOST]
    if len(found) > MOST:
        left_out = found[tuple(found)[MOST]].name
        _tell(
            reading,
            f"A shortlist holds {MOST} clusters; {left_out} is one too many. Take one "
            "off first.",
        )
    typed = {i: tidy(reading.text(NOTE + i)) for i in ids}
    too_long = {i: text for i, text in typed.items() if n_letters(text) > MOST_LETTERS}
    for cluster_id, text in too_long.items():
        reading.faults[NOTE + cluster_id] = (
            f"The note has {counted(n_letters(text), 'letter')}; at most "
            f"{MOST_LETTERS} are kept. Shorten it."
        )
    notes = {i: text for i, text in typed.items() if text and i not in too_long}
    if lost := _notes_on_others(reading, ids):
        others = f"on {' and '.join(first_of(lost, most=MOST_TOLD))}"
        told = "who is not on the shortlist; add it to keep the note"
        _tell(reading, f"There is a note {others}, {told}.")
    return Shortlist(ids, notes, too_long)


def _notes_on_others(reading: Reading, ids: Collection[str]) -> list[str]:
    """Who has a note and is not chosen."""
    return [
        f"'{beginning(name.removeprefix(NOTE), MOST_SHOWN)}'"
        for name in dict.fromkeys(reading.sent)
        if name.startswith(NOTE) and name.removeprefix(NOTE) not in ids
        if reading.text(name)
    ]


def _clusters(snapshot: Snapshot, reading: Reading) -> dict[str, Cluster]:
    """The clusters that are named, each once; those that nobody knows are told."""
    given = ",".join(reading.sent.getlist(SHORTLIST)).split(",")
    pieces = list(dict.fromkeys(filter(None, map(str.strip, given))))
    found: dict[str, Cluster] = {}
    unknown = []
    for text in pieces[:_MOST_READ]:
        named = snapshot.registry.clusters_called(text)
        if len(named) == 1:
            found[named[0].id] = named[0]
        else:
            unknown.append(f"'{beginning(text, MOST_SHOWN)}'")
    if unknown:
        _tell(reading, f"No cluster is called {' or '.join(unknown[:MOST_TOLD])}.")
    return found


def _tell(reading: Reading, words: str) -> None:
    told = [reading.faults.get(SHORTLIST, ""), words]
    reading.faults[SHORTLIST] = " ".join(filter(None, told))


def tidy(text: str) -> str:
    r"""A note on one line: single blanks, and no sign that only steers a terminal.

    Examples
    --------
    >>> tidy(" Ask\r\nMaria\x00  first ")
    'Ask Maria first'
    """
    words = "".join(
        letter
        for letter in text
        if letter.isspace() or unicodedata.category(letter) != "Cc"
    )
    return " ".join(words.split())


def n_letters(text: str) -> int:
    """Letters of a text; some signs are spelt out to be compared, and count so."""
    return max(len(text), len(fold(text)))
