"""The tutorial is true: the journey that it tells is walked, its pictures are taken, and what it quotes is there."""

from __future__ import annotations

from typing import Any

from tests.journeys import steps
from tests.journeys.conftest import Calendar
from tests.journeys.telling import DOCS, MOST_BYTES, Told
from tests.journeys.walk import Town, Walker

TOLD = Told("tutorial.md")
OTHER = Told("tutorial-people.md")
picture, passes = TOLD.picture, TOLD.passes


def test_the_tutorial_can_be_walked_as_it_is_told(demonstration: Town, calendar: Calendar, settings: Any) -> None:
    settings.DEMO = True  # as with `make run`: every page says that all is invented
    town = demonstration
    TOLD.begins(town)
    rosa, amir = town.comes("rosa", phone=True, hurried=True), town.comes("amir", hurried=True)
    amir.page.set_viewport_size({"width": 1000, "height": 760})
    picture(town.comes(phone=True).goes("/"), "start")
    reference = raises(rosa)
    is_challenged(amir, reference)
    give_perspectives(rosa, amir, reference)
    replies(rosa, amir, reference)
    end_it(rosa, amir, reference)
    look_back(calendar, rosa, amir, reference)
    TOLD.holds(town)


def raises(rosa: Walker) -> str:
    rosa.goes("/my-turn/")
    passes(rosa)
    passes(rosa.goes("/raise/"))
    passes(rosa.presses("Start now"))
    passes(rosa.picks(steps.COUNCIL).presses("Continue"))
    rosa.picks(steps.AMIR).presses("Continue")
    steps.says_what_worries(rosa)
    passes(rosa)
    rosa.page.go_back()
    picture(rosa, "worry", "h1")
    rosa.page.go_forward()
    rosa.types("What would resolve this?", steps.WANTED).presses("Go to check and send")
    picture(rosa, "check", "#who-sees")
    rosa.presses("Send the challenge")
    picture(rosa, "sent")
    return rosa.page.locator(".govuk-panel__body strong").inner_text()


def is_challenged(amir: Walker, reference: str) -> None:
    amir.goes("/my-turn/")
    picture(amir, "my-turn")
    amir.presses(f"Robin (invented), {reference}")
    picture(amir, "matter")
    steps.acknowledges(amir, reference)


def give_perspectives(rosa: Walker, amir: Walker, reference: str) -> None:
    steps.acts(amir, reference, "Give your perspective", "Give your side's perspective")
    view = "The family has asked for help, and a neighbour collects Robin on most days."
    amir.types("How do you see it?", view).types("How safe is the child now, from 0 to 10?", "6")
    amir.types("What would change your mind?", "A second week in which nobody comes.")
    picture(amir, "perspective", "h1")
    amir.presses("Give your perspective")
    view = "Robin is alone and hungry on at least two afternoons each week."
    steps.gives_perspective(rosa, reference, view, 3, "Somebody who has seen Robin at home with an adult.")
    picture(steps.opens(amir, reference), "perspectives", "#perspectives")


def replies(rosa: Walker, amir: Walker, reference: str) -> None:
    reasons = "Thank you. You are worried that Robin is alone. You are right that nobody answered: I visit on Thursday."
    steps.acts(amir, reference, "Reply", "Reply").picks("Partly agree").types("What are your reasons?", reasons)
    passes(amir)
    amir.presses("Send your reply")
    picture(steps.opens(rosa, reference), "reply", "#replies")


def end_it(rosa: Walker, amir: Walker, reference: str) -> None:
    steps.acts(amir, reference, "Propose how this could end", "Propose an outcome")
    amir.picks("Resolved by agreement with actions")
    amir.types("What is agreed, and why?", "A visit, because nobody has seen Robin at home.")
    first = amir.page.get_by_role("group", name="Action 1")
    first.get_by_label("What is to be done?").fill("Visit Robin at home, and talk to Robin alone.")
    first.get_by_label("Who does it?").select_option(label=steps.AMIR)
    for part, value in (("Day", "6"), ("Month", "11"), ("Year", "2026")):
        first.get_by_label(part, exact=True).fill(value)
    passes(amir)
    amir.presses("Propose this outcome")
    steps.acts(rosa, reference, "Answer the proposed outcome", "Answer the proposed outcome")
    picture(rosa.picks("Yes, it ends so"), "outcome", "h1")
    rosa.presses("Send your answer")
    passes(steps.opens(amir, reference))
    steps.acts(amir, reference, "Say that an action is done", "Say that an action is done")
    amir.types("What was done?", "We visited. Robin's aunt collects Robin from now on.").presses("Say that it is done")


def look_back(calendar: Calendar, rosa: Walker, amir: Walker, reference: str) -> None:
    calendar.later(days=43)
    for who, better, different in (
        (rosa, "Yes", "Robin is collected every day."),
        (amir, "Partly", "Steadier. Mondays are still late."),
    ):
        steps.acts(who, reference, "Say if it is better for the child", "Is it better for the child?").picks(better)
        who.types("What is different for the child?", different).presses("Send your answer")
    picture(steps.opens(rosa, reference), "check-back", "#check-back")


def test_every_picture_of_a_tutorial_is_there_and_small_enough_for_a_slow_line() -> None:
    for told, least in ((TOLD, 10), (OTHER, 8)):
        assert len(told.pictures) >= least
        for name in told.pictures:
            data = (DOCS / "tutorial" / f"{name}.png").read_bytes()
            assert data.startswith(b"\x89PNG"), f"{name} is not a picture"
            assert len(data) < MOST_BYTES, f"{name} has {len(data)} bytes"


def test_no_picture_is_kept_that_no_tutorial_shows() -> None:
    shown = {*TOLD.pictures, *OTHER.pictures}
    assert {path.stem for path in (DOCS / "tutorial").glob("*.png")} == shown
