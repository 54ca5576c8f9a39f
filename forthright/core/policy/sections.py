"""Sorting the lines of a policy text into its sections, and naming every line that has no place.

A name that is nearly right is reported, and then read as what it nearly is, so that one slip of the pen gives one
problem and not five.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from forthright.core.policy.grammar import FORM, OVERLAY_ONLY, SECTIONS, STEP, TOP, Kind, kind_of
from forthright.core.policy.guesses import as_head, other_name, step_head, with_colon
from forthright.core.policy.lines import MOST_PROBLEMS, Line, Problem, no_colon, show, too_many
from forthright.core.policy.tasks import CAP_NAME, TASK_NAMES, is_cap, is_task
from forthright.core.policy.vocabulary import listed, nearest

STEP_NAME = re.compile(r"step ([0-9]{1,2}[a-z]?)")
FORM_NAME = re.compile(r"form ([0-9a-z]{1,12})")
FOR_NAME = re.compile(r"for (\w[\w '’&/().-]*), step ([0-9]{1,2}[a-z]?)")
GROUP = re.compile(r"\w[\w '’&/().-]*")
AT_TOP = TOP | OVERLAY_ONLY
HEADS = ("step 1", "form 1", "for school, step 1")
CAP_NAMES = ("all steps within", "all steps should be within", "steps 1 to 3 within")


class Enough(Exception):
    """There are too many problems to go on reading."""


@dataclass(slots=True)
class Section:
    """A first-level line and the lines indented below it, by name.

    `unsure` turns True when one of them could not be read as anything: it may be the one that is missing.
    """

    name: str
    head: Line
    lines: dict[str, list[Line]] = field(default_factory=dict)
    unsure: bool = False

    @property
    def known(self) -> Mapping[str, Kind]:
        """The lines that may stand here."""
        if self.name in SECTIONS:
            return SECTIONS[self.name]
        return FORM if self.name.startswith("form ") else STEP if self.is_step else {}

    @property
    def is_step(self) -> bool:
        """Whether this holds the lines of a step, or of a step for one kind of agency."""
        return self.name.startswith(("step ", "for "))

    def first(self, name: str) -> Line | None:
        """The first line of this name, None where there is none."""
        return self.lines.get(name, [None])[0]


class Sorter:
    """The lines sorted into sections, and the problems found on the way.

    `places` gives (line, column) of each value under "version", "source/address", "step 2" or "step 2/tell". `origin`
    is the name of the text, "" for the one that is read itself and not as a base. `whole` turns False when a base could
    not be taken in: what is missing then is not the fault of this text. `lost` turns True when a line at the margin
    could not be read as anything: a step or a section that is missing may be that one.
    """

    def __init__(self, first: Line, problems: list[Problem], origin: str = "") -> None:
        self.problems = problems
        self.origin = origin
        self.whole = True
        self.lost = False
        self.places: dict[str, tuple[int, int]] = {}
        self.top = Section("", first)
        self.sections: dict[str, Section] = {}
        self.steps: list[Section] = []
        self.forms: list[Section] = []
        self.overlays: list[Section] = []
        self.heads: dict[str, Line] = {}

    def problem(self, line: Line, column: int, what: str, expected: str = "", near: str = "") -> None:
        """Note one thing wrong. A line that a base brought in is named at the line that asks for the base.

        Raises Enough when there are too many to go on.
        """
        if line.origin != self.origin:
            what = f"In “{show(line.origin)}”, line {line.number}: {what}"
            line, column = self.base_line(line), 1
        self.problems.append(Problem(line.number, column, what, expected, near))
        if len(self.problems) >= MOST_PROBLEMS:
            self.problems.append(too_many(line.number))
            raise Enough

    def base_line(self, line: Line) -> Line:
        """The line that asks for the base."""
        return self.top.first("based on") or line

    def sort(self, lines: list[Line]) -> None:
        """Give each line to its section, naming those that have none."""
        current: Section | None = None
        for each in lines:
            line = self.bare(each, current) if each.bare else each
            if line is None:
                continue
            if not line.inside:
                current = self.outer(line, current)
            elif current is not None:
                current = self.inner(line, current)
            else:
                what = f"“{show(line.shown)}” is indented but no section stands above it."
                expected = "Start the line at the left margin, or put it under a step or another section."
                self.problem(line, 1, what, expected)

    def bare(self, line: Line, current: Section | None) -> Line | None:
        """Name a line without a colon, and give it with one where it can be told what it is."""
        meant, head = None, step_head(line)
        if head is not None:
            meant = as_head(line, f"step {head[0]}", head[1])
        elif line.name in SECTIONS or FOR_NAME.fullmatch(line.name):
            meant = as_head(line, line.name, "")
        else:
            inside = [*current.known, *(TASK_NAMES if current.is_step else ())] if current else []
            meant = with_colon(line, inside if line.inside else [*AT_TOP, *inside])
        what, expected = no_colon(line)
        near = f"{meant.name}: {meant.value}".rstrip() if meant else ""
        self.problem(line, line.column, what, "" if meant else expected, show(near, 200))
        if meant is None and current is not None:
            current.unsure = True
        return meant

    def outer(self, line: Line, current: Section | None) -> Section | None:
        """A line at the left margin: a value of the whole policy, or the head of a section.

        Returns the section that the indented lines after it belong to; `current` is the one that stood open before.
        """
        name = line.name
        if name in AT_TOP or is_cap(name):
            if name == "note" and (self.sections or self.steps):
                what = "It is not clear whether this note is about the whole policy or about the section above it."
                expected = "Indent it by two spaces to keep it here, or move it above the first section."
                self.problem(line, line.column, what, expected)
            self.add(self.top, line, name, AT_TOP.get(name))
            return None
        if name in SECTIONS or any(shape.fullmatch(name) for shape in (STEP_NAME, FORM_NAME, FOR_NAME)):
            return self.open(line, name)
        inner = [section for section, names in SECTIONS.items() if kind_of(name, names)]
        if kind_of(name, STEP) or is_task(name):
            inner.append("a step")
        if kind_of(name, FORM):
            inner.append("a form")
        if inner:
            what = f"“{show(line.shown)}” stands at the left margin but belongs inside {listed(inner)}."
            self.problem(line, line.column, what, "Indent the line by two spaces under it.")
            if current is not None and (kind_of(name, current.known) or (current.is_step and is_task(name))):
                self.known(line, current)
            return current
        return self.unknown(line)

    def unknown(self, line: Line) -> Section | None:
        """A line at the margin whose name is not known: what it nearly is."""
        name = line.name
        known = [*AT_TOP, *SECTIONS, *CAP_NAMES]
        group = re.fullmatch(r"for (\w[\w '’&/().-]*?),? *step *([0-9]{1,2}[a-z]?)", name)
        if group:
            what = f"“{show(line.shown)}” is not the head of what differs for one kind of agency."
            near = f"for {group[1]}, step {group[2]}"
            self.problem(line, line.column, what, "Write a comma and a space before “step”.", near)
            return self.open(line, near)
        head = step_head(line)
        if head:
            what = f"“{show(line.shown)}” is not the head of a step."
            expected = "Write “step”, a space, its number (such as 1 or 4a), a colon and its name."
            if head[0] not in name:
                expected = "Write the number of the step in figures, a colon and its name."
            self.problem(line, line.column, what, expected, f"step {head[0]}")
            return self.open(as_head(line, f"step {head[0]}", head[1]), f"step {head[0]}")
        other = other_name(name, False)
        guess = other if other in known else nearest(name, known)
        if re.match(r"(?:steps?|stage|level)\b[^0-9]*$", name) and guess not in (*AT_TOP, *SECTIONS):
            what = f"“{show(line.shown)}” is not the head of a step."
            expected = "Write “step”, a space, its number (such as 1 or 4a), a colon and its name."
            self.problem(line, line.column, what, expected)
            return self.unread(line)
        guess = guess or nearest(name, HEADS)
        what = f"There is no line called “{show(line.shown)}”."
        expected = "" if guess else self.names([*AT_TOP, *SECTIONS, *HEADS])
        self.problem(line, line.column, what, expected, guess)
        if guess in AT_TOP:
            self.add(self.top, line, guess, AT_TOP[guess], guessed=True)
            return None
        if guess in CAP_NAMES:
            self.add(self.top, line, guess, None, guessed=True)
            return None
        if guess in SECTIONS and guess not in self.sections:
            return self.open(line, guess)
        return self.unread(line)

    def unread(self, line: Line) -> Section:
        """A section that takes up the lines below a line which is nothing that is known."""
        self.lost = self.top.unsure = True
        return Section("unknown", line)

    def open(self, line: Line, name: str) -> Section:
        """Begin a section; the second of a name is a problem, and is read apart so as not to mix the two. One of them
        may be the one that is then missing."""
        section = Section(name, line)
        self.places[name] = (line.number, line.value_column)
        if line.value and (name in SECTIONS or name.startswith("for ")):
            what = f"“{name}:” has no value of its own."
            self.problem(line, line.value_column, what, "Put its values on lines below.")
        if name in self.heads:
            self.twice(line, self.heads[name])
            self.lost = True
        self.heads.setdefault(name, line)
        if name in SECTIONS:
            self.sections.setdefault(name, section)
            return section
        held = self.steps if name.startswith("step ") else self.forms if name.startswith("form ") else self.overlays
        held.append(section)
        return section

    def inner(self, line: Line, section: Section) -> Section:
        """An indented line: it must be one that its section knows. Returns the section that the next one belongs to."""
        name = line.name
        head = step_head(line) if kind_of(name, section.known) is None else None
        if head or name in SECTIONS or any(shape.fullmatch(name) for shape in (STEP_NAME, FORM_NAME, FOR_NAME)):
            what = f"“{show(line.shown)}” is indented but does not belong inside “{section.name}”."
            self.problem(line, line.column, what, "Start the line at the left margin.")
            return (
                self.open(as_head(line, f"step {head[0]}", head[1]), f"step {head[0]}")
                if head
                else self.open(line, name)
            )
        if section.name != "unknown":
            self.known(line, section)
        return section

    def known(self, line: Line, section: Section) -> None:
        """An indented line that belongs to a section."""
        name = line.name
        found = kind_of(name, section.known)
        if found is not None:
            kind, key = found
            if kind.key == "free" and not GROUP.fullmatch(key):
                what = f"“{show(line.shown)}” names nobody after the comma."
                expected = f"Write a name after the comma, such as “{name.partition(',')[0]}, police:”."
                self.problem(line, line.column, what, expected)
            self.add(section, line, f"{name.partition(',')[0]}, {key}" if key else name, kind)
            return
        if section.is_step and is_task(name):
            self.add(section, line, name, None)
            return
        if name in AT_TOP or is_cap(name):
            what = f"“{show(line.shown)}” is indented but does not belong inside “{section.name}”."
            self.problem(line, line.column, what, "Start the line at the left margin.")
            if name in AT_TOP:
                self.add(self.top, line, name, AT_TOP[name], guessed=True)
            return
        self.unknown_inside(line, section)

    def unknown_inside(self, line: Line, section: Section) -> None:
        """An indented line whose name is not known: what it nearly is."""
        known = list(section.known)
        extra = (*TASK_NAMES, "title, police") if section.is_step else ()
        keyed = [
            f"{name}, {key}" for name, kind in section.known.items() if isinstance(kind.key, tuple) for key in kind.key
        ]
        other = other_name(line.name, section.is_step)
        if not kind_of(other, section.known) and not (section.is_step and is_task(other)):
            other = ""
        guess = self.with_priority(line.name) or other or _with_key(line.shown, section.known)
        guess = guess or nearest(line.name, [*known, *extra, *keyed])
        listed = self.names([*known, *(("a time such as “settle within”",) if section.is_step else ())])
        what = f"There is no line called “{show(line.shown)}” inside “{section.name}”."
        self.problem(line, line.column, what, "" if guess else listed, guess)
        found = kind_of(guess, section.known) if guess else None
        if found:
            self.add(section, line, guess, found[0], guessed=True)
        elif section.is_step and is_task(guess):
            self.add(section, replace(line, name=guess), guess, None, guessed=True)
        else:
            section.unsure = True

    def with_priority(self, name: str) -> str:
        """What somebody meant who wrote “reply within, soon” for “reply within, priority soon”; "" otherwise."""
        timed, _, priority = name.rpartition(", ")
        named = {line.value.lower() for line in self.top.lines.get("priority", [])}
        return f"{timed}, priority {priority}" if is_task(timed) and priority in named else ""

    def add(self, section: Section, line: Line, name: str, kind: Kind | None, guessed: bool = False) -> None:
        """Keep a line under its name, unless it stands there already. A time may stand again with another event."""
        held = section.lines.setdefault(name, [])
        if held and not (kind.many if kind else section.is_step):
            if not guessed:
                self.twice(line, held[0])
            return
        held.append(line)
        path = f"{section.name}/{name}" if section.name else name
        place = (line.number, line.value_column)
        self.places[path if len(held) == 1 else f"{path} ({len(held)})"] = place

    def twice(self, line: Line, earlier: Line) -> None:
        """Name a line that stands a second time."""
        what = f"“{show(line.shown)}” stands here for the second time; the first is on line {earlier.number}."
        self.problem(line, line.column, what, "Keep one of the two.")

    @staticmethod
    def names(words: list[str]) -> str:
        """The sentence that lists what may stand somewhere."""
        return f"The lines that may stand here are {listed(words, 'and')}."

    def caps(self) -> dict[str, list[Line]]:
        """The lines that give a time over several steps."""
        return {name: lines for name, lines in self.top.lines.items() if CAP_NAME.fullmatch(name)}


def _with_key(shown: str, known: Mapping[str, Kind]) -> str:
    """What somebody meant who forgot the comma of "title, police", or mistyped the word before it; "" otherwise."""
    free = [one for one, kind in known.items() if kind.key == "free"]
    for one in free:
        if shown.lower().startswith(f"{one} ") and GROUP.fullmatch(shown[len(one) + 1 :]):
            return f"{one}, {shown[len(one) + 1 :]}"
    head, comma, key = shown.partition(",")
    near = nearest(head, free, 0.75) if comma and GROUP.fullmatch(key.strip()) else ""
    return f"{near}, {key.strip()}" if near else ""
