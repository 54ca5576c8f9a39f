"""Before signing in: danger first, the next step as words and as a picture, and which door."""

from __future__ import annotations

import re

from tests.journeys.walk import Town


def test_a_stranger_finds_what_to_do_in_danger_and_the_next_step_without_an_account(town: Town) -> None:
    stranger = town.comes(phone=True).goes("/").sees("Raise a professional challenge")
    stranger.reads("In immediate danger?", "No account needed")
    stranger.presses("What to do in immediate danger").sees("If a child is in immediate danger").reads("999")
    stranger.goes("/").presses("What is my next step?").sees("What is my next step?")
    stranger.presses("Anyshire safeguarding children partnership (invented)")
    stranger.reads("Step 3: Partnership representatives", "Who answers for each agency").looks("next-step-of")
    assert stranger.page.locator("main svg").first.is_visible(), "the ladder is not drawn"
    for address in ("/published/", "/scripts/", "/about", "/privacy", "/accessibility", "/account/login/"):
        stranger.goes(address).looks()


def test_a_complaint_is_shown_another_door(town: Town) -> None:
    stranger = town.comes().goes("/door/").sees("Is a child in immediate danger?")
    stranger.picks("Yes").presses("Continue").sees("Call 999 now")
    stranger.goes("/door/").picks("No").presses("Continue").sees("What is it about?")
    stranger.picks("A complaint about a service, or a family's complaint or appeal").presses("Continue")
    stranger.looks("door-diverted")
    stranger.page.get_by_label("Your agency").select_option(label="Anyshire Council children's services (invented)")
    stranger.presses("Show my agency's links").looks("door-of-the-council")
    stranger.reads("The customer feedback team takes complaints about a service.")


def test_a_difference_with_another_agency_leads_to_raising_it(town: Town) -> None:
    stranger = town.comes(phone=True).goes("/door/").picks("No").presses("Continue")
    stranger.picks("What another agency decided, did or did not do for a child").presses("Continue")
    stranger.sees("Have you talked about it with the other agency?")
    stranger.picks("Yes, and it is not settled").presses("Continue").looks("door-is-a-challenge")
    link = stranger.page.locator("main a.govuk-button").first
    assert re.search(r"/raise/", link.get_attribute("href") or "")


def test_a_page_that_is_not_there_says_so_plainly(town: Town) -> None:
    town.comes(phone=True).goes("/no-such-page").sees("Page not found")
