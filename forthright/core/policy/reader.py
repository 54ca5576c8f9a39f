"""Reading a policy text: every line placed, every problem named at once, and a `Policy` only when there is none.

The form is two levels of `name: value` lines (`lines.py` has the grammar, `vocabulary.py` the names). A line that may
stand several times (`note`, `needs`, `record`, `tell`, `topic`, `to confirm`) gives one more value each time; any other
name twice is a problem. A name that is nearly right is reported, and then read as what it nearly is, so that one slip
of the pen gives one problem and not five.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from forthright.core.policy import values
from forthright.core.policy.lines import Line, Problem, scan, show
from forthright.core.policy.shapes import STANDARD_DANGER, Danger, Move, Policy, Source, Stated, Step
from forthright.core.policy.tasks import is_task, read_tasks
from forthright.core.policy.values import Wrong
from forthright.core.policy.vocabulary import (
    ONE,
    REQUIRED_SECTIONS,
    SECTIONS,
    STATUSES,
    STEP,
    TASK_NAMES,
    TOP,
    Rule,
    listed,
    nearest,
)

GROUP = re.compile(r"\w[\w '’&/()-]*")
STEP_NAME = re.compile(r"step ([0-9]{1,2}[a-z]?)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a text. `policy` is None when there is any problem.

    `places` gives (line, column) of each value under "version", "source/address", "step 2" or "step 2/tell".
    """

    policy: Policy | None
    problems: tuple[Problem, ...]
    places: Mapping[str, tuple[int, int]]


@dataclass(slots=True)
class Section:
    """A first-level line and the lines indented below it, by name."""

    name: str
    head: Line
    lines: dict[str, list[Line]] = field(default_factory=dict)

    def first(self, name: str) -> Line | None:
        """The first line of this name, None where there is none."""
        return self.lines.get(name, [None])[0]


def read(source: str | bytes, name: str = "policy") -> Reading:
    """Read a policy text. Never raises, whatever the bytes. `name` is what the file is called, for an empty one."""
    lines, problems = scan(source)
    if not lines:
        problems = [
            Problem(problem.line, problem.column, f"{show(name)}: {problem.what}", problem.expected)
            for problem in problems
        ]
        return Reading(None, tuple(problems), {})
    reader = _Reader(lines[0], problems)
    reader.sort(lines)
    policy = reader.policy()
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return Reading(None if problems else policy, tuple(dict.fromkeys(problems)), reader.places)


