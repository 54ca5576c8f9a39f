"""The links of an agency's other routes: who may edit them, and what may stand in them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from forthright.directory.actions import BadAddress, set_door, web_address
from forthright.directory.models import Agency, Cover, Door, DoorLink, Holding
from tests.support.forms import assert_refuses, page
from tests.support.town import Town

BAD = "Complaints: enter a web address that starts with https:// or http://, like https://www.example.org/page"


def where(agency: Agency) -> str:
    return f"/agency/{agency.pk}/links/"


def kept(agency: Agency) -> dict[str, tuple[str, str]]:
    return {one.door: (one.address, one.words) for one in DoorLink.objects.filter(agency=agency)}


def test_the_administrator_sets_changes_and_takes_away_a_door(town: Town, client: Client) -> None:
    client.force_login(town.ada)
    sent = {"complaints_address": "https://school.example.org/complaints", "inside_words": "Ask the head teacher"}
    answer = client.post(where(town.school), sent, follow=True)
    assert answer.redirect_chain == [(where(town.school), 302)]
    assert "The links are saved" in answer.content.decode()
    assert kept(town.school) == {
        "complaints": ("https://school.example.org/complaints", ""),
        "inside": ("", "Ask the head teacher"),
    }
    assert 'value="https://school.example.org/complaints"' in client.get(where(town.school)).content.decode()
    client.post(where(town.school), {"complaints_address": "http://intranet/complaints"})
    assert kept(town.school) == {"complaints": ("http://intranet/complaints", "")}


def test_every_door_is_on_the_page_with_two_questions(town: Town, client: Client) -> None:
    client.force_login(town.ada)
    shown = page(client.get(where(town.school)))
    assert [one.text for one in shown.all("legend")] == [str(door.label) for door in Door]
    assert len(shown.all("input", css="govuk-input")) == 2 * len(Door)


@pytest.mark.parametrize("name", ["rosa", "amir", "mei", "ruth", "beth", "sid", "cleo", "olu"])
def test_to_anybody_but_the_administrator_the_page_does_not_exist(town: Town, client: Client, name: str) -> None:
    client.force_login(town.people[name])
    assert client.get(where(town.school)).status_code == 404
    assert client.post(where(town.school), {"complaints_words": "Nobody"}).status_code == 404
    assert kept(town.school) == {}


def test_an_administrator_edits_no_other_agency(town: Town, client: Client) -> None:
    client.force_login(town.ada)
    assert client.post(where(town.council), {"complaints_words": "Nobody"}).status_code == 404
    assert client.get("/agency/999999/links/").status_code == 404
    assert kept(town.council) == {}


def test_an_administrator_who_left_the_post_may_not_edit(town: Town, client: Client) -> None:
    Holding.objects.filter(person=town.ada).update(ends=date(2026, 1, 31))
    client.force_login(town.ada)
    assert client.get(where(town.school)).status_code == 404


def test_a_deputy_who_covers_the_post_today_may_edit(town: Town, client: Client) -> None:
    Cover.objects.create(post=town.posts["ada"], deputy=town.mei, starts=date(2026, 1, 1), ends=date(2999, 1, 1))
    client.force_login(town.mei)
    assert client.get(where(town.school)).status_code == 200


def test_somebody_who_is_not_signed_in_is_asked_to(town: Town, client: Client) -> None:
    assert client.get(where(town.school))["Location"].startswith("/account/login/")


WRONG = [
    "javascript:alert(1)",
    "JavaScript://example.org/%0aalert(1)",
    "data:text/html,hello",
    "ftp://example.org/file",
    "www.example.org/complaints",
    "ask Sue",
    "https://",
    "https://example.org/a b",
    "https://bank.example@example.org/",
    "https://example.org:0/",
    "https://example.org:99999999/",
    "https://[half",
    'https://example.org/"onclick=',
    "https://example.org/\x00",
]


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_is_not_a_web_page_is_refused(town: Town, address: str) -> None:
    with pytest.raises(BadAddress):
        set_door(town.school, Door.COMPLAINTS, address, "")
    assert kept(town.school) == {}


@pytest.mark.parametrize("address", WRONG[:-1])
def test_the_form_says_how_to_put_an_address_right_and_keeps_what_was_typed(
    town: Town, client: Client, address: str
) -> None:
    client.force_login(town.ada)
    answer = client.post(where(town.school), {"complaints_address": address, "complaints_words": "Ask the office"})
    assert_refuses(answer, "complaints_address", BAD)
    boxes = {one.attrs["name"]: one.attrs.get("value") for one in page(answer).all("input", css="govuk-input")}
    assert (boxes["complaints_address"], boxes["complaints_words"]) == (address, "Ask the office")
    assert kept(town.school) == {}


def test_one_wrong_address_saves_none_of_the_others(town: Town, client: Client) -> None:
    client.force_login(town.ada)
    client.post(where(town.school), {"inside_words": "Ask the head", "complaints_address": "nowhere"})
    assert kept(town.school) == {}


def test_too_long_an_answer_says_how_long_it_may_be(town: Town, client: Client) -> None:
    client.force_login(town.ada)
    long = {"records_words": "x" * 301, "records_address": "https://example.org/" + "x" * 200}
    answer = client.post(where(town.school), long)
    assert_refuses(answer, "records_words", "Record keeping: the words must be 300 characters or fewer")
    assert_refuses(answer, "records_address", "Record keeping: the web address must be 200 characters or fewer")


@pytest.mark.parametrize(
    "address", ["https://intranet/complaints", "http://example.org:8080/a?b=c#d", "HTTPS://example.org/é"]
)
def test_addresses_of_an_agencys_own_network_are_right(address: str) -> None:
    assert web_address(f"  {address} ") == address


def test_words_are_shown_as_words_and_never_as_markup(town: Town, client: Client) -> None:
    set_door(town.school, Door.COMPLAINTS, "", "<script>alert(1)</script>")
    html = client.get(f"/door/{town.school.pk}/?danger=no&about=complaint").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_the_page_asks_little_of_the_database(town: Town, client: Client, django_assert_max_num_queries) -> None:
    client.force_login(town.ada)
    with django_assert_max_num_queries(12):
        assert client.get(where(town.school)).status_code == 200
