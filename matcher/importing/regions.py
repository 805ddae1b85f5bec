"""Regions: the state that a region lies in, and one region in several languages.

In: what a cell calls a region. Out: the code of its country, where only one has such a
region; and keys that are the same whatever language it is called in.
"""

from __future__ import annotations

import re

from matcher.text import fold

_TABLE = """
AT: burgenland; karnten = carinthia = carinzia; niederosterreich = lower austria;
    oberosterreich = upper austria = haute-autriche; salzburg; steiermark = styria =
    styrie; tirol = tyrol; vorarlberg; wien = vienna = vienne
BE: vlaanderen = flanders = flandern = flandre = vlaams gewest; wallonie = wallonia =
    wallonien; bruxelles = brussels = brussel = brussel-hoofdstad = bruxelles-capitale;
    hainaut; vlaams-brabant = flemish brabant; brabant wallon; oost-vlaanderen = east
    flanders; west-vlaanderen = west flanders; antwerpen = antwerp; flandes; walloon
    region; region wallonne; brussels-capital; liege; namur
BG: yugozapaden; severoiztochen; yuzhen tsentralen = south-central bulgaria; severen
    tsentralen; severozapaden; yugoiztochen
CH: zurich; bern; luzern; aargau; st. gallen; graubunden; thurgau; tessin; ticino;
    waadt; vaud; wallis; valais; neuenburg; neuchatel; genf; geneve; solothurn;
    basel-stadt; basel-landschaft; fribourg; zug; schwyz
CZ: praha = prague = prag; jihomoravsky kraj = south moravia; moravskoslezsky kraj =
    moravia-silesia; stredocesky kraj; plzensky kraj; olomoucky kraj; zlinsky kraj;
    jihocesky kraj; karlovarsky kraj; kralovehradecky kraj; liberecky kraj;
    moravian-silesian region; pardubicky kraj; ustecky kraj; vysocina; kraj vysocina;
    morava; moravia
DE: baden-wurttemberg = bawu; bayern = bavaria = baviere = baviera = bawaria; berlin;
    brandenburg; bremen; hamburg; hessen = hesse = assia; mecklenburg-vorpommern =
    mecklenburg-western pomerania; niedersachsen = lower saxony = basse-saxe = baja
    sajonia; nordrhein-westfalen = nrw = north rhine-westphalia =
    rhenanie-du-nord-westphalie; rheinland-pfalz = rhineland-palatinate =
    rhenanie-palatinat; saarland = sarre; sachsen = saxony = saxe = sajonia;
    sachsen-anhalt = saxony-anhalt; schleswig-holstein; thuringen = thuringia =
    thuringe; oberbayern = upper bavaria; niederbayern; oberfranken; mittelfranken;
    unterfranken; schwaben; ruhrgebiet; rhein-main; rhein-neckar; franken; oberpfalz;
    westfalen; rheinland; ostwestfalen-lippe
DK: hovedstaden; midtjylland = central denmark; nordjylland = north denmark; syddanmark
    = south denmark; sjaelland = zealand; southern denmark; capital region of denmark
ES: andalucia = andalusia = andalousie = andalusien; aragon = aragonien; asturias =
    principado de asturias; illes balears = islas baleares = balearic islands =
    balearen; canarias = islas canarias = canary islands; cantabria; castilla y leon =
    castile and leon; castilla-la mancha; cataluna = catalunya = catalonia = catalogne =
    katalonien; comunidad de madrid = madrid; comunidad valenciana = comunitat
    valenciana = valencia region = region de valencia; extremadura; galicia = galicien;
    la rioja; region de murcia = murcia; navarra = comunidad foral de navarra = navarre;
    pais vasco = euskadi = basque country = baskenland = pays basque; castilla la mancha
FI: uusimaa; pirkanmaa; pohjois-karjala = north karelia; varsinais-suomi; pohjanmaa =
    ostrobothnia; lappi = lapland; north ostrobothnia; pohjois-pohjanmaa; satakunta;
    helsinki-uusimaa
FR: auvergne-rhone-alpes = aura; rhone-alpes; auvergne; bourgogne-franche-comte;
    bourgogne = burgundy; bretagne = brittany; centre-val de loire; corse = corsica;
    grand est; alsace = elsass; lorraine = lothringen; champagne-ardenne;
    hauts-de-france; nord-pas-de-calais; ile-de-france = region parisienne; normandie =
    normandy; nouvelle-aquitaine; aquitaine; occitanie; languedoc-roussillon;
    midi-pyrenees; pays de la loire; provence-alpes-cote d'azur = paca = sud (paca);
    franche-comte; picardie; ile de france; limousin; poitou-charentes; occitania;
    region sud
GB: scotland = schottland = ecosse; wales; northern ireland; east midlands; west
    midlands; south east england; north west england; north east england; yorkshire and
    the humber; greater london; east of england; yorkshire; cornwall; devon; east
    anglia; greater manchester; south west england
GR: attiki = attica; kentriki makedonia = central macedonia; kriti = crete = kreta;
    thessalia = thessaly; dytiki ellada; αττικη; western greece; epirus; peloponnese
HR: grad zagreb = zagreb; istarska zupanija; primorsko-goranska zupanija; dalmacija;
    dalmatia; slavonija; istra; istria; jadranska hrvatska
HU: budapest; kozep-magyarorszag; del-dunantul = south transdanubia; eszak-alfold;
    del-alfold; nyugat-dunantul; kozep-dunantul; eszak-magyarorszag
IE: munster; leinster; connacht; ulster; county cork; county galway; county kerry
IT: abruzzo = abruzzen; basilicata; calabria; campania = kampanien; emilia-romagna;
    friuli venezia giulia = friuli-venezia giulia; lazio; liguria; lombardia = lombardy
    = lombardei = lombardie; marche; molise; piemonte = piedmont = piemont; puglia =
    apulia = apulien = pouilles; sardegna = sardinia = sardinien; sicilia = sicily =
    sizilien; toscana = tuscany = toskana; trentino; trentino-alto adige = alto adige =
    sudtirol = south tyrol; umbria; valle d'aosta; veneto = venetien; emilia romagna
NL: noord-brabant = north brabant; zuid-holland = south holland; noord-holland = north
    holland; gelderland; overijssel; utrecht; groningen; friesland; drenthe; zeeland;
    flevoland; fryslan; brabant
NO: rogaland; vestland; trondelag; viken; innlandet; more og romsdal; nordland; troms;
    agder; hordaland
PL: dolnoslaskie = lower silesia = dolny slask = niederschlesien; kujawsko-pomorskie =
    kuyavia-pomerania; lubelskie; lubuskie; lodzkie; malopolskie = malopolska = lesser
    poland = kleinpolen; mazowieckie = mazowsze = mazovia = masowien; opolskie;
    podkarpackie = podkarpacie; podlaskie; pomorskie; slaskie = silesia = slask;
    swietokrzyskie; warminsko-mazurskie; wielkopolskie = wielkopolska = greater poland;
    zachodniopomorskie = west pomerania; podlasie; pomorze; pomerania
PT: regiao norte = northern portugal; alentejo; algarve; lisboa = lisbon = area
    metropolitana de lisboa; acores = azores; madeira; ribatejo; lisboa e vale do tejo;
    aveiro; beja; braga; braganca; castelo branco; coimbra; evora; faro; guarda; leiria;
    portalegre; porto; santarem; setubal; viana do castelo; vila real; viseu; minho;
    tras-os-montes
RO: bucuresti-ilfov = bucharest-ilfov; nord-vest; nord-est = north-east romania;
    transilvania = transylvania; banat; muntenia; oltenia; dobrogea; sud-est;
    sud-muntenia; sud-vest oltenia; cluj; timis; iasi; brasov; sibiu
SE: skane = scania = schonen; vastra gotaland; stockholms lan = stockholm; dalarna;
    norrbotten; vasterbotten; ostergotland; smaland; varmland; halland; blekinge;
    gavleborg; uppsala lan; jonkopings lan; kronoberg; vastmanland; orebro lan; jamtland
SI: osrednjeslovenska; vzhodna slovenija = eastern slovenia; zahodna slovenija = west
    slovenia; gorenjska; podravska; savinjska; stajerska; primorska
SK: bratislavsky kraj; kosicky kraj; zilinsky kraj; nitriansky kraj; trnavsky kraj;
    trenciansky kraj; banskobystricky kraj; presovsky kraj
"""

