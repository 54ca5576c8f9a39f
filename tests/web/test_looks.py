"""Who has looked: both sides read the same list."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from forthright.audit.actions import note_look
from forthright.audit.models import Look
from tests.support.forms import Element, page
from tests.support.town import MONDAY, Town

SOON = MONDAY + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _monday_morning():  # type: ignore[no-untyped-def]
    with time_machine.travel(SOON, tick=False):
        yield


def rows(client: Client, reference: str, query: str = "") -> list[Element]:
    shown = page(client.get(f"/matter/{reference}/looks/{query}"))
    return [one for one in shown.all("tr") if any(cell.tag == "td" for cell in one.inside)]


def test_olu_is_told_the_same_as_for_a_challenge_that_does_not_exist(client: Client, town: Town) -> None:
    reference = town.raises()
    client.force_login(town.olu)
    assert client.get(f"/matter/{reference}/looks/").status_code == 404
    assert client.get("/matter/ZZZZ-ZZZZ/looks/").status_code == 404
    assert not Look.objects.exclude(act__in=("refused", "listed")).exists()


def test_a_look_is_noted_once_for_each_view_and_stands_in_the_list(client: Client, town: Town) -> None:
    reference = town.raises()
    client.force_login(town.amir)
    client.get(f"/matter/{reference}/record/")
    seen = rows(client, reference)
    assert Look.objects.count() == 2
    assert [("Printed" in row.text, "Looked" in row.text) for row in seen] == [(False, True), (True, False)]
    for words in ("10am on Monday 2 November 2026", "Amir (invented)", "Social worker", "Anyshire Council", "Entry 1"):
        assert words in seen[0].text


def test_both_sides_read_the_same_list(client: Client, town: Town) -> None:
    reference = town.raises()
    note_look(reference, 1, "Sam (invented)", "Team manager", "Anyshire Council", "copied", 1, MONDAY)
    client.force_login(town.rosa)
    hers = [row.text for row in rows(client, reference)]
    client.force_login(town.amir)
    his = [row.text for row in rows(client, reference)]
    assert his[1:] == hers
    assert "Copied as text" in hers[-1]
    assert "Sam (invented)" in hers[-1]


@pytest.mark.parametrize("name", ["beth", "sam"])
def test_who_sees_facts_only_reads_posts_and_no_names(client: Client, town: Town, name: str) -> None:
    reference = town.raises()
    client.force_login(town.rosa)
    client.get(f"/matter/{reference}/looks/")
    client.force_login(town.people[name])
    html = client.get(f"/matter/{reference}/looks/").content.decode()
    assert "Teacher" in html
    assert "Rosa" not in html


def test_a_long_trail_is_read_page_by_page(client: Client, town: Town) -> None:
    reference = town.raises()
    for minute in range(60):
        at = MONDAY + timedelta(minutes=minute)
        note_look(reference, 1, "Rosa (invented)", "Teacher", "School", "looked", 1, at)
    client.force_login(town.rosa)
    assert len(rows(client, reference)) == 50
    assert len(rows(client, reference, "?from=50")) == 12  # with this look and the one before it
    shown = page(client.get(f"/matter/{reference}/looks/"))
    assert shown.one("a", rel="next").attrs["href"] == "?from=50"


def test_the_list_takes_few_questions_however_long(
    client: Client,
    town: Town,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    reference = town.raises()
    for _ in range(40):
        note_look(reference, 1, "Rosa (invented)", "Teacher", "School", "looked", 1, MONDAY)
    client.force_login(town.rosa)
    client.get("/about")
    with django_assert_max_num_queries(12):
        client.get(f"/matter/{reference}/looks/")
