"""The third question: what may this person see? One complete table, and the only gate to an entry's words."""

from __future__ import annotations

from enum import StrEnum

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Phase, Side
from forthright.core.challenge.facts import Event
from forthright.core.challenge.standing import Actor, Standing, standing_of
from forthright.core.challenge.state import State


class Sight(StrEnum):
    """How much of an entry a person sees."""

    WORDS = "facts and words"
    FACTS = "facts"
    SEALED = "that it is there"
    NOTHING = "nothing"


class Entry(StrEnum):
    """The kinds of entry that are seen differently."""

    SHARED = "shared"
    OWN_NOTE = "own side's private note"
    OTHER_NOTE = "other side's private note"
    OWN_SEALED = "own side's sealed answer"
    OTHER_SEALED = "other side's sealed answer"


_ON_A_SIDE = {
    Entry.SHARED: Sight.WORDS,
    Entry.OWN_NOTE: Sight.WORDS,
    Entry.OTHER_NOTE: Sight.NOTHING,
    Entry.OWN_SEALED: Sight.WORDS,
    Entry.OTHER_SEALED: Sight.SEALED,
}
_ALONG = _ON_A_SIDE | {Entry.OWN_NOTE: Sight.NOTHING}
"""Whoever was asked along reads what the raising side reads, and none of what it keeps to itself."""

_NEUTRAL = {
    Entry.SHARED: Sight.WORDS,
    Entry.OWN_NOTE: Sight.NOTHING,
    Entry.OTHER_NOTE: Sight.NOTHING,
    Entry.OWN_SEALED: Sight.SEALED,
    Entry.OTHER_SEALED: Sight.SEALED,
}
_METADATA = {
    Entry.SHARED: Sight.FACTS,
    Entry.OWN_NOTE: Sight.NOTHING,
    Entry.OTHER_NOTE: Sight.NOTHING,
    Entry.OWN_SEALED: Sight.SEALED,
    Entry.OTHER_SEALED: Sight.SEALED,
}
_BLIND = dict.fromkeys(Entry, Sight.NOTHING)

SEES: dict[Standing, dict[Entry, Sight]] = {
    Standing.RAISER: _ON_A_SIDE,
    Standing.ANSWERER: _ON_A_SIDE,
    Standing.RAISING_MANAGER: _ON_A_SIDE,
    Standing.RESPONDING_MANAGER: _ON_A_SIDE,
    Standing.REPRESENTATIVE: _ON_A_SIDE,
    Standing.CHAIR: _NEUTRAL,
    Standing.ADVISER: _ON_A_SIDE,
    Standing.TEAM_MANAGER: _METADATA,
    Standing.BUSINESS_UNIT: _METADATA,
    Standing.SCRUTINEER: _BLIND,
    Standing.ADMINISTRATOR: _BLIND,
    Standing.OUTSIDER: _BLIND,
    Standing.NOBODY: _BLIND,
    Standing.WORRIED_TOO: _ALONG,
    Standing.KEEPER: _METADATA,  # the place is kept for somebody else, and so are the words
}


def entry_kind(event: Event, state: State, side: Side | None) -> Entry:
    """Which kind of entry this is to somebody on `side`, given the state as it is now (not as it was)."""
    own = side is not None and event.side is side
    if event.fact.PRIVATE or event.fact.inside:
        return Entry.OWN_NOTE if own else Entry.OTHER_NOTE
    if _still_sealed(event, state):
        return Entry.OWN_SEALED if own else Entry.OTHER_SEALED
    return Entry.SHARED


def _still_sealed(event: Event, state: State) -> bool:
    if isinstance(event.fact, facts.PerspectiveGiven | facts.WorriedToo):
        return not state.opened
    if isinstance(event.fact, facts.CheckBackAnswered):
        return state.phase is Phase.SETTLED and not state.checked_back()
    return False


def sees(actor: Actor | None, state: State, event: Event) -> Sight:
    """How much of an entry this person sees."""
    party = actor.party(state) if actor else None
    kind = entry_kind(event, state, party.side if party else None)
    return SEES[standing_of(actor, state)][kind]


def opens(actor: Actor | None, state: State) -> bool:
    """Whether this person may open the challenge at all. If not, to them it does not exist."""
    return SEES[standing_of(actor, state)][Entry.SHARED] is not Sight.NOTHING


def reads_words(actor: Actor | None, state: State) -> bool:
    """Whether this person reads narrative and names, as a party does."""
    return SEES[standing_of(actor, state)][Entry.SHARED] is Sight.WORDS
