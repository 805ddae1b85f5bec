"""Evidence: which page says which fact of a cluster or partnership.

One fact, one page: where two pages disagree, both stand here. Read when it is first
asked for, since no score depends on it.
"""

from __future__ import annotations

from matcher.registry.columns import column, record
from matcher.registry.partnerships import Partnership
from matcher.registry.records import CONFIDENCE, Cluster


@record
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

    id: str = column("id")
    field: str = column("text")
    value: str = column("paragraph")
    source: str = column("address")
    confidence: str = column("choice", accepted=CONFIDENCE)
    year: int | None = column("number", default=None, limits=(1900, 2100))
    note: str = column("text", default="")

    def stands_in(self, row: Cluster | Partnership) -> bool:
        """Whether the row says what this page says.

        Where it does not, it says otherwise, or has no such column.
        """
        return self.value in values_of(row, self.field)


def values_of(row: Cluster | Partnership, field: str) -> tuple[str, ...]:
    """What a row holds in a column, one by one, as evidence writes it.

    Examples
    --------
    >>> weavers = Cluster(id="weavers", name="Weavers", members=12, aliases=("W", "V"))
    >>> [values_of(weavers, name) for name in ("aliases", "members", "city")]
    [('W', 'V'), ('12',), ()]
    """
    held = getattr(row, field, None)
    values = held if isinstance(held, tuple) else (held,)
    return tuple(str(value) for value in values if value not in (None, ""))
