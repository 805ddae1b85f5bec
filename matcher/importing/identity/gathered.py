"""What was gathered: organisations, partnerships and memberships that rows tell of.

In: nothing. Out: the records that merging works on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from matcher.importing.identity.cooperation import Cooperation, Cooperations
from matcher.importing.identity.directory import Directory, Organisation
from matcher.importing.sheet import Place, Remark
from matcher.registry.columns import Value


class Membership(NamedTuple):
    """What a row says of an organisation in a partnership.

    Parameters
    ----------
    cooperation : Cooperation
    organisation : Organisation
    values : mapping of str to Value
        Role, since and so on, as far as the row says them.
    place : Place
    """

    cooperation: Cooperation
    organisation: Organisation
    values: Mapping[str, Value]
    place: Place

    @property
    def id(self) -> str:
        """Both ids, with a space between."""
        return f"{self.cooperation.id} {self.organisation.id}"


@dataclass
class Gathered:
    """Everything that rows tell of.

    Parameters
    ----------
    directory : Directory
    cooperations : Cooperations
    memberships : list of Membership
    remarks : list of Remark
    """

    directory: Directory
    cooperations: Cooperations
    memberships: list[Membership] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
