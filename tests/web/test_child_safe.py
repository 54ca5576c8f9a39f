"""Times that end sooner if the child needs it, in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge.commands import Verb
from tests.core.challenge.test_child_safe import SAFE
from tests.support.acts import day, send, sign_in, small
from tests.support.forms import page
from tests.support.town import MONDAY, Town
from tests.web.raising import answer, first_fact, first_words, short
from tests.web.raising import send as raise_it

WEDNESDAY = day("needed_by", date(2026, 11, 4))
BECAUSE = "It ends then because the child needs it by Wednesday 4 November 2026."


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def test_a_day_given_at_raising_needs_a_reason_and_is_given_as_the_reason_for_the_time(
    client: Client, town: Town
) -> None:
    small(town, SAFE)
    sign_in(client, town, "rosa")
    draft = short(client, town)
    refused = page(answer(client, draft, "urgency", urgency="normal", **WEDNESDAY)).one("body").text
    assert "Enter why it cannot wait" in refused
    answer(client, draft, "urgency", urgency="normal", urgent_reason="The hearing.", **WEDNESDAY)
    assert "The hearing." in page(client.get(f"/raise/{draft}/check/")).one("main").text
    reference = raise_it(client, draft)
    assert first_fact(town, reference).needed_by == date(2026, 11, 4)
    assert first_words(town, reference)["urgent_reason"] == "The hearing."
    shown = page(client.get(f"/matter/{reference}/")).one("main").text
    assert BECAUSE in shown
    assert "The child needs it by" in shown


def test_a_reason_that_the_check_page_does_not_show_is_not_sent(client: Client, town: Town) -> None:
    sign_in(client, town, "rosa")
    draft = short(client, town)
    answer(client, draft, "urgency", urgency="urgent", urgent_reason="The hearing.", **WEDNESDAY)
    answer(client, draft, "urgency", urgency="normal", urgent_reason="The hearing.", **WEDNESDAY)
    assert "The hearing." not in page(client.get(f"/raise/{draft}/check/")).one("main").text
    assert "urgent_reason" not in first_words(town, raise_it(client, draft))


def test_the_other_side_too_can_say_by_when_the_child_needs_it(client: Client, town: Town) -> None:
    reference = town.raises(policy=small(town, SAFE))
    sign_in(client, town, "amir")
    assert BECAUSE not in page(client.get(f"/matter/{reference}/")).one("main").text
    assert send(client, reference, Verb.URGENT, reason="She goes home then.", **WEDNESDAY).status_code == 302
    shown = page(client.get(f"/matter/{reference}/")).one("main").text
    assert BECAUSE in shown
    assert "Give an earlier day by which the child needs it" in shown
    told = page(client.get(f"/matter/{reference}/timeline/")).one("main").text
    assert "The responding side marked it as urgent: the child needs it by Wednesday 4 November 2026" in told


def test_what_is_urgent_already_takes_only_an_earlier_day(client: Client, town: Town) -> None:
    reference = town.raises(policy=small(town, SAFE))
    sign_in(client, town, "amir")
    send(client, reference, Verb.URGENT, reason="She goes home then.", **WEDNESDAY)
    later = send(client, reference, Verb.URGENT, reason="Later.", **day("needed_by", date(2026, 11, 5)))
    assert "Give an earlier day" in page(later).one("body").text
    tomorrow = send(client, reference, Verb.URGENT, reason="Sooner.", **day("needed_by", date(2026, 11, 3)))
    assert tomorrow.status_code == 302
