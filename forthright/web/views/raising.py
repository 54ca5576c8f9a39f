"""Raising a challenge: one question a page, kept as a draft at each, checked, and sent once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forthright.core.challenge.answers import No
from forthright.core.challenge.facts import SettledByTalking
from forthright.core.challenge.folding import fold
from forthright.core.policy.explaining import parties_words
from forthright.core.policy.sentences import danger_words
from forthright.record import actions, drafts
from forthright.record.models import Draft as DraftRow
from forthright.web import gate
from forthright.web.forms.base import Form
from forthright.web.forms.raise_pages import BY_SLUG, SHORT_PATH_ENDS, Draft, Page, ladder_posts
from forthright.web.forms.raising import Rows, texts, without_row
from forthright.web.presenters import raising as shown
from forthright.web.presenters.policy_says import scope
from forthright.web.presenters.when import day
from forthright.web.presenters.who_sees import Viewers, foresee
from forthright.web.views.drafting import typed

KIND = "raise"
both = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponse]
CHOOSING = ("post", "area")
"""The pages that choose the partnership: they are there before there is a policy."""


@both
def begin(request: HttpRequest) -> HttpResponse:
    """My drafts, and the button that starts another."""
    person, now = gate.who(request), gate.now()
    posts = ladder_posts(person, now)
    if not posts:
        return render(request, "raising/no_post.html")
    if request.method == "POST" and "delete" in request.POST:
        return _delete(request)
    if request.method == "POST":
        row = drafts.start(person, KIND, now)
        return redirect("raise_page", row.pk, Draft(person, posts, {}, now).pages()[0].slug)
    kept = [
        {
            "id": row.pk,
            "about": str(data.get("about", "")).strip(),
            "changed": day(row.updated),
            "until": day(row.expires),
        }
        for row, data in drafts.mine(person, KIND)
    ]
    policy = Draft(person, posts, {}, now).policy
    return render(request, "raising/begin.html", {"drafts": kept, "scope": scope(policy[1]) if policy else None})


def _delete(request: HttpRequest) -> HttpResponse:
    """Asks once more, on a page of its own, and then forgets the draft."""
    name = request.POST["delete"]
    if request.POST.get("go") != "delete":
        return render(request, "raising/delete.html", {"draft": name})
    drafts.drop(gate.who(request), name)
    messages.success(request, _("The draft is deleted."))
    return redirect("raise")


def with_draft(view: View) -> View:
    """Gives the view the draft of that number. Somebody else's draft is not there; one that was sent leads to what it
    became, so that going back and sending again does nothing."""

    @wraps(view)
    def handle(request: HttpRequest, draft: str, **more: Any) -> HttpResponse:
        person, now = gate.who(request), gate.now()
        try:
            data = drafts.read(person, draft)
        except DraftRow.DoesNotExist:
            sent = drafts.sent_as(person, draft)
            if sent:
                return redirect("raised", sent)
            raise Http404 from None
        posts = ladder_posts(person, now)
        if not posts:
            return render(request, "raising/no_post.html")
        found = Draft(person, posts, texts(data), now, name=draft)
        if found.policy is None and more.get("page") not in CHOOSING:
            several = draft if len(found.partnerships) > 1 else ""
            return render(request, "raising/no_policy.html", {"partnership": found.partnership, "several": several})
        return view(request, found, **more)

    return handle


@both
@with_draft
def page(request: HttpRequest, draft: Draft, page: str) -> HttpResponse:
    """One question: shown with what was typed before, or answered."""
    if page not in BY_SLUG:
        raise Http404
    if page not in {one.slug for one in draft.pages()}:
        return redirect("raise_check", draft.name)
    if page == "person" and not draft.agency:
        return redirect("raise_page", draft.name, "who")
    if request.method == "POST":
        return _answer(request, draft, BY_SLUG[page])
    form = draft.form(page, more="more" in request.GET)
    return _show(request, draft, BY_SLUG[page], form, back=_back(request.GET))


def _back(sent: QueryDict) -> str:
    """Where to go back to: "check" or nothing. Anything else in an address was put there by another hand."""
    return "check" if sent.get("back") == "check" else ""


def _answer(request: HttpRequest, draft: Draft, page: Page) -> HttpResponse:
    """Keeps what was typed, whatever it is, and then looks at it."""
    sent = _with_what_follows(draft, typed(request.POST))
    data = drafts.save(draft.person, draft.name, sent, draft.now)
    back, go = _back(request.POST), request.POST.get("go", "next")
    if page.rows and request.POST.get("remove", "").isdecimal():
        place = int(request.POST["remove"][:2])
        drafts.save(draft.person, draft.name, without_row(data, page.rows, place), draft.now)
        return _to(draft, page.slug, back=back)
    if go == "more":
        return _to(draft, page.slug, back=back, more="1")
    if go == "words":
        return _to(draft, page.slug, "remarks", back=back, words="1")
    if go == "later":
        messages.success(request, _("Your draft is saved."))
        return redirect("raise")
    after = replace(draft, data=texts(data))
    form = after.form(page.slug, bound=True)
    if not form.is_valid():
        return _show(request, after, page, form, back=back)
    following = after.after(page.slug)
    if page.slug in (*CHOOSING, "who"):  # the answer after them depends on them
        return _to(after, following, back=back)
    if back or go == "check" or not following:
        return redirect("raise_check", draft.name)
    return _to(after, following)


def _with_what_follows(draft: Draft, sent: dict[str, Any]) -> dict[str, Any]:
    """A person of another agency, or an agency of another partnership, is no answer any more."""
    lost_with = (("post", ("area", "agency", "person")), ("area", ("agency", "person")), ("agency", ("person",)))
    for name, lost in lost_with:
        if name in sent and draft.data.get(name) not in (None, "", sent[name]):
            sent |= dict.fromkeys(lost, "")
    return sent


def _to(draft: Draft, slug: str, place: str = "", **query: str) -> HttpResponse:
    wanted = {name: value for name, value in query.items() if value}
    address = reverse("raise_page", args=[draft.name, slug]) + (f"?{urlencode(wanted)}" if wanted else "")
    return redirect(f"{address}#{place}" if place else address)


def _show(request: HttpRequest, draft: Draft, page: Page, form: Form, back: str) -> HttpResponse:
    looked = "words" in request.GET
    hints = shown.remarks(dict.fromkeys(page.coached, "") | dict(draft.data), page.coached) if looked else {}
    before = draft.before(page.slug)
    context = {
        "form": form,
        "page": page,
        "draft": draft.name,
        "title": page.title,
        "rows": form.lines() if isinstance(form, Rows) else [],
        "looked": looked,
        "hints": [hint for found in hints.values() for hint in found],
        "help": shown.helps() if page.coached else None,
        "back": back,
        "previous": _back_address(draft, back, before),
        "enough": page.slug == SHORT_PATH_ENDS,
        "past_short": page.slug in _past_short(draft),
        **_about_page(draft, page),
    }
    return render(request, "raising/page.html", context)


def _back_address(draft: Draft, back: str, before: str) -> str:
    if back:
        return reverse("raise_check", args=[draft.name])
    return reverse("raise_page", args=[draft.name, before]) if before else reverse("raise")


def _past_short(draft: Draft) -> set[str]:
    """The pages from which one may go straight to the check; from the last, going on leads there anyway."""
    order = [page.slug for page in draft.pages()]
    return set(order[order.index(SHORT_PATH_ENDS) : -1])


def _about_page(draft: Draft, page: Page) -> dict[str, Any]:
    """What the policy or the draft adds to a page."""
    if draft.policy is None or page.slug in CHOOSING:
        return {}
    _mark, policy = draft.policy
    if page.slug == "urgency":
        danger = [_(said) for said in danger_words(policy.danger)]
        return {"danger_words": danger, "told": shown.urgent_times(policy), "called": policy.called}
    if page.slug in ("when", "days"):
        return {"told": shown.time_to_raise(policy), "called": policy.called}
    if page.slug == "who":
        return {"told": [_(said) for said in parties_words(policy)], "called": policy.called}
    if page.slug == "worry":
        return {"scope": scope(policy), "called": policy.called}
    if page.slug == "children":
        return {"first": draft.data.get("about", "")}
    if page.slug == "person":
        return {"nobody": not draft.colleagues}
    return {}


@both
@with_draft
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """All answers on one page, who will see them, and the button that sends."""
    forms = draft.check()
    valid = [form.is_valid() for form in forms.values()]  # every one, so that every page has its sentences
    ready = all(valid)
    answering = draft.answering if ready else None
    problems: list[dict[str, str]] = []
    if ready and answering is None:
        problems.append(_nobody())
    if request.method == "POST" and answering is not None:
        command = draft.command(forms, answering)
        done = actions.begin(draft.person, command, draft.name, draft.now)
        if not isinstance(done, No):
            drafts.drop(draft.person, draft.name)
            return redirect("raised", done.reference)
        problems.append({"text": _(done.reason), "href": "#change-person"})
    return _show_check(request, draft, forms, answering, problems)


def _nobody() -> dict[str, str]:
    return {"text": _("Nobody answers for that post now. Choose somebody else"), "href": "#change-person"}


def _show_check(request: HttpRequest, draft: Draft, forms: Any, answering: Any, problems: Any) -> HttpResponse:
    assert draft.policy is not None
    _mark, policy = draft.policy
    viewers: list[Viewers] = []
    first = None
    if answering is not None:
        command = draft.command(forms, answering)
        agencies = {command.raising.agency, command.responding.agency}
        people = (command.raising.person, command.responding.person)
        moment = actions.surroundings(command.partnership, agencies, draft.now, people)
        foreseen = foresee(policy, command, moment)
        if isinstance(foreseen, No):
            problems = problems or [{"text": _(foreseen.reason), "href": "#change-person"}]
        else:
            state, viewers = foreseen
            names = {seat.person: seat.name for seat in (command.raising, command.responding)}
            first = shown.next_steps(state, names)
    parts = shown.sections(draft, forms)
    missing = [{"text": text, "href": f"#{row.id}"} for part in parts for row in part.rows for text in row.problems]
    problems = problems + missing
    context = {
        "form": {"errors": problems if request.method == "POST" else []},
        "draft": draft.name,
        "sections": parts,
        "problems": problems,
        "viewers": viewers,
        "next_steps": first,
        "told": shown.time_to_raise(policy),
        "called": policy.called,
        "previous": reverse("raise_page", args=[draft.name, draft.pages()[-1].slug]),
    }
    return render(request, "raising/check.html", context)


@require_safe
def raised(request: HttpRequest, reference: str) -> HttpResponse:
    """It is sent, or recorded: what happened next, as it stood then, however late it is read. For who did it."""
    matter = gate.open_matter(request, reference)
    if matter.actor.person != matter.state.raiser:
        raise Http404
    first = matter.entries[0].entry.event
    context: dict[str, Any] = {"reference": reference}
    if isinstance(first.fact, SettledByTalking):
        return render(request, "settled/done.html", context | {"good_practice": first.fact.good_practice})
    context["next_steps"] = shown.next_steps(fold([first]), matter.names)
    return render(request, "raising/raised.html", context)


ADDRESSES = [
    path("raise/", begin, name="raise"),
    path("raise/<str:draft>/check/", check, name="raise_check"),
    path("raise/<str:draft>/<slug:page>/", page, name="raise_page"),
    path("matter/<str:reference>/raised/", raised, name="raised"),
]
