"""Content: what the cells of a column look like.

In: the cells. Out: shares of them that look like an address, a year, a country...
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from matcher.files.listed import words_in
from matcher.importing.columns.held.nations import Nations
from matcher.importing.values.areas.letters import IN_EUROPE, are_states
from matcher.importing.values.choices.meaning import says
from matcher.importing.values.plain.cleaning import is_nothing
from matcher.importing.values.plain.personal import is_person
from matcher.importing.values.plain.splitting import between_any_words
from matcher.importing.word_lists import word_list
from matcher.registry.finding.finder import Finder
from matcher.registry.legal_forms import legal_form, words_of
from matcher.text import fold

_MOST_LOOKED_AT = 120
_MOST_LETTERS = 2_000
_N_SAMPLE = 3
_LONG = 60
_FEW_WORDS = 4
_ADDRESS = re.compile(
    r"(?:https?:?//)?(?:[\w-]+\.)+[a-z]{2,24}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_PHONE = re.compile(r"(?:\+|00|\(?0)[\d\s()/.\-]{6,}")
_POST_CODE = re.compile(r"(?:[A-Z]{1,2}[- ])?\d{2,5}[- ]?\d{0,3}\s+[^\W\d]{2}")
_LETTERS_OF_AREAS = re.compile("[A-Z]{3}")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\D{0,14}\d[\d.,'’\s]*[+%]?\D{0,14}")
_BARE_NUMBER = re.compile(r"\W*\d[\d\W]*[^\W\d]{0,3}\W*")
_NACE = re.compile(r"[A-Ua-u]?\s?\d{2}(?:\.\d{1,2}){0,2}\.?[A-Z]?(?:\s*[-–:].*)?|[A-U]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PIECES = re.compile(r"\s*[;,|\n/•·]\s*")
_LIST = re.compile(r"[;|\n•]|,\s|\s/\s")
_NAMES = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*")
_WORDS_OF_PERSONS = (2, 3, 4)
_FIRST_WORD = re.compile(r"[\s,.;:–-]+")


class Content:
    """Cells of a column.

    Parameters
    ----------
    cells : iterable of str
    finder : Finder
    nations : Nations

    Notes
    -----
    Many different cells are looked at by a sample that does not depend on their order.
    """

    def __init__(self, cells: Iterable[str], finder: Finder, nations: Nations) -> None:
        self._finder, self._nations = finder, nations
        self.filled = [cell for cell in cells if cell and not is_nothing(cell)]
        self.sample = tuple(dict.fromkeys(self.filled))[:_N_SAMPLE]

    @property
    def seen(self) -> str:
        """What it holds, in words."""
        cells = ", ".join(f"'{cell[:30]}'" for cell in self.sample[:2])
        return f"cells such as {cells}"

    @cached_property
    def distinct(self) -> Sequence[str]:
        """Different cells that say something, in order of letters."""
        return sorted({*self.filled})

    @cached_property
    def looked_at(self) -> Sequence[str]:
        """As many of them as are looked at."""
        step = -(-len(self.distinct) // _MOST_LOOKED_AT) or 1
        return [text[:_MOST_LETTERS] for text in self.distinct[::step]]

    @cached_property
    def pieces(self) -> Sequence[str]:
        """Entries of cells that are lists."""
        pieces = (p for text in self.looked_at for p in _PIECES.split(text))
        return sorted({piece for piece in pieces if piece})[: 2 * _MOST_LOOKED_AT]

    def share(self, is_so: Callable[[str], object], pieces: bool = False) -> float:
        """The share of different cells, or of entries in them, that are so."""
        texts = self.pieces if pieces else self.looked_at
        return sum(map(bool, map(is_so, texts))) / len(texts) if texts else 0.0

    @cached_property
    def addresses(self) -> float:
        """Of addresses of pages."""
        return self.share(lambda text: _ADDRESS.fullmatch(text.split()[0].rstrip(",;")))

    @cached_property
    def persons(self) -> float:
        """Of names of persons, e-mail addresses and telephone numbers."""
        return self.share(
            lambda t: _EMAIL.search(t) or _PHONE.fullmatch(t) or _is_person(t)
        )

    @cached_property
    def years(self) -> float:
        """Of what speaks of one year."""
        return self.share(lambda text: _YEAR.search(text) and len(text) < 30)

    @cached_property
    def bare_years(self) -> float:
        """Of years alone."""
        return self.share(_YEAR.fullmatch)

    @cached_property
    def numbers(self) -> float:
        """Of numbers, as people write them."""
        return self.share(_is_number)

    @cached_property
    def bare_numbers(self) -> float:
        """Of numbers with hardly a letter beside them."""
        return self.share(_BARE_NUMBER.fullmatch)

    @cached_property
    def with_digits(self) -> float:
        """Of what has a digit in it."""
        return self.share(_DIGIT.search)

    @cached_property
    def marks(self) -> float:
        """Of words for yes and no."""
        return self.share(says)

    @cached_property
    def answers(self) -> float:
        """Of what begins with a word for yes or no."""
        return self.share(lambda t: says(_FIRST_WORD.split(t, maxsplit=1)[0]))

    @cached_property
    def says_yes(self) -> bool:
        """Whether all cells say yes or no, or are empty."""
        return all(map(says, self.distinct)) and "yes" in map(says, self.distinct)

    @cached_property
    def countries(self) -> float:
        """Of names of countries; none where all are letters of states."""
        return 0.0 if are_states(self.distinct) else self.share(self._nations.has)

    @cached_property
    def towns(self) -> float:
        """Of places in a country that are none themselves."""
        return self.share(
            lambda t: not self._nations.has(t) and self._means(t, "country")
        )

    @cached_property
    def with_post_codes(self) -> float:
        """Of towns with the code that stands before them in addresses."""
        return self.share(_POST_CODE.match)

    @cached_property
    def organisations(self) -> float:
        """Of names that say what they are: "Forum e. V.", "Pôle Image"."""
        own = words_in("importing/columns/called/words.toml", "subjects")
        return self.share(
            lambda text: legal_form(text) or not own.isdisjoint(words_of(text).split())
        )

    @property
    def may_be_names(self) -> bool:
        """Whether cells differ, and are texts of a name's length."""
        odd = max(self.numbers, self.addresses, self.persons, self.marks, self.years)
        texts = max(odd, self.countries, self.long, self.lists) < 0.5
        return texts and self.repeats < 0.1

    @cached_property
    def areas(self) -> float:
        """Of entries that are countries or market regions, or lie there."""
        return self.share(
            lambda t: (
                _LETTERS_OF_AREAS.fullmatch(t) or self._means(t, "country", "market")
            ),
            pieces=True,
        )

    @cached_property
    def far(self) -> float:
        """Of entries that are countries or market regions outside Europe."""
        return self.share(
            lambda t: (
                {one.code for one in self._finder.called(t, ["market"])} - IN_EUROPE
            ),
            pieces=True,
        )

    @cached_property
    def sectors(self) -> float:
        """Of entries that mean a sector."""
        return self.share(lambda t: self._is_called(t, "sector"), pieces=True)

    @cached_property
    def technologies(self) -> float:
        """Of entries that mean a technology."""
        return self.share(lambda t: self._is_called(t, "technology"), pieces=True)

    @cached_property
    def naming_sectors(self) -> float:
        """Of short entries that name a sector or a technology among other words."""
        kinds = ("sector", "technology")
        return self.share(
            lambda t: (
                len(t.split()) <= _FEW_WORDS
                and any(part.codes for part in self._finder.parts(t, kinds))
            ),
            pieces=True,
        )

    @cached_property
    def activities(self) -> float:
        """Of entries that mean a sector or a technology, or one of several."""
        kinds = ("sector", "technology")
        return self.share(
            lambda t: all(
                self._finder.called(one, kinds)
                for one in between_any_words(t.rstrip(". "))
            ),
            pieces=True,
        )

    @cached_property
    def of_nations(self) -> float:
        """Of cells that name countries, and nothing else."""
        return self.share(
            lambda t: all(map(self._nations.has, filter(None, _PIECES.split(t))))
        )

    @cached_property
    def levels(self) -> float:
        """Of levels of the label for cluster management, by their colours."""
        return self.share(lambda text: fold(text) in word_list("levels_of_labels"))

    @cached_property
    def nace(self) -> float:
        """Of entries that look like codes of NACE."""
        return self.share(_NACE.fullmatch, pieces=True)

    @cached_property
    def ids(self) -> float:
        """Of what could be an id of a registry."""
        return self.share(lambda t: _ID.fullmatch(t) and _LETTERS.search(t))

    @cached_property
    def lists(self) -> float:
        """Of cells with several entries."""
        return self.share(_LIST.search)

    @cached_property
    def long(self) -> float:
        """Of what is longer than a name."""
        return self.share(lambda text: len(text) > _LONG)

    @cached_property
    def repeats(self) -> float:
        """How many cells are like one before them."""
        return 1 - len(self.distinct) / len(self.filled) if self.filled else 0.0

    def _is_called(self, text: str, kind: str) -> bool:
        """Whether a text is a term: "SI" is one, and a word for yes."""
        return not says(text) and bool(self._finder.called(text, [kind]))

    def _means(self, text: str, *kinds: str) -> bool:
        return any(self._finder.meant(text, kind) for kind in kinds)


def _is_person(text: str) -> bool:
    """Whether it may be a first and a last name, in either order."""
    words = [fold(word).split("-")[0] for word in _NAMES.findall(text)]
    if len(words) not in _WORDS_OF_PERSONS or _DIGIT.search(text) or legal_form(text):
        return False
    ends = {words[0], words[-1]}
    return not word_list("first_names").isdisjoint(ends) or is_person(text)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and not _EMAIL.search(text)
