"""People and posts: where upkeep starts, and the posts of an agency or of the partnership itself.

To somebody who keeps no posts, none of these pages is there.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.directory import staff as staffing
from forthright.directory.models import Agency, JointTeam, Partnership, Upkeep
from forthright.directory.staff import Held, Staff, staff
from forthright.record.unreachable import left_behind
from forthright.web import gate
from forthright.web.forms.fields import today
from forthright.web.presenters import people as words

SHOWN = 20
"""How many of the last acts of upkeep stand on a page."""


def keeper(request: HttpRequest) -> Staff:
    """What the signed-in person keeps. Raises Http404 where that is nothing."""
    found = staff(gate.who(request), gate.now())
    if found.nothing:
        raise Http404
    return found


def own_agency(mine: Staff, number: int) -> Agency:
    """An agency whose administrator they are. Raises Http404."""
    if number not in mine.agencies:
        raise Http404
    return mine.agencies[number]


def own_office(mine: Staff, number: int) -> Partnership:
    """A partnership whose business unit they are. Raises Http404."""
    if number not in mine.offices:
        raise Http404
    return mine.offices[number]


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The agencies and partnerships that this person keeps."""
    mine = keeper(request)
    context = {"agencies": mine.agencies.values(), "offices": mine.offices.values()}
    return render(request, "people/list.html", context)


@require_safe
def agency(request: HttpRequest, number: int) -> HttpResponse:
    """The posts of one agency with who holds them, vacant ones too, and who is still to be followed."""
    mine = keeper(request)
    if number not in mine.seen:
        raise Http404
    found, own = mine.seen[number], number in mine.agencies
    partnerships = list(Partnership.objects.filter(agencies=found).order_by("name", "pk"))
    shown = [one.pk for one in partnerships if own or one.pk in mine.offices]
    held = staffing.posts_in(number, shown, today())
    context = {
        "agency": found,
        "own": own,
        "office": next((one for one in mine.offices.values() if one.pk in shown), None),
        "rows": _rows(held, mine),
        "left": [words.left(one, mine) for one in left_behind(mine.now, agencies=[number])],
        "log": [words.line(row) for row in Upkeep.objects.filter(agency=number).order_by("-at", "-pk")[:SHOWN]],
    }
    return render(request, "people/agency.html", context)


@require_safe
def partnership(request: HttpRequest, number: int) -> HttpResponse:
    """The partnership's own posts, its agencies with how many of their posts are vacant, and its joint teams."""
    mine = keeper(request)
    found = own_office(mine, number)
    day = today()
    agencies = list(Agency.objects.filter(partnerships=found).order_by("name", "pk"))
    names = {one.pk: one.name for one in agencies}
    vacant = staffing.vacant_by_agency(found.pk, day)
    log = Upkeep.objects.filter(partnership=number, agency=None).order_by("-at", "-pk")
    context = {
        "partnership": found,
        "rows": _rows(staffing.own_posts(number, day), mine),
        "agencies": [(one, words.vacancies(*vacant.get(one.pk, (0, 0)))) for one in agencies],
        "teams": JointTeam.objects.filter(partnership=found).order_by("name"),
        "left": [words.left(one, mine, names) for one in left_behind(mine.now, partnerships=[number])],
        "log": [words.line(row) for row in log[:SHOWN]],
    }
    return render(request, "people/partnership.html", context)


def _rows(held: Iterable[Held], mine: Staff) -> list[words.PostRow]:
    return [words.post_row(one, today(), mine.keeps(one.post)) for one in held]


ADDRESSES = [
    path("people/", every, name="people"),
    path("people/agency/<int:number>/", agency, name="people_agency"),
    path("people/partnership/<int:number>/", partnership, name="people_partnership"),
]
