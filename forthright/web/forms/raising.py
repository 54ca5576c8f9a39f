"""The questions of raising a challenge, one form a page. Drafts keep what was typed, under the names the pages use."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import Subject, Urgency
from forthright.web.forms import base
from forthright.web.forms.fields import ENDS_SOONER, DateField, narrative, offer, today
from forthright.web.forms.widgets import DateParts, Input, Radios

MOST_ROWS = 20
UNKNOWN = "unknown"
"""The answer "I do not know who" to the question which person."""

MANY = 12
"""So many choices fit on a page as radio buttons; more become one list to choose from."""

PEOPLE = (Subject.CHILD, Subject.UNBORN, Subject.ADULT)
Choice = tuple[str, Any]


def asks(sentence: Any) -> dict[str, Any]:
    """The sentence for a question that must be answered."""
    return {"required": sentence}


def line(label: Any, hint: Any = "", most: int = 200, width: int | None = None) -> forms.CharField:
    """One line that may be left out."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=Input(width))


def subjects(kinds: Sequence[Subject]) -> list[Choice]:
    """Whom it can be about, as choices."""
    labels = {
        Subject.CHILD: _("A child"),
        Subject.UNBORN: _("An unborn child"),
        Subject.ADULT: _("An adult"),
        Subject.THEME: _("A theme, no child named"),
    }
    return [(kind.value, labels[kind]) for kind in kinds]


def cannot_wait(urgency: object, needed_by: object, child_safe: bool) -> bool:
    """Whether it is asked why it cannot wait: where it is urgent, or a day is given that the policy's times heed."""
    return urgency == Urgency.URGENT or bool(needed_by and child_safe)


def shorten(form: forms.BaseForm, name: str, choices: Sequence[Choice]) -> None:
    """Gives a field its choices, as radio buttons where they fit on a page and else as one list to choose from."""
    if len(choices) > MANY:
        form.fields[name].widget = forms.Select()
        choices = [("", _("Choose from the list")), *choices]
    offer(form, name, choices)


class Chosen(base.Form):
    """A form whose choices come from the directory or the policy: `choices`, and `hints` by value.

    `picks` names the field; `long_list` tells that there may be more choices than fit on a page.
    """

    picks: str
    long_list = True

    def __init__(
        self, *args: Any, choices: Sequence[Choice] = (), hints: Mapping[str, Any] | None = None, **options: Any
    ):
        super().__init__(*args, **options)
        if self.long_list:
            shorten(self, self.picks, choices)
        else:
            offer(self, self.picks, choices)
        widget = self.fields[self.picks].widget
        if isinstance(widget, Radios):
            widget.hints = dict(hints or {})


class OwnPost(Chosen):
    """From which of one's posts. Asked only of somebody who holds several."""

    heading_field = picks = "post"
    post = forms.ChoiceField(
        label=gettext_lazy("Which post are you raising this from?"),
        widget=Radios(),
        error_messages=asks(gettext_lazy("Select the post you are raising this from")),
    )


class Who(Chosen):
    """Which agency."""

    heading_field = picks = "agency"
    agency = forms.ChoiceField(
        label=gettext_lazy("Which agency do you want to challenge?"),
        help_text=gettext_lazy("The agency whose decision, or lack of action, you disagree with."),
        widget=Radios(),
        error_messages=asks(gettext_lazy("Select the agency you want to challenge")),
    )


class Whom(Chosen):
    """Who answers there, by the number of the holding of a post, or UNKNOWN."""

    heading_field = picks = "person"
    person = forms.ChoiceField(
        label=gettext_lazy("Who should answer?"),
        help_text=gettext_lazy("The person you have been dealing with, if you know who that is."),
        widget=Radios(),
        error_messages=asks(gettext_lazy("Select who should answer, or “I do not know who”")),
    )


