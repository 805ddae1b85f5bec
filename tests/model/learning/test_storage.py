"""A saved model scores the same to the last bit, or is refused with the reason."""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matcher.model.learning.provenance
import matcher.model.learning.storage
from matcher import (
    SIGNALS,
    ModelError,
    NotFitted,
    OutputError,
    PartnerRecommender,
    Profile,
    Registry,
    Vocabulary,
    load_model,
    save_model,
)
from matcher.model.learning.provenance import Origin, learnt_from, vocabulary_hashes
from matcher.model.learning.storage import ARRAYS, FACTS, FORMAT, MOST_BYTES
from matcher.registry.lists import Sector
from tests.toy import block_registry

N = len(SIGNALS)
NAMES = [signal.name for signal in SIGNALS]
BEFORE_KINDS = Path(__file__).with_name("before_kinds")
ORIGIN = ("registry", "n_clusters", "n_partnerships", "n_members")
STATED = ["format", "signals", "intercept", "arrays_sha256", "learnt_from"]
STATED += ["vocabulary", "constants", "learning", "package_version"]
AGAIN = "; train it again with `matcher train`"


@pytest.fixture(scope="module")
def toy() -> Registry:
    return block_registry()


@pytest.fixture(scope="module")
def learnt(toy: Registry) -> PartnerRecommender:
    return PartnerRecommender().fit(toy)


@pytest.fixture
def model(learnt: PartnerRecommender, tmp_path: Path) -> Path:
    save_model(learnt, tmp_path / "model")
    return tmp_path / "model"


def refusal(model: Path, registry: Registry) -> str:
    with pytest.raises(ModelError) as caught:
        load_model(model, registry)
    return str(caught.value)


def rewrite(model: Path, **changes: Any) -> None:
    """Facts changed by a hand that mends the checksum too."""
    facts = json.loads((model / FACTS).read_text())
    for name, value in changes.items():
        facts[name] = value
        if value is None:
            del facts[name]
    facts["sha256"] = matcher.model.learning.storage._checksum(facts)
    (model / FACTS).write_text(json.dumps(facts))


def store(model: Path, **arrays: Any) -> None:
    """Other arrays, with their checksum stated."""
    np.savez(model / ARRAYS, **arrays)
    content = (model / ARRAYS).read_bytes()
    rewrite(model, arrays_sha256=matcher.model.learning.provenance.sha256_of(content))


# round trip


def test_the_shipped_model_scores_the_same_to_the_last_bit(
    recommender: PartnerRecommender, tmp_path: Path
) -> None:
    registry = recommender.registry
    save_model(recommender, tmp_path / "model")
    again = load_model(tmp_path / "model", registry)
    for before, after in zip(
        recommender.top_pairs(k=20), again.top_pairs(k=20), strict=True
    ):
        assert before.tobytes() == after.tobytes()
    assert recommender.suggest("inovcluster") == again.suggest("inovcluster")
    profile = Profile(country="PT", sectors=("textile",), focus="smart yarns")
    assert recommender.suggest(profile) == again.suggest(profile)
    assert recommender.complete("adpack-g1") == again.complete("adpack-g1")
    assert recommender.synergies("adpack-g1") == again.synergies("adpack-g1")
    assert recommender.weights == again.weights
    assert recommender.intercept == again.intercept


def test_changed_weights_are_kept(learnt: PartnerRecommender, tmp_path: Path) -> None:
    changed = learnt.reweighted({"shared_markets": 3.0, "similar_focus": 0.0})
    save_model(changed, tmp_path / "model")
    again = load_model(tmp_path / "model", learnt.registry)
    assert again.weights == changed.weights


