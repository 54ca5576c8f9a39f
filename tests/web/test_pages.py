"""The pages that stand by themselves: the start page, immediate danger, and ways of saying it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client

from forthright.core.coach.scripts import SCRIPTS, SELF_CHECK
from tests.support.forms import page
from tests.support.town import Town

PUBLIC = ["/", "/danger", "/scripts/", "/about", "/privacy", "/accessibility"]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_has_one_heading_and_no_heading_is_skipped(town: Town, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    levels = [int(one.tag[1]) for one in page(answer).elements if one.tag in ("h1", "h2", "h3", "h4")]
    levels = levels[levels.index(1) :]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_asks_little_of_the_database(
    town: Town, client: Client, address: str, django_assert_max_num_queries
) -> None:
    client.force_login(town.ada)
    with django_assert_max_num_queries(12):
        client.get(address)


def test_danger_comes_before_the_heading_of_the_start_page(client: Client, db: None) -> None:
    html = client.get("/").content.decode()
    assert html.index('href="tel:999"') < html.index("<h1")
    assert html.count('href="tel:999"') == 1


def test_the_start_page_says_what_is_needed_and_leads_to_what_needs_no_account(client: Client, db: None) -> None:
    shown = page(client.get("/"))
    assert "The short way asks three questions" in shown.one("main").text
    links = {one.attrs["href"] for one in shown.one("main").inside if one.tag == "a"}
    assert {"/account/login/", "/next-step/", "/door/", "/scripts/", "/danger"} <= links


def test_rosa_is_led_to_her_turn_and_not_asked_to_sign_in_again(town: Town, client: Client) -> None:
    client.force_login(town.rosa)
    main = page(client.get("/")).one("main")
    assert "/account/login/" not in {one.attrs["href"] for one in main.inside if one.tag == "a"}
    assert "Before you start" not in main.text
    assert {"/my-turn/", "/raise/", "/settled/"} <= {one.attrs["href"] for one in main.inside if one.tag == "a"}


def test_only_an_administrator_is_offered_the_links_of_their_agency(town: Town, client: Client) -> None:
    offer = f'href="/agency/{town.school.pk}/links/"'
    client.force_login(town.rosa)
    assert offer not in client.get("/").content.decode()
    client.force_login(town.ada)
    assert offer in client.get("/").content.decode()


def test_the_danger_page_holds_999_and_what_each_partnership_says(town: Town, client: Client) -> None:
    town.partnership.danger = "Duty team by day: 01632 960111 (invented)"
    town.partnership.save()
    main = page(client.get("/danger")).one("main")
    assert "tel:999" in {one.attrs["href"] for one in main.inside if one.tag == "a"}
    assert "No procedure, and no step of one, is a reason to wait." in main.text
    assert "Anyshire (invented)" in main.text
    assert "Tell: duty social work, police." in main.text
    assert "01632 960111" in main.text


def test_the_danger_page_answers_before_any_partnership_is_set_up(client: Client, db: None) -> None:
    answer = client.get("/danger")
    assert answer.status_code == 200
    assert "What each partnership says" not in answer.content.decode()


def test_both_sides_find_words_and_the_question_to_oneself_comes_first(client: Client) -> None:
    text = page(client.get("/scripts/")).one("main").text
    assert all(script.name in text for script in SCRIPTS)
    assert all(example in text for script in SCRIPTS for _label, example in script.lines)
    assert text.index(SELF_CHECK) < text.index(SCRIPTS[0].name)
