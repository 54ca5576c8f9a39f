"""A restricted challenge from the pages: nobody comes in by a post alone, and no list tells of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import RestrictedWhy, Stance, Why
from forthright.core.challenge.standing import Office
from forthright.directory import queries as directory
from forthright.directory.models import Cover
from forthright.notices.models import Message
from forthright.record import projection
from forthright.record.models import Challenge, Listed
from tests.support.town import Town, employ

BECAUSE = {"reason": "Because."}
NOW = timezone.now()


def restricted(town: Town) -> str:
    reference = town.raises(NOW)
    town.does("rosa", reference, c.Restrict(code=RestrictedWhy.ADDRESS, words=BECAUSE), NOW)
    return reference


def text(client: Client, town: Town, who: str, address: str, status: int = 200) -> str:
    client.force_login(town.people[who])
    answer = client.get(address)
    assert answer.status_code == status, (who, address)
    return answer.content.decode()


def covers(town: Town, deputy: str) -> None:
    day = directory.local_day(NOW)
    Cover.objects.create(post=town.posts["amir"], deputy=town.people[deputy], starts=day, ends=day + timedelta(days=3))


def test_a_deputy_finds_it_on_no_list_and_on_no_page_until_they_are_on_the_list(client: Client, town: Town) -> None:
    covers(town, "sam")
    open_one, reference = town.raises(NOW), restricted(town)
    lists = text(client, town, "sam", "/my-turn/")
    assert open_one in lists and reference not in lists
    assert reference not in text(client, town, "sam", "/team/")
    text(client, town, "sam", f"/matter/{reference}/", 404)
    sam = directory.own_seat(town.sam, town.posts["sam"])
    town.does("amir", reference, c.ListPerson(seat=sam, words=BECAUSE), NOW)
    assert reference in text(client, town, "sam", "/my-turn/")
    assert "Seen alone at the gate" in text(client, town, "sam", f"/matter/{reference}/")


def test_a_deputy_is_told_nothing_of_it(town: Town) -> None:
    covers(town, "sam")
    reference = restricted(town)
    told = Message.objects.filter(challenge=reference, version__gte=2).values_list("recipient", flat=True)
    assert set(told) == {town.amir.pk}


@pytest.mark.parametrize("who", ["mei", "sam"])
def test_a_manager_of_the_team_does_not_learn_that_it_exists(client: Client, town: Town, who: str) -> None:
    reference = restricted(town)
    assert reference not in text(client, town, who, "/team/")
    text(client, town, who, f"/matter/{reference}/", 404)


def test_the_business_unit_and_the_officer_see_agencies_and_no_post_on_any_page(client: Client, town: Town) -> None:
    employ(town, "dora", "school", Office.DATA_PROTECTION.value, "Data protection officer", "")
    reference = restricted(town)
    for who in ("beth", "dora"):
        for name in ("", "timeline/", "looks/", "record/", "paste/", "why/"):
            shown = text(client, town, who, f"/matter/{reference}/{name}")
            for post in ("Teacher", "Social worker", "Rosa", "Amir", "Because.", "protected"):
                assert post not in shown, (who, name, post)
    assert "Larkfield School" in text(client, town, "beth", f"/matter/{reference}/")
    assert reference in text(client, town, "beth", "/office/?list=open")


def test_a_step_at_which_nobody_is_listed_is_told_to_the_owners_and_the_business_unit(town: Town) -> None:
    reference = restricted(town)
    town.does("amir", reference, c.Reply(stance=Stance.DISAGREE, words={"reasons": "No."}), NOW)
    town.does("rosa", reference, c.TakeUp(why=Why.STILL_DIFFER), NOW)
    told = Message.objects.filter(challenge=reference, kind="nobody listed").values_list("recipient", flat=True)
    assert set(told) == {town.amir.pk, town.beth.pk}
    everybody = set(Message.objects.filter(challenge=reference, version__gte=2).values_list("recipient", flat=True))
    assert everybody <= {town.rosa.pk, town.amir.pk, town.beth.pk}


def test_the_page_names_the_list_to_those_on_it(client: Client, town: Town) -> None:
    reference = restricted(town)
    shown = text(client, town, "amir", f"/matter/{reference}/")
    assert "kept to people on a named list" in shown and "Rosa (invented), Teacher" in shown


def test_the_business_unit_restricts_and_lifts_with_a_reason(client: Client, town: Town) -> None:
    reference = town.raises(NOW)
    address = f"/matter/{reference}/restrict/"
    assert "Why?" in text(client, town, "beth", address)
    typed = {"code": RestrictedWhy.OTHER.value, "never": "no", "reason": "", "seen": "1", "token": "t" * 20}
    assert client.post(address, typed).status_code == 422
    assert client.post(address, typed | {"reason": "A colleague is close to it."}).status_code == 302
    assert Challenge.objects.get(pk=reference).restricted
    seen = Challenge.objects.get(pk=reference).version
    lifted = {"reason": "They have left.", "seen": str(seen), "token": "u" * 20}
    assert client.post(address, lifted).status_code == 302
    assert not Challenge.objects.get(pk=reference).restricted and not Listed.objects.exists()
    assert list(projection.differences()) == []
    text(client, town, "rosa", address, 404)
