"""The consortium: who is in it, what it lacks, and what can be changed.

In: a snapshot and an address. Out: a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from matcher_web.consortium import links, picture
from matcher_web.consortium.answering import Answer, answer
from matcher_web.consortium.calls import call_told
from matcher_web.consortium.choices import Choices
from matcher_web.consortium.reading import Form, read_form
from matcher_web.consortium.records import Consortia
from matcher_web.drawing.countries import member_map
from matcher_web.facts.offered import offered
from matcher_web.query.reading import Sent
from matcher_web.snapshot import Snapshot, current
from matcher_web.twins import Page, page


@page("/consortium")
def consortium(snapshot: Snapshot, sent: Sent) -> Page:
    """Propose consortia, or value the members that are named."""
    form = read_form(snapshot, sent)
    found = Answer(form.snapshot, form.question)
    if not form.faults:
        found = answer(form.snapshot, form.question)
        form = replace(form, faults=found.faults)
    return Page(
        Consortia(found),
        "consortium.html",
        partial(_shown, found, form),
        form.question.parameters(),
        form.faults,
    )


def _shown(found: Answer, form: Form) -> Mapping[str, Any]:
    shown: dict[str, Any] = {
        "answer": found,
        "question": found.question,
        "form": Choices(form),
        "offered": offered(current()),
        "heading": picture.title(found),
        "asked": picture.asked(found),
        "unasked": links.unasked(found),
        "reliefs": links.reliefs(found),
        "as_read": found.as_read,
        "call": call_told(found.call),
    }
    chosen = found.chosen
    if chosen is None:
        return shown
    numbers = picture.sources(found)
    return shown | {
        "chosen": chosen,
        "drawing": member_map(picture.n_by_country(chosen.members)),
        "parts": picture.part_lines(found.snapshot, chosen),
        "covered": picture.covered(found, chosen, numbers),
        "rules": picture.rules(chosen),
        "sources": numbers,
        "compared": picture.compared,
        "brings": picture.brings(found, chosen),
        "member_links": links.member_links(found),
        "joining": links.joining(found),
        "others": links.others(found),
        "anew": links.address(found.question, members=(), beside=()),
        "beside": picture.beside(found),
        "beside_links": links.beside_links(found),
    }
