"""What restricting a matter, and breaking the glass to it, make of a challenge. `folding` takes these in beside its
own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.facts import Event, Glass
from forthright.core.challenge.state import Draft


def _restricted(fact: facts.MatterRestricted, draft: Draft, event: Event) -> None:
    """Whoever reads through a broken glass stops here: they are not on the list."""
    draft.restricted, draft.restricted_by = fact, event.side
    draft.listed = dict(fact.listed)
    draft.glasses = {
        entry: replace(glass, until=event.at) if glass.until > event.at else glass
        for entry, glass in draft.glasses.items()
    }


def _lifted(fact: facts.RestrictionLifted, draft: Draft, event: Event) -> None:
    draft.restricted = draft.restricted_by = draft.listed = None


def _listed(fact: facts.PersonListed, draft: Draft, event: Event) -> None:
    if draft.listed is not None:
        draft.listed = {**draft.listed, fact.person: fact.agency}


def _unlisted(fact: facts.PersonUnlisted, draft: Draft, event: Event) -> None:
    if draft.listed is not None:
        draft.listed = {person: agency for person, agency in draft.listed.items() if person != fact.person}
    draft.parties = {person: party for person, party in draft.parties.items() if person != fact.person}


def _broken(fact: facts.GlassBroken, draft: Draft, event: Event) -> None:
    glass = Glass(
        person=event.by or 0,
        agency=fact.agency,
        title=event.title,
        code=fact.code,
        since=event.at,
        until=fact.until,
        review_due=fact.review_due,
    )
    draft.glasses = {**draft.glasses, draft.version: glass}


def _closed(fact: facts.GlassClosed, draft: Draft, event: Event) -> None:
    glass = draft.glasses.get(fact.entry)
    if glass is not None:
        draft.glasses = {**draft.glasses, fact.entry: replace(glass, until=min(glass.until, event.at))}


def _reviewed(fact: facts.GlassReviewed, draft: Draft, event: Event) -> None:
    glass = draft.glasses.get(fact.entry)
    if glass is not None:
        draft.glasses = {**draft.glasses, fact.entry: replace(glass, reviewed=True)}


def _unreviewed(fact: facts.GlassUnreviewed, draft: Draft, event: Event) -> None:
    glass = draft.glasses.get(fact.entry)
    if glass is not None:
        draft.glasses = {**draft.glasses, fact.entry: replace(glass, told=True)}


FOLDS: dict[type[facts.Fact], Callable[[Any, Draft, Event], None]] = {
    facts.MatterRestricted: _restricted,
    facts.RestrictionLifted: _lifted,
    facts.PersonListed: _listed,
    facts.PersonUnlisted: _unlisted,
    facts.GlassBroken: _broken,
    facts.GlassClosed: _closed,
    facts.GlassReviewed: _reviewed,
    facts.GlassUnreviewed: _unreviewed,
}
"""Each event type with what it makes of the draft."""
