"""The lists of those who see facts only: a line manager's team, and the business unit's office with what is stuck."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from forthright.audit.models import Look
from forthright.core.challenge import commands
from forthright.core.challenge.codes import Stance
from forthright.core.challenge.commands import Acknowledge, Reply
from forthright.directory.hours import hours_in_use
from forthright.notices.models import Message, State
from forthright.record import queries
from forthright.record.models import Challenge, Heartbeat, SetAside
from forthright.web.views import my_turn
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


def test_a_line_manager_sees_the_teams_challenges_as_facts_only(client: Client, town: Town) -> None:
    reference = town.raises()
    client.force_login(town.sam)
    answer = client.get("/team/")
    (row,) = rows(client, "/team/")
    assert f"Need for action, {reference}" in row.text
    assert "Larkfield School (invented), with Anyshire Council (invented)" in row.text
    assert "Step 1" in row.text
    assert "Waiting for them to acknowledge it" in row.text
    assert "no names and no words" in answer.content.decode()
    for canary in (*CANARIES, "Rosa", "Amir"):
        assert canary not in answer.content.decode()


def test_a_manager_who_takes_part_finds_it_on_my_turn_and_not_on_the_teams_list(client: Client, town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))
    wish = commands.TakeUp(why="the two sides still differ")  # type: ignore[arg-type]
    town.does("rosa", reference, wish)
    client.force_login(town.sam)
    assert rows(client, "/team/") == []
    assert len(rows(client, "/my-turn/")) == 1


@pytest.mark.parametrize("name", ["rosa", "olu", "beth", "ada", "sid"])
def test_whoever_leads_nobody_finds_no_team(client: Client, town: Town, name: str) -> None:
    client.force_login(town.people[name])
    assert client.get("/team/").status_code == 404


@pytest.mark.parametrize("name", ["rosa", "amir", "olu", "sam", "ada", "sid"])
def test_the_office_is_for_the_business_unit_alone(client: Client, town: Town, name: str) -> None:
    client.force_login(town.people[name])
    assert client.get("/office/").status_code == 404


def test_the_business_unit_sees_facts_of_all_challenges_and_no_word(client: Client, town: Town) -> None:
    reference, done = town.raises(), town.raises()
    town.does("rosa", done, commands.Withdraw(words={"reason": "The gate log was wrong."}))
    Message.objects.update(state=State.SENT)
    client.force_login(town.beth)
    assert rows(client, "/office/") == []
    assert [reference in row.text for row in rows(client, "/office/?list=open")] == [True]
    every = rows(client, "/office/?list=all")
    assert [reference in every[0].text, done in every[1].text] == [True, True]
    assert "Withdrawn" in every[1].text
    for which in ("overdue", "open", "all"):
        text = client.get(f"/office/?list={which}").content.decode()
        for canary in (*CANARIES, "Rosa", "Amir"):
            assert canary not in text
    assert not Look.objects.exclude(act__in=("refused", "listed")).exists()


def test_what_is_overdue_comes_first_to_the_business_unit(client: Client, town: Town) -> None:
    reference = town.raises()
    Message.objects.update(state=State.SENT)
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        client.force_login(town.beth)
        (row,) = rows(client, "/office/")
    assert reference in row.text
    assert "Overdue: it was due by" in row.text


def test_another_partnerships_business_unit_sees_nothing_of_this_one(client: Client, town: Town) -> None:
    from forthright.directory.models import Holding, Partnership, Person, Post

    town.raises()
    there = Partnership.objects.create(name="Elsewhere (invented)", slug="elsewhere", hours=town.partnership.hours)
    person = Person.objects.create_user("kit@example.org", "Kit (invented)")
    post = Post.objects.create(partnership=there, role="business unit", title="Business manager")
    Holding.objects.create(post=post, person=person, starts=date(2026, 1, 1))
    Message.objects.update(state=State.FAILED)
    client.force_login(person)
    answer = client.get("/office/?list=all")
    assert rows(client, "/office/?list=all") == []
    assert "Every message has gone out." in answer.content.decode()


def test_the_office_says_in_words_that_the_clock_stands_still(client: Client, town: Town) -> None:
    client.force_login(town.beth)
    assert "The clock has never run." in client.get("/office/").content.decode()
    Heartbeat.objects.create(name="clock", at=SOON - timedelta(minutes=1))
    assert "The clock is running." in client.get("/office/").content.decode()
    Heartbeat.objects.update(at=SOON - timedelta(minutes=5))
    shown = page(client.get("/office/"))
    assert "5 minutes ago. No time that runs out is noticed." in shown.one(css="govuk-warning-text").text


def test_the_office_sees_messages_that_have_not_gone_out_by_post_and_not_by_person(client: Client, town: Town) -> None:
    reference = town.raises()
    Message.objects.exclude(recipient=town.amir.pk).delete()
    Message.objects.update(attempts=2)
    client.force_login(town.beth)
    (row,) = rows(client, "/office/")
    assert reference in row.text
    assert "Social worker" in row.text
    assert "Tried 2 times, and will be tried again" in row.text
    Message.objects.update(state=State.FAILED)
    assert "Could not be sent. Tell the person another way" in rows(client, "/office/")[0].text


def test_the_office_sees_what_the_clock_has_set_aside(client: Client, town: Town) -> None:
    reference = town.raises()
    Message.objects.update(state=State.SENT)
    SetAside.objects.create(challenge=reference, since=MONDAY, until=SOON + timedelta(hours=1), times=2, fault="X")
    client.force_login(town.beth)
    (row,) = rows(client, "/office/")
    assert reference in row.text
    assert "2 times" in row.text


@pytest.mark.parametrize(("name", "address"), [("sam", "/team/"), ("beth", "/office/?list=all")])
def test_the_facts_only_lists_take_few_questions_however_many_challenges(
    client: Client,
    town: Town,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
    name: str,
    address: str,
) -> None:
    for _ in range(8):
        town.does("amir", town.raises(), Acknowledge())
    Message.objects.update(state=State.FAILED)
    client.force_login(town.people[name])
    client.get("/about")
    with django_assert_max_num_queries(14):
        client.get(address)


def test_what_has_no_time_comes_after_what_has(client: Client, town: Town) -> None:
    without, dated = town.raises(), town.raises()
    Challenge.objects.filter(pk=without).update(due=None, said="")
    client.force_login(town.beth)
    listed = rows(client, "/office/?list=open")
    assert [dated in listed[0].text, without in listed[1].text] == [True, True]
    assert "No time is set" in listed[1].text


def test_the_day_is_that_of_england(client: Client, town: Town) -> None:
    town.raises(now=datetime(2026, 7, 1, 9, 0, tzinfo=UTC))
    client.force_login(town.amir)
    assert "by 5pm on Thursday 2 July 2026" in rows(client, "/my-turn/")[0].text


def test_the_office_sees_that_the_machines_time_jumped_and_that_a_sign_of_life_cannot_be(
    client: Client, town: Town
) -> None:
    client.force_login(town.beth)
    Heartbeat.objects.create(name=queries.BEAT, at=SOON + timedelta(hours=3))
    assert "which is 3 hours from now. The time of a machine is wrong." in client.get("/office/").content.decode()
    Heartbeat.objects.update(at=SOON)
    jump = Heartbeat.objects.create(name=queries.JUMP, at=SOON - timedelta(hours=2), done=7200)
    shown = page(client.get("/office/"))
    assert "The time of the machine jumped by 2 hours" in shown.one(css="govuk-warning-text").text
    jump.at = SOON - timedelta(days=2)
    jump.save()
    assert "jumped" not in client.get("/office/").content.decode()


def test_a_silent_clock_is_told_to_the_business_unit_on_their_own_list_and_to_nobody_else(
    client: Client, town: Town
) -> None:
    Heartbeat.objects.create(name=queries.BEAT, at=SOON - timedelta(hours=3))
    client.force_login(town.beth)
    assert "No time that runs out is noticed." in client.get("/my-turn/").content.decode()
    client.force_login(town.rosa)
    assert "No time that runs out is noticed." not in client.get("/my-turn/").content.decode()


def test_the_office_is_told_in_time_that_bank_holidays_are_not_known_for_long(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(town.beth)
    assert "Bank holidays are known until" not in client.get("/office/").content.decode()
    (hours,) = hours_in_use([town.partnership.pk])
    soon = replace(hours, known_to=SOON.date() + timedelta(days=300))
    monkeypatch.setattr(my_turn, "hours_in_use", lambda partnerships: [soon])
    shown = page(client.get("/office/"))
    text = [one.text for one in shown.all(css="govuk-warning-text")][-1]
    assert "Bank holidays are known until Sunday 29 August 2027 only, for: Office hours (invented)." in text
    assert "install the newest release" in text
