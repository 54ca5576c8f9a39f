"""The second tutorial is true: cover, a leaver, a guest, a named list and an emergency, as it tells them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from forthright.notices.models import Message, State
from forthright.record.clock import round_once
from tests.journeys import steps
from tests.journeys.telling import Told
from tests.journeys.walk import Town, Walker
from tests.support.guests import code_in, link_in

AT_THE_DOOR = True  # a fresh sign-in is part of it

TOLD = Told("tutorial-people.md")
picture, passes = TOLD.picture, TOLD.passes


@pytest.fixture
def post(settings: Any, tmp_path: Path) -> Path:
    """The folder in which every letter lies as a file, as with `make run`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def newest(post: Path, to: str) -> str:
    """The last letter that the clock sent to this address. The demonstration has many to send, more than one round."""
    while Message.objects.filter(state=State.WAITING).exists():
        round_once(datetime.now(UTC))
    letters = [one.read_text() for one in sorted(post.iterdir(), key=lambda one: one.stat().st_mtime_ns)]
    return [one for one in letters if f"To: {to}" in one][-1]


def comes(town: Town, who: str, phone: bool = False) -> Walker:
    """Somebody opens a browser of their own, as wide as a picture."""
    walker = town.comes(who, phone=phone, hurried=True)
    if not phone:
        walker.page.set_viewport_size({"width": 1000, "height": 760})
    return walker


def test_the_tutorial_of_people_can_be_walked_as_it_is_told(demonstration: Town, settings: Any, post: Path) -> None:
    settings.DEMO = True
    TOLD.begins(demonstration)
    names_a_cover(comes(demonstration, "hana"))
    hands_over(comes(demonstration, "ada"))
    replies_without_an_account(demonstration, post)
    keeps_it_to_a_list(demonstration)
    reference = opens_it_tonight(demonstration)
    is_told_and_reviewed(demonstration, reference)
    looks_at_the_rest(demonstration)
    TOLD.holds(demonstration)


def names_a_cover(hana: Walker) -> None:
    passes(hana.goes("/my-turn/"))
    passes(hana.presses("Leave and cover: I am away, and whom I cover"))
    picture(hana.presses("When nobody answers: the next 30 days"), "people-radar")
    hana.presses("What to do: name a cover").page.get_by_role("main").get_by_role("link", name="Change").click()
    hana.sees("Change leave").field("Who covers?").select_option(label="Olu Adeyemi (invented), Health visitor")
    picture(hana, "people-cover", "label[for*='deputy']")
    passes(hana.presses("Save"))
    passes(hana.presses("When nobody answers: the next 30 days")).reads("0 gaps")


def hands_over(ada: Walker) -> None:
    passes(ada.goes("/my-turn/")).presses("People and posts").presses(steps.COUNCIL)
    picture(ada, "people-left")
    ada.page.get_by_role("main").get_by_role("link", name="Hand it over").click()
    ada.sees("Hand over, and leave").types("Why?", "Has left.")
    ada.page.locator("main select").select_option(label=steps.AMIR)
    picture(ada, "people-handing-over", "h1")
    passes(ada.presses("Hand over and finish")).reads("1 challenge went to others.")


def replies_without_an_account(town: Town, post: Path) -> None:
    beth = comes(town, "beth")
    passes(beth.goes("/my-turn/"))
    passes(beth.presses("Professionals without an account"))
    passes(beth.presses("Bridie Nolan (invented), Play leader")).reads_nothing_of("Wyn")
    bridie = comes(town, "", phone=True)
    address = "bridie@rainbow-corner.example"
    picture(bridie.goes(link_in(newest(post, address))), "people-link")
    passes(bridie.presses("Send me a code"))
    bridie.types("Enter the code", code_in(newest(post, address).split("Your code:")[1])).presses("Continue")
    picture(bridie, "people-guest")
    bridie.presses("Reply").picks("Agree").types("What are your reasons?", "From today two of us look at the list.")
    bridie.presses("Send your reply").reads("Your reply has been sent.")


def keeps_it_to_a_list(town: Town) -> None:
    gil = passes(comes(town, "gil").goes("/my-turn/")).presses("Waiting on them (1)")
    link = gil.page.get_by_role("main").get_by_role("link", name=re.compile("^Tam"))
    address = str(link.get_attribute("href"))
    picture(gil.goes(address), "people-list")
    assert comes(town, "dee").goes(address).heading == "Page not found"


def opens_it_tonight(town: Town) -> str:
    olu = comes(town, "olu").goes("/my-turn/")
    link = olu.page.get_by_role("main").get_by_role("link", name=re.compile("^Remi"))
    reference = link.inner_text().rpartition(", ")[2]
    greta = comes(town, "greta").goes("/my-turn/")
    picture(passes(greta).presses("Read a challenge in an emergency"), "people-emergency")
    greta.types("Reference of the challenge", reference)
    greta.picks("Somebody must act out of hours, and nobody who takes part can be reached")
    greta.types("Say more about why", "The hospital asks at night, and nobody of either side can be reached.")
    picture(greta.presses("Open it and tell everybody why"), "people-reading")
    with greta.page.expect_navigation():
        greta.page.get_by_role("button", name="Stop reading now").click()
    return reference


def is_told_and_reviewed(town: Town, reference: str) -> None:
    olu = comes(town, "olu")
    passes(steps.opens(olu, reference))
    picture(olu.presses("Who has looked at this"), "people-looks", "h1")
    olu.reads("Greta Lund (invented)", "Opened it in an emergency")
    uma = comes(town, "uma").goes("/my-turn/").reads("2 wait for your review")
    passes(passes(uma).presses("Who opened what they do not take part in, and why"))
    uma.presses(reference).picks("Yes").types("What did you find?", "The hospital has confirmed that it rang.")
    picture(uma, "people-review", "h1")
    uma.presses("Keep this review").reads("Your review is kept in the record")


def looks_at_the_rest(town: Town) -> None:
    passes(comes(town, "dara").goes("/my-turn/"))
    comes(town, "lin").goes("/my-turn/").reads("You cover for Kofi Mensah (invented)")
