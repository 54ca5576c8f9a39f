"""Getting in by the agency's own sign-in, and getting in again when all is lost, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core import mail

from forthright.directory.models import Agency, Person
from forthright.site.providers import SecondStep
from tests.journeys.conftest import Calendar
from tests.journeys.walk import Town, Walker
from tests.support.agency import running
from tests.support.agency.running import AtWork
from tests.support.agency.server import PASSWORD as AT_WORK

AT_THE_DOOR = True

NEW = "violet harbour umbrella"


@pytest.fixture
def agency(tmp_path: Path, live_server: Any, calendar: Calendar) -> Iterator[AtWork]:
    """At 127.0.0.1, while the site is at localhost: a browser keeps the cookies of the two apart."""
    calendar.traveller.stop()  # the agency's process has a clock of its own, and the two must agree
    calendar.traveller = None
    calendar.turn(datetime.now(UTC))
    (tmp_path / "agency").mkdir()
    with running.runs(tmp_path / "agency", f"{live_server.url}/account/oidc/anytown/login/callback/") as agency:
        yield agency


def at_work_is_asked(walker: Walker) -> None:
    """Types at the agency, whose pages are not ours to look at."""
    walker.page.locator("[name=login]").fill("amir")
    walker.page.locator("[name=password]").fill(AT_WORK)
    walker.page.locator("[name=password]").press("Enter")


def test_amir_signs_in_at_his_council_and_comes_back_to_where_he_was(
    town: Town, agency: AtWork, settings: Any, calendar: Calendar
) -> None:
    council = Agency.objects.get(posts__holdings__person__email="amir@anyshire.example")
    agency.says("amir", {"email": "amir@anyshire.example"}, {"email": "amir@anyshire.example"})
    provider = agency.provider(
        council.name,
        "anyshire",
        title="Sign in with the council",
        second_step=SecondStep.THEIRS,
        domains=("anyshire.example",),
    )
    policy = configured.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    form_action = {"form-action": [*policy["form-action"], provider.origin]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | form_action}
    settings.REQUIRE_MFA = True
    assert "//localhost:" in town.url
    with running.offered(provider):
        amir = town.comes("amir")
        amir.page.goto(f"{town.url}/my-sessions/")
        amir.looks("sign-in-with-the-council")
        amir.page.get_by_role("button", name="Sign in with the council").click()
        at_work_is_asked(amir)
        amir.page.wait_for_url(f"{town.url}/my-sessions/")
        amir.sees("Where you are signed in").reads("This one")
        amir.goes("/account/2fa/").sees("How you sign in")

        agency.says("amir", {"email": ["amir@anyshire.example"]})
        stranger = town.comes("")
        stranger.page.goto(f"{town.url}/account/login/")
        stranger.page.get_by_role("button", name="Sign in with the council").click()
        at_work_is_asked(stranger)
        stranger.page.wait_for_url(f"{town.url}/account/oidc/**")
        stranger.sees("You are not signed in").reads("Tell your administrator: email is not a plain text.")


@pytest.mark.parametrize("script", [True, False])
def test_two_people_let_amir_in_again(town: Town, script: bool) -> None:
    ada, sam, amir = town.comes("ada", script=script), town.comes("sam", script=script), town.comes("", script=script)
    name = Person.objects.get(email="amir@anyshire.example").name
    ada.goes("/recovery/").sees("Lost what you sign in with").picks(f"{name}, amir@anyshire.example")
    ada.presses("Ask for it").sees(name).reads("Now a second person must agree within 24 hours")
    sam.goes("/recovery/").presses(name).sees(name).presses("Agree, and show me the code").sees("Tell them this code")
    code = re.search(r"\d{4} \d{4}", sam.main())
    assert code
    link = re.search(r"/recovery/go/\S+", mail.outbox[-1].body)
    assert link
    amir.goes(link[0]).sees("Get in again")
    amir.types("Code", "12").types("New password", NEW).types("New password, once more", NEW).presses("Go on")
    amir.reads("The code is not correct.").looks("get-in-again-wrong-code")
    amir.types("Code", code[0]).types("New password", NEW).types("New password, once more", NEW).presses("Go on")
    amir.sees("Sign in").reads("Sign in now. You are then asked to choose a new second step.")
    amir.types("Email address", "amir@anyshire.example").types("Password", NEW).presses("Sign in").sees("My turn")
    amir.goes(link[0]).sees("This link does not work")