class Worry(base.Form):
    """Who it is about, what was seen or heard, and what the raiser makes of it: fact and opinion apart."""

    subject = forms.ChoiceField(
        label=gettext_lazy("Who is it about?"),
        help_text=gettext_lazy("If it is about several children, start with one. You can add the others later."),
        widget=Radios(),
        error_messages=asks(gettext_lazy("Select who it is about")),
    )
    about = forms.CharField(
        label=gettext_lazy("First name or initials, or the theme in a few words"),
        help_text=gettext_lazy("Only people who take part in the challenge will see this."),
        max_length=120,
        widget=Input(),
        error_messages=asks(gettext_lazy("Enter a first name, initials or the theme")),
    )
    worry_facts = narrative(
        gettext_lazy("What did you see or hear?"),
        gettext_lazy("Enter what you saw or heard"),
        gettext_lazy("Facts only: what happened, who saw it, when, and how often."),
    )
    worry_opinion = narrative(
        gettext_lazy("What do you make of it?"),
        hint=gettext_lazy("Your professional view, and your reasons. For example, “I think … because …”."),
    )

    def __init__(self, *args: Any, about: Collection[str] = (), **options: Any) -> None:
        """`about`: whom or what the policy is for, empty where it does not say; several children start with one."""
        super().__init__(*args, **options)
        fits = set(about) | ({Subject.CHILD.value} if Subject.CHILDREN in about else set())
        kinds = [kind for kind in (*PEOPLE, Subject.THEME) if not about or kind in fits]
        offer(self, "subject", subjects(kinds))


class Wanted(base.Form):
    """What would resolve it."""

    heading_field = "wanted"
    wanted = narrative(
        gettext_lazy("What would resolve this?"),
        gettext_lazy("Enter what would resolve this"),
        gettext_lazy("What you want the other agency to do, and by when."),
    )


class Topic(Chosen):
    """One of the policy's topics."""

    heading_field = picks = "topic"
    long_list = False  # a policy's topics are read before one is chosen
    topic = forms.ChoiceField(label=gettext_lazy("What is the disagreement about?"), required=False, widget=Radios())


class ChildView(base.Form):
    """What the child says or shows."""

    heading_field = "child_view"
    child_view = narrative(
        gettext_lazy("What does the child say or show?"),
        hint=gettext_lazy(
            "Their own words if you have them, or what a baby or a child who does not speak shows you. "
            "If nobody has asked, say so."
        ),
    )


class Impact(base.Form):
    """What it means for the child."""

    heading_field = "impact"
    impact = narrative(
        gettext_lazy("What is the impact on the child?"),
        hint=gettext_lazy("What it means for their day or night now, and what could happen if nothing changes."),
    )


class Safety(base.Form):
    """The plan for the meantime, which the other side is asked to confirm."""

    heading_field = "interim_safety"
    interim_safety = narrative(
        gettext_lazy("How is the child kept safe until this is settled?"),
        hint=gettext_lazy("Who does what. The other side will be asked to confirm it."),
    )


