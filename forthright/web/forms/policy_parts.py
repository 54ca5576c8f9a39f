"""One part of a policy as a form: a field for each line, which holds the policy's own wording for its value.

What is typed goes into the text line by line; the reader's own sentences stand beside the fields. Which lines there
may be is the policy language's to say, so that a new one has its field here without anything done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy import edit
from forthright.core.policy.grammar import SECTIONS, Kind, kind_of
from forthright.core.policy.limits import A_TIME
from forthright.core.policy.lines import Problem
from forthright.core.policy.sections import STEP_NAME
from forthright.core.policy.tasks import TASK_NAMES, is_task
from forthright.core.policy.vocabulary import COUNTED, ROLES, STARTS, STATUSES, listed
from forthright.web.forms import base
from forthright.web.forms.widgets import Input, TextArea
from forthright.web.presenters.labels import first_upper

URGENT = ", urgent"
LONG = 60
ABOUT = "about"
FIELD = "line-"
NEW_TIME, NEW_LIMIT = "line-new-time", "line-new-limit"
NEW_GROUP, NEW_TITLE = "line-new-group", "line-new-title"
ADDITIONS = (NEW_TIME, NEW_LIMIT, NEW_GROUP, NEW_TITLE)

LABELS = {
    "policy": gettext_lazy("What the policy is about"),
    "partnership": gettext_lazy("Whose policy it is"),
    "called": gettext_lazy("What it is called"),
    "version": gettext_lazy("Date of the text"),
    "steps are called": gettext_lazy("What a step is called"),
    "raised by": gettext_lazy("Who raises it"),
    "answered by": gettext_lazy("Who answers"),
    "decided by": gettext_lazy("Who decides"),
    "needs": gettext_lazy("What it needs"),
    "only if": gettext_lazy("Only if"),
    "if not settled": gettext_lazy("What follows if it is not settled"),
    "if not settled, urgent": gettext_lazy("What follows if it is urgent and not settled"),
    "tell": gettext_lazy("Who is told"),
    "record": gettext_lazy("What is recorded"),
    "say": gettext_lazy("What people are told to do"),
    "address": gettext_lazy("Where the published text is"),
    "dated": gettext_lazy("The date that it gives itself"),
    "read on": gettext_lazy("When it was read"),
    "status": gettext_lazy("What state it is in"),
    "topic": gettext_lazy("What a challenge can be about"),
    "to confirm": gettext_lazy("What the partnership still has to confirm"),
}
A_ROLE = gettext_lazy("Such as: line manager. Where several act, the one who owns it stands first")
A_SPAN = gettext_lazy("Such as: 2 working days")
A_MOVE = gettext_lazy("Such as: offer step 3")
A_DAY = gettext_lazy("Year, month and day, such as 2026-04-01")
HINTS = {
    "if not settled": A_MOVE,
    "if not settled, urgent": A_MOVE,
    "version": A_DAY,
    "read on": gettext_lazy("Year, month and day, such as 2026-04-01. Or: not stated"),
    "steps are called": gettext_lazy("One word, such as Step, Stage or Level"),
    "tell": gettext_lazy("Posts, with commas. No names of people"),
}
PROSE = ("say", "note", "needs", "record", "topic", "to confirm")


@dataclass(frozen=True, slots=True)
class Slot:
    """A field and the line that it stands for. `path` is None while the text has no such line."""

    field: str
    name: str
    label: str
    value: str
    required: bool
    many: bool
    path: str | None = None
    line: int = 0


def parts(text: str) -> dict[str, str]:
    """The parts of a policy by what the address calls them: "about", "immediate-danger", "step-2"."""
    return {ABOUT: ""} | {_slug(name): name for name in [*SECTIONS, *edit.steps(text)]}


def slots(text: str, section: str) -> list[Slot]:
    """The fields of a part: the lines it has, those it may have once, and one more of each that may repeat."""
    entries = edit.entries(text, section)
    rules = edit.rules(section)
    found = [_head(text, section)] if section and section not in SECTIONS else []
    kinds = {entry.name: hit[0] for entry in entries if (hit := kind_of(entry.name, rules))}
    lines = [_slot(section, entry.name, kinds.get(entry.name), entry) for entry in entries]
    present = {entry.name for entry in entries}
    for name, kind in rules.items():
        plain = not kind.key or kind.bare
        if plain and (kind.many or name not in present) and (kind.required or name in LABELS or name in present):
            lines.append(_slot(section, name, kind, None, more=kind.many and name in present))
    for name in present:
        if is_task(name) and not name.endswith(URGENT) and name + URGENT not in present:
            lines.append(_slot(section, name + URGENT, None, None))
    order = {name: at for at, name in enumerate(entry.name for entry in entries)}
    return found + sorted(lines, key=lambda slot: _order(section, slot, order))


def _order(section: str, slot: Slot, order: Mapping[str, int]) -> tuple[float, float, int]:
    """By the canonical order; within it as the text has it, an urgent time right below its normal one."""
    normal = slot.name.removesuffix(URGENT) if is_task(slot.name) else slot.name
    beside = order.get(normal, len(order)) + (0.5 if normal != slot.name else 0)
    return edit.rank(section, slot.name), beside, slot.line or 10**6


def _head(text: str, section: str) -> Slot:
    named = edit.value_of(text, section)
    return Slot(_field(section), section, _("What the step is called"), named, True, False, section)


def _slot(section: str, name: str, kind: Kind | None, entry: edit.Entry | None, more: bool = False) -> Slot:
    path = entry.path if entry else None
    required, many = (kind.required, kind.many) if kind else (False, False)
    label = _label(name)
    if path and path.endswith(")") and many:
        label = _("%(label)s, %(number)s") % {"label": label, "number": path.rpartition("(")[2].rstrip(")")}
    if more:
        label = _("%(label)s: one more") % {"label": label}
    where = path or (f"{section}/{name}" if section else name)
    field = _field(f"{where}/more" if more else where)
    return Slot(field, name, label, entry.value if entry else "", required, many, path, entry.line if entry else 0)


def _label(name: str) -> str:
    if name.startswith("title,"):
        return _("Title in %(group)s") % {"group": name.removeprefix("title,").strip()}
    return str(LABELS.get(name) or first_upper(name))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _field(path: str) -> str:
    """The name of the field for a line: it names the line, so that a page opened earlier still means the same one."""
    return FIELD + _slug(path)


def _hint(slot: Slot) -> Any:
    if slot.name in HINTS:
        return HINTS[slot.name]
    if slot.name.endswith(" by") and not is_task(slot.name):
        return A_ROLE
    if slot.name == "status":
        return listed(STATUSES)
    return A_SPAN if is_task(slot.name) else ""


class LineField(forms.CharField):
    """The value of a line. Nothing is refused here: the reader says what is wrong. `required` is for the label."""

    def clean(self, value: Any) -> str:
        return " ".join(str(value or "").split())


class Part(base.Form):
    """The fields of one part, and for a step a time and a title that may be added."""

    def __init__(self, slots: Iterable[Slot], data: Mapping[str, str], times: Iterable[str] | None) -> None:
        super().__init__(data)
        self.slots = list(slots)
        for slot in self.slots:
            long = slot.name in PROSE or len(slot.value) > LONG
            self._ask(slot.field, slot.label, _hint(slot), TextArea(rows=2) if long else Input(), slot.required)
        if times is not None:
            choices = [("", _("No time to add")), *((name, first_upper(name)) for name in times)]
            self.fields[NEW_TIME] = forms.ChoiceField(
                label=_("For what"), required=False, choices=choices, widget=forms.Select()
            )
            self._ask(NEW_LIMIT, _("How long"), A_SPAN)
            self._ask(NEW_GROUP, _("For which kind of agency"), _("Such as: police"))
            self._ask(NEW_TITLE, _("What the post is called there"), _("Such as: detective sergeant"))

    def _ask(
        self, name: str, label: str, hint: Any = "", widget: forms.Widget | None = None, required: bool = False
    ) -> None:
        self.fields[name] = LineField(label=label, widget=widget or Input(), help_text=hint, required=required)

    def lines(self) -> list[forms.BoundField]:
        """The fields of the lines."""
        return [self[slot.field] for slot in self.slots]

    def additions(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields for another line, two by two, each pair with its heading."""
        if NEW_TIME not in self.fields:
            return []
        pairs = ((_("Add a time"), (NEW_TIME, NEW_LIMIT)), (_("Add a title"), (NEW_GROUP, NEW_TITLE)))
        return [(heading, [self[name] for name in names]) for heading, names in pairs]

    def blame(self, problems: Iterable[Problem]) -> int:
        """Put the reader's problems beside the fields of their lines. Returns how many belong to no field here."""
        by_line = {slot.line: slot.field for slot in self.slots if slot.line}
        missing = [slot for slot in self.slots if slot.required and slot.path is None]
        elsewhere = 0
        for problem in problems:
            named = next((slot.field for slot in missing if f"“{slot.name}:”" in problem.what), None)
            field = named or by_line.get(problem.line)
            if field:
                self.add_error(field, problem.sentence())
            else:
                elsewhere += 1
        return elsewhere


