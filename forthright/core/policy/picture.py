"""The ladder as a picture: an SVG with no styles or scripts, so that it passes a strict content policy and prints.

It is drawn top to bottom, 290 wide, so that it is legible without zooming on a phone of 320 pixels. Whatever it shows
by form is also said in words: the title and description are read by a screen reader in place of the drawing.
"""

from __future__ import annotations

from html import escape

from forthright.core.policy.sentences import limit_words, roles_words, step_heading, ways_words
from forthright.core.policy.shapes import Binding, How, Policy, Stated, Step

WIDTH = 290
EDGE = 2
PAD = 12
SIZE = 15
LINE = 20
ARROW = 34
ROOM = WIDTH - 2 * EDGE - 2 * PAD
BESIDE = ROOM - 26
"""How wide text may be in a box, and beside an arrow."""
INK, PAPER, MARK, SOFT = "#1b1f23", "#ffffff", "#0b4f6c", "#e8f1f5"
"""Ink on paper, and on the soft mark, has a contrast above 14 to 1; the mark on paper 8.7 to 1."""

Text = tuple[str, bool]


def ladder_svg(policy: Policy, current: str | None = None) -> str:
    """The steps of a policy as an SVG, one to a page (its title and description have fixed ids).

    `current` is the key of the step to mark "You are here"; a key that no step has marks nothing.
    """
    parts: list[str] = []
    top = EDGE
    for at, step in enumerate(policy.steps):
        last = at == len(policy.steps) - 1
        if at and step.key == policy.formal_from:
            drawn, deep = _formal_line(top)
            parts.append(drawn)
            top += deep
        lines = _box_lines(policy, step, step.key == current)
        height = 2 * PAD + LINE * len(lines)
        parts.append(_box(top, height, lines, step.key == current))
        top += height
        drawn, deep = _below(policy, step, top, None if last else policy.steps[at + 1].key)
        parts.append(drawn)
        top += deep
    title, described = _title(policy), escape(describe(policy, current))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="app-picture" role="img" width="{WIDTH}" height="{top + EDGE}" '
        f'viewBox="0 0 {WIDTH} {top + EDGE}" aria-labelledby="app-ladder-title app-ladder-desc" '
        f'font-family="arial, sans-serif" font-size="{SIZE}">'
        f'<title id="app-ladder-title">{escape(title)}</title><desc id="app-ladder-desc">{described}</desc>'
        f"{''.join(parts)}</svg>"
    )


def describe(policy: Policy, current: str | None = None) -> str:
    """What the picture shows, in words."""
    said = []
    for step in policy.steps:
        here = " You are here." if step.key == current else ""
        formal = " From here the procedure is formal." if step.key == policy.formal_from else ""
        conditions = "".join(f" {line}." for line in _conditions(policy, step))
        ways = " ".join(ways_words(policy, step))
        said.append(f"{step_heading(policy, step)}.{here}{formal}{conditions} {_answers(step)}. {ways}")
    return " ".join(said)


def _title(policy: Policy) -> str:
    count = len(policy.steps)
    return f"The {count} {policy.step_word.lower()}{'s' if count != 1 else ''} of the escalation policy"


def _answers(step: Step) -> str:
    return f"Who answers: {roles_words(step.answered_by)}"


def _conditions(policy: Policy, step: Step) -> list[str]:
    """What must be so before a matter is at a step, and who decides there: the lines that a glance must not miss."""
    said = [f"Only if {step.only_if}"] if step.only_if else []
    if step.inside:
        said.append("Inside the raising agency")
    if not isinstance(step.first_agreed_by, Stated):
        said.append(f"First agreed by: {roles_words(step.first_agreed_by)}")
    if step.entry:
        said.append(f"May start here {step.entry.when}")
    if step.repeated_with:
        said.append(f"Repeated with: {roles_words(step.repeated_with)}")
    if not isinstance(step.decided_by, Stated):
        verb = "Recommends" if step.panel.binding is Binding.RECOMMENDS else "Decides"
        said.append(f"{verb}: {roles_words(step.decided_by)}")
    if step.hand_back:
        said.append(f"May go back to {policy.label(step.hand_back.to)}")
    return said


