"""Choice words: what people write for the words of closed lists.

In: nothing. Out: by field and accepted word, phrases with `;` between, in any case.
"""

from __future__ import annotations

CHOICES: dict[str, dict[str, str]] = {
    "organisation_type": {
        "cluster": (
            "cluster; clusters; cluster organisation; cluster organization; cluster "
            "initiative; cluster management organisation; cluster manager; "
            "clusterorganisation; clusterinitiative; clustermanagement; cluster "
            "management; cluster association; clusterverein; pole de competitivite; "
            "pôle de compétitivité; grappe; grappe d'entreprises; pole; pôle; cluster "
            "empresarial; agrupación empresarial innovadora; aei; organización "
            "clúster; clúster; distretto; distretto tecnologico; distretto "
            "industriale; polo; polo di innovazione; polo tecnologico; cluster "
            "tecnologico; clusterorganisatie; topcluster; klaster; klaster kluczowy; "
            "organizacja klastrowa; inicjatywa klastrowa; koordynator klastra; "
            "cluster de competitividade; polo de competitividade; organizatie de tip "
            "cluster; competitiveness cluster; innovation cluster; business cluster; "
            "industrial cluster; innovationscluster; clúster empresarial; polo di "
            "competenza"
        ),
        "network": (
            "network; networks; association; business network; business association; "
            "netzwerk; kompetenznetz; verband; verein; eingetragener verein; "
            "industrieverband; fachverband; branchenverband; réseau; association loi "
            "1901; fédération; syndicat professionnel; groupement; red; red de "
            "empresas; asociación; asociación empresarial; federación; patronal; "
            "gremio; rete; rete d'impresa; associazione; associazione di categoria; "
            "consorzio; netwerk; vereniging; brancheorganisatie; koepelorganisatie; "
            "sieć; stowarzyszenie; związek; izba gospodarcza; federacja; rede; "
            "associação; associação empresarial; federação; asociație; rețea; "
            "federation; union; alliance; industry association; trade association; "
            "meta-cluster; alianza; alleanza"
        ),
        "agency": (
            "agency; development agency; regional development agency; innovation "
            "agency; agentur; entwicklungsagentur; wirtschaftsförderung; "
            "innovationsagentur; wirtschaftsagentur; wirtschaftsfördergesellschaft; "
            "agence; agence de développement; agence d'innovation; agence régionale; "
            "agencia; agencia de desarrollo; agencia de innovación; agenzia; agenzia "
            "di sviluppo; agentschap; ontwikkelingsmaatschappij; regionale "
            "ontwikkelingsmaatschappij; agencja; agencja rozwoju regionalnego; "
            "agencja rozwoju; agência; agência de desenvolvimento; agență; agenție; "
            "agenție de dezvoltare; rda"
        ),
        "research": (
            "research; university; universities; research centre; research center; "
            "research institute; research organisation; research organization; rto; "
            "technology centre; technology center; universität; hochschule; "
            "fachhochschule; forschungseinrichtung; forschungsinstitut; "
            "forschungszentrum; institut; université; centre de recherche; institut "
            "de recherche; organisme de recherche; universidad; centro de "
            "investigación; centro tecnológico; instituto tecnológico; università; "
            "centro di ricerca; istituto di ricerca; ente di ricerca; universiteit; "
            "hogeschool; kennisinstelling; onderzoeksinstelling; onderzoekscentrum; "
            "kennisinstituut; uczelnia; uniwersytet; politechnika; instytut badawczy; "
            "jednostka badawcza; jednostka naukowa; universidade; centro de "
            "investigação; instituto politécnico; universitate; institut de "
            "cercetare; academia; academic"
        ),
        "company": (
            "company; companies; firm; sme; smes; enterprise; startup; start-up; "
            "large company; private company; unternehmen; firma; kmu; betrieb; "
            "entreprise; société; pme; grande entreprise; empresa; pyme; azienda; "
            "impresa; pmi; società; bedrijf; mkb; onderneming; przedsiębiorstwo; "
            "spółka; mśp; pequena empresa; companie; imm; large enterprise; business; "
            "consultancy; consulting company"
        ),
        "other": (
            "other; others; public authority; public body; ministry; municipality; "
            "chamber of commerce; government; region; ngo; foundation; sonstige; "
            "sonstiges; andere; öffentliche einrichtung; ministerium; gemeinde; "
            "behörde; kammer; ihk; industrie- und handelskammer; stiftung; autre; "
            "autres; collectivité; collectivité territoriale; ministère; chambre de "
            "commerce; cci; fondation; otro; otros; otra; administración pública; "
            "ayuntamiento; cámara de comercio; ministerio; fundación; altro; altri; "
            "ente pubblico; camera di commercio; ministero; comune; fondazione; "
            "overig; overheid; gemeente; kamer van koophandel; ministerie; stichting; "
            "inne; inny; inna; urząd; jednostka samorządu terytorialnego; izba "
            "handlowa; ministerstwo; fundacja; outro; outra; câmara municipal; "
            "autarquia; ministério; fundação; alta; altul; altele; autoritate "
            "publică; primărie; camera de comerț"
        ),
    },
    "label": {
        "gold": (
            "gold; golden; or; oro; goud; gouden; złoty; złota; złote; ouro; aur; "
            "gold label"
        ),
        "silver": (
            "silver; silber; argent; plata; argento; zilver; zilveren; srebrny; "
            "srebrna; srebrne; prata; argint; silver label"
        ),
        "bronze": (
            "bronze; bronce; bronzo; brons; bronzen; brąz; brązowy; brązowa; brązowe; "
            "bronz; bronze label"
        ),
    },
    "status": {
        "active": (
            "active; aktiv; actif; activo; activa; attivo; attiva; actief; aktywny; "
            "aktywna; aktywne; ativo; ativa; activ; activă; in operation; operating; "
            "existing; running; bestehend; laufend; en activité; en activo; in "
            "attività; działający; działa; em atividade; alive; live; ongoing; still "
            "active"
        ),
        "merged": (
            "merged; merger; fusioniert; verschmolzen; zusammengeschlossen; fusionné; "
            "fusionnée; fusion; fusionado; fusionada; fuso; fusa; fusionato; "
            "gefuseerd; fusie; połączony; połączone; fuzja; fundido; fundida; "
            "fusionat; absorbed; taken over; merged into; aufgegangen; incorporata"
        ),
        "dissolved": (
            "dissolved; closed; liquidated; aufgelöst; liquidiert; dissous; dissoute; "
            "disuelto; disuelta; extinto; extinta; sciolto; sciolta; liquidato; "
            "opgeheven; ontbonden; rozwiązany; rozwiązane; zlikwidowany; "
            "zlikwidowane; dissolvido; dissolvida; dizolvat; dizolvată; wound up; in "
            "liquidation; cerrado; fermé; geschlossen; chiuso; gesloten; zamknięty; "
            "encerrado; închis; ceased; defunct"
        ),
    },
    "role": {
        "coordinator": (
            "coordinator; co-ordinator; lead; lead partner; leader; leading partner; "
            "project coordinator; consortium leader; project leader; lp; koordinator; "
            "koordinatorin; konsortialführer; leadpartner; lead-partner; "
            "federführend; federführung; projektleitung; chef de file; coordinateur; "
            "coordinatrice; pilote; porteur; porteur de projet; líder; lider; "
            "coordinador; coordinadora; entidad coordinadora; socio líder; "
            "coordinatore; capofila; partner capofila; coördinator; penvoerder; "
            "hoofdpartner; koordynator; lider konsorcjum; partner wiodący; "
            "coordenador; coordenadora; parceiro líder; entidade coordenadora; "
            "coordonator; partener principal; lider de proiect; main partner; "
            "applicant; lead applicant; leading cluster; lead beneficiary"
        ),
        "partner": (
            "partner; partners; full partner; project partner; pp; p; member; "
            "beneficiary; participant; konsortialpartner; projektpartner; mitglied; "
            "partnerin; vollpartner; partenaire; membre; bénéficiaire; socio; "
            "miembro; participante; entidad socia; beneficiario; membro; "
            "partecipante; projectpartner; lid; deelnemer; członek; uczestnik; "
            "partner projektu; członek konsorcjum; parceiro; parceira; partener; "
            "membru; consortium member; consortium partner; cluster partner; "
            "partenaire du projet"
        ),
        "affiliated": (
            "affiliated; affiliate; affiliated entity; associated; associate; "
            "associated partner; associate partner; third party; linked third party; "
            "observer; supporting partner; supporter; assoziiert; assoziierter "
            "partner; assoziierte partnerin; beobachter; partenaire associé; associé; "
            "observateur; tiers; socio asociado; asociado; entidad asociada; "
            "observador; partner associato; associato; osservatore; geassocieerd "
            "partner; geassocieerde partner; waarnemer; partner stowarzyszony; "
            "stowarzyszony; obserwator; parceiro associado; associado; partener "
            "asociat; asociat; observator; subcontractor; associate member"
        ),
    },
    "kind": {
        "consortium": (
            "consortium; consortia; project; project consortium; konsortium; projekt; "
            "projektkonsortium; consortium de projet; projet; consorcio; proyecto; "
            "consorzio; progetto; konsorcjum; consórcio; projeto; proiect; consorțiu"
        ),
        "network": (
            "network; standing network; alliance; netzwerk; allianz; réseau; red; "
            "alianza; rete; alleanza; netwerk; alliantie; sieć; sojusz; rede; "
            "aliança; rețea; alianță; memorandum; memorandum of understanding; mou; "
            "platform; plattform"
        ),
        "agreement": (
            "agreement; cooperation agreement; bilateral agreement; vereinbarung; "
            "kooperationsvereinbarung; abkommen; vertrag; accord; accord de "
            "coopération; convention; acuerdo; acuerdo de colaboración; convenio; "
            "accordo; accordo di collaborazione; overeenkomst; "
            "samenwerkingsovereenkomst; umowa; porozumienie; acordo; protocolo; acord"
        ),
    },
    "strand": {
        "pilot": "pilot; pilot action; pilote; piloto; pilota; pilotaż; pilotaktion",
        "preparation": (
            "preparation; preparatory; preparatory phase; vorbereitung; preparación; "
            "préparation; preparazione; voorbereiding; przygotowanie; preparação"
        ),
        "implementation": (
            "implementation; implementation phase; umsetzung; mise en œuvre; "
            "implementación; ejecución; attuazione; implementazione; uitvoering; "
            "implementatie; wdrożenie; realizacja; implementação; execução; "
            "implementare"
        ),
        "voluntary": (
            "voluntary; freiwillig; volontaire; voluntario; voluntaria; volontario; "
            "vrijwillig; dobrowolny; voluntário; voluntar"
        ),
        "A": "strand a; strand 1; topic a; lot a",
        "B": "strand b; strand 2; topic b; lot b",
    },
    "confidence": {
        "high": (
            "high; hoch; haute; élevé; élevée; alto; alta; hoog; wysoki; wysoka; "
            "ridicat; sure; certain; sicher"
        ),
        "medium": (
            "medium; mittel; moyen; moyenne; medio; media; gemiddeld; średni; "
            "średnia; médio; média; mediu; moderate"
        ),
    },
    "coding": {
        "source and background": "background and source; source, background; both",
        "source": "sources; quelle; fuente; fonte; bron; źródło",
        "background": "background knowledge; hintergrundwissen",
    },
}
"""By field and accepted word. "Or" and "argent" are the French gold and silver."""
