"""A reply by telephone: Beth takes down what Amir says, and reads no words of the challenge."""

from __future__ import annotations

import pytest
from django.test import Client

from forthright.audit.models import Look
from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Stance
from forthright.record.chain import faults
from forthright.record.models import Challenge, StoredEvent
from tests.support.forms import page
from tests.support.guests import asks_joan, letters, vouched
from tests.support.town import MONDAY, Town

CALL = {"call_day_day": "2", "call_day_month": "11", "call_day_year": "2026", "call_time": "9am"}
REPLY = CALL | {"stance": Stance.PARTLY.value, "reasons": "We visited on Friday.", "token": "p" * 20}


@pytest.fixture
def reference(town: Town, today: None) -> str:
    found = town.raises()
    town.does("rosa", found, c.GivePerspective(rating=1, words={"view": "Canary view of Rosa"}))
    return found


def send(client: Client, town: Town, reference: str, who: str = "amir", **changes: object) -> object:
    seen = Challenge.objects.get(pk=reference).version
    return client.post(f"/matter/{reference}/phone/{town.people[who].pk}/reply/", REPLY | {"seen": seen} | changes)


def reader(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(town.people[who])
    return client


def test_beth_enters_what_amir_says_and_both_names_stand_in_the_record(
    beth: Client, town: Town, reference: str
) -> None:
    assert send(beth, town, reference).status_code == 302  # type: ignore[attr-defined]
    signed = "taken by phone by Beth (invented) (Business manager), 9am on Monday 2 November 2026"
    for who in ("rosa", "amir"):
        client = reader(town, who)
        for name in ("", "timeline/", "record/", "paste/"):
            text = client.get(f"/matter/{reference}/{name}").content.decode()
            assert signed in text and "We visited on Friday." in text, (who, name)
        assert "Entered what was said by telephone" in client.get(f"/matter/{reference}/looks/").content.decode()


def test_beth_reads_no_words_before_or_after(beth: Client, town: Town, reference: str) -> None:
    act = f"/matter/{reference}/phone/{town.amir.pk}"
    pages = [f"/matter/{reference}/phone/", f"/matter/{reference}/phone/sheet/", f"/matter/{reference}/"]
    pages += [f"{act}/{verb}/" for verb in ("acknowledge", "perspective", "reply", "evidence", "safety", "danger")]
    pages += [f"/matter/{reference}/timeline/", f"/matter/{reference}/record/", f"/matter/{reference}/paste/"]
    for turn in ("before", "after"):
        for address in pages:
            text = beth.get(address).content.decode()
            for secret in ("Canary", "gate", "after-school", "We visited", "Rosa"):
                assert secret not in text, (turn, address, secret)
        send(beth, town, reference)


def test_whoever_sees_facts_only_reads_that_it_was_taken_by_phone_and_no_name(
    beth: Client, town: Town, reference: str
) -> None:
    send(beth, town, reference)
    text = reader(town, "beth").get(f"/matter/{reference}/timeline/").content.decode()
    assert "taken by phone by Business manager" in text and "Amir" not in text


def test_amir_is_told_and_corrects_it(beth: Client, town: Town, reference: str) -> None:
    send(beth, town, reference)
    assert any("What you said by telephone has been entered" in one for one in letters(MONDAY, town.amir.email))
    entry = Challenge.objects.get(pk=reference).version
    town.does("amir", reference, c.Correct(entry=entry, words={"correction": "On Thursday."}))


def test_a_guest_is_told_by_a_link_of_their_own(beth: Client, town: Town) -> None:
    joan = vouched(town, asks_joan(town))
    letters(MONDAY)
    answer = beth.post(f"/matter/{joan.challenge}/phone/{joan.guest_id}/reply/", REPLY | {"stance": "agree", "seen": 1})
    assert answer.status_code == 302
    [letter] = letters(MONDAY)
    assert "What you said by telephone has been entered" in letter and "/reply/" in letter
    assert "Joan Reed (invented)" in reader(town, "amir").get(f"/matter/{joan.challenge}/").content.decode()


def test_sending_twice_enters_once(beth: Client, town: Town, reference: str) -> None:
    before = Challenge.objects.get(pk=reference).version
    for _click in range(2):
        assert send(beth, town, reference, seen=before).status_code == 302  # type: ignore[attr-defined]
    assert Challenge.objects.get(pk=reference).version == before + 1
    assert Look.objects.filter(challenge=reference, act="entered by phone").count() == 1


def test_what_was_typed_stays_when_somebody_else_wrote_meanwhile(beth: Client, town: Town, reference: str) -> None:
    refused = send(beth, town, reference, seen=1)
    text = refused.content.decode()  # type: ignore[attr-defined]
    assert refused.status_code == 422 and "We visited on Friday." in text  # type: ignore[attr-defined]
    assert "Something was entered since you opened this page." in text and "Canary" not in text
    assert f'name="seen" value="{Challenge.objects.get(pk=reference).version}"' in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"call_time": ""}, "Enter"),
        ({"call_day_year": "2027"}, "must be"),
        ({"call_time": "11:59pm"}, "The time of the call must be in the past"),
        ({"call_day_year": "2025"}, "after it was raised"),
        ({"reasons": ""}, "Enter your reasons"),
    ],
)
def test_what_is_wrong_is_said(beth: Client, town: Town, reference: str, changes: dict[str, str], said: str) -> None:
    refused = send(beth, town, reference, **changes)
    assert said in page(refused).one(css="govuk-error-summary").text  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["rosa", "amir", "sam", "olu", "ada", "sid"])
def test_nobody_else_takes_anything_down(town: Town, reference: str, who: str) -> None:
    before = Challenge.objects.get(pk=reference).version
    assert send(reader(town, who), town, reference).status_code == 404  # type: ignore[attr-defined]
    assert Challenge.objects.get(pk=reference).version == before


def test_beth_takes_nothing_down_for_the_raising_side_or_an_outsider(beth: Client, town: Town, reference: str) -> None:
    for who in ("rosa", "olu"):
        assert send(beth, town, reference, who=who).status_code == 404  # type: ignore[attr-defined]
    withdraw = f"/matter/{reference}/phone/{town.amir.pk}/propose/"
    assert beth.get(withdraw).status_code == beth.get(f"/matter/{reference}/phone/{town.amir.pk}/x/").status_code == 404


def test_the_chain_covers_who_took_it_down(beth: Client, town: Town, reference: str) -> None:
    send(beth, town, reference)
    rows = list(StoredEvent.objects.filter(challenge=reference).order_by("version"))
    head = {reference: (rows[-1].version, bytes(rows[-1].digest))}
    assert '"phone":{' in rows[-1].facts and list(faults(rows, head)) == []
    rows[-1].facts = rows[-1].facts.replace(f'"by":{town.beth.pk}', '"by":1000')
    assert list(faults(rows, head)) != []


def test_the_sheet_names_no_child_and_begins_with_danger(beth: Client, town: Town, reference: str) -> None:
    text = beth.get(f"/matter/{reference}/phone/sheet/").content.decode()
    assert "Zuri" not in text and "Amir" not in text
    assert text.index("Is the child in danger now?") < text.index("Do you have the challenge")
    assert "to reply" in text
