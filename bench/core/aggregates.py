"""A challenge in eventsourcing's own manner, with the 20 events that ours has; fewer fields each, to its advantage."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from bench.core import story


class Challenge(Aggregate):
    """The aggregate. Duties are plain texts with their day in ISO form."""

    @event("Raised")
    def __init__(self, policy: str, topic: str, raiser: int, answerer: int, duties: dict[str, str]) -> None:
        self.policy, self.topic, self.step = policy, topic, "1"
        self.raiser, self.answerer = raiser, answerer
        self.duties = duties
        self.points: dict[int, str] = {}
        self.stances: dict[str, str] = {}
        self.ratings: dict[str, int] = {}
        self.thanked = 0
        self.proposal = self.phase = ""

    @event("Acknowledged")
    def acknowledge(self) -> None:
        self.duties.pop("acknowledge", None)

    @event("PerspectiveGiven")
    def perspective(self, side: str, rating: int) -> None:
        self.ratings[side] = rating

    @event("Replied")
    def reply(self, side: str, stance: str) -> None:
        self.stances[side] = stance
        self.duties.pop("reply", None)

    @event("PointPlaced")
    def point(self, number: int, status: str) -> None:
        self.points[number] = status

    @event("EvidenceAdded")
    def evidence(self) -> None:
        pass

    @event("NoteWritten")
    def note(self) -> None:
        pass

    @event("TalkLogged")
    def talk(self, kind: str) -> None:
        self.duties.pop("meet", None)

    @event("StepTaken")
    def take_up(self, step: str, raiser: int, answerer: int, duties: dict[str, str]) -> None:
        self.step, self.duties = step, duties

    @event("ClockLapsed")
    def lapse(self, duty: str) -> None:
        self.duties[duty] = "lapsed"

    @event("Thanked")
    def thank(self, kind: str) -> None:
        self.thanked += 1

    @event("OutcomeProposed")
    def propose(self, outcome: str) -> None:
        self.proposal = outcome

    @event("OutcomeConfirmed")
    def confirm(self) -> None:
        self.phase = "settled"


class Challenges(Application[UUID]):
    """Its defaults: JSON, plain old Python objects as the recorder, no cache, no snapshots."""


def fill(world: Challenges, begin: datetime) -> Any:
    """One matter of 20 events, saved; its key."""
    day = [(begin + timedelta(days=number)).isoformat() for number in range(20)]
    one = Challenge("mark", "Need for action", story.ROSA, story.AMIR, {"acknowledge": day[1], "reply": day[2]})
    one.acknowledge()
    one.perspective("raising", 3)
    one.perspective("responding", 6)
    for number in range(1, 5):
        one.point(number, "disputed")
    one.evidence()
    one.note()
    one.reply("responding", "disagree")
    one.talk("phone call")
    one.take_up("2", story.ROSAS_MANAGER, story.AMIRS_MANAGER, {"reply": day[4], "settle": day[7]})
    one.lapse("reply")
    one.perspective("raising", 4)
    one.reply("responding", "agree")
    one.point(1, "agreed")
    one.thank("thank you")
    one.propose("resolved by agreement with actions")
    one.confirm()
    world.save(one)
    return one.id
