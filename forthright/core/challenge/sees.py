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
    GLASS = "who broke the glass, and why"


_ON_A_SIDE = {
    Entry.SHARED: Sight.WORDS,
    Entry.OWN_NOTE: Sight.WORDS,
    Entry.OTHER_NOTE: Sight.NOTHING,
    Entry.OWN_SEALED: Sight.WORDS,
    Entry.OTHER_SEALED: Sight.SEALED,
    Entry.GLASS: Sight.WORDS,
}
_ALONG = _ON_A_SIDE | {Entry.OWN_NOTE: Sight.NOTHING}
"""Whoever was asked along reads what the raising side reads, and none of what it keeps to itself."""

_NEUTRAL = {
    Entry.SHARED: Sight.WORDS,
    Entry.OWN_NOTE: Sight.NOTHING,
    Entry.OTHER_NOTE: Sight.NOTHING,
    Entry.OWN_SEALED: Sight.SEALED,
    Entry.OTHER_SEALED: Sight.SEALED,
    Entry.GLASS: Sight.WORDS,
}
_METADATA = {
    Entry.SHARED: Sight.FACTS,
    Entry.OWN_NOTE: Sight.NOTHING,
    Entry.OTHER_NOTE: Sight.NOTHING,
    Entry.OWN_SEALED: Sight.SEALED,
    Entry.OTHER_SEALED: Sight.SEALED,
    Entry.GLASS: Sight.FACTS,
}
_REVIEWS = _METADATA | {Entry.GLASS: Sight.WORDS}
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
    Standing.BUSINESS_UNIT: _REVIEWS,
    Standing.SCRUTINEER: _BLIND,
    Standing.ADMINISTRATOR: _BLIND,
    Standing.OUTSIDER: _BLIND,
    Standing.NOBODY: _BLIND,
    Standing.WORRIED_TOO: _ALONG,
    Standing.KEEPER: _METADATA,  # the place is kept for somebody else, and so are the words
    Standing.DATA_PROTECTION: _REVIEWS,
    Standing.GLASS_BREAKER: _NEUTRAL,
}

SEES_RESTRICTED: dict[Standing, dict[Entry, Sight]] = {
    **dict.fromkeys(Standing, _BLIND),
    # Whoever takes part is on the list, or takes no part: `Actor.party` sees to that.
    Standing.RAISER: _ON_A_SIDE,
    Standing.ANSWERER: _ON_A_SIDE,
    Standing.RAISING_MANAGER: _ON_A_SIDE,
    Standing.RESPONDING_MANAGER: _ON_A_SIDE,
    Standing.REPRESENTATIVE: _ON_A_SIDE,
    Standing.CHAIR: _NEUTRAL,
    Standing.ADVISER: _ON_A_SIDE,
    # That it is there, at which step and between which agencies, so that it does not fall silent: see `hides_posts`.
    Standing.BUSINESS_UNIT: _REVIEWS,
    Standing.DATA_PROTECTION: _REVIEWS,
    Standing.GLASS_BREAKER: _NEUTRAL,
    Standing.KEEPER: _METADATA,
    Standing.WORRIED_TOO: _ALONG,
}
"""The same of a matter that is kept to a named list: a manager of a team does not learn that it exists."""


def entry_kind(event: Event, state: State, side: Side | None) -> Entry:
    """Which kind of entry this is to somebody on `side`, given the state as it is now (not as it was)."""
    # What is kept inside is the raising side's, also where the clock or the other side's act brought it about.
    own = side is (Side.RAISING if event.fact.inside else event.side) and side is not None
    if event.fact.PRIVATE or event.fact.inside:
        return Entry.OWN_NOTE if own else Entry.OTHER_NOTE
    if isinstance(event.fact, _GLASS):
        return Entry.GLASS
    if _still_sealed(event, state):
        return Entry.OWN_SEALED if own else Entry.OTHER_SEALED
    return Entry.SHARED


_GLASS = (facts.GlassBroken, facts.GlassClosed, facts.GlassReviewed, facts.GlassUnreviewed)


def _row(actor: Actor | None, state: State) -> dict[Entry, Sight]:
    """What somebody sees of each kind of entry, as the matter is now."""
    return (SEES if state.listed is None else SEES_RESTRICTED)[standing_of(actor, state)]


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
    return _row(actor, state)[kind]


def opens(actor: Actor | None, state: State) -> bool:
    """Whether this person may open the challenge at all. If not, to them it does not exist."""
    return _row(actor, state)[Entry.SHARED] is not Sight.NOTHING


def reads_words(actor: Actor | None, state: State) -> bool:
    """Whether this person reads narrative and names, as a party does."""
    return _row(actor, state)[Entry.SHARED] is Sight.WORDS


def hides_posts(actor: Actor | None, state: State) -> bool:
    """Whether this person sees agencies and no posts: of a restricted matter, where a post can tell who it is about."""
    return state.listed is not None and not reads_words(actor, state)
