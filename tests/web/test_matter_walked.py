"""A challenge in each of its standings, to each person, and under every shipped policy: page, forms and rules agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands
from forthright.core.challenge.allows import allows
from forthright.core.challenge.codes import Side, Why
from forthright.core.challenge.ladder import ways_up
from forthright.core.challenge.may import may
from forthright.directory.models import Cover
from forthright.record import policies, queries
from forthright.web.acts import ACTS
from tests.support.forms import page
from tests.support.town import MONDAY, POLICIES, Town
from tests.web.test_matter import NOW, STANDS, offered

pytestmark = pytest.mark.wide


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("stands", list(STANDS))
def test_what_a_page_offers_is_what_the_rules_allow_and_opens_a_form(town: Town, stands: str) -> None:
    """For each person and each act: a link leads to a form, and the rules say yes; where there is no link, there is
    no form either."""
    reference = town.raises()
    STANDS[stands](town, reference)
    checked = 0
    for person in town.people.values():
        matter = queries.matter(person, reference, NOW)
        client = Client()
        client.force_login(person)
        answer = client.get(f"/matter/{reference}/")
        if matter is None:
            assert answer.status_code == 404
            continue
        shown = offered(page(answer), reference)
        for verb in ACTS:
            form = client.get(f"/matter/{reference}/do/{verb}/").status_code
            assert form == (200 if verb.value in shown else 409), (person.name, verb)
            if verb.value in shown:
                assert may(matter.actor, matter.state, verb)
                assert allows(matter.policy, matter.state, verb, matter.side)
                checked += 1
    assert checked > 5


@pytest.mark.parametrize("who", ["rosa", "amir", "sam", "beth", "mei"])
@pytest.mark.parametrize("stands", list(STANDS))
def test_the_page_asks_the_database_at_most_twelve_things(
    town: Town, who: str, stands: str, django_assert_max_num_queries: Any
) -> None:
    reference = town.raises()
    STANDS[stands](town, reference)
    Cover.objects.create(post=town.posts["amir"], deputy=town.sam, starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    client = Client()
    client.force_login(town.people[who])
    client.get(f"/matter/{reference}/")
    with django_assert_max_num_queries(12):
        client.get(f"/matter/{reference}/")


@pytest.mark.parametrize("name", sorted(path.stem for path in POLICIES.glob("*.policy")))
def test_every_shipped_policy_can_be_walked_to_its_top_from_the_pages(town: Town, name: str) -> None:
    """At each step the owner of the raising side sees the page, opens every form it offers, and takes it up."""
    version = policies.publish(town.partnership, (POLICIES / f"{name}.policy").read_text(encoding="utf-8"), MONDAY)
    reference = town.raises(policy=version.fingerprint)
    steps = []
    while True:
        matter = queries.matter(town.rosa, reference, NOW)
        assert matter is not None
        steps.append(matter.state.step)
        owner = next(one for one in town.people.values() if one.pk == matter.state.owners[Side.RAISING])
        client = Client()
        client.force_login(owner)
        shown = page(client.get(f"/matter/{reference}/"))
        for verb in offered(shown, reference):
            assert client.get(f"/matter/{reference}/do/{verb}/").status_code == 200, (matter.state.step, verb)
        if "take-up" not in offered(shown, reference):
            break
        form = page(client.get(f"/matter/{reference}/do/take-up/"))
        typed = {name: form.all("input", name=name)[-1].attrs["value"] for name in ("token", "seen")}
        ways = [one.attrs["value"] for one in form.all("input", name="to")]
        typed |= {"why": Why.URGENT.value, "reason": "It cannot wait."} | ({"to": ways[0]} if ways else {})
        assert client.post(f"/matter/{reference}/do/take-up/", typed).status_code == 302
        asked = queries.matter(town.rosa, reference, NOW)
        if asked is not None and asked.state.gate is not None:
            keeper = next(who for who, one in town.people.items() if one.pk == asked.state.gate.party.person)
            town.does(keeper, reference, commands.PassGate(agree=True), NOW)
    assert len(steps) == len(set(steps))
    assert not ways_up(matter.policy, steps[-1], matter.state.urgency)
