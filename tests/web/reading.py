"""Reads HTML as the standard library sees it: a flat list of elements with text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "br", "circle", "col", "hr", "img", "input", "line", "link", "meta"}

PAGES = (
    "/",
    "/?country=PT&sectors=food-processing&markets=BR,CH&focus=Olive+oil",
    "/suggestions?cluster=inovcluster",
    "/suggestions?cluster=inovcluster&only_countries=ES&new_partners_only=1&k=3",
    "/suggestions?cluster=inovcluster&only_countries=IS",
    "/suggestions?country=PT&sectors=food-processing&markets=BR&focus=Olive+oil",
    "/suggestions?cluster=inovcluster&sectors=footwear",
    "/suggestions?cluster=inovcluster&k=3&weight_shared_markets=2",
    "/clusters",
    "/clusters?search=textils&only_countries=ES",
    "/clusters?search=nobody-is-called-so",
    "/clusters/inovcluster",
    "/partnerships",
    "/partnerships/adpack-g1",
    "/pairs/inovcluster/valorial",
    "/pairs/profile/valorial?sectors=food-processing",
    "/about",
    "/about/backtest",
)
WRONG_FORMS = (
    "/suggestions",
    "/suggestions?cluster=inov",
    "/suggestions?sectors=nonsense&focus=kept+words",
    "/suggestions?cluster=inovcluster&k=0",
    "/suggestions?cluster=inovcluster&only_countries=Atlantis",
    "/suggestions?cluster=inovcluster&weight_shared_markets=lots&weight_luck=2",
    "/pairs/profile/valorial",
    "/clusters?only_countries=Atlantis",
    "/clusters?page=999",
    "/clusters?sort=shoe-size",
)
MISSING = (
    "/nowhere",
    "/clusters/nobody",
    "/partnerships/nothing",
    "/pairs/inovcluster/nobody",
    "/pairs/profile/nobody?sectors=textile",
)
TWINS = (
    "/index.json",
    "/suggestions.json?cluster=inovcluster",
    "/suggestions.csv?cluster=inovcluster",
    "/suggestions.json?sectors=textile",
    "/clusters.json",
    "/clusters.csv",
    "/clusters/inovcluster.json",
    "/partnerships.json",
    "/partnerships.csv",
    "/partnerships/adpack-g1.json",
    "/partnerships/adpack-g1.csv",
    "/pairs/inovcluster/valorial.json",
    "/pairs/inovcluster/valorial.csv",
    "/pairs/profile/valorial.json?sectors=food-processing",
    "/pairs/profile/valorial.csv?sectors=food-processing",
    "/about.json",
    "/about/backtest.json",
)


@dataclass
class Element:
    """One element with its attributes, its ancestors' names and all text inside."""

    name: str
    attributes: dict[str, str]
    inside: tuple[Element, ...]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def is_in(self, name: str) -> bool:
        return any(element.name == name for element in self.inside)


class Page(HTMLParser):
    """All elements of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        found = {name: value or "" for name, value in attributes}
        element = Element(tag, found, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self._open:
            if self._open.pop().name == tag:
                return

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)

    def all(self, *names: str) -> list[Element]:
        return [element for element in self.elements if element.name in names]

    def one(self, name: str, **attributes: str) -> Element:
        found = [
            element
            for element in self.all(name)
            if all(element.get(key) == value for key, value in attributes.items())
        ]
        assert len(found) == 1, f"{len(found)} {name} with {attributes}"
        return found[0]

    @property
    def ids(self) -> set[str]:
        return {element.get("id") for element in self.elements if element.get("id")}
