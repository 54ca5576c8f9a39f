"""The ladder as a picture: an SVG with no styles or scripts, so that it passes a strict content policy and prints.

It is drawn top to bottom, 290 wide, so that it is legible without zooming on a phone of 320 pixels. Whatever it shows
by form is also said in words: the title and description are read by a screen reader in place of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from forthright.core.policy.picture_words import FORMAL, HERE, above, describe, step_lines, title, ways
from forthright.core.policy.sentences import step_heading
from forthright.core.policy.shapes import Policy

__all__ = ["WIDTH", "describe", "ladder_svg"]

WIDTH = 290
EDGE = 2
PAD = 12
SIZE = 16
LINE = 20
APART = 6
"""From one thing that is said to the next, beyond the height of a line: what runs over two lines holds together."""
ARROW = 34
BESIDE = 26
"""How far words stand from the left where an arrow runs beside them."""
LANES, LANE, FIRST = 3, 12, 15
"""An arrow past other steps runs in a lane at the right: so many at most, so far apart, the first so far out."""
LONG = 1400
"""Beyond this it would be too small on one printed page."""
INK, PAPER, MARK, SOFT = "#1b1f23", "#ffffff", "#0b4f6c", "#e8f1f5"
"""Ink on paper, and on the soft mark, has a contrast above 14 to 1; the mark on paper 8.7 to 1."""


@dataclass(frozen=True, slots=True)
class Row:
    """One drawn line of words, and how far its top lies under that of the first."""

    text: str
    bold: bool
    down: int


@dataclass(frozen=True, slots=True)
class Lane:
    """An arrow from one step past others to another, by their places in the ladder, and which lane it runs in."""

    start: int
    end: int
    must: bool
    place: int


def ladder_svg(policy: Policy, current: str | None = None) -> str:
    """The steps of a policy as an SVG, one to a page (its title and description have fixed ids).

    `current` is the key of the step to mark "You are here"; a key that no step has marks nothing.
    """
    drawing = _Drawing(policy, _lanes(policy))
    for at in range(len(policy.steps)):
        drawing.gap(at)
        drawing.box(at, current)
    drawing.gap(len(policy.steps))
    drawing.lanes()
    high = drawing.top + EDGE
    kind = "app-picture" + (" app-picture--long" if high > LONG else "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="img" width="{WIDTH}" height="{high}" '
        f'viewBox="0 0 {WIDTH} {high}" aria-labelledby="app-ladder-title app-ladder-desc" '
        f'font-family="arial, sans-serif" font-size="{SIZE}">'
        f'<title id="app-ladder-title">{escape(title(policy))}</title>'
        f'<desc id="app-ladder-desc">{escape(describe(policy, current))}</desc>{"".join(drawing.parts)}</svg>'
    )


def _lanes(policy: Policy) -> list[Lane]:
    """An arrow for each way that does not lead to the next step. Where there is no lane left, the words must do."""
    places = {step.key: at for at, step in enumerate(policy.steps)}
    found: list[Lane] = []
    for at, step in enumerate(policy.steps):
        for way in ways(policy, step):
            for end in (places[key] for key in way.to if key in places):
                if end in (at, at + 1) or any((lane.start, lane.end) == (at, end) for lane in found):
                    continue
                low, high = sorted((at, end))
                taken = {
                    lane.place
                    for lane in found
                    if max(low, min(lane.start, lane.end)) < min(high, max(lane.start, lane.end))
                }
                free = next((place for place in range(LANES) if place not in taken), None)
                found += [] if free is None else [Lane(at, end, way.must, free)]
    return found


class _Drawing:
    """What was drawn so far, and how far down it reaches."""

    def __init__(self, policy: Policy, lanes: list[Lane]) -> None:
        self.policy = policy
        self.ways = lanes
        self.parts: list[str] = []
        self.top = EDGE
        self.boxes: list[tuple[int, int]] = []
        wide = max((lane.place + 1 for lane in lanes), default=0)
        self.right = WIDTH - EDGE - (LANE * wide + 8 if wide else 0)

    def box(self, at: int, current: str | None) -> None:
        """A step in its frame."""
        step = self.policy.steps[at]
        here = step.key == current
        heading = [(HERE, True)] if here else []
        said = [*heading, (step_heading(self.policy, step), True)]
        said += [(words, False) for words in step_lines(self.policy, step)]
        rows, deep = _rows(said, self.right - EDGE - 2 * PAD)
        fill, width, kind = (SOFT, 4, " app-ladder-here") if here else (PAPER, 2, "")
        bottom = self.top + deep + 2 * PAD
        self.parts.append(
            f'<rect class="app-ladder-step{kind}" x="{EDGE}" y="{self.top}" width="{self.right - EDGE}" '
            f'height="{bottom - self.top}" rx="6" fill="{fill}" stroke="{MARK}" stroke-width="{width}"/>'
        )
        self.parts.append(_texts(EDGE + PAD, self.top + PAD, rows))
        self.boxes.append((self.top, bottom))
        self.top = bottom

    def gap(self, at: int) -> None:
        """What stands between the step before a place and the one after it: the ways on, and the formal line.

        A solid arrow is a must, a dashed one an offer; the words beside it say so too.
        """
        policy, top = self.policy, self.top
        following = policy.steps[at].key if at < len(policy.steps) else None
        on = ways(policy, policy.steps[at - 1], following) if at else []
        on = sorted(on, key=lambda way: following not in way.to)  # what stands beside the arrow is about the arrow
        leads = [way for way in on if following in way.to]
        left = EDGE + PAD + (BESIDE if leads else 0)
        said = [way.words for way in on] if at else above(policy)
        rows, deep = _rows([(words, False) for words in said], self.right - left)
        self.parts.append(_texts(left, top + 6, rows))
        self.top += max(deep + PAD, ARROW) if at else deep + (PAD if said else 0)
        if following is not None and following == policy.formal_from:
            self.formal(left)
        if leads:
            self.parts.append(_line(leads[0].must, f"M{EDGE + PAD + 8} {top + 1} V{self.top - 8}"))
            self.parts.append(_tip(EDGE + PAD + 8, self.top - 1, -6, -9, 6, -9))

    def formal(self, left: int) -> None:
        """The line at which the procedure becomes formal, said in words under it."""
        line = f'x1="{EDGE}" y1="{self.top + 4}" x2="{self.right}" y2="{self.top + 4}"'
        self.parts.append(
            f'<line class="app-ladder-formal" {line} stroke="{INK}" stroke-width="2" stroke-dasharray="2 4"/>'
        )
        rows, deep = _rows([(FORMAL, True)], self.right - left)
        self.parts.append(_texts(left, self.top + 10, rows))
        self.top += 10 + deep + PAD

    def lanes(self) -> None:
        """The arrows past other steps: out at the side of a box near its foot, and in near the head of another."""
        for lane in self.ways:
            x = self.right + FIRST + LANE * lane.place
            leaves = self.boxes[lane.start][1] - 12 - 8 * lane.place
            enters = self.boxes[lane.end][0] + 14 + 12 * lane.place
            self.parts.append(_line(lane.must, f"M{self.right + 1} {leaves} H{x} V{enters} H{self.right + 9}"))
            self.parts.append(_tip(self.right + 2, enters, 9, -6, 9, 6))


def _line(must: bool, path: str) -> str:
    dash = "" if must else ' stroke-dasharray="5 4"'
    return f'<path class="app-ladder-way" d="{path}" fill="none" stroke="{MARK}" stroke-width="2"{dash}/>'


def _tip(x: int, y: int, *back: int) -> str:
    """The tip of an arrow, and its two other corners from there."""
    path = f"M{x} {y} l{back[0]} {back[1]} L{x + back[2]} {y + back[3]} Z"
    return f'<path class="app-ladder-tip" d="{path}" fill="{MARK}"/>'


def _texts(left: int, top: int, rows: list[Row]) -> str:
    drawn = []
    for row in rows:
        weight = ' font-weight="bold"' if row.bold else ""
        drawn.append(f'<text x="{left}" y="{top + row.down + SIZE}" fill="{INK}"{weight}>{escape(row.text)}</text>')
    return "".join(drawn)


def _rows(said: Iterable[tuple[str, bool]], room: int) -> tuple[list[Row], int]:
    """Words in lines no wider than the room, with how deep they are together."""
    rows: list[Row] = []
    deep = 0
    for text, bold in said:
        deep += APART if rows else 0
        for line in _wrap(text, room, bold):
            rows.append(Row(line, bold, deep))
            deep += LINE
    return rows, deep


WIDTHS = {
    letter: units
    for letters, units in (
        ("'ijl|", 0.22),
        (" !,./:;I[]ft\\’‘", 0.28),
        ("()r-“”`{}*", 0.36),
        ("Jcksvxyz", 0.5),
        ("FTZ", 0.61),
        ("ABEKPSVXY", 0.67),
        ("CDHNRUw", 0.73),
        ("GOQ", 0.78),
        ("Mm%", 0.89),
        ("W@", 1.02),
    )
    for letter in letters
}
SPARE = 1.1
"""A font that is not there is replaced by one that may be wider."""


def _width(text: str, bold: bool) -> float:
    """About how wide a line is drawn, in the widths of Arial."""
    units = sum(WIDTHS.get(letter, 0.56 if letter < "ƀ" else 1) for letter in text)
    return units * SIZE * SPARE * (1.07 if bold else 1)


def _wrap(text: str, room: int, bold: bool) -> list[str]:
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
    return lines
