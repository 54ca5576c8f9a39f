"""The event types: what may stand in the record of a challenge, each with its schema number.

A fact never tells who the child is. Narrative, names and identifiers travel beside the fact as *words*, under the
names that the type lists in `WORDS`; they are sealed before they are stored and can be erased. Persons are opaque
numbers here; their names as they were stand in the words: "by" on every entry that a person made, "names" where
somebody newly takes part.
"""

from __future__ import annotations

import msgspec

from forthright.core.challenge.facts.agreeing import (
    DecisionVoted,
    GateAsked,
    GateRefused,
    RecommendationAccepted,
    RecommendationDeclined,
)
from forthright.core.challenge.facts.along import AlsoRaised, AskedAlong, LeftAlong, RaisedFor, WorriedToo
from forthright.core.challenge.facts.apart import (
    AdviserReleased,
    ConflictDeclared,
    ConflictExplained,
    ConflictTakenBack,
    Declared,
    PassedOver,
    TakingBackExplained,
)
from forthright.core.challenge.facts.base import Action, ByHand, ByPhone, Duty, Event, Fact, Gate, Glass, Party
from forthright.core.challenge.facts.ending import (
    ActionDone,
    ActionReplanned,
    CheckBackAnswered,
    CheckBackAsked,
    DecisionMade,
    DecisionReturned,
    DecisionSeconded,
    OutcomeConfirmed,
    OutcomeDeclined,
    OutcomeProposed,
    Reopened,
    Withdrawn,
)
from forthright.core.challenge.facts.hearing import (
    Acknowledged,
    Corrected,
    DangerTold,
    EvidenceAdded,
    HandedOver,
    JoinedIn,
    NoteWritten,
    PerspectiveGiven,
    PointPlaced,
    Replied,
    SafetyPlanned,
    TalkLogged,
    Thanked,
)
from forthright.core.challenge.facts.hours import HoursChanged
from forthright.core.challenge.facts.moving import OtherSideWarned, PolicyMoved
from forthright.core.challenge.facts.need import (
    GlassBroken,
    GlassClosed,
    GlassReviewed,
    GlassUnreviewed,
    MatterRestricted,
    PersonListed,
    PersonUnlisted,
    RestrictionLifted,
)
from forthright.core.challenge.facts.pausing import (
    ExtensionAgreed,
    ExtensionAsked,
    ExtensionDeclined,
    Paused,
    Reminded,
    Resumed,
    TimeShortened,
)
from forthright.core.challenge.facts.people import AgencyMerged, ReHomed
from forthright.core.challenge.facts.recording import FormAsked, FormFilled, ReferredOutside, ToldOutside
from forthright.core.challenge.facts.steps import ClockLapsed, MarkedUrgent, Raised, SettledByTalking, StepTaken

FACT_TYPES: tuple[type[Fact], ...] = tuple(Fact.__subclasses__())
_TAGS = {kind: str(kind.__struct_config__.tag) for kind in FACT_TYPES}
_DECODE = {tag: msgspec.json.Decoder(kind).decode for kind, tag in _TAGS.items()}
_ENCODER = msgspec.json.Encoder(order="sorted")


def encode(fact: Fact) -> bytes:
    """Canonical JSON of a fact: sorted keys, UTF-8, RFC 3339 instants."""
    return _ENCODER.encode(fact)


def decode(tag: str, data: bytes | str) -> Fact:
    """The fact that `encode` wrote. Raises msgspec.ValidationError when the text is not one, KeyError on the tag."""
    return _DECODE[tag](data)


def tag_of(fact: Fact | type[Fact]) -> str:
    """The stored name of an event type."""
    return _TAGS[fact if isinstance(fact, type) else type(fact)]


__all__ = [
    "FACT_TYPES",
    "Acknowledged",
    "Action",
    "ActionDone",
    "ActionReplanned",
    "AdviserReleased",
    "AgencyMerged",
    "AlsoRaised",
    "AskedAlong",
    "ByHand",
    "ByPhone",
    "CheckBackAnswered",
    "CheckBackAsked",
    "ClockLapsed",
    "ConflictDeclared",
    "ConflictExplained",
    "ConflictTakenBack",
    "Corrected",
    "DangerTold",
    "DecisionMade",
    "DecisionReturned",
    "DecisionSeconded",
    "DecisionVoted",
    "Declared",
    "Duty",
    "Event",
    "EvidenceAdded",
    "ExtensionAgreed",
    "ExtensionAsked",
    "ExtensionDeclined",
    "Fact",
    "FormAsked",
    "FormFilled",
    "Gate",
    "GateAsked",
    "GateRefused",
    "Glass",
    "GlassBroken",
    "GlassClosed",
    "GlassReviewed",
    "GlassUnreviewed",
    "HandedOver",
    "HoursChanged",
    "JoinedIn",
    "LeftAlong",
    "MarkedUrgent",
    "MatterRestricted",
    "NoteWritten",
    "OtherSideWarned",
    "OutcomeConfirmed",
    "OutcomeDeclined",
    "OutcomeProposed",
    "Party",
    "PassedOver",
    "Paused",
    "PersonListed",
    "PersonUnlisted",
    "PerspectiveGiven",
    "PointPlaced",
    "PolicyMoved",
    "Raised",
    "RaisedFor",
    "ReHomed",
    "RecommendationAccepted",
    "RecommendationDeclined",
    "ReferredOutside",
    "Reminded",
    "Reopened",
    "Replied",
    "RestrictionLifted",
    "Resumed",
    "SafetyPlanned",
    "SettledByTalking",
    "StepTaken",
    "TakingBackExplained",
    "TalkLogged",
    "Thanked",
    "TimeShortened",
    "ToldOutside",
    "Withdrawn",
    "WorriedToo",
    "decode",
    "encode",
    "tag_of",
]
