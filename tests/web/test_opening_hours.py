"""Opening hours kept by people, in the browser: enter, see what moves, save, take back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from unittest import mock

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.folding import fold
from forthright.directory.hours import calendar_of, school_calendar
from forthright.directory.models import Agency, OfficeHours, OtherHours, Partnership, Post, WeeklyHours
from forthright.notices.models import Message
from forthright.notices.tell import Kind
from forthright.record import hours
from forthright.record.models import Challenge
from forthright.record.store import load_facts
from tests.support.acts import day
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town

TUESDAY = date(2026, 11, 3)
WHY = "The head teacher wrote on Friday."


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def beth(client: Client, town: Town) -> Client:
    client.force_login(town.beth)
    return client


@pytest.fixture
def ada(client: Client, town: Town) -> Client:
    """Ada administers the council, which answers."""
    Post.objects.filter(holdings__person=town.ada).update(agency=town.council)
    client.force_login(town.ada)
    return client


def own(town: Town) -> str:
    return f"/opening-hours/partnership/{town.partnership.pk}/"


def agency(town: Town) -> str:
    return f"/opening-hours/agency/{town.council.pk}/"


def shown(answer: HttpResponse) -> str:
    return page(answer).one("main").text


def typed(**changes: str) -> dict[str, str]:
    fields = {**day("first", TUESDAY), "kind": "closed", "name": "Inset day", "reason": WHY}
    return fields | changes


def look(client: Client, address: str, **changes: str) -> HttpResponse:
    return client.post(address, {"go": "look", **typed(**changes)})  # type: ignore[return-value]


def save(client: Client, address: str, seen: HttpResponse) -> HttpResponse:
    """Presses the button of the preview: everything that was typed goes along as hidden fields."""
    fields: dict[str, list[str]] = {}
    for one in page(seen).all("input", type="hidden"):
        fields.setdefault(one.attrs["name"], []).append(one.attrs["value"])
    return client.post(address, {**fields, "go": "save"})  # type: ignore[return-value]


def settle(reference: str) -> object:
    duties = fold(load_facts(reference)).duties.values()
    return next(one.due for one in duties if one.kind is DutyKind.SETTLE)


def test_what_moves_is_seen_before_it_is_saved_and_both_sides_read_it_afterwards(beth: Client, town: Town) -> None:
    reference = town.raises()
    before = settle(reference)
    seen = look(beth, f"{own(town)}add/")
    text = shown(seen)
    assert "1 open challenge moves." in text and reference in text
    assert "1 day later" in text and "Settle it together" in text and "Inset day" in text and WHY in text
    assert not OtherHours.objects.exists() and settle(reference) == before
    done = save(beth, f"{own(town)}add/", seen)
    assert (done.status_code, done["Location"]) == (302, own(town))
    text = shown(beth.get(own(town)))
    assert "Inset day" in text and "Entered by Beth (invented)" in text
    assert settle(reference) == before + timedelta(days=1)  # type: ignore[operator]
    assert {one.recipient for one in Message.objects.filter(kind=Kind.HOURS_CHANGED)} == {town.rosa.pk, town.amir.pk}
    for who in (town.rosa, town.amir):
        beth.force_login(who)
        text = shown(beth.get(f"/matter/{reference}/timeline/"))
        assert f"The opening hours of {town.partnership.name} changed: closed on Tuesday 3 November 2026" in text
        assert "To settle: was due by" in text and WHY in text and "Beth (invented), Business unit" in text


def test_it_is_taken_back_with_a_reason_and_the_dates_are_as_they_were(beth: Client, town: Town) -> None:
    reference = town.raises()
    before = settle(reference)
    save(beth, f"{own(town)}add/", look(beth, f"{own(town)}add/"))
    row = OtherHours.objects.get()
    address = f"{own(town)}take-back/{row.pk}/"
    assert page(beth.get(own(town))).all("a", href=address)
    assert_refuses(beth.post(address, {"go": "look", "reason": ""}), "reason", "Enter why this is taken back")
    seen = beth.post(address, {"go": "look", "reason": "It is on Wednesday."})
    assert "1 open challenge moves." in shown(seen) and "1 day earlier" in shown(seen)
    assert save(beth, address, seen).status_code == 302
    assert settle(reference) == before
    assert "Taken back by Beth (invented)" in shown(beth.get(own(town)))
    again = beth.post(address, {"go": "look", "reason": "Twice."})
    assert_refuses(again, "", "This has been taken back already. Nothing more needs to be done")


def test_what_was_typed_can_be_changed_after_the_preview(beth: Client, town: Town) -> None:
    answer = beth.post(f"{own(town)}add/", {**typed(), "go": "change"})
    assert answer.status_code == 200
    found = page(answer)
    assert found.one("input", name="name").attrs["value"] == "Inset day"
    assert found.one("textarea", name="reason").text.strip() == WHY
    assert found.one("input", name="first_day").attrs["value"] == "3"


def test_where_other_dates_move_than_were_seen_it_is_shown_again_and_nothing_is_lost(beth: Client, town: Town) -> None:
    town.raises()
    seen = look(beth, f"{own(town)}add/")
    town.raises()
    again = save(beth, f"{own(town)}add/", seen)
    assert again.status_code == 422
    assert "Something changed since you looked" in shown(again) and "2 open challenges move." in shown(again)
    assert not OtherHours.objects.exists()
    assert save(beth, f"{own(town)}add/", again).status_code == 302
    assert OtherHours.objects.get().reason == WHY


def test_pressing_save_twice_does_it_once(beth: Client, town: Town) -> None:
    reference = town.raises()
    seen = look(beth, f"{own(town)}add/")
    assert save(beth, f"{own(town)}add/", seen).status_code == 302
    assert save(beth, f"{own(town)}add/", seen).status_code == 302
    assert OtherHours.objects.count() == 1 and Challenge.objects.get(pk=reference).version == 2


def test_an_administrator_sees_no_challenge_and_is_told_that_dates_move(ada: Client, town: Town) -> None:
    reference = town.raises()
    seen = look(ada, f"{agency(town)}add/")
    assert reference not in seen.content.decode()
    assert "Dates move in challenges that you cannot open." in shown(seen)
    assert "open challenge moves" not in shown(seen)
    done = save(ada, f"{agency(town)}add/", seen)
    assert done.status_code == 302
    assert "Both sides of each challenge that moved are told." in shown(ada.get(agency(town)))
    assert Challenge.objects.get(pk=reference).version == 2


def test_hours_that_others_share_say_so_and_nothing_changes_for_the_others(ada: Client, town: Town) -> None:
    assert "Others use the same opening hours." in shown(ada.get(agency(town)))
    save(ada, f"{agency(town)}add/", look(ada, f"{agency(town)}add/"))
    assert "Others use the same opening hours." not in shown(ada.get(agency(town)))
    assert not Agency.objects.get(pk=town.school.pk).hours.other.exists()


def test_a_half_day_and_an_opening_at_a_weekend_are_entered_with_their_hours(beth: Client, town: Town) -> None:
    saturday = day("first", date(2026, 11, 7))
    seen = look(beth, f"{own(town)}add/", **saturday, kind="other", hours="9am to 12:30pm", name="Saturday clinic")
    assert "9am to 12:30pm" in shown(seen)
    save(beth, f"{own(town)}add/", seen)
    row = OtherHours.objects.get()
    assert (row.windows, row.first, row.last) == ([["09:00", "12:30"]], date(2026, 11, 7), date(2026, 11, 7))


def test_a_school_holiday_is_a_range_of_days(beth: Client, town: Town) -> None:
    days = {**day("first", date(2026, 12, 21)), **day("last", date(2027, 1, 1))}
    seen = look(beth, f"{own(town)}add/", **days, name="Christmas holiday")
    assert "Monday 21 December 2026 to Friday 1 January 2027" in shown(seen)
    assert "No date of an open challenge moves." in shown(seen)
    save(beth, f"{own(town)}add/", seen)
    found = calendar_of(Partnership.objects.get().hours)
    assert found.windows(date(2026, 12, 22)) == () and found.names[date(2026, 12, 22)] == "Christmas holiday"


BAD = [
    ({"first_day": "", "first_month": "", "first_year": ""}, "first", "Enter the first day"),
    ({"first_day": "31", "first_month": "11"}, "first", "The first day must be a real date"),
    (day("first", date(2026, 9, 1)), "first", "The first day must be the same as or after 2 October 2026"),
    (day("first", date(2206, 11, 3)), "first", "The first day must be the same as or before 6 November 2029"),
    (day("last", date(2026, 11, 2)), "last", "The last day must be the same as or after the first day"),
    (
        day("last", date(2027, 11, 4)),
        "last",
        "The days must not be more than a year. Change the weekly hours instead",
    ),
    ({"kind": ""}, "kind", "Select whether it is closed, or open at other hours"),
    ({"kind": "other", "hours": ""}, "hours", "Enter the hours at which it is open, such as 9am to 12:30pm"),
    ({"kind": "other", "hours": "5pm to 9am"}, "hours", "Other hours: the hours must close later than they open"),
    (
        {"kind": "other", "hours": "9am to midday and 11am to 5pm"},
        "hours",
        "Other hours: the hours overlap. Give each stretch once, such as 9am to midday and 1pm to 5pm",
    ),
    (
        {"kind": "other", "hours": "mornings"},
        "hours",
        "Other hours: enter hours such as 9am to 5pm, or 9am to midday and 1pm to 5pm",
    ),
    ({"kind": "other", "hours": "9 to 5"}, "hours", "Other hours: add am or pm to the times, such as 9am to 5pm"),
    ({"kind": "other", "hours": "9am to 25:00"}, "hours", "Other hours: enter real times, such as 9am to 5pm"),
    ({"name": ""}, "name", "Enter what it is called"),
    ({"reason": " "}, "reason", "Enter why this is changed"),
]


@pytest.mark.parametrize(("changes", "field", "sentence"), BAD, ids=[one[2] for one in BAD])
def test_every_mistake_is_said_beside_its_question_and_keeps_what_was_typed(
    beth: Client, town: Town, changes: dict[str, str], field: str, sentence: str
) -> None:
    answer = look(beth, f"{own(town)}add/", **changes)
    assert_refuses(answer, field, sentence)
    if "reason" not in changes:
        assert page(answer).one("textarea", name="reason").text.strip() == WHY
    assert not OtherHours.objects.exists()


def test_two_for_one_day_are_refused_with_the_name_of_the_other(beth: Client, town: Town) -> None:
    save(beth, f"{own(town)}add/", look(beth, f"{own(town)}add/"))
    sentence = "“Inset day” counts on Tuesday 3 November 2026 already. Take that back first, or choose other days"
    assert_refuses(look(beth, f"{own(town)}add/", name="Flood"), "", sentence)


def test_a_past_closure_moves_what_still_runs(beth: Client, town: Town) -> None:
    reference = town.raises(MONDAY - timedelta(days=4))
    before = settle(reference)
    friday = day("first", date(2026, 10, 30))
    save(beth, f"{own(town)}add/", look(beth, f"{own(town)}add/", **friday, name="Flood"))
    assert settle(reference) == before + timedelta(days=1)  # type: ignore[operator]


def test_another_week_is_typed_day_by_day_and_counts_from_its_day(beth: Client, town: Town) -> None:
    address = f"{own(town)}week/"
    asked = page(beth.get(address))
    week = {f"day_{n}": asked.one("input", name=f"day_{n}").attrs.get("value", "") for n in range(7)}
    assert list(week.values()) == ["09:00 to 17:00"] * 5 + ["", ""]
    nights = dict.fromkeys(week, "17:00 to 09:00") | {"day_5": "all day"}
    sent = {**nights, **day("first", date(2026, 11, 9)), "reason": WHY, "go": "look"}
    assert_refuses(beth.post(address, sent), "day_5", "Saturday: the hours overlap with the night before")
    sent |= {"day_4": "17:00 to 24:00", "day_6": "midnight to 9am and 5pm to 9am"}
    sent |= {"day_0": "5pm to 9am"}
    seen = beth.post(address, sent)
    assert seen.status_code == 200, shown(seen)
    assert save(beth, address, seen).status_code == 302
    kept = WeeklyHours.objects.get().weekly
    assert kept[0] == [["00:00", "09:00"], ["17:00", "24:00"]] and kept[5] == [["00:00", "24:00"]]
    assert "From Monday 9 November 2026" in shown(beth.get(own(town)))
    empty = beth.post(address, {**dict.fromkeys(week, ""), **day("first", TUESDAY), "reason": WHY, "go": "look"})
    assert_refuses(empty, "day_0", "Enter the hours of at least one day. Without any, no time would ever end")
    past = beth.post(address, {**week, **day("first", date(2026, 11, 1)), "reason": WHY, "go": "look"})
    assert_refuses(past, "first", "The day from which they count must be today or in the future")
    same = beth.post(address, {**week, **day("first", TUESDAY), "reason": WHY, "go": "look"})
    assert_refuses(same, "", "These are the hours that count on that day already. Change some of them")


def test_a_bank_holiday_is_ticked_for_the_hours_of_the_partnerships_agencies(beth: Client, town: Town) -> None:
    reference = town.raises()
    other = OfficeHours.objects.create(title="Council (invented)", weekly=town.council.hours.weekly, nation="SCT")
    Agency.objects.filter(pk=town.council.pk).update(hours=other)
    address = f"/opening-hours/partnership/{town.partnership.pk}/bank-holiday/"
    asked = page(beth.get(address))
    labels = [one.text for one in asked.all("label") if "invented" in one.text]
    assert any("Scotland: Anyshire Council (invented)" in one for one in labels)
    assert any("England: " in one and "Larkfield School" in one for one in labels)
    assert_refuses(look(beth, address), "rows", "Select the opening hours that it changes")
    rows = [str(row) for row in OfficeHours.objects.values_list("pk", flat=True)]
    seen = beth.post(address, {**typed(name="Bank holiday: wedding"), "rows": rows, "go": "look"})
    assert "1 open challenge moves." in shown(seen)
    assert save(beth, address, seen).status_code == 302
    assert OtherHours.objects.count() == 2
    assert Challenge.objects.get(pk=reference).version == 2
    assert "as a bank holiday for the partnership" in shown(beth.get(own(town)))
    row = OtherHours.objects.filter(hours=Partnership.objects.get().hours).get()
    back = beth.post(f"{own(town)}take-back/{row.pk}/", {"go": "look", "reason": "It is a year later."})
    assert "1 open challenge moves." in shown(back) and "Others use" not in shown(back)
    assert save(beth, f"{own(town)}take-back/{row.pk}/", back).status_code == 302
    assert not OtherHours.objects.filter(withdrawn_at=None).exists()


def test_the_business_unit_chooses_which_days_are_school_days(beth: Client, town: Town) -> None:
    address = f"/opening-hours/partnership/{town.partnership.pk}/school-days/"
    assert_refuses(beth.post(address, {"sent": "yes"}), "calendar", "Select a calendar, or none")
    assert_refuses(beth.post(address, {"calendar": "99999"}), "calendar", "Select a calendar, or none")
    assert beth.post(address, {"calendar": str(town.school.hours.pk)}).status_code == 302
    assert school_calendar(town.partnership.pk) is not None
    beth.post(address, {"calendar": "own"})
    kept = f"/opening-hours/school-days/{town.partnership.pk}/"
    assert page(beth.get("/opening-hours/")).all("a", href=kept)
    term = {**day("first", date(2026, 12, 21)), **day("last", date(2027, 1, 1)), "name": "Christmas holiday"}
    save(beth, f"{kept}add/", look(beth, f"{kept}add/", **term))
    found = school_calendar(town.partnership.pk)
    assert found is not None and found.windows(date(2026, 12, 22)) == ()
    beth.post(address, {"calendar": "none"})
    assert school_calendar(town.partnership.pk) is None
    assert beth.get(kept).status_code == 404


def test_a_challenge_that_could_not_be_moved_is_named_to_who_may_see_it(beth: Client, town: Town) -> None:
    reference = town.raises()
    seen = look(beth, f"{own(town)}add/")
    with mock.patch.object(hours, "write", side_effect=RuntimeError):
        save(beth, f"{own(town)}add/", seen)
    assert f"Could not be moved, and set aside: {reference}." in shown(beth.get(own(town)))


def test_the_list_says_the_week_the_next_days_and_until_when_bank_holidays_are_known(beth: Client, town: Town) -> None:
    text = shown(beth.get("/opening-hours/"))
    assert "Monday to Friday9am to 5pm" in text and "Saturday to Sundayclosed" in text, text
    assert "Bank holidays of England are known up to Sunday 31 December 2028." in text
    save(beth, f"{own(town)}add/", look(beth, f"{own(town)}add/"))
    assert "Tuesday 3 November 2026: Inset day, closed" in shown(beth.get("/opening-hours/"))


@pytest.mark.parametrize("who", ["rosa", "amir", "mei", "olu", "sid", "ada"])
def test_to_everybody_else_the_partnerships_hours_are_not_there(client: Client, town: Town, who: str) -> None:
    client.force_login(town.people[who])
    for place in ("", "add/", "week/", "take-back/1/", "bank-holiday/", "school-days/"):
        assert client.get(f"{own(town)}{place}").status_code == 404
        assert client.post(f"{own(town)}{place}", typed()).status_code in (404, 405)
    assert not OtherHours.objects.exists()


def test_hours_of_another_agency_or_kind_are_not_there(ada: Client, town: Town) -> None:
    for place in (f"agency/{town.school.pk}", f"partnership/{town.partnership.pk}", "agency/99999", "nobody/1"):
        assert ada.get(f"/opening-hours/{place}/").status_code == 404
        assert ada.post(f"/opening-hours/{place}/add/", typed()).status_code == 404


def test_what_moves_within_the_raising_side_is_not_read_by_the_other(beth: Client, town: Town) -> None:
    reference = town.raises(policy=town.own_manager_first())
    save(beth, f"{own(town)}add/", look(beth, f"{own(town)}add/"))
    told = {one.recipient for one in Message.objects.filter(challenge=reference, kind=Kind.HOURS_CHANGED)}
    assert town.amir.pk not in told
    beth.force_login(town.amir)
    assert beth.get(f"/matter/{reference}/").status_code == 404


def test_an_urgent_reply_meanwhile_is_not_lost(beth: Client, town: Town) -> None:
    reference = town.raises()
    seen = look(beth, f"{own(town)}add/")
    town.does("amir", reference, c.Reply(stance=c.Stance.AGREE, words={"reasons": "Yes."}))
    again = save(beth, f"{own(town)}add/", seen)
    assert again.status_code in (302, 422)
    assert fold(load_facts(reference)).stances