def test_the_same_model_gives_the_same_bytes(
    model: Path, learnt: PartnerRecommender, tmp_path: Path
) -> None:
    save_model(learnt, tmp_path / "other")
    for name in (ARRAYS, FACTS):
        assert (model / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_model_is_plain_numbers_and_text(model: Path) -> None:
    assert sorted(file.name for file in model.iterdir()) == [FACTS, ARRAYS]
    with np.load(model / ARRAYS, allow_pickle=False) as stored:
        assert sorted(stored.files) == ["references", "weights"]
    facts = json.loads((model / FACTS).read_text())
    assert facts["format"] == FORMAT
    assert facts["numpy_version"] == np.__version__
    assert {"DAMPING", "WIDER_WEIGHT"} <= set(facts["constants"])
    assert {"PRIOR", "PENALTY"} <= set(facts["learning"])


# another registry


def test_another_registry_takes_the_weights_and_remembers_whose_they_are(
    model: Path, learnt: PartnerRecommender, toy: Registry, tmp_path: Path
) -> None:
    other = toy.without(["food-g1"])
    moved = load_model(model, other)
    assert moved.registry is other
    assert moved.weights == learnt.weights
    assert learnt_from(moved.scorer) == Origin.of(toy) != Origin.of(other)
    assert learnt_from(moved.reweighted({"shared_markets": 2.0}).scorer) == Origin.of(
        toy
    )
    save_model(moved, tmp_path / "moved")
    facts = json.loads((tmp_path / "moved" / FACTS).read_text())
    assert facts["learnt_from"] == {
        "registry": toy.digest,
        "n_clusters": 24,
        "n_partnerships": 4,
        "n_members": 16,
    }
    assert load_model(tmp_path / "moved", other).weights == learnt.weights


def test_a_fresh_recommender_learnt_from_its_own_registry(
    learnt: PartnerRecommender, toy: Registry
) -> None:
    assert learnt_from(learnt.scorer) == Origin.of(toy)


def test_another_vocabulary_is_refused_by_the_tables_that_differ(
    model: Path, toy: Registry
) -> None:
    lists = toy.vocabulary.lists
    new = Sector(code="new", label="New", ecosystem="health")
    countries = tuple(replace(country, eu=False) for country in lists["countries"])
    other_lists = {"sectors": (*lists["sectors"], new), "countries": countries}
    other = replace(toy, vocabulary=Vocabulary({**lists, **other_lists}))
    assert refusal(model, other) == (
        f"{model}: learnt with another vocabulary than the registry has: "
        "countries.csv, sectors.csv differ; use a registry with the same codes, or "
        "train it again with `matcher train` on this one"
    )


def test_the_order_of_rows_and_other_names_of_countries_do_not_matter(
    toy: Registry,
) -> None:
    lists = {name: records[::-1] for name, records in toy.vocabulary.lists.items()}
    unnamed = tuple(replace(country, aliases=()) for country in lists["countries"])
    turned = tuple(replace(r, countries=r.countries[::-1]) for r in lists["regions"])
    same = Vocabulary({**lists, "countries": unnamed, "regions": turned})
    assert same != toy.vocabulary
    assert vocabulary_hashes(same) == vocabulary_hashes(toy.vocabulary)


# what is refused on loading


def test_a_missing_model_is_told(tmp_path: Path, toy: Registry) -> None:
    holds = "give the folder that `matcher train` wrote, which holds model.json and"
    assert refusal(tmp_path / "no", toy) == (
        f"{tmp_path / 'no'}: does not exist; {holds} model.npz"
    )
    (tmp_path / "file").write_text("")
    assert refusal(tmp_path / "file", toy) == (
        f"{tmp_path / 'file'}: is a file; {holds} model.npz"
    )
    assert "does not exist" in refusal(tmp_path / ("long" * 200), toy)
    assert "does not exist" in refusal(Path("a\0b"), toy)


@pytest.mark.parametrize("name", [ARRAYS, FACTS])
def test_a_missing_file_is_named(model: Path, toy: Registry, name: str) -> None:
    (model / name).unlink()
    told = f"{model / name}: this file is missing; a model holds model.json and model."
    assert refusal(model, toy) == told + "npz" + AGAIN


def test_a_file_that_may_not_be_read_is_told(
    model: Path, toy: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(matcher.model.learning.storage, "read_file", forbidden)
    assert refusal(model, toy) == f"{model / FACTS}: cannot be read: Permission denied"


@pytest.mark.parametrize("name", [ARRAYS, FACTS])
def test_a_file_that_is_far_too_large_is_not_read(
    model: Path, toy: Registry, name: str
) -> None:
    (model / name).write_bytes(b" " * (MOST_BYTES + 1))
    assert "it is larger than 1,048,576 bytes" in refusal(model, toy)


def test_a_newer_format_is_told(model: Path, toy: Registry) -> None:
    rewrite(model, format=FORMAT + 1)
    told = refusal(model, toy)
    assert told.startswith(
        f"{model / FACTS}: format 2 is newer than this program, which reads up to 1; "
        "update cluster-partner-matcher ("
    )
    assert told.endswith("), or train it again with `matcher train`")


@pytest.mark.parametrize("found", [None, 0, "1", True, [1]])
def test_a_model_without_a_format_is_refused(
    model: Path, toy: Registry, found: object
) -> None:
    rewrite(model, format=found)
    assert refusal(model, toy) == (
        f"{model / FACTS}: damaged or not a model: it states no format" + AGAIN
    )


@pytest.mark.parametrize(
    ("signals", "told"),
    [
        (NAMES[1:], f"{NAMES[0]} is new"),
        ([*NAMES, "shared_dreams"], "shared_dreams is no more"),
        (
            [*NAMES[:-1], "shared_dreams"],
            f"{NAMES[-1]} is new, shared_dreams is no more",
        ),
        (NAMES[::-1], "in another order"),
        (3, " is new, ".join(NAMES) + " is new"),
    ],
)
def test_other_signals_are_named(
    model: Path, toy: Registry, signals: object, told: str
) -> None:
    rewrite(model, signals=signals)
    assert refusal(model, toy) == (
        f"{model / FACTS}: learnt with other signals than this version has ({told})"
        + AGAIN
    )


def test_a_model_that_counted_all_cooperation_alike_is_refused(
    registry: Registry,
) -> None:
    """It was learnt by the version before kinds of partnerships were told apart."""
    assert len(np.load(BEFORE_KINDS / ARRAYS)["weights"]) < N
    assert refusal(BEFORE_KINDS, registry) == (
        f"{BEFORE_KINDS / FACTS}: learnt with other signals than this version has "
        "(connected is new)" + AGAIN
    )


def test_other_constants_are_named(
    model: Path, toy: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.model.signals.rows.DAMPING", 0.5)
    monkeypatch.setattr("matcher.model.scoring.agreement.WEIGHT", 1.0)
    assert refusal(model, toy).startswith(
        f"{model / FACTS}: DAMPING, agreement.WEIGHT had other values when this model "
        "learnt (version "
    )


def test_arrays_of_another_model_are_refused(model: Path, toy: Registry) -> None:
    with zipfile.ZipFile(model / ARRAYS, "a") as archive:
        archive.writestr("more.npy", b"")
    told = refusal(model, toy)
    assert told.startswith(f"{model / ARRAYS}: damaged or not a model: its sha256 is ")
    assert told.endswith(f"..., model.json states {_stated(model)}...{AGAIN}")


def _stated(model: Path) -> str:
    stated: str = json.loads((model / FACTS).read_text())["arrays_sha256"]
    return stated[:12]


@pytest.mark.parametrize(
    ("arrays", "why"),
    [
        ({"weights": np.ones(N)}, "it holds other than references and weights"),
        (
            {"weights": np.ones(N), "references": np.ones(N), "more": np.zeros(10**4)},
            "it holds other than references and weights",
        ),
        (
            {"weights": np.full(N, 1e300), "references": np.ones(N)},
            "'weights' holds a number that is not finite or too large",
        ),
        (
            {"weights": np.ones(N - 1), "references": np.ones(N)},
            f"'weights' is not {N} float64 numbers",
        ),
        (
            {"weights": np.ones(N, dtype=int), "references": np.ones(N)},
            f"'weights' is not {N} float64 numbers",
        ),
        (
            {"weights": np.full(N, np.nan), "references": np.ones(N)},
            "'weights' holds a number that is not finite or too large",
        ),
        (
            {"weights": np.array([{}] * N), "references": np.ones(N)},
            "Object arrays cannot be loaded when allow_pickle=False",
        ),
    ],
)
def test_arrays_that_are_no_weights_are_refused(
    model: Path, toy: Registry, arrays: dict[str, Any], why: str
) -> None:
    store(model, **arrays)
    assert refusal(model, toy) == (
        f"{model / ARRAYS}: damaged or not a model: {why}" + AGAIN
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"intercept": "many"},
        {"intercept": None},
        {"intercept": "nan"},
        {"learnt_from": None},
        {"learnt_from": {"registry": "x"}},
        {"learnt_from": 3},
        {"learnt_from": dict.fromkeys(ORIGIN, "438")},
        {"learnt_from": dict.fromkeys(ORIGIN, 438)},
        {"intercept": "1e300"},
        {"intercept": 10**400},
        {"intercept": [1]},
    ],
)
def test_facts_that_lack_or_confuse_something_are_refused(
    model: Path, toy: Registry, changes: dict[str, Any]
) -> None:
    rewrite(model, **changes)
    assert "damaged or not a model" in refusal(model, toy)


@pytest.fixture(scope="module")
def damaged(
    learnt: PartnerRecommender, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("damaged") / "model"
    save_model(learnt, folder)
    return folder


def test_an_array_that_would_unfold_for_ever_is_not_unfolded(
    model: Path, toy: Registry
) -> None:
    """A hundred kilobytes that say they are 100 MB of zeros."""
    zeros = np.zeros(100_000_000 // 8)
    np.savez_compressed(model / ARRAYS, weights=zeros, references=np.zeros(N))
    content = (model / ARRAYS).read_bytes()
    assert len(content) < MOST_BYTES
    rewrite(model, arrays_sha256=matcher.model.learning.provenance.sha256_of(content))
    assert str(model / ARRAYS) in refusal(model, toy)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda some: st.lists(some, max_size=2) | st.dictionaries(st.text(), some),
    max_leaves=3,
)


@pytest.mark.slow
@given(name=st.sampled_from(STATED), value=ANYTHING)
@settings(max_examples=60, deadline=None)
def test_facts_of_any_type_are_refused_or_mean_the_same(
    damaged: Path, toy: Registry, name: str, value: object
) -> None:
    whole = (damaged / FACTS).read_text()
    try:
        rewrite(damaged, **{name: value})
        with suppress(ModelError):
            load_model(damaged, toy)
    finally:
        (damaged / FACTS).write_text(whole)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b"1"])
