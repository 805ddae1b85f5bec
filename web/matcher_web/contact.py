"""Where to report a mistake, or ask to be taken out: an address, if there is one.

In: ``CONTACT`` of the configuration, an e-mail address or a page. Out: for templates, a
link that names the record; an empty one, and nothing is shown, where none is given.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit

from flask import Flask, request

from matcher import MatcherError

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+", re.ASCII)
_MOST_LETTERS = 254


def install(app: Flask) -> None:
    """Give the templates the link by which a record is reported.

    Raises
    ------
    MatcherError
        If the contact is neither an e-mail address nor one of a page.
    """
    contact = checked(app.config["CONTACT"])

    def report_link(name: str = "", record_id: str = "") -> str:
        return link(contact, name, record_id, request.base_url) if contact else ""

    app.jinja_env.globals["report_link"] = report_link


def checked(contact: str) -> str:
    """The contact without blanks around it; empty where none is given.

    Raises
    ------
    MatcherError
    """
    given = contact.strip()
    if given and not (_is_mail(given) or _is_page(given)):
        raise MatcherError(
            f"'{given[:60]}' is no contact; give an e-mail address, as "
            "registry@example.org, or the address of a page that begins with https://"
        )
    return given


def link(contact: str, name: str, record_id: str, page: str) -> str:
    """Where to write to about a record, or about a page where none is named.

    Examples
    --------
    >>> link("registry@example.org", "Ants", "ants", "https://a.example/ants")
    'mailto:registry@example.org?subject=Ants%20%28ants%29&body=https%3A//a.example/ants'
    >>> link("https://a.example/report", "", "", "https://a.example/about")
    'https://a.example/report?about=&page=https%3A%2F%2Fa.example%2Fabout'
    """
    about = f"{name} ({record_id})" if name else ""
    if _is_mail(contact):
        subject = quote(about or "Report of a mistake")
        return f"mailto:{contact}?subject={subject}&body={quote(page)}"
    mark = "&" if urlsplit(contact).query else "?"
    return contact + mark + urlencode({"about": about, "page": page})


def _is_mail(contact: str) -> bool:
    return len(contact) <= _MOST_LETTERS and bool(_MAIL.fullmatch(contact))


def _is_page(contact: str) -> bool:
    try:
        parts = urlsplit(contact)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    plain = contact.isascii() and contact.isprintable() and " " not in contact
    alone = "@" not in parts.netloc and "#" not in contact
    return plain and alone and parts.scheme == "https" and bool(host)
