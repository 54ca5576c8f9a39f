"""The cover radar: over the days to come, who answers in which open hours, and where nobody does.

Pure: holdings, covers, absences and opening hours in; pieces of time out. Everything is cut where something changes and
never counted minute by minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TypeVar

from forthright.core.cover.chains import Answer, Roster, Snapshot
from forthright.core.cover.stretches import Piece, over
from forthright.core.worktime import Calendar
from forthright.core.worktime.calendars import dates, zone_of

Open = tuple[datetime, datetime]
"""A stretch of opening hours [from, to), UTC."""
T = TypeVar("T")
NO_POST = 0
"""Stands for the post of a hole where none of the roles has a post that somebody holds or covers."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Open hours without anybody who answers, from the first of them to the last: of a post, or of roles (NO_POST).

    `hours` are the stretches of opening hours in it, at least one.
    """

    post: int
    hours: tuple[Open, ...]

    @property
    def begins(self) -> datetime:
        """The first instant at which somebody could have asked."""
        return self.hours[0][0]

    @property
    def ends(self) -> datetime:
        """The last."""
        return self.hours[-1][1]


def opening(calendar: Calendar, begins: datetime, ends: datetime) -> list[Open]:
    """The opening hours between two aware instants, in order; a night is one stretch."""
    zone = zone_of(calendar)
    first, last = begins.astimezone(zone).date(), ends.astimezone(zone).date()
    found: list[Open] = []
    for day in dates(first, last):
        for start, stop in calendar.windows(day):
            opens, closes = max(_at(day, start, zone), begins), min(_at(day, stop, zone), ends)
            if opens >= closes:
                continue
            if found and found[-1][1] == opens:
                found[-1] = (found[-1][0], closes)
            else:
                found.append((opens, closes))
    return found


def _at(day: date, minute: int, zone: object) -> datetime:
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    return wall.replace(tzinfo=zone).astimezone(UTC)  # type: ignore[arg-type]


def within(hours: Sequence[Open], begins: datetime, ends: datetime) -> tuple[Open, ...]:
    """The parts of these stretches that lie between two instants."""
    cut = ((max(start, begins), min(stop, ends)) for start, stop in hours)
    return tuple((start, stop) for start, stop in cut if start < stop)


def post_holes(pieces: Iterable[Piece[Answer | None]], post: int, hours: Sequence[Open]) -> list[Hole]:
    """The open hours in which nobody answers for a post, or for a person."""
    joined = joined_pieces(Piece(one.begins, one.ends, one.value is None or not one.value.there) for one in pieces)
    holes = (within(hours, one.begins, one.ends) for one in joined if one.value)
    return [Hole(post, found) for found in holes if found]


def joined_pieces(pieces: Iterable[Piece[T]]) -> list[Piece[T]]:
    """Pieces in order, neighbours with the same value as one."""
    found: list[Piece[T]] = []
    for one in pieces:
        if found and found[-1].value == one.value and found[-1].ends == one.begins:
            found[-1] = Piece(found[-1].begins, one.ends, one.value)
        else:
            found.append(one)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post is looked for: who is there, and its posts by role."""

    roster: Roster
    posts: Mapping[str, Sequence[int]]


def role_holes(roles: Sequence[str], places: Sequence[Place], hours: Sequence[Open], days: Open) -> list[Hole]:
    """The open hours in which a part that falls to one of these roles has nobody who answers.

    As the engine looks: the first role of which somebody holds or covers a post counts, in the first of the places,
    which is the agency, before the partnership. Each such post is looked at by itself, since a matter goes up its own
    line; where no role has any, the hole is that of no post.
    """
    begins, ends = days
    cuts = {begins, ends, *(at for place in places for at in place.roster.instants() if begins < at < ends)}
    found: dict[int, list[Piece[bool]]] = {}
    for start, stop in pairwise(sorted(cuts)):
        for post in _empty(roles, [(place.roster.at(start), place.posts) for place in places]):
            found.setdefault(post, []).append(Piece(start, stop, True))
    holes = (
        (post, within(hours, one.begins, one.ends)) for post, pieces in found.items() for one in joined_pieces(pieces)
    )
    return sorted((Hole(post, cut) for post, cut in holes if cut), key=lambda hole: (hole.begins, hole.post))


def _empty(roles: Sequence[str], places: Sequence[tuple[Snapshot, Mapping[str, Sequence[int]]]]) -> list[int]:
    """The posts that would be asked and do not answer; NO_POST where there is none to ask."""
    for role in roles:
        for here, posts in places:
            answers = [(post, here.answer(post)) for post in posts.get(role, ())]
            asked = [(post, answer) for post, answer in answers if answer is not None]
            if asked:
                return [post for post, answer in asked if not answer.there]
    return [NO_POST]


def post_pieces(roster: Roster, post: int, days: Open) -> list[Piece[Answer | None]]:
    """Who answers for a post between two instants."""
    return over(roster, *days, lambda here: here.answer(post))


def person_pieces(rosters: Sequence[Roster], person: int, days: Open) -> list[Piece[Answer | None]]:
    """Who answers for a person who has something to do, between two instants, in whichever of the places they hold a
    post; None while they hold none."""
    cuts = {*days, *(at for roster in rosters for at in roster.instants() if days[0] < at < days[1])}
    pieces = (
        Piece(start, stop, _answers_for(person, [roster.at(start) for roster in rosters]))
        for start, stop in pairwise(sorted(cuts))
    )
    return joined_pieces(pieces)


def _answers_for(person: int, places: Iterable[Snapshot]) -> Answer | None:
    answers = [here.of(post, person) for here in places for post in here.posts.get(person, ())]
    known = [one for one in answers if one is not None]
    return next((one for one in known if one.there), known[0] if known else None)
