"""All pairs of partnerships by hand, then on the shipped registry."""

from __future__ import annotations

from itertools import combinations
from json import loads

import numpy as np
import pytest
from typer.testing import CliRunner

from matcher import (
    Cluster,
    FilterError,
    Member,
    PartnerRecommender,
    Partnership,
    Registry,
    UnknownPartnership,
)
from matcher.cli import app
from matcher.explore.synergies.landscape import Landscape
from matcher.explore.synergies.lenses import LENSES
from tests.toy import VOCABULARY, block_registry

NAMES = [lens.name for lens in LENSES]

# Packaging and food were in a partnership together, furniture with nobody else.
SECTORS = {
    "packer": ("paper-packaging",),
    "cook": ("food-processing",),
    "joiner": ("furniture",),
}


def toy_registry(*partnerships: Partnership) -> Registry:
    """Three clusters; packer and cook were in "past" together."""
    clusters = tuple(
        Cluster(id=name, name=name, sectors=codes, country="DE")
        for name, codes in SECTORS.items()
    )
    past = Partnership(id="past", acronym="PAST")
    members = (
        Member(partnership="past", cluster="cook"),
        Member(partnership="past", cluster="packer"),
    )
    return Registry(clusters, (past, *partnerships), members, VOCABULARY)


def going(name: str, sector: str, *markets: str) -> Partnership:
    return Partnership(id=name, acronym=name, sectors=(sector,), target_markets=markets)


def landscape_of(*partnerships: Partnership) -> Landscape:
    return Landscape(PartnerRecommender().fit(toy_registry(*partnerships)))


def ids(landscape: Landscape, lens: str) -> list[tuple[str, ...]]:
    """Pairs in the order of a lens, by their ids."""
    everything = np.ones((len(landscape.partnerships),) * 2, dtype=bool)
    return [
        tuple(landscape.partnerships[position].id for position in pair)
        for pair in landscape.pairs(lens, everything)
    ]


@pytest.fixture(scope="module")
def to_japan() -> Landscape:
    """Food twice, packaging and furniture to Japan; packaging to Brazil."""
    return landscape_of(
        going("food-a", "food-processing", "JP"),
        going("food-b", "food-processing", "JP"),
        going("pack-br", "paper-packaging", "BR"),
        going("pack-jp", "paper-packaging", "JP"),
        going("wood", "furniture", "JP"),
    )


@pytest.fixture(scope="module")
def shipped(recommender: PartnerRecommender) -> Landscape:
    return Landscape(recommender)


def test_different_sectors_to_the_same_market_come_first_together(
    to_japan: Landscape,
) -> None:
    assert ids(to_japan, "together")[:2] == [
        ("food-a", "pack-jp"),
        ("food-b", "pack-jp"),
    ]
    place = to_japan.registry.position
    together = to_japan.values("together")
    # Market {JP} for both: 1 / (1 + 1 - 1 + 1). Sectors of different ecosystems. Of 15
    # pairs the four of food with packaging are the most related.
    assert together[place("food-a"), place("pack-jp")] == pytest.approx(0.5 * 11 / 14)
    assert together[place("food-a"), place("food-b")] == 0
    assert together[place("food-a"), place("pack-br")] == 0
    assert together[place("food-a"), place("wood")] == 0
    assert np.isnan(together[place("past")]).all()


def test_the_score_itself_puts_the_same_sector_first(to_japan: Landscape) -> None:
    first, second = ids(to_japan, "alike")[:2]
    assert {first, second} == {("food-a", "food-b"), ("pack-br", "pack-jp")}


def test_same_markets_counts_regions_half_and_more_for_many() -> None:
    landscape = landscape_of(
        going("asia", "textile", "ASEAN"),
        going("both", "textile", "JP", "SG"),
        going("city", "textile", "SG"),
        going("same", "textile", "JP", "SG"),
        going("south", "textile", "BR"),
    )
    place = landscape.registry.position
    markets = landscape.values("same_markets")

    def between(left: str, right: str) -> float:
        return float(markets[place(left), place(right)])

    assert between("both", "same") == pytest.approx(2 / (2 + 1))
    assert between("both", "city") == pytest.approx(1 / (2 + 1))
    assert between("asia", "city") == pytest.approx(0.5 / (1.5 + 1))
    assert between("asia", "both") == pytest.approx(0.5 / (2.5 + 1))
    assert between("both", "south") == 0
    assert np.isnan(markets[place("past")]).all()


