"""Every page of a challenge, and every list of them, leaves one line in the trail for each time that it is opened."""

from __future__ import annotations

import pytest
from django.urls import reverse

from forthright.audit.models import Look
from forthright.core.challenge.commands import Verb
from forthright.web.acts import ACTS

from .place import OF_ONE_MATTER, Place


def lines(place: Place, who: str, address: str) -> list[tuple[str, bool]]:
    """The lines that opening a page adds: the challenge, and whether facts alone were shown."""
    before = Look.objects.count()
    place.client(who).get(address)
    return list(Look.objects.order_by("pk").values_list("challenge", "facts_only")[before:])


@pytest.mark.wide
@pytest.mark.parametrize(
    ("who", "facts_only"), [("rosa", False), ("amir", False), ("greta", False), ("beth", True), ("dora", True)]
)
def test_each_page_of_a_challenge_is_noted_once_with_what_it_showed(place: Place, who: str, facts_only: bool) -> None:
    addresses = [place.address(name, place.third) for name in sorted(OF_ONE_MATTER)]
    addresses += [reverse("act", args=(place.third, verb.value)) for verb in ACTS]
    for address in addresses:
        assert lines(place, who, address) == [(place.third, facts_only)], address


@pytest.mark.parametrize("who", ["olu", "ada"])
def test_each_refusal_is_noted_alike_whether_there_is_such_a_challenge_or_not(place: Place, who: str) -> None:
    for name in sorted(OF_ONE_MATTER):
        there = place.address(name, place.third)
        assert lines(place, who, there) == [(place.third, True)], name
        assert lines(place, who, there.replace(place.third, "ZZZZ-ZZZZ")) == [("ZZZZ-ZZZZ", True)], name
    assert lines(place, who, reverse("act", args=(place.third, Verb.NOTE.value))) == [(place.third, True)]


@pytest.mark.parametrize(
    ("who", "name", "facts_only"),
    [
        ("rosa", "my_turn", False),
        ("mei", "team", True),
        ("beth", "office", True),
        ("dora", "protection", True),
        ("dora", "access_log", True),
    ],
)
def test_each_list_is_noted_too(place: Place, who: str, name: str, facts_only: bool) -> None:
    assert lines(place, who, place.address(name, "")) == [("", facts_only)]


def test_both_sides_read_the_same_trail(place: Place) -> None:
    place.client("beth").get(place.address("matter", place.third))
    seen = []
    for who in ("rosa", "amir"):
        text = place.client(who).get(place.address("looks", place.third)).content.decode()
        seen.append([row for row in text.split("<tr") if "Business unit" in row or "Duty manager" in row])
    assert seen[0] == seen[1] and seen[0]
