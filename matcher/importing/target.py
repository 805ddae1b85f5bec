"""Target: the data package that an import goes into.

In: a folder, and the registry to begin with. Out: what is known before, and the folder
written anew, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import close
from os.path import isdir, realpath
from pathlib import Path

from matcher.errors import DatasetError, Fault, OutputError, UnreadableFile
from matcher.files.kinds import lock
from matcher.files.reading import MOST_BYTES_OF_JSON, path_of, read_file
from matcher.importing.mapping import Mapping, read_mapping, united
from matcher.importing.mapping_text import write_mapping
from matcher.registry.package.beside import MAPPING_FILE, Beside, read_beside
from matcher.registry.package.reading import load_registry
from matcher.registry.package.writing import check_target, write_registry
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary
from matcher.text import shown

PACKAGED = "packaged"
"""What the registry is called that came along, unless a folder has that name."""

TITLE = "Organisations and partnerships, imported from files"


@contextmanager
def alone_at(folder: Path) -> Iterator[None]:
    """Keep other imports from a folder, so that none loses what another brings.

    Raises
    ------
    OutputError
        If another one is at work on it.
    """
    held = None
    if isdir(folder):
        try:
            held = lock(Path(realpath(folder)))
        except BlockingIOError:
            told = "another import is at work on it; try again once it has ended"
            raise OutputError(f"{folder}: {told}") from None
        except OSError:
            pass  # what is wrong with it is told when it is read
    try:
        yield
    finally:
        if held is not None:
            close(held)


@dataclass(frozen=True)
class Target:
    """Where an import goes.

    Parameters
    ----------
    folder : Path
    registry : Registry
        What is known before.
    beside : Beside
        What the folder holds beside its tables.
    is_new : bool
        Whether no data package stands there.
    """

    folder: Path
    registry: Registry
    beside: Beside
    is_new: bool

    @classmethod
    def at(
        cls, folder: Path, begin_with: str | Path | Registry | None = None
    ) -> Target:
        """The folder as it stands, or as it is to begin.

        Parameters
        ----------
        folder : Path
        begin_with : str, Path or Registry, optional
            Registry, or data package, whose records a new one begins with; none where
            not given.

        Raises
        ------
        DatasetError
            If the data package that it is, or begins with, has faults.
        OutputError
            If it holds something else, or is to begin with another.
        """
        check_target(folder, force=True)
        if isdir(folder) and any(folder.iterdir()):
            if begin_with is not None:
                told = "holds a registry already, and is added to; leave --registry out"
                raise OutputError(f"{folder}: {told}, or give a new folder")
            known = load_registry(folder, everything=True)
            return cls(folder, known, _beside(folder), is_new=False)
        return cls(
            folder, _beginning(begin_with), Beside({"title": TITLE}), is_new=True
        )

    def said_with(self, mapping: Mapping | str | Path | None) -> Mapping:
        """What was said at earlier imports into it, and now; who is last is heard.

        Raises
        ------
        UnreadableFile
            If either cannot be read.
        """
        vocabulary = self.registry.vocabulary
        kept = read_mapping(
            str(self.folder / MAPPING_FILE), self.beside.mapping, vocabulary
        )
        if mapping is None:
            return kept
        if not isinstance(mapping, Mapping):
            mapping = _mapping_in(mapping, vocabulary)
        return united(kept, mapping)

    def write(self, registry: Registry, said: Mapping) -> bool:
        """Write the folder anew, where it is to hold anything else than before.

        Parameters
        ----------
        registry : Registry
        said : Mapping
            What the user says.

        Returns
        -------
        bool
            Whether it was written.
        """
        is_same = said == self.said_with(None)  # then its text stays as it is
        text = self.beside.mapping if is_same else write_mapping(said)
        beside = replace(self.beside, mapping=text)
        if not self.is_new and registry == self.registry and beside == self.beside:
            return False
        write_registry(registry, self.folder, beside=beside, force=True)
        return True


def _beginning(begin_with: str | Path | Registry | None) -> Registry:
    """The registry that a new data package begins with."""
    if isinstance(begin_with, Registry):
        return begin_with
    if begin_with is None:
        packaged = load_registry()
        aside = {
            name: text for name, text in packaged.aside.items() if name != "evidence"
        }
        return Registry((), (), (), packaged.vocabulary, aside=aside)
    if str(begin_with) == PACKAGED and not isdir(begin_with):
        return load_registry()
    return load_registry(begin_with, everything=True)


def _beside(folder: Path) -> Beside:
    try:
        return read_beside(folder)
    except (OSError, UnicodeDecodeError) as error:
        problem = f"cannot be read: {getattr(error, 'strerror', error)}"
        raise DatasetError([Fault(MAPPING_FILE, 0, "", "", problem)]) from None


def _mapping_in(given: str | Path, vocabulary: Vocabulary) -> Mapping:
    path = path_of(given)
    if path is None:
        told = "is neither a Mapping nor the path of one"
        raise UnreadableFile(f"{shown(str(given))} {told}")
    try:
        raw = read_file(path, MOST_BYTES_OF_JSON)
    except OSError as error:
        told = f"cannot be read: {error.strerror}; --dry-run writes a draft of it there"
        raise UnreadableFile(f"{path}: {told}") from None
    return read_mapping(str(path), raw, vocabulary)
