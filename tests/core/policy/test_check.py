"""Faults of meaning in a policy that could be read."""

import pytest

from forthright.core.policy.check import Level, check
from forthright.core.policy.reader import read

from .shipped import text

DEMO = text("demo-borough")
STOKE = text("stoke-on-trent")


def findings(whole: str, old: str = "", new: str = "", level: Level = Level.ERROR) -> list[tuple[str, str]]:
    assert old in whole
    reading = read(whole.replace(old, new, 1) if old else whole)
    assert reading.policy is not None, reading.problems
    return [(found.where, found.sentence) for found in check(reading.policy) if found.level == level]


def test_a_sound_policy_has_no_findings():
    assert check(read(DEMO).policy) == []


def test_a_step_that_nothing_leads_to_is_an_error():
    ((where, sentence),) = findings(DEMO, "must go to step 4", "the procedure ends")
    assert (where, sentence) == ("step 4", "No step leads to Step 4.")


def test_a_ring_of_steps_is_an_error_at_each_of_its_steps():
    found = findings(DEMO, "the procedure ends", "offer step 2")
    assert [where for where, _ in found] == [f"step {key}/if not settled" for key in "234"]


def test_a_step_that_leads_to_itself_is_an_error():
    assert ("step 4/if not settled", "From Step 4 the matter comes back to it, so it may never end.") in findings(
        DEMO, "the procedure ends", "offer step 4"
    )


def test_a_step_that_only_urgent_matters_go_to_is_reached():
    lincolnshire = text("lincolnshire")
    assert findings(lincolnshire) == []
    assert [where for where, _ in findings(lincolnshire, "  if not settled, urgent: offer step 4a\n", "")] == [
        "step 4a"
    ]


def test_a_step_without_an_owner_is_an_error_unless_a_gap_names_it():
    assert findings(STOKE) == []
    ((where, sentence),) = findings(STOKE, "what Step 2 is", "what it is")
    assert where == "step 2/answered by"
    assert "to confirm" in sentence


def test_a_gap_about_another_step_with_the_same_beginning_does_not_count():
    ((where, _),) = findings(STOKE, "what Step 2 is", "what Step 2b is")
    assert where == "step 2/answered by"


def test_nobody_answering_is_an_error():
    ((where, _),) = findings(DEMO, "answered by: independent chair, senior manager", "answered by: none")
    assert where == "step 4/answered by"


@pytest.mark.parametrize(
    ("normal", "urgent"),
    [
        ("5 working days", "6 working days"),
        ("1 working week", "6 working days"),
        ("48 hours", "3 calendar days"),
        ("immediately", "1 hour"),
    ],
)
def test_urgent_must_not_be_later(normal, urgent):
    old = "settle within: 5 working days\n  settle within, urgent: 1 working day"
    ((where, sentence),) = findings(DEMO, old, f"settle within: {normal}\n  settle within, urgent: {urgent}")
    assert where == "step 1/settle within, urgent"
    assert "longer" in sentence


def test_units_that_only_a_calendar_can_compare_are_left_alone():
    assert findings(DEMO, "settle within, urgent: 1 working day", "settle within, urgent: 90 hours") == []


def test_an_urgent_time_that_changes_nothing_is_a_warning():
    found = findings(
        DEMO, "settle within, urgent: 1 working day", "settle within, urgent: 5 working days", Level.WARNING
    )
    assert [where for where, _ in found] == ["step 1/settle within, urgent"]


def test_what_the_text_leaves_open_is_a_note():
    notes = dict(findings(STOKE, level=Level.NOTE))
    assert "step 3/if not settled" in notes
    assert "immediate danger/say" in notes
    assert "nothing there is ever overdue" in notes["step 1"]
