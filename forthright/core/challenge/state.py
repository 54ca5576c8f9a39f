"""What a challenge is at one version. Made by `folding.fold` from facts alone; no word is needed to run it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from forthright.core.challenge import facts
from forthright.core.challenge.codes import (
    Better,
    DutyKind,
    Outcome,
    Phase,
    PointStatus,
    SafetyStance,
    Side,
    Stance,
    Subject,
    Urgency,
)
from forthright.core.challenge.counting import Needed
from forthright.core.challenge.facts import Action, Duty, Gate, Party
from forthright.core.policy.times import Start
from forthright.core.worktime import Pause

ANSWERS_FIRST = (DutyKind.SETTLE, DutyKind.PLAN, DutyKind.MEET, DutyKind.CAP, DutyKind.FORM)
"""Duties that the two sides share, and forms: they are somebody's turn only when nothing else is awaited."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A challenge at one version. `owners` names the person who answers for each side now.

    `outside` is who answers for the responding side and is not in it yet: they see nothing and are told nothing, and
    both owners are of the raising side. `gate` is the agreement within the raising side that going on waits for.
    `told` are the keys of those whom the policy asks to be told, and who were told outside the system.
    `votes` are those of the people who decide together, by person.
    `acknowledged`, `met` and `safety_asked` hold the step at which that last happened. `private`, `views` and
    `check_backs` are the numbers of the entries that are private notes, perspectives and check-back answers.

    Of the step where it stands: `happened` is when what can start a clock happened, `offered` the steps that a lapse
    opened beside the policy's usual ways, `pauses` the stretches in which its clocks stood still (the last runs while
    `paused_until` is set), `warned` when each side warned the other. Of the whole matter: `needed_by` is the day by
    which the child needs it, told at `needed_at`; `entered` is when each cap began, `paused_often` and `handed_back`
    how often that happened at each step.
    """

    version: int = 0
    policy: str = ""
    partnership: int = 0
    phase: Phase = Phase.OPEN
    step: str = ""
    subject: Subject = Subject.CHILD
    topic: str = ""
    urgency: Urgency = Urgency.NORMAL
    arose: date | None = None
    raised_at: datetime | None = None
    raiser: int = 0
    answerer: int = 0
    agencies: dict[Side, int] = {}
    owners: dict[Side, int] = {}
    parties: dict[int, Party] = {}
    outside: Party | None = None
    gate: Gate | None = None
    duties: dict[str, Duty] = {}
    ratings: dict[Side, tuple[int, ...]] = {}
    acknowledged: str = ""
    met: str = ""
    opened: bool = False
    stances: dict[Side, Stance] = {}
    points: dict[int, PointStatus] = {}
    safety: SafetyStance | None = None
    safety_by: Side | None = None
    safety_asked: str = ""
    proposal: facts.OutcomeProposed | None = None
    proposed_by: Side | None = None
    decision: facts.DecisionMade | None = None
    decided_by: int = 0
    votes: dict[int, bool] = {}
    outcome: Outcome | None = None
    actions: dict[str, Action] = {}
    check_back: datetime | None = None
    check_back_asked: bool = False
    better: dict[Side, Better] = {}
    thanked: int = 0
    good_practice: bool = False
    told: frozenset[str] = frozenset()
    private: frozenset[int] = frozenset()
    views: frozenset[int] = frozenset()
    check_backs: frozenset[int] = frozenset()
    ended_at: datetime | None = None
    group: str = ""
    priority: str = ""
    received: date | None = None
    conference: date | None = None
    needed_by: date | None = None
    needed_at: datetime | None = None
    raise_due: datetime | None = None
    urgent_at: datetime | None = None
    happened: dict[Start, datetime] = {}
    offered: tuple[str, ...] = ()
    entered: dict[str, datetime] = {}
    pauses: tuple[Pause, ...] = ()
    paused_until: datetime | None = None
    paused_often: dict[str, int] = {}
    handed_back: dict[str, int] = {}
    warned: dict[Side, datetime] = {}

    @property
    def turn(self) -> Duty | None:
        """The one duty that is awaited first: whose turn it is. None once nothing is awaited."""
        waiting = sorted(self.duties.values(), key=_turn_order)
        return waiting[0] if waiting else None

    @property
    def next_wake(self) -> datetime | None:
        """The next instant (UTC) at which the clock has something to do here."""
        instants = [duty.due for duty in self.duties.values() if duty.due and not duty.lapsed]
        instants += [at for duty in self.duties.values() if not duty.lapsed for at in duty.remind]
        if self.paused_until is not None:
            instants.append(self.paused_until)
        if self.phase is Phase.SETTLED and self.check_back and not self.check_back_asked:
            instants.append(self.check_back)
        return min(instants) if instants else None

    @property
    def recommended(self) -> bool:
        """Whether what was decided waits for the sides to accept it."""
        asked = any(duty.kind is DutyKind.CONFIRM for duty in self.duties.values())
        return self.decision is not None and self.proposal is None and asked

    @property
    def needed(self) -> Needed | None:
        """By when the child needs it, where somebody has said so."""
        return Needed(self.needed_by, self.needed_at) if self.needed_by and self.needed_at else None

    @property
    def quiet(self) -> bool:
        """Whether the responding side is not in it yet."""
        return self.outside is not None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that take part."""
        return (Side.RAISING,) if self.quiet else tuple(Side)

    @property
    def lines(self) -> tuple[int, ...]:
        """The people whose lines of management a matter goes up: both owners, and whoever is still to come in."""
        return (*self.owners.values(), *((self.outside.person,) if self.outside else ()))

    def side_of(self, person: int) -> Side | None:
        """The side a person is on, None for a neutral chair or somebody who takes no part."""
        party = self.parties.get(person)
        return party.side if party else None

    def is_sealed(self, entry: int) -> bool:
        """Whether the other side cannot read this entry yet: a perspective or a check-back answer that waits."""
        waiting = self.phase is Phase.SETTLED and not self.checked_back()
        return (entry in self.views and not self.opened) or (entry in self.check_backs and waiting)

    def checked_back(self) -> bool:
        """Every side that takes part has said whether it is better for the child."""
        return len(self.better) == len(self.sides)


def _turn_order(duty: Duty) -> tuple[bool, bool, datetime]:
    far = datetime.max.replace(tzinfo=duty.due.tzinfo if duty.due else None)
    due = (duty.due or far).replace(tzinfo=None)
    return duty.kind in ANSWERS_FIRST, duty.due is None, due
