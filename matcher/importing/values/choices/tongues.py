"""Tongues: languages by their names in nine of them and in their own.

In: the text of a cell. Out: codes of ISO 639-1.
"""

from __future__ import annotations

import re

from matcher.importing.values.gathering import Gathered
from matcher.importing.values.plain.cleaning import is_nothing, plain
from matcher.importing.values.plain.mending import Mending
from matcher.text import fold

_NAMES = """
    ar: arabic, arabisch, arabe, arabo, arabski, araba, العربية
    bg: bulgarian, bulgarisch, bulgare, bulgaro, bulgaars, bulgarski, bulgara,
        български
    ca: catalan, katalanisch, catalano, catalaans, katalonski, catalao, catalana,
        catala
    cs: czech, tschechisch, tcheque, checo, ceco, tsjechisch, czeski, tcheco,
        ceha, cestina
    da: danish, danisch, danois, danes, danese, deens, dunski, dinamarques,
        daneza, dansk
    de: german, deutsch, allemand, aleman, tedesco, duits, niemiecki, alemao,
        germana
    el: greek, griechisch, grec, griego, greco, grieks, grecki, grego, greaca,
        ελληνικα
    en: english, englisch, anglais, ingles, inglese, engels, angielski, engleza
    es: spanish, spanisch, espagnol, espanol, spagnolo, spaans, hiszpanski,
        espanhol, spaniola
    et: estonian, estnisch, estonien, estonio, estone, estisch, estonski,
        estoniano, estona, eesti
    eu: basque, baskisch, euskera, basco, baskijski, basca, euskara
    fi: finnish, finnisch, finnois, fines, finlandese, fins, finski, finlandes,
        finlandeza, suomi
    fr: french, franzosisch, francais, frances, francese, frans, francuski,
        franceza
    ga: irish, irisch, irlandais, irlandes, irlandese, iers, irlandzki, irlandeza,
        gaeilge
    gl: galician, galicisch, galicien, gallego, galiziano, galicyjski, galego,
        galiciana
    hr: croatian, kroatisch, croate, croata, croato, chorwacki, hrvatski
    hu: hungarian, ungarisch, hongrois, hungaro, ungherese, hongaars, wegierski,
        maghiara, magyar
    is: icelandic, islandisch, islandais, islandes, islandese, ijslands,
        islandzki, islandeza, islenska
    it: italian, italienisch, italien, italiano, italiaans, wloski, italiana
    ja: japanese, japanisch, japonais, japones, giapponese, japans, japonski,
        japoneza, 日本語
    lb: luxembourgish, luxemburgisch, luxembourgeois, luxemburgues,
        lussemburghese, luxemburgs, luksemburski, luxemburgheza, letzebuergesch
    lt: lithuanian, litauisch, lituanien, lituano, litouws, litewski, lituaniana,
        lietuviu
    lv: latvian, lettisch, letton, leton, lettone, lets, lotewski, letao, letona,
        latviesu
    mk: macedonian, mazedonisch, macedonien, macedonio, macedone, macedonisch,
        macedonski, macedoneana, македонски
    mt: maltese, maltesisch, maltais, maltes, maltees, maltanski, malteza, malti
    nl: dutch, niederlandisch, neerlandais, neerlandes, olandese, nederlands,
        niderlandzki, holandes, neerlandeza
    no: norwegian, norwegisch, norvegien, noruego, norvegese, noors, norweski,
        noruegues, norvegiana, norsk
    pl: polish, polnisch, polonais, polaco, polacco, pools, polski, polones,
        poloneza
    pt: portuguese, portugiesisch, portugais, portugues, portoghese, portugees,
        portugalski, portugheza
    ro: romanian, rumanisch, roumain, rumano, rumeno, roemeens, rumunski, romeno,
        romana
    ru: russian, russisch, russe, ruso, russo, rosyjski, rusa, русскии
    sk: slovak, slowakisch, slovaque, eslovaco, slovacco, slowaaks, slowacki,
        slovaca, slovencina
    sl: slovenian, slowenisch, slovene, esloveno, sloveno, sloveens, slowenski,
        slovena, slovenscina
    sq: albanian, albanisch, albanais, albanes, albanese, albanees, albanski,
        albaneza, shqip
    sr: serbian, serbisch, serbe, serbio, serbo, servisch, serbski, servio, sarba,
        српски
    sv: swedish, schwedisch, suedois, sueco, svedese, zweeds, szwedzki, suedeza,
        svenska
    tr: turkish, turkisch, turc, turco, turks, turecki, turca, turkce
    uk: ukrainian, ukrainisch, ukrainien, ucraniano, ucraino, oekraiens,
        ukrainski, ucraineana, украінська
    zh: chinese, chinesisch, chinois, chino, cinese, chinees, chinski, chines,
        chineza, 中文
"""
_BETWEEN = re.compile(r"\s*[;,/|\n&+•·]\s*|\s+(?:and|und|et|y|e|i|en|oraz|si)\s+")
_OTHER_LETTERS = {
    "gb": "en", "uk": "en", "us": "en", "sp": "es", "cz": "cs", "dk": "da", "gr": "el",
    "se": "sv", "ee": "et", "si": "sl", "nb": "no", "nn": "no", "rs": "sr", "ua": "uk",
    "eng": "en", "ger": "de", "deu": "de", "fra": "fr", "fre": "fr", "esp": "es",
    "spa": "es", "ita": "it", "nld": "nl", "dut": "nl", "pol": "pl", "por": "pt",
    "ron": "ro", "rum": "ro", "dan": "da", "swe": "sv", "fin": "fi", "nor": "no",
    "ces": "cs", "cze": "cs", "slk": "sk", "slv": "sl", "hun": "hu", "cat": "ca",
    "ell": "el", "gre": "el", "lit": "lt", "lav": "lv", "est": "et", "hrv": "hr",
    "bul": "bg", "rus": "ru", "tur": "tr", "srp": "sr",
}  # fmt: skip
_BY_NAME = {
    name.strip(): line.partition(":")[0].strip()
    for line in re.sub(r"\n {8}", " ", _NAMES).strip().splitlines()
    for name in line.partition(":")[2].split(",")
} | {"castellano": "es", "castilian": "es", "castellan": "es", "flemish": "nl",
     "vlaams": "nl", "flamisch": "nl", "valencian": "ca", "gaelic": "ga",
     "greek": "el", "griechisch": "el", "norwegian bokmal": "no"}  # fmt: skip
