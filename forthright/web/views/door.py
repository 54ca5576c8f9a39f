"""Which door? At most three questions and one's agency, danger first. Answers stand in the address; nothing is kept."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from forthright.directory import queries as directory
from forthright.directory.models import Agency, Partnership
from forthright.record import policies
from forthright.web.forms.base import Form
from forthright.web.forms.door import QUESTIONS, TOLD, YES, OwnAgency
from forthright.web.gate import now, who
from forthright.web.presenters import danger, doors

Answers = dict[str, str]


@login_not_required
@require_safe
def door(request: HttpRequest, agency: int | None = None) -> HttpResponse:
    """The next question, or where the answers lead. `agency` is the number of the reader's agency, once chosen."""
    chosen = get_object_or_404(Agency, pk=agency) if agency is not None else None
    answers, form = _walk(request)
    if form is not None:
        return _question(request, answers, form)
    if answers["danger"] == YES:
        places = danger.places(Partnership.objects.order_by("name", "pk"), policies.current(now()))
        onward = f"{request.path}?{urlencode({'danger': TOLD})}"
        return render(request, "door/danger.html", {"onward": onward, "places": places})
    return _result(request, answers, chosen)


def _walk(request: HttpRequest) -> tuple[Answers, Form | None]:
    """The answers given so far, and the form of the question that is open. An answer off its list is asked again."""
    answers: Answers = {}
    while name := doors.following(answers):
        sent = name in request.GET or request.GET.get("asked") == name
        form = QUESTIONS[name](request.GET if sent else None)
        if not form.is_valid():
            return answers, form
        answers[name] = form.cleaned_data[name]
    return answers, None


def _question(request: HttpRequest, answers: Answers, form: Form) -> HttpResponse:
    name = form.heading_field
    assert name
    context = {
        "form": form,
        "question": form.fields[name].label,
        "kept": answers,
        "asked": name,
        "back": _back(request, answers),
    }
    return render(request, "door/question.html", context)


def _back(request: HttpRequest, answers: Answers) -> str:
    """The address of the question before this one, or of the start page."""
    before = list(answers.items())[:-1]
    return f"{request.path}?{urlencode(before)}" if answers else reverse("start")


def _result(request: HttpRequest, answers: Answers, chosen: Agency | None) -> HttpResponse:
    among = _own(request)
    if chosen is None and len(among) == 1:
        chosen = among[0]
    way = doors.way(answers)
    needed = chosen is None and (way.doors or way.is_challenge)
    asking = request.GET if "agency" in request.GET else None
    form = OwnAgency(asking, among=[one.pk for one in among]) if needed else None
    if form and form.is_valid():
        here = reverse("door_of", args=[form.cleaned_data["agency"].pk])
        return redirect(f"{here}?{urlencode(answers)}")
    links = directory.doors(chosen.pk) if chosen else None
    context = {
        "way": way,
        "agency": chosen,
        "routes": doors.routes(way.doors, links),
        "also": doors.also(way.doors, links) if way.is_challenge else [],
        "scope": _scope(chosen),
        "told": answers["danger"] == TOLD,
        "answers": answers,
        "form": form,
        "back": _back(request, answers),
        "other": f"{reverse('door')}?{urlencode(answers)}" if not among else "",
    }
    return render(request, "door/result.html", context)


def _own(request: HttpRequest) -> list[Agency]:
    """The agencies in which the reader holds a post today; none for somebody who is not signed in."""
    if not request.user.is_authenticated:
        return []
    posts = directory.posts_of(who(request), now())
    return list({post.agency_id: post.agency for post in posts if post.agency}.values())


def _scope(agency: Agency | None) -> list[tuple[str, tuple[str, ...]]]:
    """What the policies of an agency's partnerships say beside their steps: what is in scope differs between them."""
    if agency is None:
        return []
    current = policies.current(now())
    partnerships = agency.partnerships.order_by("name", "pk")
    return [(one.name, current[one.pk].notes) for one in partnerships if one.pk in current and current[one.pk].notes]


ADDRESSES = [
    path("door/", door, name="door"),
    path("door/<int:agency>/", door, name="door_of"),
]
