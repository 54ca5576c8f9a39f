"""How a person stands to a challenge. Access follows taking part in it, never membership of an agency alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from forthright.core.challenge.codes import Capacity, Side
from forthright.core.challenge.facts import Glass, Party
from forthright.core.challenge.state import State


class Standing(StrEnum):
    """Every way to stand to a challenge, the tables' columns."""

    RAISER = "raiser"
    ANSWERER = "answerer"
    RAISING_MANAGER = "raising manager"
    RESPONDING_MANAGER = "responding manager"
    REPRESENTATIVE = "partnership representative"
    CHAIR = "independent chair"
    ADVISER = "adviser, not a party"
    TEAM_MANAGER = "manager of a team, not taking part"
    BUSINESS_UNIT = "business unit"
    SCRUTINEER = "independent scrutineer"
    ADMINISTRATOR = "administrator"
    OUTSIDER = "outsider"
    NOBODY = "nobody"
    WORRIED_TOO = "worried too, not a party"
    KEEPER = "keeper of an empty place"
    DATA_PROTECTION = "data protection officer"
    GLASS_BREAKER = "whoever broke the glass"


class Office(StrEnum):
    """Posts that look at many challenges without taking part in any."""

    BUSINESS_UNIT = "business unit"
    SCRUTINEER = "scrutineer"
    ADMINISTRATOR = "administrator"
    DATA_PROTECTION = "data protection officer"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person at one moment.

    `covers` are the people whose posts this person covers now: (person, title as the record shows it, name).
    `leads` are the people whose line manager this person is. `offices` are (office, partnership). `protects` are the
    (partnership, agency) of which this person is the data protection officer, agency 0 for the whole partnership. `at`
    is the moment (UTC): without it nothing is open that ends by itself.
    """

    person: int
    name: str = ""
    covers: tuple[tuple[int, str, str], ...] = ()
    leads: frozenset[int] = frozenset()
    offices: frozenset[tuple[Office, int]] = frozenset()
    protects: frozenset[tuple[int, int]] = frozenset()
    at: datetime | None = None

    def partnerships(self, office: Office) -> frozenset[int]:
        """The partnerships in which this person holds this office."""
        return frozenset(partnership for held, partnership in self.offices if held is office)

    def party(self, state: State) -> Party | None:
        """The part this person has in a challenge: their own, or that of somebody whose post they cover. Whoever has
        declared that they must not take part has none, and covers for nobody in it; nor has anybody in one that is kept
        to a named list on which they are not."""
        if self.person in state.conflicted or (state.listed is not None and self.person not in state.listed):
            return None
        whom = self._whom(state)
        if whom is None:
            return state.parties.get(self.person)
        person, title, _name = whom
        covered = state.parties[person]
        return Party(person=person, agency=covered.agency, title=title, capacity=covered.capacity, side=covered.side)

    def signs(self, state: State) -> str:
        """The name as the record keeps it: "Ben Cole", or "Ben Cole, for Sam Okoro" when covering."""
        whom = None if self.party(state) is None else self._whom(state)
        return self.name if whom is None else f"{self.name}, for {whom[2]}"

    def _whom(self, state: State) -> tuple[int, str, str] | None:
        """For whom this person acts in a challenge, None for themselves.

        Their own part comes first. But where nothing of it is open, and somebody on their side whom they cover is
        waited for, they act for that person: else nobody could. Not whoever raised it: they would agree to their own
        challenge in their manager's place.
        """
        own = state.parties.get(self.person)
        for one in self.covers:
            covered = state.parties.get(one[0])
            if covered is not None and (own is None or self._waits(state, own, covered)):
                return one
        return None

    def _waits(self, state: State, own: Party, covered: Party) -> bool:
        if own.side is not covered.side or own.agency != covered.agency or self.person == state.raiser:
            return False
        owners = {duty.owner for duty in state.duties.values()}
        return covered.person in owners and self.person not in owners


def reading(actor: Actor, state: State) -> Glass | None:
    """The broken glass through which this person reads now, if there is one."""
    if actor.at is None:
        return None
    mine = (glass for glass in state.glasses.values() if glass.person == actor.person)
    return next((glass for glass in mine if glass.until > actor.at), None)


def standing_of(actor: Actor | None, state: State) -> Standing:
    """The one standing that a person has to a challenge; taking part comes before any office. A conflict of interest
    comes before both: to whoever has one, it is as if they held no post here.

    Leading somebody comes before an office that sees nothing: holding or covering one takes nothing away, and the list
    of one's team holds just what opens.
    """
    if actor is None:
        return Standing.NOBODY
    if actor.person in state.conflicted:
        return Standing.OUTSIDER
    party = actor.party(state)
    if party is not None:
        return standing_as(party)
    if state.glasses and reading(actor, state) is not None:
        return Standing.GLASS_BREAKER
    held = _office(actor, state.partnership) if actor.offices else None
    if held is Standing.BUSINESS_UNIT:
        return held
    if actor.protects and _protects(actor, state):
        return Standing.DATA_PROTECTION
    if actor.leads & set(state.parties):
        return Standing.TEAM_MANAGER
    return held or Standing.OUTSIDER


def _office(actor: Actor, partnership: int) -> Standing | None:
    """The office of this partnership that somebody holds, the one that sees most."""
    offices = (standing for office, standing in _OFFICES.items() if partnership in actor.partnerships(office))
    return next(offices, None)


def _protects(actor: Actor, state: State) -> bool:
    """Whether this data protection officer's agency is in it. One that is not in it yet is not."""
    there = {0, *(state.agencies[side] for side in state.sides if side in state.agencies)}
    there |= {party.agency for party in state.parties.values()}
    return any((state.partnership, agency) in actor.protects for agency in there)


def standing_as(party: Party) -> Standing:
    """How somebody stands to a challenge who takes part in it."""
    return _STANDINGS[party.capacity, party.side]


_OFFICES = {
    Office.BUSINESS_UNIT: Standing.BUSINESS_UNIT,
    Office.SCRUTINEER: Standing.SCRUTINEER,
    Office.ADMINISTRATOR: Standing.ADMINISTRATOR,
}


def _standing(capacity: Capacity, side: Side | None) -> Standing:
    if capacity is Capacity.ADVISER:
        return Standing.ADVISER
    if capacity is Capacity.WORRIED_TOO:
        return Standing.WORRIED_TOO
    if capacity is Capacity.KEEPER:
        return Standing.KEEPER
    neutral = capacity is Capacity.MANAGER and side is None  # such as the business unit choosing the way
    if capacity is Capacity.CHAIR or neutral:
        return Standing.CHAIR
    if capacity is Capacity.REPRESENTATIVE:
        return Standing.REPRESENTATIVE
    if capacity is Capacity.MANAGER:
        return Standing.RAISING_MANAGER if side is Side.RAISING else Standing.RESPONDING_MANAGER
    return Standing.RAISER if side is Side.RAISING else Standing.ANSWERER


_STANDINGS = {(capacity, side): _standing(capacity, side) for capacity in Capacity for side in (*Side, None)}
"""Of those who take part, by capacity and side."""