class Urgent(base.Form):
    """Whether it is urgent, why, and by which date the child needs an answer."""

    urgency = forms.ChoiceField(
        label=gettext_lazy("Is it urgent?"),
        widget=Radios(),
        required=False,
    )
    urgent_reason = narrative(gettext_lazy("If it is urgent, why can it not wait?"), rows=3)
    needed_by = DateField(
        gettext_lazy("the date an answer is needed by"),
        label=gettext_lazy("Is there a date by which the child needs an answer?"),
        help_text=gettext_lazy("Such as a hearing or a return home. For example, 27 3 2027"),
        earliest=today,
        required=False,
    )

    def __init__(self, *args: Any, child_safe: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.child_safe = child_safe
        if child_safe:
            self.fields["urgent_reason"].label = _("If it is urgent, or needed by a date, why can it not wait?")
            self.fields["needed_by"].help_text = ENDS_SOONER
        answers = [
            (Urgency.NORMAL.value, _("No: the policy’s usual times are enough")),
            (Urgency.URGENT.value, _("Yes: the child cannot wait that long")),
        ]
        offer(self, "urgency", answers)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked = cannot_wait(data.get("urgency"), data.get("needed_by"), self.child_safe)
        if asked and "urgent_reason" in data and not data["urgent_reason"]:
            self.add_error("urgent_reason", _("Enter why it cannot wait"))
        return data


class When(base.Form):
    """When the disagreement arose, for policies that count the time to raise from then."""

    heading_field = "arose"
    arose = DateField(
        gettext_lazy("the date the disagreement arose"),
        label=gettext_lazy("When did the disagreement arise?"),
        latest=today,
        required=False,
    )


class Rows(base.Form):
    """A page that asks for the same few things several times. `rows`: how many times."""

    PREFIX = ""
    mark_optional = False

    def __init__(self, *args: Any, rows: int = 1, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = min(max(rows, 1), MOST_ROWS)
        for number in range(self.rows):
            for name, field in self.row_fields().items():
                key = f"{self.PREFIX}-{number}-{name}"
                self.fields[key] = field
                self.give_sentences(key, field)

    @abstractmethod
    def row_fields(self) -> dict[str, forms.Field]:
        """The fields of one row, made anew."""

    def lines(self) -> list[list[Any]]:
        """The bound fields of each row, for the template."""
        names = list(self.row_fields())
        return [[self[f"{self.PREFIX}-{number}-{name}"] for name in names] for number in range(self.rows)]

    def row(self, number: int) -> dict[str, Any]:
        """What is clean of one row, by the short names."""
        start = f"{self.PREFIX}-{number}-"
        return {name.removeprefix(start): value for name, value in self.cleaned_data.items() if name.startswith(start)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(self.rows):
            for name, sentence in self.wrong(self.row(number)).items():
                self.add_error(f"{self.PREFIX}-{number}-{name}", sentence)
        return data

    def wrong(self, row: dict[str, Any]) -> dict[str, Any]:
        """What is wrong with one row, by short name."""
        return {}

    def filled(self) -> list[dict[str, Any]]:
        """The rows that hold anything."""
        return [row for row in map(self.row, range(self.rows)) if any(row.values())]


class Evidence(Rows):
    """Pieces of evidence, each with its source: one is nothing without the other."""

    PREFIX = "evidence"

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "what": narrative(_("What it shows"), rows=3),
            "source": line(_("Where it comes from"), _("For example, “school register” or “I saw it on 3 March”.")),
        }

    def wrong(self, row: dict[str, Any]) -> dict[str, Any]:
        if row.get("what") and row.get("source") == "":
            return {"source": _("Enter where this comes from")}
        if row.get("source") and row.get("what") == "":
            return {"what": _("Enter what this shows")}
        return {}


class Others(Rows):
    """More about the one who was named first, and the other children."""

    PREFIX = "other"
    IDENTIFIER = gettext_lazy("A number both agencies know, such as an NHS number. Leave it out if you are not sure.")
    BORN = gettext_lazy("For example, 27 3 2019. For an unborn child, when the baby is expected.")
    born = DateField(
        gettext_lazy("the date of birth"), label=gettext_lazy("Date of birth"), help_text=BORN, required=False
    )
    identifier = line(gettext_lazy("Identifier"), IDENTIFIER, most=60, width=20)

    def __init__(self, *args: Any, subject: str = Subject.CHILD, **options: Any) -> None:
        self.subject = subject
        super().__init__(*args, **options)

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "kind": forms.ChoiceField(
                label=_("Who is this?"), choices=subjects(PEOPLE), required=False, widget=Radios(inline=True)
            ),
            "name": line(_("First name or initials"), most=120),
            "born": DateField(
                _("the date of birth"), label=_("Date of birth, if you know it"), help_text=self.BORN, required=False
            ),
            "identifier": line(_("Identifier, if you know it"), most=60, width=20),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first = {"kind": self.subject, "born": data.get("born")}
        if "born" in self.wrong(first):
            self.add_error("born", self.wrong(first)["born"])
        return data

    def wrong(self, row: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if any(row.get(name) for name in ("kind", "born", "identifier")) and row.get("name") == "":
            found["name"] = _("Enter a first name or initials")
        if row.get("born") and row["born"] > today() and row.get("kind") != Subject.UNBORN:
            sentence = _("The date of birth must be today or in the past, unless the child is not born yet")
            found["born"] = ValidationError(sentence, code="date", params={"parts": list(DateParts.PARTS)})
        return found


def texts(data: Mapping[str, Any]) -> dict[str, str]:
    """Of a draft, what these pages can have asked for: one text each. Anything else was sent by another hand."""
    return {name: value for name, value in data.items() if isinstance(value, str)}


def how_many(data: Mapping[str, Any], prefix: str) -> int:
    """How many rows of this kind hold anything, counted to the last; 0 for none."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,2}})-")
    found = [int(match[1]) for name, value in data.items() if value and (match := pattern.match(name))]
    return min(max(found, default=-1) + 1, MOST_ROWS)


def without_row(data: Mapping[str, str], prefix: str, number: int) -> dict[str, str]:
    """The changes that take one row out: later rows move up, and the last is emptied."""
    rows = how_many(data, prefix)
    names = {name.split("-", 2)[2] for name in data if re.match(rf"{re.escape(prefix)}-\d{{1,2}}-", name)}
    return {
        f"{prefix}-{place}-{name}": data.get(f"{prefix}-{place + 1}-{name}", "") if place + 1 < rows else ""
        for place in range(number, rows)
        for name in names
    }
