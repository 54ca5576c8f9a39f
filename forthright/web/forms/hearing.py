"""Hear and answer, talk, keep the child safe: the forms of these acts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.core.challenge.allows import answering_side, conditions, safety_answerable
from forthright.core.challenge.codes import PointStatus, SafetyStance, Stance, TalkKind, ThanksKind
from forthright.core.coach import checks
from forthright.core.coach.remark import Remark
from forthright.core.worktime import LONDON
from forthright.web.forms.acts import ActForm, choice
from forthright.web.forms.clock_times import TimeField
from forthright.web.forms.fields import DateField, WholeNumber, narrative, offer, today
from forthright.web.forms.widgets import Checkboxes, NumberInput

CHANGE_MIND = gettext_lazy("What would change your mind?")
CHANGE_MIND_HINT = gettext_lazy("Say what you would need to see or hear to think again.")


class Acknowledge(ActForm):
    """A note with the acknowledgement, if any."""

    note = narrative(gettext_lazy("Anything you want to say with it"), rows=3)

    def command(self) -> commands.Command:
        return commands.Acknowledge(words=self.text("note"))


class Perspective(ActForm):
    """One's own view, and how safe the child is from 0 to 10."""

    view = narrative(
        gettext_lazy("How do you see it?"),
        gettext_lazy("Enter how you see it"),
        gettext_lazy("Write it as you would say it to the other side, and to the family if they read it one day."),
    )
    rating = WholeNumber(
        gettext_lazy("the rating"),
        least=0,
        most=10,
        label=gettext_lazy("How safe is the child now, from 0 to 10?"),
        help_text=gettext_lazy("0 means not safe at all. 10 means completely safe."),
        widget=NumberInput(width=2),
    )
    change_mind = narrative(CHANGE_MIND, hint=CHANGE_MIND_HINT, rows=3)

    def command(self) -> commands.Command:
        return commands.GivePerspective(rating=self.cleaned_data["rating"], words=self.text("view", "change_mind"))


