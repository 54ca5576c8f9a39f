"""One matter that was put to several agencies, on one page for the raising side; and putting it to one more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forthright.core.challenge.answers import Answer, No
from forthright.core.challenge.codes import Side
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.folding import fold
from forthright.core.challenge.sees import reads_words
from forthright.core.challenge.standing import Standing
from forthright.core.challenge.together import may_add
from forthright.directory.models import Post
from forthright.record import actions, drafts, queries, together
from forthright.record.queries import Matter
from forthright.web import gate
from forthright.web.forms.raise_pages import Draft, ladder_posts
from forthright.web.forms.raise_words import again
from forthright.web.presenters import around, when
from forthright.web.presenters import raising as raised
from forthright.web.presenters import together as shown
from forthright.web.views.printed import record_of

KIND = "raise"


def bound_to(request: HttpRequest, origin: str, posts: Sequence[Post]) -> tuple[list[Post], frozenset[int]]:
    """For a draft that puts the matter of a challenge to another agency: the posts of the agency that raised it, and
    the agencies that have it. Raises Http404."""
    state = together.state_for(gate.who(request), origin, gate.now())
    if state is None:
        raise Http404
    mine = [one for one in posts if one.agency_id == state.agencies[Side.RAISING]]
    return mine, frozenset({state.agencies[Side.RESPONDING], *state.also})


def send(draft: Draft, wishes: Sequence[Raise]) -> actions.Done | No:
    """Sends a draft: to one agency, to several, or to those that are added to a matter. Raises Http404."""
    if not draft.origin:
        return together.begin_together(draft.person, wishes, draft.name, draft.now)
    try:
        return together.put_to_another(draft.person, draft.origin, wishes, draft.name, draft.now)
    except actions.NotThere:
        raise Http404 from None


def raised_too(request: HttpRequest, matter: Matter) -> list[dict[str, Any]]:
    """The other challenges that this person raised of the same matter: with whom, and what happened next."""
    found = []
    for reference in together.others_of(matter.state, matter.reference):
        other = gate.open_too(request, reference)
        if other is None or other.state.raiser != matter.actor.person:
            continue
        first = fold([other.entries[0].entry.event])
        found.append(
            {
                "reference": reference,
                "agency": other.agencies.get(other.state.agencies[Side.RESPONDING], ""),
                "next_steps": raised.next_steps(first, other.names),
            }
        )
    return found


def _all(request: HttpRequest, reference: str, act: str = "looked") -> tuple[Matter, list[Matter]]:
    """A challenge, and all of its matter that this person may open, itself among them, for the raising side and for
    those who see facts of all of them. Raises Http404 for anybody else, and where it was put to one agency alone."""
    matter = gate.open_matter(request, reference, act)
    whole = matter.side is Side.RAISING or matter.standing is Standing.BUSINESS_UNIT
    if not matter.state.matter or not whole:
        raise Http404
    found = []
    for one in queries.of_one_matter(matter.state.matter, matter.state.partnership):
        if one == reference:
            found.append(matter)
            continue
        other = gate.open_too(request, one, act)
        if other is None:
            continue
        if other.side is Side.RAISING or other.standing is Standing.BUSINESS_UNIT:
            found.append(other)
    return matter, found


@require_safe
def all_agencies(request: HttpRequest, reference: str) -> HttpResponse:
    """To which agencies a matter was put, where each stands, and what each sees once its pair has opened."""
    matter, every = _all(request, reference)
    at = gate.now()
    context = {
        **around.frame(matter),
        "agencies": [shown.standing(one, at) for one in every],
        "closed": shown.not_shown(matter, every),
        "pairs": [shown.pair(one) for one in every if reads_words(one.actor, one.state)],
        "may_add": bool(_may_add(matter)),
        "many": 1 + len(matter.state.also),
    }
    return render(request, "together/all.html", context)


@require_safe
def print_all(request: HttpRequest, reference: str) -> HttpResponse:
    """The records with all agencies for paper, one after the other. Private notes only when asked for."""
    matter, every = _all(request, reference, act="printed")
    at, notes = gate.now(), request.GET.get("notes") == "1"
    records = [record_of(one, at, notes) | {"agency": shown.agency(one)} for one in every]
    context = {
        "reference": reference,
        "records": records,
        "notes": notes,
        "private_notes": sum(one["private_notes"] for one in records),
        "facts_only": not reads_words(matter.actor, matter.state),
        "by": matter.actor.signs(matter.state),
        "at": when.said(at),
        "closed": shown.not_shown(matter, every),
    }
    return render(request, "together/record.html", context)


def _may_add(matter: Matter) -> Answer:
    """Whether this person may put the matter to another agency: whoever answers for the raising side, from a post."""
    return may_add(matter.state, matter.actor)


@require_http_methods(["GET", "HEAD", "POST"])
def another(request: HttpRequest, reference: str) -> HttpResponse:
    """What putting the same matter to another agency means; and a draft that begins with the words as they were."""
    matter = gate.open_matter(request, reference)
    person, now = gate.who(request), gate.now()
    allowed = _may_add(matter)
    posts, _has_it = bound_to(request, reference, ladder_posts(person, now))
    if allowed and not posts:
        allowed = No("another raising agency")
    context = {**around.frame(matter), "reason": _(allowed.reason) if isinstance(allowed, No) else ""}
    if isinstance(allowed, No):
        return render(request, "together/another.html", context, status=409)
    if request.method == "POST":
        row = drafts.start(person, KIND, now, reference, again(matter))
        return redirect("raise_page", row.pk, "who")
    return render(request, "together/another.html", context)


ADDRESSES = [
    path("matter/<str:reference>/together/", all_agencies, name="together"),
    path("matter/<str:reference>/together/record/", print_all, name="together_record"),
    path("matter/<str:reference>/another/", another, name="another"),
]
