"""One matter played from raise to end: whoever is asked acts in their own manner, and the clock does the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Phase, Side, Stance, Subject, Urgency
from forthright.core.challenge.commands import Command
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import apply
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.roles import Role
from forthright.core.policy.shapes import Policy, Stated
from forthright.core.rehearsal import asides, wishes
from forthright.core.rehearsal.asides import KEYS, UP
from forthright.core.rehearsal.people import ACTORS, AGENCIES, SEATS, Cast, moment
from forthright.core.rehearsal.wishes import WORDS, Wish
from forthright.core.worktime import Calendar

OPEN = Phase.OPEN
LONGEST = timedelta(days=730)
MOST_EVENTS = 200
"""A matter that takes longer than either is said to be without an end, and not played on."""
TOO_EARLY = "too early"
RAISER = SEATS[AGENCIES[Side.RAISING], Role.PRACTITIONER]
ANSWERER = SEATS[AGENCIES[Side.RESPONDING], Role.PRACTITIONER]
CHILD = Subject.CHILD
"""Who raises it and with whom; and whom it is about, where the policy does not say whom it can be about."""
ARRIVALS = (facts.Raised, facts.StepTaken)
"""Entries with which a step begins."""


@dataclass(frozen=True, slots=True)
class Case:
    """One matter to play. `start` is an aware instant.

    `priority`, `group` (the kind of the receiving agency) and `step` (where it begins) are "" for the usual. A policy
    that does not have this priority, or lets nothing begin at this step, plays it without.
    """

    start: datetime
    cast: Cast
    urgency: Urgency = Urgency.NORMAL
    priority: str = ""
    group: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """What became of it: events with the state after each. `still` is since when nobody was left to act, if so.

    `refused` counts, by the code of the refusal, what people tried and were not allowed in any way that they knew.
    """

    case: Case
    events: tuple[tuple[Event, State], ...]
    still: datetime | None
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def state(self) -> State:
        """The state at the end."""
        return self.events[-1][1] if self.events else State()


class Player:
    """Plays one case. Everything that is asked is put on an agenda when it is first asked.

    The agenda holds when somebody acts: by the key of a duty, or by that of something nobody asked of them
    (`asides`). None means that they have done what they would do. What is in `waiting` is looked at again as soon as
    something happens.
    """

    def __init__(self, policy: Policy, hours: Calendar, case: Case) -> None:
        self.policy, self.hours, self.case = policy, hours, case
        self.order = {step.key: at for at, step in enumerate(policy.steps)}
        self.state = State()
        self.now = case.start
        self.events: list[tuple[Event, State]] = []
        self.agenda: dict[str, datetime | None] = {}
        self.waiting: set[str] = set()
        self.arrived = False
        self.refused: Counter[str] = Counter()

    def play(self) -> Played:
        """From the raise until it is settled, ended, or stands still."""
        self.do(Wish(RAISER.person, self.raising()))
        while self.state.phase is OPEN and 0 < len(self.events) < MOST_EVENTS:
            self.plan()
            first, at = "", None
            for key, planned in self.agenda.items():
                if planned is not None and (at is None or planned < at):
                    first, at = key, planned
            wake = self.state.next_wake
            if at is not None and (wake is None or at < wake):
                self.now = max(self.now, at)
                self.agenda[first] = None
                self.act(first)
            elif wake is not None and wake - self.case.start < LONGEST:
                self.now = max(self.now, wake)
                self.take(tick(self.policy, self.state, self.around()))
            else:
                return Played(self.case, tuple(self.events), self.now, self.refused)
        return Played(self.case, tuple(self.events), None, self.refused)

    def raising(self) -> Iterable[Command]:
        """The raise: a practitioner of the raising agency, with a practitioner of the other. At a later step where the
        case and the policy say so; and from the first where that is refused."""
        case, policy = self.case, self.policy
        usual = c.Raise(
            policy="rehearsed",
            partnership=1,
            subject=Subject(policy.about[0]) if policy.about else CHILD,
            subjects=1,
            topic=policy.topics[0] if policy.topics else "Rehearsed",
            raising=RAISER,
            responding=ANSWERER,
            urgency=case.urgency,
            group=case.group,
            priority=case.priority if case.priority in policy.priorities else "",
            words=WORDS,
        )
        entry = policy.step(case.step).entry if case.step in self.order else None
        if entry is not None:
            roles = () if isinstance(entry.agreed_by, Stated) else entry.agreed_by
            agreed = next((seat for role in roles if (seat := SEATS.get((RAISER.agency, role)))), None)
            yield replace(usual, step=case.step, agreed=agreed)
        yield usual

    def take(self, events: tuple[Event, ...]) -> None:
        """Apply events, and forget what was planned for duties that are gone, or waited for something to happen."""
        if not events:
            return
        for event in events:
            self.state = apply(self.state, event)
            if type(event.fact) in ARRIVALS:
                self.arrived = True
                self.waiting |= KEYS
            self.events.append((event, self.state))
        duties, waiting = self.state.duties, self.waiting
        if waiting:
            self.waiting = set()
        kept = {key: at for key, at in self.agenda.items() if (key in duties or key in KEYS) and key not in waiting}
        self.agenda = kept

    def plan(self) -> None:
        """Put what is newly asked on the agenda, and what people do unasked at this step."""
        agenda, cast = self.agenda, self.case.cast
        for key, duty in self.state.duties.items():
            if key not in agenda:
                agenda[key] = self.acts_at(duty.owner, duty.due)
        if self.arrived:
            self.arrived = False
            if cast.pauses or cast.hands_back:
                asides.on_arrival(self)
        if cast.up_by_itself and UP not in agenda:
            stances = self.state.stances
            if stances and stances.get(Side.RAISING if self.state.outside else Side.RESPONDING) is Stance.DISAGREE:
                agenda[UP] = self.acts_at(wishes.mover(self), None)

    def acts_at(self, person: int, due: datetime | None) -> datetime | None:
        """When this person will do what is asked of them from now."""
        return self.case.cast.acts_at(person, self.now, due, self.case.start, self.hours)

    def agrees(self) -> bool:
        """Whether the two sides have come to agree by this step."""
        return self.order[self.state.step] >= self.case.cast.agree_at

    def around(self) -> Moment:
        """The surroundings now."""
        return moment(self.now, self.hours)

    def act(self, key: str) -> None:
        """Somebody does what was on the agenda, puts it off until an instant, or until something happens."""
        wish = asides.wish(self, key) if key in KEYS else wishes.wish(self, self.state.duties[key])
        if wish is None:
            return
        if isinstance(wish, datetime):
            self.agenda[key] = wish
            return
        refusal = self.do(wish)
        if refusal is None and wish.again:
            self.agenda[key] = self.now
        elif refusal is not None and refusal.code == TOO_EARLY:
            self.waiting.add(key)

    def do(self, wish: Wish) -> No | None:
        """The first of these acts that is not refused, or why none is done. As in life a refusal changes nothing; it
        is counted where no other way was open, save that people wait with what is only too early."""
        first: No | None = None
        for command in wish.commands:
            found = self.tried(command, wish.person)
            if not isinstance(found, No):
                self.take(found)
                return None
            if first is None:  # a No is false, so "or" would lose it
                first = found
        if first is None:
            return No(TOO_EARLY)
        if first.code != TOO_EARLY:
            self.refused[first.code] += 1
        return first

    def tried(self, command: Command, person: int) -> tuple[Event, ...] | No:
        """The events of an act, or why it is refused."""
        return decide(self.policy, self.state, command, ACTORS[person], self.around())


def play(policy: Policy, hours: Calendar, case: Case) -> Played:
    """Play one case under a running policy: as it runs for the kind of agency that the case names."""
    return Player(policy, hours, case).play()
