"""What differs for one kind of receiving agency."""

import pytest

from forthright.core.policy.canonical import write
from forthright.core.policy.explaining import explain
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import facing, running
from forthright.core.policy.shapes import Act, How, Move, Occasion, Role

from .region import REGION

FOR_SCHOOLS = """\

for school, step 1:
  answered by: safeguarding lead
  settle within: 3 working days
  reply within: 1 working day
  tell, when it is settled: head teacher
  if not settled: offer step 3
  they decide: by majority
"""


def test_for_one_kind_of_agency_only_what_is_written_differs():
    policy = read(REGION.replace("  tell: line manager", "  quorum: 2\n  tell: line manager") + FOR_SCHOOLS).policy
    usual, there = policy.step("1"), facing(policy, policy.step("1"), "school")
    assert there.answered_by == (Role.SAFEGUARDING_LEAD,)
    assert there.move == Move(How.OFFER, "3")
    assert [(one.act, one.by, one.limit.amount) for one in there.tasks] == [
        (Act.SETTLE, "both sides", 3),
        (Act.SETTLE, Role.LINE_MANAGER, 2),
        (Act.REPLY, "responding side", 1),
    ]
    assert {one.when: one.who for one in there.tells} == {
        Occasion.STARTS: ("line manager",),
        Occasion.SETTLED: ("head teacher",),
    }
    assert there.panel.quorum == 2
    assert there.panel.vote is not None
    assert (there.raised_by, there.record, there.name) == (usual.raised_by, usual.record, usual.name)
    assert facing(policy, usual, "health") == usual


def test_what_differs_runs_only_where_the_receiving_agency_is_of_that_kind():
    policy = read(REGION + FOR_SCHOOLS).policy
    assert running(policy, "school").step("1").answered_by == (Role.SAFEGUARDING_LEAD,)
    assert running(policy, "police").step("1") == policy.step("1")
    assert running(policy, "police").step("3").answered_by == (Role.HEAD_OF_SERVICE,)


def test_what_differs_is_written_and_said():
    policy = read(REGION + FOR_SCHOOLS).policy
    written = write(policy)
    assert {line.strip() for line in FOR_SCHOOLS.split("\n")} <= {line.strip() for line in written.split("\n")}
    assert read(written).policy == policy
    said = dict(explain(policy))["Stage 1 for school"]
    assert "A safeguarding lead answers." in said
    assert "Both sides must settle it within 3 working days after this step starts." in said
    assert not any("line manager" in one for one in said)


def test_what_only_takes_something_away_is_said_too():
    text = (
        REGION.replace("  record: All", "  dissent: recorded\n  record: All")
        + "\nfor school, step 1:\n  dissent: not recorded\n"
    )
    policy = read(text).policy
    assert dict(explain(policy))["Stage 1 for school"] == [
        "This does not hold here: Whoever does not agree is recorded, with the reasons."
    ]
    assert "  dissent: not recorded" in write(policy)


def test_agreement_to_an_entry_that_the_step_has_may_differ():
    entry = REGION.replace("  title, police: serg", "  may start here: in a hurry\n  title, police: serg")
    there = "\nfor school, step 2:\n  may start here with agreement of: safeguarding lead\n"
    policy = read(entry + there).policy
    assert facing(policy, policy.step("2"), "school").entry.agreed_by == (Role.SAFEGUARDING_LEAD,)
    (found,) = read(REGION + there).problems
    assert found.what == "It does not say when it may start here."


@pytest.mark.parametrize(
    ("head", "words", "near"),
    [
        ("for school, step 9:", "There is no step 9.", "1"),
        ("for school step 2:", "is not the head of what differs", "for school, step 2"),
        ("for school,step 2:", "is not the head of what differs", "for school, step 2"),
    ],
)
def test_a_wrong_head_is_named(head, words, near):
    text = REGION + f"\n{head}\n  note: Ours.\n"
    (found,) = read(text).problems
    assert text.split("\n")[found.line - 1] == head
    assert words in found.what
    assert found.nearest in (near, "")
