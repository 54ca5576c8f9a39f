"""The clocks of a step stand still and run again. What was left is counted again; nothing is lost and nothing gained.

A pause always has an end, so what is due after it is known at once: pausing restates the open duties as they are due
if the pause lasts to its end, and ending it sooner counts them again. Remembering "days left" instead is wrong in half
of the cases. Caps over several steps do not stand still: a policy lets "the clocks of a step" pause. Decision 19.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.facts import Duty, Party
from forthright.core.challenge.known import at_step
from forthright.core.challenge.ladder import following
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.recounting import recounted
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy, Span
from forthright.core.worktime import Pause
from forthright.core.worktime import due as due_at


def longest(policy: Policy, state: State, moment: Moment) -> datetime | None:
    """The latest instant (UTC) until which the clocks may stand still from now; None where the policy sets no limit.

    Counted in the shared hours: both sides wait.
    """
    pause = policy.step(state.step).pause
    if pause is None or not isinstance(pause.limit, Span):
        return None
    return due_at(moment.shared, moment.now, pause.limit.amount, pause.limit.unit)


def owns(state: State, party: Party) -> Answer:
    """Only whoever owns it for a side at this step may let the clocks stand still."""
    return YES if party.person in state.owners.values() else No("not the owner")


def pause(policy: Policy, state: State, command: commands.Pause, party: Party, moment: Moment) -> facts.Fact | No:
    """The clocks stand still from now until an instant, no longer than the policy lets them."""
    allowed = owns(state, party)
    if isinstance(allowed, No):
        return allowed
    if not command.words.get("reason"):
        return No("no words")
    if command.until <= moment.now:
        return No("past date")
    latest = longest(policy, state, moment)
    if latest is not None and command.until > latest:
        return No("pause too long")
    pauses = (*state.pauses, Pause(moment.now, command.until))
    return facts.Paused(until=command.until, duties=restated(policy, state, moment, pauses))


def resume(policy: Policy, state: State, command: commands.Resume, party: Party, moment: Moment) -> facts.Fact | No:
    """Somebody of either side lets the clocks run again."""
    return resumed(policy, state, moment)


def resumed(policy: Policy, state: State, moment: Moment) -> facts.Resumed:
    """The clocks run again from now. Needs a state that stands still."""
    *before, last = state.pauses
    ended = Pause(last.start, max(moment.now, last.start))
    return facts.Resumed(duties=restated(policy, state, moment, (*before, ended)))


def restated(policy: Policy, state: State, moment: Moment, pauses: tuple[Pause, ...]) -> tuple[Duty, ...]:
    """The open duties of the step as they are due with these pauses, of which the last has just begun or ended. Each
    keeps as many reminders as were still to come.

    What had fallen due before it is left: its time had run out.
    """
    known = replace(at_step(state), pauses=pauses)
    begun = pauses[-1].start
    found: list[Duty] = []
    for duty in state.duties.values():
        fresh = recounted(policy, state, duty, moment, known)
        if fresh is not None and duty.due is not None and duty.due > begun:
            left = len(duty.remind)
            found.append(replace(fresh, remind=fresh.remind[-left:] if left else ()))
    return (*found, *following(state.duties.values(), found))


def may_pause(policy: Policy, state: State) -> Answer:
    """Whether the policy lets the clocks of this step stand still (again)."""
    allowed = policy.step(state.step).pause
    if allowed is None:
        return No("no pause")
    if state.paused_until is not None:
        return No("already paused")
    often = state.paused_often.get(state.step, 0)
    return No("paused often enough") if allowed.times and often >= allowed.times else YES
