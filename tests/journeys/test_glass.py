"""In an emergency: the glass is broken, both sides are told, it is read, shut and reviewed; also without script."""

from __future__ import annotations

import pytest

from forthright.record.models import Challenge
from tests.journeys import steps
from tests.journeys.walk import Town

AT_THE_DOOR = True  # a fresh sign-in is part of it


@pytest.mark.parametrize("script", [False, True])
def test_the_glass_is_broken_told_of_shut_and_reviewed(demonstration: Town, script: bool) -> None:
    reference = Challenge.objects.get(topic__startswith="Drift").pk
    greta = demonstration.comes("greta", phone=True, script=script).goes("/my-turn/")
    greta.presses("Read a challenge in an emergency").sees("Read a challenge in an emergency").looks("break-the-glass")
    greta.types("Reference of the challenge", "ZZZZ-ZZZZ").picks("A child may be at risk, and nobody answers")
    greta.types("Say more about why", "The duty team asks, and nobody of either side answers.")
    greta.presses("Open it and tell everybody why").reads("We cannot open a challenge with this reference")
    greta.looks("break-the-glass-refused")
    greta.types("Reference of the challenge", reference).presses("Open it and tell everybody why")
    greta.reads("You can read this challenge for three hours")
    banner = greta.page.get_by_text("2 hours and 59 minutes left")
    assert banner.is_visible()
    greta.looks("reading-through-the-glass")
    uma = demonstration.comes("uma", script=script).goes("/my-turn/")
    uma.presses("Who opened what they do not take part in, and why").sees("Who opened what, and why")
    uma.looks("glass-list").presses(reference).sees("Why was it opened?").reads(
        "Greta Lund (invented), Emergency duty manager"
    )
    uma.picks("No").types("What did you find?", "The duty team had not been asked first.").looks("glass-review")
    uma.presses("Keep this review").reads("Your review is kept in the record")
    uma.goes("/access-log/").sees("Who looked at what").reads(
        "Opened it in an emergency", "Tried to open it in an emergency, and was refused"
    )
    uma.looks("access-log")
    with greta.page.expect_navigation():
        greta.page.get_by_role("button", name="Stop reading now").click()
    assert greta.page.goto(f"{demonstration.url}/matter/{reference}/").status == 404


def test_a_challenge_is_kept_to_a_named_list_while_it_is_raised(town: Town) -> None:
    rosa = town.comes("rosa", hurried=True)
    for step in (steps.starts_raising, steps.names_who, steps.says_what_worries):
        step(rosa)
    back = "Save and go back to your answers"
    rosa.presses("Go to check and send").presses("Change Kept to a named list").sees("Who may know of it?")
    rosa.picks("An address is protected").presses(back).reads("Enter why it is kept to a named list")
    rosa.looks("close-refused").types("Say more about why", "They moved to get away from somebody.")
    rosa.picks("No, nobody").presses(back).reads("Nobody else comes in by their post").looks("check-close")
    reference = steps.sends(rosa)
    rosa.goes(f"/matter/{reference}/").reads("kept to people on a named list")
