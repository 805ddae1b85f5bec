"""What was learnt, to a folder and back; plain numbers and text, no pickle.

In: a `Scorer`. Out: a folder of two files, the same bytes for the same
model. ``model.npz`` holds the weights and references, ``model.json`` the intercept and
everything that must be the same for the scores to be the same, with checksums of both.
Signals learn from a registry in a moment and without chance, so they are not stored:
a recommender fits them on the registry that is given, which may be another one than the
weights come from.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.errors import ModelError, first_of
from matcher.files.reading import read_file
from matcher.files.writing import check_folder, writing_folder
from matcher.model.learning.provenance import (
    Origin,
    SavedWeights,
    changed_names,
    learning_constants,
    learnt_from,
    signal_constants,
    vocabulary_hashes,
)
from matcher.model.scoring import agreement
from matcher.model.scoring.scorer import Scorer
from matcher.model.signals import SIGNALS
from matcher.registry.digest import sha256_of
from matcher.registry.registry import Registry
from matcher.release import PACKAGE, package_version
from matcher.text import shown

FORMAT = 1
"""Version of the folder; a program reads its own and older ones."""

ARRAYS = "model.npz"
FACTS = "model.json"
CONTENT = ((ARRAYS, FACTS), "a model")
"""Files of a model, and what they are together."""

MEMBERS = ("references", "weights")
MOST_BYTES = 1 << 20
"""A model takes some kilobytes; nothing larger is read."""

LARGEST = 1e9
"""No weight is larger, however often it was made to count more."""

TRAIN_AGAIN = "train it again with `matcher train`"


def save_weights(scorer: Scorer, path: str | Path, *, force: bool = False) -> None:
    """Write what was learnt to a folder, whole or not at all.

    Parameters
    ----------
    scorer : Scorer
    path : str or Path
        The folder to make.
    force : bool
        Replace a model that stands there; nothing else ever is.

    Raises
    ------
    OutputError
        As from `check_target`, or if it cannot be written.
    """
    path = Path(path)
    learnt = scorer.weights
    stream = io.BytesIO()
    np.savez(stream, weights=learnt.weights, references=learnt.references)
    arrays = stream.getvalue()
    facts = _facts(scorer, sha256_of(arrays))
    facts["sha256"] = _checksum(facts)
    text = json.dumps(facts, indent=2, allow_nan=False)
    check_target(path, force=force)
    with writing_folder(path, *CONTENT, force=force) as folder:
        (folder / ARRAYS).write_bytes(arrays)
        (folder / FACTS).write_text(text + "\n", encoding="utf-8", newline="\n")


def check_target(path: Path, *, force: bool = False) -> None:
    """Refuse a folder that a model could not be written to, before any work.

    Raises
    ------
    OutputError
        If its parent is missing or something stands there already: a model may be
        replaced with `force`, nothing else.
    """
    check_folder(path, *CONTENT, force=force)


def load_weights(path: str | Path, registry: Registry) -> SavedWeights:
    """Weights that were saved, for the scores of a registry.

    Parameters
    ----------
    path : str or Path
        Folder that `save_weights` wrote.
    registry : Registry
        Whom to suggest. With the registry that was learnt from, every score is the
        same to the last bit; with another one in the same vocabulary the weights are
        carried over, which `learnt_from` tells.

    Raises
    ------
    ModelError
        If it is missing, damaged, of a newer format, or was learnt with other signals,
        constants or another vocabulary.
    """
    folder = Path(path)
    facts = _read_facts(folder)
    _check_signals(folder, facts)
    arrays = _read_arrays(folder, str(facts.get("arrays_sha256")))
    changed = changed_names(
        facts.get("vocabulary"), vocabulary_hashes(registry.vocabulary)
    )
    if changed:
        raise ModelError(
            f"{folder}: learnt with another vocabulary than the registry has: "
            f"{', '.join(changed)} differ; use a registry with the same codes, or "
            f"{TRAIN_AGAIN} on this one"
        )
    try:
        origin = Origin(**facts["learnt_from"]).checked()
        intercept = float(facts["intercept"])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise _damaged(folder / FACTS, f"it lacks or confuses {error}") from error
    if not abs(intercept) <= LARGEST:
        raise _damaged(folder / FACTS, f"its intercept is {intercept}")
    return SavedWeights(intercept, **arrays, learnt_from=origin)


def scoring_constants() -> dict[str, Any]:
    """What scores depend on beside weights and registry."""
    names = ("HALF_PLACE", "SHORTLIST", "SIGNAL_SHARE", "WEIGHT", "REFERENCE", "OFFSET")
    told = {f"agreement.{name}": getattr(agreement, name) for name in names}
    return signal_constants() | told


def _facts(scorer: Scorer, arrays_sha256: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "package": PACKAGE,
        "package_version": package_version(),
        "numpy_version": np.__version__,
        "signals": [signal.name for signal in SIGNALS],
        "intercept": repr(float(scorer.weights.intercept)),
        "arrays_sha256": arrays_sha256,
        "learnt_from": vars(learnt_from(scorer)),
        "vocabulary": vocabulary_hashes(scorer.registry.vocabulary),
        "constants": scoring_constants(),
        "learning": learning_constants(),
    }


def _read_facts(folder: Path) -> dict[str, Any]:
    path = folder / FACTS
    content = _read(folder, FACTS)
    try:
        facts = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _damaged(path, f"not JSON: {error}") from error
    found = facts.get("format") if isinstance(facts, dict) else None
    if type(found) is int and found > FORMAT:
        raise ModelError(
            f"{path}: format {found} is newer than this program, which reads up to "
            f"{FORMAT}; update {PACKAGE} ({package_version()}), or {TRAIN_AGAIN}"
        )
    if type(found) is not int or found < 1:
        raise _damaged(path, "it states no format")
    if facts.get("sha256") != _checksum(facts):
        raise _damaged(path, "its content does not match its own sha256")
    return facts  # type: ignore[no-any-return]


def _check_signals(folder: Path, facts: Mapping[str, Any]) -> None:
    """Refuse a model of other signals, or of signals that were computed otherwise."""
    names = [signal.name for signal in SIGNALS]
    learnt = facts.get("signals")
    if learnt != names:
        raise ModelError(
            f"{folder / FACTS}: learnt with other signals than this version has "
            f"({_differences(learnt, names)}); {TRAIN_AGAIN}"
        )
    changed = changed_names(facts.get("constants"), scoring_constants())
    if changed:
        raise ModelError(
            f"{folder / FACTS}: {', '.join(changed)} had other values when this model "
            f"learnt (version {facts.get('package_version')}); {TRAIN_AGAIN}"
        )


def _differences(learnt: object, names: Sequence[str]) -> str:
    """Which signals are new since a model learnt, and which it had."""
    known = learnt if isinstance(learnt, list) else []
    told = [f"{name} is new" for name in names if name not in known]
    told += [f"{shown(str(name))} is no more" for name in known if name not in names]
    return ", ".join(first_of(told)) or "in another order"


def _read_arrays(folder: Path, sha256: str) -> dict[str, Any]:
    path = folder / ARRAYS
    content = _read(folder, ARRAYS)
    found = sha256_of(content)
    if found != sha256:
        raise _damaged(
            path, f"its sha256 is {found[:12]}..., {FACTS} states {str(sha256)[:12]}..."
        )
    try:
        arrays = _members(content)
    except Exception as error:  # whatever numpy and zipfile say of foreign bytes
        raise _damaged(path, str(error)) from error
    for name, array in arrays.items():
        if array.shape != (len(SIGNALS),) or array.dtype != np.float64:
            raise _damaged(path, f"'{name}' is not {len(SIGNALS)} float64 numbers")
        if not (abs(array) <= LARGEST).all():
            raise _damaged(
                path, f"'{name}' holds a number that is not finite or too large"
            )
    return arrays


def _members(content: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of a model, and no others, each of a sensible size."""
    from zipfile import ZipFile  # slow to import

    arrays = {}
    with ZipFile(io.BytesIO(content)) as archive:
        if sorted(archive.namelist()) != [f"{name}.npy" for name in MEMBERS]:
            raise ValueError(f"it holds other than {' and '.join(MEMBERS)}")
        for name in MEMBERS:
            with archive.open(f"{name}.npy") as stream:
                member = io.BytesIO(stream.read(MOST_BYTES))
            arrays[name] = np.load(member, allow_pickle=False)
    return arrays


def _read(folder: Path, name: str) -> bytes:
    if not os.path.isdir(folder):
        what = "is a file" if os.path.exists(folder) else "does not exist"
        raise ModelError(
            f"{folder}: {what}; give the folder that `matcher train` wrote, which "
            f"holds {FACTS} and {ARRAYS}"
        )
    path = folder / name
    if not os.path.exists(path):
        raise ModelError(
            f"{path}: this file is missing; a model holds {FACTS} and {ARRAYS}; "
            f"{TRAIN_AGAIN}"
        )
    try:
        return read_file(path, MOST_BYTES)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}") from error


def _damaged(path: Path, why: str) -> ModelError:
    return ModelError(f"{path}: damaged or not a model: {why}; {TRAIN_AGAIN}")


def _checksum(facts: Mapping[str, Any]) -> str:
    rest = {name: value for name, value in facts.items() if name != "sha256"}
    return sha256_of(json.dumps(rest, sort_keys=True).encode())
