"""One part of a policy as a form: a field for each line, which holds the policy's own wording for its value.

What is typed goes into the text line by line; the reader's own sentences stand beside the fields. Which lines there
may be is the policy language's to say: a part shows the lines that are there, those that must be there and the usual
few, and any other is opened by choosing what it is about. A field that was sent or kept opens its line by its name
alone, so that nothing about opened lines has to be remembered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from forthright.core.policy import edit
from forthright.core.policy.grammar import REQUIRED_SECTIONS, SECTIONS, Kind, kind_of
from forthright.core.policy.limits import A_TIME
from forthright.core.policy.lines import Problem
from forthright.core.policy.sections import FOR_NAME, FORM_NAME, STEP_NAME
from forthright.core.policy.tasks import is_cap, is_task
from forthright.core.policy.vocabulary import COUNTED, ROLES, STARTS
from forthright.web.forms import base
from forthright.web.forms import policy_words as words
from forthright.web.forms.policy_additions import Addition, Ask, NewCap, NewKeyed, NewTime
from forthright.web.forms.widgets import Input, TextArea

URGENT = ", urgent"
LONG = 60
ABOUT = "about"
FIELD = "line-"
NO_SECTION = re.compile("The section “(.+):” is missing")


@dataclass(frozen=True, slots=True)
class Slot:
    """A field and the line that it stands for. `path` is None while the text has no such line."""

    field: str
    name: str
    label: str
    value: str
    required: bool
    kind: Kind | None = None
    path: str | None = None
    line: int = 0


def parts(text: str) -> dict[str, str]:
    """The parts of a policy by what the address calls them: "about", "immediate-danger", "step-2", "form-1"."""
    found = {ABOUT: ""}
    for name in [*SECTIONS, *edit.steps(text), *edit.forms(text), *edit.overlays(text)]:
        slug = _slug(name)
        while slug in found:
            slug += "-2"
        found[slug] = name
    return found


def is_step(section: str) -> bool:
    """Whether the lines of a step stand here: in a step, or in what differs there for one kind of agency."""
    return bool(STEP_NAME.fullmatch(section) or FOR_NAME.fullmatch(section))


def slots(text: str, section: str, asked: Collection[str] = ()) -> list[Slot]:
    """The fields of a part: the lines it has, those it offers, and those whose field is among `asked`."""
    entries, rules = edit.entries(text, section), edit.rules(section)
    kinds = {entry.name: hit[0] for entry in entries if (hit := kind_of(entry.name, rules))}
    lines = [_slot(text, section, entry.name, kinds.get(entry.name), entry) for entry in entries]
    present = {entry.name for entry in entries}
    for name, kind in rules.items():
        new = _slot(text, section, name, kind, more=name in present)
        if _fits(kind, name in present) and (_offered(text, section, name, kind, present) or new.field in asked):
            lines.append(new)
    for name in present:
        if (is_task(name) or is_cap(name)) and "," not in name and name + URGENT not in present:
            lines.append(_slot(text, section, name + URGENT))
    order = {name: at for at, name in enumerate(entry.name for entry in entries)}
    return _apart([*_head(text, section), *sorted(lines, key=lambda slot: _order(section, slot, order))])


def _fits(kind: Kind, present: bool) -> bool:
    """Whether a plain line of this kind can still come."""
    return (not kind.key or kind.bare) and (kind.many or not present)


def _offered(text: str, section: str, name: str, kind: Kind, present: Collection[str]) -> bool:
    """Whether an empty field stands for this line though nobody asked for it."""
    if section in SECTIONS:
        return kind.many or name not in present
    return name not in present and (_required(text, section, kind) or name in words.USUAL[_sort(section)])


def _sort(section: str) -> str:
    """Which of the usual lines belong here."""
    if FORM_NAME.fullmatch(section):
        return "form"
    return "for" if FOR_NAME.fullmatch(section) else "step" if section else "top"


def _required(text: str, section: str, kind: Kind) -> bool:
    """Whether the line must be there: not in a part that may be missing, nor where a base can bring it in."""
    bound = section not in SECTIONS or section in REQUIRED_SECTIONS
    return kind.required and bound and not FOR_NAME.fullmatch(section) and not edit.has(text, "based on")


def _apart(found: list[Slot]) -> list[Slot]:
    """The fields with a name each: two lines can differ in a letter that the name of a field leaves out."""
    seen: dict[str, int] = {}
    for slot in found:
        seen[slot.field] = seen.get(slot.field, 0) + 1
    if max(seen.values(), default=0) < 2:
        return found
    return [
        Slot(f"{one.field}-at-{at}", one.name, one.label, one.value, one.required, one.kind, one.path, one.line)
        if seen[one.field] > 1
        else one
        for at, one in enumerate(found)
    ]


def _order(section: str, slot: Slot, order: Mapping[str, int]) -> tuple[float, float, int]:
    """By the canonical order; within it as the text has it, an urgent time right below its normal one."""
    normal = slot.name.removesuffix(URGENT) if is_task(slot.name) else slot.name
    beside = order.get(normal, len(order)) + (0.5 if normal != slot.name else 0)
    return edit.rank(section, slot.name), beside, slot.line or 10**6


def _head(text: str, section: str) -> list[Slot]:
    """What a step or a form is called stands in its head; other sections have nothing there."""
    if STEP_NAME.fullmatch(section):
        label = _("What the step is called")
    elif FORM_NAME.fullmatch(section):
        label = _("What the form is called")
    else:
        return []
    line = edit.line_of(text, section)
    return [Slot(_field(section), section, label, edit.value_of(text, section), True, None, section, line)]


def _slot(
    text: str, section: str, name: str, kind: Kind | None = None, entry: edit.Entry | None = None, more: bool = False
) -> Slot:
    path = entry.path if entry else None
    label = words.label(name, entry.shown if entry else "")
    if path and path.endswith(")") and kind and kind.many:
        label = _("%(label)s, %(number)s") % {"label": label, "number": path.rpartition("(")[2].rstrip(")")}
    if more:
        label = _("%(label)s: one more") % {"label": label}
    where = path or (f"{section}/{name}" if section else name)
    return Slot(
        field=_field(f"{where}/more" if more else where),
        name=name,
        label=label,
        value=entry.value if entry else "",
        required=bool(kind and _required(text, section, kind) and not more and not (path and path.endswith(")"))),
        kind=kind,
        path=path,
        line=entry.line if entry else 0,
    )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _field(path: str) -> str:
    """The name of the field for a line: it names the line, so that a page opened earlier still means the same one."""
    return FIELD + _slug(path)


def _prefix(section: str, name: str = "") -> str:
    """How the fields of an addition begin; they name their part, so that what waits in one does not show in another."""
    return FIELD + _slug(f"{section}/{name}/new") + "-"


def choose_field(section: str) -> str:
    """The field in which somebody chooses what another line is about."""
    return f"{_prefix(section)}line"


def additions(text: str, section: str, asked: Collection[str] = ()) -> list[Addition]:
    """What can be put together here: times, and the lines with something after a comma that were asked for."""
    found: list[Addition] = []
    for name, kind in edit.rules(section).items():
        prefix = _prefix(section, name)
        always = section in SECTIONS and kind.key == "free"
        if kind.key and (always or any(field.startswith(prefix) for field in asked)):
            found.append(NewKeyed(text, section, prefix, name, kind))
    if is_step(section):
        found.append(NewTime(text, section, _prefix(section)))
    if not section:
        found.append(NewCap(text, section, _prefix(section)))
    return found


def opens(text: str, section: str, name: str) -> str:
    """The field that opens a line of this name; "" where no such line can be added here."""
    kind = edit.rules(section).get(name)
    if kind is None:
        return ""
    if kind.key:
        return f"{_prefix(section, name)}key"
    present = any(entry.name == name for entry in edit.entries(text, section))
    return _slot(text, section, name, kind, more=present).field if _fits(kind, present) else ""


def others(text: str, section: str, shown: Iterable[Slot]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The lines that can be added and do not stand here as an empty field: (name, label), by what they are about."""
    empty = {slot.name for slot in shown if slot.path is None}
    found: dict[str, list[tuple[str, str]]] = {str(group): [] for group in words.GROUPS}
    for name, kind in edit.rules(section).items():
        always = section in SECTIONS and kind.key == "free"
        if opens(text, section, name) and not always and (name not in empty or kind.key):
            found[words.group(name)].append((name, words.label(name)))
    return [(group, lines) for group, lines in found.items() if lines]


