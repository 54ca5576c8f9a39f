"""A list of people and posts: all that is wrong is told at once, what is right is done in one piece, and taken back."""

from __future__ import annotations

from datetime import date
from unittest import mock

import pytest
from django.utils import timezone

from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.models import Agency, Holding, Person, Post
from forthright.exchange import actions, queries
from forthright.exchange.models import PeopleImport
from forthright.exchange.people_plan import Plan, Scope, plan
from forthright.exchange.sheets import read_sheet
from tests.exchange.lists import csv_of, line, teacher
from tests.support.town import Town

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


def planned(town: Town, *lines: list[str], only: frozenset[int] | None = None, leave_out: bool = False) -> Plan:
    return plan(read_sheet(csv_of(lines).encode()), Scope(town.partnership, only), TODAY, leave_out)


def codes(found: Plan) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.code, fault.near) for fault in found.faults]


def bring_in(town: Town, *lines: list[str], leave_out: bool = False) -> PeopleImport:
    now, scope, sheet = timezone.now(), Scope(town.partnership), read_sheet(csv_of(lines).encode())
    seen = plan(sheet, scope, directory.local_day(now), leave_out).digest
    return actions.bring_in(town.beth, sheet, scope, seen, now, leave_out)


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Agency, Post, Person, Holding)]


def test_posts_people_and_a_new_agency_come_in_with_their_managers(town: Town) -> None:
    made = bring_in(
        town,
        line(
            agency="Rose Childminding (invented)",
            group="Voluntary, faith and other",
            role="practitioner",
            title="Childminder",
            manager="owner",
            name="Joan Reed (invented)",
            email="Joan@Example.org",
            starts="1/9/2026",
        ),
        line(agency="rose childminding (invented)", role="line manager", title="Owner"),
        teacher(1, manager="mei@example.org"),
    )
    childminder = Post.objects.get(title="Childminder")
    assert childminder.agency and childminder.agency.name == "Rose Childminding (invented)"
    assert childminder.manager and childminder.manager.title == "Owner"
    assert not childminder.manager.holdings.exists(), "a vacant post is entered as vacant"
    assert Holding.objects.get(post=childminder).starts == date(2026, 9, 1)
    joan = Person.objects.get(email="joan@example.org")
    assert not joan.has_usable_password()
    assert Post.objects.get(holdings__person__email="teacher1@example.org").manager == town.posts["mei"]
    assert {name: len(rows) for name, rows in made.made.items()} == {
        "agencies": 1,
        "people": 2,
        "posts": 3,
        "holdings": 2,
    }
    seats = directory.seats(town.partnership.pk, [childminder.agency.pk], timezone.now())
    assert seats[childminder.agency.pk, Role.PRACTITIONER].name == "Joan Reed (invented)"


def test_a_list_sent_again_changes_nothing_and_a_longer_one_adds_what_is_new(town: Town) -> None:
    bring_in(town, teacher(1), teacher(2))
    before = everything()
    again = planned(town, teacher(1), teacher(2))
    assert (again.same, again.posts, again.filled, again.new_people) == (2, 0, 0, 0)
    bring_in(town, teacher(1), teacher(2))
    assert everything() == before
    longer = planned(town, teacher(1), teacher(2), teacher(3))
    assert (longer.same, longer.posts, longer.new_people) == (2, 1, 1)


def test_a_vacant_post_of_that_title_is_filled_before_a_new_one_is_made(town: Town) -> None:
    bring_in(town, line(agency="Larkfield School (invented)", role="safeguarding lead", title="Safeguarding lead"))
    post = Post.objects.get(title="Safeguarding lead")
    named = teacher(7, role="safeguarding lead", title="Safeguarding lead")
    found = planned(town, named)
    assert (found.posts, found.filled) == (0, 1)
    bring_in(town, named)
    assert Holding.objects.get(post=post).person.email == "teacher7@example.org"


