"""Decide, propose, confirm, do what was agreed, check back, withdraw, reopen, correct: the forms of these acts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.core.challenge.closing import not_theirs
from forthright.core.challenge.codes import PROPOSABLE, Better, Outcome, Ruling
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.may import may_as
from forthright.core.challenge.sees import Entry, entry_kind
from forthright.core.worktime import LONDON
from forthright.web.forms.acts import NO, YES, ActForm, choice, coming_day, end_of_day, yes_or_no
from forthright.web.forms.fields import narrative, offer
from forthright.web.forms.widgets import Radios
from forthright.web.presenters import entries, promises

ROWS = range(1, 6)
"""How many actions one form takes. More can be agreed by a later outcome, and a longer page would be left half-read."""

CHECK_BACK_AFTER = dt.timedelta(weeks=6)
"""Forthright's own suggestion: no policy that was seen states when to look again."""


def _rows() -> dict[str, forms.Field]:
    """The fields of every row of actions, and the day of the check-back."""
    fields: dict[str, forms.Field] = {}
    for row in ROWS:
        fields[f"action_{row}"] = narrative(gettext_lazy("What is to be done?"), rows=2)
        fields[f"owner_{row}"] = forms.ChoiceField(label=gettext_lazy("Who does it?"), required=False)
        fields[f"due_{row}"] = coming_day(
            gettext_lazy("By when?"), gettext_lazy("the date by which it is to be done"), required=False
        )
    fields["check_back"] = coming_day(
        gettext_lazy("When are both sides asked if it is better for the child?"),
        gettext_lazy("the date of the check-back"),
        help_text=gettext_lazy("6 weeks is Forthright's own suggestion: the policy does not state one."),
    )
    return fields


Rows: Any = type(ActForm)("Rows", (ActForm,), _rows())
"""The fields of the actions. Made here, since a class body cannot count."""


