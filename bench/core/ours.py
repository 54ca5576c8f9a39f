"""What Forthright's core does, through its own `decide`, `apply`, `tick`, `decode` and `fold`: nothing is simplified.

Each function takes what the job is given and returns either a batch (see worker.py) or a number.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import msgspec

from bench.core import faults, ladders, story
from bench.core.size import deep
from bench.core.worker import Batch
from bench.server import REPO
from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import (
    Outcome,
    PointStatus,
    Stance,
    Subject,
    TalkKind,
    ThanksKind,
    Why,
)
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.check import Level, check
from forthright.core.policy.course import (
    CLOCK,
    LAPSE,
    RAISING,
    RESPONDING,
    START,
    TO,
    WISHES,
    Move,
    bit,
    course,
    play_out,
)
from forthright.core.policy.proofs.net import Does
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import Act as Asked
from forthright.core.policy.shapes import Policy, Role
from forthright.core.rehearsal import results
from forthright.core.rehearsal.cases import Kinds, cases
from forthright.core.worktime import Calendar, office_hours, weekdays

SCHOOL, COUNCIL = 1, 2
LATER = datetime(2031, 6, 2, 9, 0, tzinfo=UTC)
Act = tuple[Actor | None, commands.Command | None, Moment]


@cache
def policy() -> Policy:
    """The shipped demonstration policy: four steps, replies, deadlines in working days."""
    found = read((REPO / "policies" / "demo-borough.policy").read_bytes()).policy
    assert found is not None
    return found


@cache
def walked() -> Policy:
    """The same without its reminders and the raiser's own time, whose entries are none of those that the rivals make:
    with them the eight events of the walk are eleven."""
    steps = (
        replace(step, reminders=(), tasks=tuple(task for task in step.tasks if task.act is not Asked.RAISE))
        for step in policy().steps
    )
    return replace(policy(), steps=tuple(steps))


def seat(person: int, agency: int, role: Role) -> Seat:
    return Seat(person=person, name=f"Person {person} (invented)", title=role.value, agency=agency, role=role)


SEATS = {
    (one.agency, one.role): one
    for one in (
        seat(story.ROSA, SCHOOL, Role.PRACTITIONER),
        seat(story.ROSAS_MANAGER, SCHOOL, Role.LINE_MANAGER),
        seat(13, SCHOOL, Role.REPRESENTATIVE),
        seat(story.AMIR, COUNCIL, Role.PRACTITIONER),
        seat(story.AMIRS_MANAGER, COUNCIL, Role.LINE_MANAGER),
        seat(23, COUNCIL, Role.REPRESENTATIVE),
        seat(41, 0, Role.CHAIR),
    )
}


@cache
def hours() -> dict[int, Calendar]:
    """Three calendars with bank holidays: the partnership's, the school's and the council's."""
    years = range(2026, 2032)
    open_from = {0: ("09:00", "17:00"), SCHOOL: ("08:30", "16:00"), COUNCIL: ("08:45", "17:15")}
    return {
        agency: office_hours(f"Agency {agency} (invented)", weekdays(*times), years=years)
        for agency, times in open_from.items()
    }


def at(now: datetime) -> Moment:
    return Moment(now=now, shared=hours()[0], calendars=hours(), seats=SEATS)


def actor(person: int | None) -> Actor | None:
    return Actor(person=person, name=f"Person {person} (invented)") if person else None


def _commands() -> dict[str, commands.Command | None]:
    return {
        "raise": commands.Raise(
            policy="mark",
            partnership=7,
            subject=Subject.CHILD,
            subjects=1,
            topic="Need for action",
            raising=SEATS[SCHOOL, Role.PRACTITIONER],
            responding=SEATS[COUNCIL, Role.PRACTITIONER],
            words={"worry_facts": "Seen twice this week.", "wanted": "A visit."},
        ),
        "acknowledge": commands.Acknowledge(),
        "reply": commands.Reply(stance=Stance.DISAGREE, words={"reasons": "Not seen."}),
        "take up": commands.TakeUp(why=Why.STILL_DIFFER, words={"reason": "Still worried."}),
        "lapse": None,
        "reply late": commands.Reply(stance=Stance.AGREE, words={"reasons": "Seen."}),
        "propose": commands.Propose(outcome=Outcome.AGREEMENT, check_back=LATER, words={"agreed": "A visit."}),
        "confirm": commands.Confirm(agree=True),
    }


