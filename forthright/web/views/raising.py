"""Raising a challenge: one question a page, kept as a draft at each, checked, and sent once."""

from __future__ import annotations

import re
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
from forthright.core.challenge.codes import Side
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.facts import SettledByTalking
from forthright.core.challenge.folding import fold
from forthright.core.policy.explaining import parties_words
from forthright.core.policy.sentences import danger_words
from forthright.directory.guests import of_challenge
from forthright.record import actions, drafts, inviting
from forthright.record.models import Draft as DraftRow
from forthright.web import gate
from forthright.web.forms.base import Form
from forthright.web.forms.raise_close import breaks, closes
from forthright.web.forms.raise_guest import asked_of
from forthright.web.forms.raise_pages import BY_SLUG, OF_ONE_AGENCY, SHORT_PATH_ENDS, Draft, Page, ladder_posts
from forthright.web.forms.raising import Rows, texts, without_row
from forthright.web.presenters import raising as shown
from forthright.web.presenters.policy_says import scope
from forthright.web.presenters.when import day
from forthright.web.presenters.who_sees import foresee
from forthright.web.views import together
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
            data, origin = drafts.read_about(person, draft)
        except DraftRow.DoesNotExist:
            sent = drafts.sent_as(person, draft)
            if sent:
                return redirect("raised", sent)
            raise Http404 from None
        posts, has_it = ladder_posts(person, now), frozenset[int]()
        if origin:
            posts, has_it = together.bound_to(request, origin, posts)
        if not posts:
            return render(request, "raising/no_post.html")
        found = Draft(person, posts, texts(data), now, name=draft, origin=origin, has_it=has_it)
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
    place = _place(request.GET)
    if place and page in OF_ONE_AGENCY:
        if place not in (*draft.places, draft.free_place):
            return redirect("raise_check", draft.name)
        draft = draft.at(place)
    if page == "person" and not draft.agency:
        return _to(draft, "who")
    if request.method == "POST":
        return _answer(request, draft, BY_SLUG[page])
    form = draft.form(page, more="more" in request.GET)
    return _show(request, draft, BY_SLUG[page], form, back=_back(request.GET))


def _place(sent: QueryDict) -> int:
    """The place of the agency that a page is about: 0 for the first, and where the address says anything else."""
    text = sent.get("place", "")
    return int(text) if re.fullmatch(r"[0-9]", text) else 0


def _back(sent: QueryDict) -> str:
    """Where to go back to: "check" or nothing. Anything else in an address was put there by another hand."""
    return "check" if sent.get("back") == "check" else ""


def _answer(request: HttpRequest, draft: Draft, page: Page) -> HttpResponse:
    """Keeps what was typed, whatever it is, and then looks at it."""
    sent = _with_what_follows(draft, typed(request.POST))
    data = drafts.save(draft.person, draft.name, sent, draft.now)
    back, go = _back(request.POST), request.POST.get("go", "next")
    if go == "off" and draft.place:
        drafts.save(draft.person, draft.name, dict.fromkeys(_of(draft.place), ""), draft.now)
        return redirect("raise_check", draft.name) if back else redirect("raise_page", draft.name, "worry")
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
    after = replace(draft, data=texts(data), place=0).at(draft.place)
    form = after.form(page.slug, bound=True)
    if not form.is_valid():
        return _show(request, after, page, form, back=back)
    following = after.after(page.slug)
    if page.slug == "person" and go == "agency" and after.free_place:
        return _to(after.at(after.free_place), "who", back=back)
    if page.slug in (*CHOOSING, "who"):  # the answer after them depends on them
        return _to(after, following, back=back)
    if back or go == "check" or not following:
        return redirect("raise_check", draft.name)
    return _to(after, following)


def _with_what_follows(draft: Draft, sent: dict[str, Any]) -> dict[str, Any]:
    """A person of another agency, or an agency of another partnership, is no answer any more."""
    further = [name for place in draft.places[1:] for name in _of(place)]
    agency, person = _of(draft.place)
    every = ["agency", "person", *further]
    for name, lost in (("post", ["area", *every]), ("area", every), (agency, [person])):
        if name in sent and draft.data.get(name) not in (None, "", sent[name]):
            sent |= dict.fromkeys(lost, "")
    return sent


def _of(place: int) -> tuple[str, ...]:
    """The names of the answers about the agency in this place."""
    return tuple(f"{place}-{name}" if place else name for name in ("agency", "person"))


def _to(draft: Draft, slug: str, place: str = "", **query: str) -> HttpResponse:
    place_of = {"place": str(draft.place)} if draft.place and slug in OF_ONE_AGENCY else {}
    wanted = {name: value for name, value in {**query, **place_of}.items() if value}
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
        "place": draft.place if page.slug in OF_ONE_AGENCY else 0,
        "one_more": page.slug == "person" and bool(draft.free_place),
        "enough": page.slug == SHORT_PATH_ENDS,
        "past_short": page.slug in _past_short(draft),
        **_about_page(draft, page),
    }
    return render(request, "raising/page.html", context)