@pytest.mark.wide
def test_of_five_thousand_lines_all_seventeen_wrong_ones_are_told_at_once(town: Town) -> None:
    wrong: dict[int, dict[str, str]] = {
        100: {"role": "head of sevrice"},
        200: {"email": "no address"},
        300: {"name": "=cmd|' /C calc'!A0"},
        400: {"starts": "31/2/2026"},
        500: {"starts": "2/9/2026", "ends": "1/9/2026"},
        600: {"agency": "Larkfeld School (invented)"},
        700: {"title": ""},
        800: {"email": ""},
        900: {"name": ""},
        1000: {"email": "аmir@example.org"},  # the first letter is Cyrillic
        1100: {"name": "Rosa \u202egnp.exe"},
        1200: {"manager": "Nobody at all"},
        1300: {"title": "x" * 121},
        1400: {"email": "teacher1399@example.org", "name": "Somebody else (invented)"},
        1500: {"starts": "1/9/1826"},
        1600: {"group": "Schools and things"},
        1700: {"contact": "@home"},
    }
    lines = [teacher(number, **wrong.get(number, {})) for number in range(2, 5002)]  # as the file numbers them
    found = planned(town, *lines)
    assert found.wrong_lines == 17
    told = {fault.line: fault.code for fault in found.faults}
    assert told == {
        100: "no such role",
        200: "no email address",
        300: "formula",
        400: "no day",
        500: "ends first",
        600: "no such agency",
        700: "missing",
        800: "no email",
        900: "no name",
        1000: "look-alike letters",
        1100: "hidden letters",
        1200: "no such manager",
        1300: "too long",
        1400: "two names",
        1500: "far day",
        1600: "no such group",
        1700: "formula",
    }
    near = {fault.line: fault.near for fault in found.faults if fault.near}
    assert near == {100: "head of service", 600: "Larkfield School (invented)", 1400: "Teacher 1399 (invented)"}
    rest = planned(town, *lines, leave_out=True)
    assert (len(rest.rows), rest.wrong_lines, rest.new_people) == (4983, 17, 4983)
    before = everything()
    with pytest.raises(ValueError, match="faults"):
        bring_in(town, *lines)
    assert everything() == before
    made = bring_in(town, *lines, leave_out=True)
    assert (made.lines, made.left_out, len(made.made["posts"])) == (4983, 17, 4983)


def test_a_telephone_number_with_a_plus_is_no_formula(town: Town) -> None:
    assert planned(town, teacher(1, contact="+44 (0)1632 960000")).faults == ()
    assert codes(planned(town, teacher(1, contact="+1+cmd"))) == [(2, "formula", "")]


def test_the_same_person_twice_in_one_post_is_told_and_managers_who_lead_in_a_ring(town: Town) -> None:
    assert codes(planned(town, teacher(1), teacher(1))) == [(3, "twice", "2")]
    ring = planned(
        town,
        teacher(1, title="Head", manager="Deputy"),
        teacher(2, title="Deputy", manager="teacher1@example.org"),
        teacher(3, manager="Head"),
    )
    assert codes(ring) == [(2, "ring", ""), (3, "ring", "")]


def test_who_is_led_from_a_line_that_is_left_out_is_left_out_too(town: Town) -> None:
    lines = [teacher(1, title="Head", role="nonsense"), teacher(2, title="Deputy", manager="Head"), teacher(3)]
    rest = planned(town, *lines, teacher(4, manager="Deputy"), leave_out=True)
    assert [row.line for row in rest.rows] == [4]
    assert rest.wrong_lines == 3


def test_an_administrator_imports_for_their_own_agency_alone(town: Town) -> None:
    now = timezone.now()
    (own,) = queries.scopes(town.ada, now)
    assert own == Scope(town.partnership, frozenset({town.school.pk}))
    assert queries.scopes(town.beth, now) == [Scope(town.partnership)]
    for who in (town.rosa, town.mei, town.olu, town.sid, town.ruth, town.cleo):
        assert queries.scopes(who, now) == []
    others = planned(
        town,
        teacher(1),
        teacher(2, agency="Anyshire Council (invented)"),
        teacher(3, agency=""),
        teacher(4, agency="Brand new", group="Health"),
        only=own.only,
    )
    assert codes(others) == [(3, "not yours", ""), (5, "not yours", "")]


def test_whoever_keeps_one_agency_need_not_name_it_and_whoever_keeps_two_must(town: Town) -> None:
    lead = teacher(2, manager="Class teacher 1", agency="")
    one = planned(town, teacher(1, agency=""), lead, only=frozenset({town.school.pk}))
    assert {row.agency for row in one.rows} == {town.school.name}, codes(one)
    two = planned(town, teacher(1, agency=""), only=frozenset({town.school.pk, town.health.pk}))
    assert codes(two) == [(2, "no agency", "")]


