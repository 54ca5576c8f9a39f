"""What surrounds a decision: the time, the calendars and who holds which post. Core reads nothing for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from forthright.core.challenge.codes import Capacity, Side, TookOver
from forthright.core.challenge.facts import Party
from forthright.core.policy.shapes import Hours, Policy, Role
from forthright.core.worktime import Calendar

CAPACITIES = {
    Role.PRACTITIONER: Capacity.PRACTITIONER,
    Role.SAFEGUARDING_LEAD: Capacity.PRACTITIONER,
    Role.REPRESENTATIVE: Capacity.REPRESENTATIVE,
    Role.CHAIR: Capacity.CHAIR,
}
"""The capacity in which a post's holder joins; every other role joins as a manager."""
_MANAGER = Capacity.MANAGER


@dataclass(frozen=True, slots=True)
class Seat:
    """A post and whose it is at this moment: its holder, or the deputy of a vacant one (then `title` says so).

    `answers` says who answers now where a deputy does: "Ben Cole, for Sam Okoro", and `deputy` is that person. The part
    is the holder's, so that a deputy sees it while covering and no longer. `there`: whether anybody answers at all.
    """

    person: int
    name: str
    title: str
    agency: int
    role: Role
    answers: str = ""
    deputy: int = 0
    there: bool = True

    def party(self, side: Side | None) -> Party:
        """This person as somebody who takes part, on a side."""
        capacity = CAPACITIES.get(self.role, _MANAGER)
        return Party(person=self.person, agency=self.agency, title=self.title, capacity=capacity, side=side)


class Kept(Mapping[tuple[int, Role], Seat]):
    """The filled posts whose holder is on a named list, of `everybody`. `withheld` are the others."""

    def __init__(self, seats: Mapping[tuple[int, Role], Seat], listed: Mapping[int, int]) -> None:
        self.everybody, self._listed = seats, listed

    def __getitem__(self, key: tuple[int, Role]) -> Seat:
        found = self.everybody[key]
        if found.person not in self._listed:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[tuple[int, Role]]:
        return (key for key, seat in self.everybody.items() if seat.person in self._listed)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def withheld(self) -> frozenset[tuple[int, Role]]:
        """The posts that somebody holds who is not on the list."""
        return frozenset(key for key, seat in self.everybody.items() if seat.person not in self._listed)


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody who can take over from another, and as what."""

    seat: Seat
    how: TookOver


Instead = Callable[[int, int, str], tuple[StandIn, ...]]
"""(person, agency, role or title of the post): who takes over from them, the nearest first."""


def nobody(person: int, agency: int, post: str) -> tuple[StandIn, ...]:
    """Where the directory is not at hand."""
    return ()


class Seated(Mapping[tuple[int, Role], Seat]):
    """The filled posts of a matter without those who must not sit there; whoever stands in for them sits there.

    `barred` are people who must not take part at all. `on` are those who take part, each with the agency that they
    take part for: nobody sits on both sides, as a post that acts for several bodies could.
    """

    def __init__(
        self,
        seats: Mapping[tuple[int, Role], Seat],
        instead: Instead,
        barred: frozenset[int],
        on: Mapping[int, int],
    ) -> None:
        self._seats, self._instead, self._barred, self._on = seats, instead, barred, on

    def _may_sit(self, seat: Seat) -> bool:
        there = self._on.get(seat.person, seat.agency)
        return seat.person not in self._barred and (not seat.agency or there == seat.agency)

    def __getitem__(self, key: tuple[int, Role]) -> Seat:
        seat, role = self._seats[key], key[1]
        if self._may_sit(seat):
            return seat
        others = (one.seat for one in self._instead(seat.person, seat.agency, role.value))
        found = next((one for one in others if self._may_sit(one)), None)
        if found is None:
            raise KeyError(key)
        return replace(found, role=role)  # whoever stands in does what that role does

    def __iter__(self) -> Iterator[tuple[int, Role]]:
        return (key for key in self._seats if self.get(key) is not None)

    def __len__(self) -> int:
        return sum(1 for _key in self)


@dataclass(frozen=True, slots=True)
class Moment:
    """The time (aware, UTC), each agency's opening hours, the partnership's own, and the posts that are filled.

    `seats` is keyed by (agency, role); agency 0 holds the partnership's own posts, such as the independent chair.
    A clock that falls to one agency runs in that agency's hours; one that falls to both runs in the partnership's.
    No published policy that was seen says whose hours count, so this is Forthright's rule and the pages say so; where
    a policy does say, `bound` makes one calendar of them all. `instead` says who takes over from somebody.
    """

    now: datetime
    shared: Calendar
    calendars: Mapping[int, Calendar] = field(default_factory=dict)
    seats: Mapping[tuple[int, Role], Seat] = field(default_factory=dict)
    unbound: Moment | None = None
    instead: Instead = nobody

    def hours(self, agency: int) -> Calendar:
        """The opening hours of an agency, or the partnership's where it has none of its own."""
        return self.calendars.get(agency, self.shared)

    def at_work(self, agency: int) -> Calendar:
        """The hours in which the people of an agency are at work (0: those of the partnership's own posts), whatever
        hours the policy counts its times in: in these they are reminded."""
        return (self.unbound or self).hours(agency)

    def kept_to(self, listed: Mapping[int, int] | None) -> Moment:
        """The same moment with only those posts filled whose holder, or today's deputy, is on a named list; as it is
        where there is no list."""
        if listed is None:
            return self

        def instead(person: int, agency: int, post: str) -> tuple[StandIn, ...]:
            return tuple(one for one in self.instead(person, agency, post) if one.seat.person in listed)

        return replace(self, seats=Kept(self.seats, listed), instead=instead)

    def also_unlisted(self, agency: int, role: Role) -> Seat | None:
        """Who holds a post, on the named list or not: only for a place in which they read no word."""
        seats = self.seats.everybody if isinstance(self.seats, Kept) else self.seats
        return seats.get((agency, role))

    def withheld(self, roles: Iterable[Role], agencies: Iterable[int]) -> tuple[Role, ...]:
        """Those of these roles that somebody in these agencies holds who is not on the named list."""
        if not isinstance(self.seats, Kept):
            return ()
        wanted, found = {*agencies, 0}, self.seats.withheld()
        return tuple(sorted({role for agency, role in found if role in set(roles) and agency in wanted}))

    def at(self, now: datetime) -> Moment:
        """The same surroundings at another time."""
        return Moment(now, self.shared, self.calendars, self.seats, self.unbound, self.instead)

    def apart(self, barred: frozenset[int], on: Mapping[int, int]) -> Moment:
        """The same surroundings without those who must not sit there. See `Seated`."""
        return replace(self, seats=Seated(self.seats, self.instead, barred, on))

    def bound(self, policy: Policy, agencies: Mapping[Side, int]) -> Moment:
        """The same moment with the opening hours that the policy says count, the same for every clock."""
        if policy.hours is None:
            return self
        side = _HOURS.get(policy.hours)
        if side is not None:
            return replace(self, shared=self.hours(agencies[side]), calendars={}, unbound=self.unbound or self)
        return replace(self, calendars={}, unbound=self.unbound or self) if policy.hours is Hours.PARTNERSHIP else self


_HOURS = {Hours.RAISING: Side.RAISING, Hours.RESPONDING: Side.RESPONDING}
