"""Area names: countries and territories as nobody looks them up, but lists have them.

In: nothing. Out: codes by folded name, as far as the table of terms does without: names
of the Unicode Common Locale Data Repository in nine languages, in further ones of
Europe, and what states call themselves.
"""

from __future__ import annotations

import re

_NAMES = """
    AD: andora; andorre
    AF: afeganistao; afganistan
    AG: antigua & barbuda; antigua e barbuda; antigua en barbuda; antigua i
        barbuda; antigua si barbuda; antigua und barbuda; antigua y barbuda;
        antigua-et-barbuda
    AI: anguila
    AL: albaania; albanija; albansko; arnavutluk; shqiperia
    AQ: antarctique; antarktis; antarktyda; antartida; antartide
    AS: amerikaans-samoa; amerikanisch-samoa; samoa americaines; samoa
        americana; samoa americane; samoa amerykanskie
    AT: austrija; ausztria; avstrija; avusturya; itavalta; osterrike; ostrig
    AX: aland; alandinseln; iles aland; ilhas aland; insulele aland; islas
        aland; isole aland; wyspy alandzkie
    BA: bosna a hercegovina; bosna i hercegovina; bosna in hercegovina; bosnia
        ja hertsegoviina; bosnia ja hertsegovina; bosnia si hertegovina; bosnien
        och hercegovina; bosnija ir hercegovina; bosnija un hercegovina
    BB: barbade
    BE: belcika; belgicko; belgija
    BG: bolgarija; bugarska; bulgaaria; bulgarija; bulgaristan; bulharsko;
        българия
    BL: san bartolome; sao bartolomeu
    BM: bermudas; bermudes; bermudy
    BQ: caraibi olandesi; caribe neerlandes; caribisch nederland; insulele
        caraibe olandeze; karibische niederlande; niderlandy karaibskie; paises
        baixos caribenhos; pays-bas caribeens
    BR: brasiilia; brazilija; brezilya
    BS: bahamy
    BT: bhoutan; butan; butao
    BV: bouveteiland; bouvetinsel; ile bouvet; ilha bouvet; insula bouvet; isla
        bouvet; isola bouvet; wyspa bouveta
    BZ: belice
    CC: cocoseilanden; iles cocos; ilhas cocos (keeling); insulele cocos
        (keeling); islas cocos; isole cocos (keeling); kokosinseln; wyspy
        kokosowe
    CD: rd congo
    CF: centraal-afrikaanse republiek; repubblica centrafricana; republica
        centrafricana; republica centro-africana; republica centroafricana;
        republika srodkowoafrykanska; republique centrafricaine;
        zentralafrikanische republik
    CH: isvicre; svajc; svajciarsko; sveicarija; sveice; sveits; sveitsi; svica;
        svicarska; svycarsko
    CK: cookeilanden; cookinseln; iles cook; ilhas cook; insulele cook; islas
        cook; isole cook; wyspy cooka
    CN: cin; hiina; kiina; kina; kinija; kitajska; p.r. china; pr china;
        republica popular china; republique populaire de chine; vr china
    CO: columbia
    CV: capul verde
    CW: curazao
    CX: christmaseiland; ile christmas; ilha christmas; insula christmas; isla
        de navidad; isola christmas; weihnachtsinsel; wyspa bozego narodzenia
    CY: cipar; ciper; cipru; ciprus; cypern; kibris; kipra; kipras; kupros;
        kypr; kypros; κυπροσ
    CZ: cehija; cekija; cekya; ceska; csehorszag; czech r.; tjeckien; tjekkiet;
        tsehhi; tsekki; tsjekkia
    DE: almanya; nemcija; nemetorszag; njemacka; saksa; saksamaa; tyskland;
        vacija; vokietija
    DJ: djibuti; dschibuti; dzibuti; gibuti; yibuti
    DK: danija; danimarka; danmark; danska; dansko; taani; tanska
    DM: dominika; dominique
    EE: eesti; estija; estonija; estonsko; estonya; esztorszag; igaunija; viro
    EH: saara ocidental; sahara occidental; sahara occidentala; sahara
        occidentale; sahara zachodnia; westelijke sahara; westsahara
    ER: eritreea; eritreia; erythree; erytrea
    ES: espanja; hispaania; ispanija; ispanya; spanelsko; spanielsko; spanija;
        spanjolska; spanyolorszag
    FI: finlandiya; finnorszag; finska; finsko; somija; soome; suomi; suomija
    FJ: fidji; fidschi; fidzi; figi; fiyi
    FK: falklandeilanden; falklandinseln; falklandy; iles malouines; ilhas
        malvinas; insulele falkland; islas malvinas; isole falkland
    FM: micronesie; micronezia; mikronesien; mikronezja
    FO: faeroer; faroer; iles feroe; ilhas faroe; insulele feroe; islas feroe;
        isole faer oer; wyspy owcze
    FR: franciaorszag; francija; francuska; francuzsko; frankrig; frankrike;
        fransa; prancuzija; prantsusmaa; ranska
    GB: apvienota karaliste; birlesik krallik; egyesult kiralysag; great britain
        and northern ireland; jungtine karalyste; spojene kralovstvi; spojene
        kralovstvo; storbritannia; storbritannien; uhendkuningriik; ujedinjeno
        kraljevstvo; uk & northern ireland; zdruzeno kraljestvo
    GF: frans-guyana; franzosisch-guayana; guayana francesa; guiana francesa;
        gujana francuska; guyana francese; guyana franceza; guyane francaise
    GG: guernesey
    GI: gibilterra
    GL: grenlandia; groenland; groenlanda; groenlandia; gronland
    GM: gambie
    GN: guine; guinee; guineea; gwinea
    GP: guadalupa; guadelupa; gwadelupa
    GQ: aquatorialguinea; equatoriaal-guinea; guine equatorial; guinea
        ecuatorial; guinea equatoriale; guinee equatoriale; guineea ecuatoriala;
        gwinea rownikowa
    GR: gorogorszag; graekenland; graikija; grcija; grcka; grecko; grekland;
        griekija; kreeka; kreikka; recko; yunanistan; ελλαδα; ελλασ
    GS: georgia de sud si insulele sandwich de sud; georgia del sud e sandwich
        australi; georgia poludniowa i sandwich poludniowy; georgie du
        sud-et-les iles sandwich du sud; ilhas georgia do sul e sandwich do sul;
        islas georgia del sur y sandwich del sur; south georgia & south sandwich
        islands; sudgeorgien und die sudlichen sandwichinseln; zuid-georgia en
        zuidelijke sandwicheilanden
    GW: guine-bissau; guinea-bisau; guinee-bissau; guineea-bissau; gwinea bissau
    GY: guiana; gujana
    HK: hong kong, rae da china; hongkong sar van china; r.a.s. chinoise de hong
        kong; r.a.s. hong kong, china; rae de hong kong (china); ras di hong
        kong; sonderverwaltungsregion hongkong; sra hongkong (chiny)
    HM: heard en mcdonaldeilanden; heard island & mcdonald islands; heard und
        mcdonaldinseln; iles heard-et-macdonald; ilhas heard e mcdonald; insula
        heard si insulele mcdonald; islas heard y mcdonald; isole heard e
        mcdonald; wyspy heard i mcdonalda
    HR: hirvatistan; horvaatia; horvatija; horvatorszag; hrvaska; hrvatska;
        kroatia; kroatija
    HU: macaristan; madarska; madzarska; magyarorszag; ungari; ungarija; ungern;
        unkari; vengrija
    IE: airija; iirimaa; irija; irlanti; irorszag; irska; irsko; poblacht na
        heireann
    IM: ile de man; ilha de man; insula man; isla de man; isola di man; wyspa
        man
    IN: hindistan; indija; intia
    IO: britisches territorium im indischen ozean; brits indische
        oceaanterritorium; brytyjskie terytorium oceanu indyjskiego; teritoriul
        britanic din oceanul indian; territoire britannique de l'ocean indien;
        territorio britanico del oceano indico; territorio britanico do oceano
        indico; territorio britannico dell'oceano indiano
    IS: islandija; islanti; izland; izlanda
    IT: itaalia; italija; italya; olaszorszag; taliansko
    JP: jaapan; japana; japani; japonija; japonska; japonsko; japonya; 日本
    KG: kargazstan
    KH: cambodgia
    KI: quiribati
    KM: comoras; comore; comoren; comores; komoren; komory
    KN: saint kitts e nevis; saint kitts en nevis; saint kitts i nevis; saint
        kitts si nevis; saint-christophe-et-nieves; san cristobal y nieves; sao
        cristovao e nevis; st. kitts & nevis; st. kitts und nevis
    KP: corea del nord; corea del norte; coree du nord; coreea de nord; coreia
        do norte; korea polnocna; noord-korea; nordkorea
    KR: rep. of korea; republica de corea; republik korea; republique de coree;
        대한민국
    KW: kuweit
    KY: iles caimans; ilhas cayman; insulele cayman; islas caiman; isole cayman;
        kaaimaneilanden; kaimaninseln; kajmany
    LC: sainte-lucie; sfanta lucia
    LS: lesoto
    LT: leedu; liettua; lietuva; litva; litvania; litvanya
    LU: letzebuerg; liuksemburgas; lucembursko; luksemburga; luxembursko
    LV: lati; latvija; letonya; lettorszag; lotyssko
    MA: المغرب
    MC: monako
    MD: moldavien; moldavija; moldavsko
    ME: cerna hora; cierna hora; crna gora; juodkalnija; karadag; melnkalne
    MF: sao martinho; sfantul martin
    MH: iles marshall; ilhas marshall; insulele marshall; islas marshall; isole
        marshall; marshalleilanden; marshallinseln; wyspy marshalla
    MK: kuzey makedonya; n. macedonia; nordmakedonien; severna makedonija;
        severne macedonsko; severni makedonie; siaures makedonija; sjeverna
        makedonija; ziemelmakedonija; северна македонија
    MM: mianmar (birmania); mjanma (birma); myanmar (birma); myanmar (birmania);
        myanmar (birmanie)
    MO: macau sar van china; macau, rae da china; r.a.s. chinoise de macao;
        r.a.s. macao, china; rae de macao (china); ras di macao;
        sonderverwaltungsregion macau; sra makau (chiny)
    MP: iles mariannes du nord; ilhas marianas do norte; insulele mariane de
        nord; islas marianas del norte; isole marianne settentrionali; mariany
        polnocne; noordelijke marianen; nordliche marianen
    MQ: martinica; martynika
    MV: maldivas; maldive; maldiven; malediven; malediwy
    MW: malaui
    MZ: mozambic
    NC: neukaledonien; nieuw-caledonie; noua caledonie; nouvelle-caledonie; nova
        caledonia; nowa kaledonia; nueva caledonia; nuova caledonia
    NF: ile norfolk; ilha norfolk; insula norfolk; isla norfolk; isola norfolk;
        norfolkinsel
    NL: alankomaat; holandsko; hollanda; hollandia; nederlandene; nederlanderna;
        niderlande; nizozemska; nizozemsko; nyderlandai
    NO: noreg; norge; norja; norra; norsko; norvec; norvegija; norveska
    PF: frans-polynesie; franzosisch-polynesien; polinesia francesa; polinesia
        francese; polinezia franceza; polinezja francuska; polynesie francaise
    PG: papoea-nieuw-guinea; papouasie-nouvelle-guinee; papua nueva guinea;
        papua nuova guinea; papua-neuguinea; papua-noua guinee; papua-nova
        guine; papua-nowa gwinea
    PL: lengyelorszag; lenkija; polija; poljska; polonya; poola; puola
    PM: saint-pierre e miquelon; saint-pierre en miquelon; saint-pierre i
        miquelon; saint-pierre si miquelon; saint-pierre-et-miquelon; san pedro
        y miquelon; sao pedro e miquelao; st. pierre & miquelon; st. pierre und
        miquelon
    PN: iles pitcairn; ilhas pitcairn; insulele pitcairn; islas pitcairn; isole
        pitcairn; pitcairneilanden; pitcairninseln
    PR: porto rico; portorico; portoryko
    PS: palastinensische autonomiegebiete; teritoriile palestiniene
    PT: portekiz; portugale; portugali; portugalija; portugalska; portugalsko
    PW: palaos
    RE: la reunion; reuniao; riunione
    RO: romanya; romunija; rumanija; rumeenia; rumunija; rumunjska; rumunsko
    RS: serbija; sirbistan; srbija; srbsko; szerbia; србија
    RU: federacion rusa; federation de russie; russische foderation; россия
    SB: iles salomon; ilhas salomao; insulele solomon; islas salomon; isole
        salomone; salomonen; salomonseilanden; wyspy salomona
    SC: seicheles; seszele; seychellen
    SD: soedan; soudan; sudao
    SE: isvec; rootsi; ruotsi; svedija; svedorszag; svedska; svedsko; sverige;
        zviedrija
    SH: sainte-helene; sant'elena; santa helena; sfanta elena; sint-helena; st.
        helena, ascension & tristan da cunha; wyspa swietej heleny
    SI: sloveenia; slovenien; slovenija; slovenya; szlovenia
    SJ: spitsbergen en jan mayen; spitzbergen und jan mayen; svalbard & jan
        mayen; svalbard e jan mayen; svalbard et jan mayen; svalbard i jan
        mayen; svalbard si jan mayen; svalbard y jan mayen
    SK: slovacia; slovacka; slovakien; slovakiet; slovakija; slovakkia;
        slovakya; slovaska; szlovakia
    SL: serra leoa; sierra leona
    SM: saint-marin
    SO: somalie
    SR: surinam
    SS: soudan du sud; sud sudan; sudan del sur; sudan poludniowy; sudanul de
        sud; sudao do sul; sudsudan; zuid-soedan
    ST: santo tome y principe; sao tome & principe; sao tome e principe; sao
        tome en principe; sao tome si principe; sao tome und principe; sao
        tome-et-principe; wyspy swietego tomasza i ksiazeca
    SX: saint-martin (partie neerlandaise)
    SZ: essuatini; esuatini
    TC: iles turques-et-caiques; ilhas turcas e caicos; insulele turks si
        caicos; islas turcas y caicos; isole turks e caicos; turks & caicos
        islands; turks i caicos; turks- en caicoseilanden; turks- und
        caicosinseln
    TD: chade; ciad; czad; tchad; tschad; tsjaad
    TF: francuskie terytoria poludniowe i antarktyczne; franse gebieden in de
        zuidelijke indische oceaan; franzosische sud- und antarktisgebiete;
        french southern and antarctic lands; teritoriile australe si antarctice
        franceze; terre australi francesi; terres australes francaises;
        territorios australes franceses; territorios franceses do sul
    TL: oost-timor; timor est; timor oriental; timor wschodni
    TR: torokorszag; turcija; turecko; turgi; turkiet; turkija; turkki; turska;
        tyrkia; tyrkiet
    TT: trinidad & tobago; trinidad si tobago
    TZ: united republic of tanzania
    UA: ukrajina; ukrajna; ukrayna; украина; украіна
    UM: amerikanische uberseeinseln; dalekie wyspy mniejsze stanow
        zjednoczonych; iles mineures eloignees des etats-unis; ilhas menores
        distantes dos eua; insulele indepartate ale s.u.a.; islas menores
        alejadas de ee. uu.; isole minori esterne degli stati uniti; kleine
        afgelegen eilanden van de verenigde staten
    US: ameerika uhendriigid; amerika birlesik devletleri; amerikas savienotas
        valstis; egyesult allamok; estados unidos de america; jungtines
        valstijos; sjedinjene americke drzave; spojene staty; stany zjednoczone
        ameryki; vereinigte staaten von amerika; verenigde staten van amerika;
        yhdysvallat; zdruzene drzave amerike
    VA: cidade do vaticano; citta del vaticano; ciudad del vaticano; etat de la
        cite du vatican; statul cetatii vaticanului; vaticaanstad; vatikanstadt;
        watykan
    VC: saint vincent e grenadine; saint vincent en de grenadines; saint vincent
        i grenadyny; saint vincent si grenadinele; saint-vincent-et-les
        grenadines; san vicente y las granadinas; sao vicente e granadinas; st.
        vincent & grenadines; st. vincent und die grenadinen
    VG: britische jungferninseln; britse maagdeneilanden; brytyjskie wyspy
        dziewicze; iles vierges britanniques; ilhas virgens britanicas; insulele
        virgine britanice; islas virgenes britanicas; isole vergini britanniche
    VI: amerikaanse maagdeneilanden; amerikanische jungferninseln; iles vierges
        des etats-unis; ilhas virgens americanas; insulele virgine americane;
        islas virgenes de ee. uu.; isole vergini americane; wyspy dziewicze
        stanow zjednoczonych
    WF: wallis & futuna; wallis e futuna; wallis en futuna; wallis i futuna;
        wallis si futuna; wallis und futuna; wallis y futuna; wallis-et-futuna
    XK: kosovas; koszovo
    YE: iemen; jemen
    YT: majotta
"""
AREA_NAMES = {
    name.strip(): line.partition(":")[0]
    for line in re.sub(r"\n {8}", " ", _NAMES).replace("    ", "").strip().splitlines()
    for name in line.partition(":")[2].split(";")
}
