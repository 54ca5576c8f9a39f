"""What every event is made of: people as they were, duties with their due instants, actions, and the entry itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

import msgspec

from forthright.core.challenge.codes import Capacity, DutyKind, GlassWhy, Side, Why
from forthright.core.worktime.units import Unit

NAMES = "names of the people, as they were, by number"


class Party(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A person who takes part, with the post as it was. `side` is None for a neutral chair."""

    person: int
    agency: int
    title: str
    capacity: Capacity
    side: Side | None = None


class ByHand(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One change that people made to a time, at `at` (UTC): it ends at `until` (UTC) at the latest, or `more` of `unit`
    after it would have ended."""

    at: datetime
    until: datetime | None = None
    more: int = 0
    unit: Unit = Unit.WORKING_DAYS


class Duty(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """Something one named person is expected to do. `due` is UTC, None where the policy states no time.

    `key` is unique among the open duties of a challenge ("2.reply"). `said` is the time as the policy words it.
    `timed` tells a duty of the policy's ladder, whose lapse may move the challenge, from one whose lapse only tells.
    `waits_for` names the event that will start the clock, where it has not happened yet; more than one are joined by
    "or". `since` is when its clock started (UTC), from which its time is counted again after a pause. `to` is the step
    that is offered. `remind` are the instants (UTC) at which its owner is still to be reminded. `needed_by` is the day
    by which the child needs it, where that makes it due sooner than the policy's number does. `by_hand` are the changes
    that people made to its time, in their order: `due` is what follows from them and from the policy.
    """

    key: str
    kind: DutyKind
    owner: int
    side: Side | None = None
    due: datetime | None = None
    said: str = ""
    timed: bool = False
    lapsed: bool = False
    waits_for: str = ""
    since: datetime | None = None
    to: str = ""
    remind: tuple[datetime, ...] = ()
    needed_by: date | None = None
    by_hand: tuple[ByHand, ...] = ()


class Gate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody of the raising side must agree before a matter comes to `step`; `why` is why it was to go there."""

    step: str
    why: Why
    party: Party
    duty: Duty


class Glass(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One time that the glass was broken: who reads, as what, why, from when until when, and by when
    somebody else reviews it (UTC).

    `reviewed` tells that this was done, `told` that it was not and an alarm was given.
    """

    person: int
    agency: int
    title: str
    code: GlassWhy
    since: datetime
    until: datetime
    review_due: datetime
    reviewed: bool = False
    told: bool = False


class Action(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something agreed, with its owner and the day by which it is to be done. The text of it is words, by `key`.

    `said` is the policy's own sentence, where it is the policy that asks for it ("letter", "report").
    """

    key: str
    owner: int
    side: Side | None
    due: datetime | None
    done: bool = False
    said: str = ""


class ByPhone(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """It was said by telephone and entered by somebody of the business unit: `by` is that person, `title` their post as
    it was, `held` when it was said (UTC). Whoever said it is the entry's own `by`; both names stand in the words."""

    by: int
    title: str
    held: datetime


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", omit_defaults=True, gc=False):
    """The base of every event type.

    `inside` marks what a side said within itself, such as while the other side was not in it yet: only the side that
    wrote it may ever read it, as with a private note. `phone` is set where it was taken down by telephone.
    """

    SCHEMA: ClassVar[int] = 1
    WORDS: ClassVar[dict[str, str]] = {}
    PRIVATE: ClassVar[bool] = False  # only the side that wrote it may read it
    inside: bool = False
    phone: ByPhone | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry of the record.

    `at` is when it took effect (UTC), which for a lapse is the instant it fell due. `by` is the person, None for the
    clock. `title` is their post as it was, and says "for ..." when they covered for somebody.
    """

    fact: Fact
    at: datetime
    by: int | None = None
    side: Side | None = None
    title: str = ""
    words: Mapping[str, Any] = {}