def test_facts_that_are_no_json_object_are_refused(
    model: Path, toy: Registry, content: bytes
) -> None:
    (model / FACTS).write_bytes(content)
    told = refusal(model, toy)
    assert told.startswith(f"{model / FACTS}: damaged or not a model: ")
    assert told.endswith(AGAIN)


@given(st.sampled_from([ARRAYS, FACTS]), st.floats(0, 1), st.binary(max_size=8))
def test_any_damage_is_told_and_never_a_crash(
    damaged: Path, toy: Registry, name: str, place: float, junk: bytes
) -> None:
    file = damaged / name
    whole = file.read_bytes()
    start = int(place * len(whole))
    content = whole[:start] + junk + whole[start + len(junk) :]
    if not junk:
        content = whole[:start]  # cut short
    try:
        file.write_bytes(content)
        if _means_the_same(name, content, whole):
            load_model(damaged, toy)
        else:
            assert str(damaged) in refusal(damaged, toy)
    finally:
        file.write_bytes(whole)


def _means_the_same(name: str, content: bytes, whole: bytes) -> bool:
    """White space in the facts is no damage; in the arrays everything is."""
    try:
        return bool(name == FACTS and json.loads(content) == json.loads(whole)) or (
            content == whole
        )
    except (ValueError, RecursionError):
        return False


