"""When would it be due? Anybody counts a time as it is counted here, without an account and without a trace."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from forthright.directory.models import OfficeHours
from tests.support.forms import page
from tests.support.town import Town

ADDRESS = "/when-due/"


@pytest.fixture(autouse=True)
def _wednesday_before_christmas():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 12, 23, 15, tzinfo=UTC), tick=False):
        yield


def asked(client: Client, town: Town, **changes: str) -> str:
    fields = {"whose": f"agency-{town.school.pk}", "amount": "5", "unit": "working days", "time": ""}
    fields |= {"day_day": "", "day_month": "", "day_year": ""} | changes
    answer = client.get(ADDRESS, fields)
    assert answer.status_code == 200
    return page(answer).one("main").text


def test_five_working_days_from_now_skip_christmas_and_say_so_by_name(town: Town, client: Client) -> None:
    text = asked(client, town)
    assert "Due by 5pm on Monday 4 January 2027" in text
    assert "Friday 25 December 2026Does not countBank holiday: Christmas Day" in text
    assert "Monday 28 December 2026Does not countBank holiday: Boxing Day (substitute day)" in text
    assert "For a child that is 12 nights and 5 weekdays." in text


def test_a_start_that_was_typed_counts_from_there(town: Town, client: Client) -> None:
    text = asked(
        client, town, amount="3", unit="working hours", day_day="30", day_month="10", day_year="2026", time="4pm"
    )
    assert "Counted from 4pm on Friday 30 October 2026, in the opening hours of Larkfield School (invented)." in text
    assert "Due by 11am on Monday 2 November 2026" in text


@pytest.mark.parametrize(
    ("unit", "amount", "due"),
    [
        ("hours", "24", "3pm on Thursday 24 December 2026"),
        ("calendar days", "5", "3pm on Monday 28 December 2026"),
        ("working weeks", "1", "5pm on Monday 4 January 2027"),
    ],
)
def test_each_unit_counts_as_its_sentence_says(town: Town, client: Client, unit: str, amount: str, due: str) -> None:
    assert f"Due by {due}" in asked(client, town, unit=unit, amount=amount)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": ""}, "Enter how long it is"),
        ({"amount": "0"}, "How long it is must be a whole number between 1 and 2000"),
        ({"amount": "-5"}, "How long it is must be a whole number between 1 and 2000"),
        ({"amount": "99999999999999999999"}, "How long it is must be a whole number between 1 and 2000"),
        ({"amount": "five"}, "How long it is must be a whole number between 1 and 2000"),
        ({"amount": "300"}, "How long it is must be 260 working days or less"),
        ({"unit": "fortnights"}, "Choose what it is counted in"),
        ({"whose": "agency-0"}, "Choose whose opening hours count"),
        ({"day_day": "31", "day_month": "2", "day_year": "2026"}, "The day it starts must be a real date"),
        ({"day_day": "1", "day_month": "1", "day_year": "1999"}, "The day it starts must be the same as or after"),
        ({"time": "3pm"}, "Enter the day it starts, or leave the time empty too"),
        ({"time": "25:00", "day_day": "1", "day_month": "12", "day_year": "2026"}, "Enter a real time"),
    ],
)
def test_what_cannot_be_counted_says_what_to_do_and_keeps_what_was_typed(
    town: Town, client: Client, changes: dict[str, str], said: str
) -> None:
    text = asked(client, town, **changes)
    assert said in text
    assert "Due by" not in text


def test_hours_that_never_open_are_said_and_not_looped(town: Town, client: Client) -> None:
    town.school.hours = OfficeHours.objects.create(title="Closed for ever (invented)", weekly=[[]] * 7)
    town.school.save()
    assert "Closed for ever (invented) never open long enough, so nothing can be counted." in asked(client, town)


def test_the_partnerships_own_hours_can_be_chosen_and_nothing_of_it_is_kept(town: Town, client: Client) -> None:
    assert "in the opening hours of Anyshire (invented)" in asked(
        client, town, whose=f"partnership-{town.partnership.pk}"
    )
    assert not client.cookies
