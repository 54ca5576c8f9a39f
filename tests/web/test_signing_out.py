"""An administrator signs somebody of their agency out everywhere; nobody else can, or learns that there is somebody."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from forthright.audit.models import AccountEvent
from forthright.directory.models import Holding, Upkeep
from forthright.notices.actions import send_waiting
from forthright.notices.models import Message
from tests.support.town import PASSWORD, Town

pytestmark = pytest.mark.django_db


def browser(town: Town, name: str) -> Client:
    client = Client()
    client.post("/account/login/", {"login": town.people[name].email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/my-turn/").status_code == 200


def where(town: Town, name: str = "rosa") -> str:
    return f"/people/person/{town.people[name].pk}/sign-out/"


def test_every_browser_of_rosa_is_out_at_its_next_click_and_nobody_elses(town: Town) -> None:
    desk, phone, mei, ada = browser(town, "rosa"), browser(town, "rosa"), browser(town, "mei"), browser(town, "ada")
    page = ada.get(f"/people/person/{town.rosa.pk}/").content.decode()
    assert where(town) in page
    assert "Sign Rosa (invented) out everywhere" in ada.get(where(town)).content.decode()
    assert is_in(desk) and is_in(phone), "looking does nothing"
    shown = ada.post(where(town), follow=True).content.decode()
    assert "Rosa (invented) is signed out everywhere." in shown
    assert not is_in(desk) and not is_in(phone) and is_in(mei) and is_in(ada)
    assert is_in(browser(town, "rosa")), "she can sign in again"


def test_it_stands_in_both_logs_and_rosa_is_told_nothing_secret(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    ada = browser(town, "ada")
    with caplog.at_level("INFO", "forthright.security"):
        ada.post(where(town))
    assert f"signed out everywhere person {town.rosa.pk} by person {town.ada.pk}" in caplog.messages
    assert AccountEvent.objects.values_list("kind", "person", "by").get() == (
        "signed out by another",
        town.rosa.pk,
        town.ada.pk,
    )
    line = Upkeep.objects.get()
    assert (line.act, line.agency, line.by) == ("signed out everywhere", town.school.pk, town.ada.pk)
    assert "signed Rosa (invented) out everywhere" in ada.get(f"/people/agency/{town.school.pk}/").content.decode()
    send_waiting(timezone.now(), lambda *_asked: False)
    (sent,) = [one for one in mail.outbox if one.to == [town.rosa.email]]
    assert "signed you out everywhere" in sent.body and "/my-sessions/" in sent.body
    assert not any(word in sent.body + sent.subject for word in ("Rosa", "Ada", "Larkfield", "key"))


def test_each_time_is_told(town: Town) -> None:
    ada = browser(town, "ada")
    ada.post(where(town))
    ada.post(where(town))
    assert Message.objects.filter(recipient=town.rosa.pk, kind="signed out").count() == 2


def test_only_the_administrator_of_the_agency_may_and_to_others_there_is_nobody(town: Town) -> None:
    rosa = browser(town, "rosa")
    for name, whom in (("beth", "rosa"), ("beth", "ada"), ("mei", "rosa"), ("rosa", "rosa"), ("ada", "amir")):
        client = browser(town, name)
        for act in (client.get, client.post):
            there, nowhere = act(where(town, whom)), act("/people/person/999999/sign-out/")
            assert (there.status_code, nowhere.status_code) == (404, 404), (name, whom)
    assert is_in(rosa) and not Upkeep.objects.exists() and not AccountEvent.objects.exists()


def test_the_partnerships_own_people_are_the_business_units(town: Town) -> None:
    cleo = browser(town, "cleo")
    assert browser(town, "ada").post(where(town, "cleo")).status_code == 404
    assert browser(town, "beth").post(where(town, "cleo")).status_code == 302
    assert not is_in(cleo)


def test_who_has_gone_to_another_agency_is_not_signed_out_from_the_old_one(town: Town) -> None:
    Holding.objects.filter(person=town.rosa).update(ends=date(2026, 1, 2))
    ada = browser(town, "ada")
    assert ada.post(where(town)).status_code == 404
    assert where(town) not in ada.get(f"/people/person/{town.rosa.pk}/").content.decode()
    Holding.objects.filter(person=town.rosa).update(starts=date(2099, 1, 1), ends=None)
    assert ada.post(where(town)).status_code == 404
