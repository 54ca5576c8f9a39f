"""Signing in as people do: with a passkey, with a code, and after the sign-in has run out while they typed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Calendar
from tests.journeys.walk import Town, Walker

AT_THE_DOOR = True


def plugs_in_a_passkey_device(walker: Walker) -> Any:
    """What a computer with a fingerprint reader is to a browser: it keeps passkeys, and the finger is always right."""
    devtools = walker.context.new_cdp_session(walker.page)
    devtools.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return lambda verified: devtools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": verified}
    )


@pytest.fixture
def second_steps(settings: Any) -> None:
    """As in life, and not as in the demonstration: everybody needs a second step."""
    settings.REQUIRE_MFA = True


def signs_out(walker: Walker) -> None:
    walker.page.set_viewport_size({"width": 1280, "height": 900})
    walker.page.get_by_role("button", name="Sign out").click()
    walker.page.wait_for_url(f"{walker.town.url}/")


def test_a_passkey_is_made_signs_in_by_itself_and_is_asked_for_again(
    town: Town, calendar: Calendar, second_steps: None
) -> None:
    rosa = town.comes("rosa")
    verified = plugs_in_a_passkey_device(rosa)
    rosa.goes("/my-turn/").sees("Choose your second step")
    rosa.presses("Make a passkey on this computer").sees("Make a passkey")
    rosa.types("What to call it", "School office").presses("Make the passkey").sees("Your recovery codes")
    assert re.search(r"\d{8}", rosa.main())
    rosa.presses("I have kept them").goes("/account/2fa/").sees("How you sign in")
    rosa.reads("School office", "You have 10 recovery codes left.")
    rosa.goes("/account/2fa/recovery-codes/").reads("They were shown once and are not shown again.")
    assert not re.search(r"\d{8}", rosa.page.content())

    signs_out(rosa)
    rosa.page.goto(f"{town.url}/account/login/?next=/my-sessions/")
    rosa.presses("Sign in with a passkey").sees("Where you are signed in").reads("This one", "Chrome on Linux")

    calendar.turn(datetime.now(UTC) + timedelta(minutes=6))
    rosa.goes("/account/2fa/totp/activate/").sees("Enter your password again")
    rosa.presses("Use your passkey").sees("Use your passkey")
    rosa.presses("Use my passkey").sees("Set up your authenticator app")

    signs_out(rosa)
    rosa.goes("/my-turn/").sees("Your second step").presses("Use my passkey").sees("My turn")

    signs_out(rosa)
    verified(False)
    rosa.page.goto(f"{town.url}/account/login/")
    rosa.page.get_by_role("button", name="Sign in with a passkey").click()
    expect(rosa.page.get_by_text("The passkey was not used. Try again, or choose another way.")).to_be_visible()


def test_without_script_the_pages_name_the_ways_that_work(town: Town, second_steps: None) -> None:
    rosa = town.comes("rosa", script=False)
    rosa.page.goto(f"{town.url}/account/login/")
    rosa.reads("A passkey needs a browser that knows passkeys").looks("sign-in-without-script")
    assert not rosa.page.get_by_role("button", name="Sign in with a passkey").is_visible()
    rosa.goes("/my-turn/").presses("Make a passkey on this computer")
    assert not rosa.page.get_by_role("button", name="Make the passkey").is_visible()
    rosa.presses("Set up an authenticator app").sees("Set up your authenticator app")


@pytest.mark.parametrize("script", [True, False])
def test_what_is_typed_when_the_sign_in_runs_out_comes_back_after_signing_in(
    town: Town, calendar: Calendar, script: bool
) -> None:
    rosa, amir = town.comes("rosa", hurried=True), town.comes("amir", hurried=True, script=script)
    reference = steps.raises_by_the_short_path(rosa)
    steps.acts(amir, reference, "Reply", "Reply")
    amir.picks("Disagree").types("What are your reasons?", "We visited.\n\nHe was “well”, & <calm>.")
    calendar.turn(datetime.now(UTC) + timedelta(minutes=31))
    amir.presses("Send your reply").sees("Sign in")
    amir.signs_in()
    amir.page.wait_for_url("**/go-on/**")
    amir.sees("What you sent is kept").looks(f"go-on-{script}")
    assert "He was “well”, & <calm>." in amir.field("What you typed").input_value()
    amir.presses("Send it now").reads("Your reply has been sent.", "He was “well”, & <calm>.")
    amir.goes("/my-turn/").reads_nothing_of("Something you sent")


def test_before_the_sign_in_runs_out_the_page_says_so_and_one_button_keeps_it(town: Town, calendar: Calendar) -> None:
    rosa = town.comes("rosa", hurried=True)
    rosa.goes("/my-turn/")
    rosa.page.clock.install()
    rosa.goes("/my-turn/")
    warning = rosa.page.get_by_role("alert").filter(has_text="You will be signed out in 3 minutes or less.")
    calendar.turn(datetime.now(UTC) + timedelta(minutes=28))
    rosa.page.clock.run_for(27.5 * 60 * 1000)
    expect(warning).to_be_visible()
    rosa.looks("nearly-signed-out")
    rosa.page.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()
    calendar.turn(datetime.now(UTC) + timedelta(minutes=31))
    rosa.page.clock.run_for(31 * 60 * 1000)
    expect(rosa.page.get_by_text("You have been signed out.")).to_be_visible()
