"""Recording one that talking settled, or good practice: one page, in under a minute."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.core.challenge.answers import No
from forthright.record import actions, drafts
from forthright.record.models import Draft as DraftRow
from forthright.web import gate
from forthright.web.forms.fields import kept
from forthright.web.forms.raise_pages import Draft, ladder_posts
from forthright.web.forms.raising import texts
from forthright.web.forms.settled import Settled
from forthright.web.presenters.policy_says import not_recorded
from forthright.web.views.drafting import typed

KIND = "settled"


@require_http_methods(["GET", "HEAD", "POST"])
def settled(request: HttpRequest) -> HttpResponse:
    """The form, with what was kept of an unfinished one; or the record of it."""
    person, now = gate.who(request), gate.now()
    posts = ladder_posts(person, now)
    if not posts:
        return render(request, "raising/no_post.html")
    row = drafts.latest(person, KIND)
    data = drafts.read(person, row.pk) if row else {}
    if request.method == "POST":
        data = data | typed(request.POST)
    draft = Draft(person, posts, texts(data), now)
    if draft.policy is None:
        return render(request, "raising/no_policy.html", {"partnership": draft.post.partnership})
    if request.method == "POST":
        return _record(request, draft, row)
    form = Settled(draft=draft)
    form.initial = kept(form.fields, draft.data) | {"token": secrets.token_urlsafe(16)}
    return _show(request, draft, form, row)


def _record(request: HttpRequest, draft: Draft, row: DraftRow | None) -> HttpResponse:
    form = Settled(request.POST, draft=draft)
    if request.POST.get("go") == "later":
        _keep(draft, row)
        messages.success(request, _("Your draft is saved."))
        return redirect("raise")
    if form.is_valid():
        done = actions.begin(draft.person, form.command(), form.cleaned_data["token"], draft.now)
        if not isinstance(done, No):
            if row:
                drafts.drop(draft.person, row.pk)
            return redirect("raised", done.reference)
        form.add_error(None, _(done.reason))
    return _show(request, draft, form, _keep(draft, row))


def _keep(draft: Draft, row: DraftRow | None) -> DraftRow:
    """Refused words are a draft too: a session that ends now loses nothing."""
    if row is None:
        return drafts.start(draft.person, KIND, draft.now, data=draft.data)
    drafts.save(draft.person, row.pk, draft.data, draft.now)
    return row


def _show(request: HttpRequest, draft: Draft, form: Settled, row: DraftRow | None) -> HttpResponse:
    context = {
        "form": form,
        "draft": row.pk if row else "",
        "posts": [{"value": str(post.pk), "title": f"{post.title}, {post.agency}"} for post in draft.posts],
        "post": str(draft.post.pk),
        "not_recorded": not_recorded(draft.policy[1]) if draft.policy else [],
        "nothing": not form.is_bound and not form.fields["kind"].choices,  # type: ignore[attr-defined]
    }
    return render(request, "settled/form.html", context)


ADDRESSES = [path("settled/", settled, name="settled")]