class _Reader:
    """The lines sorted into sections, and the problems found on the way."""

    def __init__(self, first: Line, problems: list[Problem]) -> None:
        self.problems = problems
        self.places: dict[str, tuple[int, int]] = {}
        self.top = Section("", first)
        self.sections: dict[str, Section] = {}
        self.steps: list[Section] = []

    def problem(self, line: Line, column: int, what: str, expected: str = "", near: str = "") -> None:
        self.problems.append(Problem(line.number, column, what, expected, near))

    # Sorting lines into sections

    def sort(self, lines: list[Line]) -> None:
        """Give each line to its section, naming those that have none."""
        current: Section | None = None
        for line in lines:
            if line.inside:
                if current is None:
                    what = f"“{show(line.shown)}” is indented but no section stands above it."
                    expected = "Start the line at the left margin, or put it under a step or another section."
                    self.problem(line, 1, what, expected)
                else:
                    self.inner(line, current)
            else:
                current = self.outer(line, current)

    def outer(self, line: Line, current: Section | None) -> Section | None:
        """A line at the left margin: a value of the whole policy, or the head of a section.

        Returns the section that the indented lines after it belong to; `current` is the one that stood open before.
        """
        name = line.name
        if name in TOP:
            if name == "note" and (self.sections or self.steps):
                what = "It is not clear whether this note is about the whole policy or about the section above it."
                expected = "Indent it by two spaces to keep it here, or move it above the first section."
                self.problem(line, line.column, what, expected)
            self.add(self.top, line, name, TOP[name])
            return None
        if name in SECTIONS or STEP_NAME.fullmatch(name):
            return self.open(line, name)
        inner = [section for section, names in SECTIONS.items() if name in names]
        if name in STEP or is_task(name):
            inner.append("a step")
        if inner:
            what = f"“{show(line.shown)}” stands at the left margin but belongs inside {listed(inner)}."
            self.problem(line, line.column, what, "Indent the line by two spaces under it.")
            if current is not None and (current.name if current.name in SECTIONS else "a step") in inner:
                self.inner(line, current)
            return current
        guess = nearest(name, [*TOP, *SECTIONS])
        head = re.match(r"(?:step|steps|stage|level)\b[^0-9]*([0-9]{1,2}[a-z]?)?$|step([0-9]{1,2}[a-z]?)$", name)
        if head and not guess:
            key = head[1] or head[2]
            what = f"“{show(line.shown)}” is not the head of a step."
            expected = "Write “step”, a space, its number (such as 1 or 4a), a colon and its name."
            self.problem(line, line.column, what, expected, f"step {key}" if key else "")
            return self.open(line, f"step {key}") if key else Section("unknown", line)
        guess = guess or nearest(name, ["step 1"])
        what = f"There is no line called “{show(line.shown)}”."
        self.problem(line, line.column, what, self.names([*TOP, *SECTIONS, "step 1"]), guess)
        if guess in TOP:
            self.add(self.top, line, guess, TOP[guess], guessed=True)
            return None
        if guess in SECTIONS and guess not in self.sections:
            return self.open(line, guess)
        return Section("unknown", line)

    def open(self, line: Line, name: str) -> Section:
        """Begin a section; the second of a name is a problem, and is read apart so as not to mix the two."""
        section = Section(name, line)
        self.places[name] = (line.number, line.value_column)
        if name in SECTIONS:
            if line.value:
                what = f"“{name}:” has no value of its own."
                self.problem(line, line.value_column, what, "Put its values on lines below.")
            if name in self.sections:
                self.twice(line, self.sections[name].head)
            self.sections.setdefault(name, section)
            return section
        earlier = [step for step in self.steps if step.name == name]
        if earlier:
            self.twice(line, earlier[0].head)
        self.steps.append(section)
        return section

    def inner(self, line: Line, section: Section) -> None:
        """An indented line: it must be one that its section knows."""
        if section.name == "unknown":
            return
        known: Mapping[str, Rule] = SECTIONS.get(section.name, STEP)
        name = line.name
        in_step = section.name not in SECTIONS
        if name in known:
            self.add(section, line, name, known[name])
            return
        if in_step and (is_task(name) or name.startswith("title,")):
            self.add(section, line, name, ONE)
            return
        if name in TOP or name in SECTIONS or STEP_NAME.fullmatch(name):
            what = f"“{show(line.shown)}” is indented but does not belong inside “{section.name}”."
            self.problem(line, line.column, what, "Start the line at the left margin.")
            if name in TOP:
                self.add(self.top, line, name, TOP[name], guessed=True)
            return
        extra = (*TASK_NAMES, "title, police") if in_step else ()
        guess = nearest(name, [*known, *extra])
        expected = self.names([*known, *(("a time such as “settle within”",) if in_step else ())])
        what = f"There is no line called “{show(line.shown)}” inside “{section.name}”."
        self.problem(line, line.column, what, expected, guess)
        if guess in known:
            self.add(section, line, guess, known[guess], guessed=True)

    def add(self, section: Section, line: Line, name: str, rule: Rule, guessed: bool = False) -> None:
        """Keep a line under its name, unless it stands there already or says nothing."""
        held = section.lines.setdefault(name, [])
        if held and not rule.many:
            if not guessed:
                self.twice(line, held[0])
            return
        held.append(line)
        path = f"{section.name}/{name}" if section.name else name
        place = (line.number, line.value_column)
        self.places[path if len(held) == 1 else f"{path} ({len(held)})"] = place

    def twice(self, line: Line, earlier: Line) -> None:
        what = f"“{show(line.shown)}” stands here for the second time; the first is on line {earlier.number}."
        self.problem(line, line.column, what, "Keep one of the two.")

    @staticmethod
    def names(words: list[str]) -> str:
        return f"The lines that may stand here are {listed(words).replace(' or ', ' and ')}."

    # Values

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

    def each(self, section: Section, name: str, parse: Callable[[str], Any]) -> tuple[Any, ...]:
        """The values of a line that may stand several times."""
        found = (self.value(line, parse) for line in section.lines.get(name, []))
        return tuple(value for value in found if value is not None)

    def joined(self, section: Section, name: str) -> tuple[str, ...]:
        """The items of all comma lists under one name, each of them once."""
        found: list[str] = []
        for line in section.lines.get(name, []):
            for item in self.value(line, values.items, ()):
                if item in found:
                    what = f"“{show(item)}” is already named on an earlier line."
                    self.problem(line, line.value_column, what, "Write it once.")
                found.append(item)
        return tuple(found)

    def need(self, section: Section, names: Mapping[str, Rule]) -> None:
        """Name the lines that must be there and are not, at the head of their section."""
        for name, rule in names.items():
            if rule.required and name not in section.lines:
                where = f"“{section.name}”" if section.name else "the policy"
                hint = "Add it; if the published text does not say, write “not stated”."
                self.problem(section.head, section.head.column, f"The line “{name}:” is missing from {where}.", hint)

    # The parts

    def policy(self) -> Policy:
        """The whole, with empty values where there were problems."""
        top = self.top
        self.need(top, TOP)
        for name in REQUIRED_SECTIONS:
            if name not in self.sections:
                what = f"The section “{name}:” is missing."
                self.problem(top.head, 1, what, "Add it; what the text does not say is “not stated”.")
        for name, section in self.sections.items():
            self.need(section, SECTIONS[name])
        if not self.steps:
            self.problem(top.head, 1, "The policy has no step.", "Add at least one, such as “step 1: Practitioners”.")
        topics, gaps = self.sections.get("topics"), self.sections.get("gaps")
        steps = tuple(self.step(section) for section in self.steps)
        self.targets(steps)
        return Policy(
            name=self.value(top.first("policy"), values.prose, ""),
            partnership=self.value(top.first("partnership"), values.prose, ""),
            called=self.value(top.first("called"), values.prose_or_silent, ""),
            version=self.value(top.first("version"), values.day),
            step_word=self.value(top.first("steps are called"), _step_word, ""),
            danger=self.danger(),
            source=self.source(),
            steps=steps,
            topics=self.each(topics, "topic", values.prose) if topics else (),
            gaps=self.each(gaps, "to confirm", values.prose) if gaps else (),
            notes=self.each(top, "note", values.prose),
            invented=self.value(top.first("invented"), values.yes_or_no, False),
        )

    def danger(self) -> Danger:
        """The notice; where the text gives none, Forthright's own, marked as such."""
        section = self.sections.get("immediate danger")
        if section is None:
            return Danger(STANDARD_DANGER, stated=False)
        say = self.value(section.first("say"), values.prose_or_silent, "")
        stated = say != Stated.NOT_STATED
        return Danger(say if stated else STANDARD_DANGER, self.joined(section, "tell"), stated)

    def source(self) -> Source:
        section = self.sections.get("source")
        if section is None:
            return Source("", None, "")
        return Source(
            address=self.value(section.first("address"), values.prose_or_silent, ""),
            read_on=self.value(section.first("read on"), values.day_or_silent),
            status=self.value(section.first("status"), lambda text: values.one_of(text, STATUSES), ""),
            note=self.value(section.first("note"), values.prose, ""),
            dated=self.value(section.first("dated"), values.prose_or_silent, Stated.NOT_STATED.value),
        )

    def step(self, section: Section) -> Step:
        """One step from its lines."""
        self.need(section, STEP)
        move = self.value(section.first("if not settled"), values.move, Step("", "", (), ()).move)
        return Step(
            key=section.name.removeprefix("step "),
            name=self.value(section.head, values.prose_or_silent, ""),
            raised_by=self.value(section.first("raised by"), values.roles, Stated.NOT_STATED),
            answered_by=self.value(section.first("answered by"), values.roles, Stated.NOT_STATED),
            tasks=read_tasks(section.lines, self.value, self.problem),
            move=move,
            urgent_move=self.value(section.first("if not settled, urgent"), values.move),
            decided_by=self.value(section.first("decided by"), values.roles, Stated.NOT_STATED),
            tell=self.joined(section, "tell"),
            needs=self.each(section, "needs", values.prose),
            record=self.each(section, "record", values.prose),
            note=self.value(section.first("note"), values.prose, ""),
            only_if=self.value(section.first("only if"), values.prose, ""),
            titles=self.titles(section),
        )

    def titles(self, section: Section) -> dict[str, str]:
        """The `title, police: detective sergeant` lines, by agency group."""
        found = {}
        for name, lines in section.lines.items():
            if not name.startswith("title,"):
                continue
            group = name.removeprefix("title,").strip()
            if not GROUP.fullmatch(group):
                what = f"“{show(lines[0].shown)}” does not name a kind of agency."
                self.problem(
                    lines[0], lines[0].column, what, "Write its name after the comma, such as “title, police:”."
                )
            if group in found:
                self.problem(lines[0], lines[0].column, f"The title for {show(group)} stands here twice.", "Keep one.")
            found[group] = self.value(lines[0], values.prose, "")
        return found

    def targets(self, steps: tuple[Step, ...]) -> None:
        """Each move must lead to a step that exists."""
        keys = [step.key for step in steps]
        moves: list[tuple[Section, str, Move | None]] = []
        for section, step in zip(self.steps, steps, strict=True):
            moves += [(section, "if not settled", step.move), (section, "if not settled, urgent", step.urgent_move)]
        for section, name, move in moves:
            line = section.first(name)
            if line and move and move.to and move.to not in keys:
                near = nearest(move.to, keys, 0.5)
                expected = f"The steps are {', '.join(dict.fromkeys(keys))}."
                self.problem(line, line.value_column, f"There is no step {show(move.to)}.", expected, near)


def _step_word(text: str) -> str:
    """One word. A text that names none still needs one on screen: "Step", with a note saying whose word it is."""
    if not text.isalpha():
        what = f"“{show(text)}” is not one word."
        raise Wrong(what, "Write Step, Stage or Level. If the text has no word, write Step and say so in a note.")
    return text
