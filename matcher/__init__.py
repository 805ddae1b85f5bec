"""A partner recommender for European cluster partnerships: the public names."""

from matcher.allpairs import PairBlock
from matcher.contributions import CodeContribution, Contribution, Kind
from matcher.dataset import check_package, load_registry
from matcher.errors import (
    DatasetError,
    Fault,
    FilterError,
    MatcherError,
    ModelError,
    NotFitted,
    OutputError,
    ProfileError,
    UnknownCluster,
    UnknownPartnership,
)
from matcher.published import published_backtest
from matcher.recommend import PartnerRecommender
from matcher.records import Cluster, Member, Partnership, Profile, Registry
from matcher.signals import SIGNALS, SignalInfo
from matcher.storage import load_model, save_model
from matcher.suggestions import LeftOut, Score, Suggestion, Synergy
from matcher.text import fold
from matcher.vocabulary import Term, Vocabulary

__all__ = [
    "SIGNALS",
    "Cluster",
    "CodeContribution",
    "Contribution",
    "DatasetError",
    "Fault",
    "FilterError",
    "Kind",
    "LeftOut",
    "MatcherError",
    "Member",
    "ModelError",
    "NotFitted",
    "OutputError",
    "PairBlock",
    "PartnerRecommender",
    "Partnership",
    "Profile",
    "ProfileError",
    "Registry",
    "Score",
    "SignalInfo",
    "Suggestion",
    "Synergy",
    "Term",
    "UnknownCluster",
    "UnknownPartnership",
    "Vocabulary",
    "check_package",
    "fold",
    "load_model",
    "load_registry",
    "published_backtest",
    "save_model",
]
