"""What folding is made of: adding and dropping duties, people who join, and an outcome that stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from forthright.core.challenge.codes import Capacity, DutyKind, Outcome, Phase, Side
from forthright.core.challenge.facts import Action, Duty, Party
from forthright.core.challenge.state import Draft

RANKS = {capacity: rank for rank, capacity in enumerate(Capacity)}
FORM = DutyKind.FORM


def by_key(duties: Iterable[Duty]) -> dict[str, Duty]:
    """These duties as a challenge holds them."""
    return {duty.key: duty for duty in duties}


def added(draft: Draft, duties: Iterable[Duty]) -> dict[str, Duty]:
    """The open duties with these among them."""
    return {**draft.duties, **by_key(duties)} if duties else draft.duties


def without(draft: Draft, kinds: tuple[DutyKind, ...], side: Side | None = None) -> dict[str, Duty]:
    """The open duties except those of these kinds, of one side if given."""
    left = draft.duties.copy()
    for key, duty in draft.duties.items():
        if duty.kind in kinds and (side is None or duty.side is side):
            del left[key]
    return left


def forms(draft: Draft) -> dict[str, Duty]:
    """The forms that are still to be filled in, which no step and no outcome takes off."""
    found = {}
    for key, duty in draft.duties.items():
        if duty.kind is FORM:
            found[key] = duty
    return found


def joined(draft: Draft, parties: Iterable[Party]) -> dict[int, Party]:
    """People only ever join with more to do: a representative who was also the manager stays what is higher."""
    people = draft.parties.copy()
    for party in parties:
        known = people.get(party.person)
        if known is None or RANKS[party.capacity] >= RANKS[known.capacity]:
            people[party.person] = party
    return people


def settled(draft: Draft, outcome: Outcome, actions: tuple[Action, ...], check_back: datetime) -> None:
    """The talking is over in the same transaction: every open clock of the ladder stops here."""
    duties = {}
    for action in actions:
        key = f"action.{action.key}"
        duties[key] = Duty(key=key, kind=DutyKind.ACTION, owner=action.owner, side=action.side, due=action.due)
    draft.phase = Phase.SETTLED
    draft.outcome = outcome
    draft.actions = {action.key: action for action in actions}
    draft.check_back = check_back
    draft.check_back_asked = False
    draft.better = {}
    draft.duties = duties | forms(draft)
    draft.gate = None


def let_in(draft: Draft, responding: Party) -> None:
    """The responding side comes in: what was answered within the raising side does not count."""
    if draft.outside is not None and responding.side is Side.RESPONDING:
        draft.outside = None
        draft.stances = {}
        draft.acknowledged = ""
