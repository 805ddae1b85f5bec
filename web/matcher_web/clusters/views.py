"""Clusters: the list of all, some side by side, and one of them opened.

In: a snapshot and an address. Out: pages.
"""

from __future__ import annotations

from flask import url_for

from matcher_web.clusters.compare import (
    MOST,
    check_enough,
    chosen_clusters,
    compare_clusters,
)
from matcher_web.clusters.records import cluster_facts
from matcher_web.clusters.shelf import Clusters, cluster_shelf
from matcher_web.clusters.ticked import TICKED, list_of, removals, swaps, ticks
from matcher_web.listing.links import list_links
from matcher_web.listing.listing import list_records
from matcher_web.query.reading import Sent
from matcher_web.shortlist.asking import ASKING, fit, read_asking
from matcher_web.snapshot import Snapshot
from matcher_web.suggestions.links import pair_address
from matcher_web.twins import WITHOUT_TABLES, Page, page


@page("/clusters")
def clusters(snapshot: Snapshot, sent: Sent) -> Page:
    """Browse and search the clusters."""
    listing, faults = list_records(cluster_shelf(snapshot), sent)
    ticked = chosen_clusters(snapshot, sent.getlist(TICKED))
    ids = {TICKED: [cluster.id for cluster in ticked]} if ticked else {}
    return Page(
        Clusters(snapshot.registry, listing),
        "clusters.html",
        lambda: {
            "links": list_links(listing, "clusters", **ids),
            "ticks": ticks(listing, ticked),
            "n_partnerships": snapshot.registry.partnerships_of,
        },
        {**listing.parameters(page=listing.page), **ids},
        faults,
    )


@page("/clusters/compare")
def compare(snapshot: Snapshot, sent: Sent) -> Page:
    """Four clusters side by side at most, and who else is chosen."""
    chosen = chosen_clusters(snapshot, sent.getlist(TICKED))
    check_enough(chosen)
    asker = read_asking(snapshot, sent.get(ASKING, "")).asker
    comparison = compare_clusters(snapshot, chosen, asker)
    ids = [cluster.id for cluster in chosen]
    listed = list_of(cluster_shelf(snapshot), sent)
    return Page(
        comparison,
        "compare.html",
        lambda: {
            "clusters": comparison.clusters,
            "back": url_for("clusters", **listed, ids=ids),
            "removals": removals(chosen, comparison.clusters),
            "swaps": swaps(comparison),
            "most": MOST,
        },
        {TICKED: ids},
    )


@page("/clusters/<cluster_id>", WITHOUT_TABLES)
def cluster(snapshot: Snapshot, sent: Sent, cluster_id: str) -> Page:
    """One cluster: its profile, its past and its suggestions."""
    facts = cluster_facts(snapshot, cluster_id)
    asker = read_asking(snapshot, sent.get(ASKING, "")).asker
    found = fit(snapshot, asker, cluster_id)
    return Page(
        facts,
        "cluster.html",
        lambda: {
            "fit": found,
            "asker": asker,
            "why": pair_address(asker.question, cluster_id) if asker else "",
        },
    )
