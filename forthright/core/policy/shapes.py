"""A partnership's published escalation text as values.

Everything here is frozen and compares by value. A policy and its steps have no slots: they keep what was worked out of
them once. What is not stated stays so: `Stated.NOT_STATED` (the published text is silent, or we could not see it) and
`Stated.NONE` (the text says that there is none) are different values, and Forthright fills in neither. Constructs that
no published policy was seen to use are off until a line turns them on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from forthright.core.policy.aside import Advance, Extension, HandBack, Pause
from forthright.core.policy.roles import Role
from forthright.core.policy.times import (
    URGENT,
    Act,
    Actor,
    Cap,
    Limit,
    Span,
    Start,
    Stated,
    Strength,
    Task,
    Words,
)

__all__ = [
    "STANDARD_DANGER",
    "URGENT",
    "Act",
    "Actor",
    "Advance",
    "Binding",
    "Cap",
    "Danger",
    "Entry",
    "Extension",
    "Form",
    "FormField",
    "HandBack",
    "Hours",
    "How",
    "Limit",
    "Move",
    "Occasion",
    "Overlay",
    "Panel",
    "Pause",
    "Policy",
    "Role",
    "Roles",
    "Source",
    "Span",
    "Start",
    "Stated",
    "Step",
    "Strength",
    "Task",
    "Tell",
    "Vacant",
    "Vote",
    "Words",
]

Roles = tuple[Role, ...] | Stated
"""Who acts, the first being the owner and the others joining; or `Stated.NOT_STATED`."""


class How(StrEnum):
    """What happens when a step does not settle the matter.

    OFFER: the time running out offers the next step to a named person. MUST: it goes there by itself. MAY: silence
    does not move it on; the raising side may take it up. CHOOSE: whoever routes picks one of `ways`.
    """

    OFFER = "offer"
    MUST = "must"
    MAY = "may"
    CHOOSE = "choose"
    END = "end"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Move:
    """Where a matter goes from a step that did not settle it.

    `to` is the key of a step, or empty where the ladder ends or the text is silent. `ways` are the keys to choose
    from under `How.CHOOSE`; `to` is then the first of them.
    """

    how: How
    to: str = ""
    ways: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """Every step it may lead to."""
        return self.ways or ((self.to,) if self.to else ())


@dataclass(frozen=True, slots=True)
class Entry:
    """A matter may start at this step: `when` in the policy's words, and who of the raising side must agree."""

    when: str
    agreed_by: Roles = Stated.NOT_STATED


class Vacant(StrEnum):
    """What happens at a step for an agency that has nobody in the post that answers there.

    STAY is Forthright's own rule where the text is silent: the present owner goes on.
    """

    SKIP = "skip this step"
    STAY = "the present owner stays"


class Vote(StrEnum):
    """How those who decide together come to a decision."""

    MAJORITY = "by majority"
    UNANIMOUS = "by all of them"
    CHAIR = "by the chair after hearing all"


class Binding(StrEnum):
    """Whether what is decided stands, or is put to both sides to accept."""

    DECIDES = "decide"
    RECOMMENDS = "recommend"


@dataclass(frozen=True, slots=True)
class Panel:
    """How those who decide at a step decide together. `quorum` is how many must take part, None where not stated."""

    quorum: int | None = None
    vote: Vote | None = None
    dissent: bool = False
    binding: Binding = Binding.DECIDES


class Occasion(StrEnum):
    """The events at which somebody can be told, or a form is used."""

    STARTS = "the step starts"
    REPLIED = "there is a reply"
    RUNS_OUT = "a time runs out"
    TAKEN_UP = "it goes on"
    SETTLED = "it is settled"
    DECIDED = "it is decided"
    WITHDRAWN = "it is withdrawn"


