"""Which door? Danger first, few questions, nothing kept, and at the end this agency's own way."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forthright.directory.actions import set_door
from forthright.directory.models import Agency, Door
from forthright.record import policies
from forthright.web.forms.door import About
from forthright.web.presenters.doors import following, way
from tests.support.forms import Page, assert_refuses, page
from tests.support.town import POLICIES, Town

MISSING = "No link has been set by this agency yet. Ask your safeguarding lead."


def shown(client: Client, query: str = "", agency: int | None = None) -> Page:
    answer = client.get(f"/door/{agency}/{query}" if agency else f"/door/{query}")
    assert answer.status_code == 200
    return page(answer)


def heading(shown: Page) -> str:
    return shown.one("h1").text


def links(shown: Page) -> set[str]:
    return {one.attrs["href"] for one in shown.one("main").inside if one.tag == "a"}


def test_the_first_question_is_about_danger(client: Client, db: None) -> None:
    assert heading(shown(client)) == "Is a child in immediate danger?"


def test_a_child_in_danger_is_answered_by_999_and_the_way_on_stays_open(town: Town, client: Client) -> None:
    danger = shown(client, "?asked=danger&danger=yes")
    assert heading(danger) == "Call 999 now"
    assert {"tel:999", "/door/?danger=told"} <= links(danger)
    assert "The challenge goes on beside it" in danger.one("main").text
    assert "Tell: duty social work, police." in danger.one("main").text
    onward = shown(client, "?danger=told")
    assert heading(onward) == "What is it about?"


def test_danger_ends_the_questions_whatever_else_was_answered(client: Client, db: None) -> None:
    assert heading(shown(client, "?danger=yes&about=complaint")) == "Call 999 now"


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("?asked=danger", "danger", "Select whether a child is in immediate danger"),
        ("?danger=perhaps", "danger", "Select whether a child is in immediate danger"),
        ("?danger=no&asked=about", "about", "Select what it is about"),
        ("?danger=no&about=weather", "about", "Select what it is about"),
        (
            "?danger=no&about=other-agency&asked=talked",
            "talked",
            "Select whether you have talked about it with the other agency",
        ),
    ],
)
def test_a_question_without_an_answer_says_what_to_do(
    client: Client, db: None, query: str, field: str, sentence: str
) -> None:
    assert_refuses(client.get(f"/door/{query}"), field, sentence)


def test_the_next_question_carries_the_answers_before_it(client: Client, db: None) -> None:
    third = shown(client, "?danger=no&asked=about&about=other-agency")
    kept = {one.attrs["name"]: one.attrs["value"] for one in third.all("input", type="hidden")}
    assert kept == {"danger": "no", "about": "other-agency", "asked": "talked"}
    assert third.one("a", css="govuk-back-link").attrs["href"] == "/door/?danger=no"


@pytest.mark.parametrize("about", [value for value, _label in About.base_fields["about"].choices])
def test_nobody_is_asked_more_than_five_questions_and_every_answer_leads_somewhere(about: str) -> None:
    typical = {"danger": "told", "about": about, "talked": "not-yet"}
    answers: dict[str, str] = {}
    while name := following(answers):
        answers[name] = typical[name]
    assert len(answers) + 1 <= 5  # the last is one's agency
    assert way(answers).heading


DOORS = [
    ("other-agency&talked=not-yet", "This is a professional challenge", "/raise/", Door.RECORDS),
    ("other-agency&talked=not-settled", "This is a professional challenge", "/raise/", Door.RECORDS),
    ("other-agency&talked=settled", "Record what you settled by talking", "/settled/", Door.RECORDS),
    ("sharing", "Two doors: raise a challenge, and ask about information", "/raise/", Door.INFORMATION),
    ("recurring", "Raise a challenge about how agencies work", "/raise/", None),
    ("own-agency", "Use your own agency's route", "", Door.INSIDE),
    ("conduct", "Tell the designated officer", "", Door.ALLEGATIONS),
    ("wrongdoing", "Use your agency's whistleblowing policy", "", Door.WHISTLEBLOWING),
    ("complaint", "Use the route for complaints and appeals", "", Door.COMPLAINTS),
    ("looked-after-plan", "Use the reviewing officer's own route", "", None),
]


@pytest.fixture
def linked(town: Town) -> Town:
    """The school has set every door, each to an address of its own; the council none."""
    for door in Door:
        set_door(town.school, door, f"https://school.example.org/{door.name.lower()}", f"Ask about {door.value}")
    return town


@pytest.mark.parametrize(("about", "title", "go", "door"), DOORS)
def test_each_answer_leads_through_its_own_door(
    linked: Town, client: Client, about: str, title: str, go: str, door: Door | None
) -> None:
    result = shown(client, f"?danger=no&about={about}", linked.school.pk)
    assert heading(result) == title
    if door:
        assert f"https://school.example.org/{door.name.lower()}" in links(result)
    main = result.one("main").text
    assert {"/raise/", "/settled/"} & links(result) == ({go} if go else set())
    assert ("If something else is part of it" in main) is bool(go)


def test_a_diverted_matter_shows_one_door_and_not_a_choice_of_six(linked: Town, client: Client) -> None:
    result = shown(client, "?danger=no&about=conduct", linked.school.pk)
    assert [link for link in links(result) if "school.example.org" in link] == [
        "https://school.example.org/allegations"
    ]


def test_sharing_is_a_challenge_and_a_question_to_the_guardian_as_well(linked: Town, client: Client) -> None:
    text = shown(client, "?danger=no&about=sharing", linked.school.pk).one("main").text
    assert "can be challenged here" in text
    assert "data protection officer or the Caldicott guardian" in text
    assert "Ask about information governance" in text


def test_a_door_that_nobody_set_says_whom_to_ask(linked: Town, client: Client) -> None:
    assert MISSING in shown(client, "?danger=no&about=conduct", linked.council.pk).one("main").text
    assert MISSING not in shown(client, "?danger=no&about=conduct", linked.school.pk).one("main").text


def test_rosa_gets_her_own_agencys_links_without_being_asked(linked: Town, client: Client) -> None:
    client.force_login(linked.rosa)
    result = shown(client, "?danger=no&about=complaint")
    assert "https://school.example.org/complaints" in links(result)
    assert not result.all("select")
    client.force_login(linked.amir)
    assert MISSING in shown(client, "?danger=no&about=complaint").one("main").text


def test_somebody_with_posts_in_two_agencies_is_asked_which_and_offered_only_those(
    linked: Town, client: Client
) -> None:
    from forthright.directory.models import Holding

    Holding.objects.create(post=linked.posts["amir"], person=linked.rosa, starts="2026-01-01")
    client.force_login(linked.rosa)
    offered = {one.text for one in shown(client, "?danger=no&about=complaint").all("option")}
    assert offered == {"Choose your agency", linked.school.name, linked.council.name}


def test_somebody_without_an_account_chooses_their_agency_last(linked: Town, client: Client) -> None:
    result = shown(client, "?danger=no&about=complaint")
    assert len(result.all("option")) == Agency.objects.count() + 1
    answer = client.get(f"/door/?danger=no&about=complaint&agency={linked.school.pk}")
    assert answer.status_code == 302
    assert answer["Location"] == f"/door/{linked.school.pk}/?danger=no&about=complaint"
    assert "https://school.example.org/complaints" in links(page(client.get(answer["Location"])))


@pytest.mark.parametrize(
    ("agency", "sentence"),
    [("", "Choose your agency"), ("999999", "Choose an agency from the list"), ("x", "Choose an agency from the list")],
)
def test_an_agency_that_was_not_chosen_says_what_to_do(
    linked: Town, client: Client, agency: str, sentence: str
) -> None:
    assert_refuses(client.get(f"/door/?danger=no&about=complaint&agency={agency}"), "agency", sentence)


def test_an_agency_that_is_not_there_is_not_found(town: Town, client: Client) -> None:
    assert client.get("/door/999999/?danger=no").status_code == 404


def test_what_the_partnerships_own_policy_says_of_its_scope_is_shown(town: Town, client: Client) -> None:
    text = (POLICIES / "lincolnshire.policy").read_text(encoding="utf-8")
    policies.publish(town.partnership, text, datetime(2026, 2, 1, tzinfo=UTC))
    result = shown(client, "?danger=no&about=own-agency", town.school.pk).one("main").text
    assert "What the policy of Anyshire (invented) says" in result
    assert "A disagreement inside one agency, a complaint" in result


def test_asking_changes_nothing_and_sets_no_cookie(town: Town, client: Client) -> None:
    for query in ("", "?danger=yes", "?danger=told", "?danger=no&about=sharing"):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/door/{query}")
        assert not answer.cookies
        writes = ("INSERT", "UPDATE", "DELETE")
        assert not [one for one in asked.captured_queries if one["sql"].startswith(writes)]
    assert client.post("/door/", {"danger": "no"}).status_code == 405


@pytest.mark.parametrize("query", ["", "?danger=yes", "?danger=no&about=sharing"])
def test_a_page_asks_little_of_the_database(
    linked: Town, client: Client, query: str, django_assert_max_num_queries
) -> None:
    client.force_login(linked.rosa)
    with django_assert_max_num_queries(12):
        shown(client, query)
