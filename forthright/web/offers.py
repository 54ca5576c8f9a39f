"""Whether a person may do an act now: the questions of the core in their order, asked before a form is shown.

The same functions decide when the form is sent, so that a page and an action cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from forthright.core.challenge.allows import allows
from forthright.core.challenge.answers import Answer, No, Yes
from forthright.core.challenge.closing import agree_decision, is_decider, not_theirs
from forthright.core.challenge.commands import STARTING, AgreeDecision, Verb
from forthright.core.challenge.facts import Party
from forthright.core.challenge.may import may
from forthright.core.challenge.moment import Moment
from forthright.core.policy.shapes import Role, Stated
from forthright.core.worktime import england
from forthright.directory import queries as directory
from forthright.record.queries import Matter


def answer(matter: Matter, verb: Verb, at: datetime) -> Answer:
    """Yes, or no with the reason. What a person types can still be refused; who they are and what stands cannot."""
    if verb in STARTING:
        return No("not your role")
    party = matter.actor.party(matter.state)
    allowed = may(matter.actor, matter.state, verb)
    if party is None or not allowed:
        return allowed if not allowed else No("not yours")
    stands = allows(matter.policy, matter.state, verb, party.side)
    finer = _FINER.get(verb)
    return finer(matter, party, at) if stands and finer else stands


def _action(matter: Matter, party: Party, at: datetime) -> Answer:
    refusals = [not_theirs(matter.state, key, party) for key in matter.state.actions]
    return Yes() if None in refusals else next((one for one in refusals if one), No("no such action"))


def _decide(matter: Matter, party: Party, at: datetime) -> Answer:
    roles = matter.policy.step(matter.state.step).decided_by
    return Yes() if is_decider(roles, party, _moment(matter, at)) else No("not a decider")


def _agree_decision(matter: Matter, party: Party, at: datetime) -> Answer:
    wish = AgreeDecision(agree=True)
    result = agree_decision(matter.policy, matter.state, wish, party, _moment(matter, at))
    return result if isinstance(result, No) else Yes()


def _reopen(matter: Matter, party: Party, at: datetime) -> Answer:
    """One settled by talking had only one side in it: there is nothing to go on with."""
    return Yes() if len(matter.state.owners) == 2 else No("still open")


def _moment(matter: Matter, at: datetime) -> Moment:
    """What asking who decides needs. The directory is read only where a post, and not taking part, decides."""
    roles = matter.policy.step(matter.state.step).decided_by
    by_part = isinstance(roles, Stated) or set(roles) <= {Role.REPRESENTATIVE, Role.CHAIR}
    agencies = matter.state.agencies.values()
    seats = {} if by_part else directory.seats(matter.state.partnership, agencies, at, matter.state.owners.values())
    return Moment(now=at, shared=england(), seats=seats)


_FINER: dict[Verb, Callable[[Matter, Party, datetime], Answer]] = {
    Verb.ACTION_DONE: _action,
    Verb.ACTION_AGAIN: _action,
    Verb.DECIDE: _decide,
    Verb.AGREE_DECISION: _agree_decision,
    Verb.REOPEN: _reopen,
}
