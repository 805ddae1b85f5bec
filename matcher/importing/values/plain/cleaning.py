"""Cleaning: text as programs leave it, made fit for a cell of a table.

In: the text of a cell. Out: the same without what nobody sees, odd spaces, quotes and
marks of other programs; empty where it says that nothing is recorded.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from matcher.text import INVISIBLE, fold

_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|span|strong|sup|sub|table|tbody|td|tr|u"
    r"|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\s*/?>", re.IGNORECASE)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]|_x000[dD]_\n?")
_SPACES = re.compile(r"[^\S\n]+")
_ODD_SPACES = re.compile(r"[^\S\n ]")
_MANY_LINES = re.compile(r"\n{3,}")
_AROUND = {
    '"': '"', "'": "'", "“": "”“", "”": "”", "„": "“”", "«": "»", "»": "«", "‘": "’‘",
    "’": "’", "‚": "‘’", "`": "`´", "´": "´", "‟": "”", "*": "*", "_": "_",
}  # fmt: skip
_GUARD = re.compile("['‘’](?=[=+@-])")
_ERROR = re.compile(
    r"#[A-ZÀ-Ü][A-ZÀ-Ü0-9_/]*[!?]|#GETTING_DATA|##+|(?:Err|Fehler):[0-9]+"
)
_LINK = re.compile(r"=\s*HYPERLINK\(", re.IGNORECASE)
_SHOWN = re.compile(
    r"""=\s*HYPERLINK\(\s*"[^"]*"\s*[,;]\s*"((?:[^"]|"")+)"\s*\)""", re.IGNORECASE
)
_SIGNS = re.compile(r"[\s.…?!*#_\-‐‑‒–—−/\\|:;,()\[\]<>]*")

_NOTHING = frozenset(
    # Signs and what programs write
    "n/a na n.a. n.a #n/a #na #nv #nd #n/d n/v nv n.v. null nil nan none nat <na> void "
    "undefined empty blank tbd tba tbc unknown unk x.x. xxx k.a. k.a k/a ka o.a. o.a "
    "n.d. n.d nd n/d s/o s.o. s.o so s/d s.d. s.d sd b.d. b.d bd b/d n.b. n.b. nb n.c. "
    "n.c nc n/c nr n.r. n.r n/r n.n. nn nvt n.v.t. n.v.t n.t. nt onb. unb. unbek. "
    "onbekend unbekannt inconnu inconnue inconnus desconocido desconocida desconocidos "
    "sconosciuto sconosciuta ignoto nieznany nieznana nieznane brak desconhecido "
    "desconhecida necunoscut necunoscuta keine keiner keines kein ninguno ninguna "
    "nessuno nessuna aucun aucune neant geen nenhum nenhuma zadne zaden niciunul leer "
    "leeg vide vacio vacia vuoto vuota pusty puste vazio gol offen".split()
) | frozenset(
    line.strip()
    for line in """
    not available; not applicable; not recorded; not known; not specified; not given;
    not provided; not stated; not yet known; not yet; no data; no information; no info;
    no answer; no entry; data not available; information not available; to be defined;
    to be confirmed; to be determined; to be completed; to be announced; none given;
    unknown yet; not disclosed; not public; no website; no value; k. a.; n. a.; n. d.;
    keine angabe; keine angaben; ohne angabe; nicht bekannt; nicht angegeben;
    nicht verfugbar; nicht vorhanden; keine daten; keine information; nicht zutreffend;
    keine info; entfallt; noch offen; nicht erfasst; o. a.; ohne; wird nachgereicht;
    non renseigne; non renseignee; non disponible; non communique; non communiquee;
    non applicable; sans objet; pas de donnees; non precise; a completer; non connu;
    non defini; a definir; pas d'information; donnee non disponible; donnees manquantes;
    sin datos; sin dato; sin informacion; no disponible; no aplica; no consta;
    no procede; no se sabe; no especificado; no indicado; por determinar; por definir;
    no facilitado; sin especificar; no definido; no hay datos; no data disponible;
    non disponibile; non pervenuto; non specificato; non indicato; nessun dato;
    non applicabile; dato non disponibile; non noto; da definire; senza dati;
    non dichiarato; non definito; niet van toepassing; niet bekend; niet beschikbaar;
    geen gegevens; niet ingevuld; niet opgegeven; geen informatie; geen opgave;
    nog niet bekend; nader te bepalen; n. v. t.; brak danych; nie dotyczy; nie podano;
    bez danych; brak informacji; do ustalenia; nie wiadomo; nieokreslone; nie okreslono;
    do uzupelnienia; sem dados; nao disponivel; nao aplicavel; nao se aplica;
    nao especificado; sem informacao; nao indicado; a definir; por preencher;
    nao consta;
    sem resposta; fara date; nu se aplica; nespecificat; indisponibil; nu este cazul
    """.replace("\n", " ").split(";")
)
"""Folded: what people write where nothing is recorded."""
_LONGEST = 2 + max(map(len, _NOTHING))


def plain(text: str) -> str:
    r"""One line of text as people see it: single spaces, no quotes around, no tags.

    Examples
    --------
    >>> plain("\u201eCluster\xa0 e. V.\u201c\n")
    'Cluster e. V.'
    """
    return _unwrapped(" ".join(visible(text).split()))


def paragraph(text: str) -> str:
    """The same of a text that may break lines; never three line ends together."""
    lines = (_SPACES.sub(" ", line).strip() for line in visible(text).split("\n"))
    return _unwrapped(_MANY_LINES.sub("\n\n", "\n".join(lines)).strip())


def visible(text: str) -> str:
    """Text with one kind of line end, without tags and what cannot be seen."""
    if text.isascii() and text.isprintable() and "<" not in text and "&" not in text:
        return text  # as most cells are
    if "<" in text and _TAG.search(text):
        text = _TAG.sub(" ", _BREAK.sub("\n", text))
    if "&" in text and ";" in text:
        text = unescape(text)
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = _ODD_SPACES.sub(" ", text)
    return INVISIBLE.sub(lambda found: "\n" if found[0] == "\n" else "", text)


def _unwrapped(text: str) -> str:
    """Without quotes and other marks that stand around all of it."""
    text = _GUARD.sub("", text, count=1) if _GUARD.match(text) else text
    while len(text) > 1 and text[-1] in _AROUND.get(text[0], ""):
        inner = text[1:-1]
        if text[0] in inner or text[-1] in inner:
            break
        text = inner.strip()
    return text


def is_nothing(text: str) -> bool:
    """Whether a plain text says that nothing is recorded.

    Examples
    --------
    >>> is_nothing("k. A."), is_nothing("--"), is_nothing("sin datos"), is_nothing("0")
    (True, True, True, False)
    """
    if len(text) > _LONGEST:
        return False
    if _SIGNS.fullmatch(text):
        return True
    folded = fold(text)
    bare = folded.strip(" ()[]<>{}-–*!?'\"")
    return not {folded, bare, bare.rstrip(".: ")}.isdisjoint(_NOTHING)


def left_by_a_program(text: str) -> str:
    """What a program left instead of a value, and what to do; empty if nothing.

    Errors of spreadsheets, and formulas that nobody has worked out.
    """
    if _ERROR.fullmatch(text):
        what = "an error of a spreadsheet, or a column too narrow"
        return f"{what}; write what belongs here, or nothing"
    if text.startswith("=") and not _LINK.match(text):
        return "a formula; write what it gives"
    return ""


def link_shown(text: str) -> str:
    """What a formula of a link shows instead of its aim; another text as it is.

    Examples
    --------
    >>> link_shown('=HYPERLINK("https://alpha.eu","Alpha")')
    'Alpha'
    """
    found = _SHOWN.fullmatch(text) if text.startswith("=") else None
    return found[1].replace('""', '"') if found else text
