"""A partnership's own past matters under a draft: the same acts, by the same sides, at the same instants.

Only facts are needed, never words. What a side did is done again by whoever owns that side at that instant under the
draft; what the clock did is left to the clock. An act that the draft does not allow then is refused, as in life, and
counted. A replay shows what the times and steps of a draft would have done to what people did; it cannot know what
they would have done instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Agreed, DutyKind, Phase, Side
from forthright.core.challenge.commands import Command
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event, Party
from forthright.core.challenge.folding import apply
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.roles import Role
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import Calendar

WORDS = dict.fromkeys(("reason", "decision", "reasons", "agreed", "entry_reason", "worry_facts", "wanted"), "Replayed.")
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Replayed:
    """One past matter, as it was and as it would be: how often it went up, how many times ran out, whether it was
    settled; and how many of the acts of then the draft would have refused."""

    climbs: tuple[int, int]
    lapses: tuple[int, int]
    settled: tuple[bool, bool]
    refused: int


class Replay:
    """One past matter on its way through a draft."""

    def __init__(self, policy: Policy, hours: Calendar, seats: Mapping[tuple[int, Role], Seat]) -> None:
        self.policy, self.hours, self.seats = policy, hours, seats
        self.state = State()
        self.events: list[Event] = []
        self.refused = 0

    def around(self, now: datetime) -> Moment:
        """The surroundings at an instant."""
        return Moment(now=now, shared=self.hours, calendars={}, seats=self.seats)

    def take(self, found: Iterable[Event]) -> None:
        """Apply events."""
        for event in found:
            self.state = apply(self.state, event)
            self.events.append(event)

    def again(self, event: Event) -> None:
        """What happened then, tried again now, after what the clock had to do before it."""
        moment = self.around(event.at)
        if self.state.version:
            self.take(tick(self.policy, self.state, moment))
        command = command_of(event.fact)
        if command is None or event.by is None:
            return
        if isinstance(command, c.Reply):  # whoever replied then did what their policy asked; the draft's asks no less
            asked = self.policy.step(self.state.step).before_reply
            command = c.Reply(stance=command.stance, ready=tuple(range(len(asked))), words=WORDS)
        person = event.by if isinstance(command, c.Raise) else self.who(command, event.side)
        result = decide(self.policy, self.state, command, Actor(person=person), moment)
        if isinstance(result, No):
            self.refused += 1
        else:
            self.take(result)

    def who(self, command: Command, side: Side | None) -> int:
        """Who does it under the draft: whoever has that duty, or owns that side."""
        kinds = {c.Decide: DutyKind.DECIDE, c.AgreeDecision: DutyKind.SECOND, c.PassGate: DutyKind.REVIEW}
        kind = kinds.get(type(command))
        if kind is not None:
            return next((duty.owner for duty in self.state.duties.values() if duty.kind is kind), 0)
        return self.state.owners.get(side or Side.RAISING, 0)


def replay(
    policy: Policy, events: Sequence[Event], hours: Calendar, seats: Mapping[tuple[int, Role], Seat]
) -> Replayed | None:
    """One past matter under a running policy; None for one that talking settled. `seats` are the posts as they are."""
    if not events or not isinstance(events[0].fact, facts.Raised):
        return None
    run = Replay(policy, hours, seats)
    for event in events:
        run.again(event)
    return Replayed(
        climbs=(_count(events, facts.StepTaken), _count(run.events, facts.StepTaken)),
        lapses=(_count(events, facts.ClockLapsed), _count(run.events, facts.ClockLapsed)),
        settled=(_settled(events), run.state.phase is not Phase.OPEN),
        refused=run.refused,
    )


def _count(events: Sequence[Event], kind: type[facts.Fact]) -> int:
    return sum(isinstance(event.fact, kind) for event in events)


def _settled(events: Sequence[Event]) -> bool:
    state = State()
    for event in events:
        state = apply(state, event)
    return state.phase is not Phase.OPEN


def _seat(party: Party) -> Seat:
    return Seat(person=party.person, name="", title=party.title, agency=party.agency, role=Role.PRACTITIONER)


def command_of(fact: facts.Fact) -> Command | None:
    """The wish behind a fact, with its facts and without words; None where nothing depends on it."""
    if isinstance(fact, facts.Raised):
        return c.Raise(
            policy=fact.policy,
            partnership=fact.partnership,
            subject=fact.subject,
            subjects=fact.subjects,
            topic=fact.topic,
            raising=_seat(fact.raising),
            responding=_seat(fact.responding),
            urgency=fact.urgency,
            arose=fact.arose,
            needed_by=fact.needed_by,
            words=WORDS,
        )
    if isinstance(fact, facts.Replied):
        return c.Reply(stance=fact.stance, words=WORDS)
    if isinstance(fact, facts.TalkLogged):
        return c.LogTalk(kind=fact.kind, held=fact.held)
    if isinstance(fact, facts.GateAsked):
        return c.TakeUp(why=fact.gate.why, words=WORDS)
    if isinstance(fact, facts.StepTaken):
        return c.PassGate(agree=True) if fact.agreed is Agreed.YES else c.TakeUp(why=fact.why, words=WORDS)
    if isinstance(fact, facts.OutcomeProposed):
        return c.Propose(outcome=fact.outcome, check_back=fact.check_back, words=WORDS)
    if isinstance(fact, facts.DecisionMade):
        return c.Decide(ruling=fact.ruling, check_back=fact.check_back, words=WORDS)
    if isinstance(fact, facts.MarkedUrgent):
        return c.MarkUrgent(needed_by=fact.needed_by, words=WORDS)
    return _plain(fact)


def _plain(fact: facts.Fact) -> Command | None:
    plain: dict[type[facts.Fact], Command] = {
        facts.GateRefused: c.PassGate(agree=False, words=WORDS),
        facts.Acknowledged: c.Acknowledge(),
        facts.OutcomeConfirmed: c.Confirm(agree=True),
        facts.OutcomeDeclined: c.Confirm(agree=False, words=WORDS),
        facts.DecisionSeconded: c.AgreeDecision(agree=True),
        facts.DecisionReturned: c.AgreeDecision(agree=False, words=WORDS),
        facts.Withdrawn: c.Withdraw(words=WORDS),
        facts.Reopened: c.Reopen(words=WORDS),
    }
    return plain.get(type(fact))


@dataclass(frozen=True, slots=True)
class Sums:
    """Many replays added up; counts of matters, so that small ones can be suppressed before anybody sees them."""

    matters: int
    higher: int
    lower: int
    more_lapses: int
    fewer_lapses: int
    unsettled: int
    refused: int


def sums(found: Iterable[Replayed]) -> Sums:
    """How many matters would have gone up more or less often, run out of time more or less, or stayed unsettled."""
    all_of = list(found)
    return Sums(
        matters=len(all_of),
        higher=sum(one.climbs[1] > one.climbs[0] for one in all_of),
        lower=sum(one.climbs[1] < one.climbs[0] for one in all_of),
        more_lapses=sum(one.lapses[1] > one.lapses[0] for one in all_of),
        fewer_lapses=sum(one.lapses[1] < one.lapses[0] for one in all_of),
        unsettled=sum(one.settled == (True, False) for one in all_of),
        refused=sum(one.refused > 0 for one in all_of),
    )
