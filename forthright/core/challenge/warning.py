"""A warning to the other side before it goes on, where the policy asks for one."""

from __future__ import annotations

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import Side, Why
from forthright.core.challenge.facts import Party
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy, Span
from forthright.core.worktime import due as due_at


def may_warn(policy: Policy, state: State, side: Side | None) -> Answer:
    """Whether there is anything to warn of."""
    if policy.step(state.step).warn is None:
        return No("no warning")
    if side is None:
        return No("not your role")
    return No("already warned") if side in state.warned else YES


def warn(policy: Policy, state: State, command: commands.Warn, party: Party, moment: Moment) -> facts.Fact | No:
    """One side tells the other that it means to take it on."""
    return facts.OtherSideWarned()


def unwarned(policy: Policy, state: State, command: commands.TakeUp, party: Party, moment: Moment) -> No | None:
    """Why it cannot go on yet: the other side was not warned, or not long enough ago. An urgent matter with a reason
    needs the warning and no wait. A neutral chair who chooses the way warns nobody: that is for the sides."""
    asked = policy.step(state.step).warn
    if asked is None or party.side is None:
        return None
    warned = state.warned.get(party.side)
    if warned is None:
        return No("warn first")
    if command.why is Why.URGENT or not isinstance(asked.ahead, Span):
        return None
    ready = due_at(moment.shared, warned, asked.ahead.amount, asked.ahead.unit)
    return None if ready is None or ready <= moment.now else No("warned too lately")
