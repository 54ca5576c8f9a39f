"""Every act in a challenge: a form, sent once, at the version that the person saw."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Capacity
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.facts import Party
from forthright.core.challenge.may import part_in
from forthright.core.challenge.together import IN_ALL
from forthright.record import actions, drafts, together
from forthright.record.queries import Matter
from forthright.web import gate, offers
from forthright.web.acts import ACTS, Act
from forthright.web.forms.acts import ActForm, Here
from forthright.web.forms.fields import kept
from forthright.web.presenters import around
from forthright.web.views.drafting import typed

AGAIN = "This had been sent already. It was done once."
CHANGED = "This changed since you opened it. Read the new entry below, then send again."


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """The form of one act, or the act itself. 404 where there is no such challenge for them, 409 where not allowed."""
    try:
        which = Verb(verb)
        entry = ACTS[which]
    except (ValueError, KeyError):
        raise Http404 from None
    if entry.leaves and request.method == "POST" and actions.was_sent(gate.who(request), reference, _token(request)):
        messages.success(request, _(AGAIN))
        return redirect("my_turn")  # the challenge is there no more to whoever did it
    return Page(request, reference, which, entry).answer()


class Page:
    """One request for one act: what it needs, read once."""

    def __init__(self, request: HttpRequest, reference: str, verb: Verb, act: Act) -> None:
        self.request, self.reference, self.verb, self.act, self.token = request, reference, verb, act, _token(request)
        self.person, self.at = gate.who(request), gate.now()
        self.matter: Matter = gate.open_matter(request, reference, always=verb is Verb.DANGER)
        self.seen = _number(request.POST.get("seen", ""))

    def answer(self) -> HttpResponse:
        """The page, or the redirect after the act."""
        if "clear" in self.request.POST:
            return self.clear()
        allowed = offers.answer(self.matter, self.verb, self.at)
        takes_part = bool(allowed) or self.party is not None
        if self.request.method == "POST" and takes_part:
            return self.send()
        return self.not_now(allowed) if isinstance(allowed, No) else self.show(self.empty_form())

    def send(self) -> HttpResponse:
        """What was sent. A form that can be read is put to the record even where the act is no longer allowed: only
        the record knows that it is the second click of one that was."""
        form = self.act.form(self.request.POST, here=self.here())
        if "check" in self.request.POST:
            return self.check(form)
        if form.is_valid():
            return self.perform(form)
        return self.refuse(form)

    def refuse(self, form: ActForm) -> HttpResponse:
        """Why it was not done: it cannot be done now, or it changed meanwhile, or an answer is wrong."""
        allowed = offers.answer(self.matter, self.verb, self.at)
        if isinstance(allowed, No):
            return self.not_now(allowed)
        if self.seen != self.matter.state.version and (self.seen < 1 or around.news(self.matter, self.seen)):
            return self.changed(form)
        return self.show(form, status=422)

    def here(self) -> Here:
        """Where the form stands."""
        # Whoever leads people here, and takes no part, can say that they must not: offers.answer has said yes.
        party = self.party or Party(person=self.person.pk, agency=0, title="", capacity=Capacity.MANAGER)
        return Here(self.matter, party, self.at, self.others)

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The other agencies of the matter with which the same can be done at once, by name."""
        if self.verb not in IN_ALL or not self.matter.state.matter:
            return ()
        agencies = together.in_all(self.matter.state, self.reference, self.matter.actor)
        return tuple(self.matter.agencies.get(one, "") for one in agencies)

    @property
    def party(self) -> Party | None:
        """The part in which the person does this."""
        return part_in(self.matter.actor, self.matter.state, self.verb)

    def empty_form(self) -> ActForm:
        """The form with what the address says, and what was kept from last time."""
        initial: dict[str, Any] = {}
        if self.verb is Verb.POINT and (number := _number(self.request.GET.get("number", ""))):
            initial["number"] = number
        if self.draft:
            initial |= kept(self.act.form.base_fields, drafts.read(self.person, self.draft))
        return self.act.form(here=self.here(), initial=initial)

    @cached_property
    def draft(self) -> str:
        """The number of the draft of this act that the person has here, or ""."""
        row = drafts.latest(self.person, self.verb.value, self.reference)
        return row.pk if row else ""

    def keep(self) -> None:
        """Keeps what was typed as a draft, so that it is there tomorrow as well."""
        words = typed(self.request.POST)
        if words.get("number"):  # a point that moves: nothing was typed, and a new point must not begin with it
            return
        if self.draft:
            drafts.save(self.person, self.draft, words, self.at)
        else:
            self.draft = drafts.start(self.person, self.verb.value, self.at, self.reference, words).pk

    def forget(self) -> None:
        """Drops what was kept: it has been sent, or is not wanted."""
        if self.draft:
            drafts.drop(self.person, self.draft)

    def clear(self) -> HttpResponse:
        """Starts the form again without what was kept."""
        self.forget()
        return redirect("act", self.reference, self.verb.value)

    def check(self, form: ActForm) -> HttpResponse:
        """The writing help on what was typed. Nothing is refused, nothing is sent, and the version stays the one that
        the person has read."""
        again = self.act.form(here=self.here(), initial=kept(self.act.form.base_fields, typed(self.request.POST)))
        return self.show(again, seen=self.seen, remarks=around.remarks(form))

    def perform(self, form: ActForm) -> HttpResponse:
        """Does it, once; a refusal shows the same form with everything that was typed."""
        try:
            do = together.perform_in_all if form.everywhere else actions.perform
            done = do(self.person, self.reference, self.seen, form.command(), self.token, self.at)
        except actions.NotThere:
            raise Http404 from None
        if isinstance(done, actions.Done):
            self.forget()
            messages.success(self.request, _(AGAIN) if done.again else str(self.act.done))
            self.say_where(done)
            return redirect("my_turn") if self.act.leaves else redirect("matter", self.reference)
        if isinstance(done, No):
            self.keep()
            form.add_error(None, _(done.reason))
        elif done.now != self.matter.state.version:  # somebody wrote between our reading and our writing
            self.matter = gate.open_matter(self.request, self.reference, always=self.verb is Verb.DANGER)
            form = self.act.form(self.request.POST, here=self.here())
        return self.refuse(form)

    def say_where(self, done: actions.Done) -> None:
        """With which other agencies it was done too, and with which not and why."""
        named = self.matter.agencies
        if done.everywhere:
            names = ", ".join(named.get(one, "") for one in done.everywhere)
            messages.success(
                self.request, _("It was done with these agencies too: %(agencies)s.") % {"agencies": names}
            )
        for one, refusal in done.refused:
            told = {"agency": named.get(one, ""), "reason": _(refusal.reason)}
            messages.warning(self.request, _("It was not done with %(agency)s: %(reason)s") % told)

    def changed(self, form: ActForm) -> HttpResponse:
        """The form again with the new entries, everything typed, and the new version to send it at."""
        self.keep()
        form.add_error(None, _(CHANGED))
        return self.show(form, status=422, since=self.seen)

    def show(
        self,
        form: ActForm,
        status: int = 200,
        since: int = 0,
        seen: int = 0,
        remarks: list[dict[str, str]] | None = None,
    ) -> HttpResponse:
        """The page with the form. `since`: show the entries after this version; `seen`: send at an older one."""
        context = {
            "act": self.act,
            "lead": around.lead(self.matter, self.verb, self.act.lead),
            "form": form,
            "verb": self.verb.value,
            "token": self.token,
            "seen": seen or self.matter.state.version,
            "news": around.news(self.matter, since) if since else [],
            "draft": self.draft,
            "restored": bool(self.draft) and self.request.method != "POST",
            "remarks": remarks,
            "can_check": hasattr(form, "remarks"),
            **around.frame(self.matter),
            **around.about(self.matter, self.verb, form, self.at),
        }
        return render(self.request, "acts/act.html", context, status=status)

    def not_now(self, refusal: No) -> HttpResponse:
        """Why this cannot be done now, with what was typed so that it can be taken along."""
        words = {name: text for name, text in typed(self.request.POST).items() if str(text).strip()}
        if words:
            self.keep()
        context = {
            "act": self.act,
            "reason": _(refusal.reason),
            "typed": around.typed(self.act.form, words),
            **around.frame(self.matter),
        }
        return render(self.request, "acts/not_now.html", context, status=409)


def _token(request: HttpRequest) -> str:
    """The token that came with the form, or a new one: sending the same form twice does it once."""
    given = request.POST.get("token", "")
    return given if re.fullmatch(r"[\w-]{16,64}", given) else secrets.token_urlsafe(16)


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0


ADDRESSES = [path("matter/<str:reference>/do/<slug:verb>/", act, name="act")]
