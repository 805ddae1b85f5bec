"""Rows: which of the rows below a header are of the list.

In: a sheet and its header. Out: places of rows, and what the others are told as.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from matcher.importing.sheet import Remark, Sheet
from matcher.importing.word_lists import word_list
from matcher.text import fold

# As templates mark them, ours too.
_EXAMPLE = re.compile(
    r"(?:examples?|beispiel|exemple|ejemplo|esempio|voorbeeld|przyklad|exemplo|exemplu|"
    r"priklad)\s*(?:\d+\s*)?:"
)
_LINKS = re.compile(
    r"(?:showing|results?|treffer|resultats?|resultados|wyniki|risultati) [\d\s\-–]+"
    r"(?:(?:a|to|bis|al|do|tot) \d+)?(?: ?(?:of|von|sur|de|z|di|van) \d+.*)?|"
    r"(?:sort(?:ed)? by|sortier(?:en|t) nach|trier par|ordenar por|ordina per|"
    r"sortuj wedlug|sorteren op)\b.{0,40}|"
    r"(?:show|load|view|see|read) (?:more|all|less)|(?:mehr|alle) anzeigen|mehr laden|"
    r"(?:voir|afficher|lire) (?:plus|la suite)|(?:ver|mostrar|cargar|carregar) mas|"
    r"ver mais|mostra altro|meer (?:tonen|laden)|pokaz wiecej|nach oben|"
    r"(?:next|previous)(?: page)?|[<«‹]+|"
    r"(?:show|view|see) (?:on (?:the )?)?map|(?:auf (?:der )?)?karte (?:an)?zeigen|"
    r"voir (?:sur )?la carte|ver (?:en el )?mapa|vedi (?:sulla )?mappa|"
    r"pokaz na mapie|toon op (?:de )?kaart|"
    r"back to (?:the )?(?:top|overview|list|results?|directory)|zuruck zur ubersicht|"
    r"retour a la liste|volver al listado|skip to (?:main )?content|"
    r"(?:learn|find out|mehr|en savoir|lire|scopri di|leggi|saber|saiba|czytaj|lees|"
    r"viac|vice|tovabb|las|les|afla|laes)(?: more| erfahren| lesen| plus| piu| mas|"
    r" mais| wiecej| meer| olvasom| mer| mai mult(?:e)?)|details|more info(?:rmation)?|"
    r"(?:\D{0,60}[:|(–-]\s*)?\d+ (?:eintrage|treffer|ergebnisse|mitglieder|results?|"
    r"entries|items|members|resultats?|membres|resultados|risultati|wynikow|resultaten|"
    r"leden|vysledku|agrupaciones|klastrow|clusters?|netzwerke|structures|poles|reseaux|"
    r"organi[sz]ations?|organizaciones|entidades|podmiotow|datensatze|zeilen|kontakte|"
    r"records|rows|addresses|contacts|fiches|lignes|adherents|registros|filas|contactos|"
    r"rekordow|wierszy|pozycji|righe|contatti|rijen|adressen)"
    r"(?: (?:gefunden|found|trouvee?s?|encontrad[oa]s|trovati|gevonden|nalezeno))?"
    r"\)?(?:[,;:(].{0,60})?"
)
_PARTS = re.compile(r"\s*[|·•/\n]\s*|\s+[–-]\s+")
_WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"(?:https?://\S+|(?:[\w-]+\.)+[a-zA-Z]{2,24}(?:/\S*)?)")
EMAIL = re.compile(r"\S+@\S+\.\w+")
PHONE = re.compile(r"(?:\w{1,10}[.:]\s*)?(?:\+|00|\(?0)[\d\s()/.\-]{6,}")
_PATHS = re.compile(r"[^>›»]{1,40}(?:\s*[>›»]\s*[^>›»]{1,60}){2,}")
"""From the front page of a site to where a page stands."""
_HOME = re.compile(
    r"(?:home|homepage|start|startseite|accueil|inicio|pagina inicial|strona glowna|"
    r"uvod|hjem|forside|etusivu|kezdolap|fooldal|acasa|domov|naslovnica)"
    r"(?:\s*[>›»/|·→]\s*[^>›»/|·→]{1,60})+"
)
_FOOTNOTE = re.compile(r"[¹²³⁴-⁹⁰†‡*]+\s*\D")
_VARIABLE = re.compile(r"[A-Za-z]{1,4}[ _-]?\d{1,3}(?:[._-]\w{1,4})*")
_ABBREVIATION = re.compile(
    r"[A-ZÀ-Þ0-9(][^\Wa-zß-ÿ]{0,5}[*)]?\s*[:=–]\s+\S.*", re.DOTALL
)
"""What says what some letters stand for, as reports write below."""
_FEW = 2
_SUM = re.compile(r"[ØøΣ∑⌀∅][\s:.]*\w{0,12}\.?")
_SUBTOTAL = re.compile(
    r".+ (?:ergebnis|total|totale|totaal|gesamt|summe|razem|suma|suma koncowa)"
)
_PHRASES = "as of|last updated?|letzte aktualisierung|mise a jour|stan na"
_MARKS = re.compile(r"[\d\s.,%€$+\-–'/:()]*")
_COUNTED = re.compile(r"\d[\d.,' ]*(?:\s[^\W\d]{3,}){1,2}")
"""As a row of totals counts what it lists: "11 Netzwerke"."""
_FULL = 3
_MOST_OF_PAGES = 40
HEADING = "a heading between rows"
"""What a row is whose one cell spans the columns: it may say something of others."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What rows of totals are, and what notes begin with."""
    totals, notes = ("|".join(sorted(word_list(key))) for key in ("totals", "notes"))
    return re.compile(
        rf"(?:grand |gesamt|sub-|sous-)?(?:{totals})"
        r"(?: general| complessivo| koncowa)?(?:\s*[:=(]?.{0,30})?"
    ), re.compile(
        rf"(?:{notes}|{_PHRASES})\b.{{0,4}}[:\-\d(]"
        r"|(?:strictly )?(?:confidential|vertraulich|confidentiel|confidencial|"
        r"riservato|poufne|vertrouwelijk|duverne)\b.{0,40}$"
        r"|(?:generated|exported|printed|created|erstellt|exportiert|gedruckt) "
        r"(?:by|on|at|from|von|am|aus)\b"
        r"|(?:as of|stan na|last update|mise a jour|alle angaben|all data)\b"
        r"|©|\(c\)|\*|\(?\d\)|[¹²³]|\[\d\]|https?://|www\."
    )


