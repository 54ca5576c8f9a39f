"""The shipped files say what the published texts say, and are silent where those are silent."""

from datetime import date

import pytest

from forthright.core.policy.canonical import write
from forthright.core.policy.check import Level, check
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import Act, Actor, How, Move, Role, Span, Start, Stated, Strength, Words
from forthright.core.worktime.units import Unit

from .shipped import FILES, base, policy, text

EVERY = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
REAL = [path for path in FILES if path.stem != "demo-borough"]


def task(step, act, by=None):
    (found,) = [one for one in step.tasks if one.act == act and by in (None, one.by)]
    return found


def test_the_policies_that_were_promised_are_there():
    names = {path.stem for path in FILES}
    assert names >= {"stoke-on-trent", "sefton-2017", "lincolnshire", "coventry", "london", "sussex", "demo-borough"}


@EVERY
def test_a_shipped_policy_is_read_without_a_problem(path):
    assert read(path.read_bytes(), path.stem, base).problems == ()


@EVERY
def test_a_shipped_policy_has_no_error_or_warning(path):
    assert [found for found in check(policy(path.stem)) if found.level != Level.NOTE] == []


@EVERY
def test_a_shipped_policy_is_written_in_its_canonical_form(path):
    if "based on" not in read(path.read_bytes(), path.stem, base).places:
        assert write(policy(path.stem)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_real_policy_names_its_gaps_and_is_not_called_invented(path):
    real = policy(path.stem)
    assert real.gaps
    assert not real.invented
    assert real.source.status != "invented"


def test_stoke_states_no_time_at_all():
    stoke = policy("stoke-on-trent")
    assert [step.key for step in stoke.steps] == ["1", "2", "3"]
    assert all(one.limit is Stated.NOT_STATED and one.urgent is None for step in stoke.steps for one in step.tasks)
    assert stoke.source.status == "not seen"
    assert stoke.source.address == stoke.source.dated == "not stated"
    assert stoke.source.read_on is None


def test_stoke_says_nothing_of_step_2_and_ends_in_silence_after_the_representatives():
    stoke = policy("stoke-on-trent")
    second, third = stoke.step("2"), stoke.step("3")
    assert second.name == "not stated"
    assert (second.raised_by, second.answered_by, second.decided_by) == (Stated.NOT_STATED,) * 3
    assert third.answered_by == (Role.REPRESENTATIVE,)
    assert third.decided_by is Stated.NOT_STATED
    assert third.move == Move(How.NOT_STATED)
    assert any("time limit" in gap and "To be confirmed by the partnership" in gap for gap in stoke.gaps)


def test_sefton_gives_the_raiser_a_deadline_of_their_own():
    raising = task(policy("sefton-2017").step("1"), Act.RAISE)
    assert raising.by is Actor.RAISING
    assert raising.limit == Span(2, Unit.WORKING_DAYS)
    assert raising.starts == (Start.DISAGREEMENT, Start.DECISION_RECEIVED)


def test_sefton_stage_2_aims_at_2_days_then_meets_within_5_more_and_writes_within_48_hours():
    second = policy("sefton-2017").step("2")
    settle, meet = second.tasks[:2]
    assert (settle.act, settle.strength, settle.limit) == (Act.SETTLE, Strength.AIM, Span(2, Unit.WORKING_DAYS))
    assert (meet.act, meet.start, meet.limit) == (Act.MEET, Start.PREVIOUS_TASK, Span(5, Unit.WORKING_DAYS))
    letters = {one.start: one.limit for one in second.tasks if one.act is Act.WRITE}
    assert letters == {Start.AGREEMENT: Span(2, Unit.WORKING_DAYS), Start.MEETING_AGREEMENT: Span(48, Unit.HOURS)}
    assert second.tell == ("LSCB Business Manager",)


def test_sefton_2017_is_an_old_text_with_an_unseen_third_stage():
    sefton = policy("sefton-2017")
    assert sefton.version == date(2017, 5, 18)
    assert sefton.source.status == "superseded"
    assert sefton.label("3") == "Stage 3"
    assert sefton.step("3").tasks == ()
    assert sefton.step("3").answered_by is Stated.NOT_STATED


def test_lincolnshire_counts_48_hours_as_two_working_days_and_keeps_the_words():
    plan = task(policy("lincolnshire").step("1"), Act.PLAN)
    assert plan.limit == Span(2, Unit.WORKING_DAYS, written_as="48 hours (two working days)")
    assert plan.start is Start.DISCUSSION
    assert task(policy("lincolnshire").step("1"), Act.ACKNOWLEDGE).limit == Span(0, Unit.IMMEDIATELY)


def test_lincolnshire_splits_its_last_step_by_urgency():
    lincolnshire = policy("lincolnshire")
    third = lincolnshire.step("3")
    assert third.urgent_move == Move(How.OFFER, "4a")
    assert third.move == Move(How.OFFER, "4b")
    assert lincolnshire.step("4a").answered_by == (Role.CHAIR,)
    assert lincolnshire.step("4b").name == "not stated"


def test_coventry_stage_1_has_two_consecutive_days_with_different_people():
    first, second = policy("coventry").step("1").tasks
    assert first.limit == second.limit == Span(1, Unit.WORKING_DAYS)
    assert (first.by, first.start) == (Actor.BOTH, Start.STEP)
    assert (second.by, second.start) == (Role.LINE_MANAGER, Start.PREVIOUS_TASK)
    assert task(policy("coventry").step("2"), Act.SETTLE).limit is Stated.NOT_STATED


def test_london_must_move_on_when_a_week_or_the_childs_time_has_run_out():
    first = policy("london").step("1")
    limit = task(first, Act.SETTLE).limit
    assert (limit.amount, limit.unit, limit.child_safe) == (1, Unit.WORKING_WEEKS, True)
    assert first.move == Move(How.MUST, "2")
    assert policy("london").step("2").titles["police"] == "detective sergeant"


def test_sussex_gives_words_instead_of_numbers():
    sussex = policy("sussex")
    assert task(sussex.step("1"), Act.SETTLE).limit == Words("acceptable to both")
    assert task(sussex.step("3"), Act.RAISE).limit == Words("without delay")
    assert sussex.step("3").titles["school"] == "head teacher"


def test_the_demonstration_says_that_it_is_invented():
    demo = policy("demo-borough")
    assert demo.invented
    assert demo.partnership == "Anyshire (invented)"
    assert len(demo.topics) == 13
    assert demo.step("3").move == Move(How.MUST, "4")
    assert demo.step("4").move == Move(How.END)
    assert task(demo.step("1"), Act.REPLY).urgent == Span(4, Unit.WORKING_HOURS)


def test_liverpool_asks_for_the_same_day_only_in_its_danger_notice():
    liverpool = policy("liverpool")
    assert liverpool.danger.stated
    assert "same working day" in liverpool.danger.say
    raising = task(liverpool.step("1"), Act.RAISE)
    assert (raising.limit, raising.start) == (Words("as soon as possible"), Start.DISAGREEMENT)


def test_sefton_2022_sends_its_third_and_fourth_step_to_representatives():
    sefton = policy("sefton-2022")
    assert [step.answered_by for step in sefton.steps] == [
        Stated.NOT_STATED,
        Stated.NOT_STATED,
        (Role.REPRESENTATIVE,),
        (Role.REPRESENTATIVE,),
    ]
    assert sefton.label("4") == "Step 4"


def test_no_shipped_file_borrows_a_number_from_another():
    counted = {
        path.stem: {(s.key, one.act) for s in policy(path.stem).steps for one in s.tasks if isinstance(one.limit, Span)}
        for path in REAL
    }
    assert counted["stoke-on-trent"] == counted["sussex"] == set()
    assert counted["london"] == {("1", Act.SETTLE)}
    assert counted["coventry"] == {("1", Act.SETTLE)}
    assert counted["birmingham"] == {("1", Act.SETTLE)}
    for silent in ("sefton-2022", "cheshire-east", "west-midlands", "liverpool", "south-west"):
        assert counted[silent] == set()
    assert "17:00" not in "".join(text(path.stem) for path in FILES)
