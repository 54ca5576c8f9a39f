"""Leave and cover entered by people, and the radar as each may see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from forthright.directory import queries as directory
from forthright.directory.models import Agency, Cover, Holding, Leave, Post
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town

NOW = MONDAY + timedelta(hours=1)
DAY = MONDAY.date()


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(town.people[who])
    return client


def typed(first: date, last: date, **more: object) -> dict[str, object]:
    days = {"starts": first, "ends": last}
    parts = {
        f"{name}_{part}": str(getattr(day, part)) for name, day in days.items() for part in ("day", "month", "year")
    }
    return parts | {key: str(value) for key, value in more.items()}


def deputy(town: Town, who: str, place: str = "council") -> dict[str, object]:
    return {f"deputy_{getattr(town, place).pk}": town.people[who].pk if who != "nobody" else "nobody"}


def day_parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def test_amir_enters_that_he_is_away_and_sam_covers_until_the_day_that_is_shown(town: Town) -> None:
    amir = signed_in(town, "amir")
    done = amir.post("/cover/away/", typed(DAY, DAY + timedelta(days=4), **deputy(town, "sam")))
    assert done["Location"] == "/cover/"
    shown = page(amir.get("/cover/")).one("main").text
    assert "Monday 2 November 2026 to Friday 6 November 2026" in shown
    assert "Sam (invented) covers as Social worker" in shown
    assert directory.deputies_of(town.amir.pk, NOW) == [town.sam.pk]
    sam = page(signed_in(town, "sam").get("/cover/")).one("main").text
    assert "You cover for Amir (invented) until Friday 6 November 2026" in sam


def test_being_away_without_cover_is_recorded_and_said_plainly(town: Town) -> None:
    amir = signed_in(town, "amir")
    done = amir.post("/cover/away/", typed(DAY, DAY, **deputy(town, "nobody")), follow=True)
    shown = page(done).one("main").text
    assert "nobody covers" in page(done).one("body").text and "Nobody covers" in shown
    assert Leave.objects.get().person == town.amir and not Cover.objects.exists()


def test_a_cover_that_begins_after_the_leave_is_asked_about_with_the_days(town: Town) -> None:
    amir = signed_in(town, "amir")
    late = typed(DAY, DAY + timedelta(days=4), **deputy(town, "sam")) | day_parts("cover_from", DAY + timedelta(days=2))
    said = "Nobody would answer then: Monday 2 November 2026 to Tuesday 3 November 2026."
    refused = amir.post("/cover/away/", late)
    assert said in page(refused).one(css="govuk-error-summary").text
    assert not Leave.objects.exists()
    assert amir.post("/cover/away/", late | {"sure": "on"}).status_code == 302
    assert Cover.objects.get().starts == DAY + timedelta(days=2)


@pytest.mark.parametrize(
    ("first", "last", "field", "sentence"),
    [
        (-1, 3, "starts", "The first day must be today or in the future. What is past is never changed"),
        (3, 1, "ends", "The last day must be the same as or after the first day"),
        (0, 3650, "ends", "The days must not be more than a year, and begin within two years"),
        (3650, 3651, "ends", "The days must not be more than a year, and begin within two years"),
    ],
)
def test_days_that_cannot_be_are_refused(town: Town, first: int, last: int, field: str, sentence: str) -> None:
    days = DAY + timedelta(days=first), DAY + timedelta(days=last)
    refused = signed_in(town, "amir").post("/cover/away/", typed(*days, **deputy(town, "sam")))
    assert_refuses(refused, field, sentence)
    assert not Leave.objects.exists()


def test_a_cover_outside_the_leave_is_refused(town: Town) -> None:
    for day in (DAY, DAY + timedelta(days=9)):
        wish = typed(DAY + timedelta(days=1), DAY + timedelta(days=2), **deputy(town, "sam"))
        refused = signed_in(town, "amir").post("/cover/away/", wish | day_parts("cover_from", day))
        assert_refuses(refused, "cover_from", "The cover must begin on one of the days away")


def test_nobody_covers_for_themselves_or_from_another_agency(town: Town) -> None:
    amir, field = signed_in(town, "amir"), f"deputy_{town.council.pk}"
    for who in ("amir", "rosa"):
        refused = amir.post("/cover/away/", typed(DAY, DAY, **deputy(town, who)))
        assert_refuses(refused, field, "Select who covers, or that nobody does")


def test_two_who_would_cover_each_other_are_refused_with_the_ring_named(town: Town) -> None:
    week = DAY + timedelta(days=7)
    signed_in(town, "sam").post("/cover/away/", typed(DAY, week, **deputy(town, "amir")))
    refused = signed_in(town, "amir").post("/cover/away/", typed(week, week, **deputy(town, "sam")))
    said = "Sam (invented) covers for Amir (invented), Amir (invented) covers for Sam (invented)"
    assert said in page(refused).one(css="govuk-error-summary").text
    assert not Leave.objects.filter(person=town.amir).exists()
    later = typed(week + timedelta(days=1), week + timedelta(days=1), **deputy(town, "sam"))
    assert signed_in(town, "amir").post("/cover/away/", later).status_code == 302


def test_leave_over_other_leave_and_a_post_that_is_covered_already_are_refused(town: Town) -> None:
    amir = signed_in(town, "amir")
    amir.post("/cover/away/", typed(DAY, DAY, **deputy(town, "sam")))
    again = amir.post("/cover/away/", typed(DAY, DAY + timedelta(days=1), **deputy(town, "sam")))
    summary = page(again).one(css="govuk-error-summary").text
    assert "Leave is entered already: Monday 2 November 2026. Change or end that first" in summary
    assert "Sam (invented) covers already" in summary


def test_a_manager_and_the_agencys_administrator_enter_it_for_somebody_else_and_nobody_else_does(town: Town) -> None:
    for who, whom, place, there in (
        ("sam", "amir", "council", True),
        ("ada", "rosa", "school", True),
        ("mei", "amir", "council", False),
        ("rosa", "mei", "school", False),
    ):
        client = signed_in(town, who)
        answer = client.post(f"/cover/away/{town.people[whom].pk}/", typed(DAY, DAY, **deputy(town, "nobody", place)))
        assert answer.status_code == (302 if there else 404), (who, whom)
    names = list(Leave.objects.order_by("pk").values_list("added_name", flat=True))
    assert names == ["Sam (invented)", "Ada (invented)"]


def test_ending_it_early_leaves_what_was_and_the_deputy_sees_nothing_from_then_on(town: Town) -> None:
    reference = town.raises()
    amir, sam = signed_in(town, "amir"), signed_in(town, "sam")
    amir.post("/cover/away/", typed(DAY, DAY + timedelta(days=9), **deputy(town, "ravi")))
    ravi = signed_in(town, "ravi")
    assert ravi.get(f"/matter/{reference}/").status_code == 200
    leave = Leave.objects.get()
    assert sam.post(f"/cover/{leave.pk}/end/").status_code == 302
    assert ravi.get(f"/matter/{reference}/").status_code == 404
    leave.refresh_from_db()
    assert (leave.ends, leave.stopped_at, leave.stopped_name) == (DAY + timedelta(days=9), NOW, "Sam (invented)")
    assert amir.get(f"/cover/{leave.pk}/end/").status_code == 404


def test_what_has_begun_is_changed_from_now_on_and_its_beginning_stays(town: Town) -> None:
    amir = signed_in(town, "amir")
    amir.post("/cover/away/", typed(DAY, DAY + timedelta(days=2), **deputy(town, "sam")))
    old = Leave.objects.get()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        amir.force_login(town.amir)
        shown = page(amir.get(f"/cover/{old.pk}/change/"))
        assert "It has begun." in shown.one("main").text and not shown.all(name="starts_day")
        new = day_parts("ends", DAY + timedelta(days=5)) | deputy(town, "ravi")
        assert amir.post(f"/cover/{old.pk}/change/", new).status_code == 302
    asked = [NOW, NOW + timedelta(days=1, hours=1), NOW + timedelta(days=5)]
    assert [directory.deputies_of(town.amir.pk, at) for at in asked] == [
        [town.sam.pk],
        [town.ravi.pk],
        [town.ravi.pk],
    ]


def test_what_has_not_begun_can_be_moved_and_taken_back(town: Town) -> None:
    amir, soon = signed_in(town, "amir"), DAY + timedelta(days=7)
    amir.post("/cover/away/", typed(soon, soon, **deputy(town, "sam")))
    old = Leave.objects.get()
    moved = typed(soon + timedelta(days=1), soon + timedelta(days=1), **deputy(town, "sam"))
    assert amir.post(f"/cover/{old.pk}/change/", moved).status_code == 302
    new = Leave.objects.latest("pk")
    assert "Tuesday 10 November 2026" in page(amir.get("/cover/")).one("main").text
    assert "Monday 9 November 2026" not in page(amir.get("/cover/")).one("main").text
    amir.post(f"/cover/{new.pk}/end/")
    assert "Nothing is entered." in page(amir.get("/cover/")).one("main").text


def test_part_of_a_day_is_entered_with_its_times(town: Town) -> None:
    amir = signed_in(town, "amir")
    amir.post("/cover/away/", typed(DAY, DAY, from_time="1pm", until_time="3pm", **deputy(town, "sam")))
    asked = [NOW, NOW.replace(hour=14), NOW.replace(hour=15)]
    assert [directory.deputies_of(town.amir.pk, at) for at in asked] == [[], [town.sam.pk], []]


def test_a_vacant_post_gets_its_cover_from_the_administrator(town: Town) -> None:
    Holding.objects.filter(post=town.posts["mei"]).update(ends=DAY - timedelta(days=1))
    ada, post = signed_in(town, "ada"), town.posts["mei"]
    assert "Enter who covers: Head of pastoral care (vacant)" in page(ada.get("/cover/")).one("main").text
    done = ada.post(f"/cover/post/{post.pk}/", typed(DAY, DAY + timedelta(days=9), **deputy(town, "ruth", "school")))
    assert done.status_code == 302
    seat = directory.seat_of_post(post, NOW)
    assert seat is not None and seat.name == "Ruth (invented), for a vacant post"
    row = Cover.objects.get()
    assert ada.post(f"/cover/end/{row.pk}/").status_code == 302
    assert directory.seat_of_post(post, NOW) is None


def test_my_turn_says_until_when_somebody_covers_and_the_lists_name_the_deputy(town: Town) -> None:
    town.raises()
    signed_in(town, "amir").post("/cover/away/", typed(DAY, DAY + timedelta(days=4), **deputy(town, "sam")))
    sam = page(signed_in(town, "sam").get("/my-turn/")).one("main").text
    assert "You cover for Amir (invented) until Friday 6 November 2026." in sam
    rosa = page(signed_in(town, "rosa").get("/my-turn/?list=theirs")).one("main").text
    assert "Social worker, covered by Sam (invented)" in rosa


def test_the_page_of_a_matter_says_who_covers_until_when_and_when_nobody_answers(town: Town) -> None:
    reference = town.raises()
    amir = signed_in(town, "amir")
    amir.post("/cover/away/", typed(DAY, DAY + timedelta(days=4), **deputy(town, "sam")))
    rosa = signed_in(town, "rosa")
    said = "Sam (invented) covers for them now, until Friday 6 November 2026."
    assert said in page(rosa.get(f"/matter/{reference}/")).one("main").text
    amir.post(f"/cover/{Leave.objects.get().pk}/end/")
    amir.post("/cover/away/", typed(DAY, DAY, **deputy(town, "nobody")))
    assert "Nobody answers for them now." in page(rosa.get(f"/matter/{reference}/")).one("main").text


def test_the_radar_lists_gaps_first_and_says_what_to_do(town: Town) -> None:
    tomorrow = DAY + timedelta(days=1)
    Leave.objects.create(person=town.mei, starts=tomorrow, ends=tomorrow)
    shown = page(signed_in(town, "ada").get("/cover/radar/")).one("main").text
    said = "Tuesday 3 November 2026, 9am to 5pm: nobody answers for the post Head of pastoral care."
    assert said in shown and "Asked for at: Step 2" in shown and "What to do: name a cover" in shown
    assert "Nobody: away without cover" in shown


def test_where_somebody_has_gone_the_radar_asks_to_hand_over_and_for_no_cover(town: Town) -> None:
    town.raises()
    Holding.objects.filter(person=town.people["amir"]).update(ends=DAY - timedelta(days=1))
    shown = page(signed_in(town, "beth").get(f"/cover/radar/?place={town.council.pk}")).one("main").text
    said = "nobody answers for somebody who is waited for in an open challenge (Social worker)."
    assert said in shown and "What to do: the administrator hands it over" in shown
    assert "name a cover" not in shown


def test_nobody_is_offered_to_whoever_works_alone_and_a_vacant_post_has_no_later_day(town: Town) -> None:
    alone = Agency.objects.create(name="Poppy (invented)", group="education", hours=town.partnership.hours)
    Post.objects.filter(pk=town.posts["olu"].pk).update(agency=alone, manager=None)
    shown = page(signed_in(town, "olu").get("/cover/away/")).one("main").text
    assert "Nobody else holds a post there, so nobody can cover." in shown and "on a later day" not in shown
    Holding.objects.filter(person=town.mei).update(ends=DAY - timedelta(days=1))
    shown = page(signed_in(town, "ada").get(f"/cover/post/{town.posts['mei'].pk}/")).one("main").text
    assert "Who covers?" in shown and "on a later day" not in shown


def test_the_business_unit_sees_facts_of_all_agencies_and_no_name(town: Town) -> None:
    reference = town.raises()
    Leave.objects.create(person=town.amir, starts=DAY, ends=DAY)
    Cover.objects.create(post=town.posts["sam"], deputy=town.ravi, starts=DAY, ends=DAY)
    beth = signed_in(town, "beth")
    texts = [beth.get("/cover/radar/"), beth.get(f"/cover/radar/?place={town.council.pk}")]
    for answer in texts:
        text = page(answer).one("main").text
        assert reference in text
        for person in (town.amir, town.sam, town.ravi, town.rosa):
            assert person.name not in text
    assert "A deputy" in page(texts[1]).one("main").text


def test_a_manager_sees_the_team_and_no_other_agency(town: Town) -> None:
    reference = town.raises()
    Leave.objects.create(person=town.amir, starts=DAY, ends=DAY)
    sam = signed_in(town, "sam")
    text = page(sam.get("/cover/radar/")).one("main").text
    assert reference in text and "Partnership representative" not in text
    assert sam.get(f"/cover/radar/?place={town.school.pk}").status_code == 404
    assert reference not in page(signed_in(town, "mei").get("/cover/radar/")).one("main").text


def test_an_administrator_sees_that_a_challenge_waits_and_not_which(town: Town) -> None:
    reference = town.raises()
    Leave.objects.create(person=town.rosa, starts=DAY, ends=DAY)
    Leave.objects.create(person=town.mei, starts=DAY, ends=DAY)
    text = signed_in(town, "ada").get("/cover/radar/").content.decode()
    assert reference not in text
