"""Surgery on a policy text: one value, line or step is changed and every other character stays as it was.

For people who edit a policy by a form. The text itself stays the truth, so comments, order and spacing are the author's
and are never tidied; writing the canonical form anew would lose them. A place is named as in `Reading.places`:
"version", "note (2)", "source/address", "step 2", "step 2/tell". Half-finished texts can be edited like finished ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from forthright.core.policy.grammar import FORM, OVERLAY_ONLY, REQUIRED_SECTIONS, SECTIONS, STEP, TOP, Kind
from forthright.core.policy.lines import Line, scan
from forthright.core.policy.reader import read
from forthright.core.policy.sections import FOR_NAME, FORM_NAME, STEP_NAME
from forthright.core.policy.tasks import is_cap, is_task

BREAK = re.compile(r"(\r\n|\r|\n)")
COMMENT = re.compile(r"\s\s#")
FREE = tuple(f"{name}," for known in (STEP, *SECTIONS.values()) for name, kind in known.items() if kind.key == "free")
"""How the names of lines begin whose key is any name ("title, police"), which may end in brackets itself."""
AGAIN = re.compile(r" \(\d+\)$")
MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a section: `path` as in `Reading.places`, its `name` in small letters and as it is `shown`, its
    `value`, and its line number from 1."""

    path: str
    name: str
    shown: str
    value: str
    line: int


@dataclass(slots=True)
class _Text:
    """A text taken apart into lines, each with the break that ended it, so that joining gives the same text."""

    mark: str
    lines: list[str]
    breaks: list[str]

    @property
    def newline(self) -> str:
        return next((one for one in self.breaks if one), "\n")

    def joined(self) -> str:
        return self.mark + "".join(line + end for line, end in zip(self.lines, self.breaks, strict=True))

    def insert(self, at: int, new: list[str]) -> None:
        """Put lines in at an index. What stood last without a break gets one."""
        if at and at == len(self.lines) and not self.breaks[-1]:
            self.breaks[-1] = self.newline
        self.lines[at:at] = new
        self.breaks[at:at] = [self.newline] * len(new)

    def blank(self, at: int) -> bool:
        """Whether the line is empty; what lies outside the text is not a line."""
        return 0 <= at < len(self.lines) and not self.lines[at].strip()

    def remark(self, at: int) -> bool:
        """Whether the line is a comment at the left margin."""
        return 0 <= at < len(self.lines) and self.lines[at].startswith("#")

    def block(self, head: int) -> tuple[int, int]:
        """Where the section of this head starts and ends: comments right above it belong to it, gaps below do not."""
        end = head + 1
        for at in range(head + 1, len(self.lines)):
            line = self.lines[at]
            if line.strip() and line[0].isspace():
                end = at + 1
            elif line.strip() and not self.remark(at):
                break
        start = head
        while self.remark(start - 1):
            start -= 1
        return start, end


def _apart(text: str) -> _Text:
    body = text.removeprefix(MARK)
    parts = BREAK.split(body)
    lines, breaks = parts[::2], [*parts[1::2], ""]
    if lines and not lines[-1]:  # what follows the last break is no line
        lines, breaks = lines[:-1], breaks[:-1]
    return _Text(text[: len(text) - len(body)], lines, breaks)


@lru_cache(maxsize=8)
def _places(text: str) -> Mapping[str, tuple[int, int]]:
    """Where the values stand. Kept for the few texts in hand: a page asks for them some dozen times."""
    return read(text).places


def _plain(value: str) -> str:
    """A value as one line holds it: no breaks, no runs of spaces, so that none can begin a comment."""
    return " ".join(value.split())


def _spot(text: str, path: str) -> tuple[int, int]:
    """Index of the line and of the first character of the value. Raises KeyError."""
    line, column = _places(text)[path]
    return line - 1, column - 1


def value_of(text: str, path: str) -> str:
    """The value that stands there, without its comment. Raises KeyError when there is no such line."""
    at, start = _spot(text, path)
    return _value(_apart(text).lines[at], start)


def _value(raw: str, start: int) -> str:
    comment = COMMENT.search(raw)
    return _plain(raw[start : comment.start() if comment else None])


def line_of(text: str, path: str) -> int:
    """The number of the line that it stands on, from 1. Raises KeyError when there is no such line."""
    return _places(text)[path][0]


def has(text: str, path: str) -> bool:
    """Whether there is such a line."""
    return path in _places(text)


