"""Those who take part beside the two sides: advisers, and the partnership before the step at which it comes in.

An adviser is asked in by a side, reads what that side reads and writes notes for it; they are no party to it. The
partnership watches until its step, unless the step where it stands names a post of it or something there is theirs.
"""

from __future__ import annotations

from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import Capacity, Phase, Side
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.facts import Party
from forthright.core.challenge.state import State
from forthright.core.policy.roles import OF_THE_PARTNERSHIP, Role
from forthright.core.policy.rungs import AGAIN
from forthright.core.policy.shapes import Policy, Stated, Step

BESIDE = (Capacity.ADVISER, Capacity.WORRIED_TOO)
"""As what somebody takes part who is no party to it: nothing is ever expected of them."""

STILL = (Verb.HAND_OVER, Verb.DANGER, Verb.CORRECT, Verb.TOLD, Verb.NOTE, Verb.THANK, Verb.FORM, Verb.CONFLICT)
"""What somebody who only watches may do: nothing of it acts on the matter."""


def is_along(party: Party) -> bool:
    """Whether this party is worried too, beside the raising side: what they say is not what that side says."""
    return party.capacity is Capacity.WORRIED_TOO


def named_at(step: Step) -> set[Role]:
    """Every role that has a part in a step."""
    roles = (step.raised_by, step.answered_by, step.decided_by, step.first_agreed_by, step.routed_by)
    named = {role for some in roles if not isinstance(some, Stated) for role in some}
    return named | {task.by for task in step.tasks if isinstance(task.by, Role)}


def advises(policy: Policy, key: str, role: Role) -> bool:
    """Whether somebody of this role who is asked in at a step joins as an adviser: the policy has advice from them, and
    the step gives them no part of their own."""
    step = policy.step(key)
    asked = step.advice_from if step.advice_from != Stated.NOT_STATED else policy.advice_from
    return not isinstance(asked, Stated) and role in asked and role not in named_at(step)


def advisers(state: State, side: Side | None) -> tuple[Party, ...]:
    """Those whom a side has asked for advice."""
    found = (one for one in state.parties.values() if one.capacity is Capacity.ADVISER and one.side is side)
    return tuple(found) if side is not None else ()


def is_early(policy: Policy, key: str) -> bool:
    """Whether a step lies before the one from which the partnership takes part, and names no post of it."""
    keys = [step.key.partition(AGAIN)[0] for step in policy.steps]
    if policy.partnership_from not in keys or key.partition(AGAIN)[0] not in keys:
        return False
    early = keys.index(key.partition(AGAIN)[0]) < keys.index(policy.partnership_from)
    return early and named_at(policy.step(key)).isdisjoint(OF_THE_PARTNERSHIP)


def may_come_in(policy: Policy, state: State, role: Role) -> Answer:
    """Whether somebody of this role may be asked in, or take a part over, where it stands."""
    if state.phase is Phase.OPEN and role in OF_THE_PARTNERSHIP and is_early(policy, state.step):
        return _later(policy)
    return YES


def may_be_asked(policy: Policy, state: State, person: int, role: Role) -> Answer:
    """Whether this person, in this role, may be asked in. An adviser, or whoever is worried
    too, may come in again as more than that."""
    known = state.parties.get(person)
    if known is not None and (known.capacity not in BESIDE or advises(policy, state.step, role)):
        return No("already in")
    return may_come_in(policy, state, role)


def may_take_over(policy: Policy, state: State, party: Party, role: Role) -> Answer:
    """Whether somebody of this role may take over this part. A representative's stays the partnership's; an adviser's
    goes to somebody else from whom the policy has advice."""
    if party.capacity is Capacity.ADVISER and not advises(policy, state.step, role):
        return No("not an adviser")
    return YES if party.capacity is Capacity.REPRESENTATIVE else may_come_in(policy, state, role)


def may_act(policy: Policy, state: State, verb: Verb, party: Party) -> Answer:
    """Whether this party may act where it stands: whoever takes part for the partnership only from its step on."""
    partnership = party.side is None or party.capacity in (Capacity.REPRESENTATIVE, Capacity.CHAIR)
    if not partnership or verb in STILL or state.phase is not Phase.OPEN or not is_early(policy, state.step):
        return YES
    theirs = {*state.owners.values(), *(duty.owner for duty in state.duties.values())}
    return YES if party.person in theirs else _later(policy)


def _later(policy: Policy) -> No:
    return No("partnership later", (f"{policy.label(policy.partnership_from)}.",))
