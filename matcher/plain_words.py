"""Plain words: those that say nothing of what somebody does, in eight languages.

All of them are folded, as `matcher.text.fold` writes them.
"""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    # English
    "a about all also an and any are as at be been both but by can do does each for "
    "from had has have her his how i if in into is it its many may more most much my "
    "near no nor not of off on only or other our out over own per s she so some such "
    "than that the their them then there these they this those through to too under "
    "until up us very via was we well were what when where which while who whose why "
    "will with within without would you your "
    # German
    "aber alle als am an auch auf aus bei bis da damit das dass dem den denn der des "
    "die dies diese dieser durch ein eine einem einen einer eines er es fuer fur "
    "gegen haben hat ich ihr ihre im in ins ist kann man mit nach nicht noch nur ob "
    "oder ohne sehr sein seine sich sie sind so sowie uber ueber um und uns unser "
    "unsere unter vom von vor war was wenn wer werden wie wir wird zu zum zur zwischen "
    # French
    "au aux avec c ce ces cet cette comme d dans de des donc du elle en entre est "
    "et eux il ils j je l la le les leur leurs lui m ma mais me meme mes mon n ne nos "
    "notre nous on ont ou par pas plus pour qu que qui sa sans se ses soit sommes son "
    "sont sous sur t ta te tes tous tout toute toutes tu un une vos votre vous y "
    # Spanish
    "al algo asi con contra cual cuando de del desde donde dos el ella ellos en entre "
    "era es esa ese eso esta estan estas este esto estos fue ha han hasta hay la las "
    "le les lo los mas me mi mientras muy ni no nos nuestra nuestro o otra otro para "
    "pero por porque que se ser si sin sobre son su sus tambien te tiene todo todos "
    "tu un una unas uno unos ya "
    # Italian
    "agli ai al alla alle allo anche che chi ci coi col come con cui da dagli dai dal "
    "dalla dalle degli dei del dell della delle dello di e ed essere fra gli ha hanno "
    "i il io la le lo loro ma mi ne nei nel nell nella nelle nello noi non nostra "
    "nostro o ogni per piu quale quando quella quello questa questo se si sia sono "
    "su sugli sui sul sull sulla sulle suo sua tra tutti un una uno "
    # Portuguese
    "a ao aos as ate com como da das de dela dele do dos e ela ele em entre era essa "
    "esse esta estao este eu foi ha isso isto ja la lhe mais mas me mesmo meu minha "
    "muito na nao nas nem no nos nossa nosso num numa o os ou para pela pelas pelo "
    "pelos por qual quando que quem sao se sem ser seu seus so sua suas tambem tem "
    "um uma voce "
    # Polish
    "a aby ale bardzo bez bo byc byl byla bylo by ci co czy dla do gdy go i ich ile "
    "im ja jak jako je jego jej jest jestesmy juz ktora ktore ktory lub ma mi mnie "
    "mu na nad nam nas nasz nasza nasze nich nie o od oraz po pod poza przed przez "
    "przy sa sie ta tak takze tam te tego tej ten to tu tych tylko tym u w we wiec "
    "wraz z za ze zeby "
    # Dutch
    "aan al alle als bij dan dat de deze die dit door een eens en er geen haar heb "
    "hebben heeft hem het hier hij hoe hun ik in is je kan maar me meer met mij mijn "
    "na naar niet nog nu of om onder ons onze ook op over te tegen toch tot u uit uw "
    "van veel voor waar wat we wel werd wie wij wordt worden zich zij zijn zo zonder "
    "zou".split()
)  # fmt: skip
"""Articles, prepositions, pronouns, conjunctions and auxiliary verbs.

The French "car" is not among them: in other texts it is a vehicle.
"""

GENERAL_WORDS = frozenset(
    # English
    "area areas article articles association associations based branch business "
    "businesses chain chains cluster clusters commodities commodity companies company "
    "distributor distributors enterprise enterprises equipment export exporter "
    "exporters exports fabrication field fields firm firms goods import importer "
    "importers imports industries industry item items making manufacture manufacturer "
    "manufacturers manufacturing maker makers market markets member members network "
    "networks organisation organisations organization organizations processing "
    "producer producers product production products provider providers related sales "
    "sector sectors service services sme smes solution solutions startup startups "
    "supplier suppliers supply system systems tech technologies technology trade "
    "trader traders value "
    # German
    "bereich betrieb betriebe branche erzeuger erzeugung fertigung firma firmen "
    "gewerbe handel hersteller herstellung industrie markt maerkte markte produkt "
    "produkte produktion sektor technik technologie technologien unternehmen "
    "verarbeitung wesen wirtschaft "
    # French
    "activite activites domaine entreprise entreprises fabricant fabricants filiere "
    "industries marche marches producteur producteurs produit produits secteur "
    "secteurs societe societes technologie "
    # Spanish, Italian, Portuguese
    "azienda aziende empresa empresas fabricacion fabricante fabricantes fabrico "
    "filiera fileira impresa imprese industria industrial industriale industrias "
    "industriel industrielle mercado mercados mercati mercato prodotti prodotto "
    "producao producciones produccion producto productor productores productos produto "
    "produtor produtores produtos produttore produttori produzione sector setor "
    "setores settore settori tecnologia tecnologias tecnologie "
    # Polish, Dutch
    "bedrijf bedrijven branza fabrikant fabrikanten firm firmy markten producent "
    "producenci producenten producten produkcja produkcji przemysl przemyslu "
    "przedsiebiorstwa rynek rynki sectoren sektora techniek technologii "
    "verwerking".split()
)  # fmt: skip
"""Words that any industry and any market may have beside its name."""