def _formal_line(top: int) -> tuple[str, int]:
    """The line at which the procedure becomes formal, said in words under it."""
    drawn = (
        f'<line class="app-ladder-formal" x1="{EDGE}" y1="{top + 8}" x2="{WIDTH - EDGE}" y2="{top + 8}" '
        f'stroke="{INK}" stroke-width="2" stroke-dasharray="2 4"/>'
    )
    words = _wrap("From here the procedure is formal", ROOM, bold=True)
    return drawn + _texts(EDGE + PAD, top + 14, words), 14 + LINE * len(words) + PAD


def _box_lines(policy: Policy, step: Step, here: bool) -> list[Text]:
    """The wrapped text of a box, each line with whether it is bold."""
    lines: list[Text] = [("You are here", True)] if here else []
    lines += _wrap(step_heading(policy, step), ROOM, bold=True)
    for said in (*_conditions(policy, step), _answers(step)):
        lines += _wrap(said, ROOM)
    times = [
        f"To {task.act}: {limit_words(task.limit)}"
        + (f"; if urgent, {limit_words(task.urgent)}" if task.urgent is not None else "")
        for task in step.tasks
        if task.limit != Stated.NOT_STATED
    ]
    for time in times or ["Time: not stated"]:
        lines += _wrap(time, ROOM)
    return lines


def _width(text: str, bold: bool) -> float:
    """About how wide a line is drawn. A generous table: a font that is not there is replaced by one like it."""
    units = sum(
        0.34 if letter in "iljtfrI.,:;'()| " else 0.9 if letter in "mwMW@%" else 0.72 if letter.isupper() else 0.58
        for letter in text
    )
    return units * SIZE * (1.08 if bold else 1)


def _wrap(text: str, room: int, bold: bool = False) -> list[Text]:
    """Lines no wider than the room; a word too long for a line is broken rather than drawn over the edge."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if _width(joined, bold) <= room:
            lines[-1] = joined
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            if _width(lines[-1] + letter, bold) > room:
                lines.append("")
            lines[-1] += letter
    return [(line, bold) for line in lines]


def _box(top: int, height: int, lines: list[Text], here: bool) -> str:
    fill, width, kind = (SOFT, 4, " app-ladder-here") if here else (PAPER, 2, "")
    drawn = (
        f'<rect class="app-ladder-step{kind}" x="{EDGE}" y="{top}" width="{WIDTH - 2 * EDGE}" height="{height}" '
        f'rx="6" fill="{fill}" stroke="{MARK}" stroke-width="{width}"/>'
    )
    return drawn + _texts(EDGE + PAD, top + PAD, lines)


def _texts(left: int, top: int, lines: list[Text]) -> str:
    drawn = []
    for at, (line, bold) in enumerate(lines):
        weight = ' font-weight="bold"' if bold else ""
        place = f'x="{left}" y="{top + LINE * at + SIZE}"'
        drawn.append(f'<text {place} fill="{INK}"{weight}>{escape(line)}</text>')
    return "".join(drawn)


def _below(policy: Policy, step: Step, top: int, following: str | None) -> tuple[str, int]:
    """What stands under a box: an arrow where the way leads to the next box, and in words every other way.

    A solid arrow is a must, a dashed one an offer; the words beside it say so too.
    """
    words: list[Text] = []
    leads = following is not None and step.move.to == following and step.move.how is not How.CHOOSE
    if leads:
        words += _wrap(_short(step.move.how), BESIDE)
    for at, said in enumerate(ways_words(policy, step)):
        if at or not leads:
            words += _wrap(said, BESIDE)
    deep = max(ARROW, LINE * len(words) + PAD)
    if following is None:
        return _texts(EDGE + PAD, top + 4, words), LINE * len(words) + PAD
    arrow = ""
    if leads:
        dash = "" if step.move.how == How.MUST else ' stroke-dasharray="5 4"'
        x, tip = EDGE + PAD + 8, top + deep
        ends = f'x1="{x}" y1="{top + 1}" x2="{x}" y2="{tip - 8}"'
        path = f"M{x - 6} {tip - 9} L{x + 6} {tip - 9} L{x} {tip - 1} Z"
        arrow = f'<line class="app-ladder-way" {ends} stroke="{MARK}" stroke-width="2"{dash}/>'
        arrow += f'<path class="app-ladder-tip" d="{path}" fill="{MARK}"/>'
    return arrow + _texts(EDGE + PAD + 26, top + 6, words), deep


def _short(how: How) -> str:
    return "not settled in time: must go on" if how == How.MUST else "not settled: can be taken on"
