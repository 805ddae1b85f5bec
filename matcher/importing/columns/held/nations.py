"""Nations: whether a text is the name of a country, and not of a town in it.

In: a text, folded. Out: yes or no. The finder knows towns and regions too: what they
mean is their country, but a column of towns is none of countries.
"""

from __future__ import annotations

from collections.abc import Iterator

from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold

_NAMES = """
osterreich autriche oostenrijk austria rakousko belgien belgique belgica belgio
belgie belgia bulgarien bulgarie bulgarije bulgaria bulharsko schweiz suisse suiza
svizzera zwitserland szwajcaria suica elvetia svycarsko zypern chypre chipre cipro
cyprus cypr cipru kypr tschechien tchequie republique_tcheque chequia
republica_checa repubblica_ceca cechia tsjechie czechy cehia cesko
ceska_republika czech_republic czechia tschechische_republik deutschland allemagne
alemania germania duitsland niemcy alemanha nemecko brd bundesrepublik_deutschland
danemark dinamarca danimarca denemarken dania danemarca dansko danmark estland
estonie estonia estonsko eesti spanien espagne espana spagna spanje hiszpania
espanha spania spanelsko finnland finlande finlandia finsko finlanda suomi finland
frankreich francia frankrijk francja franca franta francie france grossbritannien
vereinigtes_konigreich royaume_uni royaume-uni grande_bretagne grande-bretagne
reino_unido gran_bretana regno_unito gran_bretagna verenigd_koninkrijk
groot-brittannie wielka_brytania gra-bretanha marea_britanie spojene_kralovstvi
velka_britanie england schottland wales scotland griechenland grece grecia
griekenland grecja recko ellada kroatien croatie croacia croazia kroatie chorwacja
croatia chorvatsko hrvatska ungarn hongrie hungria ungheria hongarije wegry ungaria
madarsko magyarorszag irland irlande irlanda ierland irlandia irsko eire ireland
island islande islandia islanda ijsland iceland italien italie italia wlochy italy
liechtenstein litauen lituanie lituania litouwen litwa lietuva litva luxemburg
luxembourg luxemburgo lussemburgo luksemburg lucembursko lettland lettonie letonia
lettonia letland lotwa lotyssko latvija malta malte niederlande pays-bas pays_bas
paises_bajos paesi_bassi nederland holandia niderlandy paises_baixos tarile_de_jos
olanda nizozemsko holland hollande norwegen norvege noruega norvegia noorwegen
norwegia norsko norge polen pologne polonia polska polsko portugal portogallo
portugalia portugalsko portugalie rumanien roumanie rumania romania roemenie rumunia
romenia rumunsko serbien serbie serbia servie servia srbsko srbija schweden suede
suecia svezia zweden szwecja suedia svedsko sverige slowenien slovenie eslovenia
slovenia slowenia slovinsko slovenija slowakei slovaquie eslovaquia slovacchia
slowakije slowacja slovacia slovensko slovakia turkei turquie turquia turchia
turkije turcja turcia turecko turkiye turkey ukraine ucrania ucraina oekraine
ukraina ukrajina montenegro czarnogora nordmazedonien macedoine_du_nord
macedonia_del_norte macedonia_del_nord noord-macedonie macedonia_polnocna macedonia
mazedonien albanien albanie albania bosnien bosnie bosnia bosnien_und_herzegowina
bosnie-herzegovine bosnia_y_herzegovina bosnia_ed_erzegovina bosnia_i_hercegowina
moldau moldawien moldavie moldavia moldova moldawia republik_moldau georgien georgie
gruzja israel israele izrael kosovo usa vereinigte_staaten etats-unis etats_unis
estados_unidos stati_uniti verenigde_staten stany_zjednoczone statele_unite
"""

_SHORT = (
    "uk el xk d a i f e b h p s l n aut bel bgr hrv cyp cze dnk est fin fra deu grc "
    "hun irl ita lva ltu lux mlt nld pol prt rou svk svn esp swe gbr nor che tur ukr "
    "srb"
)


class Nations:
    """The names of countries.

    Parameters
    ----------
    vocabulary : Vocabulary
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        terms = vocabulary.countries.values()
        self._names = {*_spelt(), *vocabulary.country_aliases}
        self._names |= {
            fold(name) for term in terms for name in (term.label, term.code)
        }
        self._names |= {*_SHORT.split()}

    def has(self, text: str) -> bool:
        """Whether a text is the name or the code of a country, or says it of a town.

        Examples
        --------
        >>> from matcher import load_registry
        >>> nations = Nations(load_registry().vocabulary)
        >>> nations.has("Niemcy"), nations.has("München"), nations.has("Graz (Austria)")
        (True, False, True)
        """
        folded = fold(text)
        return folded in self._names or any(
            piece.strip() in self._names
            for sign in ",(/;"
            for piece in folded.replace(")", "").split(sign)[-1:]
            if len(piece.strip()) > 1
        )


def _spelt() -> Iterator[str]:
    for name in _NAMES.split():
        yield name.replace("_", " ")