class LineField(forms.CharField):
    """The value of a line. Nothing is refused here: the reader says what is wrong. `required` is for the label."""

    def clean(self, value: Any) -> str:
        return " ".join(str(value or "").split())


class Part(base.Form):
    """The fields of one part, of what can be put together there, and the choice of what another line is about."""

    def __init__(self, text: str, section: str, typed: Mapping[str, str]) -> None:
        self.slots = slots(text, section, typed)
        self.added = additions(text, section, typed)
        super().__init__({slot.field: slot.value for slot in self.slots} | dict(typed))
        for slot in self.slots:
            long = slot.name.partition(",")[0] in words.PROSE or len(slot.value) > LONG
            self._ask(
                Ask(slot.field, slot.label, words.hint(slot.name, slot.kind, bool(slot.value)), long=long),
                slot.required,
            )
        for addition in self.added:
            for ask in addition.asks():
                self._ask(ask)
        self.choose = choose_field(section)
        groups = others(text, section, self.slots)
        if groups:
            nothing = [("", _("Nothing more"))]
            self._ask(Ask(self.choose, _("What it is about"), "", [*nothing, *groups]))

    def _ask(self, ask: Ask, required: bool = False) -> None:
        if ask.choices is None:
            widget = TextArea(rows=2) if ask.long else Input()
            self.fields[ask.field] = LineField(label=ask.label, widget=widget, help_text=ask.hint, required=required)
        else:
            self.fields[ask.field] = forms.ChoiceField(
                label=ask.label, required=False, choices=ask.choices, widget=forms.Select(), help_text=ask.hint
            )
            self.give_sentences(ask.field, self.fields[ask.field])

    def lines(self) -> list[forms.BoundField]:
        """The fields of the lines."""
        return [self[slot.field] for slot in self.slots]

    def additions(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """The fields of what can be put together, each lot with its heading. True for a lot that stands open: one that
        somebody asked for or began. The others are folded up."""
        return [
            (
                addition.heading(),
                [self[ask.field] for ask in addition.asks()],
                isinstance(addition, NewKeyed) or addition.begun(addition.answers(self.data)),
            )
            for addition in self.added
        ]

    def another(self) -> forms.BoundField | None:
        """The choice of what another line is about; None where every line that there can be stands here."""
        return self[self.choose] if self.choose in self.fields else None

    def unsaved(self) -> bool:
        """Whether something stands in a field that is not in the text yet."""
        typed = any(self.data.get(slot.field, "") != slot.value for slot in self.slots)
        return typed or any(addition.begun(addition.answers(self.data)) for addition in self.added)

    def blame(self, problems: Iterable[Problem], text: str, section: str) -> int:
        """Put the reader's problems beside the fields of their lines, or above them all where a line has no field.

        Returns how many belong to other parts.
        """
        by_line = {slot.line: slot.field for slot in self.slots if slot.line}
        missing = [slot for slot in self.slots if slot.required and slot.path is None]
        elsewhere = 0
        for problem in problems:
            if part_of(text, problem) != section:
                elsewhere += 1
                continue
            named = next((slot.field for slot in missing if f"“{slot.name}:”" in problem.what), None)
            here = None if NO_SECTION.match(problem.what) else by_line.get(problem.line)
            self.add_error(named or here, problem.sentence())
        return elsewhere


def part_of(text: str, problem: Problem) -> str:
    """The section that a problem belongs to, "" for the top; that no section is there belongs to that section."""
    missing = NO_SECTION.match(problem.what)
    return missing[1] if missing else edit.section_at(text, problem.line)


def waiting(typed: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields of parts and was not put into the text yet."""
    return {name: value for name, value in typed.items() if name.startswith(FIELD) and isinstance(value, str)}


def halves(text: str, section: str, typed: Mapping[str, Any]) -> dict[str, str]:
    """For what was put together in part: the fields that lack an answer, and the sentences that ask for it."""
    asked = waiting(typed)
    return {
        field: said for addition in additions(text, section, asked) for field, said in addition.missing(asked).items()
    }


def left(text: str, section: str, typed: Mapping[str, Any]) -> dict[str, str]:
    """What was put together in part only, as it was typed: it does not go into the text, and must not be lost."""
    asked = waiting(typed)
    unfinished = [addition for addition in additions(text, section, asked) if addition.missing(asked)]
    return {ask.field: asked.get(ask.field, "") for addition in unfinished for ask in addition.asks()}


def written(text: str, section: str, typed: Mapping[str, Any]) -> str:
    """The text with what was typed in the form of a part: each changed field changes its line and no other."""
    gone, new = [], []
    asked = waiting(typed)
    found = slots(text, section, asked)
    for slot in found:
        value = asked.get(slot.field)
        if value is None or " ".join(value.split()) == slot.value:
            continue
        if slot.path is None:
            new.append(f"{slot.name}: {value}")
        elif value.strip() or slot.required:
            text = edit.set_value(text, slot.path, value)
        else:
            gone.append((slot.line, slot.path))
    new += [line for addition in additions(text, section, asked) if (line := addition.line(asked))]
    for _line, path in sorted(gone, reverse=True):
        text = edit.remove(text, path)
    for line in new:
        text = edit.add(text, section, line)
    if gone and section in SECTIONS and section not in REQUIRED_SECTIONS and not edit.entries(text, section):
        text = edit.remove(text, section)  # a head with nothing below it would be a problem
    return text


def vocabulary() -> list[tuple[str, str]]:
    """The words that values may use, by what they are for."""
    return [
        (_("Who"), ", ".join(ROLES)),
        (_("How long"), A_TIME),
        (_("How long, counted in"), ", ".join(COUNTED)),
        (_("A time that starts at something else than the step: add “of” and"), ", ".join(STARTS)),
        (_("What follows"), _("offer step 2; must go to step 2; may go to step 2; the procedure ends")),
        (_("Where your policy is silent"), _("not stated")),
    ]
