"""A policy as a form, part by part, for somebody who will not touch text. It writes the same text, line for line."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.core.policy import edit
from forthright.record import policies
from forthright.web.desk import Desk, with_draft
from forthright.web.forms import policy_parts as forms
from forthright.web.presenters import policy_parts as words
from forthright.web.views.drafting import typed

LONGEST = 30_000
"""Characters of a policy that is offered as a form, about: beyond this its pages would be too long for anybody."""
both = require_http_methods(["GET", "HEAD", "POST"])


@both
@with_draft
def overview(request: HttpRequest, draft: Desk) -> HttpResponse:
    """The parts of the policy, and its steps in order: change one, move it, add or remove one."""
    if len(draft.text) > LONGEST:
        return _too_long(request, draft)
    form = forms.NewStep(text=draft.text, initial={"key": edit.next_key(draft.text)})
    if request.method == "POST":
        if any(name in request.POST for name in ("up", "down", "remove")):
            return _arrange(request, draft)
        form = forms.NewStep(request.POST, text=draft.text)
        if form.is_valid():
            key, name = form.cleaned_data["key"], form.cleaned_data["name"]
            draft.keep(text=edit.add_step(draft.text, key, name))
            return redirect("policy_part", draft.name, f"step-{key}")
    problems = policies.read_text(draft.text).problems
    counts = Counter(edit.section_at(draft.text, problem.line) for problem in problems)
    slugs = forms.parts(draft.text)
    context = {
        "draft": draft,
        "form": form,
        "parts": words.parts(draft.text, slugs, counts),
        "steps": words.steps(draft.text, slugs, counts),
        "wrong": words.wrong(len(problems)),
    }
    return render(request, "policy/parts.html", context)


def _too_long(request: HttpRequest, draft: Desk) -> HttpResponse:
    messages.info(request, _("This text is too long to be edited as a form. Edit it as text."))
    return redirect("policy_edit", draft.name)


def _arrange(request: HttpRequest, draft: Desk) -> HttpResponse:
    """Moves a step up or down, or removes it after asking. One that is gone already changes nothing."""
    sent, heads = request.POST, edit.steps(draft.text)
    step = next((sent[name] for name in ("up", "down", "remove") if sent.get(name) in heads), None)
    if step is None:
        return redirect("policy_parts", draft.name)
    if "remove" not in sent:
        draft.keep(text=edit.move_step(draft.text, step, up="up" in sent))
        return redirect("policy_parts", draft.name)
    title = words.title(draft.text, step)
    if sent.get("go") != "remove":
        return render(request, "policy/remove.html", {"draft": draft, "step": step, "title": title})
    draft.keep(text=edit.remove(draft.text, step))
    messages.success(request, _("%(step)s is removed from your draft.") % {"step": title})
    return redirect("policy_parts", draft.name)


@both
@with_draft
def part(request: HttpRequest, draft: Desk, part: str) -> HttpResponse:
    """One part. What is sent goes into the text at once, and what is wrong with it is said beside its field."""
    if len(draft.text) > LONGEST:
        return _too_long(request, draft)
    section = forms.parts(draft.text).get(part)
    if section is None:
        raise Http404
    if request.method == "POST":
        return _write(request, draft, part, section)
    waiting = forms.waiting(draft.data)
    form = forms.form(draft.text, section, waiting)
    unsaved = any(form.data.get(slot.field) != slot.value for slot in form.slots)
    return _show(request, draft, section, form, unsaved=unsaved)


def _write(request: HttpRequest, draft: Desk, slug: str, section: str) -> HttpResponse:
    sent = typed(request.POST)
    halves = forms.halves(sent)
    fields = forms.waiting(draft.data | sent)
    left = {name: sent[name] for name in forms.ADDITIONS if name in sent} if halves else {}
    draft = draft.keep(text=forms.written(draft.text, section, sent), **dict.fromkeys(fields) | left)
    form = forms.form(draft.text, section, left)
    elsewhere = form.blame(policies.read_text(draft.text).problems)
    for field, sentence in halves.items():
        form.add_error(field, sentence)
    if form.errors:
        return _show(request, draft, section, form, elsewhere=elsewhere)
    said = _("%(part)s is saved in your draft.") % {"part": words.title(draft.text, section)}
    messages.success(request, said)
    return redirect("policy_part" if request.POST.get("go") == "more" else "policy_parts", *_back(request, draft, slug))


def _back(request: HttpRequest, draft: Desk, slug: str) -> tuple[str, ...]:
    return (draft.name, slug) if request.POST.get("go") == "more" else (draft.name,)


def _show(request: HttpRequest, draft: Desk, section: str, form: forms.Part, **more: Any) -> HttpResponse:
    context = {"draft": draft, "form": form, "title": words.title(draft.text, section), **more}
    context["words"] = forms.vocabulary() if form.additions() else []
    return render(request, "policy/part.html", context)


ADDRESSES = [
    path("policy/draft/<str:draft>/parts/", overview, name="policy_parts"),
    path("policy/draft/<str:draft>/parts/<slug:part>/", part, name="policy_part"),
]