OF_ANY_CLUSTER = frozenset(
    "above abroad absorbed academia academies academy accelerator access accredit "
    "accredited accredits across act acting active activities actor actors adapt "
    "adaptation add added adopt advance advances advice advise advisers advises "
    "advisory agencies agency aim aimed alliance alliances annual apprentices "
    "arrange arranges assemble associated attract attracts authorities authority "
    "award awards back backs become behind beside better bodies body border borders "
    "bring builder builders business businesses campus centre centres certified "
    "chamber chambers change changes channel clear client clients closed club clubs "
    "coach coaches coaching collaboration collaborative collective collectively "
    "college colleges combine combined commission commissions communities community "
    "companies compete competence competitive competitiveness complete complex "
    "conference conferences congress congresses connect consortia consortium "
    "consultancy contact contacts contract cooperation coordinate coordinated "
    "coordinates coordinating coordinator countries country countrywide county "
    "cover covers create creates cross customer customers day days deep delegation "
    "department departments develop development dissolved district districts "
    "diversify driven earlier economic economy ecosystem ecosystems efficient eight "
    "employer employers end enhance enhanced enter entrepreneur entrepreneurial "
    "entrepreneurs entry establish established event events every exchange "
    "exchanges expansion expert expertise experts export exports facilities "
    "facility faculties fair fairs faster federation find finds first five focus "
    "focused foreign form formed former forms forum forums found foundation founded "
    "founder founders four fourteen free friendly fund funding funds future gather "
    "gathers generate get gets give gives giving global government governments "
    "grant grants great greater grow growing grows growth guarantee guarantees "
    "guide guided help helps high higher host hosted hosts hub hubs hundred "
    "hundreds idea ideas improve improves improving incoming incubate incubating "
    "incubation incubator incubators inform informs initiates initiative "
    "initiatives innovate innovation innovations innovative institute institutes "
    "institution institutional institutions interest interests international "
    "internationalisation internationalise internationally invest investment "
    "investments investor investors invite invites job jobs join joined joint "
    "jointly keep keeps key know knowledge known lab laboratories laboratory labs "
    "large larger largest lead leading leads league led level life line lines link "
    "linked linking links local look looks low lower main mainly make makes manage "
    "managed management manager managers manages managing matches matchmaking mean "
    "means medium meet meeting meetings member members membership merge merged mid "
    "ministry mission missions mostly move moves moving multi municipal "
    "municipalities municipality national nationwide nearly neighbouring networked "
    "networking new newcomers next nine non notably now office offices ones open "
    "opened opening opens operation operations operator operators organise "
    "organised organiser organisers organises oriented outside overseas owned part "
    "partner partners partnership parts pass people perform performance person "
    "phase pilot pilots place places plan plans platform platforms point pole poles "
    "pool pools practical practice practices prepare preparing presence present "
    "private privately problem problems professional professionals profit programme "
    "programmes project projects promote promotes promotion promotional propose "
    "proposing public qualified raise raises reach reaches recognised recruitment "
    "region regional regions renamed report reports representation represented "
    "representing represents research researchers resident resource resources "
    "result results rise run running runs scale scheme schemes school schools "
    "scientific scientists section sell selling sells serve served serves serving "
    "set sets setting several shape share shared shares sharing show showing "
    "showrooms single sister site sites sized skill skilled skills small smaller "
    "solve solving speak speaking speaks spearhead specialisation specialise "
    "specialised specialist specialists specialty speed spread spreads staff stand "
    "standing stands start started starting state statewide steering stimulate "
    "stimulates strategy strength strengthen strengthens strong stronger strongly "
    "structure structures student students studies study success successful support "
    "supports take takes taking talent talents tapping team teams tender tenders "
    "thousand thousands three tie ties title today together towards training trial "
    "trials trip trips turn turns twenty two type umbrella understanding union "
    "unite unites uniting universities university ups uptake use user users uses "
    "using value various visibility visit visits voice voicing welcome win winning "
    "wins won work working workshop workshops world worldwide year yearly years "
    "young".split()
)
"""What a cluster organisation says of itself whatever it is about."""

PHRASES_OF_ANY_CLUSTER = (
    "business support",
    "research centres",
    "research institutes",
    "science parks",
    "supply chain",
    "technology transfer",
)
"""The same, of words that count together."""
