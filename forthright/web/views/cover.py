"""Leave and cover as people enter them: for oneself, for one's team or agency, and for a vacant post.

Whoever may not enter it for somebody is told the same as for somebody who does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forthright.core.cover.chains import VACANT
from forthright.core.worktime import LONDON
from forthright.directory import actions, choices, covering
from forthright.directory import leave as rules
from forthright.directory.actions import Signed
from forthright.directory.leave import Whose
from forthright.directory.models import Cover, Leave
from forthright.web import gate
from forthright.web.forms.cover import NOBODY, Away
from forthright.web.presenters import cover as words

asked = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50


@require_safe
def cover(request: HttpRequest) -> HttpResponse:
    """My absences, whom I cover until when, and those of the people whose absences I enter."""
    me, now = gate.who(request), gate.now()
    carer = rules.carer(me, now)
    actor = carer.actor
    people, free = rules.cared_for(carer, now), rules.vacant(carer, now)
    others = {one.person for one in people}
    standing = covering.covered({person for person, *_rest in actor.covers}, now) if actor.covers else {}
    leaves = _leaves({me.pk, *others}, now)
    context = {
        "mine": [words.line(row, now) for row in leaves if row.person_id == me.pk],
        "mine_covers": [words.cover_line(row, now) for row in _covers([me.pk], [], now)],
        "i_cover": words.whom(actor, standing),
        "team": [words.line(row, now) for row in leaves if row.person_id in others],
        "team_covers": [words.cover_line(row, now) for row in _covers(others, [one.posts[0].pk for one in free], now)],
        "people": _once(people),
        "vacant": [(one.posts[0].pk, words.titled(one)) for one in free],
    }
    return render(request, "cover/cover.html", context)


def _once(people: Sequence[Whose]) -> list[tuple[int, str]]:
    """Each person once, for the list of those for whom one may enter an absence."""
    found: dict[int, str] = {}
    for one in people:
        found.setdefault(one.person, words.titled(one))
    return list(found.items())


def _leaves(people: set[int], now: datetime) -> list[Leave]:
    """The absences of these people that are not over, soonest first."""
    day = now.astimezone(LONDON).date()
    rows = Leave.objects.filter(person__in=people, ends__gte=day).filter(_counts(now))
    rows = rows.select_related("person").prefetch_related("covers__deputy", "covers__post")
    return [row for row in rows.order_by("starts", "pk")[:SHOWN] if not rules.span(row).empty]


def _covers(people: set[int] | list[int], vacant: list[int], now: datetime) -> list[Cover]:
    """The covers of these people's posts, and of these vacant ones, that were entered without an absence."""
    day = now.astimezone(LONDON).date()
    held = choices.posts_of_people(people, now)
    rows = Cover.objects.filter(Q(post__in=held) | Q(post__in=vacant), leave=None, ends__gte=day).filter(_counts(now))
    return [
        row
        for row in rows.select_related("deputy", "post", "of").order_by("starts", "pk")[:SHOWN]
        if not rules.span(row).empty
    ]


def _counts(now: datetime) -> Q:
    return Q(stopped_at=None) | Q(stopped_at__gt=now)


@asked
def away(request: HttpRequest) -> HttpResponse:
    """I am away."""
    me, now = gate.who(request), gate.now()
    mine = rules.own(me, now)
    if not mine:
        return render(request, "cover/no_post.html")
    return _form(request, mine, now, None)


@asked
def away_for(request: HttpRequest, person: int) -> HttpResponse:
    """Somebody else is away."""
    now = gate.now()
    found = [one for one in rules.cared_for(_carer(request, now), now) if one.person == person]
    if not found:
        raise Http404
    return _form(request, found, now, None)


@asked
def vacant(request: HttpRequest, post: int) -> HttpResponse:
    """Who covers a post that nobody holds."""
    now = gate.now()
    found = [one for one in rules.vacant(_carer(request, now), now) if one.posts[0].pk == post]
    if not found:
        raise Http404
    return _form(request, found, now, None)


@asked
def change(request: HttpRequest, leave: int) -> HttpResponse:
    """Another end or another deputy, from now on; of what has not begun also another beginning."""
    now = gate.now()
    row, found = _mine(request, leave, now)
    return _form(request, found, now, row)


def _carer(request: HttpRequest, now: datetime) -> rules.Carer:
    return rules.carer(gate.who(request), now)


