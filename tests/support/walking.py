"""Long walks through the engine that get far: mostly what is awaited, by whoever can, at times the clock comes late.

Unlike the runs of the properties of the engine they are drawn from a seed, and lean to what leads on, so that panels,
recommendations, hand-backs, endings and what comes after them are met as often as the first reply.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from forthright.core.challenge import commands as c
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import (
    PROPOSABLE,
    Better,
    Conflict,
    DutyKind,
    Phase,
    Ruling,
    SafetyStance,
    Stance,
    TalkKind,
    Urgency,
    Why,
)
from forthright.core.challenge.commands import Command
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import apply
from forthright.core.challenge.gate import ways_from
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.shapes import Policy, Role
from tests.core.challenge.people import MONDAY, ROSA, SCHOOL, SEATS, actor, at, raising

WORDS = dict.fromkeys(
    ("reason", "plan", "point", "what", "note", "agreed", "decision", "reasons", "correction", "how", "entry_reason"),
    "So.",
) | {"answers": [{"label": "What is disagreed", "text": "Much."}], "worry_facts": "Seen.", "wanted": "A visit."}
DEPUTY = 77
"""Somebody who holds no post here, and now and then covers for one who does."""


class Walk:
    """One walk. `events` are what stands in the record at its end."""

    def __init__(self, policy: Policy, seed: int, steps: int = 30) -> None:
        self.policy, self.chance, self.now = policy, Random(seed), MONDAY
        self.state, self.events = State(), list[Event]()
        self.take(self.raised())
        for _ in range(steps):
            self.step()

    def take(self, found: tuple[Event, ...] | No) -> None:
        for event in found if isinstance(found, tuple) else ():
            self.state = apply(self.state, event)
            self.events.append(event)

    def raised(self) -> tuple[Event, ...] | No:
        pick = self.chance.choice
        days = [None, date(2026, 10, 28), date(2026, 11, 2)]
        entries = [step.key for step in self.policy.steps if step.entry]
        command = raising(
            urgency=pick(list(Urgency)),
            priority=pick(["", *self.policy.priorities]),
            arose=pick(days),
            received=pick(days),
            conference=pick(days),
            step=pick(["", *entries]),
            agreed=pick([SEATS[SCHOOL, Role.LINE_MANAGER], None]) if not entries else SEATS[SCHOOL, Role.LINE_MANAGER],
            words=WORDS,
        )
        return decide(self.policy, State(), command, actor(ROSA), at(self.now))

    def step(self) -> None:
        """Time passes, with the clock or without; or somebody acts."""
        chance = self.chance
        if chance.random() < 0.4:
            settled = self.state.phase is Phase.SETTLED
            self.now += timedelta(hours=chance.choice([1, 5, 24, 50, 120, 400] + [800] * 3 * settled))
        if chance.random() < 0.5:
            self.take(tick(self.policy, self.state, at(self.now)))
        directed = [
            wish for duty in self.state.duties.values() for wish in AWAITED.get(duty.kind, lambda walk: [])(self)
        ]
        wishes = directed if directed and chance.random() < 0.6 else self.aside()
        if self.state.phase is Phase.OPEN and chance.random() < 0.2:
            wishes = self.by_hand()
        self.act(chance.choice(wishes))

    def act(self, command: Command) -> None:
        """By somebody who can, if anybody can; now and then by their deputy."""
        people = list(self.state.parties)
        self.chance.shuffle(people)
        for person in people:
            party = self.state.parties[person]
            who = actor(person)
            if self.chance.random() < 0.1:
                who = Actor(person=DEPUTY, name="D", covers=((person, f"{party.title} (covering)", "P"),))
            found = decide(self.policy, self.state, command, who, at(self.now))
            if isinstance(found, tuple):
                return self.take(found)
        return None

    def aside(self) -> list[Command]:
        """What nobody waits for: in one of three, what leads on; in the others, something beside it."""
        chance = self.chance
        if chance.random() < 0.3:
            return [*take_up(self), *propose(self), *second(self)]
        seat = chance.choice(list(SEATS.values()))
        until = self.now + timedelta(hours=chance.randint(1, 60))
        rare = [
            c.Withdraw(words=WORDS),
            c.Reopen(words=WORDS),
            c.WriteNote(words=WORDS),
            c.Correct(entry=1, words=WORDS),
            c.DeclareConflict(code=Conflict.OTHER, words=WORDS),
            c.PassOver(seat=seat, code=Conflict.OTHER, words=WORDS),
            c.AskAdvice(seat=seat, words=WORDS),
            *(c.Release(person=one.person) for one in self.state.parties.values() if one.capacity == "adviser"),
        ]
        paused = self.state.paused_until is not None
        return [
            *(c.Warn(words=WORDS), c.HandBack(words=WORDS), c.HandBack(words=WORDS), c.MarkUrgent(words=WORDS)),
            *([c.Resume(words=WORDS)] * 4 if paused else [c.Pause(until=until, words=WORDS)]),
            *(c.AskIn(seat=seat, words=WORDS), c.HandOver(seat=seat, words=WORDS)),
            *(
                c.GivePerspective(rating=5),
                c.TellDanger(words=WORDS),
                c.PlanSafety(stance=SafetyStance.PROPOSED, words=WORDS),
            ),
            chance.choice(rare),
        ]

    def by_hand(self) -> list[Command]:
        """What may be changed of a time: any that runs is shortened, or more is asked for and agreed."""
        if self.state.extension is not None:
            return AWAITED[DutyKind.EXTENSION](self)
        running = [duty.key for duty in self.state.duties.values() if duty.timed and not duty.lapsed]
        key, day = self.chance.choice(running or [""]), self.now.date() + timedelta(days=self.chance.randint(0, 6))
        if self.policy.step(self.state.step).extension and self.chance.random() < 0.7:
            return [c.AskExtension(duty=key, more=1, words=WORDS)]
        return [c.Shorten(duty=key, day=day, words=WORDS)]


Wishes = Callable[[Walk], list[Command]]


def take_up(walk: Walk) -> list[Command]:
    ways = ["", *ways_from(walk.policy, walk.state)]
    whys = (Why.STILL_DIFFER, Why.TIME_RAN_OUT, Why.URGENT)
    return [c.TakeUp(why=why, to=way, words=WORDS) for way in ways for why in whys]


def second(walk: Walk) -> list[Command]:
    return [c.AgreeDecision(agree=walk.chance.random() < 0.7, words=WORDS)]


def propose(walk: Walk) -> list[Command]:
    owner = walk.chance.choice(list(walk.state.parties.values()))
    action = c.NewAction(owner=owner, due=walk.now + timedelta(days=9))
    outcome = walk.chance.choice(PROPOSABLE)
    soon = walk.now + timedelta(days=60)
    return [c.Propose(outcome=outcome, check_back=soon, actions=(action,), words=WORDS)]


def decided(walk: Walk) -> list[Command]:
    soon = walk.now + timedelta(days=60)
    return [c.Decide(ruling=walk.chance.choice(list(Ruling)), check_back=soon, words=WORDS)]


def confirm(walk: Walk) -> list[Command]:
    return [c.Confirm(agree=walk.chance.random() < 0.7, words=WORDS)]


def actions(walk: Walk) -> list[Command]:
    later = walk.now + timedelta(days=30)
    open_ones = [key for key, one in walk.state.actions.items() if not one.done]
    return [c.FinishAction(action=key, words=WORDS) for key in open_ones] + [
        c.ReplanAction(action=key, due=later, words=WORDS) for key in open_ones[:1]
    ]


def reply(walk: Walk) -> list[Command]:
    return [c.Reply(stance=walk.chance.choice(list(Stance)), ready=(0, 1, 2), words=WORDS)]


def talk(walk: Walk) -> list[Command]:
    return [c.LogTalk(kind=walk.chance.choice(list(TalkKind)), held=walk.now - timedelta(hours=1))]


AWAITED: dict[DutyKind, Wishes] = {
    DutyKind.ACKNOWLEDGE: lambda walk: [c.Acknowledge()],
    DutyKind.REPLY: reply,
    DutyKind.MEET: lambda walk: [
        c.LogTalk(kind=walk.chance.choice(list(TalkKind)), held=walk.now - timedelta(hours=1))
    ],
    DutyKind.PLAN: propose,
    DutyKind.SETTLE: propose,
    DutyKind.CONFIRM: confirm,
    DutyKind.CONSIDER: take_up,
    DutyKind.DECIDE: decided,
    DutyKind.SECOND: second,
    DutyKind.REVIEW: lambda walk: [c.PassGate(agree=walk.chance.random() < 0.7, words=WORDS)],
    DutyKind.EXTENSION: lambda walk: [c.AnswerExtension(agree=walk.chance.random() < 0.5, words=WORDS)],
    DutyKind.FORM: lambda walk: [c.FillForm(form=form.key, words=WORDS) for form in walk.policy.forms],
    DutyKind.ACTION: actions,
    DutyKind.CHECK_BACK: lambda walk: [c.CheckBack(better=walk.chance.choice(list(Better)))],
}
"""What may be done about each kind of duty."""


def walked(policy: Policy, seed: int, steps: int = 30) -> list[Event]:
    """The record of one walk under a running policy."""
    return Walk(policy, seed, steps).events
