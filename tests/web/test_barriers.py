"""The private self-check: help comes out and nothing stays behind."""

from __future__ import annotations

import logging

import pytest
from django.apps import apps

from forthright.reflection.barriers import AGREEMENT, BARRIERS
from tests.support.forms import assert_refuses, page

pytestmark = pytest.mark.django_db
ADDRESS = "/barriers/"


def rows() -> dict[str, int]:
    """How many rows every table has."""
    return {model._meta.db_table: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}


def test_nobody_has_to_say_who_they_are(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert "Nothing you choose here is kept" in answer.content.decode()


def test_each_of_the_seven_barriers_is_a_sentence_with_five_answers_and_none_is_chosen(client):
    shown = page(client.get(ADDRESS))
    legends = [one.text for one in shown.all("legend")]
    assert legends == [barrier.sentence for barrier in BARRIERS]
    for barrier in BARRIERS:
        radios = shown.all("input", type="radio", name=barrier.code)
        assert [radio.attrs["value"] for radio in radios] == [str(value) for value, _words in AGREEMENT]
        assert not any("checked" in radio.attrs for radio in radios)


def test_help_for_the_strongest_barrier_comes_first(client):
    shown = page(client.post(ADDRESS, {"fear": "5", "time": "4", "bias": "2"}))
    headings = [one.text for one in shown.all("h2", css="govuk-heading-m")]
    assert headings == ["Fear or worry", "Time", "Who you can talk to", "Who will see what"]


@pytest.mark.parametrize("barrier", BARRIERS, ids=lambda barrier: barrier.code)
def test_every_help_offered_has_a_link_that_leads_somewhere(client, barrier):
    answer = client.post(ADDRESS, {barrier.code: "4"})
    shown = page(answer)
    ids = {one.attrs["id"] for one in shown.elements if "id" in one.attrs}
    offered = [item for item in shown.one("ul", css="govuk-list--spaced").inside if item.tag == "li"]
    assert len(offered) == len(barrier.supports)
    for item, support in zip(offered, barrier.supports, strict=True):
        link = next(one for one in item.inside if one.tag == "a")
        assert item.text == f"{support.text} {link.text}"
        address = link.attrs["href"]
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert client.get(address).status_code in (200, 302)


def test_answering_nothing_is_allowed(client):
    answer = client.post(ADDRESS, {})
    assert answer.status_code == 200
    assert "You did not choose an answer" in answer.content.decode()


def test_agreeing_with_nothing_is_said_and_not_scored(client):
    text = client.post(ADDRESS, {"time": "1", "fear": "3"}).content.decode()
    assert "You did not agree with any of the sentences you answered" in text
    assert "score" not in text.lower()


def test_an_answer_that_is_not_on_the_list_is_refused_and_the_others_are_kept(client):
    answer = client.post(ADDRESS, {"time": "9", "fear": "5"})
    assert_refuses(answer, "time", "Choose an answer from the list")
    kept = [one for one in page(answer).all("input", type="radio", name="fear") if "checked" in one.attrs]
    assert [one.attrs["value"] for one in kept] == ["5"]


def test_nothing_is_stored_not_even_for_somebody_who_is_signed_in(client, town):
    client.force_login(town.rosa)
    client.get(ADDRESS)
    before, session = rows(), dict(client.session)
    client.post(ADDRESS, {barrier.code: "5" for barrier in BARRIERS})
    assert rows() == before
    assert dict(client.session) == session


def test_no_answer_is_written_to_a_log_or_kept_in_an_address_or_a_cookie(client, caplog):
    client.get(ADDRESS)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(ADDRESS, {"fear": "5"})
    assert "fear" not in caplog.text.lower()
    assert answer.status_code == 200 and "Location" not in answer
    assert answer["Cache-Control"] == "no-store"
    assert not any("fear" in cookie.value for cookie in client.cookies.values())


def test_the_self_check_asks_the_database_little(client, town, django_assert_max_num_queries):
    client.force_login(town.rosa)
    with django_assert_max_num_queries(6):
        client.post(ADDRESS, {"fear": "5"})
