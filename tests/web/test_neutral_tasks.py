"""Tasks of the partnership's own posts, in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge.commands import Verb
from forthright.core.policy.sentences import STANDS_IN
from forthright.directory.models import Holding
from tests.core.challenge.texts import ENDS, step
from tests.support.acts import day, send, sign_in, small
from tests.support.forms import page
from tests.support.town import MONDAY, Town

STEPS = step("1", "  meet by independent chair within: 3 working days\n  settle within: 5 working days\n" + ENDS)
TALK = {"kind": "meeting", **day("day", date(2026, 11, 2)), "time": "8:30am", "who": "Both", "said": "Much."}


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def shown(client: Client, reference: str) -> str:
    return page(client.get(f"/matter/{reference}/")).one("main").text


def test_the_chair_sees_that_the_meeting_is_theirs_and_logs_it(client: Client, town: Town) -> None:
    reference = town.raises(policy=small(town, STEPS))
    sign_in(client, town, "amir")
    assert "Meet or speak, and log it" not in shown(client, reference)
    sign_in(client, town, "cleo")
    page_before = shown(client, reference)
    assert "Meet or speak, and log it: Cleo" in page_before
    assert STANDS_IN not in page_before
    assert send(client, reference, Verb.TALK, **TALK).status_code == 302
    assert "Meet or speak, and log it" not in shown(client, reference)


def test_where_nobody_holds_the_post_the_page_says_so(client: Client, town: Town) -> None:
    Holding.objects.filter(person=town.people["cleo"]).delete()
    reference = town.raises(policy=small(town, STEPS))
    sign_in(client, town, "amir")
    assert "Meet or speak, and log it: Amir" in shown(client, reference)
    assert STANDS_IN in shown(client, reference)


def test_the_chairs_meeting_is_on_the_chairs_own_list_while_a_reply_is_awaited_from_the_other_side(
    client: Client, town: Town
) -> None:
    meets = "  reply within: 2 working days\n  meet by independent chair within: 3 working days\n"
    first = step("1", meets + "  settle within: 5 working days\n  if not settled: offer step 2\n")
    rest = step(
        "2", "  raise within: not stated\n  settle within: 5 working days\n" + ENDS, "line manager", "line manager"
    )
    reference = town.raises(policy=small(town, first + rest))
    for who in ("cleo", "amir"):
        sign_in(client, town, who)
        mine = page(client.get("/my-turn/")).one("main").text
        assert "Waiting on me (1)" in mine and reference in mine, who


def test_moving_to_a_version_without_the_chairs_meeting_shows_whose_it_was(client: Client, town: Town) -> None:
    reference = town.raises(policy=small(town, STEPS))
    sign_in(client, town, "beth")
    answer = client.get(f"/policy/version/{town.policy.pk}/move/{reference}/")
    assert answer.status_code == 200
    assert "(the partnership)" in page(answer).one("main").text
