"""Evidence: which page says which fact of a cluster or partnership.

One fact, one page: where two pages disagree, both stand here. Read when it is first
asked for, since no score depends on it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from matcher.registry.columns import column
from matcher.registry.partnerships import Partnership
from matcher.registry.records import CONFIDENCE, Cluster


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What one page says of one field of a cluster or partnership.

    Parameters
    ----------
    id : str
        The organisation or the partnership, by its id.
    field : str
        Column of its table, here for a single value of it. Of a partnership also
        member: an organisation takes part, by its id; since: from when it does, as its
        id, a space and the date.
    value : str
        What the page says, as it would stand in the column.
    source : str
        Address of the page.
    confidence : str
        How sure it is. high: the page says so; medium: it is gathered from what the
        page says.
    year : int, optional
        Year of the page or of a count on it, where its address or text bears one.
    note : str
        Why the row says otherwise, where it does.
    """

    id: str = dataclasses.field(metadata=column("id", required=True))
    field: str = dataclasses.field(metadata=column("text", required=True))
    value: str = dataclasses.field(metadata=column("paragraph", required=True))
    source: str = dataclasses.field(metadata=column("address", required=True))
    confidence: str = dataclasses.field(
        metadata=column("choice", required=True, accepted=CONFIDENCE)
    )
    year: int | None = dataclasses.field(
        default=None, metadata=column("number", limits=(1900, 2100))
    )
    note: str = dataclasses.field(default="", metadata=column("text"))

    def stands_in(self, record: Cluster | Partnership) -> bool:
        """Whether the row says what this page says.

        Where it does not, it says otherwise, or has no such column.
        """
        return self.value in values_of(record, self.field)


def values_of(record: Cluster | Partnership, field: str) -> tuple[str, ...]:
    """What a row holds in a column, one by one, as evidence writes it.

    Examples
    --------
    >>> weavers = Cluster(id="weavers", name="Weavers", members=12, aliases=("W", "V"))
    >>> [values_of(weavers, name) for name in ("aliases", "members", "city")]
    [('W', 'V'), ('12',), ()]
    """
    held = getattr(record, field, None)
    values = held if isinstance(held, tuple) else (held,)
    return tuple(str(value) for value in values if value not in (None, ""))
