"""The lists: what waits on me, on them, what is resolved; the team's and the office's facts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands
from forthright.core.challenge.codes import Better, Outcome, Stance, Urgency
from forthright.core.challenge.commands import Reply
from forthright.directory.models import Cover
from forthright.record import clock, drafts
from tests.support.forms import Element, page
from tests.support.town import MONDAY, Town

CANARIES = ("Zuri", "Canary", "gate", "brother", "tired and hungry")
SOON = MONDAY + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _monday_morning():  # type: ignore[no-untyped-def]
    with time_machine.travel(SOON, tick=False):
        yield


def rows(client: Client, address: str) -> list[Element]:
    shown = page(client.get(address))
    return [one for one in shown.all("tr") if any(cell.tag == "td" for cell in one.inside)]


def cover(town: Town, holder: str, deputy: str) -> None:
    days = {"starts": date(2026, 11, 1), "ends": date(2026, 11, 30)}
    Cover.objects.create(post=town.posts[holder], deputy=town.people[deputy], **days)


def settle(town: Town, reference: str) -> None:
    later = MONDAY + timedelta(days=42)
    town.does("amir", reference, Reply(stance=Stance.AGREE, words={"reasons": "Yes."}))
    wish = commands.Propose(outcome=Outcome.CLARIFICATION, check_back=later, words={"agreed": "x"})
    town.does("amir", reference, wish)
    town.does("rosa", reference, commands.Confirm(agree=True))


def test_whoever_signs_in_lands_on_my_turn(client: Client, town: Town) -> None:
    answer = client.post("/account/login/", {"login": "amir@example.org", "password": "correct horse battery staple"})
    assert (answer.status_code, answer["Location"]) == (302, "/my-turn/")


def test_nobody_reads_a_list_without_signing_in(client: Client, town: Town) -> None:
    for address in ("/my-turn/", "/team/", "/office/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={address}")


def test_amir_sees_what_waits_on_him_and_rosa_what_waits_on_amir(client: Client, town: Town) -> None:
    reference = town.raises()
    client.force_login(town.amir)
    mine = rows(client, "/my-turn/")
    assert len(mine) == 1
    assert f"Zuri Canary (invented), {reference}" in mine[0].text
    assert "Larkfield School (invented)" in mine[0].text
    assert "Acknowledge it" in mine[0].text
    assert "Tomorrow, by 5pm on Tuesday 3 November 2026" in mine[0].text
    link = next(one for one in mine[0].inside if one.tag == "a")
    assert link.attrs["href"] == f"/matter/{reference}/"

    client.force_login(town.rosa)
    assert rows(client, "/my-turn/") == []
    theirs = rows(client, "/my-turn/?list=theirs")
    assert "Waiting for them to acknowledge it" in theirs[0].text
    assert "Anyshire Council (invented)" in theirs[0].text
    assert "Social worker" in theirs[0].text


def test_each_list_says_how_many_stand_on_it(client: Client, town: Town) -> None:
    settle(town, town.raises())
    town.raises()
    client.force_login(town.rosa)
    shown = page(client.get("/my-turn/?list=theirs"))
    tabs = shown.all("a", css="app-tabs__link")
    assert [one.text for one in tabs] == ["Waiting on me (0)", "Waiting on them (1)", "Resolved (1)"]
    assert [one.attrs.get("aria-current") for one in tabs] == [None, "page", None]


def test_a_resolved_challenge_says_how_it_ended(client: Client, town: Town) -> None:
    settle(town, town.raises())
    client.force_login(town.rosa)
    (row,) = rows(client, "/my-turn/?list=resolved")
    assert "Resolved by clarification" in row.text
    assert "Actions or the check-back are still to come" in row.text


def test_a_check_back_that_is_asked_waits_on_each_side_until_it_has_answered(client: Client, town: Town) -> None:
    reference = town.raises()
    settle(town, reference)
    later = MONDAY + timedelta(days=42)
    clock.round_once(later)
    town.does("rosa", reference, commands.CheckBack(better=Better.YES), later)
    with time_machine.travel(later, tick=False):
        client.force_login(town.amir)
        assert "Say if it is better for the child" in rows(client, "/my-turn/")[0].text
        client.force_login(town.rosa)
        assert rows(client, "/my-turn/") == []


def test_what_is_overdue_is_said_in_words(client: Client, town: Town) -> None:
    town.raises()
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        client.force_login(town.amir)
        (row,) = rows(client, "/my-turn/")
    assert "Overdue: it was due by 5pm on Tuesday 3 November 2026" in row.text


def test_an_urgent_challenge_is_tagged(client: Client, town: Town) -> None:
    town.raises(urgency=Urgency.URGENT)
    client.force_login(town.amir)
    assert "Urgent" in rows(client, "/my-turn/")[0].text


def test_a_deputy_sees_what_waits_on_the_one_they_cover_marked_with_the_name(client: Client, town: Town) -> None:
    town.raises()
    cover(town, "amir", "sam")
    client.force_login(town.sam)
    (row,) = rows(client, "/my-turn/")
    assert "for Amir (invented)" in row.text
    client.force_login(town.rosa)
    (row,) = rows(client, "/my-turn/?list=theirs")
    assert "Social worker, covered by Sam (invented)" in row.text


def test_olu_sees_no_challenge_of_others_on_any_list(client: Client, town: Town) -> None:
    town.raises()
    client.force_login(town.olu)
    for place in ("mine", "theirs", "resolved"):
        assert rows(client, f"/my-turn/?list={place}") == []
    assert "Nothing is waiting on you." in client.get("/my-turn/").content.decode()


def test_a_list_that_does_not_exist_is_not_found_and_a_bad_place_in_it_is_its_start(client: Client, town: Town) -> None:
    town.raises()
    client.force_login(town.amir)
    assert client.get("/my-turn/?list=everything").status_code == 404
    assert len(rows(client, "/my-turn/?from=abc")) == 1
    assert len(rows(client, "/my-turn/?from=-5")) == 1
    assert rows(client, "/my-turn/?from=" + "9" * 40) != []


def test_a_long_list_is_read_page_by_page(client: Client, town: Town) -> None:
    for _ in range(27):
        town.raises()
    client.force_login(town.amir)
    first = page(client.get("/my-turn/"))
    later = first.one("a", rel="next")
    assert later.attrs["href"] == "?list=mine&from=25"
    assert first.all("a", rel="prev") == []
    second = page(client.get("/my-turn/?list=mine&from=25"))
    assert len(rows(client, "/my-turn/")) == 25
    assert len(rows(client, "/my-turn/?list=mine&from=25")) == 2
    assert second.one("a", rel="prev").attrs["href"] == "?list=mine&from=0"
    assert second.all("a", rel="next") == []


@pytest.mark.parametrize("place", ["mine", "theirs", "resolved"])
@pytest.mark.parametrize("person", ["amir", "rosa"])
def test_my_turn_takes_at_most_ten_questions_to_the_database_however_many_challenges(
    client: Client,
    town: Town,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
    place: str,
    person: str,
) -> None:
    for _ in range(8):
        town.raises()
    settle(town, town.raises())
    drafts.start(town.people[person], "raise", SOON)
    client.force_login(town.people[person])
    client.get("/about")  # the first page of a visit also writes down when it began
    with django_assert_max_num_queries(10):
        client.get(f"/my-turn/?list={place}")


def test_my_turn_of_a_manager_who_also_covers_stays_within_twelve_questions(
    client: Client,
    town: Town,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for _ in range(3):
        town.raises()
    cover(town, "rosa", "sam")
    drafts.start(town.sam, "raise", SOON)
    client.force_login(town.sam)
    client.get("/about")
    for place in ("mine", "theirs"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/my-turn/?list={place}").status_code == 200


def test_unfinished_drafts_are_shown_without_a_word_of_them(client: Client, town: Town) -> None:
    reference = town.raises()
    drafts.start(town.rosa, "raise", SOON, data={"children": "Zuri Canary"})
    drafts.start(town.rosa, "reply", SOON, challenge=reference)
    client.force_login(town.rosa)
    note = page(client.get("/my-turn/")).one(css="app-note")
    assert "You have 2 unfinished drafts" in note.text
    assert "A new challenge, last changed at 10am on Monday 2 November 2026" in note.text
    assert f"Something you began to write, in {reference}" in note.text
    assert "Kept until Sunday 31 January 2027" in note.text
    assert "Zuri" not in note.text
    links = [one.attrs["href"] for one in note.inside if one.tag == "a"]
    assert f"/matter/{reference}/do/reply/" in links


def test_each_office_finds_its_own_pages_from_my_turn(client: Client, town: Town) -> None:
    expected = {"sam": "/team/", "beth": "/office/", "ada": f"/agency/{town.school.pk}/links/"}
    for name, address in expected.items():
        client.force_login(town.people[name])
        links = {one.attrs["href"] for one in page(client.get("/my-turn/")).all("a", css="govuk-link")}
        assert links & set(expected.values()) == {address}