_BEFORE = re.compile(
    r"(?:freistaat|land|bundesland|region|regione|regiao|region de|provincia de|"
    r"wojewodztwo|woj\.|kraj|comunidad autonoma de)\s+"
)
_APART = re.compile(r"\s*[(),;/]\s*|\s+and\s+")


def _regions() -> dict[str, tuple[str, str]]:
    """State and first name of each region, by all its names."""
    found: dict[str, tuple[str, str]] = {}
    for line in re.sub(r"\n    ", " ", _TABLE).strip().splitlines():
        code, _, regions = line.partition(": ")
        for region in regions.replace("- ", "-").split("; "):
            names = region.split(" = ")
            found |= dict.fromkeys(names, (code, names[0]))
    return found


_REGIONS = _regions()


def state_of(text: str) -> str:
    """The country of a region by any of its names; empty where that tells none.

    Examples
    --------
    >>> state_of("Île-de-France"), state_of("Freistaat Bayern"), state_of("Limburg")
    ('FR', 'DE', '')
    """
    codes = {_REGIONS[one][0] for one in names_in(text) if one in _REGIONS}
    return codes.pop() if len(codes) == 1 else ""


def names_in(text: str) -> frozenset[str]:
    """Every region and town that a cell names, the same in every language.

    Examples
    --------
    >>> names_in("Bavaria") <= names_in("Munich (Bayern)")
    True
    """
    folded = fold(text)
    pieces = [folded] if folded in _REGIONS else _APART.split(folded)
    return frozenset(
        _REGIONS.get(plain, ("", plain))[1]
        for plain in (_plain(piece) for piece in pieces)
        if plain
    )


def _plain(piece: str) -> str:
    short = _BEFORE.sub("", piece, count=1)
    return short if short in _REGIONS and piece not in _REGIONS else piece
