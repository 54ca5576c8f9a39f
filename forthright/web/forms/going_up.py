"""Make it urgent, take it up, ask somebody in, hand over: the forms of these acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.core.challenge.beside import advises, may_be_asked
from forthright.core.challenge.codes import Capacity, Urgency, Why
from forthright.core.challenge.gate import ways_from
from forthright.core.challenge.handing_over import may_be_given
from forthright.core.challenge.moment import Seat
from forthright.core.challenge.taking_up import fitting
from forthright.core.policy.every import ends_sooner
from forthright.core.policy.sentences import step_heading
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.instead import named_for
from forthright.directory.models import Holding
from forthright.web.forms.acts import ActForm, choice, code_label
from forthright.web.forms.fields import ENDS_SOONER, DateField, narrative, offer, today
from forthright.web.forms.widgets import Radios
from forthright.web.presenters import labels


class Urgent(ActForm):
    """Why it cannot wait, and by which day the child needs it: that ends the times which the policy lets end sooner."""

    reason = narrative(
        gettext_lazy("Why can it not wait?"),
        gettext_lazy("Enter why it cannot wait"),
        gettext_lazy("Say what could happen to the child, and by when it is needed."),
    )

    needed_by = DateField(
        gettext_lazy("the date by which the child needs it"),
        label=gettext_lazy("Is there a date by which the child needs it?"),
        help_text=gettext_lazy("Such as a hearing or a return home. For example, 27 3 2027"),
        earliest=today,
        required=False,
    )

    def prepare(self) -> None:
        already = self.here.matter.state.urgency is Urgency.URGENT
        if ends_sooner(self.here.matter.policy):
            self.fields["needed_by"].help_text = ENDS_SOONER
        if self.here.matter.state.needed_by is not None:
            known = formats.date_format(self.here.matter.state.needed_by, "j F Y")
            hint = _("It has been said that the child needs it by %(day)s. Only an earlier day changes that.")
            self.fields["needed_by"].help_text = f"{hint % {'day': known}} {self.fields['needed_by'].help_text}"
        if already:
            self.fields["needed_by"].required = not self.is_bound  # sent twice by a double click, it was not urgent yet
            self.fields["needed_by"].label = _("By which date does the child need it?")

    def command(self) -> commands.Command:
        return commands.MarkUrgent(needed_by=self.cleaned_data.get("needed_by"), words=self.text("reason"))


class TakeUp(ActForm):
    """To which step, and why. The step is asked only where the policy has more than one way up."""

    to = forms.ChoiceField(
        label=gettext_lazy("Where does it go?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select the step that it goes to")},
    )
    why = choice(gettext_lazy("Why does it go there?"), Why, gettext_lazy("Select why it goes there"))
    reason = narrative(
        gettext_lazy("Say more about why"),
        hint=gettext_lazy("You must say why if you take it up because it is urgent."),
    )

    def prepare(self) -> None:
        """Once sent, every step and reason that there is can be read, and the record decides: a second click must be
        known for what it is although the first has moved the challenge on."""
        state, policy = self.here.matter.state, self.here.matter.policy
        keys = [step.key for step in policy.steps] if self.is_bound else ways_from(policy, state)
        whys = Why if self.is_bound else fitting(state)
        if ("to" in self.data) if self.is_bound else len(keys) > 1:
            offer(self, "to", [(key, step_heading(policy, policy.step(key))) for key in keys])
        else:
            del self.fields["to"]
        offer(self, "why", [(why.value, code_label(why)) for why in whys])
        if tuple(whys) == (Why.URGENT,):
            self.fields["reason"].required = True
            self.fields["reason"].label = _("Why is it urgent?")
            self.fields["reason"].error_messages["required"] = _("Enter why it is urgent")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("why") == Why.URGENT and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Enter why it is urgent"))
        return data

    def command(self) -> commands.Command:
        why = Why(self.cleaned_data["why"])
        return commands.TakeUp(why=why, to=self.cleaned_data.get("to", ""), words=self.text("reason"))


class Colleague(ActForm):
    """Choosing somebody of one's own agency, from the directory."""

    person = forms.ChoiceField(widget=Radios(), error_messages={"required": gettext_lazy("Select a person")})
    reason = narrative(gettext_lazy("Why?"), hint=gettext_lazy("Both sides can read this."), rows=3)

    def prepare(self) -> None:
        matter, party = self.here.matter, self.here.party
        every = directory.colleagues(party.agency, matter.state.partnership, self.here.at, without=party.person)
        self.found: dict[str, Holding] = {str(one.pk): one for one in every if self.suits(one)}
        first = self.nearest()
        inside = sorted(self.found.items(), key=lambda item: item[1].person_id not in first)
        offer(self, "person", [(key, self.said(one, first)) for key, one in inside])
        absent = directory.away_now({one.person_id for one in every}, self.here.at)
        self.fields["person"].widget.hints = labels.away(every, absent)  # type: ignore[attr-defined]

    def suits(self, one: Holding) -> bool:
        """Whether this colleague can be chosen: not oneself, nor somebody who must not take part."""
        apart = one.person_id in self.here.matter.state.conflicted
        return one.person_id != self.here.matter.actor.person and (self.is_bound or not apart)

    def nearest(self) -> dict[int, Any]:
        """The people to show first, each with what they are to the one who chooses."""
        return {}

    def said(self, one: Holding, first: dict[int, Any]) -> str:
        """A colleague as a choice: name, post, and what they are to the one who chooses."""
        known = first.get(one.person_id)
        return labels.holder(one) + (f" ({known})" if known else "")

    def ready(self) -> bool:
        return bool(self.found)

    @property
    def seat(self) -> Any:
        """The seat of the person chosen."""
        one = self.found[self.cleaned_data["person"]]
        return directory.own_seat(one.person, one.post)


