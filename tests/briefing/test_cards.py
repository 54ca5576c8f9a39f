"""The seven cards."""

import hashlib

import pytest

from forthright.briefing.cards import ATTRIBUTION, CARDS, CLOSING_QUESTIONS

# SHA-256 of each quotation, taken when it was checked against the source: a quotation is not ours to improve.
CHECKED = {
    1: "100b0fbbc1afd6738120ed1f0ac429735f7d7e2ede22c833764bddf10892e1be",
    2: "20112f47575585fcb4d35b9fe8810cbc6edf2770ea5b8b0163509ac0d0ec3928",
    3: "41018e2954c6b87449af7e9f8f2ecf8fb9ec294f5fbe188b959597c6091d47c1",
    4: "dde53f0339c264b0878aed604e1ec78fa98459e8a6a5e458a624575c8e49b025",
    5: "a8ebe17fda5a5b810261fa4d9decf4536fd7b512ae81c9bdabdc22be806ec8e2",
    6: "3ab9f14480b35b6bd3e26649b0cf5093f666b8634c6e9368d1e500278695a3cb",
    7: "e4a097538863cdf3903ddc68dd6d6e67c2dc5a794b062c3146d8b0b4b27ef897",
}


def test_there_are_seven_cards_numbered_as_in_the_source():
    assert [card.number for card in CARDS] == [1, 2, 3, 4, 5, 6, 7]
    assert [card.title for card in CARDS] == [
        "Background",
        "Why does Professional Challenge Matter?",
        "Professional Challenge",
        "Disagreement & Dispute Resolution",
        "Barriers to Professional Challenge",
        "Escalation",
        "Respectful (assertive)",
    ]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title)
def test_the_source_is_quoted_as_it_was_checked(card):
    assert hashlib.sha256(card.quoted.encode()).hexdigest() == CHECKED[card.number]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title)
def test_every_card_asks_a_question_and_leads_somewhere(card):
    assert card.question.endswith("?")
    assert card.in_practice.endswith(".")
    assert card.link
    assert card.leads_to in {"next-step", "door", "raise", "barriers", "counts", "my-turn"}


def test_between_them_the_cards_lead_everywhere():
    assert {card.leads_to for card in CARDS} == {"next-step", "door", "raise", "barriers", "counts", "my-turn"}


def test_the_briefing_ends_with_questions():
    assert all(question.endswith("?") for question in CLOSING_QUESTIONS)
    assert len(CLOSING_QUESTIONS) == 3


def test_the_source_is_named_and_nothing_is_claimed_for_seven_minutes():
    assert "SOTSCP" in ATTRIBUTION
    ours = " ".join([card.in_practice + card.question for card in CARDS] + [*CLOSING_QUESTIONS, ATTRIBUTION]).lower()
    assert "research" not in ours
    assert "seven minutes" not in ours
