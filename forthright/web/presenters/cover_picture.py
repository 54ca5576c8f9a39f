"""Thirty days as weeks: on which of them somebody is missing. An SVG without styles or scripts, as `weeks_picture`.

A day on which all answer has a tick, one with hours in which nobody does is filled and crossed, a closed one is empty:
nothing is told by colour alone, and the list beside it says all of it in words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from html import escape

from django.utils.translation import gettext as _

from forthright.web.presenters.weeks_picture import CELL, HIGH, INK, LEFT, LETTERS, MARK, PAPER, SOFT, TOP, WIDTH


def cover_svg(days: Sequence[date], opened: Collection[date], missing: Collection[date], number: int) -> str:
    """The days in rows of weeks from Monday. `opened` are those with opening hours, `missing` those with hours in which
    nobody answers. `number` keeps the names of several pictures on one page apart."""
    first = days[0] - timedelta(days[0].weekday())
    weeks = (days[-1] - first).days // 7 + 1
    parts = [_text(LEFT + at * CELL + CELL // 2, 18, letter, INK) for at, letter in enumerate(LETTERS)]
    parts += [_cell(day, first, day in opened, day in missing, day == days[0]) for day in days]
    high = TOP + weeks * HIGH + 50
    parts += _legend(TOP + weeks * HIGH + 16)
    name = _("The next 30 days: %(missing)s with hours in which nobody answers") % {"missing": len(missing)}
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="app-picture" role="img" width="{WIDTH}" height="{high}" '
        f'viewBox="0 0 {WIDTH} {high}" aria-labelledby="app-cover-{number}" font-family="arial, sans-serif" '
        f'font-size="16"><title id="app-cover-{number}">{escape(name)}</title>{"".join(parts)}</svg>'
    )


def _cell(day: date, first: date, opened: bool, missing: bool, starts: bool) -> str:
    left, top = LEFT + day.weekday() * CELL, TOP + (day - first).days // 7 * HIGH
    number = day.strftime("%-d %b") if day.day == 1 or starts else str(day.day)
    fill, ink = (MARK, PAPER) if missing else (PAPER, INK)
    box = f'<rect x="{left + 1}" y="{top + 1}" width="{CELL - 3}" height="{HIGH - 3}" fill="{fill}" stroke="{SOFT}"/>'
    text = _text(left + CELL // 2, top + 17, number, ink, 12 if len(number) > 2 else 16)
    mark = _cross(left + 14, top + 22, PAPER) if missing else _tick(left + 13, top + 24) if opened else ""
    return box + text + mark


def _legend(top: int) -> list[str]:
    crossed = f'<rect x="{LEFT}" y="{top}" width="18" height="18" fill="{MARK}"/>{_cross(LEFT + 4, top + 4, PAPER)}'
    rows = [_tick(LEFT + 180, top + 5), _text(LEFT + 200, top + 14, _("all answer"), INK, 16, "start")]
    return [crossed, _text(LEFT + 24, top + 14, _("nobody for a post"), INK, 16, "start"), *rows]


def _text(x: int, y: int, words: str, fill: str, size: int = 16, anchor: str = "middle") -> str:
    return f'<text x="{x}" y="{y}" fill="{fill}" font-size="{size}" text-anchor="{anchor}">{escape(words)}</text>'


def _tick(left: int, top: int) -> str:
    return f'<path d="M{left} {top + 4}l4 4 8 -8" fill="none" stroke="{INK}" stroke-width="2" stroke-linecap="round"/>'


def _cross(left: int, top: int, ink: str) -> str:
    return f'<path d="M{left} {top}l10 10m0 -10l-10 10" fill="none" stroke="{ink}" stroke-width="2"/>'