def test_shared_members_are_counted_where_members_are_known() -> None:
    registry = block_registry()
    extra = Partnership(id="extra", acronym="EXTRA")
    empty = Partnership(id="unknown", acronym="UNKNOWN")
    members = tuple(
        Member(partnership="extra", cluster=cluster)
        for cluster in ("chips-0", "food-0", "food-1")
    )
    landscape = Landscape(
        PartnerRecommender().fit(
            Registry(
                registry.clusters,
                (*registry.partnerships, extra, empty),
                (*registry.members, *members),
                VOCABULARY,
            )
        )
    )
    place = landscape.registry.position
    shared = landscape.values("shared_members")
    assert shared[place("extra"), place("food-g1")] == 2
    assert shared[place("extra"), place("chips-g1")] == 1
    assert shared[place("extra"), place("space-g1")] == 0
    assert np.isnan(shared[place("unknown")]).all()


def test_different_sectors_need_both_sides_to_state_some(to_japan: Landscape) -> None:
    place = to_japan.registry.position
    different = to_japan.different_sectors
    assert different[place("food-a"), place("wood")]
    assert not different[place("food-a"), place("food-b")]
    assert not different[place("past")].any()


def test_ties_go_by_score_then_by_id_and_unknown_comes_last() -> None:
    landscape = landscape_of(
        going("a", "textile", "JP"),
        going("b", "furniture", "JP"),
        going("c", "textile", "JP"),
        going("d", "furniture"),
    )
    order = ids(landscape, "same_markets")
    assert order[:3] == [("a", "c"), ("a", "b"), ("b", "c")]
    assert all({"d", "past"} & set(pair) for pair in order[3:])


def test_only_kept_pairs_are_listed(to_japan: Landscape) -> None:
    kept = np.zeros((6, 6), dtype=bool)
    kept[0, 1] = kept[1, 0] = kept[4, 2] = True
    np.testing.assert_array_equal(to_japan.pairs("overall", kept), [[0, 1]])


def test_a_lens_that_does_not_exist_is_refused_with_those_that_do(
    to_japan: Landscape,
) -> None:
    with pytest.raises(FilterError, match="no lens 'alik'; did you mean 'alike'?"):
        to_japan.values("alik")
    with pytest.raises(FilterError, match="no lens 'x'; there are together, overall"):
        to_japan.usual("x")


def test_a_pair_takes_two_that_exist(to_japan: Landscape) -> None:
    with pytest.raises(UnknownPartnership, match="nobody"):
        to_japan.complement("wood", "nobody")


@pytest.mark.parametrize("n_partnerships", [0, 1])
def test_nothing_to_pair_gives_no_pairs(n_partnerships: int) -> None:
    registry = block_registry()
    few = registry.without(p.id for p in registry.partnerships[n_partnerships:])
    landscape = Landscape(PartnerRecommender().fit(few))
    everything = np.ones((n_partnerships, n_partnerships), dtype=bool)
    for lens in NAMES:
        assert landscape.values(lens).shape == (n_partnerships, n_partnerships)
        assert np.isnan(landscape.values(lens)).all()
        assert landscape.pairs(lens, everything).shape == (0, 2)
        rows = np.arange(n_partnerships)
        np.testing.assert_array_equal(landscape.order(lens, everything, rows), rows)


