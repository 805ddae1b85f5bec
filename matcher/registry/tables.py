"""What a data package holds: its tables, their columns and what a cell accepts.

One list, `TABLES`, for everyone who reads, checks or documents the package; nothing
here opens a file. `data/datapackage.json` says the same to other programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

LIST_KINDS = frozenset({"addresses", "codes", "words"})
"""Kinds of columns whose cells hold several values, separated by `;`."""

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_ADDRESS = r"https?://([\w-]+\.)+[\w-]{2,}(:[0-9]{1,5})?([/?#][^\s;<>\"\\]*)?"

PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "id": _SLUG,
        "country-code": "[A-Z]{2}",
        "region-code": "[A-Z0-9]+(-[A-Z0-9]+)*",
        "number": "[0-9]{1,9}",
        "date": "(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?",
        "address": _ADDRESS,
        "addresses": _ADDRESS,
    }
)
"""Regular expression that a whole value of each kind matches."""


@dataclass(frozen=True)
class Column:
    """A column: what its cells hold.

    Parameters
    ----------
    name : str
    kind : str
        ``text`` (one line), ``paragraph`` (may break lines), ``id``,
        ``country-code``, ``region-code``, ``number`` (whole, not negative),
        ``date``, ``address``, ``choice``, ``code`` and, for lists separated by
        ``;``, one of `LIST_KINDS`.
    required : bool
        False where an empty cell means "not recorded".
    accepted : tuple of str
        Closed list of a ``choice``.
    refers_to : str
        Table whose ids or codes a ``code`` or ``codes`` column holds; ``markets``
        stands for countries outside the EU together with regions.
    """

    name: str
    kind: str = "text"
    required: bool = False
    accepted: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True)
class Table:
    """A table of the package, in one CSV file.

    Parameters
    ----------
    name : str
    columns : tuple of Column
        A file may hold them in any order.
    key : tuple of str
        Columns that tell a row from every other.
    may_be_empty : bool
        True where a header without rows makes sense.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("code",)
    may_be_empty: bool = False

    @property
    def file(self) -> str:
        """Name of the file inside the package."""
        return f"{self.name}.csv"


_SECTORS = Column("sectors", "codes", refers_to="sectors")
_TECHNOLOGIES = Column("technologies", "codes", refers_to="technologies")
_TARGET_MARKETS = Column("target_markets", "codes", refers_to="markets")
_FOCUS = Column("focus", "paragraph")
_LABEL = Column("label", required=True)

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            Table(
                "clusters",
                (
                    Column("id", "id", required=True),
                    Column("name", required=True),
                    Column("short_name"),
                    Column("aliases", "words"),
                    Column(
                        "organisation_type",
                        "choice",
                        required=True,
                        accepted=(
                            "agency",
                            "cluster",
                            "company",
                            "network",
                            "other",
                            "research",
                        ),
                    ),
                    Column("country", "code", refers_to="countries"),
                    Column("region"),
                    _SECTORS,
                    _TECHNOLOGIES,
                    _TARGET_MARKETS,
                    _FOCUS,
                    Column("members", "number"),
                    Column("sme_members", "number"),
                    Column("website", "address"),
                    Column(
                        "coding",
                        "choice",
                        accepted=(
                            "background",
                            "source",
                            "source and background",
                            "synthetic",
                        ),
                    ),
                    Column("sources", "addresses"),
                ),
                key=("id",),
            ),
            Table(
                "countries",
                (
                    Column("code", "country-code", required=True),
                    Column("name", required=True),
                    Column("eu", "choice", required=True, accepted=("false", "true")),
                    Column("aliases", "words"),
                ),
            ),
            Table("ecosystems", (Column("code", "id", required=True), _LABEL)),
            Table(
                "members",
                (
                    Column("partnership", "code", True, refers_to="partnerships"),
                    Column("cluster", "code", True, refers_to="clusters"),
                    Column(
                        "role",
                        "choice",
                        required=True,
                        accepted=("affiliated", "coordinator", "partner"),
                    ),
                    Column("source", "address"),
                ),
                key=("partnership", "cluster"),
                may_be_empty=True,
            ),
            Table(
                "partnerships",
                (
                    Column("id", "id", required=True),
                    Column("acronym", required=True),
                    Column("name"),
                    Column("programme", "choice", accepted=("escp-4i", "escp-s3")),
                    Column("generation", "number"),
                    Column("call"),
                    Column(
                        "strand",
                        "choice",
                        accepted=(
                            "A",
                            "B",
                            "implementation",
                            "pilot",
                            "preparation",
                            "voluntary",
                        ),
                    ),
                    Column("start", "date"),
                    Column("end", "date"),
                    _SECTORS,
                    _TECHNOLOGIES,
                    _TARGET_MARKETS,
                    _FOCUS,
                    Column("sme_count", "number"),
                    Column("grant_id"),
                    Column("sources", "addresses"),
                ),
                key=("id",),
                may_be_empty=True,
            ),
            Table(
                "regions",
                (
                    Column("code", "region-code", required=True),
                    _LABEL,
                    Column("countries", "codes", True, refers_to="countries"),
                ),
            ),
            Table(
                "sectors",
                (
                    Column("code", "id", required=True),
                    _LABEL,
                    Column("ecosystem", "code", True, refers_to="ecosystems"),
                ),
            ),
            Table(
                "technologies",
                (
                    Column("code", "id", required=True),
                    _LABEL,
                    Column(
                        "group",
                        "choice",
                        required=True,
                        accepted=(
                            "bio",
                            "digital",
                            "electronics",
                            "energy",
                            "environment",
                            "food",
                            "health",
                            "lifestyle",
                            "manufacturing",
                            "marine",
                            "materials",
                            "mobility",
                            "security",
                            "space",
                        ),
                    ),
                ),
            ),
        )
    }
)
"""Every table of a data package by name, in the order of their files."""