def _form(request: HttpRequest, whose: list[Whose], now: datetime, old: Leave | None) -> HttpResponse:
    begun = old is not None and rules.span(old).begins <= now
    form = Away(
        request.POST or None,
        whose=whose,
        colleagues={one.place: choices.employed(one.place, now, one.person) for one in whose},
        places=choices.place_names(one.place for one in whose),
        old=old,
        begun=begun,
        initial=_initial(old, whose) if old else {},
    )
    me = gate.who(request)
    if request.method == "POST" and form.is_valid():
        wish = form.wish(now.astimezone(LONDON))
        with transaction.atomic():
            if not form.refuse(rules.look(wish, whose, now)):
                actions.enter_leave(wish, whose, Signed(me, now, ""))
                _said(request, bool(wish.deputies))
                return redirect("cover")
    context = {
        "form": form.shown(),
        "own": whose[0].person == me.pk,
        "vacant": whose[0].person == VACANT,
        "name": whose[0].name or words.titled(whose[0]),
        "old": words.line(old, now) if old else None,
    }
    return render(request, "cover/away.html", context, status=422 if form.errors else 200)


def _said(request: HttpRequest, covered: bool) -> None:
    if covered:
        messages.success(request, _("It is saved. Whoever covers answers from then on, and is told what comes."))
        return
    text = _(
        "It is saved, and nobody covers. What comes then waits, and the agency’s lead and the business unit see that "
        "nobody answers."
    )
    messages.warning(request, text)


def _initial(row: Leave, whose: list[Whose]) -> dict[str, object]:
    """The form filled with what was entered."""
    found: dict[str, object] = {
        "starts": row.starts,
        "from_time": row.from_time.strftime("%H:%M") if row.from_time else "",
        "ends": row.ends,
        "until_time": row.until_time.strftime("%H:%M") if row.until_time else "",
    }
    found |= {f"deputy_{one.place}".replace("-", "p"): NOBODY for one in whose}
    for one in row.covers.select_related("post"):
        place = covering.place_of(one.post.agency_id, one.post.partnership_id)
        found[f"deputy_{place}".replace("-", "p")] = str(one.deputy_id)
        if one.starts > row.starts:
            found["cover_from"] = one.starts
    return found


def _mine(request: HttpRequest, leave: int, now: datetime) -> tuple[Leave, list[Whose]]:
    """An absence that this person may change, and for which posts: their own, or that of somebody for whom they enter
    it. Raises Http404."""
    me = gate.who(request)
    cared = rules.cared_for(
        _carer(request, now), now
    )  # asked first: what is not theirs is asked for as what is not there
    theirs = {me.pk, *(one.person for one in cared)}
    row = Leave.objects.filter(pk=leave, person__in=theirs).select_related("person").first()
    if row is None or not _open(row, now):
        raise Http404
    if row.person_id == me.pk:
        return row, rules.own(me, now)
    return row, [one for one in cared if one.person == row.person_id]


def _open(row: Leave | Cover, now: datetime) -> bool:
    """Whether there is something left of it to change."""
    span = rules.span(row)
    return not span.empty and (span.ends is None or span.ends > now)


@asked
def end(request: HttpRequest, leave: int) -> HttpResponse:
    """I am back, or it is taken back before it begins."""
    now = gate.now()
    row, _whose = _mine(request, leave, now)
    return _end(request, row, words.line(row, now), now)


@asked
def end_cover(request: HttpRequest, row: int) -> HttpResponse:
    """A cover that was entered without an absence ends now."""
    now = gate.now()
    carer = _carer(request, now)
    found_in = (*rules.own(carer.person, now), *rules.cared_for(carer, now), *rules.vacant(carer, now))
    posts = {post.pk for one in found_in for post in one.posts}
    found = Cover.objects.filter(pk=row, post__in=posts, leave=None).select_related("deputy", "post", "of").first()
    if found is None or not _open(found, now):
        raise Http404
    return _end(request, found, words.cover_line(found, now), now)


def _end(request: HttpRequest, row: Leave | Cover, line: words.Line, now: datetime) -> HttpResponse:
    if request.method == "POST":
        with transaction.atomic():
            actions.stop(row, Signed(gate.who(request), now, ""))
        messages.success(request, _("It is ended. What was before now stays as it was."))
        return redirect("cover")
    return render(request, "cover/end.html", {"line": line})


ADDRESSES = [
    path("cover/", cover, name="cover"),
    path("cover/away/", away, name="cover_away"),
    path("cover/away/<int:person>/", away_for, name="cover_away_for"),
    path("cover/post/<int:post>/", vacant, name="cover_post"),
    path("cover/<int:leave>/change/", change, name="cover_change"),
    path("cover/<int:leave>/end/", end, name="cover_end"),
    path("cover/end/<int:row>/", end_cover, name="cover_end_cover"),
]
