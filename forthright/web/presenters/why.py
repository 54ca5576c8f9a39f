"""The page "Why this date?": the rule, the hours, each day, each entry that changed it, and the child's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Side
from forthright.core.challenge.why import ACTION, RAISE, Change, Count, Reckoning
from forthright.core.policy.sentences import date_words, step_heading
from forthright.core.policy.shapes import Hours
from forthright.record.dates import Dated
from forthright.record.queries import Matter, Seen
from forthright.web.presenters import childs_clock, duties, entries, hearing, labels, times, when
from forthright.web.presenters.day_by_day import day_by_day
from forthright.web.presenters.hours import WHOSE, same_hours, usual_week, week

BY_POLICY = {
    Hours.ACTING: gettext_lazy("The policy says that working days are those of whoever must act."),
    Hours.PARTNERSHIP: gettext_lazy("The policy says that working days are those of the partnership."),
    Hours.RAISING: gettext_lazy("The policy says that working days are those of the raising side."),
    Hours.RESPONDING: gettext_lazy("The policy says that working days are those of the responding side."),
}
OURS = gettext_lazy("The policy gives no time for this. The time below is Forthright’s own rule.")


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry that set or changed the date. `reason` is for those who read words."""

    number: int
    headline: str
    who: str
    at: str
    due: str
    reason: str


def page(matter: Matter, found: Dated, now: datetime) -> dict[str, Any]:
    """Everything the page shows."""
    duty, reckoning = found.duty, found.reckoning
    counted = reckoning.counts[0] if reckoning.counts else None
    return {
        "expected": _("Raise it") if duty.key == RAISE else duties.expected(duty.kind, True),
        "due": _in_time(matter) if duty.key == RAISE else when.due_words(duty.due, duty.said, now),
        "nothing": "" if counted else _nothing_counted(found),
        "follows": duties.expected(reckoning.follows, True) if reckoning.follows else "",
        "policy": _policy(matter, reckoning),
        "time": counted.limit.said if counted else "",
        "start": _start(counted) if counted else "",
        "hours": _hours(matter, reckoning) if counted else {},
        "differ": _differing(matter, found) if counted else [],
        "days": day_by_day(
            reckoning.calendar, counted.start, counted.ends, counted.limit.unit, reckoning.pauses, due=duty.due
        )
        if counted
        else None,
        "pauses": _pauses(matter, reckoning),
        "others": [_other(one) for one in reckoning.counts[1:]],
        "by_hand": _by_hand(counted) if counted and counted.by_hand else "",
        "needed": when.day(counted.needed.day) if counted and counted.needed else "",
        "differs": _difference(found) if counted and not reckoning.agrees else "",
        "changes": _changes(matter, found.changes),
    }


def _in_time(matter: Matter) -> str:
    return times.in_time(matter).rstrip(".")


def open_dates(matter: Matter, now: datetime) -> list[dict[str, Any]]:
    """What is expected and by when, the soonest first; what has no date comes last and has no sum to show."""
    found = sorted(matter.state.duties.values(), key=lambda one: (one.due is None, one.due or now, one.key))
    return [
        {
            "key": one.key if one.due else "",
            "expected": duties.expected(one.kind, False),
            "due": when.due_words(one.due, one.said, now),
            "late": when.overdue(one.due, now),
            "nights": childs_clock.nights_to(now, one.due),
        }
        for one in found
    ]


def _nothing_counted(found: Dated) -> str:
    duty = found.duty
    if duty.waits_for:
        told = {"event": duties.waits(duty.waits_for), "time": duty.said}
        return _("Nothing is counted yet. The time, %(time)s, starts with %(event)s.") % told
    if duty.due is None:
        return _("The policy gives no number here, so nothing is counted and nothing is overdue.")
    if duty.key.startswith(ACTION):
        return _("Nobody counted this date. A person typed it.")
    return _("It has the time of something that is answered by now. The entry below says where it came from.")


def _policy(matter: Matter, found: Reckoning) -> dict[str, Any]:
    """The line or lines of the policy that give the time, as they stand in its text."""
    policy = matter.policy
    return {
        "step": step_heading(policy, policy.step(found.step)) if found.step else "",
        "lines": [f"{name}: {value}" for name, value in found.lines],
        "ours": str(OURS) if found.ours else "",
        "version": date_words(policy.version),
    }


