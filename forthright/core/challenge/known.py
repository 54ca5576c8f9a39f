"""What the times of a step depend on beside the policy: what happened, how fast it is, when its clocks stood still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

import msgspec

from forthright.core.challenge.counting import Needed
from forthright.core.challenge.state import State
from forthright.core.policy.times import Start
from forthright.core.worktime import LONDON, Pause


class Known(msgspec.Struct, frozen=True, gc=False):
    """`happened` is when an event that can start a clock happened (UTC), as far as it has. `urgent_at` is when it was
    marked urgent, None where it was raised so. `pauses` are those of the step. `needed` is when the child needs it."""

    priority: str = ""
    happened: Mapping[Start, datetime] = {}
    urgent_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    needed: Needed | None = None


NOTHING = Known()
RAISED = Start.RAISED


def typed_start(day: date) -> datetime:
    """The instant (UTC) at which a clock starts that is counted from a day somebody typed: when that day began.

    Working days count from that date as day zero either way. Hours could begin at any time of that day, which nobody
    typed; counted from its first minute the person is never later than the text allows. Decision 18.
    """
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def typed(arose: date | None, received: date | None, conference: date | None) -> dict[Start, datetime]:
    """The starts that follow from the days that were typed when it was raised."""
    if arose is received is conference is None:
        return {}
    days = {Start.DISAGREEMENT: arose, Start.DECISION_RECEIVED: received, Start.CONFERENCE: conference}
    return {start: typed_start(day) for start, day in days.items() if day is not None}


def carried(state: State) -> Known:
    """What a step that starts now inherits: what happened before and holds for the whole matter."""
    happened = typed(state.arose, state.received, state.conference)
    if state.raised_at is not None:
        happened[RAISED] = state.raised_at
    return Known(state.priority, happened, state.urgent_at, needed=state.needed)


def at_step(state: State) -> Known:
    """What is known at the step where it stands: also what happened there, and its pauses."""
    happened = {**carried(state).happened, **state.happened}
    return Known(state.priority, happened, state.urgent_at, state.pauses, state.needed)
