"""More time: only where the policy has a line for it, asked for by whoever has the time, agreed by the other side."""

from datetime import timedelta

import pytest

from forthright.core.challenge import commands, facts
from forthright.core.challenge.codes import DutyKind, Side, Stance, Urgency
from forthright.core.policy.shapes import Policy, Role
from forthright.core.worktime import Unit, due
from forthright.notices.tell import Kind, told
from tests.support.everything import everything

from .people import AMIR, HOURS, MONDAY, OLU, ROSA, SCHOOL, SEATS, policy
from .runs import SHIPPED
from .test_child_safe import SAFE
from .test_shortening import moved
from .test_shortening import shorten as cut
from .test_starts import close
from .test_walks import Walk
from .texts import under

WHY = {"reason": "Two of us are away."}
ACK, SETTLE, QUESTION = "1.1.acknowledge", "1.4.settle", "1.1.acknowledge.more"
NO = commands.AnswerExtension(agree=False, words={"reason": "She goes home on Thursday."})
YES = commands.AnswerExtension(agree=True)


def more(amount: int = 1, key: str = ACK) -> commands.AskExtension:
    return commands.AskExtension(duty=key, more=amount, words=WHY)


def asked(under: Policy | None = None, amount: int = 1) -> Walk:
    walk = Walk(under or everything())
    walk.act(AMIR, more(amount))
    return walk


def test_where_the_policy_has_no_line_for_it_nobody_asks() -> None:
    assert Walk(policy()).refuses(AMIR, more(key="1.1.reply")) == "no extension"


def test_no_shipped_policy_says_that_a_time_may_be_extended() -> None:
    assert all(step.extension is None for under in SHIPPED.values() for step in under.steps)


def test_whoever_has_the_time_asks_and_the_other_sides_owner_is_to_answer_before_it_runs_out() -> None:
    walk = asked()
    question = walk.state.duties[QUESTION]
    assert (question.kind, question.owner, question.side) == (DutyKind.EXTENSION, ROSA, Side.RAISING)
    assert question.due == walk.state.duties[ACK].due == close(3), "until then the time stands"


def test_agreed_the_time_ends_later_by_the_policys_unit_in_the_hours_of_whoever_must_act() -> None:
    walk = asked(amount=2)
    walk.act(ROSA, YES)
    assert walk.state.duties[ACK].due == close(5)
    assert QUESTION not in walk.state.duties
    assert walk.state.extension is None
    fact = walk.events[-1].fact
    assert isinstance(fact, facts.ExtensionAgreed)
    assert (fact.before, fact.until) == (close(3), close(5))


def test_declined_with_a_reason_the_time_stands_and_may_be_asked_for_again() -> None:
    walk = asked()
    assert walk.refuses(ROSA, commands.AnswerExtension(agree=False)) == "no words"
    walk.act(ROSA, NO)
    assert (walk.state.duties[ACK].due, walk.state.extension) == (close(3), None)
    walk.act(AMIR, more())


def test_unanswered_the_time_runs_out_as_it_would_and_the_question_falls_away() -> None:
    walk = asked()
    happened = walk.wait(days=1, hours=9)
    lapsed = [event.fact for event in happened if isinstance(event.fact, facts.ClockLapsed)]
    assert [fact.duty for fact in lapsed] == [ACK]
    assert (walk.state.extension, QUESTION in walk.state.duties) == (None, False)
    assert walk.refuses(ROSA, YES) == "no extension asked"


def test_the_question_falls_away_with_the_answer_to_what_it_is_about() -> None:
    walk = asked()
    walk.act(AMIR, commands.Acknowledge())
    assert (walk.state.extension, QUESTION in walk.state.duties) == (None, False)


def test_only_the_one_who_has_the_time_asks_and_only_the_one_who_is_asked_answers() -> None:
    walk = Walk(everything())
    assert walk.refuses(ROSA, more()) == "no such time"
    assert walk.refuses(OLU, more()) == "not yours"
    walk.act(AMIR, more())
    assert walk.refuses(AMIR, YES) == "not your extension"
    assert walk.refuses(AMIR, more()) == "extension waits"


def test_no_longer_and_no_more_often_than_the_policy_says() -> None:
    walk = Walk(everything())
    assert walk.refuses(AMIR, more(3)) == "extension too long"
    assert walk.refuses(AMIR, more(0)) == "extension too long"
    assert walk.refuses(AMIR, commands.AskExtension(duty=ACK, more=1)) == "no words"
    for _ in range(2):
        walk.act(AMIR, more())
        walk.act(ROSA, YES)
    assert walk.refuses(AMIR, more()) == "extended often enough"


def test_it_never_goes_past_the_end_of_a_time_over_several_steps() -> None:
    walk = Walk(everything(("steps 1 to 2 within: 12 working days", "steps 1 to 2 within: 6 working days")))
    assert walk.refuses(ROSA, more(2, SETTLE)) == "past a cap"
    walk.act(ROSA, more(1, SETTLE))


def test_it_is_checked_again_when_it_is_answered() -> None:
    walk = Walk(everything(("steps 1 to 2 within: 12 working days", "steps 1 to 2 within: 6 working days")))
    walk.act(ROSA, more(1, SETTLE))
    walk.act(ROSA, commands.Pause(until=close(5), words=WHY))
    assert walk.refuses(AMIR, YES) == "past a cap"