class WithActions(Rows):
    """A form that ends a challenge: what is to be done, by whom, by when, and when both sides are asked again."""

    mark_optional = False  # an action is optional, but each of its parts is not

    def prepare(self) -> None:
        state = self.here.matter.state
        able = [one for one, party in state.parties.items() if party.side and may_as(party, Verb.ACTION_DONE)]
        people = [(str(person), self.here.called(person)) for person in able]
        for row in ROWS:
            offer(self, f"owner_{row}", [("", _("Choose a person")), *people])
        if not self.is_bound and not self.initial.get("check_back"):
            self.initial["check_back"] = self.here.at.astimezone(LONDON).date() + CHECK_BACK_AFTER

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of actions for the template, each with its fields and whether it holds anything."""
        return [
            {"number": row, "fields": [self[f"action_{row}"], self[f"owner_{row}"], self[f"due_{row}"]]} for row in ROWS
        ]

    @property
    def open_rows(self) -> bool:
        """Whether a row after the first holds something, so that it must be seen."""
        return any(self._typed(row) or self._row_errors(row) for row in ROWS if row > 1)

    @property
    def plain_fields(self) -> list[Any]:
        """The questions before the actions."""
        rows = {f"{part}_{row}" for row in ROWS for part in ("action", "owner", "due")}
        return [field for field in self.visible_fields() if field.name not in rows | {"check_back"}]

    def _row_errors(self, row: int) -> bool:
        return any(f"{part}_{row}" in self.errors for part in ("action", "owner", "due"))

    def _typed(self, row: int) -> bool:
        values = [self[f"action_{row}"].value(), self[f"owner_{row}"].value(), *(self[f"due_{row}"].value() or [])]
        return any(str(value or "").strip() for value in values)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.planned: list[tuple[str, int, dt.date]] = []
        for row in ROWS:
            if self._typed(row):
                self._clean_row(row, data)
        return data

    def _clean_row(self, row: int, data: dict[str, Any]) -> None:
        """An action without an owner or a day is a wish; each missing part says so by itself."""
        text, owner, due = data.get(f"action_{row}"), data.get(f"owner_{row}"), data.get(f"due_{row}")
        missing = {
            f"action_{row}": (text, _("Enter what is to be done")),
            f"owner_{row}": (owner, _("Choose who does it")),
            f"due_{row}": (due, _("Enter the date by which it is to be done")),
        }
        for name, (value, sentence) in missing.items():
            if not value and name not in self.errors:
                self.add_error(name, sentence)
        if text and owner and due:
            self.planned.append((text, int(owner), due))

    def actions(self) -> tuple[commands.NewAction, ...]:
        """The actions as the command takes them; their texts stand in `texts`, in the same order."""
        parties = self.here.matter.state.parties
        return tuple(
            commands.NewAction(owner=parties[owner], due=end_of_day(due)) for _text, owner, due in self.planned
        )

    @property
    def texts(self) -> dict[str, list[str]]:
        """The texts of the actions, as words of the command."""
        return {"actions": [text for text, _owner, _due in self.planned]} if self.planned else {}


class Propose(WithActions):
    """How it could end, for the other side to confirm. An agreement needs at least one action."""

    field_order = ("outcome", "agreed")
    outcome = choice(gettext_lazy("How could this end?"), PROPOSABLE, gettext_lazy("Select how this could end"))
    agreed = narrative(gettext_lazy("What is agreed, and why?"), gettext_lazy("Enter what is agreed, and why"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") == Outcome.AGREEMENT and not any(self._typed(row) for row in ROWS):
            self.add_error("action_1", _("Enter at least one action, or select another outcome"))
        return data

    def command(self) -> commands.Command:
        return commands.Propose(
            outcome=Outcome(self.cleaned_data["outcome"]),
            check_back=end_of_day(self.cleaned_data["check_back"]),
            actions=self.actions(),
            words={**self.text("agreed"), **self.texts},
        )


class Decide(WithActions):
    """What is decided, with the reasons."""

    field_order = ("ruling", "decision", "reasons")
    ruling = choice(gettext_lazy("What do you decide?"), Ruling, gettext_lazy("Select what you decide"))
    decision = narrative(gettext_lazy("The decision"), gettext_lazy("Enter the decision"))
    reasons = narrative(
        gettext_lazy("The reasons"),
        gettext_lazy("Enter the reasons"),
        gettext_lazy("Say what you looked at, and why this is best for the child."),
    )

    def command(self) -> commands.Command:
        return commands.Decide(
            ruling=Ruling(self.cleaned_data["ruling"]),
            check_back=end_of_day(self.cleaned_data["check_back"]),
            actions=self.actions(),
            words={**self.text("decision", "reasons"), **self.texts},
        )


class YesOrWhyNot(ActForm):
    """A yes, with words or without, or a no that says why. `missing` is what to say to a no without a reason."""

    missing: Any

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("agree") == NO and not data.get("reason"):
            self.add_error("reason", self.missing)
        return data

    def answer(self) -> dict[str, Any]:
        """The answer as its command takes it: the words of a yes are a note, those of a no the reason."""
        agree, text = self.cleaned_data["agree"] == YES, self.cleaned_data["reason"]
        return {"agree": agree, "words": {"note" if agree else "reason": text} if text else {}}


class AgreeDecision(YesOrWhyNot):
    """The second decider's answer."""

    missing = gettext_lazy("Enter why you do not agree")
    agree = yes_or_no(
        gettext_lazy("Do you agree to this decision?"),
        gettext_lazy("Yes, the decision stands"),
        gettext_lazy("No, I send it back"),
        gettext_lazy("Select yes if you agree to this decision"),
    )
    reason = narrative(gettext_lazy("Your words"), hint=gettext_lazy("If you send it back, you must say why."))

    def prepare(self) -> None:
        """Where several vote, a no is one vote and sends nothing back by itself."""
        decision = self.here.matter.state.decision
        if decision is not None and decision.asked:
            offer(self, "agree", [(YES, _("Yes, I agree to it")), (NO, _("No, and I say why"))])
            self.fields["reason"].help_text = _("If you do not agree, you must say why. It is kept with the decision.")

    def command(self) -> commands.Command:
        return commands.AgreeDecision(**self.answer())


