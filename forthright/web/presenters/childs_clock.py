"""The child's clock: how long it is in nights and school days. It stands beside each working time and never pauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.core.challenge.codes import Phase
from forthright.core.worktime import LONDON, Calendar, england, nights, school_days
from forthright.directory.hours import school_calendar
from forthright.record.queries import Matter

BABY, ADULT = 1, 18
"""Ages in years: under the first, a life is told in days; in the year before the second, how near it is."""
YEAR = 365


@dataclass(frozen=True, slots=True)
class ChildsClock:
    """The child's clock beside a working time: so far, and still to come ("" without a date or once it has passed).

    `life` is what that is to a baby or to somebody nearly grown up; empty for those who read no words.
    """

    so_far: str
    to_come: str
    note: str
    life: list[str]


NO_TERMS = gettext_lazy(
    "Weekdays are told because nobody has entered the terms of the schools here. Bank holidays are taken out."
)


def clock(matter: Matter, due: datetime | None, now: datetime) -> ChildsClock | None:
    """The child's clock of an open challenge, beside a time that ends at `due`. None once it has ended, and for what
    was settled by talking: nobody waits."""
    raised = matter.state.raised_at
    if raised is None or matter.state.phase is Phase.ENDED or not matter.state.duties:
        return None
    terms = school_calendar(matter.state.partnership)
    school = terms or england()
    return ChildsClock(
        so_far=since(raised, now, school, terms is not None),
        to_come=until(now, due, school, terms is not None) if due else "",
        note="" if terms else str(NO_TERMS),
        life=in_their_life(_children(matter), raised, now),
    )


def of_stretch(start: datetime, end: datetime, terms: Calendar | None) -> ChildsClock:
    """The child's clock of any stretch of time. `terms` is the calendar of the schools, where one is chosen."""
    told = _("For a child that is %(long)s.") % {"long": length(start, end, terms or england(), terms is not None)}
    return ChildsClock(told, "", "" if terms else str(NO_TERMS), [])


def _children(matter: Matter) -> list[Mapping[str, Any]]:
    """The children that it is about, as far as this person reads words."""
    first = matter.entries[0]
    found = first.words.get("children")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list | tuple) else []


def since(start: datetime, now: datetime, school: Calendar, termly: bool) -> str:
    """How long it has been for the child, as a sentence; before the first night, that it began today.

    `termly`: whether `school` knows the holidays of the schools.
    """
    if not nights(start, now):
        return _("For the child it began today.")
    return _("For the child that is %(long)s so far.") % {"long": length(start, now, school, termly)}


def until(now: datetime, due: datetime, school: Calendar, termly: bool) -> str:
    """How long it still is for the child, as a sentence; empty once it has passed."""
    if due <= now:
        return ""
    return _("For the child that is %(long)s from now.") % {"long": length(now, due, school, termly)}


def nights_to(now: datetime, due: datetime | None) -> str:
    """The nights until then, or since then, for a row of a list; empty where there is none between."""
    if due is None:
        return ""
    ahead, gone = nights(now, due), nights(due, now)
    if gone:
        return ngettext(
            "%(number)s night since then for the child", "%(number)s nights since then for the child", gone
        ) % {"number": gone}
    if ahead:
        return ngettext(
            "%(number)s night until then for the child", "%(number)s nights until then for the child", ahead
        ) % {"number": ahead}
    return ""


def length(start: datetime, end: datetime, school: Calendar, termly: bool) -> str:
    """A stretch of time in nights and school days; weekdays where nobody has entered the terms of the schools."""
    dark, days = nights(start, end), school_days(school, start, end)
    told = ngettext("%(number)s night", "%(number)s nights", dark) % {"number": dark}
    if termly:
        taught = ngettext("%(number)s school day", "%(number)s school days", days) % {"number": days}
    else:
        taught = ngettext("%(number)s weekday", "%(number)s weekdays", days) % {"number": days}
    return _("%(nights)s and %(days)s") % {"nights": told, "days": taught}


def in_their_life(children: Iterable[Mapping[str, Any]], raised: datetime, now: datetime) -> list[str]:
    """What that time is to a baby, and to a teenager, where a date of birth was given. For readers of words only."""
    said = (_life(str(child.get("name") or _("The child")), _born(child), raised, now) for child in children)
    return [one for one in said if one]


def _born(child: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(child.get("born") or ""))
    except ValueError:
        return None


def _life(name: str, born: date | None, raised: datetime, now: datetime) -> str:
    if born is None:
        return ""
    today, then = now.astimezone(LONDON).date(), raised.astimezone(LONDON).date()
    lived, waited = (today - born).days, (today - max(then, born)).days
    told = {"name": name, "lived": lived, "waited": waited}
    if lived < 0:
        return ngettext(
            "%(name)s is expected in %(number)s day.", "%(name)s is expected in %(number)s days.", -lived
        ) % {"name": name, "number": -lived}
    if _birthday(born, BABY) > today:
        return _("%(name)s has lived %(lived)s days. This has been open for %(waited)s of them.") % told
    grown = (_birthday(born, ADULT) - today).days
    if 0 < grown <= YEAR:
        return ngettext("%(name)s will be 18 in %(number)s day.", "%(name)s will be 18 in %(number)s days.", grown) % {
            "name": name,
            "number": grown,
        }
    return ""


def _birthday(born: date, age: int) -> date:
    """The day on which this age is reached; for somebody born on 29 February that is 1 March in most years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
