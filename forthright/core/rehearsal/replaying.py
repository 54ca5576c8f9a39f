"""A partnership's own past matters under a draft: the same acts, by the same people, at the same instants.

Only facts are needed, never words. What somebody did is done again by them where they take part at that instant under
the draft, else by whoever has it to do then; what the clock did is left to the clock, which comes as early or as late
as it came. Under the text that a matter ran under, what happens is what happened. An act that the draft does not allow
then is refused, as in life, and counted. A replay shows what the times and steps of a draft would have done to what
people did; it cannot know what they would have done instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import DutyKind, Phase, Side, Why
from forthright.core.challenge.commands import Command
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import apply
from forthright.core.challenge.ladder import usual_move
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.routing import routers
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.roles import Role
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import How, Policy
from forthright.core.rehearsal.acts import (
    IDLE,
    OF_THE_CLOCK,
    OF_THE_DIRECTORY,
    Meant,
    There,
    acting,
    again,
    as_found,
)
from forthright.core.worktime import Calendar

Seats = Mapping[tuple[int, Role], Seat]
SeatsAt = Callable[[datetime, State], Seats]
"""Who holds which post, at an instant, of a matter that stands so."""

INSTANT = timedelta(microseconds=1)
UNASKED = frozenset(
    (
        *("no gate", "no warning", "no form", "no such action", "no extension asked"),
        *("not settled", "not asked yet", "not open", "still open"),
    )
)
"""Refusals of what a draft does not ask for, or not any more, or not yet: nothing is lost by them that is not counted
as a matter that ended otherwise."""

ASKED = {
    c.Acknowledge: DutyKind.ACKNOWLEDGE,
    c.Reply: DutyKind.REPLY,
    c.Confirm: DutyKind.CONFIRM,
    c.FillForm: DutyKind.FORM,
    c.PassGate: DutyKind.REVIEW,
    c.Decide: DutyKind.DECIDE,
    c.AgreeDecision: DutyKind.SECOND,
    c.TakeUp: DutyKind.CONSIDER,
    c.AnswerExtension: DutyKind.EXTENSION,
}
"""The duty that asks for an act. Whoever has it does the act where the one who did it in life takes no part."""
OF_EITHER_SIDE = (c.Decide, c.AgreeDecision, c.TakeUp)
"""Acts that a draft may give to somebody of the other side, or of neither."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One past matter, as it was and as it would be: how often it went up, how many times ran out, whether it was
    settled; how many of the acts of then the draft would have refused; and whether it was `moved` to another version
    on its way, which a replay under one text leaves out."""

    climbs: tuple[int, int]
    lapses: tuple[int, int]
    settled: tuple[bool, bool]
    refused: int
    moved: bool = False


class Replay:
    """One past matter on its way through a draft. `then` is its state in life, `state` that under the draft."""

    def __init__(self, policy: Policy, around: Callable[[datetime, State], Moment]) -> None:
        self.policy, self.around = policy, around
        self.then, self.state = State(), State()
        self.events: list[Event] = []
        self.refused = 0
        self.reached: datetime | None = None

    def run(self, happened: Sequence[Event]) -> None:
        """Everything that happened, in order."""
        before: Event | None = None
        for at, event in enumerate(happened):
            after = happened[at + 1] if at + 1 < len(happened) else None
            self.again(event, before, after)
            self.then = apply(self.then, event)
            before = event

    def again(self, event: Event, before: Event | None, after: Event | None) -> None:
        """What happened then, now. Of an act that made more than one entry only the first is an act, save that what
        is marked as urgent lets the clocks run again first."""
        self.reached = max(event.at, self.reached or event.at)
        as_it_is = isinstance(event.fact, OF_THE_DIRECTORY) or _carried_over(event, self.then)
        if as_it_is or _came_by_the_list(before, event):
            self.tick(self._clock_came(event))
            if self.state.version:
                self.take((event,))
            return
        if event.by is None:
            if not isinstance(event.fact, IDLE):
                self.tick(self.reached)
            return
        if not _of_one_act(before, event):
            self.tick(self._clock_came(event))
        follows = _of_one_act(before, event) and not isinstance(event.fact, facts.MarkedUrgent)
        opens = isinstance(event.fact, facts.Resumed) and after is not None and _of_one_act(event, after)
        if not (follows or opens or isinstance(event.fact, (*IDLE, *OF_THE_CLOCK))):
            self.act(event)

    def _clock_came(self, event: Event) -> datetime:
        """How far the clock had come when somebody acted: until then, or to what it had not yet done in life."""
        wake = self.then.next_wake
        return event.at if wake is None or wake > event.at else wake - INSTANT

    def tick(self, until: datetime) -> None:
        """What falls due by an instant."""
        if self.state.version:
            self.take(tick(self.policy, self.state, self.around(until, self.state)))

    def take(self, found: Iterable[Event]) -> None:
        """Apply events."""
        for event in found:
            self.state = apply(self.state, event)
            self.events.append(event)

    def act(self, event: Event) -> None:
        """Somebody's act again, or what comes next to it; refused where neither is allowed."""
        moment = self.around(event.at, self.state if self.state.version else _before(event.fact))
        moment = as_found(event.fact, moment)
        wish = again(event.fact, There(self.then, self.state, self.policy, moment))
        if not (wish.ways or wish.nearest):
            return
        found = self.allowed(wish.ways, wish.meant, event, moment)
        if isinstance(found, No) or (wish.nearest and wish.meant is not None and not wish.meant(found)):
            self.refused += not isinstance(found, No) or found.code not in UNASKED
            found = self.allowed(wish.nearest, None, event, moment)
        if not isinstance(found, No):
            self.take(found)

    def allowed(
        self, ways: tuple[Command, ...], meant: Meant | None, event: Event, moment: Moment
    ) -> tuple[Event, ...] | No:
        """The events of the first way that comes to what was meant, else of the first that is allowed at all; or the
        first refusal."""
        refusals: list[No] = []
        others: list[tuple[Event, ...]] = []
        for person in self.people(ways[0], event, moment) if ways else ():
            for command in ways:
                found = decide(self.policy, self.state, command, acting(event, person), moment)
                if isinstance(found, No):
                    refusals.append(found)
                elif meant is None or meant(found):
                    return found
                else:
                    others.append(found)
        if others:
            return others[0]
        return refusals[0] if refusals else No("not yours")

    def people(self, command: Command, event: Event, moment: Moment) -> Iterator[int]:
        """Who may have to do it, the likeliest first: whoever did it, if they take part; whose post they covered then;
        whoever is asked for it under the draft; whoever owns their side."""
        state, fact = self.state, event.fact
        if isinstance(command, c.Raise):
            return iter((event.by or 0,))
        named = {facts.HandedOver: "leaver", facts.DecisionVoted: "voter"}.get(type(fact), "")
        found = [getattr(fact, named)] if named else []
        found += [event.by or 0]
        found += [
            party.person
            for party in self.then.parties.values()
            if event.by not in self.then.parties and party.side is event.side and event.title.startswith(party.title)
        ]
        kind = ASKED.get(type(command))
        found += [
            duty.owner
            for duty in state.duties.values()
            if duty.kind is kind and (duty.side is event.side or isinstance(command, OF_EITHER_SIDE))
        ]
        if isinstance(command, c.TakeUp):
            step = self.policy.step(state.step)
            chooses = usual_move(step, state.urgency).how is How.CHOOSE
            found += [party.person for party in routers(step, state, moment)] if chooses else []
        found += [state.owners.get(event.side or Side.RAISING, 0)]
        return (person for person in dict.fromkeys(found) if person in state.parties)


