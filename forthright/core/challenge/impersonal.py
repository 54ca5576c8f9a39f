"""A restricted matter as those see it who see facts alone: agencies, and no posts. A post can tell who it is about."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.facts import Event, Gate, Party
from forthright.core.challenge.state import State

SOMEBODY = "Somebody on the named list"
"""What stands in place of a post."""
_OF_THE_GLASS = (facts.GlassBroken, facts.GlassClosed, facts.GlassReviewed, facts.GlassUnreviewed)


def without_posts(state: State) -> State:
    """The state with nobody's post in it, except of those who broke the glass."""
    return replace(
        state,
        parties={person: _plain(party) for person, party in state.parties.items()},
        outside=_plain(state.outside),
        gate=_plain(state.gate),
    )


def without_post(event: Event) -> Event:
    """An entry with nobody's post in it. Who broke the glass, and who reviewed it, stay as they are."""
    if isinstance(event.fact, _OF_THE_GLASS):
        return event
    changes = {name: _plain(getattr(event.fact, name)) for name in event.fact.__struct_fields__}
    if "title" in changes:
        changes["title"] = SOMEBODY
    return replace(event, fact=replace(event.fact, **changes), title="")


def _plain(value: Any) -> Any:
    """The same, with the post of each party in it left out, however deep it stands."""
    if isinstance(value, Party):
        return replace(value, title=SOMEBODY)
    if isinstance(value, Gate):
        return replace(value, party=_plain(value.party))
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    return value
