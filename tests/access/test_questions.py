"""No page asks the database more than fourteen questions, for anybody who may open it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forthright.core.challenge.commands import Verb

from .place import FOR_ANYBODY_SIGNED_IN, OF_ONE_MATTER, ONLY_FOR, PUBLIC, Place

MOST = 14
"""Twelve, and one each for professionals without an account and for duties that somebody left behind."""


@pytest.mark.wide
@pytest.mark.parametrize("who", ["rosa", "amir", "sam", "ravi", "beth", "ada"])
def test_no_page_asks_more_than_fourteen_questions(place: Place, who: str) -> None:
    client = place.client(who)
    client.get("/about")  # the first page of a session writes it, too
    many = {}
    addresses = [place.address(name, place.third) for name in PUBLIC | FOR_ANYBODY_SIGNED_IN | OF_ONE_MATTER]
    addresses += [place.address(name, place.first) for name in (*ONLY_FOR, *OF_ONE_MATTER)]
    addresses += [reverse("act", args=(place.third, verb.value)) for verb in Verb]
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        questions = [one for one in asked.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        if len(questions) > MOST:
            many[address] = len(questions)
    assert many == {}
