"""One partnership, opened: members, who would complete it, what fits it, its line.

In: a partnership id. Out: `PartnershipFacts`, which the page and its twins show.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from matcher import (
    Call,
    Cluster,
    Member,
    Partnership,
    Suggestion,
    call_of,
    fold,
    picked,
)
from matcher.explore.additions import Additions, what_it_adds
from matcher.explore.lineage import Relative, relatives
from matcher.explore.synergies.sequels import Apart, synergies_apart
from matcher_web.facts.sheet import Sheet, make_sheet
from matcher_web.facts.words import OF_PARTNERSHIPS
from matcher_web.shortlist.sheet import Listed, readable_table
from matcher_web.snapshot import Snapshot, recent
from matcher_web.tables import Table

N_PREVIEW = 5
ROLES = ("coordinator", "partner", "affiliated")
"""Members stand in this order."""
MAX_KEPT = 24
"""Partnerships that are kept once they are opened, the latest ones."""


@dataclass(frozen=True)
class PartnershipFacts:
    """One partnership and all that is known around it.

    Parameters
    ----------
    snapshot : Snapshot
    partnership : Partnership
    sheet : Sheet
        What is recorded, with its sources.
    members : list of (Member, Cluster)
        The coordinator first.
    ecosystems : list of str
        What people read for those of its sectors.
    completions : list of (Suggestion, Additions)
        Who would complete it, new partners, the best first, each with what it would
        add.
    known_partners : list of Suggestion
        The same of those whom a member was in a partnership with.
    fits : Apart
        Partnerships that fit it, those that ended and its sequels apart.
    relatives : list of Relative
        Predecessors, then successors.
    call : Call, optional
        The one that it came from, where that is known.
    """

    snapshot: Snapshot
    partnership: Partnership
    sheet: Sheet
    members: list[tuple[Member, Cluster]]
    ecosystems: list[str]
    completions: list[tuple[Suggestion, Additions]]
    known_partners: list[Suggestion]
    fits: Apart
    relatives: list[Relative]
    call: Call | None

    @property
    def n_by_country(self) -> dict[str, int]:
        """Members by country; under "" those whose country is not recorded."""
        return dict(Counter(cluster.country for _, cluster in self.members))

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "partnership": asdict(self.partnership),
            "call": asdict(self.call) if self.call else None,
            "ecosystems": self.ecosystems,
            "members": [
                cluster.named()
                | picked(member, "role", "since", "confidence", "source")
                for member, cluster in self.members
            ],
            "complete": [
                {**suggestion.to_dict(), "adds": added.to_dict()}
                for suggestion, added in self.completions
            ],
            **picked(self, "known_partners"),
            **self.fits.to_dict(),
            **picked(self, "relatives"),
            "evidence": self.sheet.to_dict(),
        }

    def table(self) -> Table:
        """Who would complete it: new partners, then known ones, for people to read."""
        found = [*(new for new, _ in self.completions), *self.known_partners]
        listed = [Listed(one.cluster, one) for one in found]
        called = self.snapshot.registry.title_of(self.partnership.id)
        title = f"Who would complete {called}"
        return readable_table(self.snapshot, "complete", listed, title, called)


@recent(MAX_KEPT)
def partnership_facts(snapshot: Snapshot, partnership_id: str) -> PartnershipFacts:
    """What is known of one partnership.

    Raises
    ------
    UnknownPartnership
    """
    registry, recommender = snapshot.registry, snapshot.recommender
    partnership = registry.partnership(partnership_id)
    members = [
        (member, registry.cluster(member.cluster))
        for member in registry.members
        if member.partnership == partnership_id
    ]
    members.sort(key=lambda one: (ROLES.index(one[0].role), fold(one[1].name)))
    found = recommender.answer(partnership_id, k=N_PREVIEW)
    return PartnershipFacts(
        snapshot=snapshot,
        partnership=partnership,
        sheet=make_sheet(
            snapshot,
            partnership,
            OF_PARTNERSHIPS,
            {"ecosystems": snapshot.ecosystems_of(partnership.sectors)},
            [member for member, _ in members],
        ),
        members=members,
        ecosystems=snapshot.ecosystem_labels(partnership.sectors),
        completions=[
            (suggestion, what_it_adds(registry, partnership_id, suggestion.cluster.id))
            for suggestion in found.suggestions
        ],
        known_partners=found.known_partners,
        fits=synergies_apart(recommender, partnership_id, N_PREVIEW),
        relatives=relatives(registry, partnership_id),
        call=call_of(partnership, registry.calls),
    )
