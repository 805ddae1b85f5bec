"""What a reader gets of an HTML page: its words, where it leads, what is drawn.

In: HTML. Out: the text by lines, links and form fields in their order, and a digest of
every picture. White space, classes and how boxes are nested do not count.
"""

from __future__ import annotations

import hashlib
from html.parser import HTMLParser

SILENT = {"script", "style"}
INLINE = {
    "a", "abbr", "b", "bdi", "code", "dfn", "em", "i", "kbd", "mark", "q", "small",
    "span", "strong", "sub", "sup", "time", "tspan",
}  # fmt: skip
"""Elements that do not break a line."""

LEADING = {
    "a", "area", "base", "button", "form", "img", "input", "link", "meta", "meter",
    "option", "script", "select", "textarea", "use",
}  # fmt: skip
KEPT = (
    "href", "src", "action", "method", "name", "value", "type", "content", "checked",
    "selected", "list", "rel",
)  # fmt: skip
"""Attributes of those that are kept, in this order; any ``data-`` attribute too."""

SPOKEN = ("alt", "aria-label", "placeholder", "title")
"""Attributes that are read out or shown."""

NOT_DRAWN = {"class", "id", "href", "role", "tabindex"}


class Readable(HTMLParser):
    """Reads one page.

    Parameters
    ----------
    html : str
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self._line: list[str] = []
        self._silent = 0
        self._drawn: list[str] | None = None
        self.feed(html)
        self.close()
        self._break()

    def to_dict(self) -> dict[str, list[str]]:
        """All that is kept, for JSON."""
        return {"text": self.lines, "links": self.links, "pictures": self.pictures}

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        """Keep what the element says and where it leads."""
        given = {name: value or "" for name, value in attributes}
        if tag not in INLINE:
            self._break()
        self._silent += tag in SILENT
        for name in SPOKEN:
            if name in given:
                self.lines.append(f"[{name}] {' '.join(given[name].split())}")
        kept = [f"{n}={given[n]}" for n in KEPT if n in given and tag in LEADING]
        kept += [f"{n}={v}" for n, v in given.items() if n.startswith("data-")]
        if kept or tag in LEADING:
            self.links.append(" ".join(" ".join([tag, *kept]).split()))
        if tag == "svg":
            self._drawn = []
        if self._drawn is not None:
            shape = [f"{n}={v}" for n, v in given.items() if _is_drawn(n)]
            self._drawn.append(" ".join([tag, *shape]))

    def handle_endtag(self, tag: str) -> None:
        """End a line, or a picture."""
        if tag not in INLINE:
            self._break()
        self._silent -= tag in SILENT
        if tag == "svg" and self._drawn is not None:
            drawn = "\n".join(self._drawn)
            told = hashlib.sha256(drawn.encode()).hexdigest()[:16]
            self.pictures.append(f"{len(self._drawn)} elements, {told}")
            self._drawn = None

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self._silent:
            self._line.append(data)

    def _break(self) -> None:
        line = " ".join("".join(self._line).split())
        if line:
            self.lines.append(line)
        self._line.clear()


def _is_drawn(name: str) -> bool:
    return name not in NOT_DRAWN and not name.startswith(("aria-", "data-"))
