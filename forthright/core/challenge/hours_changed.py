"""Opening hours changed while a challenge runs in them: what moves, and the event that says so.

Each clock is counted again from its own start, in the hours as they are known now. So a closure that is entered and
taken back leaves every date where it was, and a date is the one that the same matter would have had if the hours had
been known when it began. Nothing that fell due before is touched, and nothing falls due before now: nobody can have
known it. A date that somebody typed (an action, a check-back, the end of a pause) does not move. Decision 30.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.basis import basis_of
from forthright.core.challenge.codes import HoursChange, Phase, Side
from forthright.core.challenge.counting import Clock
from forthright.core.challenge.facts import Duty, Event
from forthright.core.challenge.gate import kept_inside
from forthright.core.challenge.known import at_step
from forthright.core.challenge.ladder import (
    FOLLOWING,
    LAPSES_ON_LADDER,
    reminded,
    timed_by,
    within,
)
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import said
from forthright.core.policy.shapes import Hours, Policy
from forthright.core.worktime import Windows

PARTNERSHIP = 0
"""The key of the partnership's own hours among those of agencies."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was done to opening hours, by whom and why.

    `of` are the names of those whose hours they are, by agency; 0 for the partnership's own. `first` to `last` are
    local days, both included. `reason` is read by both sides; `title` is the office in which it was done.
    """

    change: HoursChange
    of: Mapping[int, str]
    first: date
    reason: str
    by: int
    name: str
    title: str
    last: date | None = None
    called: str = ""
    windows: Windows = ()


def hours_changed(policy: Policy, state: State, amendment: Amendment, before: Moment, after: Moment) -> Event | None:
    """The event that states the dates anew, None where no date moves.

    `before` and `after` are the same moment in the hours as they were and as they are.
    """
    duties = restated(policy, state, before.bound(policy, state.agencies), after.bound(policy, state.agencies))
    if not duties:
        return None
    fact = facts.HoursChanged(
        of=tuple(name for key, name in amendment.of.items() if key in counted_in(policy, state)),
        change=amendment.change,
        first=amendment.first,
        last=amendment.last,
        name=amendment.called,
        windows=amendment.windows,
        duties=duties,
        was=tuple(due for duty in duties if (due := state.duties[duty.key].due)),
    )
    kept = kept_inside(state, fact)
    return Event(
        fact=kept,
        at=after.now,
        by=amendment.by,
        side=Side.RAISING if kept.inside else None,  # what lies within the raising side is that side's own
        title=amendment.title,
        words={"reason": amendment.reason, "by": amendment.name},
    )


def counted_in(policy: Policy, state: State) -> tuple[int, ...]:
    """Whose opening hours count in this matter: agencies, and 0 for the partnership's own."""
    bound = {
        Hours.PARTNERSHIP: (PARTNERSHIP,),
        Hours.RAISING: (state.agencies[Side.RAISING],),
        Hours.RESPONDING: (state.agencies[Side.RESPONDING],),
    }
    return bound[policy.hours] if policy.hours in bound else (*state.agencies.values(), PARTNERSHIP)


def restated(policy: Policy, state: State, before: Moment, after: Moment) -> tuple[Duty, ...]:
    """The open duties whose time has not run out and whose date is another one in the new hours."""
    if state.phase is Phase.ENDED:
        return ()
    running = [duty for duty in state.duties.values() if not duty.lapsed and duty.due and duty.due > after.now]
    moved = [duty for one in running if (duty := _counted_again(policy, state, one, before, after)) is not None]
    return (*moved, *_following(running, moved))


def _counted_again(policy: Policy, state: State, duty: Duty, before: Moment, after: Moment) -> Duty | None:
    """The duty with its new date; None where the change of hours does not move it."""
    was, now = _clock(policy, state, duty, before), _clock(policy, state, duty, after)
    if was is None or now is None or now.due is None or was.due == now.due:
        return None
    due = max(now.due, after.now)
    if due == duty.due:
        return None
    fresh = replace(duty, due=due, said=said(now.limit), needed_by=now.needed_by)
    return _with_reminders(policy, state, fresh, after)


def _clock(policy: Policy, state: State, duty: Duty, moment: Moment) -> Clock | None:
    """When a duty falls due in the hours of `moment`; None for one that is not counted."""
    basis = basis_of(policy, state, duty, moment)
    return basis.clock if basis else None


def _with_reminders(policy: Policy, state: State, duty: Duty, moment: Moment) -> Duty:
    """As many reminders as were still to come, as long before the new date. One that alone would move is left: it
    comes while the office is closed, and is read when that opens."""
    task = timed_by(policy, duty)
    if task is None or not duty.remind:
        return duty
    here = within(policy.step(state.step), state.agencies)
    known = at_step(state)
    fresh = reminded(policy.step(state.step), duty, task, state.urgency, here, moment, known)
    return replace(fresh, remind=fresh.remind[-len(duty.remind) :])


def _following(running: list[Duty], moved: list[Duty]) -> list[Duty]:
    """Deciding, and agreeing to a decision, where they have no time of their own: they are due with the first of what
    ends the step, or with the one that they were due with where the first is answered."""
    new = {duty.key: duty.due for duty in moved}
    ends = [
        (duty.due, due)
        for duty in running
        if duty.kind in LAPSES_ON_LADDER and duty.timed and duty.due and (due := new.get(duty.key, duty.due))
    ]
    if not ends:
        return []
    dues: dict[datetime | None, datetime] = {}
    for was, due in ends:
        dues[was] = min(due, dues.get(was, due))
    dues[min(was for was, _due in ends)] = min(due for _was, due in ends)
    return [
        replace(duty, due=dues[duty.due])
        for duty in running
        if duty.kind in FOLLOWING and not duty.timed and dues.get(duty.due, duty.due) != duty.due
    ]
