"""What a respondent says by telephone, entered by the business unit. Both names stand in the entry.

It comes to the same act as if the respondent had done it: the same rules allow or refuse it. Whoever takes it down
reads no words of the challenge, before or after.
"""

from __future__ import annotations

from msgspec.structs import replace

from forthright.core.challenge.allows import allows
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Side
from forthright.core.challenge.commands import EnterByPhone, Verb
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import ByPhone, Event
from forthright.core.challenge.may import may
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy

BY_PHONE = (Verb.ACKNOWLEDGE, Verb.PERSPECTIVE, Verb.REPLY, Verb.EVIDENCE, Verb.SAFETY, Verb.DANGER)
"""What can be said by telephone: all that hears and answers. What moves a challenge or ends it a person does alone."""


def enter(
    policy: Policy, state: State, command: EnterByPhone, actor: Actor, speaker: Actor, moment: Moment
) -> tuple[Event, ...] | No:
    """The entries of what `speaker` said, as `actor` of the business unit took it down; or a refusal.

    It takes effect when it is entered, not when it was said: entries are in the order in which they were written, and a
    time that had run out by then did run out. When it was said stands beside it.
    """
    allowed = may(actor, state, command.VERB) and allows(policy, state, command.VERB, None)
    if isinstance(allowed, No):
        return allowed
    if command.said.VERB not in BY_PHONE:
        return No("not by phone")
    if speaker.person != command.person or state.side_of(speaker.person) is not Side.RESPONDING:
        return No("not a respondent")
    if command.held > moment.now or not _after_raising(command, state):
        return No("call time")
    events = decide(policy, state, command.said, speaker, moment)
    if isinstance(events, No):
        return events
    phone = ByPhone(by=actor.person, title=command.title, held=command.held)
    return tuple(_taken_down(event, phone, actor.name) if event.by == speaker.person else event for event in events)


def _after_raising(command: EnterByPhone, state: State) -> bool:
    """Whether the call was after it was raised. People type no seconds: the same minute is late enough."""
    return state.raised_at is not None and command.held >= state.raised_at.replace(second=0, microsecond=0)


def _taken_down(event: Event, phone: ByPhone, name: str) -> Event:
    return replace(event, fact=replace(event.fact, phone=phone), words={**event.words, "taken_by": name})