@dataclass(frozen=True, slots=True)
class Tell:
    """Who is told at an event of a step. `must` is False for "may be told"; `if_any` marks recipients who exist only
    in some cases, such as a reviewing officer."""

    when: Occasion
    who: tuple[str, ...]
    must: bool = True
    if_any: bool = False


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a form and which part of the form it stands in; `side` None for both or whoever fills it."""

    label: str
    side: Actor | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form that the policy asks for: at an event of a step (`step` empty: of any), filled in by a side or both.

    `fields` is empty where they are not stated. `sent_to` are names in the policy's words.
    """

    key: str
    name: str
    when: Occasion
    step: str = ""
    filled_by: Actor | Stated = Stated.NOT_STATED
    sent_to: tuple[str, ...] = ()
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True)
class Step:
    """One rung. `key` is as published ("1", "2", "4a"); `titles` maps an agency group to its own post title.
    `urgent_move` is where an urgent matter goes when the policy splits by urgency (Lincolnshire's 4a and 4b); `None`
    means that `move` serves every matter. `no_reply` is where silence leads, apart from not being settled. `inside`
    marks a step within the raising agency, before the other side is in it ("own manager first"). `first_agreed_by` is
    a gate: who of the raising side must agree before the matter comes here. `repeated_with` names the roles with whom
    the step is gone through again before it moves on. `acting_for` maps an agency group to the role and the group that
    act on its behalf, in the policy's words. `before_reply` are conditions on the answerer. `may_also` are outside
    referrals that do not leave the ladder. `reminders` are how long before a time runs out its owner is reminded.
    """

    key: str
    name: str
    raised_by: Roles
    answered_by: Roles
    tasks: tuple[Task, ...] = ()
    move: Move = Move(How.NOT_STATED)
    urgent_move: Move | None = None
    no_reply: Move | None = None
    routed_by: Roles = Stated.NOT_STATED
    decided_by: Roles = Stated.NOT_STATED
    panel: Panel = Panel()
    tells: tuple[Tell, ...] = ()
    needs: tuple[str, ...] = ()
    before_reply: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    may_also: tuple[str, ...] = ()
    note: str = ""
    only_if: str = ""
    inside: bool = False
    entry: Entry | None = None
    first_agreed_by: Roles = Stated.NOT_STATED
    repeated_with: tuple[Role, ...] = ()
    vacant: Vacant | None = None
    acting_for: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    advice_from: Roles = Stated.NOT_STATED
    warn: Advance | None = None
    pause: Pause | None = None
    extension: Extension | None = None
    hand_back: HandBack | None = None
    reminders: tuple[Span, ...] = ()

    @cached_property
    def tell(self) -> tuple[str, ...]:
        """Who must be told when the step starts."""
        return tuple(name for one in self.tells if one.when is Occasion.STARTS and one.must for name in one.who)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Every way on that it states, the ordinary one first."""
        return tuple(move for move in (self.move, self.urgent_move, self.no_reply) if move is not None)


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


class Hours(StrEnum):
    """Whose opening hours a working day is counted in."""

    ACTING = "whoever must act"
    PARTNERSHIP = "the partnership"
    RAISING = "the raising side"
    RESPONDING = "the responding side"


@dataclass(frozen=True, slots=True)
class Overlay:
    """What differs at one step when the receiving agency is of one group: `changes` maps fields of `Step` to values.

    "panel.quorum" and "entry.when" are parts of a field. `rungs.with_changes` says what stands in for what.
    """

    group: str
    step: str
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class Policy:
    """One version of a partnership's escalation policy, or of the policy that several partnerships share.

    `version` is the date of the published text where its source gives a full one, otherwise the date on which it was
    written down in this form; `source.dated` says what the publisher stated. `in_force` is the day from which it
    counts, None where not stated. `step_word` is the policy's own ("Step", "Stage", "Level"). `formal_from` is the key
    of the step at which the formal procedure is invoked, "" where no line is drawn; `partnership_from` that from which
    the partnership takes part. `topics` are the subjects of disagreement in the policy's words, `topic_codes` their
    place in the common set. `priorities` are names beside "urgent" that are chosen when raising. `base` names the
    regional text from which this one was taken. `gaps` are sentences about what the partnership still has to confirm.
    `invented` marks a demonstration text.
    """

    name: str
    partnerships: tuple[str, ...]
    called: str
    version: date
    step_word: str
    danger: Danger
    source: Source
    steps: tuple[Step, ...]
    in_force: date | None = None
    base: str = ""
    formal_from: str = ""
    partnership_from: str = ""
    hours: Hours | None = None
    caps: tuple[Cap, ...] = ()
    priorities: tuple[str, ...] = ()
    priority_agreed_by: Roles = Stated.NOT_STATED
    withdrawal: bool | None = None
    good_practice: bool | None = None
    settled_counts: bool | None = None
    raised_by: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    advice_from: Roles = Stated.NOT_STATED
    topics: tuple[str, ...] = ()
    topic_codes: Mapping[str, str] = field(default_factory=dict)
    out_of_scope: tuple[str, ...] = ()
    doors: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    monitoring: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    follow_through: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    invented: bool = False

    @property
    def partnership(self) -> str:
        """Whose it is, as words: "Stoke-on-Trent" or "Stoke-on-Trent and Staffordshire"."""
        *first, last = self.partnerships or ("",)
        return f"{', '.join(first)} and {last}" if first else last

    def step(self, key: str) -> Step:
        """The step with this key. Raises KeyError when there is none."""
        return self._keyed[key]

    @cached_property
    def _keyed(self) -> dict[str, Step]:
        return {step.key: step for step in reversed(self.steps)}

    def label(self, key: str) -> str:
        """What people call a step: "Step 2", "Stage 4a"; a rung of a repeated one is "Step 2, line 3"."""
        base, again, line = key.partition("+")
        return f"{self.step_word} {base}" + (f", line {int(line) + 1}" if again else "")

    def is_formal(self, key: str) -> bool:
        """Whether a step lies at or past the line from which the formal procedure is invoked."""
        keys = [step.key for step in self.steps]
        return bool(self.formal_from) and keys.index(key) >= keys.index(self.formal_from)