class Reply(ActForm):
    """Agree, partly agree or disagree, with reasons, after what the policy asks for before a reply."""

    ready = forms.MultipleChoiceField(
        label=gettext_lazy("Before you reply, the policy asks that you have done this"),
        widget=Checkboxes(),
        error_messages={
            "required": gettext_lazy("Select each thing that you have done. The policy asks for all of them first")
        },
    )

    stance = choice(
        gettext_lazy("Do you agree with what is asked?"),
        Stance,
        gettext_lazy("Select if you agree, partly agree or disagree"),
    )
    reasons = narrative(
        gettext_lazy("What are your reasons?"),
        gettext_lazy("Enter your reasons"),
        gettext_lazy(
            "Thank them, say their worry back in your own words, give your reasons, and say what happens next."
        ),
        rows=8,
    )
    change_mind = narrative(CHANGE_MIND, hint=CHANGE_MIND_HINT, rows=3)

    def prepare(self) -> None:
        matter = self.here.matter
        answering = self.here.side is answering_side(matter.policy, matter.state)
        if not answering:
            self.fields["stance"].label = _("Do you agree with their reply?")
        asked = conditions(matter.policy, matter.state, self.here.side)
        if asked:
            offer(self, "ready", [(str(number), text) for number, text in enumerate(asked)])
        else:
            del self.fields["ready"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked = conditions(self.here.matter.policy, self.here.matter.state, self.here.side)
        if "ready" in data and len(data["ready"]) < len(asked):
            self.add_error("ready", self.fields["ready"].error_messages["required"])
        return data

    def remarks(self) -> list[Remark]:
        """What the writing help says about the words as typed. It never blocks sending them."""
        typed = " ".join(str(self.data.get(name, "")) for name in ("reasons", "change_mind"))
        return checks.check({"reply": typed.strip()})

    def command(self) -> commands.Command:
        stance = Stance(self.cleaned_data["stance"])
        ready = tuple(int(number) for number in self.cleaned_data.get("ready", ()))
        return commands.Reply(stance=stance, ready=ready, words=self.text("reasons", "change_mind"))


class Point(ActForm):
    """A new point, or one that moves: then `number` says which, and the text stays as it was."""

    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())
    point = narrative(
        gettext_lazy("What is the point?"),
        gettext_lazy("Enter the point"),
        gettext_lazy("One thing at a time, in one sentence."),
        rows=3,
    )
    status = choice(
        gettext_lazy("Where does it stand?"),
        PointStatus,
        gettext_lazy("Select if the point is agreed, disputed or unknown"),
        hints={
            PointStatus.AGREED.value: gettext_lazy("Both sides say the same."),
            PointStatus.DISPUTED.value: gettext_lazy("The two sides say different things."),
            PointStatus.UNKNOWN.value: gettext_lazy("Neither side knows yet."),
        },
    )

    def prepare(self) -> None:
        if self.moving in self.here.matter.state.points:
            del self.fields["point"]

    @property
    def moving(self) -> int:
        """The number of the point that moves, 0 for a new one."""
        typed = str((self.data if self.is_bound else self.initial).get("number") or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0

    def command(self) -> commands.Command:
        status = PointStatus(self.cleaned_data["status"])
        return commands.PlacePoint(status=status, point=self.cleaned_data["number"], words=self.text("point"))


class Evidence(ActForm):
    """One piece of evidence with its source."""

    what = narrative(gettext_lazy("What does it show?"), gettext_lazy("Enter what it shows"))
    source = narrative(
        gettext_lazy("Where does it come from?"),
        gettext_lazy("Enter where it comes from"),
        gettext_lazy("For example: what you saw yourself and when, a record, a report, or who told you."),
        rows=2,
    )

    def command(self) -> commands.Command:
        return commands.AddEvidence(words=self.text("what", "source"))


class Note(ActForm):
    """A note for one's own side only."""

    note = narrative(gettext_lazy("Your note"), gettext_lazy("Enter your note"))

    def command(self) -> commands.Command:
        return commands.WriteNote(words=self.text("note"))


class Thank(ActForm):
    """Thanks, or "you were right"."""

    kind = choice(
        gettext_lazy("What do you want to say?"),
        ThanksKind,
        gettext_lazy("Select what you want to say"),
    )
    note = narrative(gettext_lazy("What for?"), hint=gettext_lazy("Say what they did, and what it changed."), rows=3)

    def command(self) -> commands.Command:
        return commands.Thank(kind=ThanksKind(self.cleaned_data["kind"]), words=self.text("note"))


class Talk(ActForm):
    """A talk that was held: what kind, when (time of England), who, and what was said."""

    kind = choice(gettext_lazy("What was it?"), TalkKind, gettext_lazy("Select what kind of talk it was"))
    day = DateField(gettext_lazy("the date of the talk"), label=gettext_lazy("When was it?"), latest=today)
    time = TimeField(label=gettext_lazy("At what time?"), help_text=gettext_lazy("For example, 3:30pm or 15:30"))
    who = narrative(
        gettext_lazy("Who was there?"),
        gettext_lazy("Enter who was there"),
        gettext_lazy("Names and posts."),
        rows=2,
    )
    said = narrative(gettext_lazy("What was said?"), gettext_lazy("Enter what was said"), rows=8)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("time") and self.held(data) > self.here.at:
            self.add_error("time", _("The time of the talk must be in the past"))
        return data

    def held(self, data: dict[str, Any]) -> dt.datetime:
        """When the talk was held, as a UTC instant."""
        return dt.datetime.combine(data["day"], data["time"], LONDON).astimezone(dt.UTC)

    def command(self) -> commands.Command:
        kind = TalkKind(self.cleaned_data["kind"])
        return commands.LogTalk(kind=kind, held=self.held(self.cleaned_data), words=self.text("who", "said"))


class Safety(ActForm):
    """A plan for the meantime, or the answer to the other side's."""

    stance = forms.ChoiceField(
        label=gettext_lazy("What do you say to the plan?"),
        widget=choice("", (), "").widget,
        error_messages={"required": gettext_lazy("Select what you say to the plan")},
    )
    plan = narrative(
        gettext_lazy("Your words"),
        hint=gettext_lazy("Who keeps the child safe until this is settled, how, and from when."),
    )

    ANSWERS = {
        SafetyStance.CONFIRMED: gettext_lazy("I confirm the plan"),
        SafetyStance.DISPUTED: gettext_lazy("I dispute the plan, and say why"),
        SafetyStance.PROPOSED: gettext_lazy("I propose another plan"),
    }

    def prepare(self) -> None:
        if safety_answerable(self.here.matter.state, self.here.side):
            offer(self, "stance", [(one.value, said) for one, said in self.ANSWERS.items()])
            return
        del self.fields["stance"]
        self.fields["plan"].label = _("How is the child kept safe meanwhile?")
        self.fields["plan"].required = True
        self.fields["plan"].error_messages["required"] = _("Enter how the child is kept safe meanwhile")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("stance") == SafetyStance.DISPUTED and not data.get("plan"):
            self.add_error("plan", _("Enter what is wrong with the plan"))
        if data.get("stance") == SafetyStance.PROPOSED and not data.get("plan"):
            self.add_error("plan", _("Enter how the child is kept safe meanwhile"))
        return data

    def command(self) -> commands.Command:
        stance = SafetyStance(self.cleaned_data.get("stance") or SafetyStance.PROPOSED)
        return commands.PlanSafety(stance=stance, words=self.text("plan"))


class Danger(ActForm):
    """What was done about immediate danger."""

    told = narrative(
        gettext_lazy("What did you do?"),
        gettext_lazy("Enter what you did"),
        gettext_lazy("Whom you told, when, and what they said."),
    )

    def command(self) -> commands.Command:
        return commands.TellDanger(words=self.text("told"))
