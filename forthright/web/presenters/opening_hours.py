"""Opening hours in words: the week, days at other hours, and what moves when they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.core.challenge import facts
from forthright.core.challenge.codes import HoursChange
from forthright.core.challenge.standing import Actor
from forthright.core.policy.sentences import first_upper
from forthright.core.worktime import LONDON, NATIONS, windows_of
from forthright.core.worktime.nations import YEARS
from forthright.directory.hours import entered, week_on
from forthright.directory.keeping import Keeper, Kept
from forthright.directory.models import OfficeHours, OtherHours
from forthright.record.hours_wishes import ChangeWeek, EnterDays, Refused, Why, Wish
from forthright.record.moving_hours import Moves
from forthright.web.presenters import duties, when
from forthright.web.presenters.hours import week, windows

SHOWN = 100
"""How many matters a preview lists; of more the number is said."""


def span(first: date, last: date | None) -> str:
    """Some days: "Monday 2 November 2026", or "Monday 2 November 2026 to Friday 6 November 2026"."""
    if last is None or last == first:
        return when.day(first)
    return _("%(first)s to %(last)s") % {"first": when.day(first), "last": when.day(last)}


@dataclass(frozen=True, slots=True)
class Line:
    """Some days at other hours. `mine` tells that this person can take them back."""

    number: int
    name: str
    days: str
    hours: str
    source: str
    entered: str
    withdrawn: str
    mine: bool


def line(row: OtherHours, kept: Kept) -> Line:
    """Days at other hours, with who entered them and who took them back."""
    by = {"who": row.added_name or _("the installation"), "when": when.said(row.added_at)}
    said = ""
    if row.withdrawn_at is not None:
        back = {"who": row.withdrawn_name, "when": when.said(row.withdrawn_at), "reason": row.withdrawn_reason}
        said = _("Taken back by %(who)s at %(when)s: %(reason)s") % back
    entered = _("Entered by %(who)s at %(when)s") % by
    wide = row.partnership_id is not None
    if wide:
        entered = _("%(entered)s, as a bank holiday for the partnership") % {"entered": entered}
    of_the_office = (kept.keeper, kept.number) == (Keeper.PARTNERSHIP, row.partnership_id)
    return Line(
        number=row.pk,
        name=row.name,
        days=span(row.first, row.last),
        hours=first_upper(windows(windows_of(row.windows))),
        source=row.source,
        entered=entered,
        withdrawn=said,
        mine=not row.withdrawn_at and (of_the_office or not wide),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """Opening hours as their page shows them. `known` says until when bank holidays are published."""

    title: str
    what: str
    week: list[tuple[str, str]]
    later: list[tuple[str, list[tuple[str, str]]]]
    next: list[str]
    coming: list[Line]
    past: list[Line]
    known: str
    shared: str


_WHAT = {
    Keeper.AGENCY: gettext_lazy("The agency’s opening hours"),
    Keeper.PARTNERSHIP: gettext_lazy("The partnership’s own hours, in which what falls to both sides is counted"),
    Keeper.SCHOOL_DAYS: gettext_lazy("School days: only the days count, and no due date depends on them"),
}


def shown(kept: Kept, today: date) -> Shown:
    """One row of opening hours that this person keeps."""
    rows = list(kept.hours.other.order_by("first", "pk"))
    coming = [row for row in rows if row.last >= today and not row.withdrawn_at]
    told = {"nation": _(NATIONS[kept.hours.nation]), "day": when.day(date(YEARS[-1], 12, 31))}
    days = sorted({one.first for one, _added in entered(kept.hours).weeks if one.first > today})
    return Shown(
        title=kept.name,
        what=str(_WHAT[kept.keeper]),
        week=week(week_on(kept.hours, today)),
        later=[(when.day(day), week(week_on(kept.hours, day))) for day in days],
        next=[_next(row) for row in coming[:3]],
        coming=[line(row, kept) for row in coming],
        past=[line(row, kept) for row in reversed(rows) if row not in coming],
        known=_("Bank holidays of %(nation)s are known up to %(day)s. A later date is provisional.") % told,
        shared=_(
            "Others use the same opening hours. When you save a change, you get hours of your own: nothing changes "
            "for the others."
        )
        if kept.shared
        else "",
    )


def _next(row: OtherHours) -> str:
    told = {"days": span(row.first, row.last), "name": row.name, "hours": windows(windows_of(row.windows))}
    return _("%(days)s: %(name)s, %(hours)s") % told


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One date that moves: in which challenge, what is expected, when it was due, when it is now, and by how much."""

    reference: str
    what: str
    was: str
    now: str
    much: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would move. `total` says how many challenges of those that this person may see, `hidden` that there are
    others; neither a number nor a name of them. `any` tells that something moves at all."""

    any: bool
    rows: list[MoveRow]
    total: str
    more: str
    hidden: str
    troubled: str


def preview(moves: Moves, actor: Actor, now: datetime) -> Preview:
    """What would move, as this person may see it: facts of the challenges that they may open, and of no others."""
    mine = [one for one in moves.moved if one.seen_by(actor)]
    total = ngettext("%(count)s open challenge moves.", "%(count)s open challenges move.", len(mine))
    rows = [row for one in mine[:SHOWN] for row in _rows(one.reference, one.fact, now)]
    others = len(moves.moved) > len(mine)
    nothing = _("No date of an open challenge moves.") if not others else ""
    return Preview(
        any=bool(moves.moved),
        rows=rows,
        total=total % {"count": len(mine)} if mine else nothing,
        more=_("The first %(shown)s are listed.") % {"shown": SHOWN} if len(mine) > SHOWN else "",
        hidden=_("Dates move in challenges that you cannot open. Both sides of each are told, and read your reason.")
        if others
        else "",
        troubled=_("A challenge could not be counted. If you save, it is set aside and the business unit is told.")
        if moves.troubled
        else "",
    )


def _rows(reference: str, fact: facts.HoursChanged, now: datetime) -> list[MoveRow]:
    return [
        MoveRow(reference, duties.of_a_side(duty), when.said(was), _is_now(duty.due, now), _much(was, duty.due))
        for duty, was in zip(fact.duties, fact.was, strict=True)
        if duty.due
    ]


def _is_now(due: datetime, now: datetime) -> str:
    return _("At once: its time is over") if due <= now else when.said(due)


def _much(was: datetime, due: datetime) -> str:
    """By how much: in days where the time of day stays, else in hours and minutes of plain time."""
    apart = (due.astimezone(LONDON).replace(tzinfo=None)) - (was.astimezone(LONDON).replace(tzinfo=None))
    size = abs(apart)
    if size % timedelta(days=1) == timedelta():
        said = ngettext("%(count)s day", "%(count)s days", size.days) % {"count": size.days}
    else:
        hours, minutes = divmod(int(size.total_seconds()) // 60, 60)
        said = _("%(hours)s hours %(minutes)s minutes") % {"hours": hours, "minutes": minutes}
    return (_("%(much)s later") if apart > timedelta() else _("%(much)s earlier")) % {"much": said}


def will(wish: Wish, whose: Sequence[str]) -> list[tuple[str, str]]:
    """What will count once it is saved, as pairs of a label and a text. `whose` are the hours that were ticked."""
    rows: list[tuple[str, str]] = [(_("Whose opening hours"), one) for one in whose]
    if isinstance(wish, EnterDays):
        rows += [
            (_("Days"), span(wish.first, wish.last)),
            (_("Hours"), first_upper(windows(wish.windows))),
            (_("What it is called"), wish.name),
            (_("Where it was announced"), wish.source or _("Not given")),
        ]
    elif isinstance(wish, ChangeWeek):
        rows += [(_("From"), when.day(wish.first)), *week(wish.weekly)]
    return [*rows, (_("Why"), wish.reason)]


def aside(references: Sequence[str]) -> str:
    """What could not be moved, named to those who may see it."""
    if not references:
        return _("A challenge could not be moved and was set aside. The business unit is told.")
    told = {"references": named(references)}
    return _("Could not be moved, and set aside: %(references)s. Tell your administrator.") % told


def refused(found: Refused) -> str:
    """Why it cannot be saved, and what to do."""
    if found.why is Why.CLASH and found.other:
        told = {"name": found.other.name, "days": span(found.other.first, found.other.last)}
        return _("“%(name)s” counts on %(days)s already. Take that back first, or choose other days") % told
    if found.why is Why.SHUT:
        return _("After this it would never open again, and no time would ever end. Change the weekly hours first")
    if found.why is Why.GONE:
        return _("This has been taken back already. Nothing more needs to be done")
    return _("These are the hours that count on that day already. Change some of them")


_CHANGED = {
    HoursChange.ENTERED: gettext_lazy("The opening hours of %(of)s changed: %(hours)s on %(days)s (%(name)s)"),
    HoursChange.WITHDRAWN: gettext_lazy(
        "The opening hours of %(of)s changed: what was entered for %(days)s (%(name)s) was taken back"
    ),
    HoursChange.WEEKLY: gettext_lazy("The weekly opening hours of %(of)s changed from %(days)s"),
}


def changed(fact: facts.HoursChanged) -> str:
    """The entry of a change as a sentence for everybody who may see that it is there, with each date that moved."""
    told = {
        "of": named(fact.of),
        "days": span(fact.first, fact.last),
        "name": fact.name,
        "hours": _("open %(hours)s") % {"hours": windows(fact.windows)} if fact.windows else _("closed"),
    }
    return ". ".join([str(_CHANGED[fact.change]) % told, *_moves(fact)])


def _moves(fact: facts.HoursChanged) -> list[str]:
    return [
        _("To %(what)s: was due by %(was)s, now by %(due)s")
        % {"what": duties.named(duty.kind), "was": when.said(was), "due": when.said(duty.due)}
        for duty, was in zip(fact.duties, fact.was, strict=True)
        if duty.due
    ]


def named(names: Sequence[str]) -> str:
    """Names within a sentence: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def rows_of(choices: Iterable[tuple[OfficeHours, Sequence[str]]]) -> list[tuple[str, str]]:
    """Rows of opening hours to tick, each with the names of those who use it, as (number, label)."""
    return [
        (
            str(row.pk),
            _("%(title)s, %(nation)s: %(who)s")
            % {"title": row.title, "nation": _(NATIONS[row.nation]), "who": named(who) or _("school days")},
        )
        for row, who in choices
    ]
