"""The closed lists that facts are made of. Each value is what is stored, and reads as what it means."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """The two equal sides of a challenge."""

    RAISING = "raising"
    RESPONDING = "responding"

    @property
    def other(self) -> Side:
        """The side across the table."""
        return Side.RESPONDING if self is Side.RAISING else Side.RAISING


class Phase(StrEnum):
    """Where a challenge is in its life. One value, not a boolean for each idea."""

    OPEN = "open"
    SETTLED = "settled"  # an outcome stands; actions and the check-back are still to come
    ENDED = "ended"


class Subject(StrEnum):
    """Whom or what the challenge is about."""

    CHILD = "a child"
    CHILDREN = "several children"
    UNBORN = "an unborn child"
    ADULT = "an adult"
    THEME = "a theme, no child named"


class Urgency(StrEnum):
    """How fast. Urgent never makes anything later."""

    NORMAL = "normal"
    URGENT = "urgent"


class Stance(StrEnum):
    """How a side answers what was asked."""

    AGREE = "agree"
    PARTLY = "partly agree"
    DISAGREE = "disagree"


class PointStatus(StrEnum):
    """The guided split of what the two sides say."""

    AGREED = "agreed"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class SafetyStance(StrEnum):
    """The state of the interim plan that keeps the child safe while the challenge is open."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


class ThanksKind(StrEnum):
    """Good outcomes that count."""

    THANKS = "thank you"
    YOU_WERE_RIGHT = "you were right"


class TalkKind(StrEnum):
    """Talks that happened off screen."""

    CALL = "phone call"
    MEETING = "meeting"
    VIDEO = "video call"
    VISIT = "visit"


class Why(StrEnum):
    """Why a challenge went to another step."""

    STILL_DIFFER = "the two sides still differ"
    TIME_RAN_OUT = "the time ran out"
    URGENT = "it is urgent"
    POLICY = "the policy says it must"
    HANDED_BACK = "it was handed back"


class Outcome(StrEnum):
    """How a challenge ends."""

    AGREEMENT = "resolved by agreement with actions"
    CLARIFICATION = "resolved by clarification"
    DECISION = "resolved by a senior decision"
    MOVED_ON = "not resolved, moved on"
    OTHER_PROCESS = "sent to another process"
    REVIEW = "referred for review"
    WITHDRAWN = "withdrawn"
    NO_AGREEMENT = "closed without agreement"


PROPOSABLE = (
    Outcome.AGREEMENT,
    Outcome.CLARIFICATION,
    Outcome.OTHER_PROCESS,
    Outcome.REVIEW,
    Outcome.NO_AGREEMENT,
)
"""What one side may put to the other. A decision and a withdrawal are acts of their own."""


class Ruling(StrEnum):
    """What those who decide at the top decided."""

    AS_RAISED = "what the raising side asked for"
    AS_ANSWERED = "what the responding side proposed"
    ANOTHER_WAY = "another way forward"


class Better(StrEnum):
    """Is it better for the child?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    TOO_SOON = "too soon to say"


class Agreed(StrEnum):
    """How a gate was passed: whoever keeps it agreed, or the matter went on without an answer."""

    YES = "agreed"
    WITHOUT = "went on without an answer"


class Shown(StrEnum):
    """As what somebody for whom a challenge was raised stands in it."""

    TAKES_PART = "takes part"
    TO_BOTH = "both sides read their name"
    TO_OWN_SIDE = "only the raising side reads their name"


class HoursChange(StrEnum):
    """What was done to opening hours while matters ran in them."""

    ENTERED = "other hours on some days were entered"
    WITHDRAWN = "other hours on some days were taken back"
    WEEKLY = "the weekly hours were changed"


class Conflict(StrEnum):
    """Why somebody must not take part in a matter."""

    FAMILY = "their own family or a friend"
    DECISION = "they made the decision in question"
    CONDUCT = "their own conduct is in question"
    OTHER = "another reason"


class TookOver(StrEnum):
    """Who takes over from somebody who must not take part, in the order in which they are looked for."""

    DEPUTY = "the deputy of that post"
    HOLDER = "somebody else in such a post"
    ABOVE = "the post above"
    ACTING = "whoever acts for that agency"
    OWNER = "whoever else of that side takes part"
    KEEPER = "the business unit, until somebody is named"
    STAYS = "whoever they stood in for"
    NOBODY = "nobody, as nothing waited on them"


class RestrictedWhy(StrEnum):
    """Why a matter is kept to people on a named list."""

    STAFF_FAMILY = "it is about the family of somebody who works in an agency"
    ADDRESS = "an address is protected"
    OTHER = "another reason"


class GlassWhy(StrEnum):
    """Why somebody reads a matter which they may not see otherwise."""

    OUT_OF_HOURS = "somebody must act out of hours, and nobody who takes part can be reached"
    SUBJECT_ACCESS = "a person has asked for their personal data"
    CRISIS = "a child may be at risk, and nobody answers"
    OTHER = "another reason"


class Capacity(StrEnum):
    """As what a person takes part, those with more to do later."""

    KEEPER = "keeper of an empty place"
    ADVISER = "adviser"
    WORRIED_TOO = "worried too"
    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    REPRESENTATIVE = "partnership representative"
    CHAIR = "independent chair"


class DutyKind(StrEnum):
    """What somebody is expected to do next."""

    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    MEET = "meet"
    PLAN = "agree a plan"
    SETTLE = "settle"
    CONSIDER = "consider the next step"
    DECIDE = "decide"
    SECOND = "agree the decision"
    CONFIRM = "answer the proposed outcome"
    ACTION = "do an agreed action"
    CHECK_BACK = "say if it is better for the child"
    CAP = "keep to the whole time"
    REVIEW = "agree that it goes on"
    FORM = "fill in a form"
    EXTENSION = "answer whether there is more time"
