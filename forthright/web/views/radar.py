"""When nobody answers: the next 30 days, for an agency's lead, a team's manager, and as facts for the business unit."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.directory import choices
from forthright.directory import leave as rules
from forthright.directory.covering import place_of
from forthright.directory.leave import Carer
from forthright.directory.models import Partnership
from forthright.record import radar as record
from forthright.web import gate
from forthright.web.forms.fields import today
from forthright.web.presenters import radar as words
from forthright.web.presenters.radar import Shown, Sight

FIRST = 5
"""Of each place so many gaps stand on the page of all; the place's own page has them all."""


@require_safe
def radar(request: HttpRequest) -> HttpResponse:
    """Gaps first; of one place also who answers for each post."""
    now = gate.now()
    carer = rules.carer(gate.who(request), now)
    found = _shown(carer, now)
    if found is None:
        raise Http404
    chosen = request.GET.get("place", "")
    one = next((place for place in found if str(place.place) == chosen), None)
    if chosen and one is None:
        raise Http404
    if one is None and len(found) == 1:
        one = found[0]
    places = [(place, place.gaps[:FIRST], words.rest(place.gaps, FIRST)) for place in found if place.gaps]
    return render(request, "cover/radar.html", {"one": one, "places": places, "every": found, "many": len(found) > 1})


def _shown(carer: Carer, now: datetime) -> list[Shown] | None:
    """Every place that this person may look at; None for somebody to whom the page is not there."""
    unit = carer.actor.partnerships(Office.BUSINESS_UNIT)
    managed = {one.post: one for one in carer.posts if one.role == Role.LINE_MANAGER}
    teams = {place_of(one.agency, one.partnership) for one in managed.values()} if carer.actor.leads else set()
    if not (unit or carer.places or teams):
        return None
    below = choices.below(managed) if teams - carer.places else frozenset()
    found = []
    mine = {one.partnership for one in carer.posts}
    for partnership in Partnership.objects.filter(pk__in=mine).select_related("hours").order_by("name", "pk"):
        whole = partnership.pk in unit
        for seen in record.look(partnership, now, None if whole else carer.places | teams):
            if seen.place in carer.places:
                sight = Sight(names=True, references=whole)
            elif seen.place in teams:
                sight = Sight(True, below | frozenset(managed), carer.actor.leads, references=True)
            else:
                sight = Sight(names=False, references=True)
            found.append(words.shown(seen, sight, today()))
    return found


ADDRESSES = [path("cover/radar/", radar, name="cover_radar")]
"""The cover radar's only address: a place is chosen by ?place=."""