# what is refused on saving


def test_nothing_learnt_is_nothing_to_save(tmp_path: Path) -> None:
    with pytest.raises(NotFitted):
        save_model(PartnerRecommender(), tmp_path / "model")
    assert list(tmp_path.iterdir()) == []


def unsaved(learnt: PartnerRecommender, path: Path, *, force: bool = False) -> str:
    with pytest.raises(OutputError) as caught:
        save_model(learnt, path, force=force)
    return str(caught.value)


def test_a_model_is_replaced_only_by_force(
    model: Path, learnt: PartnerRecommender, toy: Registry
) -> None:
    before = (model / FACTS).read_bytes()
    assert unsaved(learnt, model) == (
        f"{model}: stands there already; --force replaces it"
    )
    assert (model / FACTS).read_bytes() == before
    changed = learnt.reweighted({"shared_markets": 2.0})
    save_model(changed, model, force=True)
    assert load_model(model, toy).weights == changed.weights
    assert [file.name for file in model.parent.iterdir()] == ["model"]


def test_force_never_replaces_anything_but_a_model(
    learnt: PartnerRecommender, tmp_path: Path
) -> None:
    precious = tmp_path / "thesis"
    precious.mkdir()
    (precious / "chapter.txt").write_text("precious")
    assert unsaved(learnt, precious, force=True) == (
        f"{precious}: holds more than a model ('chapter.txt'); give another folder"
    )
    file = precious / "chapter.txt"
    assert unsaved(learnt, file, force=True) == (
        f"{file}: is a file; give the name of a folder for a model"
    )
    assert file.read_text() == "precious"
