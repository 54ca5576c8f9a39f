"""A policy in plain words."""

import re

import pytest

from forthright.core.policy.explaining import _all_of, explain
from forthright.core.policy.sentences import ACT_WORDS, limit_words, move_words, roles_words, span_words
from forthright.core.policy.shapes import STANDARD_DANGER, Act, How, Move, Role, Span, Start, Stated, Words
from forthright.core.worktime.units import Unit

from .shipped import FILES, policy


def part(name: str, heading: str) -> str:
    return " ".join(dict(explain(policy(name)))[heading])


def test_danger_comes_first_and_its_source_last():
    for path in FILES:
        headings = [heading for heading, _ in explain(policy(path.stem))]
        assert headings[0] == "In immediate danger"
        assert headings[-1] == "Where this comes from"


def test_a_text_without_a_danger_notice_still_shows_one_and_says_whose_it_is():
    said = dict(explain(policy("coventry")))["In immediate danger"]
    assert said[0] == STANDARD_DANGER
    assert "Forthright's own" in said[1]


def test_a_stated_danger_notice_is_shown_as_it_stands():
    said = dict(explain(policy("demo-borough")))["In immediate danger"]
    assert said == [policy("demo-borough").danger.say, "Tell: duty social work, police."]


def test_a_stated_danger_notice_without_999_stands_behind_one_that_has_it():
    said = dict(explain(policy("liverpool")))["In immediate danger"]
    assert said[0] == STANDARD_DANGER
    assert said[1].startswith("The policy says: If there is an immediate risk")


def test_a_step_says_who_by_when_and_what_next():
    said = part("demo-borough", "Step 2: Line managers")
    assert "A line manager raises it." in said
    assert "The responding side must reply within 2 working days after this step starts." in said
    assert "If it is urgent: within 4 working hours after this step starts." in said
    assert "If it is not settled, it can be taken to Step 3." in said
    assert "Who is told: practitioner." in said


def test_silence_is_said_in_words():
    said = part("stoke-on-trent", "Step 2: name not stated")
    assert "The policy does not state who answers." in said
    assert "The policy does not state a time." in said
    assert "0" not in said


def test_the_published_words_stand_beside_the_rule_that_counts():
    said = part("lincolnshire", "Step 1: Professional to professional")
    assert "within 2 working days after the first discussion" in said
    assert "The published words are: 48 hours (two working days)." in said


def test_an_aim_is_not_called_a_must():
    said = part("sefton-2017", "Stage 2: name not stated")
    assert "should aim to settle it within 2 working days" in said
    assert "must settle" not in said


def test_a_split_by_urgency_is_said():
    said = part("lincolnshire", "Step 3: Senior liaison officer to senior liaison officer")
    assert "If it is not settled, it can be taken to Step 4b." in said
    assert "If it is urgent and not settled, it can be taken to Step 4a." in said


def test_an_invented_policy_says_so():
    assert "It is invented" in part("demo-borough", "Where this comes from")


@pytest.mark.parametrize(
    ("limit", "starts", "words"),
    [
        (Span(1, Unit.WORKING_DAYS), (), "within 1 working day"),
        (Span(2, Unit.HOURS), (Start.RAISED,), "within 2 hours after it is raised"),
        (Span(1, Unit.WORKING_WEEKS, child_safe=True), (), "within 1 working week, or sooner if the child needs it"),
        (Span(0, Unit.IMMEDIATELY), (Start.STEP,), "immediately"),
        (Span(0, Unit.SAME_WORKING_DAY), (), "on the same working day"),
        (Words("without delay"), (), "in this time: without delay"),
        (Stated.NOT_STATED, (), "no time is stated"),
        (Stated.NONE, (), "there is no time limit"),
    ],
)
def test_a_limit_in_words(limit, starts, words):
    assert limit_words(limit, starts) == words


def test_one_is_singular_and_two_plural():
    assert span_words(Span(1, Unit.CALENDAR_DAYS)) == "1 calendar day"
    assert span_words(Span(2, Unit.CALENDAR_DAYS)) == "2 calendar days"


def test_roles_in_words():
    assert roles_words((Role.CHAIR, Role.SENIOR_MANAGER)) == "an independent chair, with a senior manager"
    assert roles_words((Role.BUSINESS_UNIT,)) == "the business unit"
    assert roles_words(Stated.NOT_STATED) == "not stated"
    assert roles_words(Stated.NONE) == "nobody"


def test_moves_use_the_policys_own_word_for_a_step():
    sefton = policy("sefton-2017")
    assert move_words(sefton, Move(How.MUST, "2")) == "If it is not settled in time, it must go to Stage 2."
    assert move_words(sefton, Move(How.END)) == "If it is not settled, the procedure ends here."
    assert "does not state" in move_words(sefton, Move(How.NOT_STATED))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_sentence_ends_and_holds_no_code(path):
    for heading, said in explain(policy(path.stem)):
        assert heading
        assert said
        for sentence in said:
            assert not re.search(r"Stated\.|Unit\.|=None|\{", sentence), sentence
            if heading != "What it can be about":
                assert sentence.endswith("."), sentence


def test_every_timed_act_has_its_words() -> None:
    assert set(ACT_WORDS) == set(Act)


def test_a_role_whose_name_holds_an_or_stays_one_role():
    said = " ".join(sentence for path in FILES for _heading, part in explain(policy(path.stem)) for sentence in part)
    assert "named and designated" not in said
    assert _all_of((Role.ADVISER, Role.CHAIR)) == "a named or designated professional and an independent chair"
