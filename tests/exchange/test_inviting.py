"""Who comes in with a list is invited if that is chosen, and the list leaves its lines of upkeep."""

from __future__ import annotations

from unittest import mock

import pytest
from django.core import mail
from django.utils import timezone

from forthright.directory import queries as directory
from forthright.directory.models import Person, Upkeep
from forthright.exchange import actions
from forthright.exchange.models import PeopleImport
from forthright.exchange.people_plan import Scope, plan
from forthright.exchange.sheets import read_sheet
from forthright.notices.actions import send_waiting
from forthright.notices.models import Message
from tests.exchange.lists import csv_of, line, teacher
from tests.support.town import Town

pytestmark = pytest.mark.django_db


def bring_in(town: Town, *lines: list[str], invite: bool) -> PeopleImport:
    now, scope, sheet = timezone.now(), Scope(town.partnership), read_sheet(csv_of(lines).encode())
    seen = plan(sheet, scope, directory.local_day(now)).digest
    return actions.bring_in(town.beth, sheet, scope, seen, now, invite=invite)


def told() -> list[str]:
    send_waiting(timezone.now(), lambda *_asked: False)
    return sorted(one.to[0] for one in mail.outbox)


def test_only_those_who_cannot_get_in_yet_are_invited_and_only_if_it_is_chosen(town: Town) -> None:
    rosa = line(agency="Larkfield School (invented)", role="line manager", title="Head of year", email=town.rosa.email)
    rosa[directory_name()] = town.rosa.name
    bring_in(town, teacher(1), teacher(2), rosa, invite=False)
    assert told() == []
    Person.objects.filter(email="teacher2@example.org").update(last_login=timezone.now())
    bring_in(town, teacher(1), teacher(2), teacher(3), rosa, invite=True)
    assert told() == ["teacher1@example.org", "teacher3@example.org"]
    assert "/account/password/reset/key/" in mail.outbox[0].body
    assert "Teacher" not in mail.outbox[0].body


def directory_name() -> int:
    from forthright.exchange.columns import Column

    return list(Column).index(Column.NAME)


def test_the_plan_says_how_many_have_no_account(town: Town) -> None:
    sheet = read_sheet(csv_of([teacher(1), teacher(2)]).encode())
    today = directory.local_day(timezone.now())
    assert plan(sheet, Scope(town.partnership), today).outside == 2
    bring_in(town, teacher(1), teacher(2), invite=False)
    assert plan(sheet, Scope(town.partnership), today).outside == 2
    Person.objects.filter(email="teacher1@example.org").update(last_login=timezone.now())
    Person.objects.filter(email="teacher2@example.org").update(is_active=False)
    assert plan(sheet, Scope(town.partnership), today).outside == 0


def test_who_is_taken_back_before_the_letter_goes_gets_none(town: Town) -> None:
    made = bring_in(town, teacher(1), invite=True)
    actions.take_back(town.beth, made, timezone.now())
    assert list(Message.objects.values_list("state", flat=True)) == ["not needed"]
    assert told() == []


def test_who_has_chosen_a_password_meanwhile_gets_no_letter(town: Town) -> None:
    bring_in(town, teacher(1), invite=True)
    person = Person.objects.get(email="teacher1@example.org")
    person.set_password("lantern orchard seven")
    person.save()
    assert told() == []


def test_invitations_are_queued_in_the_transaction_of_the_import_or_not_at_all(town: Town) -> None:
    with mock.patch("forthright.exchange.actions.queue_joining", side_effect=OSError), pytest.raises(OSError):
        bring_in(town, teacher(1), invite=True)
    assert not Person.objects.filter(email="teacher1@example.org").exists()
    assert not Upkeep.objects.exists() and not PeopleImport.objects.exists()


def test_an_import_and_its_taking_back_leave_one_line_each_where_they_are_looked_for(town: Town) -> None:
    made = bring_in(town, teacher(1), teacher(2), invite=False)
    actions.take_back(town.beth, made, timezone.now())
    actions.take_back(town.beth, made, timezone.now())
    lines = list(Upkeep.objects.order_by("pk").values_list("act", "agency", "about__people", "by"))
    school = town.school.pk
    assert lines == [("list imported", school, 2, town.beth.pk), ("list taken back", school, 2, town.beth.pk)]
    council = line(agency="Anyshire Council (invented)", role="practitioner", title="Social worker, new")
    bring_in(town, teacher(1), council, invite=False)
    assert Upkeep.objects.order_by("pk").last().agency is None  # type: ignore[union-attr]
