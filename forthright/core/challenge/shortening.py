"""Anybody who takes part on a side may make a time end sooner, with a reason: their own, or the other side's.

So that it is no weapon, whoever must act keeps the rest of a working day in their own hours; the policy's time stays in
the record and on screen beside it; and everybody who takes part is told. Decision 31.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import Side
from forthright.core.challenge.counting import close_of, floor
from forthright.core.challenge.facts import ByHand, Duty, Party
from forthright.core.challenge.ladder import hours_of, timed_by, within
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.recounting import along, recounted
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import LONDON


def shortenable(policy: Policy, state: State) -> tuple[Duty, ...]:
    """The times of the step that run and have an end. Those over several steps are not one side's to end."""
    return tuple(
        duty
        for duty in state.duties.values()
        if duty.due is not None and not duty.lapsed and timed_by(policy, duty) is not None
    )


def may_shorten(policy: Policy, state: State, side: Side | None) -> Answer:
    """Whether there is a time to shorten."""
    return YES if shortenable(policy, state) else No("no time to shorten")


def earliest(policy: Policy, state: State, duty: Duty, moment: Moment) -> datetime | None:
    """When this time can be made to end at the earliest (UTC), in the hours of whoever must act."""
    moment, task = moment.bound(policy, state.agencies), timed_by(policy, duty)
    if task is None:
        return None
    return floor(hours_of(task, within(policy.step(state.step), state.agencies), moment), moment.now, state.pauses)


def shorten(policy: Policy, state: State, command: commands.Shorten, party: Party, moment: Moment) -> facts.Fact | No:
    """A time ends on a day, at its last close in the hours of whoever must act."""
    if not command.words.get("reason"):
        return No("no words")
    duty = next((one for one in shortenable(policy, state) if one.key == command.duty), None)
    task = timed_by(policy, duty) if duty else None
    if duty is None or duty.due is None or task is None:
        return No("no such time")
    if command.day < moment.now.astimezone(LONDON).date():
        return No("past date")
    hours = hours_of(task, within(policy.step(state.step), state.agencies), moment)
    until = close_of(hours, moment.now, command.day, state.pauses)
    if until >= duty.due:
        return No("too short" if floor(hours, moment.now, state.pauses) >= duty.due else "not earlier")
    by_hand = (*duty.by_hand, ByHand(at=moment.now, until=until))
    fresh = recounted(policy, state, replace(duty, by_hand=by_hand), moment)
    if fresh is None or fresh.due is None or fresh.due >= duty.due:
        return No("not earlier")
    return facts.TimeShortened(
        duty=duty.key,
        kind=duty.kind,
        day=command.day,
        until=fresh.due,
        before=duty.due,
        duties=along(state, fresh),
    )
