"""A text that is longer than any policy, and more than can be sent at once: the size is said, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from forthright.record import drafts
from forthright.web.desk import LONGEST
from tests.support.forms import page
from tests.support.town import Town
from tests.web.policies import NOW, at, drafted, kept

LONG = "This text is too long: a policy can have at most 100,000 characters. A policy of four steps has about 5,000."
HUGE = "note: x\n" * 1_250_000
WAYS = pytest.mark.parametrize("guarded", [False, True], ids=["in the view", "before the view"])


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(town: Town, who: str = "beth", guarded: bool = False) -> Client:
    """Guarded, the body is read by the check for forged forms, before any view."""
    client = Client(enforce_csrf_checks=guarded)
    client.force_login(town.people[who])
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    return client


def said(answer: object) -> str:
    return " ".join(page(answer).one("main").text.split())  # type: ignore[arg-type]


def looked(answer: object) -> str:
    return page(answer).one(id="look").text  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=BoUnDaRyStRiNg", "application/x-www-form-urlencoded"])
@WAYS
def test_more_than_can_be_sent_at_once_gets_its_size_and_the_way_back(town: Town, kind: str, guarded: bool) -> None:
    beth, draft = signed_in(town, guarded=guarded), drafted(town, "policy: before")
    if kind.startswith("multipart"):
        answer = beth.post(at(draft), {"text": HUGE})
    else:
        answer = beth.post(at(draft), f"text={HUGE}", content_type=kind)
    assert answer.status_code == 413
    shown = page(answer)
    assert shown.title() == "What you sent is too large - Forthright"
    words = said(answer).replace("\xa0", " ")
    assert "You sent 9.5 MB. At most 2.5 MB can be sent at once." in words
    assert "a policy can have at most 100,000 characters. A policy of four steps has about 5,000." in words
    assert "Nothing that was saved before is lost or changed." in words
    assert "Most browsers still have what you typed: go back" in words
    links = {one.text: one.attrs["href"] for one in shown.one("main").inside if one.tag == "a"}
    assert links["Open your draft as it was last saved"] == at(draft)
    assert links["The policy and its versions"] == "/policy/"
    assert kept(town, draft) == "policy: before"


@WAYS
def test_elsewhere_the_same_page_speaks_of_no_policy(town: Town, guarded: bool) -> None:
    raising = drafts.start(town.rosa, "raise", NOW, data={"wanted": "x"}).pk
    answer = signed_in(town, "rosa", guarded).post(f"/raise/{raising}/worry/", {"worry_facts": HUGE})
    assert answer.status_code == 413
    assert "Nothing that was saved before is lost or changed." in said(answer)
    assert "policy" not in said(answer)


@WAYS
def test_it_tells_nobody_else_whether_a_draft_is_there(town: Town, guarded: bool) -> None:
    draft = drafted(town, "policy: before")
    for client in (signed_in(town, "olu", guarded), Client(enforce_csrf_checks=guarded)):
        answers = [client.post(at(one), {"text": HUGE}) for one in (draft, "nothing")]
        pages = [said(answer) for answer in answers if answer.status_code == 413]
        assert len(set(pages)) <= 1
        assert not any("draft" in one for one in pages)


def test_a_draft_that_is_kept_while_typing_is_refused_with_the_same_number(town: Town) -> None:
    draft = drafted(town, "policy: before")
    assert signed_in(town).post(f"/draft/{draft}/", {"text": HUGE}).status_code == 413
    assert kept(town, draft) == "policy: before"


def test_the_page_can_say_at_once_that_a_text_is_too_long(town: Town) -> None:
    shown = page(signed_in(town).get(at(drafted(town, town.policy.text))))
    form = next(one for one in shown.all("form") if "data-look" in one.attrs)
    held = shown.one("template", id=form.attrs["data-long"])
    assert held.attrs["data-longest"] == str(LONGEST)
    assert LONG in held.text
    assert "too long to be saved" in shown.one("p", css="app-saved").attrs["data-large"]


def test_a_text_that_is_too_long_is_kept_and_nothing_that_was_found_stands_beside_it(town: Town) -> None:
    beth, draft = signed_in(town), drafted(town, town.policy.text)
    long = town.policy.text + "note: x\n" * 20_000
    answer = beth.post(at(draft), {"text": long, "go": "check"})
    assert page(answer).title().startswith("Error: ")
    look = page(answer).one(id="look")
    assert f"{LONG} This one has {len(long):,} characters." in look.text.replace("\n", "")
    assert not page(answer).all("svg", css="app-picture")
    assert page(beth.post(at(draft, "look/"), {"text": long})).elements[0].attrs["data-said"] == LONG
    assert LONG in said(beth.get(at(draft, "publish/")))
    assert kept(town, draft) == long


def test_a_text_of_just_the_most_is_looked_at(town: Town) -> None:
    beth, draft = signed_in(town), drafted(town, "")
    most = "policy: P\n" + "#" * (LONGEST - 10)
    assert LONG not in looked(beth.post(at(draft), {"text": most, "go": "check"}))
    assert LONG in looked(beth.post(at(draft), {"text": most + "#", "go": "check"}))
