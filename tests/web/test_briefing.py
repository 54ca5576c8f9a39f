"""The seven cards on the page, and saying once that one has read them."""

from __future__ import annotations

import hashlib
import html
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from forthright.briefing import cards
from forthright.briefing.actions import acknowledge
from forthright.briefing.models import Acknowledgement
from tests.support.forms import page

pytestmark = pytest.mark.django_db
ADDRESS = "/briefing/"
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
SEND = {"version": cards.VERSION}


def test_anybody_can_read_the_briefing_without_signing_in(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert "I have read it" not in answer.content.decode()
    assert page(answer).all("a", href=f"{reverse('account_login')}?next=/briefing/")


def test_all_seven_boxes_stand_on_the_page_in_order_with_the_source_word_for_word(client):
    shown = page(client.get(ADDRESS))
    quoted = [one.text for one in shown.all("blockquote")]
    assert quoted == [card.quoted for card in cards.CARDS]
    numbers = [one.text for one in shown.all("span", css="app-round__number")]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7"]


def test_every_box_has_its_practice_its_question_and_a_link_that_leads_somewhere(client):
    shown = page(client.get(ADDRESS))
    for card in cards.CARDS:
        box = shown.one("li", id=f"box-{card.number}")
        assert card.in_practice in box.text and card.question in box.text
        links = [one.attrs["href"] for one in box.inside if one.tag == "a"]
        assert links == [reverse(card.leads_to.replace("-", "_"))]


def test_the_source_is_named_and_the_page_ends_with_questions(client):
    text = html.unescape(client.get(ADDRESS).content.decode())
    assert cards.ATTRIBUTION in text
    assert all(question in text for question in cards.CLOSING_QUESTIONS)


def test_reading_alone_keeps_nothing(client, town):
    client.force_login(town.rosa)
    client.get(ADDRESS)
    assert not Acknowledgement.objects.exists()


def test_rosa_says_that_she_has_read_it_and_the_page_says_so(client, town):
    client.force_login(town.rosa)
    answer = client.post(ADDRESS, SEND, follow=True)
    assert answer.redirect_chain == [(ADDRESS, 302)]
    row = Acknowledgement.objects.get()
    assert (row.person, row.version, row.agency) == (town.rosa.pk, cards.VERSION, town.school.pk)
    assert "You read this version on" in answer.content.decode()
    assert not page(answer).all("input", name="version")


def test_saying_it_twice_counts_once_and_keeps_the_first_time(town):
    assert acknowledge(town.rosa, NOW) is True
    assert acknowledge(town.rosa, NOW.replace(hour=15)) is False
    assert Acknowledgement.objects.get().at == NOW


def test_a_double_click_counts_once(client, town):
    client.force_login(town.rosa)
    for _click in range(2):
        assert client.post(ADDRESS, SEND).status_code == 302
    assert Acknowledgement.objects.count() == 1


def test_what_amir_has_read_is_not_what_rosa_has_read(client, town):
    acknowledge(town.amir, NOW)
    client.force_login(town.rosa)
    assert "You read this version on" not in client.get(ADDRESS).content.decode()


def test_saying_so_without_signing_in_leads_to_the_sign_in_and_keeps_nothing(client):
    answer = client.post(ADDRESS, SEND)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert not Acknowledgement.objects.exists()


def test_a_page_that_showed_another_version_is_not_taken_for_having_read_this_one(client, town):
    client.force_login(town.rosa)
    answer = client.post(ADDRESS, {"version": "2020-01-01"}, follow=True)
    assert not Acknowledgement.objects.exists()
    assert "The briefing changed while you had it open" in answer.content.decode()


def test_somebody_who_works_for_no_agency_can_say_so_too(town):
    acknowledge(town.beth, NOW)
    assert Acknowledgement.objects.get().agency is None


def test_words_of_the_cards_cannot_change_without_a_new_version():
    words = [[card.title, card.quoted, card.in_practice, card.question] for card in cards.CARDS]
    digest = hashlib.sha256(repr((words, cards.CLOSING_QUESTIONS)).encode()).hexdigest()
    assert {cards.VERSION: digest} == {"2026-11-23": "d7a4888b75c585c831dc6f2bc75b94ecfcdeac63d90763155e60b825397b9920"}


def test_the_briefing_asks_the_database_little(client, town, django_assert_max_num_queries):
    client.force_login(town.rosa)
    with django_assert_max_num_queries(6):
        client.get(ADDRESS)