def set_value(text: str, path: str, value: str) -> str:
    """The text with another value there: one line changes, its comment stays. Raises KeyError.

    The value may be wrong, as while somebody types: reading the result says so.
    """
    if _plain(value) == value_of(text, path):
        return text
    at, start = _spot(text, path)
    apart = _apart(text)
    raw = apart.lines[at]
    comment = COMMENT.search(raw)
    end = comment.start() if comment else len(raw)
    kept, new = raw[:start], _plain(value)
    if new and (not kept[-1:].isspace() or new.startswith("#")):
        kept = kept.rstrip() + " "  # two spaces before a # would make a comment of the value
    apart.lines[at] = (kept + new).rstrip() + raw[end:]
    return apart.joined()


def remove(text: str, path: str) -> str:
    """The text without that line, or without that section or step and all its lines. Raises KeyError."""
    at, _ = _spot(text, path)
    apart = _apart(text)
    start, end = apart.block(at) if is_head(path) else (at, at + 1)
    if is_head(path) and (start == 0 or apart.blank(start - 1)):
        while apart.blank(end):
            end += 1
    del apart.lines[start:end], apart.breaks[start:end]
    return apart.joined()


def add(text: str, section: str, line: str) -> str:
    """The text with a line ("tell: police") in a section ("step 2", "gaps", or "" for the top of the policy).

    It goes where the canonical order has it among the lines that are there; none of those is moved. A section that is
    missing is made. Raises KeyError for a step that is not there.
    """
    name, _, value = line.partition(":")
    name = _plain(name)
    indent = "  " if section else ""
    new = f"{indent}{name}: {_plain(value)}".rstrip()
    if section in SECTIONS and section not in _places(text):
        return _add_section(text, [f"{section}:", new], section)
    apart = _apart(text)
    apart.insert(_place_for(text, apart, section, name.lower()), [new])
    return apart.joined()


def add_step(text: str, key: str, name: str) -> str:
    """The text with another step at its end, which says "not stated" wherever it must say something."""
    needed = [f"  {line}: not stated" for line, rule in STEP.items() if rule.required]
    return _add_section(text, [f"step {key}: {_plain(name)}".rstrip(), *needed], f"step {key}")


def add_form(text: str, key: str, name: str, when: str) -> str:
    """The text with another form above its steps, used when something happens ("step 2 starts")."""
    return _add_section(
        text, [f"form {key}: {_plain(name)}".rstrip(), f"  used when: {_plain(when)}".rstrip()], f"form {key}"
    )


def add_overlay(text: str, group: str, step: str) -> str:
    """The text with a section at its end for what differs at a step ("step 2") for one kind of agency."""
    head = f"for {_plain(group)}, {step}"
    return _add_section(text, [f"{head}:"], head.lower())


def move_step(text: str, path: str, up: bool) -> str:
    """The text with this step changed over with the one above or below it; at the end of the row nothing changes.

    Only the order of the text changes: where a matter goes is what "if not settled" says. Raises KeyError.
    """
    heads = steps(text)
    at = heads.index(path) if path in heads else -1
    if at < 0:
        raise KeyError(path)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(heads):
        return text
    first, second = heads[min(at, other)], heads[max(at, other)]
    apart = _apart(text)
    if not apart.breaks[-1]:
        apart.breaks[-1] = apart.newline
    (one, one_end), (two, two_end) = (apart.block(_spot(text, head)[0]) for head in (first, second))
    for part in (apart.lines, apart.breaks):
        part[one:two_end] = [*part[two:two_end], *part[one_end:two], *part[one:one_end]]
    return apart.joined()


def steps(text: str) -> list[str]:
    """The places of the steps ("step 1", "step 2") in the order of their lines."""
    return _heads(text, STEP_NAME)


def forms(text: str) -> list[str]:
    """The places of the forms ("form 1") in the order of their lines."""
    return _heads(text, FORM_NAME)


def overlays(text: str) -> list[str]:
    """The places of what differs for one kind of agency ("for school, step 2") in the order of their lines."""
    return _heads(text, FOR_NAME)


def _heads(text: str, shape: re.Pattern[str]) -> list[str]:
    places = _places(text)
    return sorted((path for path in places if shape.fullmatch(path)), key=lambda path: places[path])


def entries(text: str, section: str) -> list[Entry]:
    """The lines of a section, or of the top of the policy for "", in the order of the text."""
    lines, found = _apart(text).lines, []
    for path, (line, column) in _places(text).items():
        above, inside, name = path.partition("/")
        if section == (above if inside else "") and not is_head(path):
            raw = lines[line - 1]
            shown = _plain(raw.partition(":")[0])
            found.append(Entry(path, _name(name or above), shown, _value(raw, column - 1), line))
    return sorted(found, key=lambda entry: entry.line)


