"""One challenge on one screen: where we were."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.audit import queries as audit
from forthright.core.challenge.sees import reads_words
from forthright.core.challenge.standing import Standing
from forthright.directory import covering
from forthright.web import gate
from forthright.web.presenters import around, guests
from forthright.web.presenters import matter as shown


@require_safe
def matter(request: HttpRequest, reference: str) -> HttpResponse:
    """The challenge as this person may see it: all of it for those who take part, facts only for those who watch."""
    found, at = gate.open_matter(request, reference), gate.now()
    state = found.state
    turn = state.turn
    away = covering.answering([turn.owner], at) if turn else {}
    others = [person for person in state.parties if person != found.actor.person]
    looks = audit.seen_up_to(reference, others) if reads_words(found.actor, state) else {}
    context = {
        **around.frame(found),
        "office": found.standing is Standing.BUSINESS_UNIT,
        "guests": guests.told(found, at),
        **shown.page(found, at, away, looks),
    }
    return render(request, "matter/matter.html", context)


ADDRESSES = [path("matter/<str:reference>/", matter, name="matter")]
