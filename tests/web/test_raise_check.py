"""Checking what is to be sent, who will see it, and sending it once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.folding import fold
from forthright.directory.models import Agency, Cover, Holding
from forthright.record import drafts, policies, queries
from forthright.record.models import Challenge, Draft, Receipt, StoredEvent
from forthright.record.store import load_facts
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, POLICIES, Town
from tests.web.raising import answer, send, short, start


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def rosa(client: Client, town: Town) -> Client:
    client.force_login(town.rosa)
    return client


def test_changing_the_agency_asks_again_who_should_answer(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    changed = rosa.post(f"/raise/{draft}/who/", {"agency": town.health.pk, "back": "check"})
    assert changed["Location"] == f"/raise/{draft}/person/?back=check"
    assert_refuses(rosa.post(f"/raise/{draft}/check/"), "", "Select who should answer, or “I do not know who”")
    assert not Challenge.objects.exists()


def test_a_change_from_the_check_page_comes_back_to_it(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    links = [one.attrs["href"] for one in page(rosa.get(f"/raise/{draft}/check/")).all("a", id="change-wanted")]
    assert links == [f"/raise/{draft}/wanted/?back=check"]
    shown = page(rosa.get(links[0]))
    assert shown.one("input", name="back").attrs["value"] == "check"
    assert answer(rosa, draft, "wanted", wanted="Call us.", back="check")["Location"] == f"/raise/{draft}/check/"
    assert "Call us." in page(rosa.get(f"/raise/{draft}/check/")).one("main").text


def test_the_check_page_says_what_is_missing_and_refuses_to_send_it(rosa: Client, town: Town) -> None:
    draft = start(rosa)
    answer(rosa, draft, "who", agency=town.council.pk)
    assert "Not provided" in page(rosa.get(f"/raise/{draft}/check/")).one("main").text
    refused = rosa.post(f"/raise/{draft}/check/")
    for sentence in (
        "Enter what you saw or heard",
        "Enter what would resolve this",
        "Select who it is about",
    ):
        assert_refuses(refused, "", sentence)
    assert Draft.objects.filter(pk=draft).exists()


def test_a_date_that_has_passed_since_it_was_typed_is_refused_on_sending(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "urgency", needed_by_day="2", needed_by_month="11", needed_by_year="2026")
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        rosa.force_login(town.rosa)
        refused = rosa.post(f"/raise/{draft}/check/")
    assert_refuses(refused, "", "The date an answer is needed by must be today or in the future")


def test_it_says_so_when_whoever_was_chosen_has_left(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    Holding.objects.filter(person=town.amir).update(ends=MONDAY.date() - timedelta(days=1))
    assert_refuses(rosa.post(f"/raise/{draft}/check/"), "", "Select who should answer, or “I do not know who”")
    assert Draft.objects.filter(pk=draft).exists()


def test_a_deputy_cannot_be_sent_their_own_challenge_and_the_draft_stays(rosa: Client, town: Town) -> None:
    day = MONDAY.date()
    draft = short(rosa, town)
    Holding.objects.create(post=town.posts["ravi"], person=town.rosa, starts=day)
    answer(rosa, draft, "post", post=town.posts["rosa"].pk)
    Cover.objects.create(post=town.posts["amir"], deputy=town.rosa, starts=day, ends=day)
    assert_refuses(rosa.post(f"/raise/{draft}/check/"), "", "Choose somebody other than yourself.")
    assert Draft.objects.filter(pk=draft).exists()


def test_the_check_page_names_everybody_who_will_read_it_step_by_step(rosa: Client, town: Town) -> None:
    shown = page(rosa.get(f"/raise/{short(rosa, town)}/check/"))
    groups = {}
    for row in shown.all(css="govuk-summary-list__row"):
        groups[row.inside[0].text] = [one.text for one in row.inside if one.tag == "p"]
    assert groups["When you send it"] == ["Amir (invented), Social worker"]
    assert set(groups["If it goes to Step 2"]) == {
        "Mei (invented), Head of pastoral care",
        "Sam (invented), Team manager",
    }
    assert "Ravi (invented), Partnership representative for the council" in groups["If it goes to Step 3"]
    assert "Ruth (invented), Partnership representative for schools" in groups["If it goes to Step 3"]
    assert "Cleo (invented), Independent chair" in groups["If it goes to Step 4"]
    for text in (
        "They do not see your words",
        "Each time somebody looks, it is written down",
        "The family may read this",
    ):
        assert text in shown.one("main").text


def test_the_people_named_before_sending_are_those_who_read_it_afterwards(rosa: Client, town: Town) -> None:
    reference = send(rosa, short(rosa, town))
    readers = {
        name
        for name, person in town.people.items()
        if (matter := queries.matter(person, reference, MONDAY)) and matter.entries[0].words
    }
    assert readers == {"rosa", "amir"}


def test_the_check_page_shows_what_the_coach_would_look_at_again_and_still_sends(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "wanted", wanted="Something.")
    assert "This does not yet ask anybody to do anything." in page(rosa.get(f"/raise/{draft}/check/")).one("main").text
    assert send(rosa, draft)


def test_check_my_words_remarks_on_this_page_alone_and_keeps_what_was_typed(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    looked = rosa.post(f"/raise/{draft}/wanted/", {"wanted": "Something.", "go": "words"}, follow=True)
    shown = page(looked)
    assert "This does not yet ask anybody to do anything." in shown.one("div", id="remarks").text
    assert "date" not in shown.one("div", id="remarks").text.split("ask")[0]
    assert shown.one("textarea").text == "Something."


def test_evidence_with_its_source_is_not_asked_for_one_again(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "evidence", **{"evidence-0-what": "Late on 4 days", "evidence-0-source": "Amber book"})
    main = page(rosa.get(f"/raise/{draft}/check/")).one("main").text
    assert "Late on 4 days (Amber book)" in main
    assert "Evidence is stronger" not in main


def test_sending_twice_sends_once_and_leads_to_the_same_place(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    reference = send(rosa, draft)
    assert send(rosa, draft) == reference
    assert rosa.get(f"/raise/{draft}/wanted/")["Location"] == f"/matter/{reference}/raised/"
    assert StoredEvent.objects.count() == Receipt.objects.count() == 1


def test_two_presses_at_the_same_time_send_once(rosa: Client, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = short(rosa, town)
    with monkeypatch.context() as patch:
        patch.setattr(
            drafts, "drop", lambda owner, name: None
        )  # as if the second read the draft before the first ended
        first = send(rosa, draft)
    assert Draft.objects.filter(pk=draft).exists()
    assert send(rosa, draft) == first
    assert StoredEvent.objects.count() == 1


@pytest.mark.wide
@pytest.mark.parametrize("file", sorted(POLICIES.glob("*.policy")), ids=lambda file: file.stem)
def test_under_every_policy_that_comes_with_it_the_short_path_can_be_checked_and_sent(
    rosa: Client, town: Town, file: Path
) -> None:
    policies.publish(town.partnership, file.read_text(encoding="utf-8"), MONDAY - timedelta(days=1))
    draft = short(rosa, town)
    shown = page(rosa.get(f"/raise/{draft}/check/"))
    assert shown.one("h2", id="who-sees").text == "Who will see what"
    for slug in ("urgency", "when", "topic", "safety"):
        assert rosa.get(f"/raise/{draft}/{slug}/").status_code == 200
    reference = send(rosa, draft)
    assert "Amir (invented) is to " in page(rosa.get(f"/matter/{reference}/raised/")).one("main").text


def test_the_time_the_policy_gives_to_raise_is_told_and_holds_nobody_up(rosa: Client, town: Town) -> None:
    text = (POLICIES / "demo-borough.policy").read_text(encoding="utf-8")
    text = text.replace(
        "  acknowledge within:", "  raise within: 5 working days of the disagreement\n  acknowledge within:", 1
    )
    policies.publish(town.partnership, text, MONDAY - timedelta(days=1))
    draft = short(rosa, town)
    sentence = "The raising side must raise it within 5 working days after the disagreement."
    for slug in ("when", "check"):
        assert sentence in page(rosa.get(f"/raise/{draft}/{slug}/")).one("main").text
    answer(rosa, draft, "when", arose_day="1", arose_month="1", arose_year="2026")
    assert send(rosa, draft)


def test_the_wording_for_one_kind_of_agency_holds_where_the_directory_calls_it_so(rosa: Client, town: Town) -> None:
    text = f"{town.policy.text}\nfor social care, step 1:\n  reply within: 1 working day of being raised\n"
    policies.publish(town.partnership, text, MONDAY)
    plain = send(rosa, short(rosa, town))
    Agency.objects.filter(pk=town.council.pk).update(kind="social care")
    kind = send(rosa, short(rosa, town))

    def reply(reference: str) -> datetime | None:
        duties = fold(load_facts(reference)).duties.values()
        return next(one.due for one in duties if one.kind is DutyKind.REPLY)

    assert reply(plain) == datetime(2026, 11, 4, 17, 0, tzinfo=UTC)
    assert reply(kind) == datetime(2026, 11, 3, 17, 0, tzinfo=UTC)
