"""The back-test page: answers, pictures and weaknesses from one stored report."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

import matcher
from matcher import PartnerRecommender, Registry
from matcher.evaluation.records import Estimate
from matcher_web import create_app
from matcher_web.about.report import BacktestReport
from matcher_web.drawing import charts
from matcher_web.drawing.charts import reliability_curve, scale_for
from tests.web.conftest import Read
from tests.web.reading import Page
from tests.web.stored import STORED

# Taken before the fixture puts the small one in its place.
SHIPPED = matcher.published_backtest


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(charts).failed == 0


def with_suggest(**changes: float) -> BacktestReport:
    first, *others = STORED.comparisons
    changed = (replace(first, **changes), *others)
    return BacktestReport(replace(STORED, comparisons=changed))


def test_the_title_is_the_answer(read: Read) -> None:
    page = read("/about/backtest")
    answer = (
        "Ranks new partners 1.02 times as well as the best simple rule, in 1 of 1 "
        "tests within chance"
    )
    assert page.one("h1").text == answer
    assert page.one("title").text.startswith(answer)
    assert answer in read("/about").one("main").text


def test_new_partners_lead_and_all_follow(read: Read) -> None:
    lede = read("/about/backtest").one("p", **{"class": "lede"}).text
    assert "easier to find: there it is at least 1.2 times as good." in lede
    new = [c for c in STORED.comparisons if c.task == "suggest new"]
    sure = tuple(replace(c, ratio=1.2, low=0.1, high=0.2) for c in new)
    more = tuple(replace(c, protocol="leave one out", ratio=1.4) for c in sure)
    told = BacktestReport(replace(STORED, comparisons=(*sure, *more))).title
    assert (
        told == "Ranks new partners 1.20 to 1.40 times as well as the best simple rule"
    )


def test_each_question_stands_in_short_beside_simple_rules(read: Read) -> None:
    """On the latest round that was foretold; new partners among those with a past."""
    assert BacktestReport(STORED).latest == "generation 2"
    cells = [cell.text for cell in read("/about/backtest").all("th", "td")]
    at = cells.index("Times as good as the best rule")
    assert cells[at - 3 : at] == ["Jaccard", "IDF cosine", "Same sector"]
    assert cells[at + 1 : at + 8] == [
        "Who are its partners? by nDCG@10",
        "40",
        "0.50 0.49 to 0.60",
        "0.40",
        "not recorded",
        "not recorded",
        "1.25 1.20 to 1.30 better",
    ]
    assert cells[at + 8 : at + 11] == [
        "Who are its new partners? among clusters with a past by nDCG@10",
        "40",
        "0.50 0.49 to 0.60",
    ]
    assert cells[at + 14] == "1.02 0.97 to 1.07 within chance"


def test_figures_with_other_cooperation_stand_apart(read: Read) -> None:
    page = read("/about/backtest")
    captions = [caption.text for caption in page.all("caption")]
    assert not any("other cooperation known" in caption for caption in captions)
    assert "1.75" not in page.one("main").text
    cells = [cell.text for cell in page.all("th", "td")]
    at = cells.index("With")
    assert cells[at + 2 : at + 7] == [
        "Who are its partners?",
        "Round 2",
        "0.50",
        "0.62",
        "0.12 0.11 to 0.13",
    ]


def test_the_worst_protocol_counts_and_what_chance_could_do_is_doubted() -> None:
    assert "1.5 times" in with_suggest(ratio=1.5).all_partners
    for report in (with_suggest(low=-0.01), with_suggest(ratio=0.9)):
        assert "no better, for sure" in report.all_partners


def test_dots_stand_where_their_numbers_say() -> None:
    chart = BacktestReport(STORED).charts()[0]
    assert [system for system, _, _ in chart.rows] == [
        "this recommender",
        "Jaccard",
        "random",
    ]
    # From 0.49 to 0.6 around 0.5, on a scale that ends at 0.6.
    dot = chart.rows[0][2]
    assert dot
    assert (dot.x1, dot.x, dot.x2) == (81.667, 83.333, 100.0)


def test_nothing_asked_is_no_dot() -> None:
    assert scale_for([]).dot(Estimate(None, None, None)) is None


def test_a_curve_keeps_the_diagonal() -> None:
    curve = reliability_curve([(0.25, 0.25), (0.04, 0.09)])
    (x, y), (_, above) = curve.points
    assert (x, y) == (100.0, 0.0)
    assert above == pytest.approx(curve.height * (1 - 0.6))
    for x, y, _ in curve.ticks:
        assert x / 100 + y / curve.height == pytest.approx(1, abs=1e-3)


def test_all_figures_are_in_tables_by_task_and_slice(read: Read) -> None:
    page = read("/about/backtest")
    captions = [caption.text for caption in page.all("caption")]
    assert (
        "Who are its partners? Round 2, predicted from what was known before"
        in captions
    )
    assert "Who are its new partners? Each in its turn, predicted from all others" in (
        captions
    )
    groups = [th.text for th in page.all("th") if th.get("class") == "group"]
    assert groups[:4] == [
        "Among all clusters, 40 questions",
        "Newcomers, in no partnership before, 40 questions",
        "Those in a partnership before, 40 questions",
        "Among clusters with a past, in a partnership known by then, 40 questions",
    ]
    cells = [td.text for td in page.all("td")]
    assert "0.50 0.49 to 0.60" in cells
    assert "not asked" in cells


def test_weaknesses_come_from_the_same_numbers(read: Read) -> None:
    text = read("/about/backtest").one("main").text
    assert "0.25 against 0.50 (Round 2)" in text
    assert "Jaccard, a simple rule, does as well" in text
    assert "Within chance" in text
    # Three pairs are too few to say anything of.
    assert "given 16% on average, 9% were partners" in text


def test_the_rest_of_the_report_is_shown(read: Read) -> None:
    page = read("/about/backtest")
    assert page.one("section", **{"aria-labelledby": "curve-title"})
    text = page.one("main").text
    assert "90% of each list of ten stays" in text
    cells = [cell.text for cell in page.all("th", "td")]
    at = cells.index("Shared markets")
    assert cells[at : at + 3] == ["Shared markets", "−0.040", "0.000"]
    assert cells[at + 3 : at + 6] == ["Similar focus", "+0.012", "not asked"]
    at = cells.index("all cooperation")
    assert cells[at - 2 : at] == ["Related activities", "2018"]
    assert cells[at + 1 : at + 7] == [
        "0.40",
        "0.307",
        "0.30",
        "0.308",
        "Jaccard",
        "0.285",
    ]
    assert cells[-2:] == ["3,000", "0.320"]


def test_the_twin_is_the_stored_report(client: FlaskClient) -> None:
    twin = client.get("/about/backtest.json").json
    assert twin
    assert (twin["report"], twin["of_this_registry"]) == (STORED.to_dict(), True)


def newly(recommender: PartnerRecommender) -> FlaskClient:
    """An application that has not read the report yet."""
    return create_app({"RECOMMENDER": recommender}).test_client()


def test_what_ships_is_a_report_that_the_page_can_show(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matcher, "published_backtest", SHIPPED)
    stored = SHIPPED()
    assert BacktestReport(stored).title != "How well it predicts"
    client = newly(recommender)
    text = client.get("/about/backtest").text
    for system in {row.system for row in stored.rows} - {"this recommender"}:
        assert system in text
    assert client.get("/about").status_code == 200


def test_figures_of_another_registry_are_not_claimed(registry: Registry) -> None:
    other = Registry(registry.clusters[:40], (), (), registry.vocabulary)
    recommender = PartnerRecommender().fit(other)
    client = create_app({"RECOMMENDER": recommender}).test_client()
    page = Page(client.get("/about/backtest").text)
    assert "of the registry that ships" in page.one("p", **{"class": "note"}).text
    assert "another one is served here" in client.get("/about").text
    twin = client.get("/about/backtest.json").json
    assert twin
    assert twin["of_this_registry"] is False


def test_what_goals_gain_is_drawn_and_told(read: Read) -> None:
    goals = SHIPPED().goals
    report = BacktestReport(replace(STORED, goals=goals))
    assert report.goal_in_use
    off, used = report.goal_in_use
    assert (off.factor, used.factor) == (0, 1)
    # From what is learnt alone, at the right below, to the left and up.
    assert [trade.words for trade in report.trades][:2] == ["off", "0.25 times"]
    xs, ys = zip(*((trade.x, trade.y) for trade in report.trades), strict=True)
    assert list(xs) == sorted(xs, reverse=True)
    assert list(ys) == sorted(ys, reverse=True)


def test_pages_show_what_the_published_goals_gain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matcher, "published_backtest", SHIPPED)
    pages = create_app().test_client()
    for address in ("/about", "/about/backtest"):
        text = Page(pages.get(address).text).one("main").text
        assert "48% of the wanted markets are served with the goal" in text
