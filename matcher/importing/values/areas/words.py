"""Area words: letters for countries, and names that mean no one country.

In: nothing. Out: tables that `meaning` looks names up in; keys are folded unless they
are said to be as written.
"""

from __future__ import annotations

import re

_THREE = (
    "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF "
    "ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS "
    "BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BULBG BVTBV BWABW "
    "CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM "
    "CPVCV CRICR CROHR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DENDK DEUDE DJIDJ DMADM "
    "DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK "
    "FRAFR FROFO FSMFM GABGA GBRGB GEOGE GERDE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM "
    "GNBGW GNQGQ GRCGR GRDGD GREGR GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN "
    "HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT "
    "JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA "
    "LATLV LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF "
    "MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN "
    "MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NEDNL NERNE "
    "NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN "
    "PERPE PHLPH PLWPW PNGPG POLPL PORPT PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA "
    "REURE RKSXK ROMRO ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ "
    "SLBSB SLESL SLOSI SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SUICH SURSR SVKSK "
    "SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM "
    "TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS "
    "UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS XKXXK YEMYE ZAFZA "
    "ZMBZM ZWEZW "
)  # fmt: skip
THREE_LETTERS = {pair[:3]: pair[3:] for pair in _THREE.split()}
"""Countries by their codes of three letters: ISO 3166-1, and some of sport."""

LETTERS_ON_CARS = {
    "A": "AT", "B": "BE", "D": "DE", "E": "ES", "F": "FR", "H": "HU", "I": "IT",
    "L": "LU", "P": "PT",
}  # fmt: skip
"""Countries by the one letter on their cars, as written."""

ALSO_CALLED = {
    "cesko": "CZ", "ceska republika": "CZ", "slovensko": "SK",
    "slovenska republika": "SK", "polsko": "PL", "nemecko": "DE", "rakousko": "AT",
    "rakusko": "AT", "madarsko": "HU", "chorvatsko": "HR", "slovinsko": "SI",
    "francie": "FR",
    "deutschl": "DE", "osterr": "AT", "oesterr": "AT", "niederl": "NL", "frankr": "FR",
    "grossbrit": "GB",
}  # fmt: skip
"""Countries as neighbours call them, in languages without terms, and cut short."""

EUROPE = frozenset(
    line.strip()
    for line in """
    europe; europa; eu; ue; e.u; eu27; eu-27; eu 27; ue27; european union; eu countries;
    europaische union; union europeenne; union europea; unione europea; europese unie;
    unia europejska; uniao europeia; uniunea europeana; eu-lander; eu lander;
    eu member states; member states; kraje ue; pays de l'ue; paises de la ue;
    eu-mitgliedstaaten; europe (eu); western europe; westeuropa; northern europe;
    southern europe; central europe; mitteleuropa; zentraleuropa; nordeuropa;
    europe occidentale; europe du nord;
    europe du sud;
    europa occidental; europa del sur;
    europa occidentale;
    europa zachodnia; west-europa; paesi ue; within the eu; eu market
    """.replace("\n", " ").split(";")
)
"""What lies in the European Union, as a market."""

HARDLY_SURE = {
    **dict.fromkeys(
        "korea coree corea koreas coreia coreea".split(), ("KP",)
    ),
    **dict.fromkeys(
        "america amerika amerique ameryka americas americhe".split(), ("LATAM", "NAFTA")
    ),
    **dict.fromkeys("samoa micronesia guyana guiana".split(), ()),
    "columbia": ("CA", "US"),
    "congo": ("CD",), "kongo": ("CD",),
    "ireland (northern)": ("GB",),
    "virgin islands": ("VG", "VI"),
    "china, republic of": ("TW", "CN"),
    "republic of china": ("TW", "CN"),
    "gulf": ("GCC",), "golf": ("GCC",), "golfo": ("GCC",), "golfe": ("GCC",),
}  # fmt: skip
"""Names that are one area's, and may be meant for others; with these."""

ALSO_WORDS = frozenset("no No in is so BD NC NR SD SO".split())
"""As written: codes of countries that are words too, or say that nothing is known."""

NAMIBIA_OR_NOTHING = "NA"
"""Namibia, North America, or what many write for "not available"."""

TOGETHER = {
    name: tuple(codes.split())
    for names, codes in (
        (
            "western balkans; westbalkan; westlicher balkan; balkans occidentaux; "
            "balcanes occidentales; balcani occidentali; westelijke balkan; balkany "
            "zachodnie; balcas ocidentais; balcanii de vest; balkans; balkan",
            "AL BA ME MK RS XK",
        ),
        ("bric; bric countries; bric-staaten", "BR RU IN CN"),
        ("brics; brics countries; brics-staaten; paises brics", "BR RU IN CN ZA"),
        ("nordics; nordic countries; nordische lander; pays nordiques", "NO IS"),
        ("caucasus; kaukasus; caucase; caucaso; kaukaz", "AM AZ GE"),
    )
    for name in names.split("; ")
}
"""Names that the terms do without, of several countries outside the European Union."""

ISLANDS = frozenset(("island", "islands"))
"""Words that are an English noun inside a name, and Iceland alone."""

SHARED = frozenset("CD CG CN GE GN IE KP KR TW".split())
"""Of these, the name behind "Republic of" is that of another state too."""

FORMAL = re.compile(
    r"^the\s+(?!(?:republic|kingdom|federal|grand)\b)"
    r"|^(?:the\s+)?(?:federal\s+|french\s+|hellenic\s+)?(?:republic|rep\.|kingdom|"
    r"grand duchy)"
    r"\s+of\s+|^(?:bundes)?republik\s+|^k[oö]nigreich\s+|^(?:la\s+)?r[eé]publique\s+"
    r"(?:f[eé]d[eé]rale\s+)?(?:d['’]\s*|de\s+)?|^(?:el\s+)?reino\s+de\s+|"
    r"^rep[uú]blica\s+"
    r"(?:federal\s+)?(?:de\s+|da\s+|do\s+)?|^repubblica\s+(?:di\s+)?|"
    r"^royaume\s+(?:de\s+|"
    r"des\s+|d['’])|^koninkrijk\s+(?:der\s+)?|^republiek\s+|"
    r"^rzeczpospolita\s+|^republika\s+"
    r"|^kr[oó]lestwo\s+|\s+rep(?:ublic)?$",
    re.IGNORECASE,
)
"""What stands before, or after, the name of a state where it is told in full."""