def _start(count: Count) -> str:
    told = {"when": when.said(count.start), "event": _(count.event.value) if count.event else ""}
    return _("%(when)s, counted from %(event)s") % told if count.event else when.said(count.start)


def _hours(matter: Matter, found: Reckoning) -> dict[str, Any]:
    """Whose opening hours count, why these, and what they are."""
    whose = matter.agencies.get(matter.state.agencies.get(found.whose, 0), "") if found.whose else _("the partnership")
    bound = matter.policy.hours
    return {
        "whose": _("The opening hours of %(whose)s") % {"whose": whose},
        "why": str(BY_POLICY[bound])
        if bound
        else _("The policy does not say whose opening hours count. %(rule)s") % {"rule": WHOSE},
        "week": week(usual_week(found.calendar, found.first.start.date())),
    }


def _differing(matter: Matter, found: Dated) -> list[str]:
    """Where the hours of a side differ on the days that were counted: said, so that nobody counts by the wrong ones."""
    counted = found.reckoning.first
    first, last = counted.start.date(), counted.due.date()
    names = [
        matter.agencies.get(matter.state.agencies[side], "")
        for side, calendar in found.hours.items()
        if side is not found.reckoning.whose and not same_hours(found.reckoning.calendar, calendar, first, last)
    ]
    return [
        _("The opening hours of %(agency)s differ on these days. They do not count here.") % {"agency": one}
        for one in names
    ]


def _pauses(matter: Matter, found: Reckoning) -> list[dict[str, str]]:
    """When the clocks stood still, by whom, and why for those who read words."""
    by_start = {one.entry.event.at: one for one in matter.entries if isinstance(one.entry.event.fact, facts.Paused)}
    return [
        {
            "from": when.said(one.start),
            "to": when.said(one.end) if one.end else _("now"),
            "who": hearing.signed(by_start[one.start]) if one.start in by_start else "",
            "reason": str(by_start[one.start].words.get("reason") or "") if one.start in by_start else "",
        }
        for one in found.pauses
    ]


def _other(count: Count) -> str:
    told = {"time": count.limit.said, "start": when.said(count.start), "due": when.said(count.due)}
    return _("%(time)s from %(start)s would end at %(due)s. That is not earlier, so it does not hold.") % told


def _by_hand(count: Count) -> str:
    told = {"ends": when.said(count.ends), "due": when.said(count.due)}
    return (
        _(
            "By the policy’s number it would end at %(ends)s. People changed it, each with a reason, and it ends at "
            "%(due)s. The entries below say who, when and why."
        )
        % told
    )


def _difference(found: Dated) -> str:
    """Why the record holds another instant than the count."""
    counted, last = found.reckoning.counted, found.changes[-1]
    assert counted is not None
    told = {"counted": when.said(counted)}
    if found.duty.due == last.at:
        return (
            _(
                "The count ended at %(counted)s, before this was owed at all. It was due from the moment that it was "
                "owed, and not before."
            )
            % told
        )
    return (
        _(
            "Counted with the opening hours as they are now, the time ends at %(counted)s. The record holds another "
            "date, and the record counts. The entries below say how it came to be."
        )
        % told
    )


def _changes(matter: Matter, changes: tuple[Change, ...]) -> list[Happened]:
    """The entries that this person may see, of those that set or changed the date."""
    seen = {one.entry.version: one for one in matter.entries}
    return [_happened(matter, one, seen[one.version]) for one in changes if one.version in seen]


def _happened(matter: Matter, change: Change, seen: Seen) -> Happened:
    event = seen.entry.event
    name = str(seen.words.get("by") or "")
    parts = [part for part in (name, event.title, _side(event.side) if event.by else entries.side(event)) if part]
    return Happened(
        number=change.version,
        headline=entries.headline(event, matter.policy),
        who=", ".join(parts),
        at=when.said(event.at),
        due=_("Due by %(when)s") % {"when": when.said(change.due)} if change.due else _("No date yet"),
        reason=str(seen.words.get("reason") or ""),
    )


def _side(side: Side | None) -> str:
    return labels.side_phrase(side) if side else ""
