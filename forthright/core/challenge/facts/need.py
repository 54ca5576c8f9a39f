"""Events of the need to know: a matter kept to people on a named list, and the glass broken to read one matter."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge.codes import GlassWhy, RestrictedWhy
from forthright.core.challenge.facts.base import NAMES, Fact

REASON = {"reason": "why, in words"}


class MatterRestricted(Fact, frozen=True, kw_only=True, tag="matter restricted"):
    """From here on only people on a named list take part. Whoever takes part already is on it.

    `listed` are (person, agency); agency 0 for a post of the partnership. `never`: nobody may break the glass to it.
    """

    WORDS = REASON
    code: RestrictedWhy
    listed: tuple[tuple[int, int], ...]
    never: bool = False


class RestrictionLifted(Fact, frozen=True, kw_only=True, tag="restriction lifted"):
    """Posts, cover and the ladder bring people in again, as in any other matter."""

    WORDS = REASON


class PersonListed(Fact, frozen=True, kw_only=True, tag="person put on the list"):
    """Somebody was put on the named list: they may come in now, and do not take part yet."""

    WORDS = {"names": NAMES, "reason": "why, in words"}
    person: int
    agency: int
    title: str


class PersonUnlisted(Fact, frozen=True, kw_only=True, tag="person taken off the list"):
    """Somebody was taken off the named list, and takes no part from here on."""

    WORDS = REASON
    person: int
    title: str = ""


class GlassBroken(Fact, frozen=True, kw_only=True, tag="glass broken"):
    """Somebody who may not see this matter opened it, to read alone, until `until` (UTC). `agency` is that of their
    post, 0 for one of the partnership. It is reviewed by `review_due` (UTC) by somebody else."""

    WORDS = REASON
    code: GlassWhy
    agency: int
    until: datetime
    review_due: datetime


class GlassClosed(Fact, frozen=True, kw_only=True, tag="glass closed"):
    """Whoever broke the glass, at this entry, needs to read no longer."""

    entry: int


class GlassReviewed(Fact, frozen=True, kw_only=True, tag="glass reviewed"):
    """Somebody else looked at why the glass was broken, at this entry, and says whether it was justified."""

    WORDS = {"reason": "what the review found"}
    entry: int
    justified: bool


class GlassUnreviewed(Fact, frozen=True, kw_only=True, tag="glass not reviewed"):
    """Nobody reviewed it in time that the glass was broken, at this entry."""

    entry: int
