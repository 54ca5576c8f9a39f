"""What folding is made of: adding and dropping duties, people who join, and an outcome that stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from forthright.core.challenge.codes import Capacity, DutyKind, Outcome, Phase, Side
from forthright.core.challenge.facts import Action, Duty, Party
from forthright.core.challenge.state import State


def added(state: State, duties: Iterable[Duty]) -> dict[str, Duty]:
    """The open duties with these among them."""
    return {**state.duties, **{duty.key: duty for duty in duties}}


def without(state: State, *kinds: DutyKind, side: Side | None = None) -> dict[str, Duty]:
    """The open duties except those of these kinds, of one side if given."""
    return {
        key: duty
        for key, duty in state.duties.items()
        if duty.kind not in kinds or (side is not None and duty.side is not side)
    }


def only(state: State, kind: DutyKind) -> dict[str, Duty]:
    """The open duties of this kind."""
    return {key: duty for key, duty in state.duties.items() if duty.kind is kind}


def joined(state: State, parties: Iterable[Party]) -> dict[int, Party]:
    """People only ever join with more to do: a representative who was also the manager stays what is higher."""
    order = list(Capacity)
    people = dict(state.parties)
    for party in parties:
        known = people.get(party.person)
        if known is None or order.index(party.capacity) >= order.index(known.capacity):
            people[party.person] = party
    return people


def settled(state: State, outcome: Outcome, actions: tuple[Action, ...], check_back: datetime) -> State:
    """The talking is over in the same transaction: every open clock of the ladder stops here."""
    duties = {
        f"action.{action.key}": Duty(
            key=f"action.{action.key}",
            kind=DutyKind.ACTION,
            owner=action.owner,
            side=action.side,
            due=action.due,
        )
        for action in actions
    }
    return replace(
        state,
        phase=Phase.SETTLED,
        outcome=outcome,
        actions={action.key: action for action in actions},
        check_back=check_back,
        check_back_asked=False,
        better={},
        duties=duties | only(state, DutyKind.FORM),
        gate=None,
    )