@pytest.mark.parametrize("first", ["asked", "agreed"])
def test_what_is_urgent_is_not_extended_and_urgency_ends_an_extension(first: str) -> None:
    walk = asked(amount=2)
    if first == "agreed":
        walk.act(ROSA, YES)
    walk.now += timedelta(days=1, hours=2)
    walk.act(ROSA, commands.MarkUrgent(words={"reason": "Home tonight."}))
    assert walk.state.urgency is Urgency.URGENT
    assert walk.state.extension is None
    assert walk.state.duties[ACK].due == close(3)
    assert walk.refuses(AMIR, more()) == "urgent not extended"


def test_urgency_makes_nobody_late_at_once_who_counted_on_an_extension() -> None:
    walk = asked(amount=2)
    walk.act(ROSA, YES)
    walk.wait(days=2)  # the policy's own time is over
    walk.act(ROSA, commands.MarkUrgent(words={"reason": "Home tonight."}))
    assert walk.state.duties[ACK].due == close(4), "the rest of this working day"
    assert not walk.state.duties[ACK].lapsed


def test_it_never_goes_past_the_day_by_which_the_child_needs_it() -> None:
    line = "  times may be extended: by at most 9 working days, if the other side agrees\n  if not settled: must"
    safe = under(SAFE.replace("  if not settled: must", line, 1))
    walk = Walk(safe)
    key = next(key for key, one in walk.state.duties.items() if one.due and one.owner == ROSA)
    day = walk.state.duties[key].due
    assert day is not None
    walk.act(AMIR, commands.MarkUrgent(words={"reason": "Home."}, needed_by=(day - timedelta(days=3)).date()))
    assert walk.refuses(ROSA, more(2, key)) == "urgent not extended"
    needing = Walk(safe, needed_by=day.date(), words={"urgent_reason": "The hearing."})
    assert needing.refuses(ROSA, more(2, key)) == "not longer"


def test_a_pause_and_an_extension_are_both_counted() -> None:
    walk = asked(amount=2)
    walk.act(ROSA, YES)
    until = MONDAY + timedelta(days=7)
    walk.act(ROSA, commands.Pause(until=until, words=WHY))
    plain = due(HOURS, MONDAY, 1, Unit.WORKING_DAYS, walk.state.pauses)
    assert plain is not None
    assert walk.state.duties[ACK].due == due(HOURS, plain, 2, Unit.WORKING_DAYS, walk.state.pauses)


def test_a_question_that_waits_moves_with_the_time_that_a_pause_moves() -> None:
    walk = asked()
    walk.act(ROSA, commands.Pause(until=MONDAY + timedelta(days=7), words=WHY))
    assert walk.state.duties[QUESTION].due == walk.state.duties[ACK].due > close(3)


def test_what_was_agreed_holds_under_another_version_and_a_question_falls_away() -> None:
    walk = asked()
    walk.act(ROSA, YES)
    walk.act(AMIR, more())
    moved(
        walk, everything(("  times may be extended: by at most 2 working days, twice, if the other side agrees\n", ""))
    )
    assert walk.state.duties[ACK].due == close(4)
    assert (walk.state.extension, QUESTION in walk.state.duties) == (None, False)


def test_a_shortened_time_can_be_extended_from_where_it_ends() -> None:
    walk = Walk(everything())
    cut(walk, SETTLE, 4)
    walk.act(ROSA, more(1, SETTLE))
    walk.act(AMIR, YES)
    assert walk.state.duties[SETTLE].due == close(5)


def test_handed_over_the_question_goes_to_whoever_answers_for_the_side_now() -> None:
    walk = asked()
    manager = SEATS[SCHOOL, Role.LINE_MANAGER]
    walk.act(ROSA, commands.HandOver(seat=manager))
    walk.act(manager.person, YES)
    assert walk.state.duties[ACK].due == close(4)


def test_who_is_told() -> None:
    walk = Walk(everything())
    kinds = []
    for person, command in ((AMIR, more()), (ROSA, NO), (AMIR, more()), (ROSA, YES)):
        before = walk.state
        walk.act(person, command)
        kinds.append([(one.person, one.kind) for one in told(before, walk.state, walk.events[-1])])
    assert kinds == [
        [(ROSA, Kind.EXTENSION_ASKED)],
        [(AMIR, Kind.NOT_EXTENDED)],
        [(ROSA, Kind.EXTENSION_ASKED)],
        [(AMIR, Kind.EXTENDED)],
    ]


def test_a_reminder_comes_before_the_new_end_and_not_before_the_old_one() -> None:
    walk = asked(amount=2)
    walk.act(ROSA, YES)
    assert min(walk.state.duties[ACK].remind) > close(3)
    walk.act(AMIR, commands.Acknowledge())
    walk.act(AMIR, commands.Reply(stance=Stance.AGREE, ready=(), words={"reasons": "Yes."}))
    walk.wait(days=9)
    reminded = [event.fact.kind for event in walk.events if isinstance(event.fact, facts.Reminded)]
    assert DutyKind.ACKNOWLEDGE not in reminded
    assert DutyKind.REPLY not in reminded
