"""One matter played from raise to end: whoever is asked acts in their own manner, and the clock does the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from forthright.core.challenge import commands as c
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import (
    DutyKind,
    Outcome,
    Phase,
    Ruling,
    Side,
    Stance,
    Subject,
    TalkKind,
    Urgency,
    Why,
)
from forthright.core.challenge.commands import Command
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Duty, Event
from forthright.core.challenge.folding import apply
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.roles import Role
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal.people import ACTORS, AGENCIES, SEATS, Cast, moment
from forthright.core.worktime import Calendar

OPEN = Phase.OPEN
LONGEST = timedelta(days=730)
MOST_EVENTS = 200
"""A matter that takes longer than either is said to be without an end, and not played on."""
WORDS = dict.fromkeys(
    ("reason", "decision", "reasons", "agreed", "worry_facts", "wanted", "entry_reason"), "Rehearsed."
)


@dataclass(frozen=True, slots=True)
class Case:
    """One matter to play. `start` is an aware instant."""

    start: datetime
    cast: Cast
    urgency: Urgency = Urgency.NORMAL


@dataclass(frozen=True, slots=True)
class Played:
    """What became of it: events with the state after each. `still` is since when nobody was left to act, if so."""

    case: Case
    events: tuple[tuple[Event, State], ...]
    still: datetime | None

    @property
    def state(self) -> State:
        """The state at the end."""
        return self.events[-1][1]


class Player:
    """Plays one case. Everything that is asked is put on an agenda when it is first asked."""

    def __init__(self, policy: Policy, hours: Calendar, case: Case) -> None:
        self.policy, self.hours, self.case = policy, hours, case
        self.order = {step.key: at for at, step in enumerate(policy.steps)}
        self.state = State()
        self.now = case.start
        self.events: list[tuple[Event, State]] = []
        self.agenda: dict[str, datetime | None] = {}

    def play(self) -> Played:
        """From the raise until it is settled, ended, or stands still."""
        self.take(self.tried(self.raising(), SEATS[1, Role.PRACTITIONER].person) or ())
        while self.state.phase is OPEN and len(self.events) < MOST_EVENTS:
            self.plan()
            first, soonest = "", None
            for key, at in self.agenda.items():
                if at is not None and (soonest is None or at < soonest):
                    first, soonest = key, at
            wake = self.state.next_wake
            if soonest is not None and (wake is None or soonest < wake):
                self.now = max(self.now, soonest)
                self.agenda[first] = None
                self.act(first)
            elif wake is not None and wake - self.case.start < LONGEST:
                self.now = max(self.now, wake)
                self.take(tick(self.policy, self.state, moment(self.now, self.hours)))
            else:
                return Played(self.case, tuple(self.events), self.now)
        return Played(self.case, tuple(self.events), None)

    def raising(self) -> Command:
        """The raise: a practitioner of the raising agency, with a practitioner of the other."""
        return c.Raise(
            policy="rehearsed",
            partnership=1,
            subject=Subject.CHILD,
            subjects=1,
            topic=self.policy.topics[0] if self.policy.topics else "Rehearsed",
            raising=SEATS[AGENCIES[Side.RAISING], Role.PRACTITIONER],
            responding=SEATS[AGENCIES[Side.RESPONDING], Role.PRACTITIONER],
            urgency=self.case.urgency,
            words=WORDS,
        )

    def take(self, events: tuple[Event, ...]) -> None:
        """Apply events, and forget what was planned for duties that are gone."""
        if not events:
            return
        for event in events:
            before, self.state = self.state, apply(self.state, event)
            if self.state.step != before.step:
                self.agenda.pop("up", None)
            self.events.append((event, self.state))
        duties = self.state.duties
        self.agenda = {key: at for key, at in self.agenda.items() if key in duties or key == "up"}

    def plan(self) -> None:
        """Put what is newly asked on the agenda."""
        for key, duty in self.state.duties.items():
            if key not in self.agenda:
                self.agenda[key] = self.acts_at(duty.owner, duty.due)
        by_itself = self.case.cast.up_by_itself and "up" not in self.agenda
        if by_itself and self.state.stances.get(Side.RESPONDING) is Stance.DISAGREE:
            self.agenda["up"] = self.acts_at(self.state.owners[Side.RAISING], None)

    def acts_at(self, person: int, due: datetime | None) -> datetime | None:
        """When this person will do what is asked of them from now."""
        return self.case.cast.acts_at(person, self.now, due, self.case.start, self.hours)

    def agrees(self) -> bool:
        """Whether the two sides have come to agree by this step."""
        return self.order[self.state.step] >= self.case.cast.agree_at

    def act(self, key: str) -> None:
        """Somebody does what was on the agenda."""
        if key == "up":
            self.do(self.state.owners[Side.RAISING], c.TakeUp(why=Why.STILL_DIFFER, words=WORDS))
            return
        duty = self.state.duties[key]
        wish = WISHES.get(duty.kind)
        for command in wish(self, duty) if wish else ():
            self.do(duty.owner, command)

    def do(self, person: int, command: Command) -> None:
        """Try an act; a refusal changes nothing, as in life."""
        self.take(self.tried(command, person) or ())

    def tried(self, command: Command, person: int) -> tuple[Event, ...] | None:
        """The events of an act, None where it is refused."""
        result = decide(self.policy, self.state, command, ACTORS[person], moment(self.now, self.hours))
        return None if isinstance(result, No) else result


Wish = Callable[[Player, Duty], Iterator[Command]]


def _acknowledge(player: Player, duty: Duty) -> Iterator[Command]:
    yield c.Acknowledge()


def _reply(player: Player, duty: Duty) -> Iterator[Command]:
    asked = player.policy.step(player.state.step).before_reply
    stance = Stance.AGREE if player.agrees() else Stance.DISAGREE
    yield c.Reply(stance=stance, ready=tuple(range(len(asked))), words=WORDS)


def _talk(player: Player, duty: Duty) -> Iterator[Command]:
    yield c.LogTalk(kind=TalkKind.MEETING, held=player.now)


def _settle(player: Player, duty: Duty) -> Iterator[Command]:
    """Whoever settles it puts the outcome to the other side, once the two have come to agree."""
    if player.agrees():
        outcome = Outcome.AGREEMENT
        yield c.Propose(outcome=outcome, check_back=player.now + timedelta(days=60), words=WORDS)


def _confirm(player: Player, duty: Duty) -> Iterator[Command]:
    yield c.Confirm(agree=True)


def _consider(player: Player, duty: Duty) -> Iterator[Command]:
    yield c.TakeUp(why=Why.TIME_RAN_OUT, words=WORDS)


def _decide(player: Player, duty: Duty) -> Iterator[Command]:
    yield c.Decide(ruling=Ruling.ANOTHER_WAY, check_back=player.now + timedelta(days=60), words=WORDS)


def _gate(player: Player, duty: Duty) -> Iterator[Command]:
    yield c.PassGate(agree=True)


def _form(player: Player, duty: Duty) -> Iterator[Command]:
    yield c.FillForm(form=duty.key.split(".")[1], words={**WORDS, "answers": [{"label": "Rehearsed", "text": "."}]})


def _second(player: Player, duty: Duty) -> Iterator[Command]:
    yield c.AgreeDecision(agree=True)


WISHES: dict[DutyKind, Wish] = {
    DutyKind.ACKNOWLEDGE: _acknowledge,
    DutyKind.REPLY: _reply,
    DutyKind.MEET: _talk,
    DutyKind.PLAN: _settle,
    DutyKind.SETTLE: _settle,
    DutyKind.CONFIRM: _confirm,
    DutyKind.CONSIDER: _consider,
    DutyKind.DECIDE: _decide,
    DutyKind.SECOND: _second,
    DutyKind.REVIEW: _gate,
    DutyKind.FORM: _form,
}
"""What somebody who acts does about each kind of duty. A duty that is not here is met by nobody in a rehearsal."""


def play(policy: Policy, hours: Calendar, case: Case) -> Played:
    """Play one case under a running policy."""
    return Player(policy, hours, case).play()
