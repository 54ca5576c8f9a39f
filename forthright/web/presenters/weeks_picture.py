"""Dates as a picture of weeks: an SVG with no styles or scripts, so that it passes a strict content policy and prints.

A date that counts is filled and ticked, one that does not is struck out, and the last is ringed: nothing is told by
colour alone. The description says all of it in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from django.utils.translation import gettext as _

from forthright.core.worktime import Day

WIDTH = 290
CELL, HIGH = 40, 38
LEFT, TOP = 5, 26
INK, PAPER, MARK, SOFT = "#1b1f23", "#ffffff", "#0b4f6c", "#6b7278"
"""Ink on paper has a contrast above 14 to 1, paper on the mark 8.7 to 1, the soft stroke on paper 4.9 to 1."""
LETTERS = "MTWTFSS"


def weeks_svg(days: Sequence[Day], described: str, due: date) -> str:
    """The dates of `days` in rows of weeks from Monday, 290 wide, the one on which it is due ringed.

    `described` is what a screen reader reads instead.
    """
    first = days[0].date - timedelta(days[0].date.weekday())
    weeks = (days[-1].date - first).days // 7 + 1
    parts = [_letter(at, letter) for at, letter in enumerate(LETTERS)]
    parts += [_cell(day, first, day is days[0], day.date == due) for day in days]
    high = TOP + weeks * HIGH + 72
    parts += _legend(TOP + weeks * HIGH + 24)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="app-picture" role="img" width="{WIDTH}" height="{high}" '
        f'viewBox="0 0 {WIDTH} {high}" aria-labelledby="app-weeks-title app-weeks-desc" '
        f'font-family="arial, sans-serif" font-size="16">'
        f'<title id="app-weeks-title">{escape(_("The days that were counted"))}</title>'
        f'<desc id="app-weeks-desc">{escape(described)}</desc>{"".join(parts)}</svg>'
    )


def _letter(at: int, letter: str) -> str:
    return f'<text x="{LEFT + at * CELL + CELL // 2}" y="18" fill="{INK}" text-anchor="middle">{letter}</text>'


def _cell(day: Day, first: date, starts: bool, due: bool) -> str:
    left = LEFT + day.date.weekday() * CELL
    top = TOP + (day.date - first).days // 7 * HIGH
    number = str(day.date.day)
    if day.date.day == 1 or starts:
        number = day.date.strftime("%-d %b")
    size = 12 if len(number) > 2 else 16
    fill, ink = (MARK, PAPER) if day.counted else (PAPER, INK)
    parts = [_box(left, top, fill), _text(left + CELL // 2, top + 17, number, ink, size)]
    if day.counted:
        parts.append(_tick(left + 13, top + 24, PAPER))
    else:
        parts.append(_stroke(left + 6, top + HIGH - 8, left + CELL - 8, top + HIGH - 8))
    if due:
        parts.append(_ring(left, top))
    return "".join(parts)


def _legend(top: int) -> list[str]:
    """What the marks mean, as two lines under the weeks."""
    rows = [(LEFT, top, True), (LEFT + 105, top, False)]
    words = [_("counts"), _("does not count")]
    parts = []
    for (left, down, counted), word in zip(rows, words, strict=True):
        mark = _tick(left + 4, down - 9, INK) if counted else _stroke(left, down - 5, left + 16, down - 5)
        parts += [mark, _text(left + 24, down, word, INK, 16, "start")]
    parts += [_ring(LEFT - 2, top + 11, 18), _text(LEFT + 24, top + 26, _("the day it is due"), INK, 16, "start")]
    return parts


def _box(left: int, top: int, fill: str) -> str:
    return (
        f'<rect x="{left + 1}" y="{top + 1}" width="{CELL - 3}" height="{HIGH - 3}" fill="{fill}" '
        f'stroke="{SOFT}" stroke-width="1"/>'
    )


def _ring(left: int, top: int, size: int = 0) -> str:
    """A ring in ink with one of paper inside it, so that it stands out on a filled date too."""
    wide, high = (size, size) if size else (CELL - 3, HIGH - 3)
    outer = f'<rect x="{left + 1}" y="{top + 1}" width="{wide}" height="{high}" fill="none"'
    inner = f'<rect x="{left + 4}" y="{top + 4}" width="{wide - 6}" height="{high - 6}" fill="none"'
    return f'{outer} stroke="{INK}" stroke-width="4"/>{inner} stroke="{PAPER}" stroke-width="2"/>'


def _text(x: int, y: int, words: str, fill: str, size: int, anchor: str = "middle") -> str:
    return f'<text x="{x}" y="{y}" fill="{fill}" font-size="{size}" text-anchor="{anchor}">{escape(words)}</text>'


def _tick(left: int, top: int, ink: str) -> str:
    return f'<path d="M{left} {top + 4}l4 4 8 -8" fill="none" stroke="{ink}" stroke-width="2" stroke-linecap="round"/>'


def _stroke(x: int, y: int, to_x: int, to_y: int) -> str:
    return f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="{SOFT}" stroke-width="2"/>'
