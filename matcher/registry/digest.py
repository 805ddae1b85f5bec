"""What bytes are known by: letters that are others whenever they are.

In: bytes. Out: a checksum, as of a registry (`Registry.digest`), a model or a job.
"""

from __future__ import annotations

import hashlib


def sha256_of(content: bytes) -> str:
    """Checksum in 64 hexadecimal letters."""
    return hashlib.sha256(content).hexdigest()
