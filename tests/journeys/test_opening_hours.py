"""A holiday announced tonight: entered, seen before it is saved, read by both sides, and taken back."""

from __future__ import annotations

from tests.journeys import steps
from tests.journeys.walk import Town, Walker

WHY = "It was proclaimed this evening."


def opens_hours(walker: Walker) -> Walker:
    return walker.goes("/my-turn/").presses("Opening hours, bank holidays and closures").sees("Opening hours")


def enters(walker: Walker, day: int) -> Walker:
    walker.sees("Enter a closure or other hours").dates("First day", day, 11, 2026)
    walker.picks("Closed all day").types("What is it called?", "Day of mourning")
    return walker.types("Why is this changed?", WHY)


def test_a_closure_is_entered_previewed_saved_read_and_taken_back(town: Town) -> None:
    reference = steps.raises_by_the_short_path(town.comes("rosa", hurried=True))
    beth = opens_hours(town.comes("beth"))
    beth.presses("Anyshire safeguarding children partnership (invented)").sees("Opening hours").looks("hours-one")
    beth.presses("Enter a closure or other hours").presses("See what would move")
    beth.reads("There is a problem", "Enter the first day", "Enter what it is called").looks("hours-add-refused")
    enters(beth, 3).presses("See what would move").sees("What moves")
    beth.reads("1 open challenge moves.", reference, "1 day later", WHY).looks("hours-preview")
    beth.reads_nothing_of(steps.CHILD, steps.SEEN).presses("Change what I typed")
    assert beth.field("What is it called?").input_value() == "Day of mourning"
    beth.presses("See what would move").presses("Save and tell both sides")
    beth.reads("The change is saved. 1 open challenge moved.", "Day of mourning").looks("hours-saved")
    for who in ("rosa", "amir"):
        side = town.comes(who, phone=True, hurried=True).goes(f"/matter/{reference}/timeline/")
        side.reads("changed: closed on Tuesday 3 November 2026 (Day of mourning)", "was due by", WHY)
        side.looks(f"hours-entry-{who}")
    with beth.page.expect_navigation():
        beth.page.get_by_role("main").get_by_role("link", name="Take it back").click()
    beth.sees("Take it back")
    beth.types("Why is this taken back?", "It is on another day.").presses("See what would move").reads("1 day earlier")
    beth.presses("Save and tell both sides").reads("The change is saved.", "Nothing is entered for the days to come.")
    beth.page.locator("main details > summary").click()
    beth.reads("Taken back by").looks("hours-taken-back")


def test_an_administrator_changes_the_weekly_hours_without_a_script(town: Town) -> None:
    reference = steps.raises_by_the_short_path(town.comes("rosa", hurried=True))
    ada = opens_hours(town.comes("ada", phone=True, script=False))
    ada.presses("Anyshire Council children's services (invented)").reads("Others use the same opening hours.")
    ada.presses("Change the weekly hours").sees("Change the weekly hours")
    ada.types("Saturday", "10am to 1").types("Wednesday", "8am to 2pm").dates("From which day", 2, 11, 2026)
    ada.types("Why is this changed?", "We open on Saturdays.").presses("See what would move")
    ada.reads("There is a problem", "Saturday: add am or pm to the times").looks("hours-week-refused")
    ada.types("Saturday", "10am to 1pm").presses("See what would move").sees("What moves")
    ada.reads("Dates move in challenges that you cannot open.").reads_nothing_of(reference)
    ada.looks("hours-week-preview")
    ada.presses("Save and tell both sides").reads("Saturday", "10am to 1pm").looks("hours-week-saved")


def test_the_business_unit_enters_a_bank_holiday_and_school_days(town: Town) -> None:
    beth = opens_hours(town.comes("beth")).presses("Enter a bank holiday for several agencies")
    beth.sees("Enter a bank holiday").dates("First day", 4, 11, 2026).picks("Closed all day")
    beth.types("What is it called?", "Bank holiday: day of mourning").types("Why is this changed?", WHY)
    beth.presses("See what would move").sees("What moves")
    beth.reads("Whose opening hours", "No date of an open challenge moves.").presses("Save")
    beth.reads("as a bank holiday for the partnership")
    opens_hours(beth).presses("Choose which days are school days").sees("School days")
    beth.picks("A calendar of its own, Monday to Friday, to which holidays are added").presses("Save")
    beth.reads("The school days are saved.").looks("hours-list")
