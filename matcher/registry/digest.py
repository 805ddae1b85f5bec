"""What a registry is known by: letters that are others whenever anything in it is.

In: records, lists of codes and bytes. Out: checksums in hexadecimal letters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import fields

from matcher.registry.vocabulary import Vocabulary


def sha256_of(content: bytes) -> str:
    """Checksum in hexadecimal letters."""
    return hashlib.sha256(content).hexdigest()


def digest_of(tables: Iterable[Iterable[object]], vocabulary: Vocabulary) -> str:
    """Checksum of all records and codes, the same in every process.

    Parameters
    ----------
    tables : iterable of iterable of records
        In an order of their own: another order is another digest.
    vocabulary : Vocabulary
    """
    lists: list[Collection[object]] = [
        getattr(vocabulary, field.name) for field in fields(vocabulary)
    ]
    in_order = [sorted(x) if isinstance(x, frozenset) else x for x in lists]
    return sha256_of(repr([*map(tuple, tables), *in_order]).encode())
