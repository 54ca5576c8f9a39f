"""Advice that is asked for, and those who must not take part: the forms of these acts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.core.challenge.advice import may_advise
from forthright.core.challenge.beside import advisers
from forthright.core.challenge.codes import Conflict
from forthright.directory import advising
from forthright.directory import queries as directory
from forthright.directory.models import Holding
from forthright.web.forms import base
from forthright.web.forms.acts import ActForm, choice
from forthright.web.forms.fields import narrative, offer
from forthright.web.forms.going_up import Colleague
from forthright.web.forms.raising import shorten
from forthright.web.forms.widgets import Radios

OWN_SIDE = gettext_lazy("Only your own side can read this.")
NAME_NO_CHILD = gettext_lazy("Say no more than the others of your side need. Only they can read this.")


class DeclareConflict(ActForm):
    """Why one must not take part, in a code and in words."""

    code = choice(
        gettext_lazy("Why must you not take part?"),
        Conflict,
        gettext_lazy("Select why you must not take part"),
    )
    reason = narrative(gettext_lazy("Say more about why"), hint=NAME_NO_CHILD, rows=3)

    OWN = {
        Conflict.FAMILY: gettext_lazy("The family are my own, or friends of mine"),
        Conflict.DECISION: gettext_lazy("I made the decision in question"),
        Conflict.CONDUCT: gettext_lazy("My own conduct is in question"),
        Conflict.OTHER: gettext_lazy("Another reason"),
    }

    def prepare(self) -> None:
        offer(self, "code", [(code.value, said) for code, said in self.OWN.items()])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("code") == Conflict.OTHER and not data.get("reason"):
            self.add_error("reason", _("Enter why you must not take part"))
        return data

    def command(self) -> commands.Command:
        return commands.DeclareConflict(code=Conflict(self.cleaned_data["code"]), words=self.text("reason"))


class PassOver(Colleague):
    """Who of one's own agency must not come in, and why."""

    code = choice(
        gettext_lazy("Why must they not come in?"),
        Conflict,
        gettext_lazy("Select why they must not come in"),
    )
    field_order = ("person", "code", "reason")

    def prepare(self) -> None:
        super().prepare()
        self.fields["person"].label = _("Who must not come in?")
        self.fields["reason"].label = _("Why?")
        self.fields["reason"].help_text = NAME_NO_CHILD
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = _("Enter why they must not come in")

    def suits(self, one: Holding) -> bool:
        inside = one.person_id in self.here.matter.state.parties
        return super().suits(one) and (self.is_bound or not inside)  # once sent, the record decides

    def command(self) -> commands.Command:
        code = Conflict(self.cleaned_data["code"])
        return commands.PassOver(seat=self.seat, code=code, words=self.text("reason"))


class AskAdvice(ActForm):
    """Who gives advice: of one's own agency, a named or designated professional or safeguarding lead of another one
    that is not the other side, or a post of the partnership."""

    person = forms.ChoiceField(
        label=gettext_lazy("Who do you want to ask for advice?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select a person")},
    )
    reason = narrative(
        gettext_lazy("What do you want their advice on?"), hint=gettext_lazy("Both sides can read this."), rows=3
    )

    def prepare(self) -> None:
        state, side = self.here.matter.state, self.here.side
        assert side is not None  # only a side asks for advice
        own, other = state.agencies[side], state.agencies[side.other]
        every = advising.candidates(state.partnership, own, other, self.here.at)
        self.found = {str(one.pk): one for one in every if self.suits(one)}
        choices = [(key, self.said(one)) for key, one in self.found.items()]
        shorten(self, "person", choices)

    def suits(self, one: Holding) -> bool:
        """Whether this person can be asked; once it is sent, the record decides."""
        matter, side = self.here.matter, self.here.side
        assert side is not None
        seat = directory.own_seat(one.person, one.post)
        return self.is_bound or bool(may_advise(matter.policy, matter.state, side, seat))

    def said(self, one: Holding) -> str:
        """Somebody as a choice: name, post and whom they work for."""
        at = one.post.agency.name if one.post.agency else one.post.partnership.name
        return _("%(name)s, %(post)s, %(agency)s") % {"name": one.person.name, "post": one.post.title, "agency": at}

    def ready(self) -> bool:
        return bool(self.found)

    def command(self) -> commands.Command:
        one = self.found[self.cleaned_data["person"]]
        return commands.AskAdvice(seat=directory.own_seat(one.person, one.post), words=self.text("reason"))


class Release(ActForm):
    """Whose advice one has had."""

    person = forms.ChoiceField(
        label=gettext_lazy("Whose advice have you had?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select whose advice you have had")},
    )
    note = narrative(
        gettext_lazy("Anything you want to say with it"), hint=gettext_lazy("Both sides can read this."), rows=3
    )

    def prepare(self) -> None:
        found = advisers(self.here.matter.state, self.here.side)
        choices = [(str(one.person), self.here.called(one.person)) for one in found]
        typed = str(self.data.get("person", ""))
        if typed.isascii() and typed.isdigit() and len(typed) < 18:  # once sent, the record decides
            choices.append((typed, ""))
        offer(self, "person", choices)

    def command(self) -> commands.Command:
        return commands.Release(person=int(self.cleaned_data["person"]), words=self.text("note"))


class TakeBack(base.Form):
    """Why it was a mistake that somebody must not take part."""

    reason = narrative(
        gettext_lazy("Why was it a mistake?"),
        gettext_lazy("Enter why it was a mistake"),
        gettext_lazy("The side whose part it was reads this. Say no more than they need."),
        rows=3,
    )
