"""Refusals: what cannot be taken of what rows say, and why.

In: nothing. Out: the record that checks hand to merging.
"""

from __future__ import annotations

from typing import NamedTuple


class Refusal(NamedTuple):
    """Something that a record cannot hold.

    Parameters
    ----------
    table : {"clusters", "partnerships", "members"}
    id : str
        Of the record; of a membership both ids, with a space between.
    field : str
        Of which rows are not to be heard; empty for all that they say.
    problem : str
        Why.
    value : str
        The one of several values that is meant; empty for all of the field.
    """

    table: str
    id: str
    field: str
    problem: str
    value: str = ""
