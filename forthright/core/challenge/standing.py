"""How a person stands to a challenge. Access follows taking part in it, never membership of an agency alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from forthright.core.challenge.codes import Capacity, Side
from forthright.core.challenge.facts import Party
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


class Office(StrEnum):
    """Posts that look at many challenges without taking part in any."""

    BUSINESS_UNIT = "business unit"
    SCRUTINEER = "scrutineer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person at one moment.

    `covers` are the people whose posts this person covers now: (person, title as the record shows it, name).
    `leads` are the people whose line manager this person is. `offices` are (office, partnership).
    """

    person: int
    name: str = ""
    covers: tuple[tuple[int, str, str], ...] = ()
    leads: frozenset[int] = frozenset()
    offices: frozenset[tuple[Office, int]] = frozenset()

    def partnerships(self, office: Office) -> frozenset[int]:
        """The partnerships in which this person holds this office."""
        return frozenset(partnership for held, partnership in self.offices if held is office)

    def party(self, state: State) -> Party | None:
        """The part this person has in a challenge: their own, or that of somebody whose post they cover. Whoever has
        declared that they must not take part has none, and covers for nobody in it."""
        if self.person in state.conflicted:
            return None
        own = state.parties.get(self.person)
        if own is not None:
            return own
        for person, title, _name in self.covers:
            covered = state.parties.get(person)
            if covered is not None:
                return Party(
                    person=person,
                    agency=covered.agency,
                    title=title,
                    capacity=covered.capacity,
                    side=covered.side,
                )
        return None

    def signs(self, state: State) -> str:
        """The name as the record keeps it: "Ben Cole", or "Ben Cole, for Sam Okoro" when covering."""
        if self.person in state.parties:
            return self.name
        covered = next((name for person, _title, name in self.covers if person in state.parties), "")
        return f"{self.name}, for {covered}" if covered else self.name


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
    held = _office(actor, state.partnership) if actor.offices else None
    if held is Standing.BUSINESS_UNIT:
        return held
    if actor.leads & set(state.parties):
        return Standing.TEAM_MANAGER
    return held or Standing.OUTSIDER


def _office(actor: Actor, partnership: int) -> Standing | None:
    """The office of this partnership that somebody holds, the one that sees most."""
    offices = (standing for office, standing in _OFFICES.items() if partnership in actor.partnerships(office))
    return next(offices, None)


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
