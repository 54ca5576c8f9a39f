"""What one may not see cannot be told from what does not exist: the same answer, by the same questions to the database.

Questions are compared in place of time, which no test can measure: an answer that reads the same rows in the same order
takes as long. `bench/existence.py` measures the time as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from .addresses import Address, addresses, patterns
from .knowledge import Knowledge
from .planted import NOW, Planted, everybody

NO_SECRET = {"verb", "keeper", "page", "part", "name", "slug", "key", "of", "place", "person", "token", "kept"}
"""Arguments that everybody may know: comparing them tells nothing. A new argument is a secret until it stands here."""
OF_THE_DIRECTORY = {"number", "leave", "post"}
"""Arguments that are people, posts and absences, of which keepers of other agencies are told nothing. That there is one
of some number tells nothing of a challenge: what is asked of the database is not compared, all else is."""
SENT = {"token": "a" * 20, "seen": "1", "note": "Words.", "reason": "Words.", "agree": "yes", "go": "on"}


@dataclass(frozen=True)
class Answer:
    """All that can be told of an answer from outside, and what it asked the database."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    asked: tuple[str, ...]


def asked_for(client: Client, method: str, address: Address) -> Answer:
    """What comes back, without what is new each time."""
    connection.queries_log.clear()  # it holds some thousands, and what is captured is told by its place in it
    with CaptureQueriesContext(connection) as questions:
        answer: Any = client.post(address.path, SENT) if method == "POST" else client.get(address.path)
    secret = r"nonce-[\w+/=-]+|value=\"\w{60,}\"|nonce=\"[^\"]+\""
    headers = sorted((name, re.sub(secret, "", value)) for name, value in answer.items())
    body = re.sub(secret, "", answer.content.decode())
    return Answer(answer.status_code, tuple(headers), body, tuple(shape(one["sql"]) for one in questions))


def shape(sql: str) -> str:
    """A question without its values."""
    return re.sub(r"\?(, \?)+", "?", re.sub(r"'[^']*'|\b\d+\b", "?", re.sub(r"s\d+_x\d+", "savepoint", sql)))


def hidden(pattern: URLPattern) -> str:
    """The argument whose value somebody may not be told to exist; "" where there is none."""
    return next((one for one in reversed(list(pattern.pattern.converters)) if one not in NO_SECRET), "")


def to_ask(place: Planted, knows: Knowledge, pattern: URLPattern, who: str) -> Iterator[Address]:
    """Every address of a pattern; the acts of a few challenges only, among them one that is quiet."""
    kept = {place.matters[name] for name in ("quiet", "sealed", "elsewhere")}
    for address in addresses(place, pattern, wide=True):
        reference = str(dict(address.arguments).get("reference", ""))
        if reference and knows.opens(who, reference):  # there is nothing to hide
            continue
        if len(address.arguments) == 1 or not reference or reference in kept:
            yield address


QUICK = ("olu",)
"""Who walks in the quick tests; the others walk in `make nightly`."""
PEOPLE = [pytest.param(who, marks=() if who in QUICK else pytest.mark.nightly) for who in everybody()]


@pytest.mark.wide
@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_not_for_them_cannot_be_told_from_what_is_not_there(planted: Planted, who: str) -> None:
    client, knows = planted.client(who), Knowledge(planted)
    told: list[str] = []
    with time_machine.travel(NOW, tick=False), override_settings(MANY_MATTERS=10_000):
        client.get("/about")  # the first page of a session writes it, too
        for pattern in patterns():
            argument = hidden(pattern)
            absent: dict[tuple[str, Address], Answer] = {}
            for address in to_ask(planted, knows, pattern, who) if argument else ():
                gone = address.absent(argument)
                for method in ("GET", "POST"):
                    with planted.undone():
                        answer = asked_for(client, method, address)
                        if answer.status != 404:
                            continue
                        if (method, gone) not in absent:
                            absent[method, gone] = asked_for(client, method, gone)
                    told += differences(f"{method} {address}", answer, absent[method, gone], argument)
    assert not told, "\n".join(told)


def differences(where: str, answer: Answer, absent: Answer, argument: str = "") -> list[str]:
    """What tells the two apart, in words."""
    return [
        f"{where}: {part} tells that it is there. {told}"
        for part in ("status", "headers", "body", *(() if argument in OF_THE_DIRECTORY else ("asked",)))
        if (told := _first_difference(getattr(answer, part), getattr(absent, part)))
    ]


def _first_difference(one: Any, other: Any) -> str:
    if one == other:
        return ""
    if not isinstance(one, tuple):
        return f"{str(one)[:80]} / {str(other)[:80]}"
    pairs = zip_longest(one, other)
    told = f" ({len(one)} and {len(other)})"
    return next(f"{str(left)[:300]} / {str(right)[:300]}" for left, right in pairs if left != right) + told


@pytest.mark.wide
def test_the_comparison_sees_a_difference(planted: Planted) -> None:
    """Amir may open what Olu may not: the two answers differ in all that is compared."""
    address = Address("matter", (("reference", planted.matters["third"]),))
    with time_machine.travel(NOW, tick=False):
        client = planted.client("amir")
        there, gone = (asked_for(client, "GET", one) for one in (address, address.absent("reference")))
    assert len(differences("", there, gone)) >= 3
