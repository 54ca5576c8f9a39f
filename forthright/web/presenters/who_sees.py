"""Who will see what of a challenge, worked out by going up its policy's ladder without writing anything."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forthright.core.challenge.answers import No
from forthright.core.challenge.around import around
from forthright.core.challenge.codes import Why
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event, Party
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.gate import asked, ways_from
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
    known = {raiser}
    names = {int(number): str(name) for number, name in events[0].words["names"].items()}
    first = [party for number, party in state.parties.items() if number not in known]
    known |= set(state.parties)
    found = [Viewers(_("When you send it"), [_person(party, names) for party in first] or [_("Nobody yet")])]
    passed: set[str] = set()
    while key := _next(policy, state, passed):
        here = around(state, moment)
        asks = asked(policy, state, key, Why.STILL_DIFFER, None, here)
        fact = step_taken(policy, state, key, Why.STILL_DIFFER, here)
        for one in (asks, fact) if asks else (fact,):
            names |= {int(number): name for number, name in names_at(one, here).items()}
            state = apply(state, Event(fact=one, at=moment.now))
        passed.add(state.step)
        new = [party for number, party in state.parties.items() if number not in known]
        known |= set(state.parties)
        heading = _("If it goes to %(step)s") % {"step": policy.label(state.step)}
        found.append(Viewers(heading, [_person(party, names) for party in new] or [_("Nobody new")]))
    return begun, found


def _next(policy: Policy, state: State, passed: set[str]) -> str:
    """Where it would go next; where its first step waits for an agreement, to that step."""
    ways = ways_from(policy, state)
    return ways[0] if ways and ways[0] not in passed | ({state.step} if not state.quiet else set()) else ""


def _person(party: Party, names: dict[int, str]) -> str:
    return f"{names.get(party.person, '')}, {party.title}".removeprefix(", ")
