"""The private self-check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forthright.briefing.cards import CARDS
from forthright.reflection.barriers import BARRIERS, BY_CODE, supports_for

answers = st.dictionaries(st.sampled_from(sorted(BY_CODE)), st.integers(1, 5))


def test_the_seven_barriers_are_those_of_box_five_in_its_order():
    assert "; ".join(barrier.quoted for barrier in BARRIERS).lower() + "." == CARDS[4].quoted.lower()
    assert list(BY_CODE) == ["communication", "confidence", "experience", "process", "bias", "time", "fear"]


def test_every_sentence_is_said_in_the_first_person_so_that_it_can_be_agreed_with():
    for barrier in BARRIERS:
        assert " I " in f" {barrier.sentence}"
        assert barrier.sentence.endswith(".")


def test_every_support_leads_to_a_page_or_a_named_help():
    places = {"next-step", "briefing", "door", "raise", "my-turn", "scripts", "who-sees", "colleague"}
    for barrier in BARRIERS:
        assert barrier.supports
        assert {support.leads_to for support in barrier.supports} <= places


def test_not_knowing_the_procedure_leads_to_the_next_step_first():
    assert supports_for({"process": 4})[0].leads_to == "next-step"


def test_fear_leads_first_to_who_will_see_what():
    assert supports_for({"fear": 5})[0].leads_to == "who-sees"


def test_the_strongest_agreement_comes_first_and_ties_keep_the_order_of_the_briefing():
    found = supports_for({"communication": 4, "time": 5, "confidence": 4})
    expected = [s for code in ("time", "communication", "confidence") for s in BY_CODE[code].supports]
    assert found == expected


def test_a_sentence_not_agreed_with_brings_nothing():
    assert supports_for({"bias": 3, "time": 1}) == []
    assert supports_for({}) == []


@pytest.mark.parametrize(
    ("given_answers", "said"), [({"luck": 4}, "luck"), ({"time": 0}, "1 to 5"), ({"time": 6}, "1 to 5")]
)
def test_an_unknown_barrier_or_answer_is_refused(given_answers, said):
    with pytest.raises(ValueError, match=said):
        supports_for(given_answers)


@given(answers)
def test_every_support_offered_belongs_to_a_barrier_agreed_with_and_comes_once(given_answers):
    found = supports_for(given_answers)
    assert len(set(found)) == len(found)
    agreed = {s for code, answer in given_answers.items() if answer >= 4 for s in BY_CODE[code].supports}
    assert set(found) == agreed
