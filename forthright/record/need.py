"""Acts about who may know: the glass is broken, shut and reviewed, and the business unit restricts a challenge.

Whoever breaks the glass sees no challenge before, so that nothing is asked of them but its reference; and what cannot
be opened is refused in the same way, whether it is there or not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from forthright.core.challenge import breaking
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import GlassWhy
from forthright.core.challenge.commands import BreakGlass, Command, EndGlass, LiftRestriction, Restrict, ReviewGlass
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import fold
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.restricting import restrict_by_office
from forthright.core.challenge.sees import opens
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy
from forthright.directory import queries as directory
from forthright.directory.models import Person, Post
from forthright.directory.protection import officers
from forthright.record import keys
from forthright.record.actions import (
    ChangedSince,
    Done,
    NotThere,
    keep_receipt,
    performed,
    receipt_key,
    receipt_of,
    surroundings,
    write,
)
from forthright.record.policies import policy_for
from forthright.record.store import Changed, load_facts
from forthright.record.telling import agencies_in

TRIES = 3
"""How often an act is tried again that somebody else's came before: it does not depend on what they wrote."""

Decided = Callable[[State, Actor, Moment], tuple[Event, ...] | No]


def break_glass(
    person: Person, post: Post, reference: str, code: GlassWhy, reason: str, token: str, now: datetime
) -> Done | No:
    """Open one challenge to read, for three hours. `post` is theirs, of the challenge's partnership. A refusal says no
    more than that it cannot be opened; "no words" alone is for the form to have asked."""
    command = BreakGlass(code=code, title=post.title, agency=post.agency_id or 0, words={"reason": reason.strip()})

    def decided(state: State, actor: Actor, moment: Moment) -> tuple[Event, ...] | No:
        if state.partnership != post.partnership_id:
            return No("never opened")
        return breaking.break_glass(state, command, actor, moment)

    return _done(person, reference, command, token, now, decided, must_open=False)


def end_glass(person: Person, reference: str, token: str, now: datetime) -> Done | No:
    """Stop reading. Raises NotThere."""
    command = EndGlass()
    return _done(
        person, reference, command, token, now, lambda *about: breaking.end_glass(about[0], command, *about[1:])
    )


def review_glass(
    person: Person, reference: str, entry: int, justified: bool, reason: str, token: str, now: datetime
) -> Done | No:
    """Say whether it was justified that the glass was broken, at this entry. Raises NotThere."""
    command = ReviewGlass(entry=entry, justified=justified, words={"reason": reason.strip()})

    def decided(state: State, actor: Actor, moment: Moment) -> tuple[Event, ...] | No:
        reviewers = officers(state.partnership, agencies_in(state), now)
        return breaking.review_glass(state, command, actor, reviewers, moment)

    return _done(person, reference, command, token, now, decided)


def restrict_from_outside(
    person: Person, reference: str, seen: int, command: Restrict | LiftRestriction, token: str, now: datetime
) -> Done | No | ChangedSince:
    """The business unit restricts a challenge, or lifts what it restricted. Raises NotThere."""

    def decided(state: State, actor: Actor) -> tuple[Policy, tuple[Event, ...] | No]:
        policy = policy_for(state)
        moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
        return policy, restrict_by_office(state, command, actor, moment)

    return performed(person, reference, seen, command, token, now, decided)


def _done(
    person: Person,
    reference: str,
    command: Command,
    token: str,
    now: datetime,
    decided: Decided,
    must_open: bool = True,
) -> Done | No:
    """One act in one transaction, at whatever version the challenge is. Raises NotThere where it must open to them."""
    # The same form may be sent with another reference, which no command holds.
    receipt = receipt_key(f"{token}|{reference}" if token else "", command)
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                earlier = receipt_of(receipt, person)
                if earlier:
                    return earlier
                state = fold(load_facts(reference))
                actor = directory.actor(person, now)
                if must_open and not (state.version and opens(actor, state)):
                    raise NotThere(reference)
                if not state.version:
                    return No("never opened")
                moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
                events = decided(state, actor, moment)
                if isinstance(events, No):
                    return events
                keep_receipt(receipt, token, person.pk, reference, state.version + len(events), now)
                after = write(reference, state, policy_for(state), events, now)
                return Done(reference, after.version)
        except keys.KeyGone:
            return No("erased")
        except (Changed, IntegrityError):
            continue
    return No("never opened")
