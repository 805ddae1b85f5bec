"""Codes that people write in words of their own: what was typed in, codes out.

A text that means one code is read as that code, and the answer says so; any other is
refused with the codes that it may mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matcher.errors import FilterError, first_of
from matcher.registry.finding.finder import IN_THE_UNION
from matcher.registry.options import Option
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import PROFILE_LISTS
from matcher.text import shown


class CodeReader:
    """Reads codes, and remembers the words that it has read as codes.

    Parameters
    ----------
    registry : Registry
        Its codes and its terms hold.

    Attributes
    ----------
    read_as : dict of str to str
        Codes by the words they were read from; codes as such are not among them.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.read_as: dict[str, str] = {}

    def codes(self, texts: Iterable[str], kind: str) -> list[str]:
        """The code that each text means.

        Parameters
        ----------
        texts : iterable of str
        kind : {"country", "sectors", "technologies", "target_markets"}
            Which list they are from.

        Raises
        ------
        FilterError
            If a text means none, or several.
        """
        found = {text: self._code(text, kind) for text in texts}
        unknown = [text for text, code in found.items() if not code]
        if unknown:
            raise FilterError(self._refusal(unknown, kind))
        return [*dict.fromkeys(found.values())]

    @staticmethod
    def text(typed: str, option: Option) -> str:
        """A text without the blanks around it.

        Raises
        ------
        FilterError
            If it is longer than is read.
        """
        if problem := option.too_long(typed.strip()):
            raise FilterError(problem)
        return typed.strip()

    @property
    def note(self) -> str:
        """What was read as what, for people; empty where all were codes."""
        label = self._registry.vocabulary.label
        told = first_of(
            [*self.read_as.items()],
            lambda read: f"'{shown(read[0])}' as {read[1]} ({label(read[1])})",
        )
        return f"Read {', '.join(told)}." if told else ""

    def _code(self, text: str, kind: str) -> str:
        """The code that a text is but for case, or means; empty where there is none."""
        terms = self._registry.vocabulary.terms(kind)
        for code in (text, text.upper(), text.lower()):
            if code in terms:
                return code
        noun, _ = PROFILE_LISTS[kind]
        meant = self._registry.finder.meant(text, noun)
        if meant:
            self.read_as[text] = meant
        return meant

    def _refusal(self, texts: Sequence[str], kind: str) -> str:
        noun, name = PROFILE_LISTS[kind]
        finder = self._registry.finder

        def refused(text: str) -> str:
            return finder.refusal(text, noun, lambda one: f"'{one.code}'")

        told = first_of(texts, refused)
        whole = "; ".join(told)
        if all(IN_THE_UNION in one for one in told):
            return whole
        return f"{whole}{'' if whole.endswith('?') else '.'} See: matcher codes {name}"