def acts(begin: datetime) -> list[Act]:
    """The walk of one matter."""
    wanted = _commands()
    return [(actor(who), wanted[name], at(begin + timedelta(seconds=after))) for name, who, after in story.ACTS]


def take(under: Policy, walk: Iterable[Act], events: list[Event] | None = None) -> State:
    """The state at the end of a walk; its events are added to `events`.

    Each act is done as the record does it: the version that the person saw is compared, the clock goes first where a
    time has run out, then `decide` asks for the role and the phase, and computes what follows with its deadlines.
    """
    state, seen = State(), 0
    for who, command, moment in walk:
        if state.version != seen:
            raise RuntimeError("somebody else wrote first")
        wake = state.next_wake
        if who is None or command is None:
            done = tick(under, state, moment)
        elif wake is not None and wake <= moment.now:
            raise RuntimeError("the clock should have been first")
        else:
            answer = decide(under, state, command, who, moment)
            if isinstance(answer, No):
                raise RuntimeError(f"{command.VERB}: {answer.reason}")
            done = answer
        for event in done:
            state = apply(state, event)
        seen += len(done)
        if events is not None:
            events += done
    return state


def walk(given: Any) -> Batch:
    """Walks of eight events."""
    walks, under = [acts(begin) for begin in story.beginnings()], walked()

    def batch() -> int:
        for one in walks:
            if take(under, one).version != len(story.ACTS):
                raise RuntimeError("the walk did not get to the end")
        return len(walks) * len(story.ACTS)

    return batch


def _long(begin: datetime) -> list[Act]:
    """Twenty events: the walk, with what people also write on the way."""
    eight = dict(zip((name for name, _, _ in story.ACTS), acts(begin), strict=True))
    point = commands.PlacePoint(status=PointStatus.DISPUTED, words={"point": "The threshold."})
    more: dict[str, list[tuple[int, commands.Command]]] = {
        "acknowledge": [
            (story.ROSA, commands.GivePerspective(rating=3)),
            (story.AMIR, commands.GivePerspective(rating=6)),
            *[(story.ROSA, point)] * 4,
            (story.ROSA, commands.AddEvidence(words={"what": "The notes of the visit."})),
            (story.AMIR, commands.WriteNote(words={"note": "Ask the team."})),
        ],
        "reply": [(story.ROSA, commands.LogTalk(kind=TalkKind.CALL, held=begin))],
        "lapse": [(story.ROSAS_MANAGER, commands.GivePerspective(rating=4))],
        "reply late": [
            (story.AMIRS_MANAGER, commands.PlacePoint(status=PointStatus.AGREED, point=1)),
            (story.ROSAS_MANAGER, commands.Thank(kind=ThanksKind.THANKS)),
        ],
    }
    found: list[Act] = []
    for name, act in eight.items():
        found.append(act)
        found += [(actor(who), command, act[2]) for who, command in more.get(name, [])]
    return found


@cache
def stored() -> list[list[tuple[str, bytes, Event]]]:
    """Matters of twenty events as they are stored: the tag and the canonical JSON of each fact, and its columns."""
    matters = []
    for begin in story.beginnings()[:64]:
        events: list[Event] = []
        take(walked(), _long(begin), events)
        matters.append([(facts.tag_of(event.fact), facts.encode(event.fact), event) for event in events])
    return matters


def rebuild(given: Any) -> Batch:
    """Matters rebuilt from 20 stored events each, as the record does it without words: decode, make events, fold."""
    rows = [
        [(tag, data, event.at, event.by, event.side, event.title) for tag, data, event in matter] for matter in stored()
    ]

    def batch() -> int:
        for matter in rows:
            state = fold(
                Event(fact=facts.decode(tag, data), at=at, by=by, side=side, title=title)
                for tag, data, at, by, side, title in matter
            )
            if state.version != 20:
                raise RuntimeError("an event was lost")
        return len(rows)

    return batch


def _midway() -> list[State]:
    """States in the middle of the walk, each rebuilt from stored facts, so that they share what a process shares."""
    states = []
    for begin in story.beginnings():
        events: list[Event] = []
        take(walked(), acts(begin)[:6], events)
        states.append(fold(_again(event) for event in events))
    return states


def _again(event: Event) -> Event:
    fact = facts.decode(facts.tag_of(event.fact), facts.encode(event.fact))
    return Event(fact=fact, at=event.at, by=event.by, side=event.side, title=event.title)


