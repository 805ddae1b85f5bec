"""Addresses whose answers are recorded: every page and twin, right and wrong.

Add an address to the group that it belongs to. A word before it is the method, as in
``POST /clusters``; GET where there is none. `ANSWERED` should answer with what was
asked for, and holds one address of every route; `REFUSED` should say what is wrong.
"""

from __future__ import annotations

INOV = "/suggestions?cluster=inovcluster"
PORTO = "country=PT&sectors=food-processing&markets=BR&focus=Olive+oil"
WEIGHED = "weight_shared_markets=4&weight_already_partners=0&weight_similar_focus=0.5"
BRIDGES = "between=photonics&and=health"
PACKAGING = "absent=food-processing&present=paper-packaging"
FOUR = "ids=inovcluster&ids=valorial&ids=wagralim&ids=aei-textils"


def twins(path: str, query: str = "", endings: str = "json csv xlsx") -> list[str]:
    """A page and its twins, all with the same query."""
    asked = f"?{query}" if query else ""
    return [path + asked, *(f"{path}.{end}{asked}" for end in endings.split())]


FORM = [
    "/",
    "/healthz",
    "/index.json",
    f"/?{PORTO}&markets=CH",
    "/?country=portugal",
    f"/?cluster=inovcluster&k=7&only_countries=ES,FR&{WEIGHED}",
    "/?cluster=inovcluster&sectors=nonsense&colour=blue",
]
SUGGESTIONS = [
    *twins("/suggestions", "cluster=inovcluster"),
    *twins("/suggestions", PORTO),
    *twins("/suggestions", f"cluster=inovcluster&k=3&{WEIGHED}"),
    *twins("/suggestions", "cluster=Clúster Alimentario de Galicia&k=5", "json"),
    *twins("/suggestions", "cluster=CLUSAGA&new_partners_only=1&k=20"),
    *twins("/suggestions", "cluster=plastipolis&exclude_countries=Germany;FR", "csv"),
    f"{INOV}&only_countries=ES&new_partners_only=1&k=3",
    f"{INOV}&only_countries=IS",
    f"{INOV}&only_countries=es,Portugal&only_markets=JP&only_sectors=food-processing",
    f"{INOV}&exclude=clusaga,Wagralim&exclude=valorial",
    f"{INOV}&sectors=footwear",
    f"{INOV}&new_partners_only=yes&page=4&unknown=field",
    f"{INOV}&weight_shared_markets=1&weight_similar_focus=",
    f"{INOV}&k=",
    f"{INOV}&k=100",
    *twins("/suggestions", "cluster=welfare-tech&k=3"),
    *twins("/suggestions", "cluster=energy-cluster-denmark&include_gone=1"),
    "/suggestions?cluster=energy-cluster-denmark",
    "/suggestions?cluster=++inovCLUSTER++",
    "/suggestions?cluster=&sectors=textile&markets=asean",
    "/suggestions?sectors=textile,apparel&sectors=textile&technologies=iot;3d-printing",
    "/suggestions?sectors=Textile Manufacturing&markets=uk&markets=usa, Japan",
    "/suggestions?focus=smart+packaging+for+food&k=4",
    "/suggestions?technologies=photonics&only_markets=ASEAN",
    "/suggestions.json?country=Holland&sectors=textile",
    "/suggestions.json?sectors=textile&weight_already_partners=0&weight_another_country=10",
    "/suggestions.json?cluster=inovcluster&only_countries=NZ",
    "/suggestions.csv?cluster=inovcluster&only_countries=NZ",
]
CLUSTERS = [
    *twins("/clusters"),
    *twins("/clusters", "search=textils&only_countries=ES"),
    *twins("/clusters", "only_technologies=photonics&only_countries=DE,FR&sort=-name"),
    *twins("/clusters", "only_markets=BR&only_markets=JP&all_of=only_markets"),
    "/clusters?page=2",
    "/clusters?page=7&sort=country",
    "/clusters.json?page=3&sort=-partnerships",
    "/clusters?sort=match&search=packaging",
    "/clusters?search=fotonics&only_ecosystems=health&past=partner&sort=-members",
    "/clusters?search=nobody-is-called-so",
    "/clusters?only_technologies=photonics&only_countries=IS",
    "/clusters?past=newcomer&sort=members&only_types=cluster",
    "/clusters?only_sectors=food-processing,music&all_of=only_sectors",
    "/clusters?only_markets=asean&only_countries=Czech+Republic",
    "/clusters.json?search=plastic&only_ecosystems=agri-food&past=partner",
    "/clusters/inovcluster",
    "/clusters/inovcluster.json",
    "/clusters/aei-textils",
    "/clusters/aberdeen-renewable-energy-group",
    "/clusters/aclima-basque-environment-cluster.json",
    "/clusters/polymeris.json",
]
COMPARISONS = [
    *twins("/clusters/compare", "ids=inovcluster&ids=valorial"),
    *twins("/clusters/compare", FOUR),
    "/clusters/compare?ids=valorial&ids=inovcluster&ids=valorial",
    "/clusters/compare.json?ids=aei-textils&ids=polymeris&ids=valorial",
]
PAIRS = [
    *twins("/pairs/inovcluster/valorial"),
    *twins("/pairs/valorial/inovcluster", WEIGHED),
    *twins("/pairs/profile/valorial", "sectors=food-processing"),
    *twins("/pairs/profile/inovcluster", f"{PORTO}&{WEIGHED}", "json csv"),
    "/pairs/inovcluster/nanoprogress",
    "/pairs/house-of-energy/welfare-tech",
    "/pairs/aei-textils/aberdeen-renewable-energy-group",
    "/pairs/profile/valorial?cluster=inovcluster&sectors=food-processing",
    "/pairs/profile/aei-textils?focus=smart+textiles&country=PT&markets=JP",
    "/pairs/inovcluster/valorial?weight_shared_markets=1&colour=blue",
]
CHOSEN = "shortlist=valorial,wagralim&note_wagralim=Ask+Maria+first"
ASKED_BY = "asking=country%3DPT%26sectors%3Dfood-processing%26markets%3DBR"
SHORTLISTS = [
    *twins("/shortlist", f"{CHOSEN}&asking=cluster%3Dinovcluster"),
    *twins("/shortlist"),
    *twins("/shortlist", f"{CHOSEN}&{ASKED_BY}", "json csv"),
    *twins("/complete", "clusters=valorial,wagralim"),
    *twins("/complete", "clusters=valorial&k=3&asking=cluster%3Dinovcluster", "json"),
    f"/complete?clusters=valorial&{ASKED_BY}",
    *twins("/consortium", "start=inovcluster&want_markets=JP,BR"),
    "/consortium",
    "/consortium?start=adpack-g1&call=COS-CLUSINT-2020-3-01/A",
    "/consortium?members=inovcluster,valorial,wagralim&beside=valorial,vitagora",
    f"/clusters/valorial?{CHOSEN}&{ASKED_BY}",
    f"/clusters?{CHOSEN}&search=food",
    *twins("/clusters/compare", f"ids=valorial&ids=wagralim&{ASKED_BY}"),
    f"/pairs/inovcluster/valorial?{CHOSEN}",
    "/clusters/valorial?asking=country%3DAtlantis",
]
PARTNERSHIPS = [
    *twins("/partnerships"),
    *twins("/partnerships", "search=rail&sort=-start"),
    *twins("/partnerships", "only_markets=BR,IN,JP&all_of=only_markets"),
    *twins("/partnerships/adpack-g1"),
    *twins("/partnerships/decision-g1", endings="json csv"),
    "/partnerships/adpack2-g2",
    "/partnerships/admantex2i-g4.json",
    "/partnerships.json?sort=-generation",
    "/partnerships?generation=1,2&strand=preparation&end=recorded&sort=members",
    "/partnerships?only_ecosystems=agri-food&only_countries=PT&sort=-focus",
    "/partnerships?only_sectors=plastics&only_technologies=photonics&sort=markets",
    "/partnerships?search=nothing-is-called-so",
    "/partnerships?search=packagng&sort=strand",
    "/partnerships.csv?generation=2&end=not-recorded",
    *twins("/partnerships", "programme=all&sort=programme"),
    "/partnerships?kind=agreement&kind=network&standing=not-recorded",
    "/partnerships.json?programme=Interreg&programme=escp-s3",
    "/partnerships.json?generation=escp-s3",
]
LENSES = [
    *twins("/synergies"),
    *twins("/synergies", "generation=2"),
    *twins("/synergies", "kind=network&kind=agreement"),
    "/synergies?programme=all",
    *twins("/synergies", "lens=together&only_markets=JP&different_sectors=1"),
    *(
        f"/synergies{end}?lens={lens}&generation=1"
        for lens in ("overall", "alike", "complementary", "same_markets",
                     "together", "shared_members")
        for end in ("", ".json")
    ),
    "/synergies?lens=shared_members&generation=2&different_sectors=1",
    "/synergies?search=packaging&sort=name&page=1",
    "/synergies?search=nobody-is-called-so",
    "/synergies?left=adpack-g1&right=nf4-g2",
    "/synergies.json?only_sectors=plastics&only_countries=PT,ES&different_sectors=0",
    *twins("/synergies/adpack2-g2/nf4-g2"),
    *twins("/synergies/3bi-g1/decision-g1", endings="json"),
    "/synergies/nf4-g2/adpack2-g2",
    "/synergies/adpack-g1/adpack2-g2.json",
]  # fmt: skip
MARKETS = [
    *twins("/markets"),
    *twins("/markets", PACKAGING),
    *twins("/markets", "all=BR&all=IN&all=JP"),
    *twins("/markets", "by=sectors&k=3", "json csv"),
    "/markets?sort=name&k=30",
    "/markets?sort=clusters&by=technologies",
    "/markets?activity=agri-food",
    "/markets?activity=ecosystem:retail",
    "/markets?activity=sector:textile&k=100",
    "/markets?activity=technology:photonics",
    "/markets?activity=Textile Manufacturing",
    "/markets?absent=agri-food&present=packaging-technology",
    "/markets?all=BR,RU,KE",
    "/markets?all=Brazil; japan",
    "/markets.json?activity=photonics",
    "/markets/over-time.csv",
    "/markets/over-time.xlsx",
    *twins("/markets/BR"),
    *twins("/markets/ASEAN", "by=sectors"),
    *twins("/markets/AE", "activity=ecosystem:textile", "json csv"),
    "/markets/JP?by=technologies",
    "/markets/BR?activity=agri-food&sort=name&k=4",
    "/markets/BN",
    "/markets/IS",
]
NETWORK = [
    *twins("/network"),
    *twins("/network", BRIDGES),
    *twins("/network", "community=3", "json csv"),
    "/network?page=2",
    *twins("/network", "programme=innosup-1&kind=consortium"),
    "/network?kind=network&kind=agreement&nodes=partnership",
    f"/network?{BRIDGES}&programme=all",
    "/network?community=1,2&kind=partnership&sort=community",
    "/network?only_countries=DE&generation=2&sort=name",
    "/network?search=nobody-is-called-so",
    "/network?search=packaging&kind=cluster&sort=-links",
    "/network?between=rail-technology&and=hydrogen",
    "/network?between=Photonics&and=ecosystem:agri-food&community=2",
    "/network.json?sort=-name&page=1&only_sectors=textile",
    "/network.json?between=health&and=photonics&page=3",
    *twins("/map"),
    *twins("/map", "only_sectors=food-processing&generation=2"),
    "/map?only_sectors=food-processing&only_sectors=music&all_of=only_sectors",
    "/map.json?programme=innosup-1",
    "/map?only_markets=Japan&generation=4",
    "/map.json?only_markets=BR,IN&all_of=only_markets",
    "/map?only_sectors=music&generation=1",
]
ABOUT = [
    *twins("/about", endings="json"),
    *twins("/about/backtest", endings="json"),
    "/about?colour=blue",
]
CODES = [
    *twins("/codes", "kind=technologies"),
    *twins("/codes", "words=wine"),
    *twins("/codes", "words=fotonics&kind=technologies", "json"),
    "/codes.json?words=AI&kind=sectors",
    "/codes?words=zzzz",
    "/clusters?search=wine",
    "/clusters.json?search=USA",
    "/suggestions?sectors=wine&technologies=AI",
]
STATIC = [
    "/static/app.css",
    "/static/app.js",
    "/static/picture.js",
    "/static/icon.svg",
    "/static/app.css?v=old",
]

