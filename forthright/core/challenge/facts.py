"""The event types: what may stand in the record of a challenge, each with its schema number.

A fact never tells who the child is. Narrative, names and identifiers travel beside the fact as *words*, under the
names that the type lists in `WORDS`; they are sealed before they are stored and can be erased. Persons are opaque
numbers here; their names as they were stand in the words: "by" on every entry that a person made, "names" where
somebody newly takes part.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

import msgspec

from forthright.core.challenge.codes import (
    Better,
    Capacity,
    DutyKind,
    Outcome,
    PointStatus,
    Ruling,
    SafetyStance,
    Side,
    Stance,
    Subject,
    TalkKind,
    ThanksKind,
    Urgency,
    Why,
)


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A person who takes part, with the post as it was. `side` is None for a neutral chair."""

    person: int
    agency: int
    title: str
    capacity: Capacity
    side: Side | None = None


class Duty(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something one named person is expected to do. `due` is UTC, None where the policy states no time.

    `key` is unique among the open duties of a challenge ("2.reply"). `said` is the time as the policy words it.
    `timed` tells a duty of the policy's ladder, whose lapse may move the challenge, from one whose lapse only tells.
    `waits_for` names the event that will start the clock, where it has not happened yet.
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


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """Something agreed, with its owner and the day by which it is to be done. The text of it is words, by `key`."""

    key: str
    owner: int
    side: Side | None
    due: datetime | None
    done: bool = False


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", omit_defaults=True):
    """The base of every event type."""

    SCHEMA: ClassVar[int] = 1
    WORDS: ClassVar[dict[str, str]] = {}
    PRIVATE: ClassVar[bool] = False  # only the side that wrote it may read it


class Raised(Fact, frozen=True, kw_only=True, tag="raised"):
    """A challenge was raised with another agency."""

    WORDS = {
        "names": "names of the people, as they were, by number",
        "children": "who it is about: name, date of birth and identifier of each",
        "theme": "the theme, where no child is named",
        "worry_facts": "what was seen or heard",
        "worry_opinion": "what the raiser makes of it",
        "child_view": "the child's own view",
        "impact": "the impact on the child",
        "evidence": "evidence, each with its source",
        "wanted": "what would resolve this",
        "interim_safety": "how the child is kept safe meanwhile",
        "urgent_reason": "why it cannot wait",
    }
    policy: str
    partnership: int
    subject: Subject
    subjects: int
    topic: str
    urgency: Urgency
    raising: Party
    responding: Party
    step: str
    duties: tuple[Duty, ...]
    arose: date | None = None
    needed_by: date | None = None
    safety: bool = False  # a plan for the meantime was put to the other side with it


class SettledByTalking(Fact, frozen=True, kw_only=True, tag="settled by talking"):
    """A disagreement that talking settled, recorded afterwards so that it counts; or good practice seen."""

    WORDS = {
        "names": Raised.WORDS["names"],
        "children": Raised.WORDS["children"],
        "theme": Raised.WORDS["theme"],
        "what": "what it was about",
        "changed": "what changed for the child",
    }
    policy: str
    partnership: int
    subject: Subject
    topic: str
    raising: Party
    responding_agency: int
    good_practice: bool = False


class Acknowledged(Fact, frozen=True, kw_only=True, tag="acknowledged"):
    """The responding side has it and knows that it must answer."""

    WORDS = {"note": "anything said with it"}


class PerspectiveGiven(Fact, frozen=True, kw_only=True, tag="perspective given"):
    """One side's own view and its rating of how safe the child is, 0 (not at all) to 10. Sealed until both are in."""

    WORDS = {"view": "how this side sees it", "change_mind": "what would change this side's mind"}
    rating: int


class Replied(Fact, frozen=True, kw_only=True, tag="replied"):
    """The answer to what was asked."""

    WORDS = {"reasons": "the reasons", "change_mind": "what would change this side's mind"}
    stance: Stance


class PointPlaced(Fact, frozen=True, kw_only=True, tag="point placed"):
    """A point was put under agreed, disputed or unknown, or moved there."""

    WORDS = {"point": "the point"}
    point: int
    status: PointStatus


class EvidenceAdded(Fact, frozen=True, kw_only=True, tag="evidence added"):
    """More evidence, from either side."""

    WORDS = {"what": "what it shows", "source": "where it comes from"}


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


class MarkedUrgent(Fact, frozen=True, kw_only=True, tag="marked urgent"):
    """The challenge became urgent; `duties` restates the open ones, none of them later than it was."""

    WORDS = {"reason": "why"}
    duties: tuple[Duty, ...]


class ClockLapsed(Fact, frozen=True, kw_only=True, tag="clock lapsed"):
    """A time ran out. `opens` are the duties that follow: the next task, or the offer of the next step."""

    duty: str
    kind: DutyKind
    owner: int
    opens: tuple[Duty, ...] = ()
    joins: tuple[Party, ...] = ()
    next_step: str = ""


class StepTaken(Fact, frozen=True, kw_only=True, tag="step taken"):
    """The challenge went up to another step, with who owns it there on both sides and its clocks."""

    WORDS = {"reason": "why", "names": Raised.WORDS["names"]}
    origin: str
    step: str
    why: Why
    raising: Party
    responding: Party
    joins: tuple[Party, ...]
    duties: tuple[Duty, ...]


class JoinedIn(Fact, frozen=True, kw_only=True, tag="joined"):
    """Somebody was asked in, such as one's own manager."""

    WORDS = {"names": Raised.WORDS["names"], "reason": "why"}
    party: Party


class HandedOver(Fact, frozen=True, kw_only=True, tag="handed over"):
    """One person's part went to another, with the open duties."""

    WORDS = {"names": Raised.WORDS["names"], "reason": "why"}
    leaver: int
    party: Party


class DecisionMade(Fact, frozen=True, kw_only=True, tag="decision made"):
    """Those at the top decided. It stands when a decider from another agency agrees, where `second` is a duty."""

    WORDS = {"decision": "what was decided", "reasons": "the reasons", "actions": "the text of each action"}
    ruling: Ruling
    actions: tuple[Action, ...]
    check_back: datetime
    second: Duty | None = None


class DecisionSeconded(Fact, frozen=True, kw_only=True, tag="decision agreed"):
    """Another decider, of another agency, agreed to the decision. Now it stands."""

    WORDS = {"note": "anything said with it"}


class DecisionReturned(Fact, frozen=True, kw_only=True, tag="decision not agreed"):
    """Another decider did not agree; the decision does not stand and the deciding goes on."""

    WORDS = {"reason": "why"}
    duties: tuple[Duty, ...]


class OutcomeProposed(Fact, frozen=True, kw_only=True, tag="outcome proposed"):
    """One side says how this could end."""

    WORDS = {"agreed": "what is agreed, and why", "actions": "the text of each action"}
    outcome: Outcome
    actions: tuple[Action, ...]
    check_back: datetime
    duty: Duty


class OutcomeConfirmed(Fact, frozen=True, kw_only=True, tag="outcome confirmed"):
    """The other side confirmed; the outcome stands. `letter` is a written notice that the policy asks for."""

    WORDS = {"note": "anything said with it"}
    letter: Action | None = None


class OutcomeDeclined(Fact, frozen=True, kw_only=True, tag="outcome declined"):
    """The other side did not agree that it could end so."""

    WORDS = {"reason": "why"}


class ActionDone(Fact, frozen=True, kw_only=True, tag="action done"):
    """An agreed action was done."""

    WORDS = {"note": "what was done"}
    action: str


class ActionReplanned(Fact, frozen=True, kw_only=True, tag="action planned again"):
    """An action could not be done in time; the reason and the new day."""

    WORDS = {"reason": "why, and what happens now"}
    action: str
    due: datetime


class CheckBackAsked(Fact, frozen=True, kw_only=True, tag="check-back asked"):
    """The day came on which both sides are asked, apart, whether it is better for the child."""

    duties: tuple[Duty, ...]


class CheckBackAnswered(Fact, frozen=True, kw_only=True, tag="check-back answered"):
    """One side's answer. Sealed until both have answered."""

    WORDS = {"different": "what is different for the child"}
    better: Better


class Withdrawn(Fact, frozen=True, kw_only=True, tag="withdrawn"):
    """The raising side withdrew it."""

    WORDS = {"reason": "why"}


class Reopened(Fact, frozen=True, kw_only=True, tag="reopened"):
    """It is open again, at a step, with clocks of its own. What ended before stays in the record."""

    WORDS = {"reason": "why"}
    step: str
    duties: tuple[Duty, ...]


class Corrected(Fact, frozen=True, kw_only=True, tag="corrected"):
    """A correction to an earlier entry, which stays as it was."""

    WORDS = {"correction": "what is right"}
    entry: int


class Event(msgspec.Struct, frozen=True, kw_only=True):
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


FACT_TYPES: tuple[type[Fact], ...] = tuple(Fact.__subclasses__())
_BY_TAG = {str(kind.__struct_config__.tag): kind for kind in FACT_TYPES}


def encode(fact: Fact) -> bytes:
    """Canonical JSON of a fact: sorted keys, UTF-8, RFC 3339 instants."""
    return msgspec.json.encode(fact, order="sorted")


def decode(tag: str, data: bytes | str) -> Fact:
    """The fact that `encode` wrote. Raises msgspec.ValidationError when the text is not one, KeyError on the tag."""
    return msgspec.json.decode(data, type=_BY_TAG[tag])


def tag_of(fact: Fact | type[Fact]) -> str:
    """The stored name of an event type."""
    kind = fact if isinstance(fact, type) else type(fact)
    return str(kind.__struct_config__.tag)
