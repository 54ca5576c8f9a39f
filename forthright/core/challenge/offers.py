"""Whether a person may do an act now, asked before a form is shown: the questions of `decide` without the words.

The same functions decide when the form is sent, so that a page and an action cannot disagree. What a person types can
still be refused there; who they are and what stands cannot.
"""

from __future__ import annotations

from collections.abc import Callable

from forthright.core.challenge import along, extending
from forthright.core.challenge.allows import allows, answers_here
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.around import around as surrounding
from forthright.core.challenge.beside import may_act
from forthright.core.challenge.closing import agree_decision, not_theirs, own_proposal
from forthright.core.challenge.commands import STARTING, AgreeDecision, LiftRestriction, Verb
from forthright.core.challenge.facts import Party
from forthright.core.challenge.gate import answerable
from forthright.core.challenge.handing_back import may_hand_back
from forthright.core.challenge.ladder import usual_move
from forthright.core.challenge.may import may, part_in
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.panel import is_decider
from forthright.core.challenge.pausing import owns
from forthright.core.challenge.restricting import lifted
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import may_choose
from forthright.core.policy.shapes import How, Policy

Around = Callable[[], Moment]
"""Gives what surrounds a decision, asked only where the answer depends on who holds which post."""


def offered(policy: Policy, state: State, actor: Actor, verb: Verb, around: Around) -> Answer:
    """Yes, or no with the reason. An act that begins a record is never offered inside one."""
    if verb in STARTING:
        return No("not your role")
    allowed = may(actor, state, verb)
    party = part_in(actor, state, verb)
    if party is None and verb is Verb.CONFLICT and allowed:  # somebody to whom it may come next
        return allows(policy, state, verb, None)
    if party is None or not allowed:
        return allowed if not allowed else No("not yours")
    stands = allows(policy, state, verb, party.side) and may_act(policy, state, verb, party)
    finer = _FINER.get(verb)
    return finer(policy, state, party, lambda: surrounding(state, around())) if stands and finer else stands


def _action(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    """One action that is theirs is enough; otherwise the reason why the first is not."""
    refusals = [not_theirs(state, key, party) for key in state.actions]
    return YES if None in refusals else next((one for one in refusals if one), No("no such action"))


def _decide(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    roles = policy.step(state.step).decided_by
    return YES if is_decider(roles, party, around()) else No("not a decider")


def _agree_decision(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    result = agree_decision(policy, state, AgreeDecision(agree=True), party, around())
    return result if isinstance(result, No) else YES


def _take_up(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    """Who chooses the way is asked only where the policy has more than one to choose from."""
    if usual_move(policy.step(state.step), state.urgency).how is not How.CHOOSE:
        return YES
    return YES if may_choose(policy, state, party, around()) else No("not the router")


def _unless(refusal: No | None) -> Answer:
    return YES if refusal is None else refusal


def _answer(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    return _unless(answers_here(policy, state, party))


def _confirm(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    return _unless(own_proposal(state, party))


def _pass_gate(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    return answerable(state, party)


def _ask_along(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    return along.may_ask(state, party)


def _owner(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    return YES if party.person in state.owners.values() else No("not the owner")


def _lift(policy: Policy, state: State, party: Party, around: Around) -> Answer:
    result = lifted(state, LiftRestriction(words={"reason": "given"}), party)
    return result if isinstance(result, No) else YES


_FINER: dict[Verb, Callable[[Policy, State, Party, Around], Answer]] = {
    Verb.ACTION_DONE: _action,
    Verb.ACTION_AGAIN: _action,
    Verb.DECIDE: _decide,
    Verb.AGREE_DECISION: _agree_decision,
    Verb.TAKE_UP: _take_up,
    Verb.PAUSE: lambda policy, state, party, around: owns(state, party),
    Verb.ASK_EXTENSION: lambda policy, state, party, around: extending.has_time(policy, state, party),
    Verb.ANSWER_EXTENSION: lambda policy, state, party, around: extending.answerable(state, party),
    Verb.HAND_BACK: lambda policy, state, party, around: may_hand_back(policy, state, party, around()),
    Verb.ACKNOWLEDGE: _answer,
    Verb.REPLY: _answer,
    Verb.CONFIRM: _confirm,
    Verb.GATE: _pass_gate,
    Verb.ASK_ALONG: _ask_along,
    Verb.LIST: _owner,
    Verb.UNLIST: _owner,
    Verb.LIFT: _lift,
}
