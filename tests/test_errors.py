"""Errors say the same wherever they were raised."""

from __future__ import annotations

import copy
import pickle

import pytest

import matcher.errors
from matcher.errors import DatasetError, Fault, FieldsError, MatcherError

RAISED: list[MatcherError] = [
    DatasetError([Fault("members.csv", 2, "sector", "txtile", "is not known")]),
    DatasetError([]),
    DatasetError([Fault("members.csv", 2, "sector", "txtile", "is wrong")], 9000),
    *(
        kind({"sectors": "is not known", "focus": "is not a text"})
        for kind in (FieldsError, *FieldsError.__subclasses__())
    ),
    *(
        kind("what came")
        for kind in vars(matcher.errors).values()
        if isinstance(kind, type)
        and issubclass(kind, MatcherError)
        and not issubclass(kind, (DatasetError, FieldsError))
    ),
]


@pytest.mark.parametrize("error", RAISED, ids=repr)
def test_an_error_of_another_process_says_the_same(error: MatcherError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)
