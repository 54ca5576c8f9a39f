"""What the counts count, as things stood when the period ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from forthright.briefing.actions import acknowledge
from forthright.core.challenge.codes import Outcome, Subject, Why
from forthright.core.challenge.commands import Acknowledge, Confirm, Propose, RecordSettled, Reopen, TakeUp, Withdraw
from forthright.directory import queries as directory
from forthright.directory.models import Partnership
from forthright.insight.measures import NO_OUTCOME, twelve_months
from forthright.insight.queries import _challenges, report
from forthright.insight.suppress import HIDDEN
from forthright.record import actions

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
STEPS = ("1", "2", "3")


def numbers(town, now=NOVEMBER):
    return report(town.partnership, STEPS, twelve_months(now)).counts


def settled(town, now=OCTOBER, good_practice=False, number=0):
    done = actions.begin(
        town.rosa,
        RecordSettled(
            policy=town.policy.fingerprint,
            partnership=town.partnership.pk,
            subject=Subject.THEME,
            topic="Need for action",
            raising=directory.own_seat(town.rosa, town.posts["rosa"]),
            responding_agency=town.council.pk,
            good_practice=good_practice,
            words={"theme": "Handovers on Fridays", "agreed": "They call before noon."},
        ),
        f"settled-{good_practice}-{number}-{now.isoformat()}",
        now,
    )
    assert isinstance(done, actions.Done), done


def withdraws(town, reference, now):
    town.does("rosa", reference, Withdraw(words={"reason": "It was put right."}), now)


def test_the_period_is_the_twelve_whole_months_before_this_one():
    period = twelve_months(NOVEMBER)
    assert (period.first.isoformat(), period.last.isoformat()) == ("2025-11-01", "2026-10-31")


def test_months_begin_and_end_at_midnight_in_england_and_not_in_greenwich():
    in_summer = twelve_months(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))  # half past midnight on 1 July
    assert in_summer.ends == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    assert in_summer.last.isoformat() == "2026-06-30"


def test_a_partnership_in_which_nothing_happened_has_a_row_of_noughts_for_everything(town):
    counts = numbers(town)
    for one in counts.values():
        assert one.total == 0
        assert one.cells and set(one.cells.values()) == {0}
    assert list(counts["step"].cells) == ["1", "2", "3"]
    assert set(counts["outcome"].cells) == {NO_OUTCOME, *(outcome.value for outcome in Outcome)}


def test_six_are_shown_and_four_are_hidden(town):
    for _number in range(6):
        town.raises(OCTOBER)
    assert numbers(town)["step"].cells == {"1": 6, "2": 0, "3": 0}
    other = datetime(2025, 10, 6, 9, 0, tzinfo=UTC)
    for _number in range(4):
        town.raises(other)
    year_before = numbers(town, datetime(2025, 11, 10, tzinfo=UTC))["step"]
    assert year_before.cells["1"] is HIDDEN and year_before.total is HIDDEN


def test_every_breakdown_of_the_challenges_has_the_same_total(town):
    for number in range(12):
        reference = town.raises(OCTOBER)
        if number < 6:
            withdraws(town, reference, OCTOBER + timedelta(days=1))
    counts = numbers(town)
    assert {counts[code].total for code in ("step", "outcome", "raising", "responding")} == {12}
    assert counts["outcome"].cells[Outcome.WITHDRAWN.value] == 6
    assert counts["outcome"].cells[NO_OUTCOME] == 6
    assert counts["raising"].cells["education"] == 12
    assert counts["responding"].cells["children's social care"] == 12


def test_a_challenge_that_was_taken_up_is_counted_at_the_step_it_reached(town):
    for _number in range(5):
        reference = town.raises(OCTOBER)
        town.does("rosa", reference, TakeUp(why=Why.URGENT, words={"reason": "Court is tomorrow."}), OCTOBER)
    assert numbers(town)["step"].cells == {"1": 0, "2": 5, "3": 0}


def test_what_was_settled_by_talking_and_good_practice_are_counted_apart_and_in_no_other_table(town):
    for number in range(6):
        settled(town, number=number)
    for number in range(5):
        settled(town, good_practice=True, number=number)
    counts = numbers(town)
    assert counts["talks"].cells == {"settled by talking": 6, "good practice": 5}
    assert counts["step"].total == counts["outcome"].total == counts["raising"].total == 0


def test_this_month_is_not_counted_before_it_is_over(town):
    for _number in range(5):
        town.raises(NOVEMBER - timedelta(days=7))
    assert numbers(town)["step"].total == 0
    assert numbers(town, datetime(2026, 12, 1, tzinfo=UTC))["step"].total == 5


def test_an_act_of_this_month_does_not_change_what_stood_when_the_last_month_ended(town):
    references = [town.raises(OCTOBER) for _number in range(6)]
    before = numbers(town)
    for reference in references:
        town.does("amir", reference, Acknowledge(), NOVEMBER - timedelta(days=20))
        withdraws(town, reference, NOVEMBER - timedelta(days=19))
    assert numbers(town) == before
    next_month = numbers(town, datetime(2026, 12, 1, tzinfo=UTC))
    assert next_month["outcome"].cells[Outcome.WITHDRAWN.value] == 6


def test_a_challenge_opened_again_this_month_still_had_its_outcome_last_month(town):
    references = [town.raises(OCTOBER) for _number in range(5)]
    later = OCTOBER + timedelta(days=2)
    for reference in references:
        check_back = NOVEMBER + timedelta(days=90)
        propose = Propose(outcome=Outcome.AGREEMENT, check_back=check_back, words={"agreed": "A visit."})
        town.does("rosa", reference, propose, later)
        town.does("amir", reference, Confirm(agree=True), later)
        town.does("rosa", reference, Reopen(words={"reason": "The visit did not happen."}), NOVEMBER)
    assert numbers(town)["outcome"].cells[Outcome.AGREEMENT.value] == 5
    december = numbers(town, datetime(2026, 12, 2, tzinfo=UTC))["outcome"].cells
    assert december[Outcome.AGREEMENT.value] == 0 and december[NO_OUTCOME] == 5


def test_decisions_do_not_give_away_a_hidden_number_of_the_step_at_which_they_are_made():
    numbers = {
        "step": {"1": 20, "2": 1, "3": 5},
        "outcome": {"no outcome yet": 15, "resolved by a senior decision": 5, "withdrawn": 6},
    }
    plain = _challenges(numbers, "secret", deciding=())
    assert plain["step"].cells["3"] is HIDDEN, "beside a shown 5 the 1 of step 2 would be known"
    assert plain["outcome"].cells["resolved by a senior decision"] == 5
    told = _challenges(numbers, "secret", deciding=("3",))
    assert told["outcome"].cells["resolved by a senior decision"] is HIDDEN


def test_decisions_are_shown_where_the_step_at_which_they_are_made_is_shown():
    numbers = {
        "step": {"1": 20, "2": 0, "3": 5},
        "outcome": {"no outcome yet": 20, "resolved by a senior decision": 5, "withdrawn": 0},
    }
    assert _challenges(numbers, "secret", deciding=("3",))["outcome"].cells["resolved by a senior decision"] == 5


def test_another_partnership_is_not_counted(town):
    for _number in range(6):
        town.raises(OCTOBER)
    other = Partnership.objects.create(name="Elsewhere (invented)", slug="elsewhere", hours=town.partnership.hours)
    assert report(other, STEPS, twelve_months(NOVEMBER)).counts["step"].total == 0


def test_readers_of_the_briefing_are_counted_by_the_group_of_their_agency(town):
    names = ("rosa", "mei", "ruth", "ada", "amir", "sam", "ravi", "beth", "cleo")
    for name in names:
        acknowledge(town.people[name], OCTOBER)
    cells = numbers(town)["readers"].cells
    assert cells["education"] is HIDDEN and cells["children's social care"] is HIDDEN
    assert cells["police"] == 0
    assert numbers(town)["readers"].total == 7


def test_readers_of_this_month_are_not_counted_yet(town):
    for name in ("rosa", "mei", "ruth", "ada", "amir", "sam"):
        acknowledge(town.people[name], NOVEMBER - timedelta(days=1))
    assert numbers(town)["readers"].total == 0


def test_the_numbers_cost_the_same_few_questions_whatever_their_size(town, django_assert_max_num_queries):
    for number in range(12):
        reference = town.raises(OCTOBER)
        if number % 2:
            withdraws(town, reference, NOVEMBER)
    with django_assert_max_num_queries(6):
        numbers(town)
