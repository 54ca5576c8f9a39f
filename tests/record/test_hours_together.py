"""Opening hours change while somebody writes to a matter: on PostgreSQL, with real connections, nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from forthright.audit.append_only import APPEND_ONLY, refuse_changes
from forthright.core.challenge.commands import AddEvidence
from forthright.record import hours, projection
from forthright.record.hours import Saved
from forthright.record.models import Challenge, StoredEvent
from forthright.record.moving_hours import Moves
from tests.record.test_hours import due, inset, own_council
from tests.support import town as towns
from tests.support.town import MONDAY


def triggers(present: bool) -> None:
    """Sets or lifts the triggers that refuse change: tables that were really written must be emptied afterwards."""
    with connection.schema_editor() as editor:
        for table in APPEND_ONLY:
            operation = refuse_changes(table)
            (operation.code if present else operation.reverse_code)(apps, editor)


@pytest.fixture
def _set_again(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        triggers(present=True)


@pytest.fixture
def really_written(_set_again: None, transactional_db: None) -> Iterator[None]:
    yield
    triggers(present=False)


@pytest.mark.skipif(not os.environ.get("TEST_POSTGRES"), reason="SQLite lets one write at a time: nothing can meet")
@pytest.mark.usefixtures("really_written")
def test_an_act_that_is_being_written_is_kept_and_the_change_is_tried_again() -> None:
    town = own_council(towns.build())
    reference = town.raises()
    before = due(reference)
    would = hours.preview(town.ada, inset(town), MONDAY)
    assert isinstance(would, Moves)
    found: list[object] = []

    def save() -> None:
        try:
            found.append(hours.save(town.ada, inset(town), would.digest(MONDAY), "t", MONDAY))
        finally:
            connection.close()

    with transaction.atomic():
        town.does("rosa", reference, AddEvidence(words={"what": "A log.", "source": "School"}))
        other = Thread(target=save)
        other.start()
        other.join(1)
        assert other.is_alive(), "it waits for the act that is being written"
    other.join(20)
    assert len(found) == 1 and isinstance(found[0], Saved), found
    types = list(StoredEvent.objects.filter(challenge=reference).order_by("version").values_list("type", flat=True))
    assert types == ["raised", "evidence added", "opening hours changed"]
    assert before is not None and due(reference) == before + timedelta(days=1)
    assert Challenge.objects.get(pk=reference).version == 3
    assert list(projection.differences()) == []
