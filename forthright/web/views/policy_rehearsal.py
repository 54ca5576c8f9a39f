"""A policy rehearsed, from a draft or from a version: what would come of it, with invented people and past facts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal.cases import Kinds
from forthright.directory.hours import calendar_of
from forthright.directory.models import Partnership
from forthright.insight.replays import MOST, replays
from forthright.insight.suppress import LOWEST
from forthright.record import policies
from forthright.web import desk, gate
from forthright.web.desk import LONGEST, Desk, with_draft
from forthright.web.forms.policy_rehearsal import Tell
from forthright.web.presenters import policy_rehearsal as words
from forthright.web.presenters.policy_versions import name


@require_safe
@with_draft
def draft(request: HttpRequest, draft: Desk) -> HttpResponse:
    """A draft as it was last kept."""
    text = draft.whole if len(draft.text) <= LONGEST else ""
    back = reverse("policy_edit", args=(draft.name,))
    return _show(request, draft.partnership, text, _("Your draft"), back)


@require_safe
def version(request: HttpRequest, version: int) -> HttpResponse:
    """A published version."""
    stored = desk.version(request, version)
    back = reverse("policy_version", args=(stored.pk,))
    return _show(request, stored.partnership, stored.text, name(stored), back)


def _show(request: HttpRequest, own: Partnership, text: str, called: str, back: str) -> HttpResponse:
    """The whole page. A text that cannot be read, or is too long, gets a sentence and the way back."""
    policy = policies.policy_in(text)
    context: dict[str, Any] = {"partnership": own, "called": called, "back": back, "readable": policy is not None}
    if policy is not None and words.can(policy):
        context |= _rehearsed(request, own, text, policy, called)
    return render(request, "policy/rehearse.html", context)


def _rehearsed(request: HttpRequest, own: Partnership, text: str, policy: Policy, called: str) -> dict[str, Any]:
    now = gate.now()
    hours, first = calendar_of(own.hours), words.month(now)
    row = policies.in_force(own.pk, now)
    other = policies.policy_in(row.text) if row and row.text != text else None
    if row is not None and other is not None and words.can(other):
        found = words.compared(text, row.text, hours, first)
        columns = [
            (_("%(version)s, in force") % {"version": name(row)}, other, found.first),
            (called, policy, found.second),
        ]
        changes = words.changes(found)
    else:
        columns, changes = [(called, policy, words.rehearsed(text, hours, first))], []
    these = words.cases(Kinds.of(*(one for _called, one, _sums in columns)), hours, first)
    form = Tell(request.GET) if "case" in request.GET else Tell(initial={"case": 1})
    number = form.cleaned_data["case"] if form.is_bound and form.is_valid() else 1
    return {
        "form": form,
        "worst": words.worst_cases(text, hours, first),
        "hours": own.hours.title,
        "tables": words.tables(columns),
        "changes": changes,
        "count": words.CASES,
        "varied": words.varied(columns),
        "refusals": words.refusals(columns),
        "anyhow": words.however_people_act(text, hours, first),
        "story": words.story(policy, these, number, hours),
        "past": words.past(replays(own, policy, now)),
        "threshold": LOWEST,
        "most": MOST,
    }


ADDRESSES = [
    path("policy/draft/<str:draft>/rehearse/", draft, name="policy_rehearse"),
    path("policy/version/<int:version>/rehearse/", version, name="policy_version_rehearse"),
]
