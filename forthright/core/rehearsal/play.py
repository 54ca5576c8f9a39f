"""One matter played from raise to end: whoever is asked acts in their own manner, and the clock does the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

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
from forthright.core.policy.shapes import Entry, Policy, Stated
from forthright.core.rehearsal import asides, wishes
from forthright.core.rehearsal.people import ACTORS, AGENCIES, SEATS, Cast, moment
from forthright.core.rehearsal.wishes import WORDS, Wish
from forthright.core.worktime import Calendar

OPEN = Phase.OPEN
LONGEST = timedelta(days=730)
MOST_EVENTS = 200
"""A matter that takes longer than either is said to be without an end, and not played on."""


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
        self.do(Wish(SEATS[AGENCIES[Side.RAISING], Role.PRACTITIONER].person, tuple(self.raising())))
        while self.state.phase is OPEN and 0 < len(self.events) < MOST_EVENTS:
            self.plan()
            first, at = self.next_act()
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

    def next_act(self) -> tuple[str, datetime | None]:
        """What is next on the agenda, and when; None where nobody is going to do anything."""
        first, soonest = "", None
        for key, at in self.agenda.items():
            if at is not None and (soonest is None or at < soonest):
                first, soonest = key, at
        return first, soonest

    def raising(self) -> Iterable[Command]:
        """The raise: a practitioner of the raising agency, with a practitioner of the other. At a later step where the
        case and the policy say so; and from the first where that is refused."""
        entry = next((step.entry for step in self.policy.steps if step.key == self.case.step and step.entry), None)
        if entry is not None:
            yield self.raise_at(self.case.step, entry)
        yield self.raise_at("", None)

    def raise_at(self, step: str, entry: Entry | None) -> Command:
        """The raise at one step; with whoever must agree to begin there."""
        roles = entry.agreed_by if entry and not isinstance(entry.agreed_by, Stated) else ()
        agreed = next((seat for role in roles if (seat := SEATS.get((AGENCIES[Side.RAISING], role)))), None)
        about = self.policy.about
        return c.Raise(
            policy="rehearsed",
            partnership=1,
            subject=next((subject for subject in Subject if subject in about), Subject.CHILD),
            subjects=1,
            topic=self.policy.topics[0] if self.policy.topics else "Rehearsed",
            raising=SEATS[AGENCIES[Side.RAISING], Role.PRACTITIONER],
            responding=SEATS[AGENCIES[Side.RESPONDING], Role.PRACTITIONER],
            urgency=self.case.urgency,
            group=self.case.group,
            priority=self.case.priority if self.case.priority in self.policy.priorities else "",
            step=step,
            agreed=agreed,
            words=WORDS,
        )

    def take(self, events: tuple[Event, ...]) -> None:
        """Apply events, and forget what was planned for duties that are gone, or waited for something to happen."""
        if not events:
            return
        for event in events:
            self.state = apply(self.state, event)
            if isinstance(event.fact, facts.Raised | facts.StepTaken):
                self.arrived = True
                self.waiting.update(asides.KEYS)
            self.events.append((event, self.state))
        for key in self.waiting:
            self.agenda.pop(key, None)
        self.waiting.clear()
        duties = self.state.duties
        self.agenda = {key: at for key, at in self.agenda.items() if key in duties or key in asides.KEYS}

    def plan(self) -> None:
        """Put what is newly asked on the agenda, and what people do unasked at this step."""
        agenda, state = self.agenda, self.state
        for key, duty in state.duties.items():
            if key not in agenda:
                agenda[key] = self.acts_at(duty.owner, duty.due)
        if self.arrived:
            self.arrived = False
            asides.on_arrival(self)
        if self.case.cast.up_by_itself and asides.UP not in agenda:
            answering = Side.RAISING if state.outside else Side.RESPONDING
            if state.stances.get(answering) is Stance.DISAGREE:
                agenda[asides.UP] = self.acts_at(wishes.mover(self), None)

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
        wish = asides.wish(self, key) if key in asides.KEYS else wishes.wish(self, self.state.duties[key])
        if wish is None:
            return
        if isinstance(wish, datetime):
            self.agenda[key] = wish
        elif not wish.commands:
            self.waiting.add(key)
        elif self.do(wish) and wish.again:
            self.agenda[key] = self.now

    def do(self, wish: Wish) -> bool:
        """The first of these acts that is not refused. As in life a refusal changes nothing; it is counted where no
        other way was open."""
        first: No | None = None
        for command in wish.commands:
            found = self.tried(command, wish.person)
            if not isinstance(found, No):
                self.take(found)
                return True
            if first is None:  # a No is false, so "or" would lose it
                first = found
        if first is not None:
            self.refused[first.code] += 1
        return False

    def tried(self, command: Command, person: int) -> tuple[Event, ...] | No:
        """The events of an act, or why it is refused."""
        return decide(self.policy, self.state, command, ACTORS[person], self.around())


def play(policy: Policy, hours: Calendar, case: Case) -> Played:
    """Play one case under a running policy: as it runs for the kind of agency that the case names."""
    return Player(policy, hours, case).play()
