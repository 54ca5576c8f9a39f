"""Moving an open challenge to another version of its policy: the business unit does it, with a reason."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forthright.core.challenge.answers import No
from forthright.directory import queries as directory
from forthright.record import actions, queries
from forthright.record.models import Challenge, PolicyVersion
from forthright.web import desk, gate
from forthright.web.forms.policy_moving import Landing, Reason
from forthright.web.paging import page_of, start_of
from forthright.web.presenters import policy_moving as words
from forthright.web.presenters.policy_versions import name

SIZE = 25


@require_safe
def moves(request: HttpRequest, version: int) -> HttpResponse:
    """The open challenges of the partnership that run under another version than this one."""
    stored = desk.version(request, version)
    actor = directory.actor(gate.who(request), gate.now())
    start = start_of(request)
    rows = queries.on_another_version(actor, stored)[start : start + SIZE + 1]
    found, paged = page_of(list(rows), start, SIZE)
    context = {"rows": words.rows(found, gate.now()), "paged": paged}
    return render(request, "policy/moves.html", _about(stored) | context)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, version: int, reference: str) -> HttpResponse:
    """What moving one challenge would change, and the act itself, with a reason.

    Where the version lacks the step at which the challenge stands, one is chosen first, by ?step=.
    """
    stored = desk.version(request, version)
    challenge = _challenge(request, stored, reference)
    step = request.GET.get("step", "")
    found = queries.move_preview(gate.who(request), reference, stored.fingerprint, step, gate.now())
    if found is None:
        raise Http404
    about = _about(stored) | {"reference": reference}
    if isinstance(found, No):
        return render(request, "policy/move.html", about | {"refusal": _(found.reason)})
    if found.steps and not step:
        landing = Landing(request.GET if "step" in request.GET else None, steps=found.steps)
        return render(request, "policy/move_step.html", about | {"form": landing})
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        refused = _move(request, stored, reference, step, form.cleaned_data["reason"])
        if not refused:
            return redirect("policy_moves", stored.pk)
        form.add_error(None, refused)
    context = {
        "changes": words.changes(found.changes, gate.now()),
        "goes_on": dict(found.steps).get(step, ""),
        "form": form,
        "seen": challenge.version,
        "token": secrets.token_urlsafe(16),
    }
    return render(request, "policy/move.html", about | context, status=422 if request.method == "POST" else 200)


def _about(stored: PolicyVersion) -> dict[str, object]:
    return {"partnership": stored.partnership, "name": name(stored), "version": stored.pk}


def _challenge(request: HttpRequest, stored: PolicyVersion, reference: str) -> Challenge:
    """One of the version's own partnership, as facts. Raises Http404."""
    every = queries.office_list(directory.actor(gate.who(request), gate.now()))
    found = every.filter(pk=reference, partnership_id=stored.partnership_id).first()
    if found is None:
        raise Http404
    return found


def _move(request: HttpRequest, stored: PolicyVersion, reference: str, step: str, reason: str) -> str:
    """Moves it and says so at the top of the next page; or the sentence why it was refused."""
    person, now = gate.who(request), gate.now()
    typed = request.POST.get("seen", "")
    seen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
    token = request.POST.get("token", "")
    done = actions.move_policy(person, reference, seen, stored.fingerprint, step, reason, token, now)
    if isinstance(done, No):
        return _(done.reason)
    if isinstance(done, actions.ChangedSince):
        return _("This changed since you opened it. Read what would change now, then send again.")
    said = _("%(reference)s runs under %(version)s from now on. Everybody who takes part is told why.")
    messages.success(request, said % {"reference": reference, "version": name(stored)})
    return ""


ADDRESSES = [
    path("policy/version/<int:version>/move/", moves, name="policy_moves"),
    path("policy/version/<int:version>/move/<str:reference>/", move, name="policy_move"),
]
