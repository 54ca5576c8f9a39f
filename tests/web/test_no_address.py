"""Joan has no email address: she is asked all the same, and answers by telephone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Stance
from forthright.core.challenge.commands import Acknowledge, Reply
from forthright.directory.guest_models import Invitation
from forthright.directory.models import Person
from forthright.notices.models import Message
from forthright.notices.tell import Kind
from forthright.record import clock, inviting
from forthright.web.forms.raise_guest import INVITE
from tests.support.forms import page
from tests.support.guests import JOAN, asks_joan
from tests.support.town import MONDAY, Town
from tests.web.policies import NOW, said
from tests.web.raising import answer, send, start
from tests.web.test_guests import drafted

SILENT = replace(JOAN, email="")
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("today")


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def told(kind: Kind) -> list[int]:
    return sorted(Message.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_somebody_without_an_address_is_raised_with_and_the_business_unit_is_asked_to_telephone(town: Town) -> None:
    client = browser(town.amir)
    draft = drafted(client, guest_email="")
    check = said(client.get(f"/raise/{draft}/check/"))
    assert "No email address: the business unit telephones them" in check
    assert "The partnership’s business unit is asked to telephone them" in check
    assert "a code each time" not in check
    reference = send(client, draft)
    assert told(Kind.NO_ADDRESS) == [town.beth.pk]
    assert not told(Kind.VOUCH)
    sent = said(client.get(f"/matter/{reference}/raised/"))
    assert "has no account and no email address" in sent and "check that the address is theirs" not in sent
    assert "The business unit has been asked to telephone them" in said(client.get(f"/matter/{reference}/invited/"))


def test_where_there_is_one_answer_alone_it_is_given(town: Town) -> None:
    client = browser(town.amir)
    page_of = page(client.get(f"/raise/{start_with_guest(client)}/guest/"))
    (only,) = [one for one in page_of.all("input") if one.attrs.get("name") == "body_of"]
    assert "checked" in only.attrs


def start_with_guest(client: Client) -> str:
    """A draft to somebody without an account, of whom nothing is said yet."""
    draft = start(client)
    answer(client, draft, "who", agency=INVITE)
    return draft


def test_the_business_unit_is_led_to_the_telephone_and_vouches_for_nothing(town: Town) -> None:
    one = asks_joan(town, NOW, asked=SILENT)
    beth = browser(town.beth)
    assert "1 waits for you" in said(beth.get("/my-turn/"))
    page = beth.get(f"/invitations/{one.pk}/")
    assert "They have no email address, and the times of the policy run." in said(page)
    assert f"/matter/{one.challenge}/phone/" in page.content.decode()
    assert "real work address" not in said(page)
    beth.post(f"/invitations/{one.pk}/", {"answer": "vouch", "reason": "I rang."})
    assert isinstance(inviting.vouch(town.beth, one, "I rang.", NOW), No)
    assert Invitation.objects.get(pk=one.pk).vouched_at is None


def test_it_is_an_alarm_after_four_hours_and_each_day_until_nothing_waits_for_them(town: Town) -> None:
    one = asks_joan(town, MONDAY, asked=SILENT)
    town.people["joan"] = one.guest
    inviting.alarm(MONDAY + 4 * HOUR)
    assert told(Kind.NO_ADDRESS) == sorted([town.beth.pk, town.beth.pk, town.amir.pk])
    inviting.alarm(MONDAY + 28 * HOUR)
    assert len(told(Kind.NO_ADDRESS)) == 5
    for command in (Acknowledge(), Reply(stance=Stance.AGREE, words={"reasons": "She is right."})):
        town.does("joan", one.challenge, command, MONDAY + 29 * HOUR)
    inviting.alarm(MONDAY + 52 * HOUR)
    assert len(told(Kind.NO_ADDRESS)) == 5
    assert "waits for you" not in said(browser(town.beth).get("/my-turn/"))


def test_an_address_that_is_given_later_is_vouched_for_as_any_other(town: Town) -> None:
    one = asks_joan(town, NOW, asked=SILENT)
    amir = browser(town.amir)
    assert "Give an email address" in said(amir.get(f"/matter/{one.challenge}/invited/"))
    amir.post(f"/matter/{one.challenge}/invited/", {"email": JOAN.email})
    assert told(Kind.VOUCH) == [town.beth.pk]
    assert inviting.vouch(town.beth, Invitation.objects.get(pk=one.pk), "I rang.", NOW) is None
    clock.one_round(NOW)
    assert [one.to for one in mail.outbox if one.to == [JOAN.email]]


def test_nothing_is_ever_sent_to_nowhere(town: Town) -> None:
    asks_joan(town, NOW, asked=SILENT)
    clock.one_round(NOW)
    assert all(one.to[0] and "guest.invalid" not in one.to[0] for one in mail.outbox)
    draft = drafted(browser(town.amir), guest_email="not an address")
    assert "Enter an email address" in said(answer(browser(town.amir), draft, "guest", guest_email="x"))
