"""Questions of staff, answered from the front page in at most three clicks each.

Typing in a field and choosing with the keyboard are no clicks; sending a form is one.
What a page says is held against the recommender and the registry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from matcher import PartnerRecommender, Registry, widen_markets
from matcher.explore.activities import Activity
from matcher.explore.lineage import relatives
from matcher.explore.network.connecting import connectors
from matcher.explore.synergies.landscape import Landscape
from matcher_web.wording import score_text, signed
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

MOST_CLICKS = 3


@dataclass
class Desk:
    """Somebody at a desk who counts what they press with the mouse."""

    page: Page
    n_clicks: int = 0

    def click(self, what: Locator) -> None:
        self.n_clicks += 1
        assert self.n_clicks <= MOST_CLICKS, "it takes too many clicks"
        what.click()

    def enter(self, words: str) -> None:
        """Open an entry of the main navigation."""
        navigation = self.page.get_by_role("navigation", name="Main")
        self.click(navigation.get_by_role("link", name=words, exact=True))

    def press(self, words: str) -> None:
        self.click(self.page.get_by_role("button", name=words, exact=True).first)

    def tick(self, box: Locator) -> None:
        """Choose a box with the keyboard, which only reaches what is shown."""
        box.focus()
        expect(box).to_be_focused()
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def fill(self, label: str, words: str) -> None:
        self.page.get_by_label(label).fill(words)

    def choose(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=words)


@pytest.fixture
def desk(visit: Visit) -> Desk:
    return Desk(visit.open("/"))


def opened(links: Locator) -> list[str]:
    """The ids that links lead to, in order; the first is in view without more ado."""
    expect(links.first).to_be_visible()
    addresses: list[str] = links.evaluate_all("(all) => all.map((a) => a.pathname)")
    return [address.rpartition("/")[2] for address in addresses]


def texts(found: Locator) -> list[str]:
    expect(found.first).to_be_visible()
    return [" ".join(text.split()) for text in found.all_text_contents()]


def test_which_partnerships_target_brazil_india_and_japan_at_once(
    desk: Desk, registry: Registry
) -> None:
    desk.enter("Partnerships")
    page = desk.page
    desk.click(page.locator(".facet summary", has_text="Market"))
    markets = page.get_by_role("group", name="Market")
    for words in ("All that I choose", "Brazil", "India", "Japan"):
        desk.tick(markets.get_by_label(words))
    desk.press("Show")

    table = page.get_by_role("region", name="Partnerships found")
    found = opened(table.locator("tbody th a"))
    wanted = {"BR", "IN", "JP"}
    assert found
    assert set(found) == {
        partnership.id
        for partnership in registry.partnerships
        if wanted <= widen_markets(partnership.target_markets, registry.vocabulary)
    }


def test_who_are_the_best_three_for_a_rail_partnership_outside_its_members(
    desk: Desk, recommender: PartnerRecommender
) -> None:
    rail = "peres-g2"
    desk.enter("Partnerships")
    desk.fill("Search acronyms, names, members", "rail")
    desk.press("Show")
    desk.click(desk.page.locator(f"tbody th a[href$='/{rail}']"))

    answer = desk.page.get_by_role("region", name="Who would complete it")
    three = opened(answer.locator(".short-head a.strong"))[:3]
    new = recommender.answer(rail, k=3).suggestions
    assert three == [suggestion.cluster.id for suggestion in new]
    assert not {*three} & {*recommender.registry.members_of[rail]}


def test_where_are_food_clusters_absent_but_packaging_clusters_go(
    desk: Desk, registry: Registry
) -> None:
    desk.enter("Markets")
    desk.choose("Who is absent", "Food Processing and Manufacturing")
    desk.choose("Who goes there", "Paper and Packaging")
    desk.press("Compare")

    def goes(sector: str) -> set[str]:
        clusters = [c for c in registry.clusters if sector in c.sectors]
        teams = [p for p in registry.partnerships if sector in p.sectors]
        found = {market for c in clusters for market in registry.markets_of(c.id)}
        return found | {market for team in teams for market in team.target_markets}

    found = opened(desk.page.get_by_role("region", name="The answer").locator("h2 a"))
    assert found
    assert set(found) == goes("paper-packaging") - goes("food-processing")


def test_which_clusters_bridge_photonics_and_health(
    desk: Desk, registry: Registry
) -> None:
    desk.enter("Network")
    desk.choose("Between", "Photonics")
    desk.choose("And", "Health")
    desk.press("Show bridges")

    expect(desk.page.get_by_role("heading", level=1)).to_have_text(
        "Which clusters bridge Photonics and Health?"
    )
    table = desk.page.get_by_role("region", name="Clusters that bridge both")
    found = opened(table.locator("tbody th a"))
    photonics = Activity("technologies", "photonics")
    health = Activity("ecosystems", "health")
    first = [p.id for p in registry.partnerships if p.programme == "escp-4i"]
    expected = connectors(registry.only(first), photonics, health)
    assert found == [bridge.cluster.id for bridge in expected[: len(found)]]
    assert len(found) >= 10


def test_what_do_two_partnerships_share_and_why_do_they_score_so(
    desk: Desk, recommender: PartnerRecommender
) -> None:
    left, right = "adpack2-g2", "nf4-g2"
    registry = recommender.registry
    desk.enter("Synergies")
    desk.choose("One partnership", registry.title_of(left))
    desk.choose("and another", registry.title_of(right))
    desk.press("Open the pair")

    listed = recommender.synergies(left, k=len(registry.partnerships))
    synergy = next(s for s in listed if s.partnership.id == right)
    page = desk.page
    assert texts(page.locator(".head .reasons li")) == list(synergy.reasons)
    assert page.locator(".fit data").get_attribute("value") == str(synergy.score)
    desk.click(page.locator("summary", has_text="how the score adds up"))
    steps = texts(page.locator(".step-value"))
    assert steps[-1] == score_text(synergy.score)
    for part in synergy.contributions:
        assert signed(part.contribution) in steps
    both = {*registry.partnership(left).target_markets}
    both &= {*registry.partnership(right).target_markets}
    shared = page.locator(".facts > div", has_text="Markets of both")
    assert set(texts(shared.locator("li"))) == {
        registry.vocabulary.label(market) for market in both
    }


def test_who_of_different_sectors_could_go_to_one_market_together(
    desk: Desk, recommender: PartnerRecommender
) -> None:
    desk.enter("Synergies")
    desk.click(desk.page.get_by_role("link", name="Different sectors, same markets"))

    best = desk.page.get_by_role("region", name="The best pairs").locator("tbody tr")
    left, right = best.first.locator("th a").evaluate(
        "(a) => a.pathname.split('/').slice(-2)"
    )
    registry = recommender.registry
    pair = [registry.partnership(partnership) for partnership in (left, right)]
    assert not {*pair[0].sectors} & {*pair[1].sectors}
    assert {*pair[0].target_markets} & {*pair[1].target_markets}
    values = Landscape(recommender).values("together")
    told = best.first.locator("data").first.get_attribute("value")
    assert told is not None
    assert float(told) == values[~np.isnan(values)].max()


def test_who_goes_to_mexico(desk: Desk, registry: Registry) -> None:
    desk.enter("Markets")
    table = desk.page.get_by_role("region", name="Markets over time")
    desk.click(table.get_by_role("link", name="Mexico"))

    rows = desk.page.get_by_role("region", name="Partnerships").locator("tbody tr")
    by_name = rows.filter(has_not=desk.page.locator(".badge"))
    assert set(opened(by_name.locator("th a"))) == {
        partnership.id
        for partnership in registry.partnerships
        if "MX" in partnership.target_markets
    }


def test_what_do_two_clusters_have_side_by_side(
    desk: Desk, recommender: PartnerRecommender
) -> None:
    left, right = "packbridge", "packaging-cluster"
    desk.enter("Clusters")
    desk.fill("Search names", "packaging")
    desk.press("Show")
    for cluster in (left, right):
        desk.tick(desk.page.locator(f"#pick-{cluster}"))
    desk.press("Compare those chosen")

    table = desk.page.get_by_role("region", name="How well each two fit")
    told = table.locator("data").first.get_attribute("value")
    assert told == str(recommender.explain(left, right).score)


def test_whom_should_a_cluster_meet_that_it_never_worked_with(
    desk: Desk, recommender: PartnerRecommender
) -> None:
    desk.fill("Name of your cluster", "InovCluster")
    desk.press("Show partners")
    expected = recommender.suggest("inovcluster", k=10, new_partners_only=True)
    cards = desk.page.get_by_role("region", name="New partners").locator("h3 a")
    assert opened(cards) == [s.cluster.id for s in expected]
    assert not any(s.known_partner for s in expected)


def test_why_is_the_best_partner_of_a_cluster_the_best(
    desk: Desk, recommender: PartnerRecommender
) -> None:
    desk.fill("Name of your cluster", "InovCluster")
    desk.press("Show partners")
    desk.click(desk.page.get_by_role("link", name="Why this pair").first)

    best = recommender.suggest("inovcluster", k=1, new_partners_only=True)[0]
    assert desk.page.url.endswith(f"/pairs/inovcluster/{best.cluster.id}")
    assert texts(desk.page.locator(".head .reasons li")) == list(best.reasons)
    desk.click(desk.page.get_by_text("The numbers: how the score adds up"))
    steps = texts(desk.page.locator(".step-value"))
    assert steps[0] == signed(best.intercept)
    assert steps[-1] == score_text(best.score)


def test_what_came_after_a_partnership(desk: Desk, registry: Registry) -> None:
    desk.enter("Partnerships")
    desk.fill("Search acronyms, names, members", "adpack")
    desk.press("Show")
    desk.click(desk.page.locator("tbody th a[href$='/adpack-g1']"))

    line = desk.page.get_by_role("region", name="What came before and after")
    found = relatives(registry, "adpack-g1")
    assert set(opened(line.locator("li a"))) == {r.partnership.id for r in found}
    assert "adpack2-g2" in opened(line.locator("li a"))
