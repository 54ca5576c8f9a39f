"""Events of hearing each other: views, replies, talks, who takes part, and how the child is kept safe meanwhile."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge.codes import PointStatus, SafetyStance, Stance, TalkKind, ThanksKind
from forthright.core.challenge.facts.base import NAMES, Duty, Fact, Party


class Acknowledged(Fact, frozen=True, kw_only=True, tag="acknowledged"):
    """The responding side has it and knows that it must answer."""

    WORDS = {"note": "anything said with it"}
    duties: tuple[Duty, ...] = ()  # those whose clock it started


class PerspectiveGiven(Fact, frozen=True, kw_only=True, tag="perspective given"):
    """One side's own view and its rating of how safe the child is, 0 (not at all) to 10. Sealed until both are in."""

    WORDS = {"view": "how this side sees it", "change_mind": "what would change this side's mind"}
    rating: int


class Replied(Fact, frozen=True, kw_only=True, tag="replied"):
    """The answer to what was asked. `ready` are the policy's conditions on whoever answers, each said to be met."""

    WORDS = {"reasons": "the reasons", "change_mind": "what would change this side's mind"}
    stance: Stance
    duties: tuple[Duty, ...] = ()  # those whose clock it started
    ready: tuple[str, ...] = ()


class PointPlaced(Fact, frozen=True, kw_only=True, tag="point placed"):
    """A point was put under agreed, disputed or unknown, or moved there."""

    WORDS = {"point": "the point"}
    point: int
    status: PointStatus


class EvidenceAdded(Fact, frozen=True, kw_only=True, tag="evidence added"):
    """More evidence, from either side, or from somebody who is worried too."""

    WORDS = {"what": "what it shows", "source": "where it comes from"}
    along: bool = False  # by somebody who is worried too, beside the raising side


class NoteWritten(Fact, frozen=True, kw_only=True, tag="note written"):
    """A private note of one side."""

    PRIVATE = True
    WORDS = {"note": "the note"}


class Thanked(Fact, frozen=True, kw_only=True, tag="thanked"):
    """Thanks, or "you were right"."""

    WORDS = {"note": "what for"}
    kind: ThanksKind


class TalkLogged(Fact, frozen=True, kw_only=True, tag="talk logged"):
    """A call or meeting that happened off screen. `duties` are those whose clock it started."""

    WORDS = {"who": "who was there", "said": "what was said"}
    kind: TalkKind
    held: datetime
    duties: tuple[Duty, ...] = ()


class SafetyPlanned(Fact, frozen=True, kw_only=True, tag="interim safety"):
    """How the child is kept safe while this is open: proposed by one side, confirmed or disputed by the other."""

    WORDS = {"plan": "the plan, or what is wrong with it"}
    stance: SafetyStance


class DangerTold(Fact, frozen=True, kw_only=True, tag="danger told"):
    """Somebody saw immediate danger and acted outside the procedure. It changes no clock, step or owner."""

    WORDS = {"told": "whom they told, and what they said"}
    along: bool = False  # by somebody who is worried too, beside the raising side


class JoinedIn(Fact, frozen=True, kw_only=True, tag="joined"):
    """Somebody was asked in, such as one's own manager."""

    WORDS = {"names": NAMES, "reason": "why"}
    party: Party
    own_rule: bool = False  # asked for advice where the policy says nothing of it: our rule, not the partnership's


class HandedOver(Fact, frozen=True, kw_only=True, tag="handed over"):
    """One person's part went to another, with the open duties."""

    WORDS = {"names": NAMES, "reason": "why"}
    leaver: int
    party: Party


class Corrected(Fact, frozen=True, kw_only=True, tag="corrected"):
    """A correction to an earlier entry, which stays as it was."""

    WORDS = {"correction": "what is right"}
    entry: int
