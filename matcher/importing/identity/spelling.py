"""Names and addresses as they are compared: hosts, and what is no more than letters.

In: names and addresses as people write them. Out: what is equal where one is meant.
"""

from __future__ import annotations

import re

from matcher.importing.word_lists import word_list


def site_of(address: str) -> str:
    """An address without scheme, ``www.`` and the slash at its end, folded."""
    return re.sub("^(?:https?://)?(?:www[0-9]?[.])?|[/?#]+$", "", address.lower())


def host_of(address: str) -> str:
    """The host of an address that tells who it is; empty where many share it.

    Examples
    --------
    >>> host_of("http://www.Textils.cat/en"), host_of("https://linkedin.com/company/x")
    ('textils.cat', '')
    """
    host = re.split("[/?#:]", site_of(address), maxsplit=1)[0]
    return "" if host in word_list("shared_hosts") or "." not in host else host


def is_acronym(name: str) -> bool:
    """Whether it is a short form in capitals, which others may have too."""
    return name.isupper() and " " not in name.strip()