ANSWERED: tuple[str, ...] = (
    *FORM, *SUGGESTIONS, *CLUSTERS, *COMPARISONS, *PAIRS, *SHORTLISTS,
    *PARTNERSHIPS, *LENSES,
    *MARKETS, *NETWORK, *CODES, *ABOUT, *STATIC,
    "HEAD /clusters", "HEAD /suggestions.json?cluster=inovcluster", "OPTIONS /markets",
)  # fmt: skip

REFUSED: tuple[str, ...] = (
    # no such page, or no such way to ask
    "/nowhere",
    "/nowhere.json",
    "/nowhere.csv",
    "/nowhere?cluster=inovcluster",
    "/suggestions/",
    "/static/nothing.css",
    "POST /suggestions?cluster=inovcluster",
    "POST /clusters.json",
    "PUT /markets.csv",
    "DELETE /clusters/inovcluster",
    "POST /nowhere",
    # suggestions
    *twins("/suggestions"),
    *twins("/suggestions", "cluster=inov"),
    *twins("/suggestions", "sectors=txtile&focus=kept+words&k=ten"),
    f"/suggestions?sectors=textile&focus={'x' * 2001}",
    f"{INOV}&k=0",
    f"{INOV}&k=101",
    f"{INOV}&k=-3",
    f"{INOV}&k=5.5",
    f"{INOV}&only_countries=Atlantis&only_markets=FR&only_sectors=zz",
    f"{INOV}&exclude=nobody,valorial&new_partners_only=maybe",
    f"{INOV}&weight_shared_markets=lots&weight_luck=2",
    f"{INOV}&weight_shared_markets=.5&weight_luck=",
    f"{INOV}&weight_shared_markets=-1&weight_similar_focus=11",
    "/suggestions?country=PT,ES&sectors=textile",
    "/suggestions?country=PT&k=5",
    "/suggestions?cluster=<script>alert(1)</script>",
    "/suggestions.json?cluster=inovcluster&weight_shared_market=2",
    "/suggestions.csv?markets=germany",
    # clusters
    *twins("/clusters", "only_countries=Atlantis"),
    "/clusters?page=999",
    "/clusters?page=0",
    "/clusters?page=two",
    "/clusters?sort=shoe-size",
    "/clusters?all_of=past&past=someone&only_types=club",
    *twins("/clusters/nobody", endings="json csv"),
    "/clusters/InovCluster",
    "/clusters/compare",
    "/clusters/compare?ids=inovcluster",
    "/clusters/compare?ids=inovcluster,valorial",
    *twins("/clusters/compare", f"{FOUR}&ids=nanoprogress"),
    *twins("/clusters/compare", "ids=inovcluster&ids=nobody"),
    # pairs
    *twins("/pairs/inovcluster/nobody"),
    *twins("/pairs/inovcluster/inovcluster"),
    *twins("/pairs/inovcluster/valorial", "weight_shared_markets=x&weight_luck=1"),
    *twins("/pairs/profile/valorial"),
    *twins("/pairs/profile/nobody", "sectors=textile"),
    "/pairs/profile/valorial?cluster=inovcluster",
    "/pairs/profile/valorial?sectors=nonsense",
    "/pairs/inovcluster",
    *twins("/codes", "kind=colours"),
    # the shortlist
    *twins("/shortlist", "shortlist=valorial,nobody"),
    f"/shortlist?shortlist=valorial&note_valorial={'x' * 201}",
    *twins("/complete"),
    "/complete?clusters=nobody&k=0",
    *twins("/consortium", "start=inovcluster&size=4&least_countries=8"),
    *twins("/consortium", "start=nobody&size=0&rules=x&call=y&history=z"),
    # partnerships and synergies
    "/partnerships.json?sort=-generation&page=2",
    "/partnerships?page=2",
    "/partnerships?programme=erasmus&kind=project&standing=sleeping",
    *twins("/partnerships", "generation=9&only_markets=FR&all_of=strand&page=0"),
    *twins("/partnerships/nothing"),
    *twins("/synergies", "lens=x-ray&different_sectors=maybe&generation=0"),
    "/synergies?left=adpack-g1&right=",
    "/synergies?left=adpack-g1&right=nothing",
    *twins("/synergies/adpack-g1/nothing"),
    *twins("/synergies/adpack-g1/adpack-g1"),
    # markets
    "/markets/UK.json",
    "/markets/Brazil",
    "/markets/br",
    "/markets?absent=shoe-size&sort=up&by=colour&activity=x&k=0&all=Atlantis",
    *twins("/markets", "present=food-processing"),
    "/markets?absent=textile&present=agri-food&all=BR",
    "/markets?absent=textile&present=sector:textile",
    "/markets.json?k=101&all=FR",
    *twins("/markets/BR", "by=colour&activity=shoe-size"),
    *twins("/markets/Atlantis"),
    "/markets/FR",
    # network and map
    "/network?only_markets=JP,BR&all_of=only_markets",
    "/network.json?sort=-name&page=2&only_sectors=textile",
    "/network?between=foo&community=99&sort=luck",
    *twins("/network", "between=photonics"),
    "/network?between=photonics&and=photonics",
    "/network.json?kind=person&page=0",
    *twins("/map", "generation=9&only_markets=FR&all_of=luck"),
)  # fmt: skip

ADDRESSES = tuple(dict.fromkeys((*ANSWERED, *REFUSED)))


def method_and_path(address: str) -> tuple[str, str]:
    """The two parts of an address as it is written here."""
    if address.startswith("/"):
        return "GET", address
    method, _, path = address.partition(" ")
    return method, path