def odd(sheet: Sheet, place: int, headers: Sequence[Sequence[str]]) -> str:
    """What a row below a header is, where it is none of the list; empty if it is."""
    row, filled = sheet.rows[place], sheet.filled(place)
    if not filled:
        return "an empty row"
    if any(_says_again(row, header) for header in headers):
        return "the header said again"
    first, (total, note) = fold(filled[0]), _patterns()
    if _EXAMPLE.match(first):
        return "an example"
    counts = (_MARKS.fullmatch(c) or _COUNTED.fullmatch(c) for c in filled[1:])
    if total.fullmatch(first) and all(counts):
        return "a row of totals"
    is_marked = all(_MARKS.fullmatch(cell) for cell in filled[1:])
    if len(filled) > 1 and is_marked and _SUBTOTAL.fullmatch(first):
        return "a row of totals"
    if _SUM.fullmatch(filled[0]) and all(map(_MARKS.fullmatch, filled[1:])):
        return "a row of totals"
    if sum(map(len, filled)) < _MOST_OF_PAGES and _turns_pages(" ".join(filled)):
        return "a link of a web page"
    if len(filled) > 2:
        is_of_program = headers and all(map(_VARIABLE.fullmatch, filled))
        return "names of columns for a program" if is_of_program else ""
    if note.match(first) or _FOOTNOTE.match(filled[0]):
        return "a note"
    if all(map(is_link, filled)):
        return "a link of a web page"
    if len(filled) == 1 and _is_spanned(sheet, place):
        return HEADING
    if len(filled) == 1 and _MARKS.fullmatch(first):
        return "a number alone"
    return "a sentence" if len(filled) == 1 and _is_sentence(filled[0]) else ""


def footer(sheet: Sheet, kinds: Mapping[int, str]) -> dict[int, str]:
    """What rows are that stand below a list, apart from it, with a note among them.

    They have one cell, or two below a wider list if the first of them is a note.

    Parameters
    ----------
    sheet : Sheet
    kinds : mapping of int to str
        What each row is, as `odd` tells; empty for those of the list.
    """
    n_filled = {place: len(sheet.filled(place)) for place in kinds}
    is_wide = max(n_filled.values(), default=0) > _FULL
    for most in (_FEW, 1) if is_wide else (1,):
        last = max((place for place, n in n_filled.items() if n > most), default=-1)
        narrow = [place for place in kinds if place > last >= 0]
        apart = [p for p in narrow if sheet.numbers[p] - sheet.numbers[p - 1] > 1]
        below = [place for place in narrow if place >= min(apart, default=place + 1)]
        is_note = [bool(kinds[p]) or _explains(sheet.filled(p)) for p in below]
        if any(is_note if most == 1 else is_note[:1]):
            return {p: "a note" for p in below if not kinds[p]}
    return {}


def _explains(cells: Sequence[str]) -> bool:
    return len(cells) == 1 and bool(_ABBREVIATION.fullmatch(cells[0]))


def is_link(text: str) -> bool:
    """Whether a text is a link that pages of the web have beside what they say."""
    folded = fold(text).rstrip(" >»›→…")
    if not folded or any(way.fullmatch(folded) for way in (_LINKS, _PATHS, _HOME)):
        return True
    if all(part in word_list("ends_of_pages") for part in _PARTS.split(folded)):
        return True
    return _turns_pages(folded)


def _turns_pages(text: str) -> bool:
    """Whether a text has nothing but numbers of pages, and words between them."""
    words, turning = _WORD.findall(fold(text)), word_list("turning_pages")
    is_said = len(words) > 1 and not turning.isdisjoint(words)
    return is_said and all(word.isdigit() or word in turning for word in words)


def told(sheet: Sheet, place: int, what: str) -> Remark:
    """A note on a row that is none of the list."""
    cells = " | ".join(sheet.filled(place))[:200]
    where = sheet.place(sheet.numbers[place])
    return Remark("note", where, cells, f"the row is left out: it is {what}")


def _says_again(row: Sequence[str], header: Sequence[str]) -> bool:
    n_others, most_others = 0, 0.4 * (len(row) - list(row).count(""))
    for at, cell in enumerate(row):
        if cell and (at >= len(header) or fold(cell) != fold(header[at])):
            n_others += 1
            if n_others >= most_others:  # of most rows after a few cells
                return False
    return True


def _is_spanned(sheet: Sheet, place: int) -> bool:
    number = sheet.numbers[place]
    return any(
        top <= number <= bottom and right - left + 1 >= _FULL
        for top, left, bottom, right in sheet.merged
    )


def _is_sentence(text: str) -> bool:
    """Whether a text that stands alone is prose, and no name."""
    return len(text) > 100 or (len(text) > 40 and text.endswith((".", ":", "!")))
