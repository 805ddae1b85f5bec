"""A partner recommender for European cluster partnerships: the public names.

In: a registry of clusters and partnerships. Out: partners for one, and why.

How the rooms lie, each importing from those above it::

    errors  arrays  text       what may go wrong; types of arrays; words compared
    plain_words                those that say nothing of what somebody does
    release  files/            the version; what is read of a disk, what replaced
    registry/                  tables -> facts, or every fault in them
    importing/                 spreadsheets and lists -> such tables, and a report
    model/                     facts -> signals, weights, scores that say why
    pairs/                     every pair, or the best of everybody, at any size
    consortium/                whole consortia under rules, proven the best
    recommend  saved           the questions that users ask, answered; models kept
    explore/                   synergies, networks and markets, beyond suggestions
    evaluation/                how well the past is predicted
    cli/                       the command line, over this front door

Each name is fetched from its room when it is first asked for, so that nobody waits for
what they do not use; `__init__.pyi` tells type checkers the same. What there is to
explore is imported from the rooms of `matcher.explore`.
"""

from importlib import import_module
from typing import Any

_ROOMS = {
    "CODE_LISTS": "registry.finding.found",
    "DESCRIPTION": "registry.options",
    "FILTERS": "registry.options",
    "OPTIONS": "registry.options",
    "SIGNALS": "model.signals",
    "Call": "registry.calls.call",
    "Cluster": "registry.records",
    "CodeContribution": "model.contributions",
    "Consortium": "consortium.consortium",
    "Contribution": "model.contributions",
    "DatasetError": "errors",
    "EngineError": "errors",
    "Fact": "registry.evidence",
    "Fault": "errors",
    "FilterError": "errors",
    "GOALS": "model.goals.wanted",
    "Finder": "registry.finding.finder",
    "FoundCode": "registry.finding.found",
    "GoalError": "errors",
    "Goals": "model.goals.wanted",
    "Ground": "model.goals.grounds",
    "Kind": "model.contributions",
    "LeftOut": "model.answers.answer",
    "MatcherError": "errors",
    "Member": "registry.partnerships",
    "ModelError": "errors",
    "NoConsortium": "consortium.conflicts",
    "NotFitted": "errors",
    "Option": "registry.options",
    "OutputError": "errors",
    "PairBlock": "pairs.blocks",
    "PartnerRecommender": "recommend",
    "Partnership": "registry.partnerships",
    "Profile": "registry.records",
    "ProfileError": "errors",
    "Proposed": "registry.finding.proposed",
    "Registry": "registry.registry",
    "RuleError": "errors",
    "Score": "model.answers.suggestions",
    "SignalInfo": "model.contributions",
    "Standing": "registry.partnerships",
    "Suggestion": "model.answers.suggestions",
    "Synergy": "model.answers.suggestions",
    "Term": "registry.vocabulary",
    "UnknownCall": "errors",
    "UnknownCluster": "errors",
    "UnknownMarket": "errors",
    "UnknownPartnership": "errors",
    "VarietyCost": "model.answers.variety",
    "Vocabulary": "registry.vocabulary",
    "as_of_in_words": "text",
    "beginning": "text",
    "call_of": "registry.calls.call",
    "check_package": "registry.package.reading",
    "columns_of": "registry.columns",
    "date_in_words": "text",
    "find_call": "registry.calls.call",
    "first_of": "errors",
    "fold": "text",
    "import_files": "importing.running",
    "in_common": "model.answers.in_common",
    "load_model": "saved",
    "load_registry": "registry.package.reading",
    "proposed_codes": "registry.finding.proposed",
    "published_backtest": "evaluation.report",
    "save_model": "saved",
    "typos": "registry.finding.spelling",
    "values_of": "registry.evidence",
    "widen_markets": "registry.filters",
    "without_rule": "registry.calls.reading",
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
