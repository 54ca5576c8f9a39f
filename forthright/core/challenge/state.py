"""What a challenge is at one version. Made by `folding.fold` from facts alone; no word is needed to run it.

`Draft` has the fields and what can be asked of them, and may be written to; only `folding` does. `State` is the same
frozen, and all that anybody else ever sees. Rejected: making each state from the one before by naming its changes, as
values would have it, since that copies some fifty fields three or four times for each event.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from msgspec.structs import force_setattr, replace

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
from forthright.core.challenge.facts import Action, Duty, Gate, Glass, Party
from forthright.core.policy.times import Start
from forthright.core.worktime import Pause

ANSWERS_FIRST = (DutyKind.SETTLE, DutyKind.PLAN, DutyKind.MEET, DutyKind.CAP, DutyKind.FORM)
"""Duties that the two sides share, and forms: they are somebody's turn only when nothing else is awaited."""


def own(duty: Duty) -> bool:
    """Whether a duty is its owner's whatever else is awaited: a form, and what a post of neither side has to do."""
    return duty.kind is DutyKind.FORM or duty.side is None


BOTH = tuple(Side)


class Draft(msgspec.Struct, kw_only=True, gc=False):
    """A challenge at one version, while its events are folded. Fields are set; what they hold is never changed, since
    other states may hold it too. Nothing in it leads back to it, so that the collector need not look at it.

    `owners` names the person who answers for each side now.

    `outside` is who answers for the responding side and is not in it yet: they see nothing and are told nothing, and
    both owners are of the raising side. `gate` is the agreement within the raising side that going on waits for.
    `told` are the keys of those whom the policy asks to be told, and who were told outside the system.
    `votes` are those of the people who decide together, by person.
    `acknowledged`, `met` and `safety_asked` hold the step at which that last happened. `private`, `views` and
    `check_backs` are the numbers of the entries that are private notes, perspectives and check-back answers.

    Of the step where it stands: `happened` is when what can start a clock happened, `offered` the steps that a lapse
    opened beside the policy's usual ways, `pauses` the stretches in which its clocks stood still (the last runs while
    `paused_until` is set), `warned` when each side warned the other. Of the whole matter: `needed_by` is the day by
    which the child needs it, told at `needed_at`; `entered` is when each cap began, `paused_often`, `extended_often`
    and `handed_back` how often that happened at each step. `extension` is the question for more time that waits.
    `matter` binds it to the challenges in which the same matter was put to the agencies in `also`. No rule reads it.
    `conflicted` are the people who must not take part in it, whatever post they hold: they are never among `parties`;
    `declared` says of each who said so, who alone can take it back.
    `listed` are the people on the named list, each with their agency, None where the matter is not restricted;
    `restricted` says why and `restricted_by` which side did it, None for the business unit. `glasses` are the times
    that the glass was broken, by entry.
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
    extension: facts.ExtensionAsked | None = None
    extended_often: dict[str, int] = {}
    handed_back: dict[str, int] = {}
    warned: dict[Side, datetime] = {}
    matter: str = ""
    also: tuple[int, ...] = ()
    conflicted: frozenset[int] = frozenset()
    declared: dict[int, facts.Declared] = {}
    listed: dict[int, int] | None = None
    restricted: facts.MatterRestricted | None = None
    restricted_by: Side | None = None
    glasses: dict[int, Glass] = {}

    @property
    def turn(self) -> Duty | None:
        """The one duty that is awaited first: whose turn it is. None once nothing is awaited."""
        waiting = sorted(self.duties.values(), key=_turn_order)
        return waiting[0] if waiting else None

    @property
    def next_wake(self) -> datetime | None:
        """The next instant (UTC) at which the clock has something to do here."""
        wake = self.paused_until
        for duty in self.duties.values():
            if duty.lapsed:
                continue
            if duty.due is not None and (wake is None or duty.due < wake):
                wake = duty.due
            for at in duty.remind:
                if wake is None or at < wake:
                    wake = at
        for glass in self.glasses.values():
            if not (glass.reviewed or glass.told) and (wake is None or glass.review_due < wake):
                wake = glass.review_due
        if self.check_back is not None and self.phase is Phase.SETTLED and not self.check_back_asked:
            return min(wake, self.check_back) if wake else self.check_back
        return wake

    @property
    def recommended(self) -> bool:
        """Whether what was decided waits for the sides to accept it."""
        if self.decision is None or self.proposal is not None:
            return False
        return any(duty.kind is DutyKind.CONFIRM for duty in self.duties.values())

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
        return BOTH if self.outside is None else BOTH[:1]

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


class State(Draft, frozen=True, kw_only=True):  # type: ignore[misc]  # dataclasses may not; msgspec's structs may
    """A challenge at one version: what `Draft` says, and nobody can set a field of it any more."""


def drafted(state: State) -> Draft:
    """A draft with the fields of a state, which stays as it is."""
    draft = replace(state)
    force_setattr(draft, "__class__", Draft)
    return draft


def finished(draft: Draft) -> State:
    """The state that a draft has become. It is the same object, of which the writer keeps nothing: to copy the fields
    once more would cost as much as a fold of two events."""
    draft.__class__ = State
    return draft  # type: ignore[return-value]  # it is one now


def _turn_order(duty: Duty) -> tuple[bool, bool, datetime]:
    far = datetime.max.replace(tzinfo=duty.due.tzinfo if duty.due else None)
    due = (duty.due or far).replace(tzinfo=None)
    return duty.kind in ANSWERS_FIRST, duty.due is None, due
