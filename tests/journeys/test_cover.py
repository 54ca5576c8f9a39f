"""I am away, covered by: entered without a script, asked about, seen by the deputy, ended; and the radar."""

from __future__ import annotations

from tests.journeys import steps
from tests.journeys.walk import Town, Walker


def opens_cover(walker: Walker) -> Walker:
    return walker.goes("/my-turn/").presses("Leave and cover: I am away, and whom I cover").sees("Leave and cover")


def test_amir_is_away_and_sam_answers_without_a_script(town: Town) -> None:
    steps.raises_by_the_short_path(town.comes("rosa", hurried=True))
    amir = opens_cover(town.comes("amir", phone=True, script=False))
    amir.looks("cover-nothing").presses("Enter that I am away").sees("I am away")
    amir.presses("Save").reads("There is a problem", "Enter the first day").looks("cover-refused")
    amir.dates("First day", 2, 11, 2026).dates("Last day", 6, 11, 2026).dates("Does the cover begin", 4, 11, 2026)
    amir.page.get_by_label("Who covers?").select_option(index=1)
    amir.presses("Save").reads("Nobody would answer then: Monday 2 November 2026 to Tuesday 3 November 2026.")
    amir.looks("cover-gap")
    amir.page.get_by_label("Save it although nobody answers then").check()
    amir.presses("Save").reads("It is saved.", "Monday 2 November 2026 to Friday 6 November 2026").looks("cover-saved")
    with amir.page.expect_navigation():
        amir.page.get_by_role("main").get_by_role("link", name="End it now").click()
    amir.sees("End it now").looks("cover-end")
    amir.presses("End it now").reads("It is ended.", "Nothing is entered.")


def test_the_business_unit_sees_where_nobody_answers(town: Town) -> None:
    steps.raises_by_the_short_path(town.comes("rosa", hurried=True))
    for who in ("amir", "sam"):
        away = opens_cover(town.comes(who, hurried=True)).presses("Enter that I am away").sees("I am away")
        away.dates("First day", 3, 11, 2026).dates("Last day", 3, 11, 2026)
        away.page.get_by_label("Who covers?").select_option("nobody")
        away.presses("Save").reads("It is saved, and nobody covers.", "Nobody covers")
    beth = town.comes("beth").goes("/cover/radar/").sees("When nobody answers").looks("cover-radar-all")
    beth.reads("Tuesday 3 November 2026, 9am to 5pm: nobody answers for the post")
    with beth.page.expect_navigation():
        beth.page.get_by_role("main").get_by_role("link", name="All of").first.click()
    beth.sees("When nobody answers").looks("cover-radar-one")
