"""Reads HTML as the standard library sees it: a flat list of elements with text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

_PLAIN = re.compile(r'([^<]+)|<(/?)([a-z][a-z0-9]*)((?: [-a-zA-Z0-9]+(?:="[^"]*")?)*)>')
_ATTRIBUTE = re.compile(r' ([-a-zA-Z0-9]+)(?:="([^"]*)")?')
_DOCTYPE = "<!doctype html>"
"""Text and tags as templates write them: a page of nothing else is read in half the
time that the standard library takes, which reads all others."""

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
    "/clusters?search=fotonics&only_ecosystems=health&past=partner&sort=-members",
    "/clusters?only_technologies=photonics&only_countries=IS",
    "/clusters/compare?ids=inovcluster&ids=valorial",
    "/clusters/compare?ids=inovcluster&ids=valorial&ids=wagralim&ids=aei-textils",
    "/clusters/compare?ids=pemas&ids=tecnova",
    "/clusters/inovcluster",
    "/clusters/pemas",
    "/clusters/welfare-tech",
    "/partnerships",
    "/partnerships?search=rail&sort=-start",
    "/partnerships?only_markets=BR&only_markets=IN&only_markets=JP&all_of=only_markets",
    "/partnerships?search=nothing-is-called-so&generation=0",
    "/partnerships?programme=all&page=2",
    "/partnerships?kind=agreement&standing=not-recorded",
    "/partnerships/adpack-g1",
    "/partnerships/decision-g1",
    "/partnerships/eacn-network",
    "/synergies",
    "/synergies?lens=together&only_markets=JP&different_sectors=1",
    "/synergies?lens=shared_members&generation=2&different_sectors=1",
    "/synergies?kind=network&kind=agreement",
    "/synergies?search=nobody-is-called-so",
    "/synergies/adpack2-g2/nf4-g2",
    "/synergies/3bi-g1/decision-g1",
    "/pairs/inovcluster/valorial",
    "/pairs/profile/valorial?sectors=food-processing",
    "/suggestions?sectors=food-processing&history=inovcluster",
    "/network",
    "/network?community=3",
    "/network?programme=innosup-1&kind=consortium",
    "/network?kind=network&kind=agreement",
    "/network?only_countries=DE&generation=2&sort=name",
    "/network?search=nobody-is-called-so",
    "/network?between=photonics&and=health",
    "/network?between=rail-technology&and=hydrogen",
    "/map",
    "/map?only_sectors=food-processing&generation=2",
    "/map?only_sectors=food-processing&only_sectors=music&all_of=only_sectors",
    "/markets",
    "/markets?sort=name&k=30",
    "/markets?activity=agri-food",
    "/markets?activity=ecosystem:retail",
    "/markets?absent=food-processing&present=paper-packaging",
    "/markets?absent=agri-food&present=packaging-technology",
    "/markets?all=BR&all=IN&all=JP",
    "/markets?all=BR,RU,KE",
    "/markets/BR",
    "/markets/ASEAN?by=sectors",
    "/markets/BN",
    "/markets/IS",
    "/markets/AE?activity=ecosystem:textile",
    "/markets/BR?activity=agri-food",
    "/codes",
    "/codes?words=fotonics",
    "/codes?words=AI&kind=sectors",
    "/shortlist",
    "/shortlist?shortlist=valorial,wagralim&note_wagralim=Ask+Maria"
    "&asking=cluster%3Dinovcluster",
    "/complete?clusters=valorial,wagralim&asking=sectors%3Dtextile",
    "/consortium",
    "/consortium?start=inovcluster&want_markets=JP,BR&call=COS-CLUSINT-2020-3-01/A",
    "/consortium?start=adpack-g1",
    "/consortium?start=inovcluster&size=4&least_countries=8",
    "/consortium?start=inovcluster&members=inovcluster,valorial,wagralim"
    "&beside=valorial,vitagora&lock=wagralim&ban=pemas&least_countries=4",
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
    "/codes?kind=colours",
    "/shortlist?shortlist=valorial,nobody",
    "/consortium?start=nobody&size=0&history=old&want_markets=Atlantis&call=x",
    "/consortium?start=inovcluster&ban=inovcluster",
    "/consortium?start=inovcluster&rules=mebers+%3E%3D+3",
    "/clusters?only_countries=Atlantis",
    "/clusters?page=999",
    "/clusters?sort=shoe-size",
    "/partnerships?generation=9&only_markets=FR&all_of=strand&page=0",
    "/synergies?lens=x-ray&different_sectors=maybe&generation=0",
    "/network?between=foo&community=99&sort=luck",
    "/network?between=photonics",
    "/network?between=photonics&and=photonics",
    "/map?generation=9&only_markets=FR&all_of=luck",
    "/markets?absent=shoe-size&sort=up&by=colour&activity=x&k=0&all=Atlantis",
    "/markets?present=food-processing",
    "/markets?absent=textile&present=agri-food&all=BR",
    "/markets/BR?by=colour&activity=shoe-size",
)
MISSING = (
    "/nowhere",
    "/clusters/nobody",
    "/clusters/compare?ids=inovcluster&ids=nobody",
    "/partnerships/nothing",
    "/synergies/adpack-g1/nothing",
    "/pairs/inovcluster/nobody",
    "/pairs/profile/nobody?sectors=textile",
    "/markets/Atlantis",
    "/markets/FR",
)
TWINS = (
    "/index.json",
    "/suggestions.json?cluster=inovcluster",
    "/suggestions.csv?cluster=inovcluster",
    "/suggestions.xlsx?cluster=inovcluster",
    "/suggestions.json?sectors=textile",
    "/clusters.json",
    "/clusters.csv",
    "/clusters.xlsx",
    "/clusters/compare.json?ids=inovcluster&ids=valorial",
    "/clusters/compare.csv?ids=inovcluster&ids=valorial",
    "/clusters/compare.xlsx?ids=inovcluster&ids=valorial",
    "/clusters/inovcluster.json",
    "/partnerships.json",
    "/partnerships.csv",
    "/partnerships.xlsx",
    "/partnerships/adpack-g1.json",
    "/partnerships/adpack-g1.csv",
    "/partnerships/adpack-g1.xlsx",
    "/synergies.json",
    "/synergies.csv",
    "/synergies.xlsx?generation=2",
    "/synergies/adpack2-g2/nf4-g2.json",
    "/synergies/adpack2-g2/nf4-g2.csv",
    "/synergies/adpack2-g2/nf4-g2.xlsx",
    "/pairs/inovcluster/valorial.json",
    "/pairs/inovcluster/valorial.csv",
    "/pairs/inovcluster/valorial.xlsx",
    "/pairs/profile/valorial.json?sectors=food-processing",
    "/pairs/profile/valorial.csv?sectors=food-processing",
    "/pairs/profile/valorial.xlsx?sectors=food-processing",
    "/network.json",
    "/network.csv",
    "/network.xlsx",
    "/network.json?between=photonics&and=health",
    "/network.csv?between=photonics&and=health",
    "/map.json",
    "/map.csv",
    "/map.xlsx?only_sectors=food-processing",
    "/markets.json",
    "/markets.csv",
    "/markets.xlsx",
    "/markets.json?absent=food-processing&present=paper-packaging",
    "/markets.csv?absent=food-processing&present=paper-packaging",
    "/markets.json?all=BR,IN,JP",
    "/markets.csv?all=BR,IN,JP",
    "/markets/over-time.csv",
    "/markets/over-time.xlsx",
    "/markets/BR.json",
    "/markets/BR.csv",
    "/markets/BR.xlsx",
    "/codes.json?words=wine",
    "/codes.csv?words=wine",
    "/codes.xlsx?words=wine",
    "/shortlist.json?shortlist=valorial,wagralim",
    "/shortlist.csv?shortlist=valorial,wagralim&asking=cluster%3Dinovcluster",
    "/shortlist.xlsx?shortlist=valorial,wagralim&asking=cluster%3Dinovcluster",
    "/complete.json?clusters=valorial,wagralim",
    "/complete.csv?clusters=valorial,wagralim",
    "/complete.xlsx?clusters=valorial,wagralim",
    "/consortium.json?start=inovcluster",
    "/consortium.csv?start=inovcluster",
    "/consortium.xlsx?start=inovcluster",
    "/about.json",
    "/about/backtest.json",
)


@dataclass(eq=False)
class Element:
    """One element with its attributes, what it is inside of, and all text inside.

    Two of the same looks are two: an element equals itself alone.
    """

    name: str
    attributes: dict[str, str]
    inside: tuple[Element, ...]
    said: list[str] = field(repr=False)
    """All text of the page, of which what stands inside goes from `start` to `end`."""
    start: int
    end: int | None = None

    @property
    def text(self) -> str:
        return " ".join("".join(self.said[self.start : self.end]).split())

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
        self._said: list[str] = []
        if not self._read_plain(html):
            self.elements, self._open, self._said = [], [], []
            self.feed(html)
            self.close()

    def _read_plain(self, html: str) -> bool:
        """Read a page that is written plainly; whether it is."""
        at = len(_DOCTYPE) if html.startswith(_DOCTYPE) else 0
        for match in _PLAIN.finditer(html, at):
            if match.start() != at:
                return False
            at = match.end()
            text, closing, tag, attributes = match.groups()
            if text:
                self.handle_data(unescape(text))
            elif closing:
                self.handle_endtag(tag)
            else:
                found = _ATTRIBUTE.findall(attributes) if attributes else ()
                self.handle_starttag(tag, [(n.lower(), unescape(v)) for n, v in found])
        return at == len(html)

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        found = {name: value or "" for name, value in attributes}
        element = Element(tag, found, tuple(self._open), self._said, len(self._said))
        self.elements.append(element)
        if tag in VOID:
            element.end = element.start
        else:
            self._open.append(element)

    def updatepos(self, i: int, j: int) -> int:
        return j  # nobody asks for lines

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self._open:
            closed = self._open.pop()
            closed.end = len(self._said)
            if closed.name == tag:
                return

    def handle_data(self, data: str) -> None:
        self._said.append(data)

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
