"""A policy as a form, part by part, for somebody who will not touch text. It writes the same text, line for line."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.core.policy import edit
from forthright.web.desk import Desk, with_draft
from forthright.web.forms import policy_parts as forms
from forthright.web.forms.policy_sections import NewForm, NewOverlay, NewStep, Section
from forthright.web.presenters import policy_parts as words
from forthright.web.views.drafting import typed

LONGEST = 30_000
"""Characters of a policy that is offered as a form, about: beyond this its pages would be too long for anybody."""
ARRANGED = ("up", "down", "remove")
both = require_http_methods(["GET", "HEAD", "POST"])


@both
@with_draft
def overview(request: HttpRequest, draft: Desk) -> HttpResponse:
    """The parts of the policy, its forms, its steps in order, and what differs: change, move, add or remove one."""
    if len(draft.text) > LONGEST:
        return _too_long(request, draft)
    new = _new(request, draft.text)
    sent = next((form for form in new.values() if form.is_bound), None)
    if request.method == "POST" and sent is None:
        return _arrange(request, draft)
    if sent is not None and sent.is_valid():
        text, place = sent.added()
        draft = draft.keep(text=text)
        return redirect("policy_part", draft.name, _slug(text, place))
    problems = draft.reading.problems
    counts = Counter(forms.part_of(draft.text, problem) for problem in problems)
    context = {
        "draft": draft,
        "form": sent or new["step"],
        "new": new,
        "lists": words.lists(draft.text, forms.parts(draft.text), counts),
        "wrong": words.wrong(len(problems)),
        "based": next((one.value for one in edit.entries(draft.text, "") if one.name == "based on"), ""),
    }
    return render(request, "policy/parts.html", context)


def _new(request: HttpRequest, text: str) -> dict[str, Section]:
    """The forms for another section. Which of them was sent is told by the button that sent it."""
    sent = request.POST
    steps = [(path, words.title(text, path)) for path in edit.steps(text)]
    chosen = [("", _("Select a step")), *steps]
    made: dict[str, Section] = {
        "step": NewStep(sent if "key" in sent else None, text=text, initial={"key": edit.next_key(text)}),
        "form": NewForm(
            sent if "form_key" in sent else None, text=text, initial={"form_key": edit.next_key(text, edit.forms)}
        ),
    }
    if steps:
        made["overlay"] = NewOverlay(sent if "group" in sent else None, text=text, steps=chosen)
    return made


def _slug(text: str, section: str) -> str:
    return next((slug for slug, name in forms.parts(text).items() if name == section), forms.ABOUT)


def _too_long(request: HttpRequest, draft: Desk) -> HttpResponse:
    messages.info(request, _("This text is too long to be edited as a form. Edit it as text."))
    return redirect("policy_edit", draft.name)


def _arrange(request: HttpRequest, draft: Desk) -> HttpResponse:
    """Moves a step up or down, or removes a section after asking. One that is gone already changes nothing."""
    sent = request.POST
    heads = [*edit.steps(draft.text), *edit.forms(draft.text), *edit.overlays(draft.text)]
    section = next((sent[name] for name in ARRANGED if sent.get(name) in heads), None)
    if section is None:
        return redirect("policy_parts", draft.name)
    if "remove" not in sent:
        if section in edit.steps(draft.text):
            draft.keep(text=edit.move_step(draft.text, section, up="up" in sent))
        return redirect("policy_parts", draft.name)
    title = words.title(draft.text, section)
    if sent.get("go") != "remove":
        context = {"draft": draft, "section": section, "title": title, "asks": words.removing(section)}
        return render(request, "policy/remove.html", context)
    draft.keep(text=edit.remove(draft.text, section))
    messages.success(request, _("%(part)s is removed from your draft.") % {"part": title})
    return redirect("policy_parts", draft.name)


@both
@with_draft
def part(request: HttpRequest, draft: Desk, part: str) -> HttpResponse:
    """One part. What is sent goes into the text at once, and what is wrong with it is said beside its field.

    `add` in the address names a line that is not there: it gets an empty field.
    """
    if len(draft.text) > LONGEST:
        return _too_long(request, draft)
    section = forms.parts(draft.text).get(part)
    if section is None:
        raise Http404
    if request.method == "POST":
        return _write(request, draft, part, section)
    waiting = forms.waiting(draft.data)
    opened = {field: "" for name in request.GET.getlist("add") if (field := forms.opens(draft.text, section, name))}
    form = forms.Part(draft.text, section, opened | waiting)
    return _show(request, draft, section, form, unsaved=form.unsaved())


def _write(request: HttpRequest, draft: Desk, slug: str, section: str) -> HttpResponse:
    sent = typed(request.POST)
    halves, left = forms.halves(draft.text, section, sent), forms.left(draft.text, section, sent)
    text = forms.written(draft.text, section, sent)
    draft = draft.keep(text=text, **dict.fromkeys(forms.waiting(sent)) | left)
    chosen = str(sent.get(forms.choose_field(section)) or "")
    opened = forms.opens(text, section, chosen)
    form = forms.Part(text, section, left | ({opened: ""} if opened else {}))
    elsewhere = form.blame(draft.shelf.read(text).problems, text, section)
    for field, sentence in halves.items():
        form.add_error(field, sentence)
    if form.errors:
        return _show(request, draft, section, form, elsewhere=elsewhere)
    messages.success(request, _("%(part)s is saved in your draft.") % {"part": words.title(text, section)})
    if opened:
        place = f"{reverse('policy_part', args=(draft.name, slug))}?{urlencode({'add': chosen})}"
        return redirect(f"{place}#id_{opened}")
    if request.POST.get("go") == "more":
        return redirect("policy_part", draft.name, slug)
    return redirect("policy_parts", draft.name)


def _show(request: HttpRequest, draft: Desk, section: str, form: forms.Part, **more: Any) -> HttpResponse:
    context = {"draft": draft, "form": form, "title": words.title(draft.text, section), **more}
    context["words"] = forms.vocabulary() if forms.is_step(section) else []
    return render(request, "policy/part.html", context)


ADDRESSES = [
    path("policy/draft/<str:draft>/parts/", overview, name="policy_parts"),
    path("policy/draft/<str:draft>/parts/<slug:part>/", part, name="policy_part"),
]