class AskIn(Colleague):
    """A colleague who comes in; managers first."""

    def prepare(self) -> None:
        super().prepare()
        self.fields["person"].label = _("Who do you want to ask in?")

    def suits(self, one: Holding) -> bool:
        matter = self.here.matter
        suits = bool(may_be_asked(matter.policy, matter.state, one.person_id, Role(one.post.role)))
        return super().suits(one) and (self.is_bound or suits)  # once sent, the record decides

    def nearest(self) -> dict[int, Any]:
        own = Holding.objects.filter(person_id=self.here.party.person).values_list("post__manager_id", flat=True)
        above, state = set(own), self.here.matter.state
        advisers = [
            one for one in self.found.values() if advises(self.here.matter.policy, state.step, Role(one.post.role))
        ]
        managers = {one.person_id: _("your manager") for one in self.found.values() if one.post_id in above}
        return managers | {one.person_id: _("gives advice and is no party to it") for one in advisers}

    def command(self) -> commands.Command:
        return commands.AskIn(seat=self.seat, words=self.text("reason"))


class HandOver(Colleague):
    """A colleague who takes over; today's deputies first."""

    def prepare(self) -> None:
        super().prepare()
        self.fields["person"].label = _("Who takes over your part?")
        party, state = self.here.party, self.here.matter.state
        if party.capacity is Capacity.KEEPER:  # also those who act for that body, and for a place of neither side
            self.others = named_for(party.agency, state.partnership, self.here.at, state.conflicted)
            named = [(key, f"{one.name}, {one.title}") for key, one in self.others.items()]
            own = [(key, self.said(one, {})) for key, one in self.found.items()]
            offer(self, "person", [*own, *named])

    def suits(self, one: Holding) -> bool:
        matter = self.here.matter
        seat = directory.own_seat(one.person, one.post)
        suits = bool(may_be_given(matter.policy, matter.state, self.here.party, seat))
        return super().suits(one) and (self.is_bound or suits)  # once sent, the record decides

    others: Mapping[str, Seat] = {}

    def ready(self) -> bool:
        return super().ready() or bool(self.others)

    @property
    def seat(self) -> Any:
        return self.others.get(self.cleaned_data["person"]) or super().seat

    def nearest(self) -> dict[int, Any]:
        return dict.fromkeys(directory.deputies_of(self.here.party.person, self.here.at), _("your deputy"))

    def command(self) -> commands.Command:
        return commands.HandOver(seat=self.seat, words=self.text("reason"))
