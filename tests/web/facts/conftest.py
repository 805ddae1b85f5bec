"""One snapshot of the toy registry with evidence."""

from __future__ import annotations

import pytest

from matcher import PartnerRecommender
from matcher_web.snapshot import Snapshot
from tests.web.facts.evidence import with_evidence


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return Snapshot(PartnerRecommender().fit(with_evidence()))
