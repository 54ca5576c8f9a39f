"""The lists: what waits on me, what waits on others, what is resolved; and the facts-only lists of two offices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.core.challenge.codes import Phase
from forthright.core.challenge.standing import Actor, Office
from forthright.core.worktime import horizons
from forthright.directory import covering
from forthright.directory import queries as directory
from forthright.directory.hours import hours_in_use
from forthright.directory.models import Person
from forthright.notices.queries import troubled
from forthright.record import inviting, queries
from forthright.record.models import Challenge
from forthright.record.protection import glasses
from forthright.record.queries import LATE_BEAT, MINE, RESOLVED, THEIRS, Line
from forthright.record.unreachable import left_behind
from forthright.web import gate
from forthright.web.gate import now, who
from forthright.web.paging import page_of, start_of
from forthright.web.presenters import cover, people, rows
from forthright.web.presenters import office as words

SIZE = 25
PLACES = (MINE, THEIRS, RESOLVED)
SHOWN_DRAFTS = 5
RECENT_JUMP = timedelta(days=1)
"""For how long the business unit is told that the machine's time jumped."""


@require_safe
def my_turn(request: HttpRequest) -> HttpResponse:
    """The three lists of the person, one at a time, with how many stand on each."""
    person, at = who(request), now()
    actor = directory.actor(person, at)
    mine = actor.partnerships(Office.BUSINESS_UNIT)
    place = request.GET.get("list", MINE)
    if place not in PLACES:
        raise Http404
    start = start_of(request)
    lines, paged = page_of(gate.my_list(person, actor, place, start, SIZE + 1, at), start, SIZE)
    counts = queries.how_many(actor)
    return render(
        request,
        "my_turn/my_turn.html",
        {
            "place": place,
            "tabs": words.tabs(counts, place),
            "rows": rows.mine(lines, place, actor, _more(lines, place, at), at),
            "paged": paged,
            "covers": _covers(actor, at),
            "drafts": _drafts(person) if counts["drafts"] and place == MINE else [],
            "more_drafts": max(counts["drafts"] - SHOWN_DRAFTS, 0),
            "team": bool(actor.leads),
            "office": bool(mine),
            "clock": words.clock(queries.last_beat(), at, LATE_BEAT) if mine else None,
            "protects": bool(actor.protects),
            **_of_offices(person, actor, at),
        },
    )


def _more(lines: Sequence[Line], place: str, at: datetime) -> dict[int, str]:
    """Read what the rows of this list need besides the rows themselves; returns the deputies of those awaited."""
    challenges = [line.challenge for line in lines]
    if place != THEIRS:
        return {}
    prefetch_related_objects(challenges, "parts")
    awaited = {challenge.turn for challenge in challenges if challenge.turn}
    return directory.covering_now(awaited, at) if awaited else {}


def _covers(actor: Actor, at: datetime) -> list[str]:
    """Whom this person covers, each with until when."""
    people = {person for person, *_rest in actor.covers}
    return cover.whom(actor, covering.covered(people, at)) if people else []


def _drafts(person: Person) -> list[words.DraftLine]:
    return [words.draft(row) for row in person.drafts.defer("sealed").order_by("-updated")[:SHOWN_DRAFTS]]


def _of_offices(person: Person, actor: Actor, at: datetime) -> dict[str, object]:
    """What waits for somebody as the administrator of an agency, the business unit or a data protection officer, and is
    on no list of challenges; `own_agency` is the one whose other routes they keep."""
    mine = actor.partnerships(Office.BUSINESS_UNIT)
    own = directory.administered(person, at) if actor.partnerships(Office.ADMINISTRATOR) else []
    kept = [agency.pk for agency in own]
    waiting = glasses(actor).filter(reviewed=False).exclude(person=person.pk).count() if actor.protects else 0
    return {
        "own_agency": next(iter(kept), None),
        "unreviewed": waiting,
        "unvouched": inviting.waiting(mine, kept) if mine or kept else 0,
        "behind": people.behind(left_behind(at, agencies=kept, partnerships=mine)) if mine or kept else "",
    }


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """The open challenges of a line manager's team: facts only."""
    at = now()
    actor = directory.actor(who(request), at)
    if not actor.leads:
        raise Http404
    start = start_of(request)
    shown = gate.facts_list(who(request), gate.FACTS_LISTS["team"], queries.team_list(actor), at)
    found, paged = page_of(list(shown[start : start + SIZE + 1]), start, SIZE)
    return render(request, "my_turn/team.html", {"rows": rows.facts_only(found, at), "paged": paged})


LISTS = ("overdue", "open", "all")


@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """The business unit's page: every challenge of the partnership as facts, and whatever is stuck."""
    at = now()
    actor = directory.actor(who(request), at)
    mine = actor.partnerships(Office.BUSINESS_UNIT)
    if not mine:
        raise Http404
    which = request.GET.get("list", LISTS[0])
    if which not in LISTS:
        raise Http404
    start = start_of(request)
    every = gate.facts_list(who(request), gate.FACTS_LISTS["office"], queries.office_list(actor), at)
    chosen = _chosen(every, which, at)
    beat, jump = queries.clock_notes()
    found, paged = page_of(list(chosen[start : start + SIZE + 1]), start, SIZE)
    return render(
        request,
        "my_turn/office.html",
        {
            "which": which,
            "tabs": words.office_tabs(which),
            "rows": rows.facts_only(found, at),
            "paged": paged,
            "clock": words.clock(beat, at, LATE_BEAT),
            "jump": words.jump(jump, at, RECENT_JUMP),
            "horizons": words.horizons(horizons(hours_in_use(mine), directory.local_day(at))),
            "aside": [words.aside(row) for row in queries.set_aside(mine, at, actor.person)[:SIZE]],
            "unvouched": inviting.waiting(mine),
            "messages_stuck": _messages(every, at),
            "behind": people.behind(left_behind(at, partnerships=mine)),
        },
    )


def _chosen(every: QuerySet[Challenge], which: str, at: datetime) -> QuerySet[Challenge]:
    if which == "overdue":
        return every.exclude(phase=Phase.ENDED.value).filter(due__lte=at)
    return every.filter(phase=Phase.OPEN.value) if which == "open" else every


def _messages(every: QuerySet[Challenge], at: datetime) -> list[words.MessageLine]:
    """Messages that have not gone out, with the post they were meant for: the office sees to posts, not to people."""
    found = list(troubled(at).filter(challenge__in=every.order_by().values("pk"))[:SIZE])
    if not found:
        return []
    about = every.filter(pk__in={row.challenge for row in found})
    parts = about.prefetch_related(Prefetch("parts"))
    open_ones = [one for one in parts if not one.restricted]
    titles = {(one.reference, part.person): part.title for one in open_ones for part in one.parts.all()}
    return [words.message(row, titles.get((row.challenge, row.recipient), "")) for row in found]


ADDRESSES = [
    path("my-turn/", my_turn, name="my_turn"),
    path("team/", team, name="team"),
    path("office/", office, name="office"),
]
