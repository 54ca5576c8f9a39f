"""Played people: who holds which post, and how each of them behaves. All invented; nobody real is scored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from forthright.core.challenge.codes import Side
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.standing import Actor
from forthright.core.policy.roles import NEUTRAL, Role
from forthright.core.worktime import Calendar, next_opening

AGENCIES = {Side.RAISING: 1, Side.RESPONDING: 2}
PARTNERSHIP = 0


class Temper(StrEnum):
    """How somebody answers what is asked of them."""

    PROMPT = "prompt"
    SLOW = "slow"
    LATE = "late"
    SILENT = "silent"
    ON_LEAVE = "on leave"


SHARES = {Temper.PROMPT: (0.05, 0.4), Temper.SLOW: (0.6, 0.98), Temper.LATE: (1.05, 1.8), Temper.ON_LEAVE: (0.05, 0.4)}
"""Which part of the time that they have each of them uses, from and to; beyond 1 is late."""
LEAVE = timedelta(days=14)
"""How long somebody on leave is away from the day on which the matter begins."""
SILENT, ON_LEAVE = Temper.SILENT, Temper.ON_LEAVE
AT_ONCE, LEAST = timedelta(minutes=1), timedelta(hours=1)
"""Nobody acts sooner than the one, or takes their time to be shorter than the other."""
UNTIMED = timedelta(days=7)
"""What people take as their time where the policy gives none."""


def seats() -> dict[tuple[int, Role], Seat]:
    """One invented person in every role of both agencies, and in the partnership's own posts."""
    found = {}
    for agency in (*AGENCIES.values(), PARTNERSHIP):
        for number, role in enumerate(Role, start=1):
            if (role in NEUTRAL) is (agency == PARTNERSHIP):
                person = 100 * (agency + 1) + number
                found[agency, role] = Seat(person=person, name=role.value, title=role.value, agency=agency, role=role)
    return found


SEATS = seats()
ROLE_OF = {seat.person: seat.role for seat in SEATS.values()}
ACTORS = {person: Actor(person=person, name=role.value) for person, role in ROLE_OF.items()}
SIDE_OF = {seat.person: side for seat in SEATS.values() for side, agency in AGENCIES.items() if seat.agency == agency}


@dataclass(frozen=True, slots=True)
class Cast:
    """How everybody in one case behaves: `tempers` by person; whoever is not named is prompt.

    `agree_at` is the number of the step (from 0) at which the two sides come to agree, past the last for never.
    `up_by_itself` tells whether the raising side takes it up as soon as the other side disagrees. `choice`, from 0 to
    below 1, is which way whoever chooses takes where there is more than one. `pauses` and `hands_back` tell whether
    whoever answers lets the times stand still, and hands it back, at the steps where the policy lets them.
    """

    tempers: dict[int, Temper]
    shares: dict[int, float]
    agree_at: int
    up_by_itself: bool = True
    choice: float = 0.0
    pauses: bool = False
    hands_back: bool = False

    def acts_at(
        self, person: int, start: datetime, due: datetime | None, began: datetime, hours: Calendar
    ) -> datetime | None:
        """When a person does what is asked of them since `start`: an open instant, or None for never."""
        temper = self.tempers.get(person)
        if temper is SILENT:
            return None
        span = max(due - start, LEAST) if due is not None else UNTIMED
        at = start + span * self.shares.get(person, 0.2)
        if temper is ON_LEAVE:
            at = max(at, began + LEAVE)
        return max(next_opening(hours, at), start + AT_ONCE)


def draw(chance: Random, steps: int, tempers: tuple[Temper, ...] = tuple(Temper)) -> Cast:
    """A cast drawn from a seeded generator that the caller gives: prompt is as likely as all other tempers together."""
    chosen: dict[int, Temper] = {}
    shares: dict[int, float] = {}
    others: list[Temper] = [temper for temper in tempers if temper is not Temper.PROMPT] or [Temper.PROMPT]
    for person in ROLE_OF:
        temper = Temper.PROMPT if chance.randrange(2) else others[chance.randrange(len(others))]
        chosen[person] = temper
        low, high = SHARES.get(temper, (1.0, 1.0))
        shares[person] = chance.uniform(low, high)
    agree_at, up = chance.randint(0, steps), chance.randrange(10) < 7
    return Cast(chosen, shares, agree_at, up, chance.uniform(0, 1), chance.randrange(10) < 2, chance.randrange(10) < 2)


def moment(now: datetime, hours: Calendar) -> Moment:
    """The surroundings: every post filled, everybody in the same hours."""
    return Moment(now=now, shared=hours, calendars={}, seats=SEATS)
