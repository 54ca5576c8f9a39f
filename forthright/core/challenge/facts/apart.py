"""Events of those who must not take part, and of advisers who leave."""

from __future__ import annotations

import msgspec

from forthright.core.challenge.codes import Conflict, TookOver
from forthright.core.challenge.facts.base import NAMES, Duty, Fact, Party


class ConflictExplained(Fact, frozen=True, kw_only=True, tag="conflict explained"):
    """Why somebody must not take part, in their own words; those of a neutral post are read by nobody."""

    PRIVATE = True
    WORDS = {"reason": "why"}
    code: Conflict


class ConflictDeclared(Fact, frozen=True, kw_only=True, tag="conflict declared"):
    """Somebody declared a conflict of interest, and from then on takes no part and sees nothing.

    `person` is who; `leaver` whose part it was, which is another where they covered for them. `party` took over, None
    where nothing had to be. `anew`: what they had decided or voted on did not stand yet and is decided anew; `duties`
    are those that this opens.
    """

    WORDS = {"names": NAMES}
    person: int
    leaver: int
    how: TookOver
    party: Party | None = None
    anew: bool = False
    duties: tuple[Duty, ...] = ()


class PassedOver(Fact, frozen=True, kw_only=True, tag="passed over"):
    """Somebody of one's own side who was not in it yet is passed over, because of a conflict of interest: `party` is as
    whom they would have come in."""

    PRIVATE = True
    WORDS = {"reason": "why", "names": NAMES}
    party: Party
    code: Conflict


class ConflictTakenBack(Fact, frozen=True, kw_only=True, tag="conflict taken back"):
    """Whoever declared a conflict of interest was mistaken, and says so: `person` is who, `title` their post then. They
    may take part again, and are given nothing back."""

    person: int
    title: str


class TakingBackExplained(Fact, frozen=True, kw_only=True, tag="taking back explained"):
    """Why it was a mistake that somebody must not take part or was passed over, for one's own side alone; from it on
    they may take part again."""

    PRIVATE = True
    WORDS = {"reason": "why"}
    person: int
    title: str


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What a challenge knows of somebody who must not take part: who said so, as whom they would, and why. `shared`
    tells that both sides read it."""

    by: int | None
    party: Party
    code: Conflict = Conflict.OTHER
    shared: bool = False


class AdviserReleased(Fact, frozen=True, kw_only=True, tag="adviser released"):
    """A side has had the advice that it asked for; the adviser takes no part any more."""

    WORDS = {"note": "anything said with it"}
    person: int
    title: str
