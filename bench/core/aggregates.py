"""A challenge in eventsourcing's own manner: the same 20 events with the same contents, as plain dictionaries."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from bench.core import story

Row = dict[str, Any]


def party(person: int, agency: int, title: str, side: str, capacity: str) -> Row:
    """Somebody who takes part, as an event stores it."""
    return {"person": person, "agency": agency, "title": title, "side": side, "capacity": capacity}


def duty(key: str, kind: str, owner: int, side: str, due: datetime, said: str) -> Row:
    """Something awaited. Its day is a text, as in our JSON: a datetime would cost the rival more."""
    row = {"key": key, "kind": kind, "owner": owner, "side": side, "due": due.isoformat(), "said": said}
    return {**row, "timed": True}


class Challenge(Aggregate):
    """The aggregate. It does to its fields what our folding does, as far as these 20 events need."""

    @event("Raised")
    def __init__(
        self,
        policy: str,
        partnership: int,
        subject: str,
        subjects: int,
        topic: str,
        urgency: str,
        raising: Row,
        responding: Row,
        step: str,
        duties: list[Row],
    ) -> None:
        self.policy, self.partnership, self.subject, self.topic = policy, partnership, subject, topic
        self.urgency, self.step, self.phase = urgency, step, "open"
        self.owners = {"raising": raising["person"], "responding": responding["person"]}
        self.parties = {one["person"]: one for one in (raising, responding)}
        self.duties = {one["key"]: one for one in duties}
        self.points: dict[int, str] = {}
        self.stances: dict[str, str] = {}
        self.ratings: dict[str, list[int]] = {}
        self.private: list[int] = []
        self.thanked = 0
        self.proposal: Row = {}

    def without(self, *kinds: str) -> None:
        """The duties but those of these kinds."""
        self.duties = {key: one for key, one in self.duties.items() if one["kind"] not in kinds}

    @event("Acknowledged")
    def acknowledge(self) -> None:
        self.without("acknowledge")

    @event("PerspectiveGiven")
    def perspective(self, side: str, rating: int) -> None:
        self.ratings.setdefault(side, []).append(rating)

    @event("Replied")
    def reply(self, side: str, stance: str) -> None:
        self.stances[side] = stance
        self.without("acknowledge", "reply")

    @event("PointPlaced")
    def point(self, number: int, status: str) -> None:
        self.points[number] = status

    @event("EvidenceAdded")
    def evidence(self) -> None:
        pass

    @event("NoteWritten")
    def note(self) -> None:
        self.private.append(self.version)

    @event("TalkLogged")
    def talk(self, kind: str, held: str) -> None:
        self.without("meet")

    @event("StepTaken")
    def take_up(
        self, origin: str, step: str, why: str, raising: Row, responding: Row, joins: list[Row], duties: list[Row]
    ) -> None:
        self.step = step
        self.owners = {"raising": raising["person"], "responding": responding["person"]}
        self.parties.update({one["person"]: one for one in (raising, responding, *joins)})
        self.duties = {one["key"]: one for one in duties}

    @event("ClockLapsed")
    def lapse(self, key: str, kind: str, owner: int, opens: list[Row], next_step: str) -> None:
        self.duties[key] = {**self.duties[key], "lapsed": True}
        self.duties.update({one["key"]: one for one in opens})

    @event("Thanked")
    def thank(self, kind: str) -> None:
        self.thanked += 1

    @event("OutcomeProposed")
    def propose(self, outcome: str, actions: list[Row], check_back: str, awaited: Row) -> None:
        self.proposal = {"outcome": outcome, "actions": actions, "check_back": check_back}
        self.duties[awaited["key"]] = awaited

    @event("OutcomeConfirmed")
    def confirm(self) -> None:
        self.phase, self.duties = "settled", {}


class Challenges(Application[UUID]):
    """Its defaults: JSON, plain old Python objects as the recorder, no cache, no snapshots."""


def fill(world: Challenges, begin: datetime) -> Any:
    """One matter of 20 events, saved; its key."""
    day = [begin + timedelta(days=number) for number in range(20)]
    rosa = party(story.ROSA, 1, "practitioner", "raising", "practitioner")
    amir = party(story.AMIR, 2, "practitioner", "responding", "practitioner")
    rosas_manager = party(story.ROSAS_MANAGER, 1, "line manager", "raising", "manager")
    amirs_manager = party(story.AMIRS_MANAGER, 2, "line manager", "responding", "manager")
    first = [
        duty("1.0.acknowledge", "acknowledge", story.AMIR, "responding", day[1], "1 working day"),
        duty("1.1.reply", "reply", story.AMIR, "responding", day[2], "2 working days"),
        duty("1.2.settle", "settle", story.ROSA, "raising", day[7], "5 working days"),
    ]
    second = [
        duty("2.0.reply", "reply", story.AMIRS_MANAGER, "responding", day[4], "2 working days"),
        duty("2.1.settle", "settle", story.ROSAS_MANAGER, "raising", day[9], "5 working days"),
    ]
    offer = {"key": "2.consider", "kind": "consider the next step", "owner": story.ROSAS_MANAGER, "side": "raising"}
    answer = {"key": "2.confirm", "kind": "confirm", "owner": story.AMIRS_MANAGER, "side": "responding"}
    one = Challenge("mark", 7, "a child", 1, "Need for action", "normal", rosa, amir, "1", first)
    one.acknowledge()
    one.perspective("raising", 3)
    one.perspective("responding", 6)
    for number in range(1, 5):
        one.point(number, "disputed")
    one.evidence()
    one.note()
    one.reply("responding", "disagree")
    one.talk("phone call", begin.isoformat())
    one.take_up("1", "2", "the two sides still differ", rosas_manager, amirs_manager, [], second)
    one.lapse("2.0.reply", "reply", story.AMIRS_MANAGER, [offer], "3")
    one.perspective("raising", 4)
    one.reply("responding", "agree")
    one.point(1, "agreed")
    one.thank("thank you")
    one.propose("resolved by agreement with actions", [], day[19].isoformat(), answer)
    one.confirm()
    world.save(one)
    return one.id
