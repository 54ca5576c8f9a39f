"""Times in a policy: how long, counted from what, by whom, and how binding. All values; nothing here reads a clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from forthright.core.policy.roles import Role
from forthright.core.worktime.units import Unit


class Stated(StrEnum):
    """Two ways of having no value, which must never be confused.

    NOT_STATED: the published text is silent, or could not be seen. NONE: the text says that there is none.
    """

    NOT_STATED = "not stated"
    NONE = "none"


class Act(StrEnum):
    """What a timed task asks for."""

    RAISE = "raise"
    REVIEW = "review"
    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    MEET = "meet"
    PLAN = "agree a plan"
    SETTLE = "settle"
    DECIDE = "decide"
    WRITE = "write"
    REPORT = "report back"


AFTERWARDS = (Act.WRITE, Act.REPORT)
"""Tasks that are owed once it is settled. All others belong to the step while it is open."""


OF_THE_SIDES = (Act.REPLY, Act.SETTLE, Act.PLAN)
"""What only the two sides can do, whomever a line names: to answer what was raised, and to settle it."""


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
    DECISION_RECEIVED = "a decision being received"
    CONFERENCE = "the conference"
    DISCUSSION = "the first discussion"
    MEETING = "the meeting"
    ACKNOWLEDGED = "the acknowledgement"
    REPLY = "the reply"
    PREVIOUS_STEP = "the previous step ending"
    PREVIOUS_TASK = "the previous task running out"
    AGREEMENT = "agreement"
    MEETING_AGREEMENT = "agreement at the meeting"
    DECISION = "the decision"


TYPED = (Start.DISAGREEMENT, Start.DECISION_RECEIVED, Start.CONFERENCE)
"""Events outside the system, often in the past: somebody types their date when raising."""


class Strength(StrEnum):
    """How binding the published text makes a time."""

    MUST = "must"
    AIM = "aim"
    INDICATIVE = "indicative"


@dataclass(frozen=True)
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

    @cached_property
    def said(self) -> str:
        """The time as the policy words it, for people. Every duty with this time says it."""
        if self.written_as:
            return self.written_as
        text = f"{self.amount} {self.unit.value}" if self.amount else self.unit.value
        text = text if self.amount != 1 else text.removesuffix("s")
        return f"{text}, or sooner if the child needs it" if self.child_safe else text


@dataclass(frozen=True, slots=True)
class Words:
    """A time given without a number ("without delay", "acceptable to both"): valid, and never overdue."""

    said: str


Limit = Span | Words | Stated

URGENT = "urgent"
"""The priority that every policy may use without naming it."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something somebody must do inside a step, and by when.

    `by` is a side, or a role when the text names one ("line managers settle within a further day"). `faster` holds
    the limits for an urgent matter and for each priority that the policy names, as (name, limit); a faster time
    never makes anything later, because the earlier of the two counts. `starts` are the events any of which starts
    the clock, "of the disagreement or a decision being received"; the earliest that happened counts.
    `Start.PREVIOUS_TASK` is the task before this one in the step's order.
    """

    act: Act
    by: Actor | Role
    limit: Limit
    faster: tuple[tuple[str, Limit], ...] = ()
    starts: tuple[Start, ...] = (Start.STEP,)
    strength: Strength = Strength.MUST

    @property
    def start(self) -> Start:
        """The first of the events that start its clock."""
        return self.starts[0]

    @property
    def urgent(self) -> Limit | None:
        """The limit for an urgent matter, None when the policy gives no separate one."""
        return self.limit_for(URGENT)

    def limit_for(self, priority: str) -> Limit | None:
        """The limit for a matter of this priority, None when the policy gives no separate one."""
        return next((limit for name, limit in self.faster if name == priority), None)


@dataclass(frozen=True, slots=True)
class Cap:
    """A time over several steps together, or over everything: `first` and `last` are keys of steps, both empty for all.

    Its clock starts when the matter first comes into the range and is never restarted by a step.
    """

    first: str
    last: str
    limit: Limit
    urgent: Limit | None = None
    strength: Strength = Strength.MUST
