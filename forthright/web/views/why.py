"""Why this date? The sum behind a due date on one page, and as a file that another agency checks offline."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.core.challenge import dated
from forthright.record import dates
from forthright.record.dates import Dated
from forthright.record.queries import Matter
from forthright.web import gate
from forthright.web.presenters import childs_clock
from forthright.web.presenters import why as words


@require_safe
def dates_of(request: HttpRequest, reference: str) -> HttpResponse:
    """Every open date of a challenge, each with the way to its sum: lists lead here, which know one of several."""
    matter = gate.open_matter(request, reference)
    now = gate.now()
    context = {
        "reference": reference,
        "rows": words.open_dates(matter, now),
        "child": childs_clock.clock(matter, None, now),
    }
    return render(request, "why/dates.html", context)


@require_safe
def why(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """One open date of a challenge, for everybody who may open it: facts, and the words of pauses to those who read."""
    matter, found = _found(request, reference, key)
    now = gate.now()
    context = {
        "reference": reference,
        "key": key,
        "command": f"forthright date check {_name(reference)}" if found.reckoning.counts else "",
        "child": childs_clock.clock(matter, found.duty.due, now),
        **words.page(matter, found, now),
    }
    return render(request, "why/why.html", context)


@require_safe
def why_file(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """The same as JSON with its fingerprint, for `forthright date check FILE`. Facts only, whoever asks."""
    matter, found = _found(request, reference, key, act="exported")
    if not found.reckoning.counts:
        raise Http404
    about = {
        "challenge": reference,
        "expected": found.duty.kind.value,
        "policy": matter.policy.name,
        "partnership": matter.policy.partnership,
        "version": matter.policy.version.isoformat(),
        "fingerprint": matter.state.policy,
    }
    answer = JsonResponse(dated.dated(found.reckoning, about), json_dumps_params={"indent": 2, "sort_keys": True})
    answer["Content-Disposition"] = f'attachment; filename="{_name(reference)}"'
    return answer


def _name(reference: str) -> str:
    """What the file is called: a reference is random and names nobody."""
    return f"date-{reference}.json"


def _found(request: HttpRequest, reference: str, key: str, act: str = "looked") -> tuple[Matter, Dated]:
    matter = gate.open_matter(request, reference, act)
    found = dates.dated(matter, key, gate.now())
    if found is None:
        raise Http404
    return matter, found


ADDRESSES = [
    path("matter/<str:reference>/why/", dates_of, name="dates"),
    path("matter/<str:reference>/why/<str:key>/", why, name="why"),
    path("matter/<str:reference>/why/<str:key>/file/", why_file, name="why_file"),
]
