"""Rosa asks a childminder who has no account; Beth vouches; Joan replies on a phone without a script, or calls."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from forthright.record.clock import round_once
from tests.journeys import steps
from tests.journeys.walk import NARROW, Town, Walker
from tests.support.guests import code_in, link_in

JOAN = "Joan Reed (invented)"
ADDRESS = "joan@little-acorns.example"


@pytest.fixture
def post(settings: Any, tmp_path: Path) -> Path:
    """The folder in which every letter lies as a file, as with FORTHRIGHT_EMAIL=file."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def newest(post: Path, to: str = ADDRESS) -> str:
    """The last letter that the clock sent to this address."""
    round_once(datetime.now(UTC))
    letters = [one.read_text() for one in sorted(post.iterdir(), key=lambda one: one.stat().st_mtime_ns)]
    return [one for one in letters if f"To: {to}" in one][-1]


def asks_joan(rosa: Walker) -> str:
    """Rosa raises a challenge with her; returns the reference."""
    steps.starts_raising(rosa)
    rosa.picks("Somebody whose agency has no account here").presses("Continue").sees("Who should answer?")
    rosa.presses("Continue").reads("There is a problem", "Enter the name of the professional").looks("guest-refused")
    rosa.picks("Somewhere that is not listed")
    rosa.types("Name of the body, if it is not listed", "Little Acorns (invented)").picks("Education and childcare")
    rosa.types("Name of the professional", JOAN).types("What they do there", "Childminder")
    rosa.types("Their work email address", ADDRESS).presses("Continue").sees("What worries you?")
    steps.says_what_worries(rosa)
    rosa.presses("Go to check and send").reads(JOAN, ADDRESS, "The times of the policy run from when you send it.")
    reference = steps.sends(rosa)
    rosa.reads("The times run all the same.").presses("See how it stands, or correct the address")
    rosa.sees("Asked without an account").reads("They have not been told yet.")
    return reference


def vouches(beth: Walker) -> None:
    """Beth says that the address is hers."""
    beth.goes("/office/").presses("Professionals without an account").sees("Professionals without an account")
    beth.presses(f"{JOAN}, Childminder").sees(f"{JOAN}, Childminder").reads_nothing_of(steps.CHILD, steps.SEEN)
    beth.picks("Yes: send them the link").types("How do you know, or what is wrong with it?", "I telephoned her.")
    beth.presses("Save your answer").reads("They are being sent their link.", "Open until")
    beth.looks("vouched")


def comes_in(town: Town, post: Path) -> Walker:
    """Joan opens her link on a small phone without a script, and enters the code."""
    joan = town.comes(phone=True, script=False)
    joan.width = NARROW
    joan.goes(link_in(newest(post))).sees("Reply without an account").reads_nothing_of(JOAN, "Little Acorns")
    joan.presses("Send me a code").sees("Check your email")
    joan.types("Enter the code", "12345678").presses("Continue").reads("That code does not open anything.")
    joan.types("Enter the code", code_in(newest(post).split("Your code:")[1])).presses("Continue")
    return joan


def test_a_childminder_without_an_account_is_asked_and_replies_on_a_phone(town: Town, post: Path) -> None:
    rosa, beth = town.comes("rosa", phone=True), town.comes("beth")
    reference = asks_joan(rosa)
    vouches(beth)
    joan = comes_in(town, post)
    joan.looks("guest-matter").reads(steps.SEEN)
    expect(joan.page.get_by_role("link", name="My turn")).to_have_count(0)
    joan.presses("Reply").sees("Reply").picks("Partly agree").types("What are your reasons?", "Her aunt collects her.")
    joan.presses("Send your reply").reads("Your reply has been sent.", "Her aunt collects her.")
    steps.opens(rosa, reference).reads("Her aunt collects her.", JOAN)
    rosa.goes(f"/matter/{reference}/looks/").reads("Came in with a code", "Said that the address is theirs")
    rosa.looks("trail-with-a-guest")
    beth.goes("/invitations/").presses(f"{JOAN}, Childminder")
    beth.presses("End it: nobody can open the challenge with it any more").sees("End an invitation")
    beth.types("Why is it to end?", "She has stopped working.").presses("End it").reads("It has ended.")
    joan.goes(f"/matter/{reference}/").sees("This has ended").reads_nothing_of("aunt", steps.CHILD)


def test_beth_takes_down_a_reply_by_telephone(town: Town, post: Path) -> None:
    rosa, beth = town.comes("rosa", phone=True, hurried=True), town.comes("beth")
    reference = steps.raises_by_the_short_path(rosa)
    steps.opens(beth, reference).presses("Take down a reply by telephone").sees("Take down a reply by telephone")
    beth.presses("A sheet for the call, to print").sees("Sheet for a telephone call")
    beth.goes(f"/matter/{reference}/phone/").presses("Reply").sees("Reply")
    beth.dates("When was the call?", 2, 11, 2026).types("At what time?", "9am").picks("Agree")
    beth.presses("I have read it back to them: enter it").reads("Enter your reasons").looks("phone-refused")
    beth.types("What are your reasons?", "I visit today.").presses("I have read it back to them: enter it")
    beth.reads("It stands in the record with both names.").reads_nothing_of(steps.CHILD, "I visit today.")
    steps.opens(rosa, reference).reads("I visit today.", "taken by phone by Beth")


def test_whoever_has_a_link_that_opens_nothing_gets_clear_pages(town: Town) -> None:
    stranger = town.comes().goes("/reply/" + "x" * 43 + "/").sees("Reply without an account")
    stranger.presses("Send me a code").sees("Check your email")
    stranger.types("Enter the code", "12345678").presses("Continue").reads("That code does not open anything.")
    stranger.looks("code-refused").presses("Send me another code").reads("another code is on its way")
    stranger.presses("If you cannot get in").sees("If your link does not open").reads("Reply by telephone")
