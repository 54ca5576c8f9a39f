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
from forthright.core.challenge.codes import Phase
from forthright.record import actions, policies, queries
from forthright.record.models import Challenge, PolicyVersion
from forthright.web import desk, gate
from forthright.web.forms.policy_moving import Move
from forthright.web.presenters import policy_moving as words
from forthright.web.presenters.policy_versions import name

MOST = 200
"""Open challenges that are listed; a partnership has tens a year."""


@require_safe
def moves(request: HttpRequest, version: int) -> HttpResponse:
    """The open challenges of the partnership that run under another version than this one."""
    stored = desk.version(request, version)
    found = list(_others(stored)[:MOST])
    under = {one.policy_id: policies.compiled(one.partnership_id, one.policy.fingerprint) for one in found}
    context = {"partnership": stored.partnership, "name": name(stored), "version": stored.pk}
    return render(request, "policy/moves.html", {**context, "rows": words.rows(found, under)})


def _others(stored: PolicyVersion):  # type: ignore[no-untyped-def]
    open_now = Challenge.objects.filter(partnership_id=stored.partnership_id, phase=Phase.OPEN.value)
    return open_now.exclude(policy_id=stored.pk).select_related("policy").order_by("raised_at", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, version: int, reference: str) -> HttpResponse:
    """What moving one challenge would change, and the act itself. Nothing is moved before the reason is given."""
    stored = desk.version(request, version)
    challenge = Challenge.objects.filter(pk=reference, partnership_id=stored.partnership_id).first()
    if challenge is None:
        raise Http404
    policy = policies.compiled(stored.partnership_id, stored.fingerprint)
    has_step = challenge.step in {step.key for step in policy.steps}
    steps = [] if has_step else [(step.key, policy.label(step.key)) for step in policy.steps]
    form = Move(request.POST or None, steps=steps)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            answer = _move(request, stored, challenge, form)
            if answer is not None:
                return answer
        status = 422
    chosen = str(request.POST.get("step") or (steps[0][0] if steps else ""))
    found = queries.move_preview(gate.who(request), reference, stored.fingerprint, chosen, gate.now())
    if found is None:
        raise Http404
    context = {
        "partnership": stored.partnership,
        "name": name(stored),
        "version": stored.pk,
        "reference": reference,
        "refusal": _(found.reason) if isinstance(found, No) else "",
        "changes": [] if isinstance(found, No) else words.changes(found, gate.now()),
        "form": form,
        "seen": challenge.version,
        "token": secrets.token_urlsafe(16),
    }
    return render(request, "policy/move.html", context, status=status)


def _move(request: HttpRequest, stored: PolicyVersion, challenge: Challenge, form: Move) -> HttpResponse | None:
    """The redirect after the move; None where it was refused, which the form then says."""
    seen = request.POST.get("seen", "")
    done = actions.move_policy(
        gate.who(request),
        challenge.pk,
        int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 7 else 0,
        stored.fingerprint,
        form.cleaned_data.get("step", ""),
        form.cleaned_data["reason"],
        request.POST.get("token", ""),
        gate.now(),
    )
    if isinstance(done, No):
        form.add_error(None, _(done.reason))
        return None
    if isinstance(done, actions.ChangedSince):
        form.add_error(None, _("This changed since you opened it. Read what would change now, then send again."))
        return None
    said = _("%(reference)s runs under %(version)s from now on. Everybody who takes part is told why.")
    messages.success(request, said % {"reference": challenge.pk, "version": name(stored)})
    return redirect("policy_moves", stored.pk)


ADDRESSES = [
    path("policy/version/<int:version>/move/", moves, name="policy_moves"),
    path("policy/version/<int:version>/move/<str:reference>/", move, name="policy_move"),
]
