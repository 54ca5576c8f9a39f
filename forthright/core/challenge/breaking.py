"""Breaking the glass: somebody reads one matter that they may not see, for three hours, and others look at why.

Who broke it reads what both sides share, and does nothing but tell of danger and stop reading. Decision 39.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.facts import Event, Fact
from forthright.core.challenge.may import may
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.standing import Actor, Standing, standing_of
from forthright.core.challenge.state import State
from forthright.core.worktime import due
from forthright.core.worktime.units import Unit

LASTS = timedelta(hours=3)
REVIEW_DAYS = 2
"""Working days of the partnership in which it is reviewed."""


def break_glass(state: State, command: commands.BreakGlass, actor: Actor, moment: Moment) -> tuple[Event, ...] | No:
    """The entry with which it opens; a refusal that the page never tells apart from "there is no such matter".

    Nobody opens what is restricted so that nobody may, nor what they must not take part in; nor, before the other
    agency is in it, does anybody of that agency: to them it does not exist yet.
    """
    allowed = may(actor, state, command.VERB)
    if isinstance(allowed, No):
        return allowed
    if not command.words.get("reason"):
        return No("no words")
    if actor.person in state.conflicted or (state.restricted is not None and state.restricted.never):
        return No("never opened")
    if state.outside is not None and command.agency == state.outside.agency:
        return No("not in yet")
    fact = facts.GlassBroken(
        code=command.code,
        agency=command.agency,
        until=moment.now + LASTS,
        review_due=due(moment.shared, moment.now, REVIEW_DAYS, Unit.WORKING_DAYS)
        or moment.now + timedelta(days=REVIEW_DAYS),  # an office that is never open again does not put it off
    )
    return (_event(fact, command, actor, command.title, moment.now),)


def end_glass(state: State, command: commands.EndGlass, actor: Actor, moment: Moment) -> tuple[Event, ...] | No:
    """Whoever reads stops before the time is over."""
    allowed = may(actor, state, command.VERB)
    if isinstance(allowed, No):
        return allowed
    entry = max(entry for entry, glass in state.glasses.items() if glass.person == actor.person)
    title = state.glasses[entry].title
    return (_event(facts.GlassClosed(entry=entry), command, actor, title, moment.now),)


def review_glass(
    state: State, command: commands.ReviewGlass, actor: Actor, reviewers: Collection[int], moment: Moment
) -> tuple[Event, ...] | No:
    """Somebody else says whether it was justified. `reviewers` are the data protection officers of the agencies that
    take part, and of the partnership; the business unit reviews only where there is none but whoever broke it."""
    allowed = may(actor, state, command.VERB)
    if isinstance(allowed, No):
        return allowed
    glass = state.glasses.get(command.entry)
    if glass is None:
        return No("no such entry")
    if glass.person == actor.person:
        return No("own glass")
    if glass.reviewed:
        return No("already reviewed")
    standing = standing_of(actor, state)
    if standing is Standing.BUSINESS_UNIT and set(reviewers) - {glass.person}:
        return No("officer reviews")
    if not command.words.get("reason"):
        return No("no words")
    fact = facts.GlassReviewed(entry=command.entry, justified=command.justified)
    return (_event(fact, command, actor, standing.value, moment.now),)


def unreviewed(state: State, now: datetime) -> facts.GlassUnreviewed | None:
    """The first break of the glass whose review is late now, and nobody was told so yet."""
    late = (
        entry
        for entry, glass in state.glasses.items()
        if not (glass.reviewed or glass.told) and glass.review_due <= now
    )
    first = next(late, None)
    return None if first is None else facts.GlassUnreviewed(entry=first)


def _event(fact: Fact, command: commands.Command, actor: Actor, title: str, now: datetime) -> Event:
    words = {"by": actor.name}
    if command.words.get("reason"):
        words["reason"] = command.words["reason"]
    return Event(fact=fact, at=now, by=actor.person, title=title, words=words)
