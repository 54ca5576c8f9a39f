"""A partnership's published escalation text as values.

Everything here is frozen and compares by value. Two things that look alike are kept apart on purpose:
`Stated.NOT_STATED` (the published text is silent, or we could not see it) and `Stated.NONE` (the text says that
there is none). Nothing in Forthright fills in what is not stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from forthright.core.worktime.units import Unit


class Stated(StrEnum):
    """Two ways of having no value, which must never be confused."""

    NOT_STATED = "not stated"
    NONE = "none"


class Role(StrEnum):
    """The rungs people stand on. A post in the directory has one of these; its title is the agency's own."""

    PRACTITIONER = "practitioner"
    LINE_MANAGER = "line manager"
    SAFEGUARDING_LEAD = "safeguarding lead"
    SENIOR_MANAGER = "senior manager"
    HEAD_OF_SERVICE = "head of service"
    LIAISON_OFFICER = "senior liaison officer"
    REPRESENTATIVE = "partnership representative"
    ADVISER = "named or designated professional"
    CHAIR = "independent chair"
    BUSINESS_UNIT = "business unit"


Roles = tuple[Role, ...] | Stated
"""Who acts, the first being the owner and the others joining; or `Stated.NOT_STATED`."""


class Act(StrEnum):
    """What a timed task asks for."""

    RAISE = "raise"
    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    MEET = "meet"
    PLAN = "agree a plan"
    SETTLE = "settle"
    WRITE = "write"


class Actor(StrEnum):
    """Which side a task falls to when the line names no role."""

    RAISING = "raising side"
    RESPONDING = "responding side"
    BOTH = "both sides"


class Start(StrEnum):
    """The event that starts a clock."""

    STEP = "the step starting"
    RAISED = "being raised"
    DISAGREEMENT = "the disagreement"
    DISAGREEMENT_OR_DECISION = "the disagreement or a decision being received"
    DISCUSSION = "the first discussion"
    PREVIOUS_TASK = "the previous task running out"
    AGREEMENT = "agreement"
    MEETING_AGREEMENT = "agreement at the meeting"


class Strength(StrEnum):
    """How binding the published text makes a time."""

    MUST = "must"
    AIM = "aim"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of working or plain time: `amount` counted in `unit` (2, Unit.WORKING_DAYS).

    `child_safe` is London's "or a timescale that protects the child from harm, whichever is less": the number is a
    ceiling that anybody may shorten. `written_as` keeps the published words where they differ from the rule that
    counts ("48 hours (two working days)").
    """

    amount: int
    unit: Unit
    child_safe: bool = False
    written_as: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A time given without a number ("without delay", "acceptable to both"): valid, and never overdue."""

    said: str


Limit = Span | Words | Stated


@dataclass(frozen=True, slots=True)
class Task:
    """Something somebody must do inside a step, and by when.

    `by` is a side, or a role when the text names one ("line managers settle within a further day"). `urgent` is the
    limit for an urgent matter; `None` means the policy gives no separate one. Urgent never makes anything later: the
    earlier of the two counts. `Start.PREVIOUS_TASK` is the task before this one in the step's order.
    """

    act: Act
    by: Actor | Role
    limit: Limit
    urgent: Limit | None = None
    start: Start = Start.STEP
    strength: Strength = Strength.MUST


class How(StrEnum):
    """What happens when a step does not settle the matter."""

    OFFER = "offer"
    MUST = "must"
    END = "end"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Move:
    """Where a matter goes from a step that did not settle it.

    `to` is the key of a step, or empty where the ladder ends or the text is silent.
    """

    how: How
    to: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One rung. `key` is as published ("1", "2", "4a"); `titles` maps an agency group to its own post title.

    `urgent_move` is where an urgent matter goes when the policy splits by urgency (Lincolnshire's 4a and 4b); `None`
    means that `move` serves every matter.
    """

    key: str
    name: str
    raised_by: Roles
    answered_by: Roles
    tasks: tuple[Task, ...] = ()
    move: Move = Move(How.NOT_STATED)
    urgent_move: Move | None = None
    decided_by: Roles = Stated.NOT_STATED
    tell: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    note: str = ""
    only_if: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Danger:
    """The notice shown before everything else. It has no deadline, owner or approval.

    `say` can always be shown. `stated` is False when the policy text gave no notice and `say` is Forthright's own
    (`STANDARD_DANGER`): the one place where a silent text gets words, because a page without them could cost a life.
    """

    say: str
    tell: tuple[str, ...] = ()
    stated: bool = True


STANDARD_DANGER = "If a child is in immediate danger, call 999 now. Do not wait for any step of this procedure."


@dataclass(frozen=True, slots=True)
class Source:
    """Where the published text was read, and what state it was in.

    `address` and `dated` are words, "not stated" when unknown; `dated` is the date as the publisher gave it ("revised
    September 2021"), which is often not a full date. `status` is one of `vocabulary.STATUSES`.
    """

    address: str
    read_on: date | None
    status: str
    note: str = ""
    dated: str = "not stated"


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of one partnership's escalation policy.

    `version` is the date of the published text where its source gives a full one, otherwise the date on which it was
    written down in this form; `source.dated` says what the publisher stated. `step_word` is the policy's own ("Step",
    "Stage", "Level"). `topics` are the subjects of disagreement in the policy's words. `gaps` are sentences about what
    the partnership still has to confirm. `invented` marks a demonstration text.
    """

    name: str
    partnership: str
    called: str
    version: date
    step_word: str
    danger: Danger
    source: Source
    steps: tuple[Step, ...]
    topics: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    invented: bool = False

    def step(self, key: str) -> Step:
        """The step with this key. Raises KeyError when there is none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def label(self, key: str) -> str:
        """What people call a step: "Step 2", "Stage 4a"."""
        return f"{self.step_word} {key}"
