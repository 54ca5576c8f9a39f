"""Events of time itself: the clocks of a step stand still, run again, remind, are shortened and extended."""

from __future__ import annotations

from datetime import date, datetime

from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.facts.base import Duty, Fact
from forthright.core.worktime.units import Unit


class Paused(Fact, frozen=True, kw_only=True, tag="paused"):
    """The clocks of the step stand still until an instant (UTC). `duties` restates the open ones as they are then."""

    WORDS = {"reason": "why"}
    until: datetime
    duties: tuple[Duty, ...]


class Resumed(Fact, frozen=True, kw_only=True, tag="resumed"):
    """The clocks run again: somebody said so, or the pause came to its end. `duties` restates the open ones."""

    WORDS = {"reason": "why"}
    duties: tuple[Duty, ...]


class Reminded(Fact, frozen=True, kw_only=True, tag="reminded"):
    """The owner of a duty is reminded, as long before its time runs out as the policy says."""

    duty: str
    kind: DutyKind
    owner: int


class TimeShortened(Fact, frozen=True, kw_only=True, tag="time shortened"):
    """Somebody made a time end sooner, with a reason. `day` is what they asked for, `until` (UTC) the new end, `before`
    the end that it had; `duties` restates it, and what goes with it."""

    WORDS = {"reason": "why"}
    duty: str
    kind: DutyKind
    day: date
    until: datetime
    before: datetime
    duties: tuple[Duty, ...]


class ExtensionAsked(Fact, frozen=True, kw_only=True, tag="extension asked"):
    """The owner of a running time asks the other side for `more` of `unit`. `answer` is that side's duty to answer."""

    WORDS = {"reason": "why"}
    duty: str
    kind: DutyKind
    more: int
    unit: Unit
    answer: Duty


class ExtensionAgreed(Fact, frozen=True, kw_only=True, tag="extension agreed"):
    """The other side agreed: the time ends at `until` (UTC) in place of `before`. `duties` restates it, and what goes
    with it."""

    WORDS = {"reason": "what was said"}
    duty: str
    kind: DutyKind
    until: datetime
    before: datetime
    duties: tuple[Duty, ...]


class ExtensionDeclined(Fact, frozen=True, kw_only=True, tag="extension declined"):
    """The other side did not agree, with a reason. The time stands."""

    WORDS = {"reason": "why not"}
    duty: str
    kind: DutyKind
