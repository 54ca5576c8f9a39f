"""A local text on a regional base: the lines of both, sorted together before anything is made of them.

A line of the local text stands in for those of its name in the base, a task for that of the same act and person, a time
over several steps for that over the same steps; topics are replaced as a whole. What says whose text it is, and where
and when it was read, is never taken from the base.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from forthright.core.policy import values
from forthright.core.policy.lines import MOST_PROBLEMS, Line, Problem, no_colon, scan, show
from forthright.core.policy.sections import Enough, Section, Sorter
from forthright.core.policy.tasks import cap_range, doer
from forthright.core.policy.values import Wrong

Bases = Callable[[str], "str | bytes | None"]
"""Gives the text of a base by its name. Where there is none, gives None or raises `Wrong`, which says what there is."""

DEEPEST = 5
"""How many bases may stand under one another. Two is the most that was seen."""
OWN_LINES = ("based on", "leave out", "partnership", "version", "in force from", "already includes", "invented")
OWN_SECTIONS = ("source",)


def sorted_lines(
    source: str | bytes, name: str, bases: Bases | None, seen: tuple[str, ...] = (), origin: str = ""
) -> tuple[Sorter | None, list[Problem]]:
    """The lines of a text in their sections, with those of its base beneath them. None where no line can be used.

    `seen` are the names of the texts that led here, `origin` that of this one when it is itself a base.
    """
    lines, problems = scan(source, origin)
    if all(line.bare for line in lines):
        bare = (Problem(line.number, line.column, *no_colon(line)) for line in lines)
        return None, [*problems, *islice(bare, MOST_PROBLEMS)]
    sorter = Sorter(lines[0], problems, origin)
    try:
        sorter.sort(lines)
        _take_in_base(sorter, bases, (*seen, name))
    except Enough:
        return None, problems
    return sorter, problems


def _take_in_base(sorter: Sorter, bases: Bases | None, seen: tuple[str, ...]) -> None:
    """Put what a text is based on under it."""
    asked, left_out = sorter.top.first("based on"), _left_out(sorter)
    if asked is None:
        for line in left_out.values():
            sorter.problem(line, line.column, "There is no base to leave it out of.", "Add a line “based on:”.")
        return
    both = sorter.top.first("already includes")
    if both is not None:
        what = "A text that already includes its base is not based on it as well."
        sorter.problem(both, both.column, what, "Keep one of the two lines.")
    base = _base(sorter, asked, bases, seen)
    if base is None:
        sorter.whole = False
        return
    theirs = {section.name.removeprefix("step ") for section in base.steps}
    own = {section.name.removeprefix("step "): section.head for section in sorter.steps}
    for key, line in left_out.items():
        if key not in theirs:
            what, expected = f"“{show(asked.value)}” has no step {key}.", "Take the line out."
            sorter.problem(line, line.value_column, what, expected)
        elif key in own:
            what = f"Step {key} is left out here and yet stands on line {own[key].number}."
            sorter.problem(line, line.value_column, what, "Keep one of the two.")
    _take_in(sorter, base, set(left_out))
    sorter.top.lines["already includes"] = [asked]


def _left_out(sorter: Sorter) -> dict[str, Line]:
    """The lines that leave a step of the base out, by its key."""
    found = {}
    for line in sorter.top.lines.get("leave out", []):
        try:
            found[values.step_key(line.value)] = line
        except Wrong as wrong:
            sorter.problem(line, line.value_column + wrong.offset, wrong.what, wrong.expected, wrong.near)
    return found


def _base(sorter: Sorter, asked: Line, bases: Bases | None, seen: tuple[str, ...]) -> Sorter | None:
    """The base that a text names, sorted; a problem where it is missing, broken, or leads round in a ring."""
    try:
        name, text = _named(asked.value, bases, seen)
        base, problems = sorted_lines(text, name, bases, seen, name)
        if base is not None and not problems:
            _refuse_ring(name, base, bases, seen)
            return base
        count = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
        what = f"“{show(name)}” has {count}. Line {problems[0].line}: {problems[0].what}"
        raise Wrong(what, "Mend the base first.")
    except Wrong as wrong:
        sorter.problem(asked, asked.value_column, wrong.what, wrong.expected, wrong.near)
        return None


def _named(value: str, bases: Bases | None, seen: tuple[str, ...]) -> tuple[str, str | bytes]:
    """The name of a base and its text. Raises Wrong."""
    try:
        name = values.base_name(value)
    except Wrong as wrong:
        if wrong.near and bases and not set(value) & set("/\\"):
            bases(wrong.near)  # where that is no name either, what it says of what there is helps more
        raise
    if name in seen:
        round_again = " is based on ".join(show(one) for one in (*seen[seen.index(name) :], name))
        raise Wrong(f"“{show(name)}” leads back to itself: {round_again}.", "Take one of these lines out.")
    if len(seen) > DEEPEST:
        raise Wrong(
            f"There are more than {DEEPEST} bases under one another.", "Base the text on one that stands higher."
        )
    text = bases(name) if bases else None
    if text is None:
        what = f"There is no policy called “{show(name)}” to base this on."
        raise Wrong(what, "Write the name of its file without “.policy”.")
    return name, text


def _refuse_ring(name: str, base: Sorter, bases: Bases | None, seen: tuple[str, ...]) -> None:
    """A base that was published has its own base written out in it, and may lead back by that. Raises Wrong."""
    held, chain = base.top.first("already includes"), [name]
    while held is not None and bases is not None and len(chain) <= DEEPEST:
        try:
            chain.append(values.base_name(held.value))
            text = None if chain[-1] in seen else bases(chain[-1])
        except Wrong:
            return
        if chain[-1] in seen:
            above = " is based on ".join(show(one) for one in (*seen[seen.index(chain[-1]) :], name))
            below = "".join(f", which already includes {show(one)}" for one in chain[1:])
            what = f"“{show(chain[-1])}” leads back to itself: {above}{below}."
            raise Wrong(what, "Base it on another text, or on none.")
        lines = scan(text)[0] if text is not None else []
        held = next((one for one in lines if not one.inside and one.name in ("already includes", "based on")), None)


def _take_in(mine: Sorter, base: Sorter, left_out: set[str]) -> None:
    """Put a sorted base under a sorted text; a step of the base stays unless it is left out."""
    _under(mine.top, base.top, OWN_LINES)
    for name, section in base.sections.items():
        if name not in OWN_SECTIONS:
            own = mine.sections.setdefault(name, section)
            if own is not section:
                _under(own, section)
    for held, theirs in ((mine.steps, base.steps), (mine.forms, base.forms), (mine.overlays, base.overlays)):
        named = {section.name: section for section in held}
        for section in theirs:
            if section.name in named:
                _under(named[section.name], section)
            elif not _goes(section, left_out):
                held.append(section)
    mine.steps.sort(key=lambda section: _order(section.name))
    asked = mine.top.lines["based on"][0]
    for path in base.places:
        mine.places.setdefault(path, (asked.number, asked.value_column))


def _goes(section: Section, left_out: set[str]) -> bool:
    """Whether a section of the base goes with a step that is left out: the step, its variants, a form used there."""
    used = section.first("used when")
    about = used.value.lower() if used else section.name
    return bool(left_out & set(re.findall(r"step ([0-9]{1,2}[a-z]?)\b", about)))


def _under(mine: Section, base: Section, never: tuple[str, ...] = ()) -> None:
    """The lines of the base, each with what stands in for it in its place, and then the lines of one's own."""
    own = dict(mine.lines)
    others: dict[tuple[str, ...], list[str]] = {}
    for name in own:
        if name not in base.lines:
            others.setdefault(_place(name), []).append(name)
    mine.lines.clear()
    for name, lines in base.lines.items():
        if name in never:
            continue
        instead = [name] if name in own else [one for one in others.get(_place(name), ()) if _stands_in(one, name)]
        for one in instead:
            mine.lines.setdefault(one, own[one])
        if not instead:
            mine.lines[name] = lines
    for name, lines in own.items():
        mine.lines.setdefault(name, lines)


def _place(name: str) -> tuple[str, ...]:
    """What a line is about: two lines of different names that are about the same stand in for one another."""
    if name.startswith("topic"):
        return ("topic",)
    timed = doer(name)
    return timed[:2] if timed else cap_range(name) or (name,)


def _stands_in(mine: str, base: str) -> bool:
    """Whether one line stands in for another about the same thing: another strength replaces a time together with its
    faster times, the same strength replaces only the time of the same priority."""
    ours, theirs = doer(mine), doer(base)
    return not (ours and theirs) or ours[2] != theirs[2] or ours[3] == theirs[3]


def _order(name: str) -> tuple[int, str]:
    shape = re.fullmatch(r"step ([0-9]+)([a-z]?)", name)
    return (int(shape[1]), shape[2]) if shape else (0, name)
