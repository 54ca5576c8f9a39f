"""The demonstration: invented matters, made by the same actions that people use, so that they are as real as can be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import transaction

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import (
    Better,
    Outcome,
    PointStatus,
    SafetyStance,
    Stance,
    Subject,
    TalkKind,
    ThanksKind,
    Urgency,
    Why,
)
from forthright.directory import queries as directory
from forthright.directory.models import Partnership, Person, Post
from forthright.exchange.demo_hours import school_days
from forthright.exchange.demo_people import PASSWORD, STAFF, build
from forthright.record import actions, clock, policies
from forthright.record.models import Challenge, PolicyVersion

POLICY = Path(__file__).resolve().parents[2] / "policies" / "demo-borough.policy"
SIGN_IN = tuple((f"{short}@anyshire.example", f"{title}") for short, _agency, _role, _name, title, _manager in STAFF)


class Stage:
    """People act on it, one after another, at instants in the past."""

    def __init__(
        self, partnership: Partnership, people: dict[str, Person], posts: dict[str, Post], now: datetime
    ) -> None:
        self.partnership, self.people, self.posts, self.end = partnership, people, posts, now
        self.policy: PolicyVersion = policies.publish(
            partnership, POLICY.read_text(encoding="utf-8"), datetime(2026, 1, 1, tzinfo=UTC)
        )
        self.token = 0

    def ago(self, days: float) -> datetime:
        """An instant so many days before now."""
        return self.end - timedelta(days=days)

    def raises(self, who: str, answerer: str, topic: str, at: datetime, urgent: bool = False, **words: object) -> str:
        """Somebody raises a challenge; returns its reference."""
        command = c.Raise(
            policy=self.policy.fingerprint,
            partnership=self.partnership.pk,
            subject=Subject.CHILD if words.get("children") else Subject.THEME,
            subjects=1 if words.get("children") else 0,
            topic=topic,
            urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
            raising=directory.own_seat(self.people[who], self.posts[who]),
            responding=directory.own_seat(self.people[answerer], self.posts[answerer]),
            group=directory.kind_of(self.posts[answerer].agency_id or 0),
            words=words,
        )
        return self._begin(who, command, at)

    def settled(self, who: str, agency: str, topic: str, at: datetime, good: bool = False, **words: object) -> str:
        """Somebody records what talking settled, or good practice."""
        command = c.RecordSettled(
            policy=self.policy.fingerprint,
            partnership=self.partnership.pk,
            subject=Subject.CHILD,
            topic=topic,
            raising=directory.own_seat(self.people[who], self.posts[who]),
            responding_agency=self.posts[agency].agency_id or 0,
            good_practice=good,
            words=words,
        )
        return self._begin(who, command, at)

    def _begin(self, who: str, command: c.Raise | c.RecordSettled, at: datetime) -> str:
        self.token += 1
        done = actions.begin(self.people[who], command, f"demo-{self.token}", at)
        if not isinstance(done, actions.Done):
            raise RuntimeError(f"the demonstration was refused: {done.reason}")
        return done.reference

    def does(self, who: str, reference: str, command: c.Command, at: datetime) -> None:
        """Somebody acts, after the clock has done all that fell due before."""
        clock.handle(reference, at)
        self.token += 1
        seen = Challenge.objects.get(pk=reference).version
        done = actions.perform(self.people[who], reference, seen, command, f"demo-{self.token}", at)
        if not isinstance(done, actions.Done):
            raise RuntimeError(f"the demonstration was refused at {type(command).__name__}: {done}")


def load(now: datetime) -> bool:
    """Load the demonstration once. Returns whether it did: False where it is already there."""
    if Partnership.objects.filter(slug="anyshire").exists():
        return False
    with transaction.atomic():
        stage = Stage(*build(), now)
        school_days(stage.partnership, stage.people["beth"], now)
        _waiting_for_reply(stage)
        _both_perspectives(stage)
        _at_the_managers(stage)
        _at_the_representatives(stage)
        _settled(stage)
        _finished(stage)
        _by_talking(stage)
        _past_year(stage)
    return True


def _child(name: str, born: str) -> list[dict[str, str]]:
    return [{"name": f"{name} (invented)", "born": born, "identifier": ""}]


def _waiting_for_reply(stage: Stage) -> None:
    stage.raises(
        "rosa",
        "amir",
        "Threshold, level of need or response to a referral",
        stage.ago(0.2),
        children=_child("Kit", "2018-05-14"),
        worry_facts="Kit was not collected on 3 days in the last 2 weeks. On 2 of them nobody answered the telephone.",
        worry_opinion="I think that nobody is at home, and that Kit is looking after a younger child.",
        child_view="Kit said: “I make the tea when Mum is asleep.”",
        impact="Kit is tired, and fell asleep in class twice last week.",
        evidence=[{"what": "Collection log, 3 late collections", "source": "School office"}],
        wanted="An assessment, and a visit this week, by somebody who talks to Kit alone.",
        interim_safety="Kit stays at the after-school club until a named adult comes.",
    )


def _both_perspectives(stage: Stage) -> None:
    ref = stage.raises(
        "olu",
        "amir",
        "Drift, or a plan that is not delivered",
        stage.ago(3),
        children=_child("Remi", "2024-02-02"),
        worry_facts="The plan of August says that the family moves to a dry flat by 1 October. They have not moved.",
        worry_opinion="I think that the damp is making Remi ill.",
        impact="Remi has had 3 chest infections since September.",
        evidence=[{"what": "Clinic record, 3 visits", "source": "Health visiting record"}],
        wanted="A date for the move, and somebody who answers for it.",
        interim_safety="A heater is lent to the family; I visit each week.",
    )
    stage.does(
        "amir",
        ref,
        c.Acknowledge(words={"note": "Thank you for raising this. I will look at the plan today."}),
        stage.ago(2.8),
    )
    view = {"view": "The home makes Remi ill.", "change_mind": "A doctor who says that the damp is not the cause."}
    stage.does("olu", ref, c.GivePerspective(rating=3, words=view), stage.ago(2.7))
    view = {
        "view": "The family wants to move and the housing officer has not answered.",
        "change_mind": "A written date from housing.",
    }
    stage.does("amir", ref, c.GivePerspective(rating=6, words=view), stage.ago(2.5))
    words = {"reasons": "You are right that the date was missed. Something has been done: I wrote to housing twice."}
    stage.does("amir", ref, c.Reply(stance=Stance.PARTLY, words=words), stage.ago(2.2))
    for text, status in (
        ("The date in the plan was missed", PointStatus.AGREED),
        ("Whether the family can wait until January", PointStatus.DISPUTED),
        ("What housing will offer", PointStatus.UNKNOWN),
    ):
        stage.does("olu", ref, c.PlacePoint(status=status, words={"point": text}), stage.ago(2))


def _at_the_managers(stage: Stage) -> None:
    ref = stage.raises(
        "tom",
        "colm",
        "Information sharing and communication",
        stage.ago(12),
        children=_child("Noor", "2015-11-30"),
        worry_facts="We asked on 2 and 6 November for what the police know about the new partner. We have no answer.",
        worry_opinion="I believe that there may be earlier reports.",
        wanted="An answer, or the reason why it cannot be given.",
    )
    stage.does("colm", ref, c.Acknowledge(), stage.ago(11.5))
    words = {"reasons": "I may not share this without the data protection officer."}
    stage.does("colm", ref, c.Reply(stance=Stance.DISAGREE, words=words), stage.ago(10))
    words = {"reason": "We still differ, and the family moves in together next month."}
    stage.does("tom", ref, c.TakeUp(why=Why.STILL_DIFFER, words=words), stage.ago(9.5))
    talk = c.LogTalk(
        kind=TalkKind.CALL,
        held=stage.ago(9.2),
        words={"who": "Isla Grant and Dee Larsen", "said": "Dee will ask the data protection officer."},
    )
    stage.does("isla", ref, talk, stage.ago(9))


def _at_the_representatives(stage: Stage) -> None:
    ref = stage.raises(
        "rosa",
        "amir",
        "Need for child protection procedures, a strategy discussion or a conference",
        stage.ago(9),
        urgent=True,
        children=[*_child("Ash", "2017-07-19"), *_child("Bee", "2021-01-08")],
        worry_facts="Ash came to school on 9 November with a mark on the arm and gave 2 different reasons.",
        worry_opinion="I think that a strategy discussion is needed.",
        child_view="Ash said: “It does not matter.”",
        impact="Ash does not want to go home on Fridays.",
        evidence=[{"what": "Body map and note of what was said", "source": "Designated safeguarding lead"}],
        wanted="A strategy discussion with the police and health.",
    )
    words = {"reasons": "We visited on the same day. The explanation fits, and both parents were open."}
    stage.does("amir", ref, c.Reply(stance=Stance.DISAGREE, words=words), stage.ago(8.6))
    stage.does("rosa", ref, c.GivePerspective(rating=2, words={"view": "Not safe at weekends."}), stage.ago(8.5))
    stage.does("rosa", ref, c.TakeUp(why=Why.STILL_DIFFER, words={"reason": "We still differ."}), stage.ago(8.4))
    stage.does(
        "sam",
        ref,
        c.Reply(stance=Stance.DISAGREE, words={"reasons": "I have read the file. I agree with Amir."}),
        stage.ago(7.6),
    )
    words = {"reason": "Two managers cannot agree, and another weekend is coming."}
    stage.does("mei", ref, c.TakeUp(why=Why.STILL_DIFFER, words=words), stage.ago(0.4))


def _settled(stage: Stage) -> None:
    ref = stage.raises(
        "colm",
        "olu",
        "Roles and responsibilities",
        stage.ago(20),
        children=_child("Sol", "2025-03-03"),
        worry_facts="Nobody told the police of the missed appointments in October.",
        wanted="Agree who tells whom when 2 appointments are missed.",
    )
    words = {"reasons": "Thank you. We should have called you after the second."}
    stage.does("olu", ref, c.Reply(stance=Stance.AGREE, words=words), stage.ago(18.5))
    actions_ = (
        c.NewAction(owner=directory.own_seat(stage.people["olu"], stage.posts["olu"]).party(None), due=stage.ago(-10)),
    )
    propose = c.Propose(
        outcome=Outcome.AGREEMENT,
        check_back=stage.ago(-21),
        actions=actions_,
        words={
            "agreed": "Two missed appointments are told to the police the same day.",
            "actions": ["Write the agreement into the team's own guide."],
        },
    )
    stage.does("olu", ref, propose, stage.ago(18))
    stage.does("colm", ref, c.Confirm(agree=True), stage.ago(17.8))
    stage.does(
        "olu",
        ref,
        c.Thank(kind=ThanksKind.YOU_WERE_RIGHT, words={"note": "You noticed what we did not."}),
        stage.ago(17.5),
    )


def _finished(stage: Stage) -> None:
    ref = stage.raises(
        "dara",
        "amir",
        "Stepping down or closing",
        stage.ago(70),
        children=_child("Lou", "2016-09-21"),
        worry_facts="The plan was closed on 10 September. Lou had been at school on 6 of 10 days.",
        wanted="Keep the plan open until attendance is steady.",
    )
    stage.does(
        "amir",
        ref,
        c.PlanSafety(stance=SafetyStance.PROPOSED, words={"plan": "Daily call by the school."}),
        stage.ago(69.5),
    )
    stage.does("dara", ref, c.PlanSafety(stance=SafetyStance.CONFIRMED), stage.ago(69.4))
    stage.does(
        "amir",
        ref,
        c.Reply(stance=Stance.AGREE, words={"reasons": "You are right. I have opened it again."}),
        stage.ago(69),
    )
    propose = c.Propose(
        outcome=Outcome.CLARIFICATION,
        check_back=stage.ago(40),
        words={"agreed": "The plan stays open until half term."},
    )
    stage.does("amir", ref, propose, stage.ago(68.9))
    stage.does("dara", ref, c.Confirm(agree=True), stage.ago(68.5))
    stage.does(
        "dara", ref, c.CheckBack(better=Better.YES, words={"different": "Lou is at school each day."}), stage.ago(39)
    )
    stage.does(
        "amir",
        ref,
        c.CheckBack(better=Better.PARTLY, words={"different": "Steadier, still late on Mondays."}),
        stage.ago(38),
    )


def _by_talking(stage: Stage) -> None:
    """Enough small ones for the page of counts to have something to count, over the last year."""
    pairs = (("rosa", "amir"), ("tom", "olu"), ("olu", "amir"), ("amir", "colm"), ("dara", "colm"))
    topics = ("Information sharing and communication", "Roles and responsibilities", "Need for action")
    for number in range(24):
        who, other = pairs[number % len(pairs)]
        stage.settled(
            who,
            other,
            topics[number % len(topics)],
            stage.ago(35 + number * 11),
            good=number % 6 == 5,
            what=f"An invented example, number {number + 1}.",
            changed="We talked, and agreed what happens next.",
        )


def _past_year(stage: Stage) -> None:
    """Enough that ended for the counts to have something to show: most at the first step, some at the second."""
    pairs = (("rosa", "amir"), ("olu", "amir"), ("dara", "amir"), ("colm", "olu"), ("tom", "amir"), ("olu", "colm"))
    for number in range(26):
        who, other = pairs[number % len(pairs)]
        began = 62 + number * 11
        topic = "Need for action" if number % 2 else "Outcome of an assessment"
        ref = stage.raises(
            who,
            other,
            topic,
            stage.ago(began),
            children=_child(f"Example {number + 1}", "2018-01-01"),
            worry_facts="An invented example.",
            wanted="That we agree what happens next.",
        )
        if number % 3 == 0:
            words = {"reasons": "We see it differently."}
            stage.does(other, ref, c.Reply(stance=Stance.DISAGREE, words=words), stage.ago(began - 1))
            stage.does(who, ref, c.TakeUp(why=Why.STILL_DIFFER), stage.ago(began - 2))
        else:
            words = {"reasons": "Thank you. I agree."}
            stage.does(other, ref, c.Reply(stance=Stance.AGREE, words=words), stage.ago(began - 1))
        outcome = (Outcome.AGREEMENT, Outcome.CLARIFICATION, Outcome.AGREEMENT, Outcome.OTHER_PROCESS)[number % 4]
        propose = c.Propose(outcome=outcome, check_back=stage.ago(began - 20), words={"agreed": "What happens next."})
        stage.does(other, ref, propose, stage.ago(began - 3))
        stage.does(who, ref, c.Confirm(agree=True), stage.ago(began - 4))
        stage.does(who, ref, c.CheckBack(better=Better.YES), stage.ago(began - 21))
        stage.does(other, ref, c.CheckBack(better=Better.YES), stage.ago(began - 22))


__all__ = ["PASSWORD", "SIGN_IN", "load"]