def test_of_many_some_stand_for_all_and_a_pair_keeps_its_value(
    shipped: Landscape, recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.explore.synergies.landscape.MOST", 30)
    standing = Landscape(recommender)
    assert len(standing.partnerships) == 30
    assert standing.partnerships[0] == shipped.partnerships[0]
    assert standing.partnerships[-1] == shipped.partnerships[-1]
    assert standing.among(p.id for p in standing.partnerships[3:7]) is standing
    asked = [p.id for p in shipped.partnerships[40:60]]
    some = standing.among(reversed(asked))
    two = standing.among([asked[3], asked[11]])
    assert [p.id for p in some.partnerships] == asked
    at = np.ix_(*[[shipped.position(id_) for id_ in asked]] * 2)
    for lens in NAMES:
        values = some.values(lens)
        alone = two.values(lens)[0, 1]
        np.testing.assert_allclose(alone, values[3, 11], atol=1e-9)
        if lens != "together":  # it counts those that stand for all
            np.testing.assert_allclose(values, shipped.values(lens)[at], atol=1e-9)
    np.testing.assert_array_equal(some.different_sectors, shipped.different_sectors[at])
    assert some.complement(asked[3], asked[11]) == shipped.complement(
        asked[3], asked[11]
    )


def test_blocks_stand_next_to_each_other() -> None:
    shuffled = [
        going(f"{letter}-{sector}", sector, "JP")
        for letter, sector in zip(
            "abcdef", ["textile", "furniture", "video"] * 2, strict=True
        )
    ]
    landscape = landscape_of(*shuffled)
    rows = np.arange(6)
    everything = np.ones((7, 7), dtype=bool)
    ordered = landscape.order("alike", everything, rows)
    sectors = [landscape.partnerships[row].sectors for row in ordered]
    assert sectors[0] == sectors[1] != sectors[2] == sectors[3] != sectors[4]


@pytest.mark.parametrize("lens", NAMES)
def test_values_are_the_same_both_ways_and_in_range(
    lens: str, shipped: Landscape
) -> None:
    values = shipped.values(lens)
    np.testing.assert_array_equal(values, values.T)
    assert np.isnan(np.diagonal(values)).all()
    assert not values.flags.writeable
    if lens in ("same_markets", "together"):
        assert 0 <= np.nanmin(values) <= np.nanmax(values) < 1


def test_overall_is_the_score_and_its_parts_are_its_parts(
    shipped: Landscape, recommender: PartnerRecommender
) -> None:
    partnerships = shipped.partnerships[::9]
    for left, right in combinations([p.id for p in partnerships], 2):
        opened = recommender.explain_synergy(left, right)
        place = shipped.registry.position(left), shipped.registry.position(right)
        assert shipped.values("overall")[place] == opened.score
        assert shipped.values("alike")[place] == pytest.approx(
            opened.parts["alike"], abs=1e-9
        )
        assert shipped.values("complementary")[place] == pytest.approx(
            opened.parts["complementary"], abs=1e-9
        )
        (complement,) = (
            c for c in opened.contributions if c.signal == "related_activities"
        )
        assert shipped.complement(left, right) == complement


def test_the_command_line_tells_the_same_score(shipped: Landscape) -> None:
    asked = ["synergies", "adpack2-g2", "--why", "nf4-g2", "--json"]
    told = loads(CliRunner().invoke(app, asked).stdout)
    place = (
        shipped.registry.position("adpack2-g2"),
        shipped.registry.position("nf4-g2"),
    )
    assert told["synergy"]["score"] == shipped.values("overall")[place]


def test_packaging_and_food_to_the_same_markets_stand_high(shipped: Landscape) -> None:
    """AdPack² and NF4 both go to Canada, China and the USA; their score is low."""
    best = ids(shipped, "together")[:10]
    assert ("adpack2-g2", "nf4-g2") in best
    assert ("adpack2-g2", "nf4-g2") not in ids(shipped, "overall")[:100]
    place = shipped.registry.position

    def n_different(lens: str) -> int:
        pairs = ids(shipped, lens)[:10]
        return sum(shipped.different_sectors[place(a), place(b)] for a, b in pairs)

    assert n_different("together") > n_different("same_markets")


def test_the_order_of_rows_is_the_same_each_time_and_groups(
    shipped: Landscape,
) -> None:
    n = len(shipped.partnerships)
    everything, rows = np.ones((n, n), dtype=bool), np.arange(n)
    first = shipped.order("overall", everything, rows)
    np.testing.assert_array_equal(first, shipped.order("overall", everything, rows))
    assert sorted(first) == rows.tolist()
    values = shipped.values("overall")
    neighbours = values[first[:-1], first[1:]].mean()
    assert neighbours > values[rows[:-1], rows[1:]].mean() + 0.5
