"""The demonstration: invented matters, made by the same actions that people use, so that they are as real as can be."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import (
    Better,
    Outcome,
    PointStatus,
    SafetyStance,
    Stance,
    TalkKind,
    ThanksKind,
    Why,
)
from forthright.directory import queries as directory
from forthright.directory.models import Partnership
from forthright.exchange import demo_matters as more
from forthright.exchange.demo_agencies import Directory
from forthright.exchange.demo_hours import school_days
from forthright.exchange.demo_matters import child
from forthright.exchange.demo_people import PASSWORD, build, let_them_in
from forthright.exchange.demo_stage import Stage

SIGN_IN = (
    ("rosa, amir", "raise a challenge and answer it, as in the tutorial"),
    ("olu, colm, tom, dara, gil, petra", "take part in others; colm declared a conflict in one"),
    ("kofi, lin", "is on leave; answers for him meanwhile"),
    ("sam, nell, mei, hana, dee, isla, vera", "lead people; hana will be away with nobody covering"),
    ("ruth, ravi, hugh, pat, wren, cleo", "represent their agencies in the partnership, or chair"),
    ("lena, gwen, arun, fay", "two posts and a joint team; acts for a surgery; GP; leaves soon"),
    ("ada, jude, moira, poppy", "keep the people of an agency; poppy is one, alone"),
    ("greta", "is on duty at night, and has read two challenges in an emergency"),
    ("uma", "reviews that as data protection officer, and who looked at what"),
    ("beth, sid", "run the partnership’s business; scrutinise it by counts"),
)
"""Who can sign in and for what, in few lines: short names, which stand before @anyshire.example."""


def load(now: datetime) -> bool:
    """Load the demonstration once. Returns whether it did: False where it is already there."""
    if Partnership.objects.filter(slug="anyshire").exists():
        return False
    try:
        with transaction.atomic():
            _all(now)
    except IntegrityError:  # somebody else loaded it at the same moment
        if Partnership.objects.filter(slug="anyshire").exists():
            return False
        raise
    return True


def _all(now: datetime) -> None:
    stage = Stage(*build(), now)
    school_days(stage.partnership, stage.people["beth"], now)
    Directory(stage).keep()
    let_them_in(stage.people)
    _waiting_for_reply(stage)
    _both_perspectives(stage)
    at_managers = _at_the_managers(stage)
    _at_the_representatives(stage)
    _settled(stage)
    finished = _finished(stage)
    more.put_to_two(stage)
    more.kept_to_a_named_list(stage)
    more.asked_without_an_account(stage)
    more.a_conflict_of_interest(stage)
    more.opened_in_an_emergency(stage, reviewed=finished, waiting=at_managers)
    more.left_behind(stage)
    _by_talking(stage)
    _past_year(stage)


def _waiting_for_reply(stage: Stage) -> None:
    stage.raises(
        "rosa",
        "amir",
        "Threshold, level of need or response to a referral",
        stage.ago(0.2),
        children=child("Kit", "2018-05-14"),
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
        children=child("Remi", "2024-02-02"),
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


def _at_the_managers(stage: Stage) -> str:
    ref = stage.raises(
        "tom",
        "colm",
        "Information sharing and communication",
        stage.ago(12),
        children=child("Noor", "2015-11-30"),
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
    return ref


def _at_the_representatives(stage: Stage) -> None:
    ref = stage.raises(
        "rosa",
        "amir",
        "Need for child protection procedures, a strategy discussion or a conference",
        stage.ago(9),
        urgent=True,
        children=[*child("Ash", "2017-07-19"), *child("Bee", "2021-01-08")],
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
        children=child("Sol", "2025-03-03"),
        worry_facts="Nobody told the police of the missed appointments in October.",
        wanted="Agree who tells whom when 2 appointments are missed.",
    )
    words = {"reasons": "Thank you. We should have called you after the second."}
    stage.does("olu", ref, c.Reply(stance=Stance.AGREE, words=words), stage.ago(18.5))
    actions_ = (
        c.NewAction(
            owner=directory.own_seat(stage.people["olu"], stage.posts["olu"]).party(None), due=stage.closing(10)
        ),
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


def _finished(stage: Stage) -> str:
    ref = stage.raises(
        "dara",
        "amir",
        "Stepping down or closing",
        stage.ago(70),
        children=child("Lou", "2016-09-21"),
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
    return ref


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
            children=child(f"Example {number + 1}", "2018-01-01"),
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


__all__ = ["PASSWORD", "SIGN_IN", "Stage", "load"]
