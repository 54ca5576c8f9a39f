"""Make a time end sooner, ask for more of it, and answer who asks: the forms of these acts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.core.challenge.extending import extendable, most_of, unit_of
from forthright.core.challenge.facts import Duty
from forthright.core.challenge.shortening import earliest, shortenable
from forthright.core.policy.explaining import extension_words
from forthright.record.actions import surroundings
from forthright.web.forms.acts import NO, YES, ActForm, yes_or_no
from forthright.web.forms.fields import DateField, WholeNumber, narrative, offer, today
from forthright.web.forms.widgets import NumberInput, Radios
from forthright.web.presenters import duties, labels, when

MOST = 999
"""More of anything than any policy lets a time be extended by where it states a number; the record decides."""


class OfATime(ActForm):
    """A form about one of the times that run at this step."""

    duty = forms.ChoiceField(
        label=gettext_lazy("Which time?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select a time")},
    )

    @abstractmethod
    def offered(self) -> Iterable[Duty]:
        """The times to choose from."""

    def prepare(self) -> None:
        """Once sent, the record decides: a time that has run out meanwhile can still be read."""
        found = {duty.key: self.said(duty) for duty in self.offered()}
        sent = str(self.data.get("duty", ""))[:100] if self.is_bound else ""
        if sent:
            found.setdefault(sent, _("A time that is not running any more"))
        offer(self, "duty", list(found.items()))
        if len(found) == 1 and not self.is_bound:
            self.initial.setdefault("duty", next(iter(found)))

    def said(self, duty: Duty) -> str:
        """A time as a choice: for what, whose it is, and when it ends."""
        what = labels.first_upper(duties.named(duty.kind))
        told = {"what": what, "who": self.here.called(duty.owner), "when": when.said(duty.due) if duty.due else ""}
        return _("%(what)s: %(who)s, by %(when)s") % told


class Shorten(OfATime):
    """Which time, on which day it ends, and why."""

    day = DateField(
        gettext_lazy("the day on which the time ends"),
        label=gettext_lazy("On which day does it end?"),
        help_text=gettext_lazy("It ends when the office of whoever must act closes. For example, 27 3 2027"),
        earliest=today,
    )
    reason = narrative(
        gettext_lazy("Why does it end sooner?"),
        gettext_lazy("Enter why it ends sooner"),
        gettext_lazy("Such as what happens to the child, and when."),
    )

    def prepare(self) -> None:
        state = self.here.matter.state
        self.moment = surroundings(state.partnership, state.agencies.values(), self.here.at, state.lines)
        super().prepare()

    def offered(self) -> Iterable[Duty]:
        return shortenable(self.here.matter.policy, self.here.matter.state)

    def said(self, duty: Duty) -> str:
        matter = self.here.matter
        first = earliest(matter.policy, matter.state, duty, self.moment)
        if duty.due is None or first is None or first >= duty.due:
            return _("%(said)s. It cannot end sooner") % {"said": super().said(duty)}
        told = {"said": super().said(duty), "when": when.said(first)}
        return _("%(said)s. It can end as soon as %(when)s") % told

    def command(self) -> commands.Command:
        data = self.cleaned_data
        return commands.Shorten(duty=data["duty"], day=data["day"], words=self.text("reason"))


class AskExtension(OfATime):
    """Which of one's own times, how much more, and why."""

    more = WholeNumber(gettext_lazy("how much more time you ask for"), least=1, most=MOST, widget=NumberInput())
    reason = narrative(gettext_lazy("Why do you need more time?"), gettext_lazy("Enter why you need more time"))

    def offered(self) -> Iterable[Duty]:
        return extendable(self.here.matter.policy, self.here.matter.state, self.here.party)

    def prepare(self) -> None:
        super().prepare()
        policy, state = self.here.matter.policy, self.here.matter.state
        extension = policy.step(state.step).extension
        if extension is not None:
            unit = {"unit": _(unit_of(extension).value)}
            most = most_of(extension) or MOST
            what = _("how many more %(unit)s you ask for") % unit
            more = WholeNumber(what, least=1, most=most, widget=NumberInput())
            more.label = _("How many more %(unit)s do you ask for?") % unit
            more.help_text = _("The policy says: %(rule)s") % {"rule": extension_words(extension)}
            more.widget.attrs.update(self.fields["more"].widget.attrs)
            self.fields["more"] = more

    def command(self) -> commands.Command:
        data = self.cleaned_data
        return commands.AskExtension(duty=data["duty"], more=data["more"], words=self.text("reason"))


class AnswerExtension(ActForm):
    """Whether the other side has more time, with words; a no says why."""

    agree = yes_or_no(
        gettext_lazy("Do you agree to more time?"),
        gettext_lazy("Yes, they have more time"),
        gettext_lazy("No, and I say why"),
        gettext_lazy("Select yes if you agree to more time"),
    )
    reason = narrative(
        gettext_lazy("Your words"),
        hint=gettext_lazy(
            "If you do not agree, you must say why. The time then stands as it is. Both sides read this."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("agree") == NO and not data.get("reason"):
            self.add_error("reason", _("Enter why you do not agree"))
        return data

    def command(self) -> commands.Command:
        return commands.AnswerExtension(agree=self.cleaned_data["agree"] == YES, words=self.text("reason"))
