"""An open duty as it is due now. Whatever moves times asks here: pauses, what people change by hand, opening hours."""

from __future__ import annotations

from msgspec.structs import replace

from forthright.core.challenge.basis import basis_of
from forthright.core.challenge.facts import Duty
from forthright.core.challenge.known import Known, at_step
from forthright.core.challenge.ladder import LAPSES_ON_LADDER, following, reminded, timed_by, within
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy, Start


def recounted(policy: Policy, state: State, duty: Duty, moment: Moment, known: Known | None = None) -> Duty | None:
    """The duty with the time that follows from the policy, from what is known at its step (`known`, in place of what
    the state knows) and from what people changed of it. Its reminders are those that still lie ahead.

    None where the policy gives it no number, it waits for what starts it, or it has run out.
    """
    task = timed_by(policy, duty)
    if task is None or duty.lapsed or duty.due is None:
        return None
    known, step = known or at_step(state), policy.step(state.step)
    basis = basis_of(policy, state, duty, moment, state.happened.get(Start.STEP), known)
    if basis is None:
        return None
    due, _limit, day = basis.clock
    if due is None:
        return None
    here = within(step, state.agencies)
    return reminded(step, replace(duty, due=due, needed_by=day), task, state.urgency, here, moment, known)


def along(state: State, fresh: Duty) -> tuple[Duty, ...]:
    """One duty with its new time, and the decision that is due with it."""
    return (fresh, *(following(state.duties.values(), (fresh,)) if fresh.kind in LAPSES_ON_LADDER else ()))