def _before(fact: facts.Fact) -> State:
    """A matter that is not there yet, with those who are concerned: the posts above them are looked for."""
    if not isinstance(fact, facts.Raised):
        return State()
    sides = {Side.RAISING: fact.raising, Side.RESPONDING: fact.responding}
    return State(
        partnership=fact.partnership,
        agencies={side: party.agency for side, party in sides.items()},
        owners={side: party.person for side, party in sides.items()},
    )


def _carried_over(event: Event, then: State) -> bool:
    """Whether somebody is passed over here because of what was declared in another challenge of the matter: whoever
    declared it takes no part in this one."""
    return isinstance(event.fact, facts.PassedOver) and event.by not in then.parties


def _came_by_the_list(first: Event | None, second: Event) -> bool:
    """Whether somebody came in by being put on the named list, in the act that is taken as it is."""
    if first is None or not isinstance(first.fact, facts.PersonListed) or not isinstance(second.fact, facts.JoinedIn):
        return False
    return first.at == second.at and first.fact.person == second.fact.party.person


def _of_one_act(first: Event | None, second: Event) -> bool:
    """Whether two entries, one after the other, were made by one act: the vote that settled it and what follows, and
    what was urgent while the times stood still."""
    if first is None or (first.by, first.at) != (second.by, second.at):
        return False
    if isinstance(first.fact, facts.DecisionVoted):
        return isinstance(second.fact, facts.DecisionSeconded | facts.DecisionReturned)
    return isinstance(first.fact, facts.Resumed) and isinstance(second.fact, facts.MarkedUrgent)