def _name(name: str) -> str:
    """The name of a line without the count of a repeated one ("tell (2)"); a title may end in brackets itself."""
    return name if name.startswith(FREE) else AGAIN.sub("", name)


def section_at(text: str, line: int) -> str:
    """The section or step that a line (from 1) stands in; "" at the top of the policy."""
    heads = sorted((place[0], path) for path, place in _places(text).items() if is_head(path))
    return next((path for number, path in reversed(heads) if number <= line), "")


def next_key(text: str, heads: Callable[[str], list[str]] = steps) -> str:
    """A number for another step, or another form: one more than the highest there is."""
    numbers = [int(found[0]) for path in heads(text) if (found := re.search(r"\d+", path))]
    return str(max(numbers, default=0) + 1)


def rank(section: str, name: str) -> float:
    """Where a line of this name stands in its section in the canonical order: a number to sort by."""
    return _rank(name, _order(section))


def outline(partnership: str) -> str:
    """A text that only has to be filled in: every line that must be there, in order, without its value."""
    lines = [f"{name}: {partnership}" if name == "partnership" else f"{name}:" for name in _required(TOP)]
    for section in REQUIRED_SECTIONS:
        lines += ["", f"{section}:", *(f"  {name}:" for name in _required(SECTIONS[section]))]
    lines += ["", "step 1:", *(f"  {name}:" for name in _required(STEP))]
    return "\n".join(lines) + "\n"


def rules(section: str) -> Mapping[str, Kind]:
    """The kinds of line that may stand in a section, step or form ("" for the top), besides times."""
    if not section:
        return TOP | OVERLAY_ONLY
    return FORM if FORM_NAME.fullmatch(section) else SECTIONS.get(section, STEP)


def _required(names: Mapping[str, Kind]) -> list[str]:
    return [name for name, kind in names.items() if kind.required]


def is_head(path: str) -> bool:
    """Whether this is the place of a section, a step or a form, and not of a line."""
    return path in SECTIONS or any(shape.fullmatch(path) for shape in (STEP_NAME, FORM_NAME, FOR_NAME))


def _add_section(text: str, new: list[str], name: str) -> str:
    """Put a section where its kind belongs in the canonical order, with an empty line on either side."""
    after = [place for path, place in _places(text).items() if is_head(path) and _rank_of(path) > _rank_of(name)]
    apart = _apart(text)
    if after:
        start, _end = apart.block(min(after)[0] - 1)
        apart.insert(start, [*new, ""])
    else:
        end = len(apart.lines)
        while apart.blank(end - 1):
            end -= 1
        apart.insert(end, ["", *new] if end else new)
    return apart.joined()


def _rank_of(path: str) -> int:
    """Where a section stands among the others: the named ones first, then forms, steps, and what differs."""
    order = list(SECTIONS)
    if path in order:
        return order.index(path)
    return len(order) + next((at for at, kind in enumerate(("form ", "step ")) if path.startswith(kind)), 2)


def _place_for(text: str, apart: _Text, section: str, name: str) -> int:
    """The index at which a line of this name belongs in a section that is there."""
    if section:
        head, _ = _spot(text, section)
        _start, end = apart.block(head)
        lines = [line for line in scan(text)[0] if head + 1 < line.number <= end]
        at = head + 1
    else:
        lines = _top_lines(text)
        at = 0
    order = _order(section)
    akin = [line.number for line in lines if _kind(line.name) == _kind(name)]
    beside = [line.number for line in lines if line.name == name.removesuffix(", urgent")]
    if beside or akin:
        return (beside or akin)[-1]
    before = [line.number for line in lines if _rank(line.name, order) <= _rank(name, order)]
    return max(before, default=at)


def _top_lines(text: str) -> list[Line]:
    """The lines at the margin before the first section."""
    found = []
    for line in scan(text)[0]:
        if line.inside or is_head(line.name):
            break
        found.append(line)
    return found


def _order(section: str) -> list[str]:
    return list(rules(section))


def _kind(name: str) -> str:
    """Lines of one kind stand together: all titles, all timed lines, all lines of one name."""
    return "a time" if is_task(name) or is_cap(name) else name.partition(",")[0]


def _rank(name: str, order: list[str]) -> float:
    """Where a line stands in the canonical order. Times of a step come before who decides, those over several before
    the notes."""
    for known in (name, name.partition(",")[0]):
        if known in order:
            return order.index(known)
    beside = "note" if is_cap(name) else "decided by"
    return order.index(beside) - 0.5 if beside in order else len(order)
