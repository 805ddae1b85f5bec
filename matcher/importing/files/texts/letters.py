"""Which languages write which letters, and which code pages hold them.

In: nothing. Out: tables by which an encoding is guessed. Letters stand by how often
they are written, the most frequent first; their capitals go without saying.
"""

from __future__ import annotations

LETTERS = {
    "German": "üäöß",
    "French": "éèàêçôîûâïùëœæü’",
    "Spanish": "óíáéñúüªº",
    "Italian": "àèùòéì",
    "Dutch": "ëéïöèüá",
    "Polish": "łóąęśżńćź",
    "Portuguese": "ãçáéíóêõâúàôªº",
    "Romanian": "ăîâțșţş",
    "Czech": "íáéěřčžýšůúňťďó",
    "Slovak": "áíéčýžúšľťóôňäďĺŕ",
    "Hungarian": "áéöóőüíúű",
    "Croatian": "čćžšđ",
    "Slovenian": "čšž",
    "Swedish": "äöåé",
    "Danish": "øåæé",
    "Finnish": "äöå",
    "Icelandic": "áíðéóöþúæý",
    "Catalan": "àóèéíòçúïü·",
    "Turkish": "ıüşğçöiâ",
    "Estonian": "äõüöšž",
    "Latvian": "āīšēūļņžģčķ",
    "Lithuanian": "ėšųžįąūčę",
    "Greek": "αοιετσνρκπμληυςδίγωόάχήέθύφώβξζψϊΐϋ",
    "Russian": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "Bulgarian": "аоеиинтрсвлпкдмзгучъбщяйцхжшюф",
    "Ukrainian": "оаинтівреслкмдупзяьгбчйхцжїюшєщфґ",
}

WORDS = {
    "German": "der die das und von mit zur zum im ist wirtschaft industrie verein "
    "netzwerk land name deutschland branche stadt technologien maschinenbau energie "
    "gesundheit umwelt schweiz mitglieder webseite ansprechpartner telefon",
    "French": "le la les des du et aux sur pour une dans avec pays nom ville secteur "
    "secteurs technologies allemagne espagne italie filiere pole entreprises sante "
    "numerique agroalimentaire membres adresse site",
    "Spanish": "el los las y para con una del por pais nombre ciudad sector sectores "
    "alemania francia salud alimentos energia industria empresas socios asociacion",
    "Italian": "il lo gli della delle dei di e per con una nome paese settore settori "
    "germania francia spagna salute energia imprese rete distretto regione polo citta",
    "Dutch": "het een van en voor met de naam land sector sectoren duitsland frankrijk "
    "gezondheid energie bedrijven leden stad technologie voedsel vereniging",
    "Polish": "i w na dla do oraz nazwa kraj miasto sektor branza klaster polska "
    "niemcy francja zdrowie energia przemysl firmy technologie informatyka dolina",
    "Portuguese": "o os as do da dos das para com uma nome pais cidade setor setores "
    "alemanha franca espanha energia empresas associacao polo cluster membros",
    "Romanian": "si in de la pentru cu nume tara oras sector sectoare clusterul "
    "romania germania franta energie sanatate industrie auto agricultura inovativ",
    "Czech": "a v na pro se klastr nazev zeme mesto obor odvetvi energie zdravi "
    "strojirenstvi republika firmy doprava potraviny moravskoslezsky technologie",
    "Hungarian": "a az egy klaszter nev orszag varos ipar energia magyar",
    "Greek": "",
    "Turkish": "ve bir ile icin sanayi ulke sehir ad turkiye kume",
}
"""Words without marks over their letters that make a language likely."""

CODE_PAGES = {
    "cp1252": 0.0,
    "cp1250": -0.5,
    "iso8859_15": -1.0,
    "iso8859_2": -1.0,
    "cp1253": -1.0,
    "iso8859_7": -1.5,
    "cp1251": -1.0,
    "cp1257": -1.5,
    "cp1254": -1.5,
    "mac_roman": -2.0,
    "cp850": -2.5,
    "cp852": -2.5,
    "mac_latin2": -3.0,
}
"""As programs on different systems keep texts; how likely each is, in logarithms."""

TYPOGRAPHIC = frozenset("„“”‚‘’–—…•€°«»·§®™©\xa0²³½¼´`µ±×")
"""What stands between words of any language."""

BEFORE_WORDS = frozenset("„“”‚‘’«»–—…·\xa0")
"""Of these, what may stand right before a word."""

ONLY_BEFORE_WORDS = frozenset("„‚")
AMID_WORDS = frozenset("’–\xa0")

AT_THE_END_ONLY = {"Italian": frozenset("àèùòéì")}
"""Letters that a language writes at the end of a word, with few exceptions."""