def replay(
    policy: Policy,
    events: Sequence[Event],
    hours: Calendar,
    seats: Seats | SeatsAt,
    calendars: Mapping[int, Calendar] | None = None,
) -> Replayed | None:
    """One past matter under a policy as it was published; None for one that talking settled.

    `seats` are the posts, as they are throughout or at an instant; `calendars` the hours of agencies that have hours
    of their own.
    """
    run = replayed(policy, events, hours, seats, calendars)
    if run is None:
        return None
    return Replayed(
        climbs=(_climbs(events), _climbs(run.events)),
        lapses=(_lapses(events), _lapses(run.events)),
        settled=(run.then.phase is not Phase.OPEN, run.state.version > 0 and run.state.phase is not Phase.OPEN),
        refused=run.refused,
        moved=any(isinstance(event.fact, facts.PolicyMoved) for event in events),
    )


def replayed(
    policy: Policy,
    events: Sequence[Event],
    hours: Calendar,
    seats: Seats | SeatsAt,
    calendars: Mapping[int, Calendar] | None = None,
) -> Replay | None:
    """The same with everything that happens in it."""
    first = events[0].fact if events else None
    if not isinstance(first, facts.Raised):
        return None
    own = calendars or {}

    def around(now: datetime, state: State) -> Moment:
        found = seats(now, state) if callable(seats) else seats
        return Moment(now=now, shared=hours, calendars=own, seats=found)

    run = Replay(running(policy, first.group), around)
    run.run(events)
    return run


def _climbs(events: Sequence[Event]) -> int:
    """How often it went on: not back, and not to the step where it was before, whose gate had been passed."""
    taken = [event.fact for event in events if isinstance(event.fact, facts.StepTaken)]
    return sum(fact.why is not Why.HANDED_BACK and fact.origin != fact.step for fact in taken)


def _lapses(events: Sequence[Event]) -> int:
    return sum(isinstance(event.fact, facts.ClockLapsed) for event in events)


@dataclass(frozen=True, slots=True)
class Sums:
    """Many replays added up; counts of matters, so that small ones can be suppressed before anybody sees them. Those
    that were `moved` are counted where nothing of them was refused."""

    matters: int
    higher: int
    lower: int
    more_lapses: int
    fewer_lapses: int
    unsettled: int
    refused: int
    moved: int


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
        moved=sum(one.moved and not one.refused for one in all_of),
    )
