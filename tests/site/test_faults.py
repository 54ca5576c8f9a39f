"""When nothing can be saved, the person is told so, and given back what they typed."""

import logging

import pytest
from django.db import OperationalError, connection
from django.test import Client

from forthright.record import actions
from forthright.record.models import StoredEvent
from tests.support.town import Town

NOTE = "A line that took ten minutes to write."


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a full PostgreSQL disk cannot be made from here")
def test_a_full_disk_gives_the_words_back_and_writes_nothing(town: Town, client: Client) -> None:
    reference = town.raises()
    client.force_login(town.rosa)
    client.get("/my-turn/")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            answer = _post_many(client, reference)
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert answer.status_code == 503
    assert NOTE in answer.content.decode()
    assert "was not saved" in answer.content.decode()


def _post_many(client: Client, reference: str):  # type: ignore[no-untyped-def]
    """Writes until the last free page of the file is used."""
    for number in range(400):
        fields = {"note": NOTE + " x" * 2000, "seen": str(number + 1), "token": f"t{number}"}
        answer = client.post(f"/matter/{reference}/do/note/", fields)
        if answer.status_code == 503:
            return answer
    raise AssertionError("the disk never became full")


def test_a_fault_is_logged_by_its_kind_and_place_and_never_by_its_text(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reference = town.raises()
    client.force_login(town.rosa)
    client.raise_request_exception = False

    def broken(*_: object, **__: object) -> None:
        raise OperationalError("Zuri Canary could not be written")

    monkeypatch.setattr(actions, "write", broken)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(
            f"/matter/{reference}/do/note/", {"note": NOTE, "seen": "1", "token": "t", "go": "send-now"}
        )
    assert answer.status_code == 503
    assert NOTE in answer.content.decode()
    assert "send-now" not in answer.content.decode(), "a button is not something that was typed"
    assert "Zuri" not in caplog.text
    assert "OperationalError" in caplog.text
    assert StoredEvent.objects.filter(challenge=reference).count() == 1
