"""What each proof finds, on a text with one thing changed, and the story that it tells."""

import pytest

from forthright.core.policy.check import Level, check, refuses
from tests.core.policy.shipped import FILES, policy, text

from .texts import DEMO, changed, codes, found

NEVER, WARNING = Level.NEVER, Level.WARNING
LAST = "  settle within: 10 working days\n  decided by: independent chair\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_shipped_policy_has_a_finding_beyond_a_note(path):
    assert [one for one in check(policy(path.stem)) if one.level is not Level.NOTE] == []


def test_a_step_that_nothing_leads_to_is_found():
    (one,) = found(DEMO, ("must go to step 4", "the procedure ends"), level=NEVER)
    assert (one.code, one.where, one.sentence) == ("step.unreachable", "step 4", "No step leads to Step 4.")


def test_a_ring_is_told_at_each_of_its_steps_with_the_way_round():
    rings = [one for one in found(DEMO, ("the procedure ends", "offer step 2")) if one.code == "ring"]
    assert [one.where for one in rings] == [f"step {key}/if not settled" for key in "234"]
    assert rings[0].story == (
        "It is not settled at Step 2.",
        "It goes to Step 3, and is not settled.",
        "It goes to Step 4, and is not settled.",
        "It goes to Step 2, and is not settled.",
    )


def test_a_step_that_leads_to_itself_is_found():
    assert "move.self" in codes(DEMO, ("the procedure ends", "offer step 4"))


def test_a_step_that_only_urgent_matters_go_to_is_reached_and_without_the_line_it_is_not():
    lincolnshire = text("lincolnshire")
    assert "step.unreachable" in codes(lincolnshire, ("  if not settled, urgent: offer step 4a\n", ""))


def test_a_step_without_an_owner_is_found_unless_a_gap_names_it():
    stoke = text("stoke-on-trent")
    (one,) = found(stoke, ("what Step 2 is", "what it is"), level=NEVER)
    assert (one.code, one.where) == ("owner.unsaid", "step 2/answered by")
    assert "owner.unsaid" in codes(stoke, ("what Step 2 is", "what Step 2b is"))


def test_nobody_answering_is_found():
    changes = ("answered by: independent chair, senior manager", "answered by: none")
    assert [one.where for one in found(DEMO, changes, level=NEVER)] == ["step 4/answered by"]


@pytest.mark.parametrize(
    ("normal", "urgent"),
    [
        ("5 working days", "6 working days"),
        ("1 working week", "6 working days"),
        ("48 hours", "3 calendar days"),
        ("immediately", "1 hour"),
        ("1 working day", "9 working weeks"),
        ("8 working hours", "3 working days"),
    ],
)
def test_urgent_must_not_be_later(normal, urgent):
    old = "settle within: 5 working days\n  settle within, urgent: 1 working day"
    new = f"settle within: {normal}\n  settle within, urgent: {urgent}"
    one = next(one for one in found(DEMO, (old, new)) if one.code == "faster.later")
    assert one.where == "step 1/settle within, urgent"
    assert len(one.story) == 3


def test_urgent_that_is_later_only_over_a_weekend_is_a_warning_with_the_weekend_in_its_story():
    old = "settle within: 5 working days\n  settle within, urgent: 1 working day"
    new = "settle within: 1 working day\n  settle within, urgent: 30 hours"
    one = next(one for one in found(DEMO, (old, new)) if one.code == "faster.sometimes")
    assert one.level is WARNING
    assert "An ordinary matter has 1 working day" in one.story[1]


def test_an_urgent_time_that_changes_nothing_is_a_warning():
    old, new = "settle within, urgent: 1 working day", "settle within, urgent: 5 working days"
    assert codes(DEMO, (old, new), level=WARNING) == ["faster.same"]


def test_a_step_whose_only_times_are_taken_out_falls_silent_and_the_story_tells_how():
    taken = "  settle within: 5 working days\n  settle within, urgent: 1 working day\n  if not settled: offer step 3"
    (one,) = found(DEMO, (taken, "  if not settled: offer step 3"), level=NEVER)
    assert (one.code, one.where) == ("silent.unsaid", "step 2")
    assert one.story[0].startswith("Monday 2 November 2026, 9am. A practitioner raises it at Step 1.")
    assert one.story[-1] == "From then on no clock runs, and nobody is asked to do anything by any time."


def test_saying_that_a_time_is_not_stated_is_enough_to_be_no_fault():
    taken = "  settle within: 5 working days\n  settle within, urgent: 1 working day\n  if not settled: offer step 3"
    assert codes(DEMO, (taken, "  settle within: not stated\n  if not settled: offer step 3"), level=NEVER) == []


def test_saying_that_there_is_no_limit_is_no_finding_at_all():
    taken = "  settle within: 5 working days\n  settle within, urgent: 1 working day\n  if not settled: offer step 3"
    assert codes(DEMO, (taken, "  settle within: none\n  if not settled: offer step 3")) == []


