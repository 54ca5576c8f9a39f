"""Reading a policy text: every line placed, every problem named at once, and a `Policy` only when there is none.

The form is two levels of `name: value` lines: `lines.py` has the grammar of a line, `grammar.py` the table of lines,
`sections.py` sorts them, and this file makes values of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from forthright.core.policy import values
from forthright.core.policy.grammar import REQUIRED_SECTIONS, SECTIONS, TOP, Kind, kind_of
from forthright.core.policy.lines import Line, Problem, scan, show
from forthright.core.policy.sections import FOR_NAME, Section, Sorter
from forthright.core.policy.shapes import (
    STANDARD_DANGER,
    Danger,
    Entry,
    Form,
    FormField,
    How,
    Move,
    Occasion,
    Overlay,
    Panel,
    Policy,
    Source,
    Stated,
    Step,
    Tell,
)
from forthright.core.policy.tasks import is_task, read_caps, read_tasks
from forthright.core.policy.times import Actor
from forthright.core.policy.values import Wrong
from forthright.core.policy.vocabulary import nearest

Bases = Callable[[str], "str | bytes | None"]
"""Gives the text of a base by its name, None where there is none."""

MOVES = {"if not settled": "move", "if not settled, urgent": "urgent_move", "if no reply": "no_reply"}
MOST_STEPS = 100
"""No published ladder that we saw has ten. What is proved of a policy takes time with the square of its steps."""
TELLS = {"tell": (True, False), "tell if any": (True, True), "may tell": (False, False)}
"""(must, if_any) of the three ways to tell somebody."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a text. `policy` is None when there is any problem.

    `places` gives (line, column) of each value under "version", "source/address", "step 2" or "step 2/tell".
    """

    policy: Policy | None
    problems: tuple[Problem, ...]
    places: Mapping[str, tuple[int, int]]

    def place(self, where: str) -> tuple[int, int]:
        """The place of a line, or of the nearest thing above it that has one."""
        while where:
            if where in self.places:
                return self.places[where]
            where = where.rpartition(", ")[0] if ", " in where.rpartition("/")[2] else where.rpartition("/")[0]
        return (1, 1)


def read(source: str | bytes, name: str = "policy", bases: Bases | None = None) -> Reading:
    """Read a policy text. Never raises, whatever the bytes. `name` is what the file is called, for an empty one.

    `bases` finds the text that a line "based on:" names.
    """
    sorter, problems = _sorted(source, name, bases, (name,))
    if sorter is None:
        return Reading(None, tuple(problems), {})
    policy = _Builder(sorter).policy()
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return Reading(None if problems else policy, tuple(dict.fromkeys(problems)), sorter.places)


def _sorted(
    source: str | bytes, name: str, bases: Bases | None, seen: tuple[str, ...], origin: str = ""
) -> tuple[Sorter | None, list[Problem]]:
    """The lines of a text in their sections, with those of its base beneath them."""
    lines, problems = scan(source, origin)
    if not lines:
        return None, [
            Problem(problem.line, problem.column, f"{show(name)}: {problem.what}", problem.expected)
            for problem in problems
        ]
    sorter = Sorter(lines[0], problems)
    sorter.sort(lines)
    asked = sorter.top.first("based on")
    left_out = {
        values.step_key(line.value)
        for line in sorter.top.lines.get("leave out", [])
        if _readable(sorter, line, values.step_key)
    }
    if asked is None:
        for line in sorter.top.lines.get("leave out", []):
            sorter.problem(line, line.column, "There is no base to leave it out of.", "Add a line “based on:”.")
        return sorter, problems
    base = _base(sorter, asked, bases, seen)
    if base is not None:
        for key in left_out - {section.name.removeprefix("step ") for section in base.steps}:
            line = sorter.top.lines["leave out"][0]
            sorter.problem(line, line.value_column, f"“{show(asked.value)}” has no step {key}.", "Take the line out.")
        sorter.take_in(base, left_out)
        sorter.top.lines["already includes"] = [asked]
    return sorter, problems


def _readable(sorter: Sorter, line: Line, parse: Callable[[str], Any]) -> bool:
    try:
        parse(line.value)
    except Wrong as wrong:
        sorter.problem(line, line.value_column + wrong.offset, wrong.what, wrong.expected, wrong.near)
        return False
    return True


def _base(sorter: Sorter, asked: Line, bases: Bases | None, seen: tuple[str, ...]) -> Sorter | None:
    """The base that a text names, sorted; a problem where it is missing, broken, or leads round in a ring."""
    name = asked.value
    if not name:
        sorter.problem(asked, asked.value_column, "“based on:” has no value.", "Write the name of the base.")
        return None
    if name in seen:
        what = f"“{show(name)}” leads back to itself: {' is based on '.join(show(one) for one in (*seen, name))}."
        sorter.problem(asked, asked.value_column, what, "Take one of these lines out.")
        return None
    text = bases(name) if bases else None
    if text is None:
        what = f"There is no policy called “{show(name)}” to base this on."
        sorter.problem(asked, asked.value_column, what, "Write the name of its file without “.policy”.")
        return None
    base, problems = _sorted(text, name, bases, (*seen, name), name)
    if problems:
        count = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
        what = f"“{show(name)}” has {count}. Line {problems[0].line}: {problems[0].what}"
        sorter.problem(asked, asked.value_column, what, "Mend the base first.")
    return base


class _Builder:
    """Makes the policy of sorted lines; what is wrong with a value is named at its place."""

    def __init__(self, sorter: Sorter) -> None:
        self.sorted = sorter
        self.problem = sorter.problem
        self.priorities: tuple[str, ...] = ()
        self.keys: list[str] = []

    def value(self, line: Line | None, parse: Callable[[str], Any], otherwise: Any = None) -> Any:
        """What a line says, or `otherwise` when it is missing or wrong; what is wrong is named."""
        if line is None:
            return otherwise
        if not line.value:
            self.problem(line, line.value_column, f"“{show(line.shown)}:” has no value.", "Write one after the colon.")
            return otherwise
        try:
            values.check_silence(line.value)
            return parse(line.value)
        except Wrong as wrong:
            self.problem(line, line.value_column + wrong.offset, wrong.what, wrong.expected, wrong.near)
            return otherwise

    def read(self, section: Section, known: Mapping[str, Kind]) -> dict[str, Any]:
        """The values of a section by field. A line that could not be read has no value here; it is a problem."""
        found: dict[str, Any] = {}
        for name, lines in section.lines.items():
            hit = kind_of(name, known)
            if hit is None:
                continue
            kind, key = hit
            read = [(line, value) for line in lines if (value := self.value(line, kind.parse)) is not None]
            if not kind.field or not read:
                continue
            if kind.listed:
                found.setdefault(kind.field, {})[key] = self.joined(read)
            elif kind.key == "free":
                found.setdefault(kind.field, {})[key] = read[0][1]
            elif kind.key:
                found.setdefault(kind.field, []).extend((line.number, key, value) for line, value in read)
            else:
                found[kind.field] = tuple(value for _, value in read) if kind.many else read[0][1]
        return found

    def joined(self, read: list[tuple[Line, tuple[str, ...]]]) -> tuple[str, ...]:
        """The items of all comma lists under one name, each of them once."""
        found: dict[str, None] = {}
        for line, named in read:
            for item in named:
                if item in found:
                    what = f"“{show(item)}” is already named on an earlier line."
                    self.problem(line, line.value_column, what, "Write it once.")
                found[item] = None
        return tuple(found)

    def need(self, section: Section, names: Mapping[str, Kind]) -> None:
        """Name the lines that must be there and are not, at the head of their section."""
        for name, kind in names.items():
            there = name in section.lines or any(line.startswith(f"{name}, ") for line in section.lines)
            if kind.required and not there:
                where = f"“{section.name}”" if section.name else "the policy"
                hint = "Add it; if the published text does not say, write “not stated”."
                self.problem(section.head, section.head.column, f"The line “{name}:” is missing from {where}.", hint)

    def section(self, name: str) -> dict[str, Any]:
        """The values of a section that may be missing."""
        section = self.sorted.sections.get(name)
        if section is None:
            return {}
        self.need(section, SECTIONS[name])
        return self.read(section, SECTIONS[name])

    def policy(self) -> Policy | None:
        """The whole, or None where something that must be there is not."""
        top, problems = self.sorted.top, self.sorted.problems
        self.need(top, TOP)
        for name in REQUIRED_SECTIONS:
            if name not in self.sorted.sections:
                what = f"The section “{name}:” is missing."
                self.problem(top.head, 1, what, "Add it; what the text does not say is “not stated”.")
        if not self.sorted.steps:
            self.problem(top.head, 1, "The policy has no step.", "Add at least one, such as “step 1: Practitioners”.")
        if len(self.sorted.steps) > MOST_STEPS:
            what = f"The policy has {len(self.sorted.steps)} steps."
            self.problem(self.sorted.steps[MOST_STEPS].head, 1, what, f"Keep it to {MOST_STEPS} at most.")
        found = self.read(top, TOP)
        self.priorities = found.get("priorities", ())
        danger, source = self.danger(), self.section("source")
        topics = sorted(self.section("topics").get("topics", []))
        doors = self.section("other doors")
        parts = {
            "topics": tuple(words for _, _, words in topics),
            "topic_codes": {words: code for _, code, words in topics if code},
            "gaps": self.section("gaps").get("gaps", ()),
            "monitoring": self.section("monitoring").get("monitoring", ()),
            **doors,
            "caps": read_caps(self.sorted.caps(), self.value, self.problem),
            "steps": tuple(self.step(section) for section in self.sorted.steps),
            "forms": tuple(self.form(section) for section in self.sorted.forms),
            "overlays": tuple(self.overlay(section) for section in self.sorted.overlays),
        }
        self.targets(parts["steps"], parts["overlays"])
        if problems:
            return None
        return Policy(**found, **parts, danger=danger, source=Source(**{"read_on": None} | source))

    def danger(self) -> Danger:
        """The notice; where the text gives none, Forthright's own, marked as such."""
        found = self.section("immediate danger")
        say = found.get("say", Stated.NOT_STATED)
        stated = say != Stated.NOT_STATED
        return Danger(say if stated else STANDARD_DANGER, found.get("tell", {}).get("", ()), stated)

    def step(self, section: Section) -> Step:
        """One step from its lines."""
        self.need(section, section.known)
        found = self.step_values(section)
        found.setdefault("raised_by", Stated.NOT_STATED)
        found.setdefault("answered_by", Stated.NOT_STATED)
        name = self.value(section.head, values.prose_or_silent, "")
        return Step(key=section.name.removeprefix("step "), name=name, **found)

    def step_values(self, section: Section) -> dict[str, Any]:
        """The fields of `Step` that the lines of a section give."""
        found = self.read(section, section.known)
        told = [
            Tell(Occasion(key.removeprefix("when ")) if key else Occasion.STARTS, who, *TELLS[field])
            for field in TELLS
            for key, who in found.pop(field, {}).items()
        ]
        if told:
            found["tells"] = tuple(told)
        for field, make in (("panel", Panel), ("entry", Entry)):
            parts = {name.partition(".")[2]: found.pop(name) for name in list(found) if name.startswith(f"{field}.")}
            if field == "entry" and parts and "when" not in parts:
                line = section.first("may start here with agreement of") or section.head
                self.problem(line, line.column, "It does not say when it may start here.", "Add “may start here:”.")
            elif parts:
                found[field] = make(**parts)
        tasks = read_tasks(
            {name: lines for name, lines in section.lines.items() if is_task(name)},
            self.value,
            self.problem,
            self.priorities,
        )
        return found | ({"tasks": tasks} if tasks else {})

    def form(self, section: Section) -> Form:
        """One form from its lines."""
        self.need(section, section.known)
        found = self.read(section, section.known)
        when, step = found.pop("when", (Occasion.STARTS, ""))
        fields = tuple(
            FormField(label, Actor(side) if side else None) for _, side, label in sorted(found.pop("fields", []))
        )
        return Form(
            key=section.name.removeprefix("form "),
            name=self.value(section.head, values.prose_or_silent, ""),
            when=when,
            step=step,
            sent_to=found.pop("sent_to", {}).get("", ()),
            fields=fields,
            **found,
        )

    def overlay(self, section: Section) -> Overlay:
        """What differs at a step for one kind of agency."""
        shape = FOR_NAME.fullmatch(section.name)
        assert shape is not None
        if f"step {shape[2]}" not in {one.name for one in self.sorted.steps}:
            self.problem(section.head, section.head.column, f"There is no step {shape[2]}.", "Name a step that exists.")
        if not section.lines:
            self.problem(
                section.head, section.head.column, "Nothing differs here.", "Write what differs on lines below."
            )
        return Overlay(shape[1], shape[2], self.step_values(section))

    def targets(self, steps: tuple[Step, ...], overlays: tuple[Overlay, ...]) -> None:
        """Whatever names a step must name one that exists."""
        self.keys = list(dict.fromkeys(step.key for step in steps))
        for section, step in zip(self.sorted.steps, steps, strict=True):
            self.moves(section, {one.name: getattr(step, one.name) for one in fields(step)})
        for section, overlay in zip(self.sorted.overlays, overlays, strict=True):
            self.moves(section, overlay.changes)
        top = self.sorted.top
        for name in ("formal from", "partnership takes part from"):
            line = top.first(name)
            self.exists(line, (line.value.lower().removeprefix("step "),) if line else ())
        for name, lines in self.sorted.caps().items():
            self.exists(lines[0], tuple(name.split()[1:4:2]) if name.startswith("steps") else ())
        for section in self.sorted.forms:
            line = section.first("used when")
            self.exists(line, tuple(re.findall(r"step (\S+)", line.value.lower())) if line else ())

    def moves(self, section: Section, found: Mapping[str, Any]) -> None:
        """The steps that a section leads to."""
        for name, field in MOVES.items():
            move = found.get(field) or Move(How.NOT_STATED)
            self.exists(section.first(name), move.targets)
        back = found.get("hand_back")
        self.exists(section.first("may be handed back"), (back.to,) if back else ())

    def exists(self, line: Line | None, named: tuple[str, ...]) -> None:
        """Name each of these steps that does not exist."""
        for key in named:
            if line is not None and key and key not in self.keys:
                expected = f"The steps are {show(', '.join(self.keys), 600)}." if self.keys else "Add the step."
                near = nearest(key, self.keys, 0.5)
                at = line.value_column + max(line.value.find(key), 0) if key in line.value else line.column
                self.problem(line, at, f"There is no step {show(key)}.", expected, near)
