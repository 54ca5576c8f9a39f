"""Events of those who stand beside the raising side, and of a matter that is put to more agencies than one."""

from __future__ import annotations

from forthright.core.challenge.codes import Shown
from forthright.core.challenge.facts.base import NAMES, Fact, Party


class RaisedFor(Fact, frozen=True, kw_only=True, tag="raised for"):
    """For whom it was raised: somebody of the raiser's own agency. The raiser stands as the one who raised it.

    Where only the raising side is to know, the whole entry is `inside`.
    """

    WORDS = {"names": NAMES, "originator": "for whom it was raised"}
    party: Party
    shown: Shown


class AlsoRaised(Fact, frozen=True, kw_only=True, tag="also raised"):
    """The same matter was put to another agency, in a challenge of its own. It changes nothing here."""

    matter: str
    agency: int


class AskedAlong(Fact, frozen=True, kw_only=True, tag="asked along"):
    """Somebody who may be worried too was asked to stand beside the raising side."""

    WORDS = {"reason": "why", "names": NAMES}
    party: Party


class WorriedToo(Fact, frozen=True, kw_only=True, tag="worried too"):
    """Somebody who was asked along says how they see it. Sealed like the perspectives of the two sides, and no vote."""

    WORDS = {"view": "how this person sees it"}
    rating: int | None = None


class LeftAlong(Fact, frozen=True, kw_only=True, tag="left"):
    """Somebody who was asked along is in it no more. What they wrote stays."""

    WORDS = {"reason": "why"}
    person: int