def test_a_procedure_that_ends_unsettled_with_nobody_deciding_is_found():
    both = {one.code: one for one in found(DEMO, ("  decided by: independent chair\n", "")) if one.level is NEVER}
    assert set(both) == {"end.undecided", "end.unsettled"}
    assert both["end.unsettled"].story[-1].startswith("From then on no clock runs")


def test_an_offer_that_nobody_has_to_take_up_by_any_time_is_a_warning():
    old = "  raise within: 2 working days of the previous step ending\n  raise within, urgent: 4 working hours\n"
    assert codes(DEMO, (old, ""), level=WARNING) == ["offer.unsaid"]


def test_a_gate_without_a_time_lets_a_manager_stop_a_matter_by_silence():
    one = next(
        one
        for one in found(DEMO, ("step 2: Line managers\n", "step 2: Line managers\n  first agreed by: line manager\n"))
    )
    assert (one.code, one.level) == ("gate.unsaid", NEVER)
    assert any("where it waits to be agreed to" in sentence for sentence in one.story)


def test_a_clock_that_waits_for_something_nobody_has_to_do_is_found():
    change = ("settle within: 10 working days", "settle within: 10 working days of the first discussion")
    assert "silent.unsaid" in codes(DEMO, change, level=NEVER)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  may pause: for as long as needed\n", "pause.endless"),
        ("  may pause: at most 5 working days\n", "pause.again"),
        ("  may pause: at most 60 working days, once\n", "pause.longer"),
        ("  times may be extended: for as long as needed, once, if the other side agrees\n", "extension.endless"),
        ("  times may be extended: not stated, if the other side agrees\n", "extension.endless"),
        ("  times may be extended: by at most 2 working days, if the other side agrees\n", "extension.again"),
        ("  times may be extended: by at most 60 working days, once, if the other side agrees\n", "extension.longer"),
        ("  may be handed back: to step 1\n", "back.endless"),
        ("  may be handed back: to step 4, once\n", "back.forward"),
        ("  remind: 30 working days before\n", "remind.early"),
        ("  if nobody holds the post: skip this step\n", "skip.nowhere"),
        ("  where it goes is chosen by: none\n", "router.nobody"),
        ("  quorum: 4\n", "panel.quorum"),
        ("  they may: recommend\n", "panel.toothless"),
        ("  tell, when it goes on: practitioner\n", "tell.never"),
        ("  report back within: 5 working days of the reply\n", "start.never"),
        ("  warn the other side: 20 working days before\n", "warn.longer"),
        ("  inside: the raising agency\n", "inside.late"),
        ("  if no reply: must go to step 3\n", "ring"),
    ],
)
def test_a_line_that_cannot_be_right_at_the_last_step_is_found(line, code):
    assert code in codes(DEMO, (LAST, line + LAST))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("all steps within: 3 working days\n", "cap.part"),
        ("all steps within: 20 working days\n", "cap.sum"),
        ("steps 1 to 2 within: 4 working days\n", "cap.part"),
        ("all steps within: 40 working days\nall steps within, urgent: 50 working days\n", "cap.urgent"),
        ("priority: soon\n", "priority.dead"),
        ("partnership takes part from: step 4\n", "partnership.early"),
        ("in force from: 2025-01-01\n", "date.early"),
    ],
)
def test_a_line_at_the_top_that_does_not_fit_the_steps_is_found(line, code):
    assert code in codes(DEMO, ("invented: yes\n", line + "invented: yes\n"))


@pytest.mark.parametrize(
    "notice",
    [
        "Ask your manager's permission, then call 999.",
        "Call 999 after raising it at Step 1.",
        "Raise it at Step 1 first. Then call the duty team.",
        "Tell the duty team within 2 working days.",
        "Call 999 once your line manager has agreed.",
        "Wait for the reply, and call 999 if there is none.",
    ],
)
def test_a_danger_notice_that_makes_people_wait_is_found(notice):
    old = "Call 999 or the duty team now. Do not wait for any step of this procedure."
    assert codes(DEMO, (old, notice), level=NEVER) == ["danger.held"]


@pytest.mark.parametrize(
    "notice",
    [
        "Call 999 now. Do not wait for a reply, an agreement or any step of this procedure.",
        "If a child is at risk act at once. You do not need your manager's agreement first.",
        "Ring the Emergency Duty Team straight away and record it afterwards.",
    ],
)
def test_a_danger_notice_that_sends_people_at_once_is_not(notice):
    old = "Call 999 or the duty team now. Do not wait for any step of this procedure."
    assert codes(DEMO, (old, notice), level=NEVER) == []


def test_a_finding_of_never_keeps_a_policy_from_being_published():
    assert not refuses(check(changed(DEMO)))
    assert refuses(check(changed(DEMO, ("  decided by: independent chair\n", ""))))


def test_what_differs_for_one_kind_of_agency_is_proved_for_it_and_named():
    policy_text = DEMO + "\nfor education, step 4:\n  answered by: none\n"
    one = next(one for one in check(changed(policy_text)) if one.level is NEVER)
    assert one.sentence == "Where education answers: Nobody answers at Step 4, so nobody owns it."
