"""A partner recommender for European cluster partnerships: the public names.

In: a registry of clusters and partnerships. Out: partners for one, and why.

How the rooms lie, each importing from those above it::

    errors  arrays  text       what may go wrong; types of arrays; words compared
    release  output            the version; results written whole or not at all
    registry/                  tables -> facts, or every fault in them
    model/                     facts -> signals, weights, scores that say why
    pairs/                     every pair, or the best of everybody, at any size
    recommend                  the questions that users ask, answered
    explore/                   synergies, networks and markets, beyond suggestions
    evaluation/                how well the past is predicted
    cli/                       the command line, over this front door

Each name is fetched from its room when it is first asked for, so that nobody waits for
what they do not use; `__init__.pyi` tells type checkers the same.
"""

from importlib import import_module
from typing import Any

_ROOMS = {
    "DESCRIPTION": "registry.options",
    "FILTERS": "registry.options",
    "LENSES": "explore.synergies.lenses",
    "OPTIONS": "registry.options",
    "SIGNALS": "model.signals",
    "Activities": "explore.activities",
    "Activity": "explore.activities",
    "ActivityKind": "explore.activities",
    "Additions": "explore.additions",
    "Bridge": "explore.network.bridging",
    "Cluster": "registry.records",
    "CodeContribution": "model.contributions",
    "Common": "explore.synergies.shared",
    "Community": "explore.network.graph",
    "Completion": "explore.matches",
    "Connector": "explore.network.connecting",
    "Contribution": "model.contributions",
    "Count": "explore.markets.presence",
    "DatasetError": "errors",
    "EngineError": "errors",
    "Fault": "errors",
    "FilterError": "errors",
    "Gap": "explore.markets.reach",
    "Improvement": "explore.improve",
    "Kind": "model.contributions",
    "Landscape": "explore.synergies.landscape",
    "LeftOut": "model.answers.suggestions",
    "Lens": "explore.synergies.lenses",
    "Markets": "explore.markets.presence",
    "MatcherError": "errors",
    "Member": "registry.records",
    "ModelError": "errors",
    "Network": "explore.network.graph",
    "NewPair": "explore.matches",
    "Node": "explore.network.graph",
    "NotFitted": "errors",
    "Option": "registry.options",
    "OutputError": "errors",
    "PairBlock": "pairs.blocks",
    "PartnerRecommender": "recommend",
    "Partnership": "registry.records",
    "Presence": "explore.markets.presence",
    "Profile": "registry.records",
    "ProfileError": "errors",
    "Prospect": "explore.markets.prospects",
    "Prospects": "explore.markets.prospects",
    "Reach": "explore.markets.reach",
    "Registry": "registry.registry",
    "Relative": "explore.lineage",
    "Score": "model.answers.suggestions",
    "SignalInfo": "model.contributions",
    "Suggestion": "model.answers.suggestions",
    "Synergy": "model.answers.suggestions",
    "Term": "registry.vocabulary",
    "Tie": "explore.network.connecting",
    "UnknownCluster": "errors",
    "UnknownMarket": "errors",
    "UnknownPartnership": "errors",
    "Vocabulary": "registry.vocabulary",
    "WhatIf": "explore.improve",
    "WhiteSpace": "explore.markets.white_spaces",
    "WhiteSpaces": "explore.markets.white_spaces",
    "best_completions": "explore.matches",
    "best_new_pairs": "explore.matches",
    "bridges": "explore.network.bridging",
    "check_package": "registry.reading",
    "columns_of": "registry.columns",
    "connectors": "explore.network.connecting",
    "fold": "text",
    "in_common": "explore.synergies.shared",
    "lay_out": "explore.network.layout",
    "load_model": "recommend",
    "load_registry": "registry.reading",
    "published_backtest": "evaluation.report",
    "relatives": "explore.lineage",
    "save_model": "recommend",
    "shared_in_words": "explore.synergies.shared",
    "what_it_adds": "explore.additions",
    "what_would_raise": "explore.improve",
    "widen_markets": "registry.filters",
}

__all__ = list(_ROOMS)


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'matcher' has no attribute '{name}'")
    found = getattr(import_module(f"matcher.{_ROOMS[name]}"), name)
    globals()[name] = found  # asked for once
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOMS})
