"""Asking somebody along who may be worried too, saying so, and leaving: the forms of these acts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.core.challenge.along import may_come_along
from forthright.directory import queries as directory
from forthright.directory.models import Holding
from forthright.web.forms.acts import ActForm
from forthright.web.forms.fields import WholeNumber, narrative, offer
from forthright.web.forms.widgets import NumberInput
from forthright.web.presenters import labels

Choices = list[tuple[str, Any]]


class AskAlong(ActForm):
    """A professional of one's own agency, or of a third one in the partnership, by name and post under the agency."""

    person = forms.ChoiceField(
        label=gettext_lazy("Who may be worried too?"),
        help_text=gettext_lazy("Somebody who knows the child or the family, in your agency or a third one."),
        error_messages={"required": gettext_lazy("Select a person")},
    )
    reason = narrative(gettext_lazy("Why do you ask them?"), hint=gettext_lazy("Both sides can read this."), rows=3)

    def prepare(self) -> None:
        found = directory.everybody(self.here.matter.state.partnership, self.here.at, without=self.here.party.person)
        self.found: dict[str, Holding] = {str(one.pk): one for one in found if self.suits(one)}
        groups: dict[str, Choices] = {}
        for key, one in self.found.items():
            groups.setdefault(str(one.post.agency), []).append((key, labels.holder(one)))
        offer(self, "person", [("", gettext_lazy("Choose from the list")), *groups.items()])  # type: ignore[list-item]

    def suits(self, one: Holding) -> bool:
        """Whether this person can be chosen; once sent, the record decides."""
        matter = self.here.matter
        seat = directory.own_seat(one.person, one.post)
        return self.is_bound or bool(may_come_along(matter.policy, matter.state, seat))

    def ready(self) -> bool:
        return bool(self.found)

    def command(self) -> commands.Command:
        one = self.found[self.cleaned_data["person"]]
        return commands.AskAlong(seat=directory.own_seat(one.person, one.post), words=self.text("reason"))


class Worry(ActForm):
    """How somebody who was asked along sees it, and a rating if they want to give one."""

    view = narrative(
        gettext_lazy("How do you see it?"),
        gettext_lazy("Enter how you see it"),
        gettext_lazy("For example, “I am worried too, because …”. Say also what does not worry you."),
    )
    rating = WholeNumber(
        gettext_lazy("the rating"),
        least=0,
        most=10,
        required=False,
        label=gettext_lazy("How safe is the child now, from 0 to 10?"),
        help_text=gettext_lazy("0 means not safe at all. 10 means completely safe."),
        widget=NumberInput(width=2),
    )

    def command(self) -> commands.Command:
        return commands.SayWorry(rating=self.cleaned_data["rating"], words=self.text("view"))


class Leave(ActForm):
    """A reason, if one wants to give it."""

    reason = narrative(gettext_lazy("Do you want to say why?"), hint=gettext_lazy("Both sides can read this."), rows=3)

    def command(self) -> commands.Command:
        return commands.Leave(words=self.text("reason"))
