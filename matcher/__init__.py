"""A partner recommender for European cluster partnerships: the public names."""

from matcher.contributions import CodeContribution, Contribution, Kind
from matcher.dataset import check_package, load_registry
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
from matcher.explore.activities import Activities, Activity, ActivityKind
from matcher.explore.additions import Additions, what_it_adds
from matcher.explore.bridging import Bridge, bridges
from matcher.explore.connecting import Connector, Tie, connectors
from matcher.explore.improve import Improvement, WhatIf, what_would_raise
from matcher.explore.landscape import Landscape
from matcher.explore.layout import lay_out
from matcher.explore.lenses import LENSES, Lens
from matcher.explore.lineage import Relative, relatives
from matcher.explore.markets import Count, Markets, Presence
from matcher.explore.matches import (
    Completion,
    NewPair,
    best_completions,
    best_new_pairs,
)
from matcher.explore.network import Community, Network, Node
from matcher.explore.prospects import Prospect, Prospects
from matcher.explore.reach import Gap, Reach
from matcher.explore.shared import Common, in_common, shared_in_words
from matcher.explore.white_spaces import WhiteSpace, WhiteSpaces
from matcher.filters import widen_markets
from matcher.pair_blocks import PairBlock
from matcher.published import published_backtest
from matcher.recommend import PartnerRecommender
from matcher.records import Cluster, Member, Partnership, Profile, Registry
from matcher.signals import SIGNALS, SignalInfo
from matcher.storage import load_model, save_model
from matcher.suggestions import LeftOut, Score, Suggestion, Synergy
from matcher.text import fold
from matcher.vocabulary import Term, Vocabulary

__all__ = [
    "LENSES",
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
