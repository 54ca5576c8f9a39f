"""Nothing typed is lost: it is kept when typing pauses, and is there after signing out and in again."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.walk import Town


def test_words_are_saved_when_typing_pauses_and_are_there_after_signing_out(town: Town) -> None:
    rosa = town.comes("rosa", phone=True, hurried=True)
    steps.starts_raising(rosa)
    steps.names_who(rosa)
    rosa.field("What did you see or hear?").press_sequentially("Robin was not collected on 3 days.")
    expect(rosa.page.locator("[data-saved]")).to_have_text("Saved")
    rosa.looks("worry-saved-rosa")
    rosa.page.set_viewport_size({"width": 1280, "height": 900})
    rosa.page.get_by_role("button", name="Sign out").click()
    rosa.page.wait_for_url(f"{town.url}/")
    rosa.goes("/raise/").sees("Raise a challenge").reads("Your drafts")
    rosa.page.get_by_role("link", name="Go on with this draft").click()
    rosa.page.wait_for_url("**/check/")
    rosa.looks("check-unfinished-rosa").reads("Robin was not collected on 3 days.", "Enter what would resolve this")


def test_a_dead_zone_loses_nothing_and_says_so(town: Town) -> None:
    rosa = town.comes("rosa", phone=True, hurried=True)
    steps.starts_raising(rosa)
    steps.names_who(rosa)
    rosa.context.set_offline(True)
    rosa.types("What did you see or hear?", "Typed in a car park.")
    line = rosa.page.locator("[data-saved]")
    expect(line).to_have_text("Not saved yet. We will try again.")
    rosa.context.set_offline(False)
    expect(line).to_have_text("Saved")
    rosa.goes(rosa.path)
    assert rosa.field("What did you see or hear?").input_value() == "Typed in a car park."


def test_two_people_acting_at_once_the_second_keeps_the_words(town: Town) -> None:
    rosa, amir = town.comes("rosa", hurried=True), town.comes("amir", hurried=True)
    reference = steps.raises_by_the_short_path(rosa)
    steps.acts(amir, reference, "Reply", "Reply")
    amir.picks("Disagree").types("What are your reasons?", "The family has asked for help.")
    steps.acts(rosa, reference, "Add evidence", "Add evidence").types("What does it show?", "Nobody came today.")
    rosa.types("Where does it come from?", "Gate log").presses("Add the evidence")
    amir.presses("Send your reply").looks("reply-changed-since-amir")
    amir.reads("This changed since you opened it", "Nobody came today.")
    assert amir.field("What are your reasons?").input_value() == "The family has asked for help."
    amir.presses("Send your reply").reads("Your reply has been sent.")
