"""A policy against the opening hours of a directory."""

from __future__ import annotations

from datetime import date, timedelta

from forthright.core.policy.check import Finding, Level
from forthright.core.policy.proofs.hours import hours
from forthright.core.policy.proofs.posts import Held
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import Calendar, office_hours, weekdays

from .directories import TODAY, agency, directory
from .texts import DEMO, changed

SUMMER = [date(2027, 7, 21) + timedelta(days=day) for day in range(42)]
TERM = office_hours("Term (invented)", weekdays("08:30", "16:00"), closures=SUMMER)
NEVER = Calendar("Never (invented)", "Europe/London", ((),) * 7)
PARTNERSHIPS_DAYS = ("steps are called: Step\n", "steps are called: Step\nworking days are those of: the partnership\n")


def found(*agencies: Held, asked: Policy | None = None, start: date = TODAY) -> list[Finding]:
    return list(hours(asked or changed(DEMO), directory(*agencies), start))


def test_the_same_hours_everywhere_or_an_hour_less_a_day_is_no_finding():
    shorter = office_hours("School hours (invented)", weekdays("08:30", "16:00"))
    assert found(agency("School"), agency("Clinic", hours=shorter)) == []


def test_hours_that_never_open_are_told_since_no_due_date_can_be_worked_out():
    (one,) = found(agency("School", hours=NEVER))
    assert (one.level, one.code) == (Level.WARNING, "hours.never")
    assert one.sentence == "No opening hours at all for: School."
    assert one.story[-1] == "No due date can be worked out."


def test_a_worst_case_that_is_longer_by_days_in_an_agencys_hours_is_told_beside_the_partnerships():
    schools = [agency(f"School {number}", hours=TERM) for number in range(1, 6)]
    (one,) = found(*schools)
    assert (one.level, one.code) == (Level.NOTE, "hours.longer")
    assert one.sentence == (
        "The worst case takes 83 days and 16 hours in the hours of School 1, School 2 and 3 more, "
        "47 days and 17 hours in those of the partnership."
    )
    assert len(one.each) == 5


def test_of_many_hours_only_a_few_are_worked_out_and_that_is_said():
    many = [
        agency(f"School {number}", hours=office_hours("x", weekdays(), closures=SUMMER[number:])) for number in range(6)
    ]
    codes = [one.code for one in found(*many)]
    assert codes == ["hours.longer"] * 3 + ["hours.many"]


def test_where_the_partnerships_days_count_an_agencys_hours_do_not_matter():
    asked = changed(DEMO, PARTNERSHIPS_DAYS)
    assert found(agency("School", hours=NEVER), agency("Clinic", hours=TERM), asked=asked) == []


def test_bank_holidays_that_are_not_known_for_the_first_year_are_told():
    assert found(agency("School"), start=date(2028, 1, 1)) == []
    (one,) = found(agency("School"), start=date(2028, 1, 3))
    assert one.code == "hours.unknown"
    assert (
        one.sentence
        == "Bank holidays are known until 31 December 2028 only, for: the partnership, Council (invented) and School."
    )
    later = changed(DEMO, ("steps are called: Step\n", "steps are called: Step\nin force from: 9999-12-31\n"))
    assert [one.code for one in found(agency("School"), asked=later)] == ["hours.unknown"]
