"""Agreeing within one's own side, voting, filling in the policy's forms, telling and referring: the forms of these."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.core.challenge.paperwork import fields_for, open_forms
from forthright.core.challenge.telling import recipients
from forthright.web.forms.acts import NO, YES, ActForm, yes_or_no
from forthright.web.forms.fields import narrative, offer
from forthright.web.forms.widgets import Radios
from forthright.web.presenters import tellings


class Gate(ActForm):
    """Whether it goes on to the step that needs this agreement, with words; a no says why."""

    agree = yes_or_no(
        gettext_lazy("Do you agree that it goes on?"),
        gettext_lazy("Yes, it goes on"),
        gettext_lazy("No, and I say why"),
        gettext_lazy("Select yes if you agree that it goes on"),
    )
    reason = narrative(
        gettext_lazy("Your words"),
        hint=gettext_lazy("If you do not agree, you must say why. It stays open, and they can ask you again."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("agree") == NO and not data.get("reason"):
            self.add_error("reason", _("Enter why you do not agree"))
        return data

    def command(self) -> commands.Command:
        return commands.PassGate(agree=self.cleaned_data["agree"] == YES, words=self.text("reason"))


class Told(ActForm):
    """One of those whom the policy asks to be told and who are not in the system, and how they were told."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who was told?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select who was told")},
    )
    how = narrative(
        gettext_lazy("How were they told, and when?"),
        gettext_lazy("Enter how they were told, and when"),
        gettext_lazy("For example: by telephone on Monday. Do not name the child here."),
        rows=3,
    )

    def prepare(self) -> None:
        """Once sent, everybody whom the policy names can be read, and the record decides."""
        matter = self.here.matter
        every = recipients(matter.policy)
        found = every if self.is_bound else tellings.outstanding(matter, self.here.at)
        offer(self, "who", [(one.key, one.who) for one in found])
        if len(found) == 1 and not self.is_bound:
            self.initial.setdefault("who", found[0].key)

    def command(self) -> commands.Command:
        return commands.TellOutside(who=self.cleaned_data["who"], words=self.text("how"))


FIRST = [f"answer_{number}" for number in range(40)]
Answers: Any = type(ActForm)("Answers", (ActForm,), {name: narrative("", rows=3) for name in FIRST})
"""The first fields of a form, which a draft can keep. Made here, since a class body cannot count; those that a form
does not have are taken away, and a longer form gets more."""


class Paper(Answers):
    """One side's part of one of the policy's forms: one text for each of its fields, or one for all of it."""

    mark_optional = False
    form = forms.CharField(required=False, widget=forms.HiddenInput())

    def prepare(self) -> None:
        """The form that is open for this side; once sent, the one that was shown, whatever is open now."""
        matter = self.here.matter
        shown = str(self.data.get("form", "")) if self.is_bound else ""
        sent = [one for one in matter.policy.forms if one.key == shown]
        self.paper = next(iter(sent or open_forms(matter.policy, matter.state, self.here.side)), None)
        self.labels = [one.label for one in fields_for(self.paper, self.here.side)] if self.paper else []
        if not self.labels:
            self.labels = [_("What the form asks for")]
        for name in FIRST[len(self.labels) :]:
            del self.fields[name]
        for number, label in enumerate(self.labels):
            self.fields.setdefault(f"answer_{number}", narrative(label, rows=3)).label = label
        if self.paper and not self.is_bound:
            self.initial["form"] = self.paper.key

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self.answers(data):
            self.add_error("answer_0", _("Enter what the form asks for"))
        return data

    def answers(self, data: dict[str, Any]) -> list[dict[str, str]]:
        """What was typed, each with the label that it stood under."""
        typed = [(label, data.get(f"answer_{number}")) for number, label in enumerate(self.labels)]
        return [{"label": label, "text": text} for label, text in typed if text]

    def command(self) -> commands.Command:
        key = self.paper.key if self.paper else ""
        return commands.FillForm(form=key, words={"answers": self.answers(self.cleaned_data)})


class Refer(ActForm):
    """One of the places outside that the policy names at this step, and what was said there."""

    place = forms.ChoiceField(
        label=gettext_lazy("Where was it taken?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select where it was taken")},
    )
    note = narrative(
        gettext_lazy("What was said there, and what comes back?"), gettext_lazy("Enter what was said there")
    )

    def prepare(self) -> None:
        matter = self.here.matter
        places = matter.policy.step(matter.state.step).may_also
        offer(self, "place", [(str(number), place) for number, place in enumerate(places)])

    def command(self) -> commands.Command:
        return commands.ReferOutside(place=int(self.cleaned_data["place"]), words=self.text("note"))
