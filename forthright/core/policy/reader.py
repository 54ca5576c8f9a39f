"""Reading a policy text: every line placed, every problem named at once, and a `Policy` only when there is none.

The form is two levels of `name: value` lines: `lines.py` has the grammar of a line, `grammar.py` the table of lines,
`sections.py` sorts them, and this file makes values of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from typing import Any

from forthright.core.policy import values
from forthright.core.policy.bases import Bases, sorted_lines
from forthright.core.policy.grammar import REQUIRED_SECTIONS, SECTIONS, TOP, Kind, kind_of
from forthright.core.policy.lines import Line, Problem, show
from forthright.core.policy.rungs import AGAIN
from forthright.core.policy.sections import FOR_NAME, Enough, Section, Sorter
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
from forthright.core.policy.tasks import cap_range, is_task, read_caps, read_tasks
from forthright.core.policy.times import Actor
from forthright.core.policy.values import Wrong
from forthright.core.policy.vocabulary import nearest

MOVES = {"if not settled": "move", "if not settled, urgent": "urgent_move", "if no reply": "no_reply"}
MOST_STEPS = 100
"""No published ladder that we saw has ten. What is proved of a policy takes time with the square of its steps."""
TELLS = {"tell": (True, False), "tell if any": (True, True), "may tell": (False, False)}
"""(must, if_any) of the three ways to tell somebody."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a text. `policy` is None when there is any problem.

    `places` gives (line, column) of each value under "version", "source/address", "step 2" or "step 2/tell"; `items`
    that of each item of a list, under "step 2/tell: line manager".
    """

    policy: Policy | None
    problems: tuple[Problem, ...]
    places: Mapping[str, tuple[int, int]]
    items: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def place(self, where: str) -> tuple[int, int]:
        """The place of a line, or of the nearest thing above it that has one. What is found at a line that a step is
        repeated with ("step 2+1") has its place where that is said."""
        if where in self.items:
            return self.items[where]
        rung = re.match(rf"(step [^/]+?){re.escape(AGAIN)}[0-9]+", where)
        if rung:
            told = f"{rung[1]}/repeated with"
            differs = (one for one in self.places if one.startswith("for ") and one.endswith(f", {told}"))
            where = told if told in self.places else next(differs, told)
        while where:
            if where in self.places:
                return self.places[where]
            where = where.rpartition(", ")[0] if ", " in where.rpartition("/")[2] else where.rpartition("/")[0]
        return (1, 1)


def read(source: str | bytes, name: str = "policy", bases: Bases | None = None) -> Reading:
    """Read a policy text. Never raises, whatever the bytes. `name` is what the file is called.

    `bases` finds the text that a line "based on:" names; a text that comes back to its own name goes round in a ring.
    """
    sorter, problems = sorted_lines(source, name, bases)
    if sorter is None:
        return Reading(None, tuple(problems), {})
    policy = None
    builder = _Builder(sorter)
    with suppress(Enough):
        policy = builder.policy()
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return Reading(None if problems else policy, tuple(dict.fromkeys(problems)), sorter.places, builder.items)


class _Builder:
    """Makes the policy of sorted lines; what is wrong with a value is named at its place."""

    def __init__(self, sorter: Sorter) -> None:
        self.sorted = sorter
        self.problem = sorter.problem
        self.priorities: tuple[str, ...] = ()
        self.keys: dict[str, int] = {}
        self.items: dict[str, tuple[int, int]] = {}

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
                found.setdefault(kind.field, {})[key] = self.joined(f"{section.name}/{name}", read)
            elif kind.key == "free":
                as_typed = lines[0].shown.partition(",")[2].strip()
                found.setdefault(kind.field, {})[as_typed] = read[0][1]
            elif kind.key:
                found.setdefault(kind.field, []).extend((line, key, value) for line, value in read)
            else:
                found[kind.field] = tuple(self.once(read)) if kind.many else read[0][1]
        return found

    def once(self, read: list[tuple[Line, Any]]) -> list[Any]:
        """The values of lines that may stand several times, each of them once."""
        seen: dict[Any, int] = {}
        for line, value in read:
            if value in seen:
                what = f"“{show(line.value)}” already stands on line {seen[value]}."
                self.problem(line, line.value_column, what, "Keep one of the two.")
            seen.setdefault(value, line.number)
        return list(seen)

    def keyed(self, found: list[tuple[Line, str, str]]) -> list[tuple[str, str]]:
        """(key, words) of the lines of a closed list of keys, in the order in which they stand."""
        found.sort(key=lambda one: one[0].number)
        self.once([(line, words) for line, _, words in found])
        return [(key, words) for _, key, words in found]

    def joined(self, path: str, read: list[tuple[Line, tuple[str, ...]]]) -> tuple[str, ...]:
        """The items of all comma lists under one name, each of them once, and each with its place."""
        found: dict[str, None] = {}
        for line, named in read:
            at = 0
            own = line if line.origin == self.sorted.origin else self.sorted.base_line(line)
            for item in named:
                if item in found:
                    what = f"“{show(item)}” is already named on an earlier line."
                    self.problem(line, line.value_column, what, "Write it once.")
                at = max(line.value.find(item, at), at)
                column = line.value_column + at if own is line else own.value_column
                self.items.setdefault(f"{path}: {item}", (own.number, column))
                found[item] = None
                at += len(item)
        return tuple(found)

    def need(self, section: Section, names: Mapping[str, Kind]) -> None:
        """Name the lines that must be there and are not, at the head of their section."""
        for name, kind in names.items() if self.sorted.whole else ():
            there = name in section.lines or (kind.key and any(line.startswith(f"{name}, ") for line in section.lines))
            if kind.required and not there and not section.unsure:
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
            if name not in self.sorted.sections and self.sorted.whole and not self.sorted.lost:
                what = f"The section “{name}:” is missing."
                self.problem(top.head, 1, what, "Add it; what the text does not say is “not stated”.")
        if not self.sorted.steps and self.sorted.whole and not self.sorted.lost:
            self.problem(top.head, 1, "The policy has no step.", "Add at least one, such as “step 1: Practitioners”.")
        if len(self.sorted.steps) > MOST_STEPS:
            what = f"The policy has {len(self.sorted.steps)} steps."
            self.problem(self.sorted.steps[MOST_STEPS].head, 1, what, f"Keep it to {MOST_STEPS} at most.")
        found = self.read(top, TOP)
        self.priorities = found.get("priorities", ())
        danger, source = self.danger(), self.section("source")
        topics = self.keyed(self.section("topics").get("topics", []))
        doors = self.section("other doors")
        parts = {
            "topics": tuple(words for _, words in topics),
            "topic_codes": {words: code for code, words in topics if code},
            "gaps": self.section("gaps").get("gaps", ()),
            "monitoring": self.section("monitoring").get("monitoring", ()),
            **doors,
            "caps": read_caps(self.sorted.caps(), self.value, self.problem),
            "steps": tuple(self.step(section) for section in self.sorted.steps),
            "forms": tuple(self.form(section) for section in self.sorted.forms),
            "overlays": tuple(self.overlay(section) for section in self.sorted.overlays),
        }
        self.targets(found, parts)
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
        for whole, make in (("panel", Panel), ("entry", Entry)):
            parts = {name.partition(".")[2]: found.pop(name) for name in list(found) if name.startswith(f"{whole}.")}
            if whole == "entry" and parts and "when" not in parts:
                self.entry_without_when(section.first("may start here with agreement of"))
            elif parts:
                found[whole] = make(**parts)
        found.setdefault("raised_by", Stated.NOT_STATED)
        found.setdefault("answered_by", Stated.NOT_STATED)
        name = self.value(section.head, values.prose_or_silent, "")
        return Step(key=section.name.removeprefix("step "), name=name, **found)

    def step_values(self, section: Section) -> dict[str, Any]:
        """The fields of `Step` that the lines of a section give; "panel.quorum" is a part of one."""
        found = self.read(section, section.known)
        told = [
            Tell(Occasion(key.removeprefix("when ")) if key else Occasion.STARTS, who, *TELLS[field])
            for field in TELLS
            for key, who in found.pop(field, {}).items()
            if who
        ]
        if told:
            found["tells"] = tuple(told)
        tasks = read_tasks(
            {name: lines for name, lines in section.lines.items() if is_task(name)},
            self.value,
            self.problem,
            self.priorities,
        )
        return found | ({"tasks": tasks} if tasks else {})

    def entry_without_when(self, line: Line | None) -> None:
        """Name a line that says who agrees to starting at a step that does not say when it may start there."""
        if line is not None:
            self.problem(line, line.column, "It does not say when it may start here.", "Add “may start here:”.")

    def form(self, section: Section) -> Form:
        """One form from its lines."""
        self.need(section, section.known)
        found = self.read(section, section.known)
        when, step = found.pop("when", (Occasion.STARTS, ""))
        asked = self.keyed(found.pop("fields", []))
        return Form(
            key=section.name.removeprefix("form "),
            name=self.value(section.head, values.prose_or_silent, ""),
            when=when,
            step=step,
            sent_to=found.pop("sent_to", {}).get("", ()),
            fields=tuple(FormField(label, Actor(side) if side else None) for side, label in asked),
            **found,
        )

    def overlay(self, section: Section) -> Overlay:
        """What differs at a step for one kind of agency."""
        shape = FOR_NAME.fullmatch(section.name)
        assert shape is not None
        if not section.lines:
            self.problem(
                section.head, section.head.column, "Nothing differs here.", "Write what differs on lines below."
            )
        return Overlay(shape[1], shape[2], self.step_values(section))

    def targets(self, found: Mapping[str, Any], parts: Mapping[str, Any]) -> None:
        """Whatever names a step must name one that exists."""
        self.keys = {step.key: at for at, step in enumerate(parts["steps"])}
        for section, step in zip(self.sorted.steps, parts["steps"], strict=True):
            self.moves(section, {one.name: getattr(step, one.name) for one in fields(step)})
        for section, overlay in zip(self.sorted.overlays, parts["overlays"], strict=True):
            self.exists(section.head, (overlay.step,))
            self.moves(section, overlay.changes)
            agreed = section.first("may start here with agreement of")
            if agreed and "entry.when" not in overlay.changes:
                step = next((one for one in parts["steps"] if one.key == overlay.step), None)
                self.entry_without_when(agreed if step is None or step.entry is None else None)
        for name in ("formal from", "partnership takes part from"):
            self.exists(self.sorted.top.first(name), (found.get(TOP[name].field, ""),))
        for name, lines in self.sorted.caps().items():
            first, last, _ = cap_range(name) or ("", "", "")
            self.exists(lines[0], (first, last))
            if self.keys.get(first, 0) > self.keys.get(last, len(self.keys)):
                near = lines[0].shown.lower().replace(f"{first} to {last}", f"{last} to {first}")
                self.problem(lines[0], lines[0].column, f"Step {first} comes after step {last}.", "", near)
        for section, form in zip(self.sorted.forms, parts["forms"], strict=True):
            self.exists(section.first("used when"), (form.step,))

    def moves(self, section: Section, found: Mapping[str, Any]) -> None:
        """The steps that a section leads to."""
        for name, way in MOVES.items():
            move = found.get(way) or Move(How.NOT_STATED)
            self.exists(section.first(name), move.targets)
        back = found.get("hand_back")
        self.exists(section.first("may be handed back"), (back.to,) if back else ())

    def exists(self, line: Line | None, named: tuple[str, ...]) -> None:
        """Name each of these steps that does not exist. Where a head could not be read, it may be that of the step."""
        for key in named if self.sorted.whole and not self.sorted.lost else ():
            if line is not None and key and key not in self.keys:
                at = line.value_column + line.value.find(key) if key in line.value else line.column
                near = nearest(key, self.keys, 0.5)
                there = f"The steps are {show(', '.join(self.keys))}." if self.keys else ""
                expected = there or f"Write it below: begin with “step {show(key)}:” and its name."
                what = f"There is no step {show(key)}{'' if self.keys else ' yet'}."
                self.problem(line, at, what, expected, f"step {near}" if near else "")