def _back_address(draft: Draft, back: str, before: str) -> str:
    if back or draft.place:
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
    forms, pairs = draft.check(), {one.place: one.pair() for one in draft.respondents[1:]}
    every = [*forms.values(), *(form for pair in pairs.values() for form in pair.values())]
    valid = [form.is_valid() for form in every]  # every one, so that every page has its sentences
    problems: list[dict[str, str]] = []
    wishes: list[Raise] = []
    for one in draft.respondents if all(valid) else ():
        answering = one.answering
        if answering is None:
            problems.append(_at_fault(one, _("Nobody answers for that post now. Choose somebody else")))
        else:
            wishes.append(one.command(forms, answering))
    if request.method == "POST" and all(valid) and not problems:
        done = _send(draft, wishes, forms)
        if not isinstance(done, No):
            drafts.drop(draft.person, draft.name)
            return redirect("raised", done.reference)
        problems.append(_at_fault(draft, _(done.reason)))
    return _show_check(request, draft, forms, pairs, wishes, problems)


def _at_fault(draft: Draft, sentence: str) -> dict[str, str]:
    return {"text": sentence, "href": f"#change-{_of(draft.place)[1]}"}


def _send(draft: Draft, wishes: list[Raise], forms: Any) -> actions.Done | No:
    if draft.invites:
        asked = asked_of(forms["guest"])
        return inviting.begin_with_guest(draft.person, wishes[0], asked, draft.guest_role, draft.name, draft.now)
    return together.send(draft, wishes)


def _show_check(
    request: HttpRequest, draft: Draft, forms: Any, pairs: Any, wishes: list[Raise], problems: Any
) -> HttpResponse:
    assert draft.policy is not None
    _mark, policy = draft.policy
    readers = []
    for one, wish in zip(draft.respondents, wishes, strict=False):
        foreseen = _foreseen(one, wish)
        if isinstance(foreseen, No):
            problems = problems or [_at_fault(one, _(foreseen.reason))]
        else:
            readers.append(foreseen)
    parts = shown.sections(draft, forms, pairs)
    missing = [{"text": text, "href": f"#{row.id}"} for part in parts for row in part.rows for text in row.problems]
    problems = problems + missing
    context = {
        "form": {"errors": problems if request.method == "POST" else []},
        "draft": draft.name,
        "sections": parts,
        "problems": problems,
        "readers": readers if len(readers) == len(draft.places) else [],
        "several": len(draft.places) > 1,
        "one_more": draft.free_place,
        "told": shown.time_to_raise(policy),
        "invites": draft.invites,
        "by_phone": draft.invites and not draft.data.get("guest_email"),
        "closed": closes(draft.data),
        "breakable": not closes(draft.data) or breaks(draft.data),
        "called": policy.called,
        "previous": reverse("raise_page", args=[draft.name, draft.pages()[-1].slug]),
    }
    return render(request, "raising/check.html", context)


def _foreseen(draft: Draft, wish: Raise) -> dict[str, Any] | No:
    """Who would read it when it is raised with one agency, and what would be awaited of whom."""
    assert draft.policy is not None
    agencies = {wish.raising.agency, wish.responding.agency}
    people = (wish.raising.person, wish.responding.person)
    moment = actions.surroundings(wish.partnership, agencies, draft.now, people)
    foreseen = foresee(draft.policy[1], wish, moment)
    if isinstance(foreseen, No):
        return foreseen
    state, viewers = foreseen
    names = {seat.person: seat.name for seat in (wish.raising, wish.responding)}
    return {
        "agency": str(draft.colleagues[0].post.agency) if draft.colleagues else "",
        "viewers": viewers,
        "next_steps": shown.next_steps(state, names),
    }


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
    invited = [one for one in of_challenge(reference) if one.guest.pk in matter.state.parties]
    context |= {"invited": bool(invited), "by_phone": bool(invited) and not invited[0].email}
    context["next_steps"] = shown.next_steps(fold([first]), matter.names)
    context["others"] = together.raised_too(request, matter)
    context["agency"] = matter.agencies.get(matter.state.agencies[Side.RESPONDING], "")
    return render(request, "raising/raised.html", context)


ADDRESSES = [
    path("raise/", begin, name="raise"),
    path("raise/<str:draft>/check/", check, name="raise_check"),
    path("raise/<str:draft>/<slug:page>/", page, name="raise_page"),
    path("matter/<str:reference>/raised/", raised, name="raised"),
]
