"""Clusters: the list of all, some side by side, and one of them opened.

In: a snapshot and an address. Out: pages.
"""

from __future__ import annotations

from flask import url_for

from matcher_web.clusters.compare import (
    FEWEST,
    MOST,
    chosen_clusters,
    compare_clusters,
    wrong_number,
)
from matcher_web.clusters.records import cluster_facts
from matcher_web.clusters.shelf import Clusters, cluster_shelf
from matcher_web.listing.links import Link, list_links
from matcher_web.listing.listing import list_records
from matcher_web.query.reading import Sent
from matcher_web.shortlist.asking import ASKING, read_asking
from matcher_web.snapshot import Snapshot
from matcher_web.twins import WITHOUT_TABLES, Page, WrongAddress, page


@page("/clusters")
def clusters(snapshot: Snapshot, sent: Sent) -> Page:
    """Browse and search the clusters."""
    listing, faults = list_records(cluster_shelf(snapshot), sent)
    return Page(
        Clusters(snapshot.registry, listing),
        "clusters.html",
        lambda: {
            "links": list_links(listing, "clusters"),
            "n_partnerships": snapshot.registry.partnerships_of,
        },
        listing.parameters(page=listing.page),
        faults,
    )


@page("/clusters/compare")
def compare(snapshot: Snapshot, sent: Sent) -> Page:
    """Up to four clusters side by side."""
    chosen = chosen_clusters(snapshot, sent.getlist("ids"))
    problem = wrong_number(chosen)
    if problem:
        raise WrongAddress(problem)
    asker = read_asking(snapshot, sent.get(ASKING, "")).asker
    comparison = compare_clusters(snapshot, chosen, asker)
    ids = [cluster.id for cluster in chosen]
    return Page(
        comparison,
        "compare.html",
        lambda: {
            "clusters": chosen,
            "removals": [
                Link(c.called, url_for("compare", ids=[i for i in ids if i != c.id]))
                for c in chosen
                if len(ids) > FEWEST
            ],
            "most": MOST,
        },
        {"ids": ids},
    )


@page("/clusters/<cluster_id>", WITHOUT_TABLES)
def cluster(snapshot: Snapshot, sent: Sent, cluster_id: str) -> Page:
    """One cluster: its profile, its past and its suggestions."""
    facts = cluster_facts(snapshot, cluster_id)
    return Page(facts, "cluster.html")
