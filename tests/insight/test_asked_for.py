"""What a policy asks to be counted: by which of its words, and how topics are counted where it asks for them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from forthright.core.challenge.commands import Acknowledge
from forthright.insight import measures
from forthright.insight.measures import asked_for, twelve_months
from forthright.insight.queries import report
from forthright.insight.suppress import HIDDEN

OCTOBER = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
STEPS = ("1", "2", "3")


@pytest.mark.parametrize(
    ("dimension", "step_word", "wanted"),
    [
        ("challenges by step", "Step", (measures.STEP,)),
        ("challenges by level", "Level", (measures.STEP,)),
        ("level of need", "Stage", ()),
        ("How they were resolved", "Step", (measures.OUTCOME,)),
        ("which agencies are involved", "Step", (measures.RAISING, measures.RESPONDING)),
        ("Number by topic and outcome", "Step", (measures.OUTCOME, measures.TOPIC)),
        ("the ethnicity of the child", "Step", ()),
        ("time taken to reach resolution", "Step", ()),
        ("whether reasonable adjustments were made", "Step", ()),
        ("the partner agency's training needs", "Step", ()),
        ("stages reached", "Step", (measures.STEP,)),
    ],
)
def test_a_breakdown_is_found_by_the_words_of_the_policy(dimension, step_word, wanted):
    assert asked_for(dimension, step_word) == wanted


@pytest.mark.django_db
def test_topics_are_counted_only_where_they_are_asked_for_and_small_numbers_are_hidden(town):
    for number in range(7):
        town.raises(OCTOBER.replace(hour=9, minute=number), topic="Need for action" if number < 6 else "Not attending")
    plain = report(town.partnership, STEPS, twelve_months(NOVEMBER))
    assert "topic" not in plain.counts
    topics = ("Need for action", "Not attending", "Information withheld")
    counts = report(town.partnership, STEPS, twelve_months(NOVEMBER), topics=topics).counts["topic"]
    assert counts.cells["Not attending"] is HIDDEN
    assert counts.cells["Information withheld"] == 0
    assert list(counts.cells) == list(topics)
    shown = [one for one in (*counts.cells.values(), counts.total) if one is not HIDDEN]
    assert len(shown) < 3, "six and seven together would give one away"


@pytest.mark.django_db
def test_what_changed_since_the_period_ended_is_counted_by_its_topic_as_well(town):
    references = [town.raises(OCTOBER.replace(minute=number), topic="Need for action") for number in range(6)]
    town.does("amir", references[0], Acknowledge(), NOVEMBER)
    counts = report(town.partnership, STEPS, twelve_months(NOVEMBER), topics=("Need for action",)).counts["topic"]
    assert counts.cells["Need for action"] == 6
