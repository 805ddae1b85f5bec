"""Takes pictures of the running application, for README and for looking at.

``python tests/browser/screenshots.py`` writes the few that README shows into
``tests/browser/pictures``. With a folder as argument, every page is taken there at
each width, light and dark.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser.serving import FLAGS, find_chromium, serving

ASKED = (
    "asking=country%3DPT%26sectors%3Dfood-processing%26markets%3DBR%26markets%3DJP"
    "&shortlist=valorial,wagralim,aei-textils"
)
PAGES = {
    "home": "/",
    "home-error": "/suggestions?cluster=inov&k=abc",
    "home-filled": "/?country=PT&sectors=food-processing&technologies=food-technology"
    "&markets=BR&focus=Olive+oil",
    "suggestions": "/suggestions?cluster=foodvalley-nl",
    "suggestions-filtered": "/suggestions?cluster=inovcluster&only_countries=ES"
    "&only_countries=FR&new_partners_only=1",
    "suggestions-described": "/suggestions?country=PT&sectors=food-processing"
    "&technologies=food-technology&markets=BR&focus=Olive+oil+and+cheese",
    "suggestions-weighed": "/suggestions?cluster=inovcluster&k=5"
    "&weight_shared_markets=2&weight_already_partners=0",
    "pair": "/pairs/inovcluster/agrocluster-ribatejo",
    "pair-described": "/pairs/profile/valorial?sectors=food-processing&country=PT",
    "clusters": "/clusters",
    "clusters-photonics-health": "/clusters?only_technologies=photonics"
    "&only_ecosystems=health",
    "clusters-none": "/clusters?search=fotonics&only_countries=PT&only_markets=NA",
    "compare": "/clusters/compare?ids=inovcluster&ids=wagralim&ids=valorial"
    "&ids=foodvalley-nl",
    "cluster": "/clusters/inovcluster",
    "cluster-asked": f"/clusters/valorial?{ASKED}",
    "shortlist": f"/shortlist?{ASKED}&note_wagralim=Ask+Maria+whom+to+call",
    "shortlist-empty": "/shortlist",
    "consortium-empty": "/consortium",
    "consortium": "/consortium?start=inovcluster&want_markets=JP,BR,KE"
    "&call=COS-CLUSINT-2020-3-01/A",
    "consortium-beside": "/consortium?start=inovcluster&want_markets=JP,BR"
    "&members=inovcluster,valorial,wagralim&beside=inovcluster,valorial,vitagora",
    "compare-asked": f"/clusters/compare?ids=valorial&ids=wagralim&{ASKED}",
    "complete": f"/complete?clusters=valorial,wagralim&{ASKED}",
    "partnerships": "/partnerships",
    "partnerships-markets": "/partnerships?only_markets=BR&only_markets=IN"
    "&only_markets=JP&all_of=only_markets",
    "partnership": "/partnerships/adpack-g1",
    "partnership-rail": "/partnerships/peres-g2",
    "synergies": "/synergies",
    "synergies-together": "/synergies?lens=together&only_markets=JP"
    "&different_sectors=1",
    "synergies-empty": "/synergies?lens=shared_members&only_markets=JP"
    "&different_sectors=1&generation=1",
    "synergy": "/synergies/adpack2-g2/nf4-g2",
    "markets": "/markets",
    "markets-sectors": "/markets?by=sectors",
    "markets-absent": "/markets?absent=food-processing&present=paper-packaging",
    "markets-together": "/markets?all=BR&all=IN&all=JP",
    "market": "/markets/BR",
    "market-white": "/markets/AE?activity=ecosystem:textile",
    "network": "/network",
    "network-community": "/network?community=3",
    "network-found": "/network?only_countries=DE&generation=2",
    "network-bridges": "/network?between=photonics&and=health",
    "map": "/map",
    "map-food": "/map?only_sectors=food-processing",
    "codes": "/codes?words=wine",
    "about": "/about",
    "backtest": "/about/backtest",
    "error": "/clusters/nowhere",
}
WIDTHS = (360, 900, 1400)
SCROLLED_TO = {"pair": "#waterfall-title"}
FOR_README = (
    ("home", 1400, 900),
    ("suggestions", 1400, 1000),
    ("pair", 900, 900),
    ("synergies", 1100, 1150),
)


def take(
    browser: Browser, url: str, file: Path, width: int, scheme: str, height: int = 0
) -> None:
    """One picture; of the whole page where no height is given."""
    page = browser.new_page(
        viewport={"width": width, "height": height or 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(url)
    page.screenshot(path=file, full_page=not height)
    page.close()


def main(arguments: list[str]) -> None:
    """Take the pictures for README, or all of them into a folder."""
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=FLAGS
        )
        if arguments:
            folder = Path(arguments[0])
            folder.mkdir(parents=True, exist_ok=True)
            for name in arguments[1:] or PAGES:
                for width in WIDTHS:
                    for scheme in ("light", "dark"):
                        file = folder / f"{name}-{width}-{scheme}.png"
                        take(browser, address + PAGES[name], file, width, scheme)
        else:
            folder = Path(__file__).parent / "pictures"
            folder.mkdir(exist_ok=True)
            for name, width, height in FOR_README:
                file = folder / f"{name}.png"
                url = address + PAGES[name] + SCROLLED_TO.get(name, "")
                take(browser, url, file, width, "light", height)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
