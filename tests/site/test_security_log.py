"""What the log says about who signs in and who is refused: who, what and when, and nothing that was typed."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from forthright.directory.models import Person
from tests.support.town import PASSWORD, Town

pytestmark = pytest.mark.django_db
SECRET = "Zuri Canary"


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name.startswith("forthright.")]


def test_signing_in_and_out_and_failing_are_lines(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    client, rosa = Client(), f"person {town.rosa.pk}"
    with caplog.at_level(logging.INFO):
        client.post("/account/login/", {"login": "rosa@example.org", "password": f"{SECRET} wrong"})
        client.post("/account/login/", {"login": f"{SECRET}@example.org", "password": PASSWORD})
        client.post("/account/login/", {"login": "rosa@example.org", "password": PASSWORD})
        client.post("/account/logout/")
    said = lines(caplog)
    assert "sign-in failed nobody known" in said
    assert f"signed in {rosa}" in said
    assert f"signed out {rosa}" in said
    assert SECRET not in "\n".join(said)
    assert "example.org" not in "\n".join(said)


def test_every_request_says_who_asked_where_that_is_known(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    client.force_login(town.olu)
    reference = town.raises()
    with caplog.at_level(logging.INFO):
        client.get(f"/matter/{reference}/")
        Client().get("/my-turn/")
    said = "\n".join(lines(caplog))
    assert f" {town.olu.pk}" in said
    assert "GET matter 404" in said, "a refusal is a line, and looks like any other page that is not there"
    assert "GET my_turn 302" in said
    assert reference not in said


def test_no_line_can_be_forged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client.generic("GET\nINFO signed in person 1", "/nowhere/%0aINFO%20signed%20in%20person%201")
        client.get("/", {"q": "\nINFO signed in"}, headers={"User-Agent": "\nINFO signed in"})
    assert not [line for line in lines(caplog) if "\n" in line or "signed in" in line]
    assert any(line.startswith("OTHER ") for line in lines(caplog))


def test_a_changed_password_is_a_line(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    client.post("/account/login/", {"login": "rosa@example.org", "password": PASSWORD})
    new = "quite another sentence of words"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    with caplog.at_level(logging.INFO):
        client.post("/account/password/change/", typed)
    assert f"password changed person {town.rosa.pk}" in lines(caplog)
    assert Person.objects.get(pk=town.rosa.pk).check_password(new)
