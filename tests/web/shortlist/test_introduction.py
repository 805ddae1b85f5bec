"""The text to introduce oneself: by example, whole."""

from __future__ import annotations

from matcher import PartnerRecommender, Profile
from matcher_web.query.question import Question
from matcher_web.shortlist.introduction import Side, introduce, introduction
from matcher_web.snapshot import Snapshot

OLIVES = Side(
    "Olive Cluster",
    "Portugal",
    ("Food Processing", "Packaging"),
    ("Brazil", "Japan"),
    "https://olives.example",
)
SENSORS = Side("Sensor Valley", "Finland", ("Packaging", "Sensors"), ("Japan",))

TO_SOMEBODY_KNOWN = """\
Dear colleagues at Sensor Valley,

We are Olive Cluster, a cluster organisation from Portugal. We work in Food Processing \
and Packaging. We already know each other from FreshPack. We look for partners to go \
to Japan with, and think that Sensor Valley could be one.

- What we share: Packaging.
- Where we both want to go: Japan.
- What you would bring: Sensors and a partner in Finland.
- What we would bring: Food Processing and a partner in Portugal.

Would you like to talk about it? Half an hour in the next weeks would do.

Kind regards
[your name]
Olive Cluster
https://olives.example"""

FROM_A_VISITOR = """\
Dear colleagues at Sensor Valley,

We are [name of your cluster], a cluster organisation. We work in Packaging. We do not \
know each other yet, but both know Can Makers and Glass House. We look for partners to \
go to markets outside Europe with, and think that Sensor Valley could be one.

- What we share: Packaging.
- What you would bring: Sensors.

Would you like to talk about it? Half an hour in the next weeks would do.

Kind regards
[your name]
[name of your cluster]"""

OF_NOTHING = """\
Dear colleagues at Sensor Valley,

We are [name of your cluster], a cluster organisation. We look for partners to go to \
markets outside Europe with, and think that Sensor Valley could be one.

- What you would bring: Packaging and Sensors.

Would you like to talk about it? Half an hour in the next weeks would do.

Kind regards
[your name]
[name of your cluster]"""


def test_a_cluster_writes_to_somebody_it_knows() -> None:
    assert introduce(OLIVES, SENSORS, ["FreshPack"], ["Ants"]) == TO_SOMEBODY_KNOWN


def test_a_visitor_writes_to_somebody_new() -> None:
    visitor = Side(activities=("Packaging",))
    found = introduce(visitor, SENSORS, (), ["Can Makers", "Glass House"])
    assert found == FROM_A_VISITOR


def test_what_is_not_recorded_is_left_out() -> None:
    assert introduce(Side(), SENSORS) == OF_NOTHING


def test_a_letter_names_a_few_and_counts_nobody() -> None:
    many = Side("A", activities=tuple("bcdefg"))
    assert "We work in b, c, d, e and others." in introduce(many, SENSORS)


def test_it_tells_what_the_suggestion_rests_on_and_no_score(
    recommender: PartnerRecommender,
) -> None:
    snapshot = Snapshot(recommender)
    found = recommender.explain("inovcluster", "valorial")
    text = introduction(snapshot, Question(cluster_id="inovcluster"), found)
    assert "We are InovCluster, a cluster organisation from Portugal." in text
    assert "We already know each other from F2F Health Matters." in text
    assert "a partner in France" in text
    assert "score" not in text
    assert f"{found.score:.2f}"[1:] not in text


def test_a_visitor_is_asked_for_a_name_alone(recommender: PartnerRecommender) -> None:
    profile = Profile(sectors=("food-processing",), target_markets=("JP",))
    found = recommender.explain(profile, "valorial")
    text = introduction(Snapshot(recommender), Question(profile=profile), found)
    assert "- Where we both want to go: Japan." in text
    assert "know each other" not in text
    assert text.endswith("[your name]\n[name of your cluster]")