class NewStep(base.Form):
    """Another step at the end of the policy. `text` is the policy, whose steps it must not repeat."""

    key = forms.CharField(
        label=gettext_lazy("Its number"),
        help_text=gettext_lazy("As it is published, such as 4 or 4a"),
        widget=Input(width=3),
        max_length=10,
        error_messages={"required": gettext_lazy("Enter the number of the step")},
    )
    name = forms.CharField(
        label=gettext_lazy("What it is called"),
        help_text=gettext_lazy("Such as: Line managers. Or: not stated"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what the step is called")},
    )

    def __init__(self, *args: Any, text: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.text = text

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip().lower()
        if not STEP_NAME.fullmatch(f"step {key}"):
            raise ValidationError(_("The number must be a number such as 4, or one with a letter such as 4a"))
        if f"step {key}" in edit.steps(self.text):
            raise ValidationError(_("There is a step %(key)s already") % {"key": key})
        return key


def form(text: str, section: str, typed: Mapping[str, Any]) -> Part:
    """The form of a part as the text has it. `typed` is what was typed and did not reach the text yet, by field."""
    found = slots(text, section)
    present = {slot.name for slot in found}
    step = bool(section) and section not in SECTIONS
    times = [name for name in TASK_NAMES if not name.endswith(URGENT) and name not in present]
    return Part(found, {slot.field: slot.value for slot in found} | waiting(typed), times if step else None)


def waiting(typed: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields of parts and was not put into the text yet."""
    return {name: value for name, value in typed.items() if name.startswith(FIELD) and isinstance(value, str)}


def written(text: str, section: str, typed: Mapping[str, Any]) -> str:
    """The text with what was typed in the form of a part: each changed field changes its line and no other."""
    gone, new = [], []
    for slot in slots(text, section):
        value = typed.get(slot.field)
        if not isinstance(value, str) or " ".join(value.split()) == slot.value:
            continue
        if slot.path is None:
            new.append(f"{slot.name}: {value}")
        elif value.strip() or slot.required:
            text = edit.set_value(text, slot.path, value)
        else:
            gone.append((slot.line, slot.path))
    for _line, path in sorted(gone, reverse=True):
        text = edit.remove(text, path)
    for line in [*new, *_added(typed)]:
        text = edit.add(text, section, line)
    return text


def _additions(typed: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(typed.get(name) or "").strip() for name in ADDITIONS)


def _added(typed: Mapping[str, Any]) -> list[str]:
    """The lines that the fields for another time and another title ask for, when both answers are there."""
    time, limit, group, title = _additions(typed)
    found = [f"{time}: {limit}"] if time in TASK_NAMES and limit else []
    return [*found, f"title, {group.replace(':', ' ')}: {title}"] if group and title else found


def vocabulary() -> list[tuple[str, str]]:
    """The words that values may use, by what they are for."""
    return [
        (_("Who"), ", ".join(ROLES)),
        (_("How long"), A_TIME),
        (_("How long, counted in"), ", ".join(COUNTED)),
        (_("A time that starts at something else than the step: add “of” and"), ", ".join(STARTS)),
        (_("What follows"), _("offer step 2; must go to step 2; the procedure ends")),
        (_("Where your policy is silent"), _("not stated")),
    ]


def halves(typed: Mapping[str, Any]) -> dict[str, str]:
    """For an addition with one answer of two: the field that lacks the other, and the sentence that asks for it."""
    time, limit, group, title = _additions(typed)
    asked = {
        NEW_TIME: _("Select what the time is for") if limit and not time else "",
        NEW_LIMIT: _("Enter how long the time is") if time and not limit else "",
        NEW_GROUP: _("Enter which kind of agency has this title") if title and not group else "",
        NEW_TITLE: _("Enter what the post is called in that kind of agency") if group and not title else "",
    }
    return {field: sentence for field, sentence in asked.items() if sentence}
