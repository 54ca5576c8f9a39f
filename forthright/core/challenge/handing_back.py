"""Handing it back to an earlier step, where the policy lets that be."""

from __future__ import annotations

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import Why
from forthright.core.challenge.facts import Party
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.panel import is_decider
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import step_taken
from forthright.core.policy.shapes import Policy


def can_go_back(policy: Policy, state: State) -> Answer:
    """Whether the policy lets it go back from this step (again)."""
    back = policy.step(state.step).hand_back
    if back is None or back.to == state.step:
        return No("no hand-back")
    often = state.handed_back.get(state.step, 0)
    return No("handed back often enough") if back.times and often >= back.times else YES


def may_hand_back(policy: Policy, state: State, party: Party, moment: Moment) -> Answer:
    """Only whoever answers or raises at this step, or decides there, may hand it back."""
    if party.person in state.owners.values() or is_decider(policy.step(state.step).decided_by, party, moment):
        return YES
    return No("not the owner")


def hand_back(
    policy: Policy, state: State, command: commands.HandBack, party: Party, moment: Moment
) -> facts.Fact | No:
    """It goes back to the step that the policy names, whose clocks start anew. Nothing is skipped on the way back."""
    allowed = may_hand_back(policy, state, party, moment)
    if isinstance(allowed, No):
        return allowed
    back = policy.step(state.step).hand_back
    if back is None or not command.words.get("reason"):
        return No("no words")
    return step_taken(policy, state, back.to, Why.HANDED_BACK, moment, skip=False)
