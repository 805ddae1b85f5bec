"""Suggestions: provable on toy blocks, lawful on real data."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import (
    Cluster,
    FilterError,
    Goals,
    Member,
    NotFitted,
    PartnerRecommender,
    Profile,
    ProfileError,
    Registry,
    Score,
    UnknownCluster,
    UnknownPartnership,
)
from tests.toy import BLOCKS, VOCABULARY, block_registry, registry_of


@pytest.fixture(scope="module")
def blocks() -> PartnerRecommender:
    return PartnerRecommender().fit(block_registry())


def ids(suggestions: list) -> list[str]:  # type: ignore[type-arg]
    return [suggestion.cluster.id for suggestion in suggestions]


def opens_exactly(score: Score) -> None:
    total = score.intercept + sum(c.contribution for c in score.contributions)
    assert total == pytest.approx(score.score, abs=1e-9)
    parts = sum(part for kind, part in score.parts.items() if kind != "goal")
    assert parts + score.intercept == pytest.approx(score.affinity, abs=1e-9)
    assert score.affinity + score.parts.get("goal", 0) == pytest.approx(
        score.score, abs=1e-9
    )
    for c in score.contributions:
        if c.value is None:
            assert c.contribution == 0
            assert not c.codes
        else:
            assert sum(k.value for k in c.codes) == pytest.approx(c.value, abs=1e-9)
            parts = c.baseline + sum(k.contribution for k in c.codes)
            assert parts == pytest.approx(c.contribution, abs=1e-9)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_partner_outside_the_block_is_never_first(
    block: str, blocks: PartnerRecommender
) -> None:
    for number in range(6):
        best = ids(blocks.suggest(f"{block}-{number}", k=5))
        assert all(cluster_id.startswith(block) for cluster_id in best), best


def test_a_described_profile_finds_its_block(blocks: PartnerRecommender) -> None:
    profile = Profile(country="PT", sectors=("textile",), target_markets=("TR",))
    assert all(i.startswith("cloth") for i in ids(blocks.suggest(profile, k=6)))


def test_a_missing_member_is_found(blocks: PartnerRecommender) -> None:
    best = ids(blocks.complete("space-g1", k=2))
    assert sorted(best) == ["space-4", "space-5"]


def test_scores_open_exactly_on_real_data(recommender: PartnerRecommender) -> None:
    for cluster in recommender.registry.clusters[::40]:
        for suggestion in recommender.suggest(cluster.id, k=5):
            opens_exactly(suggestion)
        for synergy in recommender.suggest_partnerships(cluster.id, k=3):
            opens_exactly(synergy)
    for partnership in recommender.registry.partnerships[::10]:
        for suggestion in recommender.complete(partnership.id, k=3):
            opens_exactly(suggestion)
        for synergy in recommender.synergies(partnership.id, k=3):
            opens_exactly(synergy)


def test_the_score_is_symmetric(recommender: PartnerRecommender) -> None:
    everyone = [cluster.id for cluster in recommender.registry.clusters]
    for left, right in np.random.default_rng(0).choice(everyone, (25, 2)):
        if left != right:
            there = recommender.explain(left, right)
            back = recommender.explain(right, left)
            assert there.score == pytest.approx(back.score, abs=1e-11)
            assert there.rank == back.their_rank


def test_synergy_is_symmetric(recommender: PartnerRecommender) -> None:
    there = recommender.explain_synergy("adpack-g1", "nf4-g2")
    back = recommender.explain_synergy("nf4-g2", "adpack-g1")
    assert there.score == pytest.approx(back.score, abs=1e-11)


def test_order_of_rows_and_codes_changes_nothing(registry: Registry) -> None:
    def backwards(cluster: Cluster) -> Cluster:
        return replace(cluster, sectors=cluster.sectors[::-1])

    turned = replace(
        registry,
        clusters=tuple(backwards(c) for c in registry.clusters[::-1]),
        partnerships=registry.partnerships[::-1],
        members=registry.members[::-1],
    )
    ours = PartnerRecommender().fit(registry).suggest("inovcluster")
    theirs = PartnerRecommender().fit(turned).suggest("inovcluster")
    assert [s.to_dict() for s in ours] == [s.to_dict() for s in theirs]


def test_a_consortium_of_one_behaves_like_the_cluster(
    recommender: PartnerRecommender,
) -> None:
    alone = recommender.complete(["inovcluster"], k=20)
    assert [s.to_dict() for s in alone] == [
        s.to_dict() for s in recommender.suggest("inovcluster", k=20)
    ]


def test_a_cluster_and_its_description_agree_but_for_history(
    recommender: PartnerRecommender,
) -> None:
    cluster = recommender.registry.cluster("inovcluster")
    described = Profile(
        country=cluster.country,
        sectors=cluster.sectors,
        technologies=cluster.technologies,
        target_markets=recommender.registry.markets_of(cluster.id),
        focus=cluster.focus,
    )
    by_id = recommender.explain("inovcluster", "wagralim")
    by_words = recommender.explain(described, "wagralim", goals=Goals())
    assert by_words.score == pytest.approx(by_id.score - by_id.parts["history"])


def test_a_cluster_that_is_described_anew_keeps_its_past(
    recommender: PartnerRecommender,
) -> None:
    registry = recommender.registry
    recorded = registry.cluster("inovcluster")
    assert recommender.answer(recorded) == recommender.answer("inovcluster")
    same = replace(recorded, target_markets=registry.markets_of(recorded.id))
    assert same != recorded
    before, again = (recommender.answer(one, k=500) for one in (recorded, same))
    for left, right in zip(before.suggestions, again.suggestions, strict=True):
        assert (left.cluster.id, left.score) == (right.cluster.id, right.score)
        assert right.their_rank <= left.their_rank, "a visitor stands before equals"
    known = {one.cluster.id for one in before.known_partners}
    other = replace(recorded, sectors=["textile"], technologies=[], focus="")
    found = recommender.answer(other, k=500)
    assert {one.cluster.id for one in found.known_partners} == known
    assert found.suggestions[0].score != before.suggestions[0].score
    assert recorded.id not in {one.cluster.id for one in found.suggestions}


def test_unknown_is_undefined_and_contributes_nothing(
    recommender: PartnerRecommender,
) -> None:
    best = recommender.suggest(Profile(sectors=("textile",)), k=1)[0]
    undefined = [c.signal for c in best.contributions if not c.recorded]
    assert "shared_markets" in undefined
    assert "another_country" in undefined
    assert "already_partners" in undefined
    assert all(c.contribution == 0 for c in best.contributions if not c.recorded)


def test_nobody_is_suggested_to_itself_or_to_its_consortium(
    recommender: PartnerRecommender,
) -> None:
    clusters = recommender.registry.clusters
    n_clusters = sum(not cluster.is_gone for cluster in clusters)
    assert len(recommender.suggest("inovcluster", k=10_000)) == n_clusters - 1
    assert "inovcluster" not in ids(recommender.suggest("inovcluster", k=10_000))
    members = recommender.registry.members_of["adpack-g1"]
    everyone = ids(recommender.complete("adpack-g1", k=10_000))
    assert not set(members) & set(everyone)
    assert len(everyone) == n_clusters - len(members)


def test_ranks_percentiles_and_scores_agree(recommender: PartnerRecommender) -> None:
    found = recommender.suggest("aerospace-valley", k=10_000, include_gone=True)
    scores = [s.score for s in found]
    assert scores == sorted(scores, reverse=True)
    assert [s.rank for s in found] == list(range(1, len(found) + 1))
    assert found[0].percentile > 99
    assert found[-1].percentile == 0
    third = found[2]
    back = ids(recommender.suggest(third.cluster.id, k=10_000, include_gone=True))
    assert back[third.their_rank - 1] == "aerospace-valley"  # type: ignore[operator]


def test_only_members_that_agree_are_named(recommender: PartnerRecommender) -> None:
    """Nobody is said to stand high whose two places do not show it."""
    registry = recommender.registry
    for suggestion in recommender.complete("adpack-g1", k=40):
        sentence = next((r for r in suggestion.reasons if r.startswith("High on")), "")
        for member_id in registry.members_of["adpack-g1"]:
            member = registry.cluster(member_id)
            opened = recommender.explain(member_id, suggestion.cluster.id)
            worth = sum(4 / (3 + place) for place in (opened.rank, opened.their_rank))
            name = member.short_name or member.name
            if name in sentence:
                assert worth / 2 >= 0.25, (suggestion.cluster.id, member_id)


def test_agreement_splits_over_members_and_is_nothing_in_a_pair(
    recommender: PartnerRecommender,
) -> None:
    best = recommender.complete("adpack-g1", k=1)[0]
    (agreement,) = [c for c in best.contributions if c.kind == "agreement"]
    assert best.parts["agreement"] == agreement.contribution > 0
    assert {code.code for code in agreement.codes} == set(
        recommender.registry.members_of["adpack-g1"]
    )
    assert "agreement" not in recommender.suggest("inovcluster", k=1)[0].parts


def test_ranks_agree_whether_kept_or_counted(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, others = np.arange(0, 300, 37), np.arange(5, 330, 11)
    kept = recommender.scorer.ranks_between(rows, others)
    monkeypatch.setattr("matcher.model.scoring.ranks.MOST_IN_MEMORY", 10)
    counted = recommender.scorer.ranks_between(rows, others)
    elsewhere = rows[:, None] != others
    np.testing.assert_array_equal(kept[elsewhere], counted[elsewhere])


def test_partnerships_are_told_apart_by_year(registry: Registry) -> None:
    assert registry.title_of("adpack-g1") == "AdPack"
    assert registry.title_of("foodpacklab-g1") == "FoodPackLab (2016)"
    assert registry.partnership("adpack-g1").years == "2016–2017"


def test_a_country_that_a_member_has_is_no_addition(
    recommender: PartnerRecommender,
) -> None:
    clusters = recommender.registry.clusters
    one_each = {c.country: c.id for c in clusters if c.country}
    consortium = [one_each[country] for country in sorted(one_each)[:20]]
    home = {recommender.registry.cluster(i).country for i in consortium}
    for suggestion in recommender.complete(consortium, k=1000):
        added = any(r.startswith("Adds a country") for r in suggestion.reasons)
        assert not (added and suggestion.cluster.country in home)


def test_equal_scores_rank_by_id() -> None:
    twins = [
        Cluster(id=f"twin-{letter}", name=letter, sectors=("textile",))
        for letter in "cab"
    ]
    recommender = PartnerRecommender().fit(registry_of(*twins))
    assert ids(recommender.suggest(Profile(sectors=("textile",)))) == [
        "twin-a",
        "twin-b",
        "twin-c",
    ]


def test_tiny_registries_are_answered() -> None:
    alone = registry_of(Cluster(id="only", name="Only", sectors=("textile",)))
    recommender = PartnerRecommender().fit(alone)
    assert recommender.suggest("only") == []
    indices, scores = recommender.top_pairs(5)
    assert indices.shape == scores.shape == (1, 0)
    empty = PartnerRecommender().fit(registry_of())
    assert empty.suggest(Profile(sectors=("textile",))) == []
    assert list(empty.pair_blocks()) == []


def test_batch_equals_single(recommender: PartnerRecommender) -> None:
    indices, scores = recommender.top_pairs(10)
    clusters = recommender.registry.clusters
    for row in range(0, len(clusters), 30):
        single = recommender.suggest(clusters[row].id, k=10)
        assert [clusters[i].id for i in indices[row]] == ids(single)
        np.testing.assert_array_equal(scores[row], [s.score for s in single])


def test_all_pairs_agree_with_single_questions(recommender: PartnerRecommender) -> None:
    blocks = list(recommender.pair_blocks())
    n_clusters = len(recommender.registry.clusters)
    left = np.concatenate([block.left for block in blocks])
    right = np.concatenate([block.right for block in blocks])
    assert len(left) == n_clusters * (n_clusters - 1) // 2
    assert (left < right).all()
    block = blocks[0]
    for row in range(0, len(block.left), 9_000):
        one = recommender.registry.clusters[block.left[row]].id
        other = recommender.registry.clusters[block.right[row]].id
        single = recommender.explain(one, other)
        assert single.score == block.score[row]
        assert single.rank == block.left_rank[row]
        assert single.their_rank == block.right_rank[row]
        assert single.parts["alike"] == pytest.approx(
            block.of_kind("alike")[row], abs=1e-11
        )
        assert single.parts["history"] == pytest.approx(
            block.of_kind("history")[row], abs=1e-11
        )


@pytest.mark.parametrize(
    ("filters", "allowed"),
    [
        ({"countries": ["DE", "FR"]}, lambda r, c: c.country in ("DE", "FR")),
        ({"exclude_countries": ["ES"]}, lambda r, c: c.country != "ES"),
        ({"sectors": ["textile"]}, lambda r, c: "textile" in c.sectors),
        ({"markets": ["JP"]}, lambda r, c: "JP" in r.markets_of(c.id)),
        ({"exclude": ["wagralim"]}, lambda r, c: c.id != "wagralim"),
    ],
)
def test_filters_hold_back_and_never_change_a_score(  # type: ignore[no-untyped-def]
    filters, allowed, recommender: PartnerRecommender
) -> None:
    registry = recommender.registry
    everyone = recommender.suggest("inovcluster", k=10_000)
    whole = {s.cluster.id: s.score for s in everyone}
    kept = recommender.suggest("inovcluster", k=10_000, **filters)
    expected = [i for i in whole if allowed(registry, registry.cluster(i))]
    assert ids(kept) == expected
    assert all(s.score == whole[s.cluster.id] for s in kept)


def test_a_region_filter_finds_who_targets_its_countries(
    recommender: PartnerRecommender,
) -> None:
    registry = recommender.registry
    found = recommender.suggest("inovcluster", k=1000, markets=["ASEAN"])
    reached = {m for s in found for m in registry.markets_of(s.cluster.id)}
    assert "SG" in reached
    asean = {"ASEAN", *registry.vocabulary.regions["ASEAN"]}
    for suggestion in found:
        assert asean & set(registry.markets_of(suggestion.cluster.id))


def test_new_partners_only_leaves_out_who_is_known_and_says_so(
    recommender: PartnerRecommender,
) -> None:
    kept = recommender.suggest("inovcluster", new_partners_only=True)
    assert not any(s.known_partner for s in kept)
    left_out = recommender.answer("inovcluster", new_partners_only=True).left_out
    assert left_out
    assert (
        recommender.answer("inovcluster", new_partners_only=True).known_partners == []
    )
    for held in left_out:
        assert held.filter == "new_partners_only"
        assert held.reason == "it is not a new partner"
        assert held.suggestion.known_partner


@pytest.mark.parametrize("query", ["inovcluster", "adpack-g1", "all", "profile"])
def test_an_answer_lists_new_partners_apart_from_known_ones(
    recommender: PartnerRecommender, query: str
) -> None:
    asked: str | Profile | list[str] = query
    if query == "all":
        asked = list(recommender.registry.members_of["adpack-g1"])[:2]
    if query == "profile":
        asked = Profile(sectors=("textile",))
    whole = recommender.answer(asked, k=1000)
    ask = recommender.suggest if query in ("inovcluster", "profile") else None
    ranked = (ask or recommender.complete)(asked, k=1000)  # type: ignore[arg-type]
    assert [s.cluster for s in whole.suggestions] == [
        s.cluster for s in ranked if not s.partnerships
    ]
    assert [s.cluster for s in whole.known_partners] == [
        s.cluster for s in ranked if s.partnerships
    ]
    assert bool(whole.known_partners) is (query != "profile")
    few = recommender.answer(asked, k=3)
    for name in ("suggestions", "known_partners"):
        assert getattr(few, name) == getattr(whole, name)[:3]
        ranks = [s.rank for s in getattr(whole, name)]
        assert ranks == [*range(1, len(ranks) + 1)]


def test_what_ended_can_be_had_apart(recommender: PartnerRecommender) -> None:
    every = {
        s.partnership.id for s in recommender.suggest_partnerships("valorial", 999)
    }
    ended, others = (
        recommender.suggest_partnerships("valorial", 999, ended=ended)
        for ended in (True, False)
    )
    assert {s.standing.state for s in ended} == {"ended"}
    assert others
    as_of = recommender.registry.as_of
    joined = {s.partnership.id for s in others}
    left = every - joined - {s.partnership.id for s in ended}
    for one in every:
        partnership = recommender.registry.partnership(one)
        assert partnership.may_be_joined(as_of) is (one in joined)
    for one in left:
        partnership = recommender.registry.partnership(one)
        assert partnership.kind == "agreement" or partnership.start < "2020-12"
    both = recommender.running_and_ended("valorial", 3, 2, countries=["FR"])
    asked = {"countries": ["FR"]}
    for found, k, state in zip(both, (3, 2), (False, True), strict=True):
        alone = recommender.suggest_partnerships("valorial", k, ended=state, **asked)
        assert found == alone


def test_left_out_says_which_filter_and_why(recommender: PartnerRecommender) -> None:
    best = recommender.suggest("inovcluster", k=1)[0].cluster
    answer = recommender.answer("inovcluster", k=1, exclude_countries=[best.country])
    (held,) = answer.left_out
    assert held.suggestion.cluster == best
    assert held.filter == "exclude_countries"
    assert held.reason.startswith("it is from ")


def test_left_out_also_answers_for_a_list_of_clusters(
    recommender: PartnerRecommender,
) -> None:
    members = list(recommender.registry.members_of["adpack-g1"])
    by_id = recommender.answer("adpack-g1", countries=["DE"]).left_out
    by_list = recommender.answer(members, countries=["DE"]).left_out
    assert by_id
    assert [h.suggestion.cluster.id for h in by_id] == [
        h.suggestion.cluster.id for h in by_list
    ]


def test_one_answer_holds_the_best_and_who_is_left_out(
    recommender: PartnerRecommender,
) -> None:
    for query in ("inovcluster", Profile(sectors=("textile",)), "adpack-g1"):
        filters = {"new_partners_only": True, "exclude_countries": ["DE"]}
        answer = recommender.answer(query, k=20, **filters)  # type: ignore[arg-type]
        ask = recommender.complete if query == "adpack-g1" else recommender.suggest
        assert answer.suggestions == ask(query, k=20, **filters)  # type: ignore[arg-type]
        whole = recommender.answer(query, k=20, include_gone=True)  # type: ignore[arg-type]
        shown = {s.cluster.id for s in answer.suggestions}
        missing = {
            s.cluster.id
            for s in (*whole.suggestions, *whole.known_partners)
            if s.cluster.id not in shown
        }
        left_out = [left.suggestion for left in answer.left_out]
        assert {s.cluster.id for s in left_out} == missing
        ranks = {s.cluster.id: s.rank for s in ask(query, k=999, include_gone=True)}  # type: ignore[arg-type]
        assert [s.rank for s in left_out] == sorted(ranks[id] for id in missing)


def test_a_partnership_is_not_suggested_to_its_own_members() -> None:
    toy = PartnerRecommender().fit(block_registry())
    everything = {p.id for p in toy.registry.partnerships}
    for query in ("food-0", toy.registry.cluster("food-0")):
        found = {s.partnership.id for s in toy.suggest_partnerships(query)}
        assert found == everything - {"food-g1"}
    # In no partnership, so that its block's own is the best one.
    best = toy.suggest_partnerships("food-5")
    assert best[0].partnership.id == "food-g1"
    assert {s.partnership.id for s in best} == everything


def test_new_partners_only_leaves_out_partnerships_with_shared_members() -> None:
    registry = block_registry()
    guest = Member(partnership="cloth-g1", cluster="food-0")
    shared = replace(registry, members=(*registry.members, guest))
    toy = PartnerRecommender().fit(shared)
    every = {s.partnership.id: s.shared_members for s in toy.synergies("food-g1")}
    assert every == {"chips-g1": (), "cloth-g1": ("food-0",), "space-g1": ()}
    kept = toy.synergies("food-g1", new_partners_only=True)
    assert {s.partnership.id for s in kept} == {"chips-g1", "space-g1"}


@pytest.mark.parametrize(
    ("question", "error", "words"),
    [
        (
            lambda r: r.suggest("inovclustr"),
            UnknownCluster,
            "did you mean 'inovcluster",
        ),
        (lambda r: r.complete("adpack-g9"), UnknownPartnership, "adpack-g1"),
        (lambda r: r.complete([]), FilterError, "empty list"),
        (
            lambda r: r.suggest(Profile(sectors=("txtile",))),
            ProfileError,
            "sectors: no sector 'txtile'; did you mean 'textile'",
        ),
        (
            lambda r: r.suggest(Profile(target_markets=("DE",))),
            ProfileError,
            "'DE' is in the European Union",
        ),
        (
            lambda r: r.suggest("inovcluster", country=["DE"]),
            FilterError,
            "no filter 'country'; accepted are countries",
        ),
        (
            lambda r: r.suggest("inovcluster", countries="DE"),
            FilterError,
            "a list of codes is accepted",
        ),
        (
            lambda r: r.suggest("inovcluster", countries=["Germany"]),
            FilterError,
            "did you mean 'DE'",
        ),
        (lambda r: r.suggest("inovcluster", k=-1), FilterError, "k is -1; a whole"),
        (lambda r: r.suggest("inovcluster", k=2.5), FilterError, "k is 2.5; a whole"),
        (
            lambda r: r.suggest("inovcluster", exclude=["wagralin"]),
            FilterError,
            "exclude: no cluster has the id 'wagralin'; did you mean 'wagralim'",
        ),
        (
            lambda r: r.suggest("inovcluster", new_partners_only="no"),
            FilterError,
            "new_partners_only is True or False, not 'no'",
        ),
        (
            lambda r: r.explain("wagralim", "wagralim"),
            FilterError,
            "'wagralim' stands on both sides",
        ),
        (
            lambda r: r.explain_synergy("adpack-g1", "adpack-g1"),
            FilterError,
            "'adpack-g1' stands on both sides",
        ),
    ],
)
def test_wrong_questions_get_a_message_that_helps(  # type: ignore[no-untyped-def]
    question, error, words: str, recommender: PartnerRecommender
) -> None:
    with pytest.raises(error, match=words):
        question(recommender)


def test_a_factor_changes_what_a_signal_adds_and_nothing_else(
    recommender: PartnerRecommender,
) -> None:
    changed = recommender.reweighted({"already_partners": 0, "shared_sectors": 2})
    before = recommender.explain("inovcluster", "wagralim")
    after = changed.explain("inovcluster", "wagralim")
    opens_exactly(after)
    for old, new in zip(before.contributions, after.contributions, strict=True):
        factor = {"already_partners": 0, "shared_sectors": 2}.get(old.signal, 1)
        assert new.contribution == pytest.approx(factor * old.contribution)
    assert before == recommender.explain("inovcluster", "wagralim")


@pytest.mark.parametrize(
    ("factors", "words"),
    [
        ({"shared_sector": 2}, "no signal 'shared_sector'; did you mean"),
        ({"shared_sectors": -1}, "a factor is from 0 to 1000, -1 is not"),
        ({"shared_sectors": 1e308}, "a factor is from 0 to 1000"),
        ({"shared_sectors": float("nan")}, "nan is not"),
    ],
)
def test_a_wrong_factor_is_refused(
    factors: dict[str, float], words: str, recommender: PartnerRecommender
) -> None:
    with pytest.raises(FilterError, match=words):
        recommender.reweighted(factors)


def test_asking_before_fitting_says_what_to_do() -> None:
    with pytest.raises(NotFitted, match=r"call fit\(registry\)"):
        PartnerRecommender().suggest("inovcluster")


profiles = st.builds(
    Profile,
    country=st.sampled_from(["", "DE", "PT", "GB"]),
    sectors=st.sets(st.sampled_from(sorted(VOCABULARY.sectors)), max_size=4),
    technologies=st.sets(st.sampled_from(sorted(VOCABULARY.technologies)), max_size=4),
    target_markets=st.sets(st.sampled_from(sorted(VOCABULARY.markets)), max_size=4),
    focus=st.text(max_size=80),
)


@settings(max_examples=60, deadline=None)
@given(profile=profiles)
def test_any_profile_is_answered_in_order_and_opens_exactly(
    profile: Profile, recommender: PartnerRecommender
) -> None:
    found = recommender.suggest(profile, k=3)
    assert len(found) == 3
    assert all(np.isfinite(s.score) for s in found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    opens_exactly(found[0])


def test_copies_answer_the_same(recommender: PartnerRecommender) -> None:
    asked = recommender.suggest("inovcluster")
    for other in (
        copy.deepcopy(recommender),
        pickle.loads(pickle.dumps(recommender)),
        pickle.loads(pickle.dumps(PartnerRecommender().fit(recommender.registry))),
    ):
        assert other.suggest("inovcluster") == asked
        assert other.registry == recommender.registry
