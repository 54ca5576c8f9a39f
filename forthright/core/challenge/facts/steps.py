"""Events of the ladder: raised, urgent, a time that ran out, another step."""

from __future__ import annotations

from datetime import date, datetime

from forthright.core.challenge.codes import Agreed, DutyKind, Subject, Urgency, Why
from forthright.core.challenge.facts.base import NAMES, Duty, Fact, Gate, Party
from forthright.core.policy.roles import Role

CHILDREN = "who it is about: name, date of birth and identifier of each"
THEME = "the theme, where no child is named"


class Raised(Fact, frozen=True, kw_only=True, tag="raised"):
    """A challenge was raised with another agency.

    `quiet`: the responding side is not in it yet and not told. Then `answering` is who answers within the raising
    agency, and `gate` whose agreement the first step waits for, if it has a gate.
    """

    WORDS = {
        "names": NAMES,
        "children": CHILDREN,
        "theme": THEME,
        "worry_facts": "what was seen or heard",
        "worry_opinion": "what the raiser makes of it",
        "child_view": "the child's own view",
        "impact": "the impact on the child",
        "evidence": "evidence, each with its source",
        "wanted": "what would resolve this",
        "interim_safety": "how the child is kept safe meanwhile",
        "urgent_reason": "why it cannot wait",
        "entry_reason": "why it begins at a later step",
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
    group: str = ""  # the kind of the answering agency, as the directory counts it: it chooses the policy's overlay
    received: date | None = None  # when the decision was received, where the policy counts from it
    conference: date | None = None  # the day of the conference, where the policy counts from it
    raise_due: datetime | None = None  # by when the policy asks to raise it; a fact, never a refusal
    priority: str = ""
    agreed: Party | None = None  # who of the raising side agreed that it begins at a later step
    owner: Party | None = None  # who owns a later first step on the raising side, where that is not the raiser
    answerer: Party | None = None  # and on the responding side
    quiet: bool = False  # the responding side is not in it yet
    answering: Party | None = None  # who answers within the raising agency meanwhile
    gate: Gate | None = None
    joins: tuple[Party, ...] = ()  # those who decide or choose at the first step, where it has such
    empty: tuple[Role, ...] = ()  # the posts for which nobody answered when it began; the business unit was told
    matter: str = ""  # one matter that was put to several agencies, in a challenge with each
    also: tuple[int, ...] = ()  # the other agencies to which it was put at the same time


class SettledByTalking(Fact, frozen=True, kw_only=True, tag="settled by talking"):
    """A disagreement that talking settled, recorded afterwards so that it counts; or good practice seen."""

    WORDS = {
        "names": NAMES,
        "children": CHILDREN,
        "theme": THEME,
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


class MarkedUrgent(Fact, frozen=True, kw_only=True, tag="marked urgent"):
    """The challenge became urgent, or the day by which the child needs it earlier; `duties` restates the open ones,
    none of them later than it was."""

    WORDS = {"reason": "why"}
    duties: tuple[Duty, ...]
    needed_by: date | None = None


class ClockLapsed(Fact, frozen=True, kw_only=True, tag="clock lapsed"):
    """A time ran out. `opens` are the duties that follow: the next task, or the offer of the next step."""

    duty: str
    kind: DutyKind
    owner: int
    opens: tuple[Duty, ...] = ()
    joins: tuple[Party, ...] = ()
    next_step: str = ""


class StepTaken(Fact, frozen=True, kw_only=True, tag="step taken"):
    """The challenge went to another step, up or handed back, with who owns it on both sides there and its clocks.

    `agreed` tells how a gate before the step was passed. A `responding` of the raising side means a step within that
    agency; the first one of the responding side lets that side in.
    """

    WORDS = {"reason": "why", "names": NAMES}
    origin: str
    step: str
    why: Why
    raising: Party
    responding: Party
    joins: tuple[Party, ...]
    duties: tuple[Duty, ...]
    skipped: tuple[str, ...] = ()  # steps passed over because nobody of that agency holds the post that answers there
    agreed: Agreed | None = None
    withheld: tuple[Role, ...] = ()  # posts with a part in this step whose holders are not on the named list
    empty: tuple[Role, ...] = ()  # what it asks for and nobody answered when it opened; the business unit was told
