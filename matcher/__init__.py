"""A partner recommender for European cluster partnerships: the public names."""

from matcher.errors import (
    DatasetError,
    EngineError,
    Fault,
    FilterError,
    MatcherError,
    ModelError,
    NotFitted,
    OutputError,
    ProfileError,
    UnknownCluster,
    UnknownMarket,
    UnknownPartnership,
)
from matcher.evaluation.published import published_backtest
from matcher.explore.activities import Activities, Activity, ActivityKind
from matcher.explore.additions import Additions, what_it_adds
from matcher.explore.improve import Improvement, WhatIf, what_would_raise
from matcher.explore.lineage import Relative, relatives
from matcher.explore.markets.presence import Count, Markets, Presence
from matcher.explore.markets.prospects import Prospect, Prospects
from matcher.explore.markets.reach import Gap, Reach
from matcher.explore.markets.white_spaces import WhiteSpace, WhiteSpaces
from matcher.explore.matches import (
    Completion,
    NewPair,
    best_completions,
    best_new_pairs,
)
from matcher.explore.network.bridging import Bridge, bridges
from matcher.explore.network.connecting import Connector, Tie, connectors
from matcher.explore.network.graph import Community, Network, Node
from matcher.explore.network.layout import lay_out
from matcher.explore.synergies.landscape import Landscape
from matcher.explore.synergies.lenses import LENSES, Lens
from matcher.explore.synergies.shared import Common, in_common, shared_in_words
from matcher.model.answers.suggestions import LeftOut, Score, Suggestion, Synergy
from matcher.model.contributions import CodeContribution, Contribution, Kind
from matcher.model.signals import SIGNALS, SignalInfo
from matcher.pairs.blocks import PairBlock
from matcher.recommend import PartnerRecommender, load_model, save_model
from matcher.registry.filters import widen_markets
from matcher.registry.options import DESCRIPTION, FILTERS, OPTIONS, Option
from matcher.registry.reading import check_package, load_registry
from matcher.registry.records import Cluster, Member, Partnership, Profile
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Term, Vocabulary
from matcher.text import fold

__all__ = [
    "DESCRIPTION",
    "FILTERS",
    "LENSES",
    "OPTIONS",
    "SIGNALS",
    "Activities",
    "Activity",
    "ActivityKind",
    "Additions",
    "Bridge",
    "Cluster",
    "CodeContribution",
    "Common",
    "Community",
    "Completion",
    "Connector",
    "Contribution",
    "Count",
    "DatasetError",
    "EngineError",
    "Fault",
    "FilterError",
    "Gap",
    "Improvement",
    "Kind",
    "Landscape",
    "LeftOut",
    "Lens",
    "Markets",
    "MatcherError",
    "Member",
    "ModelError",
    "Network",
    "NewPair",
    "Node",
    "NotFitted",
    "Option",
    "OutputError",
    "PairBlock",
    "PartnerRecommender",
    "Partnership",
    "Presence",
    "Profile",
    "ProfileError",
    "Prospect",
    "Prospects",
    "Reach",
    "Registry",
    "Relative",
    "Score",
    "SignalInfo",
    "Suggestion",
    "Synergy",
    "Term",
    "Tie",
    "UnknownCluster",
    "UnknownMarket",
    "UnknownPartnership",
    "Vocabulary",
    "WhatIf",
    "WhiteSpace",
    "WhiteSpaces",
    "best_completions",
    "best_new_pairs",
    "bridges",
    "check_package",
    "connectors",
    "fold",
    "in_common",
    "lay_out",
    "load_model",
    "load_registry",
    "published_backtest",
    "relatives",
    "save_model",
    "shared_in_words",
    "what_it_adds",
    "what_would_raise",
    "widen_markets",
]
