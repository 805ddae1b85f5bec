"""Time, size and memory of every page and twin on a registry of 17,000 clusters.

``python tests/bench/large_pages.py`` draws such a registry, fits it, answers each main
page once, as a server does when it starts, and then asks for every page and twin twice:
as an address without fields, and as the widest ones. It prints a line an address: the
processor seconds of the first answer and of the second, the size of the answer, and how
much memory the process grew to while it answered. What takes more than `SECONDS`, or
`MEGABYTES` more than the warm server, is marked. Processor seconds, since others may
work on the same machine; an idle one takes as long by the clock. ``--only`` keeps the
addresses that match a pattern, ``--n`` takes another size.

With 7,142 partnerships, on two busy cores, all hold. A consortium to build takes 0.7 s
at first, to who is described each time; before what one page asks thrice was worked out
once, they took 1.2 and 1.3 s, and twenty members that are named, beside two others, 1.8
instead of 0.7. The most of others take two of the largest partnerships (0.98 s at
first), twenty clusters to complete (0.85 s each time, 130 MB) and a table of all
clusters (0.73 s).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from flask import Flask

sys.path.insert(0, str(Path(__file__).parents[2]))

from matcher import PartnerRecommender, Registry, load_registry
from matcher.registry.synth.drawing import synthesise
from matcher_web import create_app, warm
from tests.bench.measuring import in_words, machine, peak_megabytes

N = 17_000
SECONDS = 1.0
MEGABYTES = 500.0
ENDINGS = ("", ".json", ".csv", ".xlsx")

LISTS = ("/clusters", "/partnerships", "/synergies", "/network", "/map")
"""What is narrowed by facets, searched, sorted and paged."""

NEEDED = {
    "compare": "?ids={left}&ids={right}",
    "complete": "?clusters={left},{right}",
    "shortlist": "?shortlist={left},{right}",
    "suggestions": "?cluster={cluster}",
    "profile_pair": "?country=PT&sectors=food-processing&focus=olive+oil",
}
"""What pages cannot do without, by their name."""

WIDE = (
    "/synergies?programme=all&lens=together",
    "/synergies?programme=all&lens=shared_members&different_sectors=1",
    "/network?programme=all&page=last",
    "/network?kind=agreement",
    "/network?kind=network",
    "/network?programme=all&community=1",
    "/network?programme=all&search=energy",
    "/network?programme=all&only_countries=DE&only_sectors=medical-devices",
    "/network?between=photonics&and=health",
    "/network?between=photonics&and=health&programme=all",
    "/network?between=ecosystem:digital&and=ecosystem:agri-food&programme=all",
    "/markets?k=100",
    "/markets?by=sectors&k=100&sort=name",
    "/markets?by=technologies&k=100",
    "/markets?activity=ecosystem:digital&k=100",
    "/markets?absent=ecosystem:agri-food&present=ecosystem:digital&k=100",
    "/markets?all=BR&all=IN&all=JP",
    "/markets?all=US",
    "/suggestions?cluster={cluster}&k=100",
    "/suggestions?cluster={cluster}&k=100&include_gone=1&new_partners_only=1"
    "&weight_shared_markets=2&weight_another_country=0",
    "/suggestions?country=PT&sectors=food-processing&markets=BR&focus=Olive+oil&k=100",
    "/suggestions?focus=smart+packaging+for+food&k=100",
    "/suggestions?cluster={cluster}&k=100&want_markets=JP,BR&must=markets",
    "/suggestions?cluster={cluster}&k=100&want_markets=JP,BR&want_countries=DE,FR"
    "&want_sectors=food-processing&want_experience=1&only_markets=US",
    "/complete?clusters={twenty}&k=100&asking=cluster={cluster}%26want_markets=JP",
    "/consortium?start={cluster}&want_markets=JP,BR",
    "/shortlist?shortlist={twenty}&asking=cluster={cluster}%26want_markets=JP",
    "/consortium?start={cluster}&want_markets=JP,BR",
    "/consortium?members={twenty}&want_markets=JP,BR,US,CN&beside={left},{right}",
    "/consortium?start={cluster}&size=12-20&want_markets=JP,BR,US,CN&must=markets",
    "/consortium?country=PT&sectors=food-processing&focus=olive+oil&want_markets=JP,BR",
    "/clusters?shortlist={twenty}&asking=cluster={cluster}",
    "/clusters/{cluster}?shortlist={twenty}&asking=cluster={cluster}",
    "/markets/{code}?shortlist={twenty}&asking=cluster={cluster}",
    "/markets/{code}?by=sectors&k=100",
    "/markets/{code}?activity=ecosystem:digital",
    "/?cluster={cluster}",
    "/clusters?only_sectors=food-processing,plastics&all_of=only_sectors&past=partner",
    "/clusters?only_countries=DE,FR,IT,ES&sort=-members&page=last",
    "/partnerships?programme=all&page=last&sort=-markets",
)
"""The most that may be asked of each page; ``last`` is the last page of its list."""


@dataclass(frozen=True)
class Cost:
    """What one address cost.

    Parameters
    ----------
    address : str
    status : int
    first, again : float
        Processor seconds.
    kilobytes : float
        Of the answer.
    megabytes : float
        How much more than the warm server the process held while it answered.
    """

    address: str
    status: int
    first: float
    again: float
    kilobytes: float
    megabytes: float

    @property
    def over(self) -> bool:
        """Whether it costs more than any page may, or is no page at all."""
        slow = max(self.first, self.again) > SECONDS
        return slow or self.megabytes > MEGABYTES or self.status != 200

    def __str__(self) -> str:
        mark = "  OVER" if self.over else ""
        mark += "" if self.status == 200 else f"  {self.status}"
        return (
            f"{self.first:8.2f} {self.again:7.2f} {self.kilobytes:9.0f} "
            f"{self.megabytes:7.0f}  {self.address}{mark}"
        )


def largest(registry: Registry) -> dict[str, str]:
    """What stands in the addresses: those of whom most is recorded."""
    clusters = Counter({i: len(t) for i, t in registry.partnerships_of.items()})
    twenty = [one for one, _ in clusters.most_common(20)]
    teams = Counter({i: len(m) for i, m in registry.members_of.items()})
    markets = Counter(m for p in registry.partnerships for m in p.target_markets)
    (team, _), (other, _) = teams.most_common(2)
    return {
        "cluster_id": twenty[0],
        "cluster": twenty[0],
        "left": twenty[0],
        "right": twenty[1],
        "twenty": ",".join(twenty),
        "partnership_id": team,
        "other": other,
        "code": markets.most_common(1)[0][0],
    }


def addresses(app: Flask, registry: Registry) -> Iterator[str]:
    """Every page and twin as it is, and then the widest of them."""
    known = largest(registry)
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: r.rule):
        if rule.endpoint == "static":
            continue
        named = dict(known)
        if rule.endpoint.startswith("synergy"):
            named |= {"left": known["partnership_id"], "right": known["other"]}
        page = re.sub("_(json|csv|xlsx)$", "", rule.endpoint)
        query = NEEDED.get(page, "").format(**known)
        yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).format(**named) + query
    wide = (one.format(**known) for one in (*narrowed(), *WIDE))
    yield from (twin for one in wide for twin in twins_of(app, one))


def narrowed() -> Iterator[str]:
    """All of each list, and what is found in it."""
    for path in LISTS:
        yield path if path == "/clusters" else f"{path}?programme=all"
        if path != "/map":
            yield f"{path}?search=innovation+cluster"


def twins_of(app: Flask, address: str) -> Iterator[str]:
    """An address and the same of every format that there is."""
    path, mark, query = address.partition("?")
    pages = app.url_map.bind("")
    for ending in ENDINGS:
        twin = f"{path}{ending}" if path != "/" or not ending else f"/index{ending}"
        # An ending is no part of an id.
        if pages.test(twin) and pages.match(twin)[0].endswith(ending.replace(".", "_")):
            yield f"{twin}{mark}{query}"


def cost(app: Flask, address: str, warm_megabytes: float) -> Cost:
    """What an address costs, asked twice."""
    client = app.test_client()
    forget_peak()
    before = time.process_time()
    client.get(address, buffered=True)
    between = time.process_time()
    answer = client.get(address, buffered=True)
    after = time.process_time()
    return Cost(
        address,
        answer.status_code,
        first=between - before,
        again=after - between,
        kilobytes=len(answer.data) / 1024,
        megabytes=peak_megabytes() - warm_megabytes,
    )


def last_page(app: Flask, address: str) -> str:
    """The address with the number of its last page, where it asks for the last."""
    if "page=last" not in address:
        return address
    path, _, query = address.replace("page=last", "page=1").partition("?")
    path = re.sub(r"\.(json|csv|xlsx)$", "", path)
    html = app.test_client().get(f"{path}?{query}").text
    pages = [int(number) for number in re.findall(r"[?&;]page=(\d+)", html)]
    return address.replace("page=last", f"page={max(pages, default=1)}")


def forget_peak() -> None:
    """Let the system measure the peak of the process anew, where it can."""
    reset = Path("/proc/self/clear_refs")
    if reset.exists():
        reset.write_text("5")


def measured(app: Flask, wanted: Iterable[str]) -> Iterator[Cost]:
    """What each address costs beside the warm server."""
    forget_peak()
    held = peak_megabytes()
    for address in wanted:
        yield cost(app, last_page(app, address), held)


def main() -> int:
    """Print what every address costs; the exit code tells whether all hold."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--n", type=int, default=N, help="clusters to draw")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a pattern for addresses")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    start = time.process_time()
    registry = synthesise(load_registry(), asked.n, asked.seed)
    app = create_app({"RECOMMENDER": PartnerRecommender().fit(registry)})
    fitted = time.process_time()
    warm(app)
    started = {"fit": fitted - start, "warm": time.process_time() - fitted}
    wanted = [
        a for a in dict.fromkeys(addresses(app, registry)) if re.search(asked.only, a)
    ]
    if asked.json:
        costs = [asdict(one) for one in measured(app, wanted)]
        print(json.dumps({"machine": machine(), "seconds": started, "pages": costs}))
        return 0
    print(in_words(machine()))
    print(
        f"{len(registry.clusters):,} clusters, {len(registry.partnerships):,} "
        f"partnerships; drawn and fitted in {started['fit']:.1f} s, main pages "
        f"answered once in {started['warm']:.1f} s\n"
    )
    print(f"{'first s':>8} {'again s':>7} {'kB':>9} {'MB':>7}")
    n_over = 0
    for one in measured(app, wanted):
        print(one, flush=True)
        n_over += one.over
    print(f"\n{n_over} of {len(wanted)} take more than they may")
    return bool(n_over)


if __name__ == "__main__":
    sys.exit(main())