_CODES = frozenset(_BY_NAME.values())
_LOOK = "look whether that is meant"


class Tongues:
    """Reads lists of languages."""

    def __init__(self) -> None:
        self._mending = Mending(_BY_NAME)

    def read(self, text: str, gathered: Gathered) -> tuple[str, ...]:
        """Languages of a cell as codes, in their order."""
        found: dict[str, None] = {}
        for piece in map(plain, _BETWEEN.split(text)):
            if piece and not is_nothing(piece):
                code = self._code(piece, gathered)
                found |= {code: None} if code else {}
        return tuple(found)

    def _code(self, text: str, gathered: Gathered) -> str:
        bare = re.sub(r"\s*[(\[].*|[-_][A-Za-z]{2}$", "", text).strip(" .:")
        key = fold(bare)
        if key in _CODES and key != "uk":
            return key
        if key in _OTHER_LETTERS or key in _BY_NAME:
            code = _OTHER_LETTERS.get(key) or _BY_NAME[key]
            if key in ("uk", "us", "gb", "sp"):
                told = f"is a country's code; {_LOOK}"
                gathered.doubt(text, code, ["uk"] if key == "uk" else (), told)
            return code
        near = {_BY_NAME[one] for one in self._mending.near(key) if one in _BY_NAME}
        if len(near) == 1:
            code = near.pop()
            gathered.doubt(text, code, (), f"is taken as a misspelt language; {_LOOK}")
            return code
        problem = "no language; accepted are codes of ISO 639-1 and names of languages"
        gathered.unread(text, problem, is_word=True)
        return ""