class Confirm(YesOrWhyNot):
    """The other side's answer to a proposed outcome."""

    missing = gettext_lazy("Enter why you do not confirm it")
    agree = yes_or_no(
        gettext_lazy("Do you confirm this outcome?"),
        gettext_lazy("Yes, it ends so"),
        gettext_lazy("No, and I say why"),
        gettext_lazy("Select yes if you confirm this outcome"),
    )
    reason = narrative(gettext_lazy("Your words"), hint=gettext_lazy("If you do not confirm it, you must say why."))

    def prepare(self) -> None:
        """A recommendation is accepted or not by each side for itself."""
        if self.here.matter.state.recommended:
            self.fields["agree"].label = _("Does your side accept what is recommended?")
            offer(self, "agree", [(YES, _("Yes, we accept it")), (NO, _("No, and I say why"))])

    def command(self) -> commands.Command:
        return commands.Confirm(**self.answer())


class OwnAction(ActForm):
    """Choosing one of one's own side's actions that are not done."""

    action = forms.ChoiceField(
        label=gettext_lazy("Which action?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select an action")},
    )

    def prepare(self) -> None:
        matter = self.here.matter
        every = list(matter.state.actions)
        # Once sent, the record decides: the second click on an action that is done must be known for what it is.
        mine = (
            every if self.is_bound else [key for key in every if not_theirs(matter.state, key, self.here.party) is None]
        )
        offer(self, "action", [(key, promises.called(matter, key)) for key in mine])
        if len(mine) == 1 and not self.is_bound and not self.initial.get("action"):
            self.initial["action"] = mine[0]


class ActionDone(OwnAction):
    """An action of one's own side is done."""

    note = narrative(gettext_lazy("What was done?"), hint=gettext_lazy("Say what changed for the child."), rows=3)

    def command(self) -> commands.Command:
        return commands.FinishAction(action=self.cleaned_data["action"], words=self.text("note"))


class ActionAgain(OwnAction):
    """A new day for an action of one's own side, with the reason."""

    reason = narrative(
        gettext_lazy("Why is it not done, and what happens now?"),
        gettext_lazy("Enter why it is not done, and what happens now"),
    )
    due = coming_day(gettext_lazy("By when will it be done?"), gettext_lazy("the new date"))

    def command(self) -> commands.Command:
        due = end_of_day(self.cleaned_data["due"])
        return commands.ReplanAction(action=self.cleaned_data["action"], due=due, words=self.text("reason"))


class CheckBack(ActForm):
    """Whether it is better for the child, and what is different."""

    better = choice(
        gettext_lazy("Is it better for the child?"), Better, gettext_lazy("Select if it is better for the child")
    )
    different = narrative(
        gettext_lazy("What is different for the child?"),
        gettext_lazy("Enter what is different for the child"),
        gettext_lazy("If nothing is different, say so."),
    )

    def command(self) -> commands.Command:
        return commands.CheckBack(better=Better(self.cleaned_data["better"]), words=self.text("different"))


class Withdraw(ActForm):
    """The reason for withdrawing it."""

    reason = narrative(
        gettext_lazy("Why do you withdraw it?"),
        gettext_lazy("Enter why you withdraw it"),
        gettext_lazy("Say whether the child is safe, and who goes on watching."),
    )

    def command(self) -> commands.Command:
        return commands.Withdraw(words=self.text("reason"))


class Reopen(ActForm):
    """The reason for opening it again."""

    reason = narrative(gettext_lazy("Why does it need to be open again?"), gettext_lazy("Enter why it is opened again"))

    def command(self) -> commands.Command:
        return commands.Reopen(words=self.text("reason"))


class Correct(ActForm):
    """What is right, beside an entry that stays as it was."""

    entry = forms.ChoiceField(
        label=gettext_lazy("Which entry?"), error_messages={"required": gettext_lazy("Select the entry")}
    )
    correction = narrative(
        gettext_lazy("What is right?"),
        gettext_lazy("Enter what is right"),
        gettext_lazy("The entry stays as it was. Your correction is shown beside it."),
    )

    def prepare(self) -> None:
        """Private notes and sealed answers cannot be chosen: a correction is read by both sides."""
        matter = self.here.matter
        shared = [
            seen.entry
            for seen in matter.entries
            if entry_kind(seen.entry.event, matter.state, self.here.side) is Entry.SHARED
        ]
        said = [(str(one.version), f"{one.version}. {entries.headline(one.event, matter.policy)}") for one in shared]
        offer(self, "entry", [("", _("Choose an entry")), *said])

    def command(self) -> commands.Command:
        return commands.Correct(entry=int(self.cleaned_data["entry"]), words=self.text("correction"))
