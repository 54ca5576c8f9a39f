"""Recording one that talking settled, or good practice: one page, and it is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from forthright.core.challenge.codes import Phase, Subject
from forthright.record import queries
from forthright.record.models import Challenge, Draft, StoredEvent
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town

NAME = "Zuri Canary"


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def rosa(client: Client, town: Town) -> Client:
    client.force_login(town.rosa)
    return client


def answers(client: Client, town: Town, **changes: object) -> dict[str, object]:
    token = page(client.get("/settled/")).one("input", name="token").attrs["value"]
    return {
        "token": token,
        "kind": "difference",
        "agency": town.council.pk,
        "subject": Subject.CHILD,
        "about": NAME,
        "topic": "Need for action",
        "what": "We differed about a visit.",
        "changed": "She was seen the same day.",
        "go": "record",
    } | changes


def test_one_page_records_it_and_nothing_more_is_expected_of_anybody(rosa: Client, town: Town) -> None:
    done = rosa.post("/settled/", answers(rosa, town))
    reference = done["Location"].split("/")[2]
    matter = queries.matter(town.rosa, reference, MONDAY)
    assert matter is not None
    assert (matter.state.phase, matter.state.topic, matter.state.good_practice) == (
        Phase.ENDED,
        "Need for action",
        False,
    )
    words = matter.entries[0].words
    assert (words["what"], words["changed"]) == ("We differed about a visit.", "She was seen the same day.")
    assert words["children"] == [{"name": NAME, "born": "", "identifier": "", "kind": "a child"}]
    shown = page(rosa.get(done["Location"]))
    assert shown.one("h1").text == "Recorded as settled"
    assert reference in shown.one("main").text
    assert NAME not in shown.title()


def test_good_practice_about_a_theme_is_recorded_with_the_same_page(rosa: Client, town: Town) -> None:
    sent = answers(rosa, town, kind="good practice", subject=Subject.THEME, about="Quick minutes", topic="")
    done = rosa.post("/settled/", sent)
    matter = queries.matter(town.rosa, done["Location"].split("/")[2], MONDAY)
    assert matter is not None
    assert (matter.state.good_practice, matter.state.subject, matter.state.topic) == (True, Subject.THEME, "not stated")
    assert matter.entries[0].words["theme"] == "Quick minutes"
    assert "children" not in matter.entries[0].words
    assert page(rosa.get(done["Location"])).one("h1").text == "Good practice recorded"


@pytest.mark.parametrize("name, words", [("amir", None), ("olu", None), ("beth", {}), ("mei", {})])
def test_nobody_else_reads_the_words_of_it(rosa: Client, town: Town, name: str, words: dict[str, str] | None) -> None:
    reference = rosa.post("/settled/", answers(rosa, town))["Location"].split("/")[2]
    matter = queries.matter(town.people[name], reference, MONDAY)
    assert (matter.entries[0].words if matter else None) == words


REFUSALS = [
    ("kind", "", "Select what you want to record"),
    ("agency", "", "Select which agency it was with"),
    ("subject", "", "Select who it was about"),
    ("about", " ", "Enter a first name, initials or the theme"),
    ("what", "", "Enter what it was about"),
    ("changed", "x" * 5001, "Your answer must be 5000 characters or fewer. You entered 5001"),
]


@pytest.mark.parametrize("field, value, sentence", REFUSALS)
def test_a_refusal_says_why_keeps_what_was_typed_and_keeps_it_as_a_draft(
    rosa: Client, town: Town, field: str, value: str, sentence: str
) -> None:
    sent = answers(rosa, town, **{field: value})
    refused = rosa.post("/settled/", sent)
    assert_refuses(refused, field, sentence)
    assert page(refused).one("textarea", name="what").text == str(sent["what"])
    rosa.logout()
    rosa.force_login(town.rosa)
    again = page(rosa.get("/settled/"))
    assert again.one("textarea", name="what").text == str(sent["what"])
    assert again.one("textarea", name="changed").text == str(sent["changed"])
    assert not Challenge.objects.exists()


def test_one_s_own_agency_is_refused(rosa: Client, town: Town) -> None:
    sent = answers(rosa, town, agency=town.school.pk)
    assert_refuses(rosa.post("/settled/", sent), "agency", "Select which agency it was with")


def test_a_double_click_records_it_once(rosa: Client, town: Town) -> None:
    sent = answers(rosa, town)
    assert rosa.post("/settled/", sent)["Location"] == rosa.post("/settled/", sent)["Location"]
    assert StoredEvent.objects.count() == 1


def test_what_is_left_for_later_comes_back_and_goes_once_it_is_recorded(rosa: Client, town: Town) -> None:
    assert rosa.post("/settled/", answers(rosa, town, go="later"))["Location"] == "/raise/"
    assert page(rosa.get("/settled/")).one("input", name="about").attrs["value"] == NAME
    rosa.force_login(town.olu)
    assert NAME not in rosa.get("/settled/").content.decode()
    rosa.force_login(town.rosa)
    rosa.post("/settled/", answers(rosa, town))
    assert not Draft.objects.exists()


def test_somebody_without_a_post_in_an_agency_is_told_why_they_cannot(client: Client, town: Town) -> None:
    client.force_login(town.beth)
    assert page(client.get("/settled/")).one("h1").text == "You cannot raise a challenge yet"


def test_the_page_asks_the_database_at_most_twelve_things_and_makes_no_draft(
    rosa: Client, town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        assert len(page(rosa.get("/settled/")).all("h1")) == 1
    assert not Draft.objects.exists()
