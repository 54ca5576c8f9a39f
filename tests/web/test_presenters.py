"""The sentences that every page uses: instants, duties and entries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from forthright.core.challenge import codes, facts
from forthright.core.challenge.codes import Better, Capacity, DutyKind, Side
from forthright.core.challenge.facts import Action, Duty, Event, Fact, Party
from forthright.core.policy.sentences import NO_LIMIT, NO_TIME
from forthright.core.worktime import Unit
from forthright.web.presenters import duties, entries, when
from tests.core.challenge.people import policy

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
LATER = DUE + timedelta(days=3)
REPLY = DutyKind.REPLY
DEMO = policy()
ROSA = Party(person=1, agency=1, title="Teacher", capacity=Capacity.PRACTITIONER, side=Side.RAISING)
AMIR = Party(person=2, agency=2, title="Social worker", capacity=Capacity.PRACTITIONER, side=Side.RESPONDING)
DUTY = Duty(key="1.reply", kind=DutyKind.REPLY, owner=2)
DUTY_MOVED = Duty(key="1.reply", kind=DutyKind.REPLY, owner=2, due=datetime(2026, 11, 30, 17, 30, tzinfo=UTC))


def test_an_instant_is_said_in_the_time_of_england() -> None:
    assert when.said(DUE) == "5:30pm on Friday 27 November 2026"
    assert when.said(datetime(2026, 7, 1, 11, 0, tzinfo=UTC)) == "midday on Wednesday 1 July 2026"


def test_a_time_of_the_policy_that_ends_past_the_known_bank_holidays_is_provisional() -> None:
    known, late = datetime(2028, 12, 31, 23, 59, tzinfo=UTC), datetime(2029, 1, 2, 17, 0, tzinfo=UTC)
    assert "provisional" not in when.due_words(known, "5 working days", NOW)
    told = "By 5pm on Tuesday 2 January 2029 (provisional: bank holidays are not yet known for that time)"
    assert when.due_words(late, "5 working days", NOW) == told
    assert when.due_words(late, "", NOW) == "By 5pm on Tuesday 2 January 2029", "somebody chose that day"


def test_a_day_is_the_date_in_england_of_an_instant() -> None:
    assert when.day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "Thursday 2 July 2026"
    assert when.day(date(2026, 7, 1)) == "Wednesday 1 July 2026"


@pytest.mark.parametrize(
    ("due", "said", "words"),
    [
        (DUE, "2 working days", "By 5:30pm on Friday 27 November 2026"),
        (NOW + timedelta(hours=8), "", "Today, by 5pm on Monday 23 November 2026"),
        (NOW + timedelta(hours=24), "", "Tomorrow, by 9am on Tuesday 24 November 2026"),
        (NOW, "", "Overdue: it was due by 9am on Monday 23 November 2026"),
        (None, NO_TIME, "The policy does not state a time"),
        (None, NO_LIMIT, "The policy sets no time"),
        (None, "without delay", "The policy says: without delay"),
        (None, "", "No time is set"),
    ],
)
def test_by_when_is_a_sentence(due: datetime | None, said: str, words: str) -> None:
    assert when.due_words(due, said, NOW) == words


def test_what_has_no_instant_is_never_overdue() -> None:
    assert not when.overdue(None, NOW)
    assert when.overdue(NOW, NOW)
    assert not when.overdue(DUE, NOW)


@pytest.mark.parametrize("kind", DutyKind)
def test_every_duty_has_words_for_the_one_who_must_act_and_for_those_who_wait(kind: DutyKind) -> None:
    mine, theirs = duties.expected(kind, True), duties.expected(kind.value, False)
    assert mine != theirs
    assert theirs.startswith("Waiting ")
    assert duties.named(kind)


def test_a_duty_to_reply_is_said_for_both() -> None:
    assert duties.expected("reply", True) == "Reply"
    assert duties.expected("reply", False) == "Waiting for their reply"
    assert duties.expected("", True) == "Nothing is waiting"


FACTS: dict[type[Fact], tuple[Fact, str]] = {
    type(fact): (fact, sentence)
    for fact, sentence in [
        (
            facts.Raised(
                policy="m",
                partnership=1,
                subject=codes.Subject.CHILD,
                subjects=1,
                topic="Need for action",
                urgency=codes.Urgency.URGENT,
                raising=ROSA,
                responding=AMIR,
                step="1",
                duties=(),
            ),
            "An urgent challenge was raised at Step 1: Need for action",
        ),
        (
            facts.SettledByTalking(
                policy="m",
                partnership=1,
                subject=codes.Subject.CHILD,
                topic="Need for action",
                raising=ROSA,
                responding_agency=2,
                good_practice=True,
            ),
            "Good practice was recorded: Need for action",
        ),
        (facts.Acknowledged(), "The raising side acknowledged the challenge"),
        (
            facts.PerspectiveGiven(rating=3),
            "The raising side gave its perspective and rated how safe the child is: 3 out of 10",
        ),
        (facts.Replied(stance=codes.Stance.PARTLY), "The raising side replied: it partly agrees"),
        (
            facts.PointPlaced(point=2, status=codes.PointStatus.DISPUTED),
            "The raising side put point 2 under disputed",
        ),
        (facts.EvidenceAdded(), "The raising side added evidence"),
        (facts.NoteWritten(), "The raising side wrote a private note"),
        (facts.Thanked(kind=codes.ThanksKind.YOU_WERE_RIGHT), "The raising side said: you were right"),
        (
            facts.TalkLogged(kind=codes.TalkKind.CALL, held=NOW),
            "The raising side logged a talk (phone call) held at 9am on Monday 23 November 2026",
        ),
        (
            facts.SafetyPlanned(stance=codes.SafetyStance.DISPUTED),
            "The raising side disputed how the child is kept safe meanwhile",
        ),
        (facts.DangerTold(), "The raising side acted on immediate danger, outside this procedure"),
        (facts.MarkedUrgent(duties=()), "The raising side marked it as urgent"),
        (
            facts.ClockLapsed(duty="1.reply", kind=DutyKind.REPLY, owner=2, next_step="2"),
            "The time ran out to reply. It can now go to Step 2",
        ),
        (
            facts.StepTaken(
                origin="1",
                step="2",
                why=codes.Why.STILL_DIFFER,
                raising=ROSA,
                responding=AMIR,
                joins=(),
                duties=(),
            ),
            "It went from Step 1 to Step 2, because the two sides still differ. From here on the procedure is formal",
        ),
        (facts.JoinedIn(party=ROSA), "The raising side asked somebody in: Teacher"),
        (
            facts.ConflictDeclared(person=2, leaver=2, how=codes.TookOver.ABOVE, party=AMIR),
            "Must not take part, because of a conflict of interest: Teacher. It went to: Social worker",
        ),
        (
            facts.ConflictExplained(code=codes.Conflict.FAMILY),
            "Why they must not take part: their own family or a friend (Teacher)",
        ),
        (
            facts.PassedOver(party=ROSA, code=codes.Conflict.CONDUCT),
            "Passed over, because of a conflict of interest: Teacher. Why: their own conduct is in question",
        ),
        (
            facts.ConflictTakenBack(person=2, title="Team manager"),
            "Team manager was mistaken that they must not take part. They can be asked in again; nothing came back to "
            "them",
        ),
        (
            facts.TakingBackExplained(person=2, title="Team manager"),
            "That Team manager must not take part was a mistake and is taken back. They can be asked in again",
        ),
        (
            facts.AdviserReleased(person=3, title="Designated doctor"),
            "The advice of Designated doctor has been had. They take no part any more",
        ),
        (facts.HandedOver(leaver=1, party=ROSA), "The raising side handed a part over to: Teacher"),
        (
            facts.DecisionMade(ruling=codes.Ruling.AS_RAISED, actions=(), check_back=NOW, second=DUTY),
            "A decision was made: what the raising side asked for. It stands when a second decider agrees",
        ),
        (facts.DecisionSeconded(), "The decision was agreed. It now stands"),
        (facts.DecisionReturned(duties=()), "The decision was not agreed. It does not stand"),
        (
            facts.OutcomeProposed(outcome=codes.Outcome.CLARIFICATION, actions=(), check_back=NOW, duty=DUTY),
            "The raising side proposed an outcome: resolved by clarification",
        ),
        (facts.OutcomeConfirmed(), "The raising side confirmed the proposed outcome. It now stands"),
        (facts.OutcomeDeclined(), "The raising side did not agree the proposed outcome"),
        (facts.ActionDone(action="1"), "The raising side said that an agreed action is done"),
        (
            facts.ActionReplanned(action="1", due=DUE),
            "The raising side gave an agreed action a new day: Friday 27 November 2026",
        ),
        (facts.CheckBackAsked(duties=()), "Both sides were asked, apart, if it is better for the child"),
        (
            facts.CheckBackAnswered(better=Better.NO),
            "The raising side said that it is not better for the child",
        ),
        (facts.Withdrawn(), "The raising side withdrew the challenge"),
        (facts.Reopened(step="3", duties=()), "The raising side opened it again at Step 3"),
        (facts.Corrected(entry=4), "The raising side corrected entry 4"),
        (
            facts.Paused(until=DUE, duties=()),
            "The raising side let the times of this step stand still until 5:30pm on Friday 27 November 2026",
        ),
        (
            facts.TimeShortened(duty="1.1.reply", kind=REPLY, day=DUE.date(), until=DUE, before=LATER, duties=()),
            "The raising side made the time to reply end sooner: by 5:30pm on Friday 27 November 2026, not by "
            "5:30pm on Monday 30 November 2026",
        ),
        (
            facts.ExtensionAsked(duty="1.1.reply", kind=REPLY, more=2, unit=Unit.WORKING_DAYS, answer=DUTY),
            "The raising side asked for 2 working days more to reply",
        ),
        (
            facts.ExtensionAgreed(duty="1.1.reply", kind=REPLY, until=LATER, before=DUE, duties=()),
            "The raising side agreed to more time to reply: by 5:30pm on Monday 30 November 2026, not by 5:30pm on "
            "Friday 27 November 2026",
        ),
        (
            facts.ExtensionDeclined(duty="1.1.reply", kind=REPLY),
            "The raising side did not agree to more time to reply. The time stands as it was",
        ),
        (facts.Resumed(duties=()), "The raising side let the times run again"),
        (
            facts.Reminded(duty="1.reply", kind=DutyKind.REPLY, owner=2),
            "The clock reminded its owner of what is due: to reply",
        ),
        (
            facts.OtherSideWarned(),
            "The raising side warned the other side that it means to take this to the next step",
        ),
        (
            facts.PolicyMoved(origin="1", policy="mark", step="2", duties=()),
            "The business unit moved it to another version of the policy, at Step 2",
        ),
        (
            facts.MatterRestricted(code=codes.RestrictedWhy.ADDRESS, listed=((1, 1),)),
            "Raising side kept this to people on a named list",
        ),
        (facts.RestrictionLifted(), "Raising side lifted it: this is no longer kept to a named list"),
        (
            facts.PersonListed(person=1, agency=1, title="Team manager"),
            "Raising side put somebody on the named list: Team manager",
        ),
        (
            facts.PersonUnlisted(person=1, title="Team manager"),
            "Raising side took somebody off the named list: Team manager",
        ),
        (
            facts.GlassBroken(code=codes.GlassWhy.CRISIS, agency=1, until=DUE, review_due=DUE),
            "Teacher, who does not take part, opened this to read until 5:30pm on Friday 27 November 2026: "
            "a child may be at risk, and nobody answers",
        ),
        (facts.GlassClosed(entry=2), "Teacher, who does not take part, stopped reading this"),
        (
            facts.GlassReviewed(entry=2, justified=False),
            "It was reviewed that somebody opened this, at entry 2: it was not justified",
        ),
        (facts.GlassUnreviewed(entry=2), "Nobody has reviewed in time that somebody opened this, at entry 2"),
        (
            facts.HoursChanged(
                of=("The school", "The council"),
                change=codes.HoursChange.ENTERED,
                first=date(2026, 11, 26),
                last=date(2026, 11, 26),
                name="Inset day",
                duties=(DUTY_MOVED,),
                was=(DUE,),
            ),
            "The opening hours of The school and The council changed: closed on Thursday 26 November 2026 (Inset day). "
            "To reply: was due by 5:30pm on Friday 27 November 2026, now by 5:30pm on Monday 30 November 2026",
        ),
        (
            facts.GateAsked(gate=facts.Gate(step="2", why=codes.Why.STILL_DIFFER, party=ROSA, duty=DUTY)),
            "The raising side's own Teacher was asked to agree that it goes to Step 2",
        ),
        (
            facts.ToldOutside(key="1.0.0", who="reviewing officer"),
            "The raising side recorded that this was told: reviewing officer",
        ),
        (facts.FormAsked(form="1", name="Challenge form", duties=()), "A form is asked for: Challenge form"),
        (facts.FormFilled(form="1", name="Challenge form"), "The raising side filled in a form: Challenge form"),
        (
            facts.ReferredOutside(place="the reviewing officer service"),
            "The raising side also took it to another place: the reviewing officer service",
        ),
        (facts.ReHomed(leaver=1, party=ROSA), "Somebody left. Their part was given to: Teacher"),
        (
            facts.AgencyMerged(old=1, new=2, was="The infant school", now="The primary school"),
            "The infant school became part of The primary school. Its people take part for it from here on",
        ),
        (facts.DecisionVoted(voter=1, agree=False), "Teacher did not agree to the decision"),
        (facts.RecommendationAccepted(), "The raising side accepted what was recommended"),
        (
            facts.RecommendationDeclined(duties=()),
            "The raising side did not accept what was recommended. It stays open",
        ),
        (
            facts.GateRefused(step="2", duties=()),
            "It was not agreed within the raising side that it goes to Step 2. It stays open",
        ),
        (
            facts.RaisedFor(party=ROSA, shown=codes.Shown.TO_OWN_SIDE, inside=True),
            "It was raised for somebody else of the raising agency, Teacher. Only the raising side knows",
        ),
        (facts.AlsoRaised(matter="M", agency=3), "The raising side put the same matter to another agency"),
        (facts.AskedAlong(party=ROSA), "The raising side asked somebody along who may be worried too: Teacher"),
        (facts.WorriedToo(rating=2), "Teacher said why they are worried too, and how safe the child is: 2 out of 10"),
        (facts.LeftAlong(person=3), "Somebody who was asked along left: Teacher"),
    ]
}


@pytest.mark.parametrize("kind", facts.FACT_TYPES, ids=facts.tag_of)
def test_every_event_type_has_its_sentence(kind: type[Fact]) -> None:
    fact, sentence = FACTS[kind]
    event = Event(fact=fact, at=NOW, by=1, side=Side.RAISING, title="Teacher")
    assert entries.headline(event, DEMO) == sentence


def test_a_pause_that_ended_by_itself_and_a_step_that_was_skipped_are_told() -> None:
    assert (
        entries.headline(Event(fact=facts.Resumed(duties=()), at=NOW), DEMO)
        == "The pause ended, and the times run again"
    )
    taken = facts.StepTaken(
        origin="1", step="3", why=codes.Why.POLICY, raising=ROSA, responding=AMIR, joins=(), duties=(), skipped=("2",)
    )
    assert entries.headline(Event(fact=taken, at=NOW), DEMO) == (
        "It went from Step 1 to Step 3, because the policy says it must. Skipped, as nobody is there: Step 2"
    )


def test_a_clock_that_waits_says_for_what() -> None:
    assert duties.waits("") == ""
    assert duties.waits("the reply or the meeting") == "the reply or the meeting"


def test_a_sealed_answer_tells_that_it_is_there_and_nothing_more() -> None:
    rating = Event(fact=facts.PerspectiveGiven(rating=3), at=NOW, by=2, side=Side.RESPONDING)
    better = Event(fact=facts.CheckBackAnswered(better=Better.NO), at=NOW, by=2, side=Side.RESPONDING)
    assert entries.headline(rating, DEMO, sealed=True) == "The responding side gave its perspective"
    assert entries.headline(better, DEMO, sealed=True) == "The responding side answered the check-back"


def test_words_stand_under_labels_in_the_order_of_the_event_type_and_without_the_names() -> None:
    words = {
        "wanted": "A visit.",
        "names": {"1": "Rosa (invented)"},
        "by": "Rosa (invented)",
        "children": [{"name": "Zuri (invented)", "born": "2019-03-27", "identifier": "N-7"}],
        "evidence": [{"what": "Gate log", "source": "School office"}, {"what": "A call", "source": ""}],
        "impact": "",
    }
    event = Event(fact=FACTS[facts.Raised][0], at=NOW, by=1, side=Side.RAISING, words=words)
    assert entries.words(event) == [
        ("Who it is about", ["Zuri (invented), born 27 March 2019, identifier N-7"]),
        ("Evidence, each with its source", ["Gate log (source: School office)", "A call"]),
        ("What would resolve this", "A visit."),
    ]


def test_each_action_stands_with_the_day_by_which_it_is_to_be_done() -> None:
    actions = (Action(key="1", owner=1, side=Side.RAISING, due=DUE), Action(key="2", owner=2, side=None, due=None))
    fact = facts.OutcomeProposed(outcome=codes.Outcome.AGREEMENT, actions=actions, check_back=NOW, duty=DUTY)
    event = Event(fact=fact, at=NOW, words={"agreed": "We agree.", "actions": ["Visit", "Write"]})
    assert entries.words(event)[1] == ("Actions", ["Visit (by Friday 27 November 2026)", "Write"])
