"""Do messages reach people? Those who look after people ask; whoever gets the message presses one button.

Opening the link says nothing yet: mail programs open links by themselves.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from forthright.directory import reach
from forthright.directory.models import Partnership
from forthright.directory.reach import Whose
from forthright.directory.reach_models import ReachAnswer
from forthright.directory.staff import Staff
from forthright.directory.upkeep import By
from forthright.notices import reaching
from forthright.notices.queries import unsent_checks
from forthright.web import gate
from forthright.web.forms.reach import ALL, WhomToAsk
from forthright.web.presenters import reach as words
from forthright.web.views.people import keeper, own_agency, own_office
from forthright.web.views.people_persons import kept

asked = require_http_methods(["GET", "HEAD", "POST"])


@asked
def ask(request: HttpRequest, of: str, place: int) -> HttpResponse:
    """Everybody with a post there and whether messages reach them; and asking them."""
    mine = keeper(request)
    whose = _whose(mine, of, place)
    people = reach.people_of(whose, mine.now)
    silent = [one for one in people if not one.fresh(mine.now)]
    form = WhomToAsk(request.POST or None, silent=len(silent), everybody=len(people)) if people else None
    if request.method == "POST" and form is not None and form.is_valid():
        chosen = people if form.cleaned_data["whom"] == ALL else silent
        made = reaching.ask(chosen, whose, By(mine.person, mine.now))
        messages.success(request, words.asked(made, len(chosen) - made))
        return redirect("reach", of, place)
    context = {
        "form": form,
        "name": whose.name,
        "of": of,
        "place": place,
        "summary": words.summary(people, mine.now),
        "rows": words.lines(people, unsent_checks(), mine.now),
    }
    return render(request, "people/reach.html", context, status=422 if request.method == "POST" else 200)


def _whose(mine: Staff, of: str, place: int) -> Whose:
    """Whose people are asked. Raises Http404 for what is not theirs. An agency asks in the name of itself; that it
    works in several partnerships makes no difference, and the first stands in the line of upkeep."""
    if of == "partnership":
        return Whose(own_office(mine, place))
    if of != "agency":
        raise Http404
    agency = own_agency(mine, place)
    first = Partnership.objects.filter(agencies=agency).order_by("pk").first()
    if first is None:
        raise Http404
    return Whose(first, agency)


@require_POST
def ask_one(request: HttpRequest, number: int) -> HttpResponse:
    """Ask one person, from their own page."""
    mine = keeper(request)
    found = kept(mine, number)
    if found.person.is_active:
        whose = Whose(found.post.partnership, found.post.agency)
        made = reaching.ask(reach.reached_of([found.person]), whose, By(mine.person, mine.now))
        messages.success(request, words.asked(made, 1 - made))
    return redirect("person", number)


@login_not_required
@asked
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link leads: two buttons, for everybody who has it. A link that is forged or too old reads the same."""
    now = gate.now()
    check = reach.by_token(token, now)
    if check is None:
        return render(request, "reached/gone.html", {"days": reach.OPENS.days}, status=404)
    body = check.agency or check.partnership
    context = {"token": token, "body": body.name}  # no name: a link can be passed on
    if request.method == "POST":
        said = ReachAnswer.NOT_THEIRS if request.POST.get("answer") == "no" else ReachAnswer.REACHED
        reach.answer(check, said, now)
        return render(request, "reached/thanks.html", {**context, "theirs": said == ReachAnswer.REACHED})
    return render(request, "reached/answer.html", context)


ADDRESSES = [
    path("people/reach/<slug:of>/<int:place>/", ask, name="reach"),
    path("people/person/<int:number>/reach/", ask_one, name="person_reach"),
    path("reached/<str:token>/", answer, name="reach_answer"),
]