def test_an_agency_of_another_partnership_is_not_made_a_second_time(town: Town) -> None:
    other = Agency.objects.create(name="Far Trust (invented)", group="health", hours=town.partnership.hours)
    found = planned(town, teacher(1, agency="Far Trust (invented)", group="Health"))
    assert codes(found) == [(2, "elsewhere", "")]
    assert other.partnerships.count() == 0


def test_a_new_agency_that_is_much_like_one_there_is_pointed_out(town: Town) -> None:
    found = planned(town, teacher(1, agency="Larkfeld School (invented)", group="education and childcare"))
    assert found.faults == ()
    assert [(note.code, note.near) for note in found.notes] == [("much like", "Larkfield School (invented)")]


def test_a_name_that_is_known_otherwise_is_not_changed(town: Town) -> None:
    row = teacher(1, email="OLU@example.org", name="Olu Other (invented)", agency="Anyshire Health (invented)")
    assert [(note.code, note.near) for note in planned(town, row).notes] == [("known as", "Olu (invented)")]
    bring_in(town, row)
    assert Person.objects.get(pk=town.olu.pk).name == "Olu (invented)"


def test_if_the_directory_changed_since_the_look_nothing_is_done(town: Town) -> None:
    now, scope, sheet = timezone.now(), Scope(town.partnership), read_sheet(csv_of([teacher(1)]).encode())
    seen = plan(sheet, scope, directory.local_day(now)).digest
    Person.objects.create_user("teacher1@example.org", "Teacher 1 (invented)")
    before = everything()
    with pytest.raises(actions.Stale):
        actions.bring_in(town.beth, sheet, scope, seen, now)
    assert everything() == before


def test_an_import_that_fails_in_the_middle_leaves_nothing(town: Town) -> None:
    before = everything()
    with mock.patch.object(Holding.objects, "bulk_create", side_effect=OSError), pytest.raises(OSError):
        bring_in(town, teacher(1), line(agency="New (invented)", group="Health", role="practitioner", title="Nurse"))
    assert everything() == before
    assert not PeopleImport.objects.exists()


def test_a_list_is_taken_back_whole_and_its_trace_stays(town: Town) -> None:
    before = everything()
    new = line(agency="New (invented)", group="Health", role="practitioner", title="Nurse", manager="Nurse lead")
    made = bring_in(town, teacher(1), new, line(agency="New (invented)", role="line manager", title="Nurse lead"))
    assert everything() != before
    actions.take_back(town.beth, made, timezone.now())
    assert everything() == before
    made.refresh_from_db()
    assert made.taken_back_name == "Beth (invented)"
    actions.take_back(town.ada, made, timezone.now())
    made.refresh_from_db()
    assert made.taken_back_name == "Beth (invented)", "taking it back twice is the same as once"


def test_what_somebody_has_used_since_is_not_taken_back(town: Town) -> None:
    made = bring_in(town, teacher(1), teacher(2))
    Person.objects.filter(email="teacher2@example.org").update(last_login=timezone.now())
    before = everything()
    with pytest.raises(actions.InUse) as used:
        actions.take_back(town.beth, made, timezone.now())
    assert used.value.names == ("Teacher 2 (invented)",)
    assert everything() == before


def test_a_post_that_was_given_to_somebody_else_since_is_not_taken_back(town: Town) -> None:
    made = bring_in(town, line(agency="Larkfield School (invented)", role="practitioner", title="Nurse"))
    Holding.objects.create(post=Post.objects.get(title="Nurse"), person=town.rosa, starts=TODAY)
    with pytest.raises(actions.InUse) as used:
        actions.take_back(town.beth, made, timezone.now())
    assert used.value.names == ("Nurse",)


def test_an_address_that_can_be_taken_for_somebodys_is_told_whether_it_is_there_or_in_the_list(town: Town) -> None:
    told = planned(
        town,
        teacher(1, email="r0sa@example.org"),
        teacher(2, email="t1m@example.org"),
        teacher(3, email="tlm@example.org"),
    )
    assert codes(told) == [(2, "looks like", "rosa@example.org"), (4, "looks like", "t1m@example.org")]


def test_a_name_is_kept_in_one_way_of_writing_and_mixes_no_alphabets(town: Town) -> None:
    (row,) = planned(town, teacher(1, name="Zoe\u0308 Mu\u0308ller (invented)")).rows
    assert row.name == "Zoë Müller (invented)"
    assert codes(planned(town, teacher(1, name="R\u043esa Bell"))) == [(2, "mixed letters", "")]
