"""Who will see what of a challenge, worked out by going up its policy's ladder without writing anything."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Side, Why
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event, Party
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.ladder import ways_up
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import names_at, step_taken
from forthright.core.policy.shapes import Policy


@dataclass(frozen=True)
class Viewers:
    """Who comes in when: `heading` says when, `people` are names with their posts."""

    heading: str
    people: list[str]


def foresee(policy: Policy, command: Raise, moment: Moment) -> tuple[State, list[Viewers]] | No:
    """The challenge as it would begin, and who would read it at each step; or the reason why it cannot be raised.

    The same functions decide this as decide it in earnest, so the page cannot promise anything else.
    """
    raiser = command.raising.person
    events = decide(policy, State(), command, Actor(person=raiser, name=command.raising.name), moment)
    if isinstance(events, No):
        return events
    begun = state = fold(events)
    known = {raiser, command.responding.person}
    names = {command.responding.person: command.responding.name}
    answering = command.responding.party(Side.RESPONDING)
    found = [Viewers(_("When you send it"), [_person(answering, names)])]
    passed = {state.step}
    while (ways := ways_up(policy, state.step, state.urgency)) and ways[0] not in passed:
        fact = step_taken(policy, state, ways[0], Why.STILL_DIFFER, moment)
        names |= {int(number): name for number, name in names_at(fact, moment).items()}
        state = apply(state, Event(fact=fact, at=moment.now))
        passed.add(state.step)
        new = [party for number, party in state.parties.items() if number not in known]
        known |= set(state.parties)
        heading = _("If it goes to %(step)s") % {"step": policy.label(state.step)}
        found.append(Viewers(heading, [_person(party, names) for party in new] or [_("Nobody new")]))
    return begun, found


def _person(party: Party, names: dict[int, str]) -> str:
    return f"{names.get(party.person, '')}, {party.title}".removeprefix(", ")
