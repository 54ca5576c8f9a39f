"""A policy as text beside what it comes to: typed, checked, kept, and published from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forthright.core.policy.canonical import fingerprint
from forthright.core.policy.sentences import date_words
from forthright.record import drafts, policies, publishing, versions
from forthright.record.models import PolicyVersion
from forthright.record.publishing import NotPublished, Why
from forthright.web import desk, gate
from forthright.web.desk import LONGEST, Desk, with_draft
from forthright.web.forms.fields import kept, today
from forthright.web.forms.policy import Publish
from forthright.web.presenters import policy_findings, policy_look, when
from forthright.web.presenters import policy_versions as words
from forthright.web.presenters.policy_base import base_said
from forthright.web.presenters.policy_differences import differences
from forthright.web.presenters.policy_people import people
from forthright.web.views.drafting import typed

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@with_draft
def editor(request: HttpRequest, draft: Desk) -> HttpResponse:
    """The text and, beside it, what it comes to. Whatever is sent is kept first and looked at then."""
    if request.method == "POST":
        draft = draft.keep(**typed(request.POST))
        go = request.POST.get("go")
        if go == "publish":
            return redirect("policy_publish", draft.name)
        if go == "parts":
            return redirect("policy_parts", draft.name)
        if go == "rehearse":
            return redirect("policy_rehearse", draft.name)
        if go == "later":
            messages.success(request, _("Your draft is saved."))
            return redirect("policies")
    checked = request.method == "POST"
    look = _look(draft)
    context = {"draft": draft, "look": look, "checked": checked, "wrong": checked and bool(look.troubles), "wide": True}
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    context |= {"longest": LONGEST, "long": policy_look.long_words(LONGEST), "most": most}
    return render(request, "policy/edit.html", context)


@require_POST
@with_draft
def look(request: HttpRequest, draft: Desk) -> HttpResponse:
    """What a text comes to while it is typed: a piece of a page. Nothing is kept here."""
    given = typed(request.POST).get("text")
    draft = replace(draft, data=draft.data | {"text": given if isinstance(given, str) else ""})
    return render(request, "policy/_look.html", {"draft": draft, "look": _look(draft)})


def _look(draft: Desk) -> policy_look.Look:
    now = draft.in_force()
    return policy_look.look(
        draft.text, draft.shelf, (now[0].text, now[1]) if now else None, LONGEST, draft.held_now, today()
    )


@both
@with_draft
def delete(request: HttpRequest, draft: Desk) -> HttpResponse:
    """Asks, and then forgets the draft."""
    if request.method == "POST":
        drafts.drop(draft.person, draft.name)
        messages.success(request, _("The draft is deleted."))
        return redirect("policies")
    return render(request, "policy/delete.html", {"draft": draft})


@both
@with_draft
def publish(request: HttpRequest, draft: Desk) -> HttpResponse:
    """From which day it counts, and why; or what stands in the way."""
    refused = _obstacle(draft)
    if request.method == "POST":
        draft = draft.keep(**typed(request.POST))
        form = _form(draft, bound=True)
        if not refused and form.is_valid():
            return redirect("policy_check", draft.name)
    else:
        form = _form(draft)
    return _show_publish(request, draft, form, refused)


def _show_publish(request: HttpRequest, draft: Desk, form: Publish, refused: NotPublished | None) -> HttpResponse:
    return render(request, "policy/publish.html", {"draft": draft, "form": form, "refused": _refused(draft, refused)})


def _form(draft: Desk, bound: bool = False) -> Publish:
    """The form with what was typed before; at first with the day that the text gives itself, or today."""
    policy = draft.reading.policy if len(draft.text) <= LONGEST else None
    day = max(today(), (policy and policy.in_force) or today())
    given = {"day_day": str(day.day), "day_month": str(day.month), "day_year": str(day.year)} | draft.data
    return Publish(given) if bound else Publish(initial=kept(Publish.base_fields, given))


def _obstacle(draft: Desk) -> NotPublished | None:
    if len(draft.text) > LONGEST:
        return NotPublished(Why.UNREADABLE, problems=(policy_look.too_long(LONGEST),))
    return publishing.obstacle(draft.partnership.pk, draft.reading)


def _refused(draft: Desk, refused: NotPublished | None) -> dict[str, Any] | None:
    """Why it cannot be published, with the findings in full and the version that stands in the way."""
    if refused is None:
        return None
    return {
        "text": words.refusal(refused),
        "findings": [policy_findings.finding_line(finding, draft.reading) for finding in refused.findings],
        "troubles": [policy_look.trouble(problem) for problem in refused.problems[: policy_look.SHOWN]],
        "version": refused.version,
    }


@both
def check(request: HttpRequest, draft: str) -> HttpResponse:
    """Everything that will happen, and the button that does it."""
    desk.partnerships(request)
    if request.method == "POST" and not drafts.has(gate.who(request), draft):
        messages.info(request, _("That draft was already published, or deleted. Here is what is published."))
        return redirect("policies")
    return _check(request, draft=draft)


@with_draft
def _check(request: HttpRequest, draft: Desk) -> HttpResponse:
    form = _form(draft, bound=True)
    refused = _obstacle(draft)
    if not form.is_valid() or refused:
        return _show_publish(request, draft, form, refused)
    day, reason = form.cleaned_data["day"], form.cleaned_data["reason"]
    if request.method == "POST":
        refused = _publish(request, draft, day, reason)
        if isinstance(refused, PolicyVersion):
            drafts.drop(draft.person, draft.name)
            said = _("%(version)s is published. It counts from %(moment)s.")
            messages.success(
                request, said % {"version": words.name(refused), "moment": words.moment(refused.effective)}
            )
            return redirect("policy_version", refused.pk)
    return _show_check(request, draft, day, reason, refused)


def _publish(request: HttpRequest, draft: Desk, day: date, reason: str) -> PolicyVersion | NotPublished | None:
    """Publishes what the page showed; None where the text is no longer the one that it showed."""
    if request.POST.get("shown") != _mark(draft):
        return None
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else -1
    return publishing.publish(draft.person, draft.partnership, draft.text, day, reason, number, draft.now)


def _mark(draft: Desk) -> str:
    policy = draft.reading.policy
    return fingerprint(policy) if policy else ""


def _show_check(
    request: HttpRequest, draft: Desk, day: date, reason: str, refused: NotPublished | PolicyVersion | None
) -> HttpResponse:
    found = versions.versions(draft.partnership.pk, draft.now)
    starts = publishing.starts(day, draft.now)
    before, after = versions.around(found, starts)
    policy = draft.reading.policy
    newer = refused.version if isinstance(refused, NotPublished) and refused.why is Why.NEWER else None
    base = newer or (before.row if before else None)
    last = policies.policy_in(base.text) if base else None
    problems = [{"text": words.refusal(refused), "href": "#changes"}] if isinstance(refused, NotPublished) else []
    if request.method == "POST" and refused is None:
        said = _("The text or its base was changed since this page was shown. Look at it again, and send it again.")
        problems = [{"text": said, "href": "#changes"}]
    context = {
        "draft": draft,
        "form": {"errors": problems},
        "problems": problems,
        "day": _("Today, from the moment you publish it") if day == today() else when.day(day),
        "reason": reason,
        "whose": policy.partnership if policy else "",
        "dated": date_words(policy.version) if policy else "",
        "same_date": policy is not None and last is not None and last.version == policy.version,
        "said": words.in_the_text(policy) if policy else "",
        "happens": words.what_happens(
            starts, day == today(), before, after, versions.open_challenges(draft.partnership.pk)
        ),
        "base": words.name(base) if base else "",
        "changes": differences(base.text, draft.whole, last, policy) if base else None,
        "stands_on": base_said(draft.shelf, draft.text),
        "seen": found[0].row.number if found else 0,
        "shown": _mark(draft),
        "people": people(draft.reading, draft.held_now, day),
    }
    return render(request, "policy/check.html", context)


ADDRESSES = [
    path("policy/draft/<str:draft>/", editor, name="policy_edit"),
    path("policy/draft/<str:draft>/look/", look, name="policy_look"),
    path("policy/draft/<str:draft>/delete/", delete, name="policy_delete"),
    path("policy/draft/<str:draft>/publish/", publish, name="policy_publish"),
    path("policy/draft/<str:draft>/publish/check/", check, name="policy_check"),
]
