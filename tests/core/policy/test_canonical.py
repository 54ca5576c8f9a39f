"""The canonical text and the fingerprint that is pinned to each challenge."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forthright.core.policy.canonical import fingerprint, write
from forthright.core.policy.limits import limit as read_limit
from forthright.core.policy.limits import limit_text
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import Act, Actor, How, Move, Role, Span, Start, Stated, Strength, Task, Words
from forthright.core.worktime.units import Unit

from .shipped import FILES, policy, text

COUNTED = [unit for unit in Unit if unit not in (Unit.IMMEDIATELY, Unit.SAME_WORKING_DAY)]
SPANS = st.builds(
    Span,
    st.integers(1, 999),
    st.sampled_from(COUNTED),
    st.booleans(),
    st.sampled_from(["", "48 hours (two working days)"]),
)
LIMITS = SPANS | st.sampled_from(
    [*Stated, Words("without delay"), Span(0, Unit.IMMEDIATELY), Span(0, Unit.SAME_WORKING_DAY)]
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_writing_and_reading_give_the_same_policy(path):
    assert read(write(policy(path.stem))).policy == policy(path.stem)


STARTS = st.lists(st.sampled_from(list(Start)), min_size=1, max_size=3, unique=True).map(tuple)


@given(LIMITS, STARTS)
def test_every_limit_is_read_as_it_was_written(limit, starts):
    assert read_limit(limit_text(limit, starts)) == (limit, () if starts == (Start.STEP,) else starts)


@given(LIMITS, st.none() | LIMITS, STARTS, st.sampled_from(list(Strength)))
def test_every_task_is_read_as_it_was_written(limit, urgent, starts, strength):
    demo = policy("demo-borough")
    faster = () if urgent is None else (("urgent", urgent),)
    task: Task = replace(demo.steps[3].tasks[0], limit=limit, faster=faster, starts=starts, strength=strength)
    changed = replace(demo, steps=(*demo.steps[:3], replace(demo.steps[3], tasks=(task,))))
    assert read(write(changed)).policy == changed


TASKS = st.lists(
    st.builds(
        Task,
        st.sampled_from([Act.REPLY, Act.SETTLE]),
        st.sampled_from([Actor.BOTH, Role.LINE_MANAGER]),
        LIMITS,
        st.dictionaries(st.sampled_from(["urgent", "soon", "Not So-soon"]), LIMITS).map(
            lambda held: tuple(held.items())
        ),
        STARTS,
        st.sampled_from(list(Strength)),
    ),
    max_size=6,
    unique_by=lambda task: (task.act, task.by, task.strength, task.starts),
).map(tuple)


@given(TASKS)
def test_any_tasks_of_a_step_are_read_in_their_order_as_they_were_written(tasks):
    demo = policy("demo-borough")
    last = replace(demo.steps[3], tasks=tasks)
    changed = replace(demo, steps=(*demo.steps[:3], last), priorities=("soon", "Not So-soon"))
    assert read(write(changed)).policy == changed


def test_one_changed_value_changes_one_line():
    demo = policy("demo-borough")
    second = replace(demo.steps[1], move=Move(How.MUST, "3"))
    before, after = (
        write(demo).split("\n"),
        write(replace(demo, steps=(demo.steps[0], second, *demo.steps[2:]))).split("\n"),
    )
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("  if not settled: offer step 3", "  if not settled: must go to step 3")
    ]


@pytest.mark.parametrize("name", ["two\nlines", "wide  gap", "hash  # in it", "", "not staed", '"quoted"'])
def test_a_value_that_cannot_stand_on_a_line_is_refused(name):
    with pytest.raises(ValueError, match="cannot be written as text"):
        write(replace(policy("demo-borough"), name=name))


def test_the_fingerprint_does_not_see_comments_or_the_order_of_sections():
    demo = text("demo-borough")
    first, last = demo.index("immediate danger:"), demo.index("step 1:")
    moved = "# moved\n" + demo[:first] + demo[last:] + "\n" + demo[first:last]
    assert fingerprint(read(moved).policy) == fingerprint(policy("demo-borough"))


def test_the_fingerprint_sees_every_change_of_a_value():
    demo = policy("demo-borough")
    changes = [
        replace(demo, version=date(2026, 4, 2)),
        replace(demo, name="Other"),
        replace(demo, steps=demo.steps[::-1]),
        replace(demo, gaps=("One.",)),
        replace(demo, source=replace(demo.source, dated="May")),
        replace(demo, danger=replace(demo.danger, stated=False)),
    ]
    assert len({fingerprint(one) for one in [demo, *changes]}) == len(changes) + 1


def test_words_that_sound_like_silence_have_another_fingerprint():
    demo = policy("demo-borough")

    def with_limit(limit):
        task = replace(demo.steps[3].tasks[0], limit=limit)
        return replace(demo, steps=(*demo.steps[:3], replace(demo.steps[3], tasks=(task,))))

    assert fingerprint(with_limit(Words("none"))) != fingerprint(with_limit(Stated.NONE))


def test_fingerprints_stay_what_they_are_pinned_as():
    assert fingerprint(policy("demo-borough")) == "912c3dd53238a9c21a8ad764fb80f8771861c5cc5837129493307ef5755e0c0e"
