"""A policy text is changed one value, line or step at a time, and nothing else in it moves."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from forthright.core.policy import edit
from forthright.core.policy.canonical import write
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import How, Span
from forthright.core.worktime.units import Unit
from tests.support.examples import examples

from .shipped import FILES, base, text

TEXTS = [path.read_text(encoding="utf-8") for path in FILES]
WITH_STEPS = [whole for whole in TEXTS if edit.steps(whole)]
"""A local text may have none of its own: they are those of its base."""
VALUES = st.text(max_size=30) | st.sampled_from(["# not a comment", "2 working days  # two", "a: b", "not stated"])
SMALL = """# ours
policy: P
version:  2026-01-01  # the text's own
step 1: First  # the first rung
  raised by: practitioner
  # who answers was agreed in March
  answered by: line manager

# and then
step 2: Second
  raised by: line manager
  answered by: senior manager
  if not settled: the procedure ends
"""


def changed(before: str, after: str) -> list[int]:
    """The numbers of the lines that differ; the two texts have as many."""
    one, other = before.split("\n"), after.split("\n")
    assert len(one) == len(other)
    return [number for number, pair in enumerate(zip(one, other, strict=True), start=1) if pair[0] != pair[1]]


@pytest.mark.parametrize("whole", TEXTS, ids=[path.stem for path in FILES])
def test_every_value_set_to_itself_changes_nothing(whole: str) -> None:
    places = read(whole).places
    assert places
    for path in places:
        assert edit.set_value(whole, path, edit.value_of(whole, path)) == whole


@settings(max_examples=examples(150), deadline=None)
@given(st.sampled_from([*TEXTS, SMALL, SMALL.replace("\n", "\r\n"), "\ufeff" + SMALL]), VALUES, st.data())
def test_setting_a_value_changes_its_own_line_alone_and_reads_back(whole: str, value: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(read(whole).places)))
    plain = " ".join(value.split())
    assume(plain != edit.value_of(whole, path))
    after = edit.set_value(whole, path, value)
    assert changed(whole, after) == [read(whole).places[path][0]]
    assert edit.value_of(after, path) == plain
    assert edit.set_value(after, path, value) == after


@settings(max_examples=examples(60), deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:# \n\r\t"), max_size=60) | st.text(max_size=60), VALUES)
def test_no_text_whatever_makes_editing_fail(noise: str, value: str) -> None:
    for path in read(noise).places:
        after = edit.set_value(noise, path, value)
        assert edit.value_of(after, path) == " ".join(value.split())
        edit.remove(noise, path)
    edit.add(noise, "", "note: x")
    edit.add_step(noise, "9", "Last")
    edit.entries(noise, "")


@pytest.mark.parametrize("whole", TEXTS, ids=[path.stem for path in FILES])
def test_a_number_of_days_changed_by_the_form_is_one_line_and_the_right_policy(whole: str) -> None:
    timed = [entry for step in edit.steps(whole) for entry in edit.entries(whole, step) if " within" in entry.name]
    for entry in timed[:3]:
        after = edit.set_value(whole, entry.path, "7 working days")
        assert len(changed(whole, after)) <= 1
        policy = read(after).policy
        if policy is not None:
            spans = [task.limit for step in policy.steps for task in step.tasks] + [
                task.urgent for step in policy.steps for task in step.tasks
            ]
            assert Span(7, Unit.WORKING_DAYS) in spans


def test_comments_and_spacing_stay() -> None:
    assert edit.set_value(SMALL, "version", "2026-05-01").split("\n")[2] == "version:  2026-05-01  # the text's own"
    assert edit.set_value(SMALL, "step 1", "").split("\n")[3] == "step 1:  # the first rung"
    assert edit.set_value("version:# x", "version", "y") == "version: y"


def test_a_value_never_becomes_a_comment() -> None:
    after = edit.set_value(SMALL, "version", "#7")
    assert edit.value_of(after, "version") == "#7"
    after = edit.set_value(SMALL, "step 1/raised by", "a  # b\nnote: c")
    assert edit.value_of(after, "step 1/raised by") == "a # b note: c"
    assert [problem.line for problem in read(after).problems if "#" in problem.what] == [5]


def test_a_line_is_taken_out_alone_and_a_step_with_its_lines_and_the_comment_above_it() -> None:
    assert edit.remove(SMALL, "step 1/answered by") == SMALL.replace("  answered by: line manager\n", "")
    assert edit.remove(SMALL, "step 2") == SMALL.split("# and then")[0]
    rest = edit.remove(SMALL, "step 1")
    assert rest.startswith("# ours\npolicy: P\nversion")
    assert "March" not in rest
    assert "# and then\nstep 2" in rest


@settings(deadline=None)
@given(st.sampled_from(WITH_STEPS), st.data())
def test_a_line_added_and_taken_out_leaves_the_text_as_it_was(whole: str, data: st.DataObject) -> None:
    step = data.draw(st.sampled_from(edit.steps(whole)))
    line = data.draw(st.sampled_from(["needs: Bread.", "record: Milk.", "meet within: 3 hours", "title, x: y"]))
    path = f"{step}/{line.split(':')[0]}"
    assume(path not in read(whole).places)
    after = edit.add(whole, step, line)
    assert path in read(after).places
    assert edit.remove(after, path) == whole


@pytest.mark.parametrize("name", ["demo-borough", "london"])
def test_lines_are_added_where_the_canonical_form_has_them(name: str) -> None:
    whole = text(name)
    for section, line in (
        ("", "note: One more."),
        ("", "all steps within: 20 working days"),
        ("", "in force from: 2026-05-01"),
        ("step 1", "needs: One more."),
        ("step 1", "record: One more."),
        ("step 1", "decided by: line manager"),
        ("step 1", "write within: 2 working days"),
        ("step 1", "only if: it is a Monday"),
        ("step 2", "title, zoo: keeper"),
        ("step 2", "if not settled, urgent: the procedure ends"),
    ):
        after = edit.add(whole, section, line)
        policy = read(after).policy
        assert policy is not None, [problem.sentence() for problem in read(after).problems]
        assert write(policy) == after, line


def test_an_urgent_time_goes_below_its_normal_one() -> None:
    after = edit.add(text("demo-borough"), "step 1", "acknowledge within, urgent: 2 working hours")
    lines = after.split("\n")
    assert lines[lines.index("  acknowledge within, urgent: 2 working hours") - 1].startswith("  acknowledge within:")


def test_a_missing_section_is_made_before_the_steps() -> None:
    bare = edit.remove(text("demo-borough"), "topics")
    after = edit.add(bare, "gaps", "to confirm: Who answers at Step 4.")
    policy = read(after).policy
    assert policy is not None
    assert policy.gaps == ("Who answers at Step 4.",)
    assert write(policy) == after
    assert read(edit.add(bare, "topics", "topic: Bread")).policy is not None
    with pytest.raises(KeyError):
        edit.add(bare, "step 77", "note: x")


@pytest.mark.parametrize("name", ["demo-borough", "coventry"])
def test_a_form_goes_above_the_steps_and_what_differs_below_them(name: str) -> None:
    whole = text(name)
    after = edit.add_form(whole, "1", "Challenge form", "step 2 starts")
    after = edit.add_overlay(after, "School", "step 1")
    after = edit.add(after, "for school, step 1", "answered by: head of service")
    after = edit.add(after, "form 1", "sent to: business unit")
    after = edit.add_step(after, "7", "Last")
    policy = read(after).policy
    assert policy is not None, [problem.sentence() for problem in read(after).problems]
    assert [form.name for form in policy.forms] == ["Challenge form"]
    assert [(one.group, one.step) for one in policy.overlays] == [("school", "1")]
    assert (edit.forms(after), edit.overlays(after)) == (["form 1"], ["for school, step 1"])
    assert edit.next_key(after, edit.forms) == "2"
    assert write(policy).replace("for school", "for School") == after
    for head in ("form 1", "for school, step 1", "step 7"):
        after = edit.remove(after, head)
    assert after.rstrip("\n") == whole.rstrip("\n")


@pytest.mark.parametrize("whole", TEXTS, ids=[path.stem for path in FILES])
def test_a_new_step_invents_nothing(whole: str) -> None:
    after = edit.add_step(whole.rstrip("\n"), "99", "The last")
    policy = read(after, bases=base).policy
    assert policy is not None
    assert policy.steps[-1].key == "99"
    assert policy.steps[-1].move.how == How.NOT_STATED
    assert after.startswith(whole.rstrip("\n"))
    assert edit.remove(after, "step 99").rstrip("\n") == whole.rstrip("\n")


@pytest.mark.parametrize("whole", [*WITH_STEPS, SMALL, SMALL.rstrip("\n")])
def test_a_step_moved_down_and_up_again_stands_where_it_stood(whole: str) -> None:
    heads = edit.steps(whole)
    ended = whole if whole.endswith("\n") else whole + "\n"
    for head in heads[:-1]:
        down = edit.move_step(whole, head, up=False)
        assert edit.steps(down) != heads
        assert sorted(down.split("\n")) == sorted(ended.split("\n"))
        assert edit.move_step(down, head, up=True) == ended
    assert edit.move_step(whole, heads[0], up=True) == whole
    assert edit.move_step(whole, heads[-1], up=False) == whole
    with pytest.raises(KeyError):
        edit.move_step(whole, "step 77", up=True)


def test_the_outline_names_what_has_to_be_filled_in_and_nothing_else() -> None:
    problems = read(edit.outline("Anyshire")).problems
    assert problems
    assert {problem.what.split(":”")[-1] for problem in problems} == {" has no value."}
    assert [entry.value for entry in edit.entries(edit.outline("Anyshire"), "") if entry.value] == ["Anyshire"]


def test_entries_are_the_lines_of_a_section_in_the_order_of_the_text() -> None:
    found = edit.entries(SMALL, "step 1")
    assert [(entry.name, entry.value, entry.line) for entry in found] == [
        ("raised by", "practitioner", 5),
        ("answered by", "line manager", 7),
    ]
    assert [entry.path for entry in edit.entries(text("demo-borough"), "") if entry.name == "note"] == [
        "note",
        "note (2)",
    ]