def bytes_of_state(given: Any) -> float:
    """What one more matter adds to the memory of a process, deep, in bytes; the policy is counted nowhere."""
    states = _midway()
    shared = deep(states[:1])
    return (deep(states) - shared - sys.getsizeof(states) + sys.getsizeof(states[:1])) / (len(states) - 1)


def bytes_encoded(given: Any) -> float:
    """The whole state as MessagePack without the names of its own fields, in bytes."""
    states = _midway()
    return sum(len(msgspec.msgpack.encode(msgspec.structs.astuple(state))) for state in states) / len(states)


def table_walk(given: Any) -> Batch:
    """The walk on the policy's table: role, version and the clocks that have run out checked at each move, and every
    time that the policy states counted in the calendar. Where the rivals propose and confirm, it is marked urgent
    (which counts two clocks anew) and agreed."""
    walks = [_table_acts(int(begin.timestamp())) for begin in story.beginnings()]
    table = course(policy(), hours()[0], int(min(story.beginnings()).timestamp()))
    decide, apply = table.decide, table.apply

    def batch() -> int:
        for walk in walks:
            stand = START
            for seen, (wish, bits, now) in enumerate(walk):
                move = decide(stand, wish, bits, seen, now)
                if not isinstance(move, Move):
                    raise RuntimeError(f"the table refused {wish}: {move}")
                stand = apply(stand, move, now)
            if stand.place not in table.ends:
                raise RuntimeError("the table did not get to the end")
        return len(walks) * 8

    return batch


def _table_acts(begin: int) -> list[tuple[int, int, int]]:
    """(wish, who, time in seconds) of the walk; the clock's move is at the first time that runs out at Step 2."""
    table = course(policy(), hours()[0], begin)
    people = {role: (bit(RAISING, role), bit(RESPONDING, role)) for role in (Role.PRACTITIONER, Role.LINE_MANAGER)}
    rosa, amir = people[Role.PRACTITIONER]
    rosas_manager, amirs_manager = people[Role.LINE_MANAGER]
    wish = WISHES
    acts = [(wish[Does.RAISE], rosa), (wish[Does.ACKNOWLEDGE], amir), (wish[Does.REPLY], amir)]
    acts += [(wish[Does.TAKE_UP] + TO, rosa), (LAPSE, CLOCK), (wish[Does.REPLY], amirs_manager)]
    acts += [(wish[Does.URGENT], rosas_manager), (wish[Does.AGREE], rosas_manager)]
    found, stand, now = [], START, begin
    for which, who in acts:
        now = table.first_due(stand)[0] if which == LAPSE else now + 600  # type: ignore[index]
        move = table.decide(stand, which, who, stand.version, now)
        assert isinstance(move, Move), (which, move)
        stand = table.apply(stand, move, now)
        found.append((which, who, now))
    return found


def proofs(given: Any) -> Batch:
    """A policy proved: every check that there is, from the policy as it was read to the list of findings."""
    under = ladders.policy(given["steps"])

    def batch() -> int:
        if any(found.level is Level.NEVER for found in check(under)):
            raise RuntimeError("the proofs refuse this policy")
        return 1

    return batch


def faults_found(given: Any) -> float:
    """How many seeded faults our proofs find that they did not say of the policy before."""
    return float(sum(1 for before, after in faults.texts() if faults.brought(before, after)))


def table_playout(given: Any) -> Batch:
    """Moves played out at random on the table, with every clock counted in the calendar."""
    first = int(story.beginnings()[0].timestamp())
    table = course(ladders.policy(given["steps"]), hours()[0], first)
    return lambda: play_out(table, 100, 1, first).moves


def rehearsal(given: Any) -> Batch:
    """Events of people played through the real `decide`, `tick` and `apply`, with planning and calendar."""
    under = ladders.policy(given["steps"])
    calendar = hours()[0]
    played = list(cases(Kinds.of(under), 60, 1, calendar, date(2026, 1, 1)))
    return lambda: results.rehearse(under, calendar, played).events


def bytes_of_stand(given: Any) -> float:
    """A matter on the table in the middle of its walk, deep."""
    acts = _table_acts(int(story.beginnings()[0].timestamp()))
    table = course(policy(), hours()[0], acts[0][2])
    stand, most = START, 0
    for which, who, now in acts:
        move = table.decide(stand, which, who, stand.version, now)
        assert isinstance(move, Move)
        stand = table.apply(stand, move, now)
        held = sys.getsizeof(stand) + sys.getsizeof(stand.dues) + sum(map(sys.getsizeof, stand.dues))
        most = max(most, held)
    return float(most)
