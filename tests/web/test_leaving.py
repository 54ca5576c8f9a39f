"""Leaving in the browser: what is listed, what is refused, what the office sees, and two that become one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Conflict, Side
from forthright.core.challenge.folding import fold
from forthright.directory.models import Agency, Holding, Person, Post
from forthright.directory.queries import own_seat
from forthright.record.store import load_facts
from tests.support.forms import assert_refuses, page
from tests.support.town import Town
from tests.web.policies import NOW, said
from tests.web.test_people import day

TODAY = NOW.date()
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def ada(client: Client, town: Town) -> Client:
    """Ada, the school's administrator, signed in."""
    client.force_login(town.ada)
    return client


def leaving(town: Town, name: str = "rosa", of: str = "") -> str:
    return f"/people/person/{town.people[name].pk}/leave/{of or f'agency/{town.school.pk}'}/"


def state(reference: str):  # type: ignore[no-untyped-def]
    return fold(load_facts(reference))


def holding(town: Town, name: str) -> str:
    return str(Holding.objects.get(person=town.people[name]).pk)


def sent(town: Town, **more: str) -> dict[str, str]:
    return {"reason": "Has left.", **day("last", TODAY), **more}


def test_the_administrator_sees_facts_of_each_challenge_and_no_word_of_any(ada: Client, town: Town) -> None:
    reference = town.raises(NOW)
    answer = ada.get(leaving(town))
    shown = said(answer)
    assert f"{reference}, Open" in shown
    for canary in ("Zuri", "Canary", "Gate log", "Need for action", "Amir"):
        assert canary not in answer.content.decode()
    chosen = [one for one in page(answer).all("option") if "selected" in one.attrs]
    assert [one.text for one in chosen] == ["Mei (invented), Head of pastoral care"]
    assert ada.get(f"/matter/{reference}/").status_code == 404


def test_the_last_day_of_somebody_who_is_gone_already_is_the_one_that_is_known(ada: Client, town: Town) -> None:
    went = TODAY - timedelta(days=5)
    assert given_day(ada, town) == TODAY
    Holding.objects.filter(person=town.rosa).update(ends=went)
    assert given_day(ada, town) == went


def given_day(ada: Client, town: Town) -> date:
    """The last day that the page proposes."""
    fields = {one.attrs.get("name"): one.attrs.get("value") for one in page(ada.get(leaving(town))).all("input")}
    return date(*(int(fields[f"last_{part}"] or 0) for part in ("year", "month", "day")))


def test_a_leaver_is_followed_and_gone(ada: Client, town: Town) -> None:
    reference = town.raises(NOW)
    rosa = Client()
    rosa.force_login(town.rosa)
    assert rosa.get(f"/matter/{reference}/").status_code == 200
    answer = ada.post(leaving(town), sent(town, **{reference: holding(town, "mei")}), follow=True)
    assert "Rosa (invented) has left. 1 challenge went to others." in page(answer).one("html").text
    assert rosa.get(f"/matter/{reference}/").status_code == 302
    assert state(reference).owners[Side.RAISING] == town.mei.pk
    mei = Client()
    mei.force_login(town.mei)
    timeline = said(mei.get(f"/matter/{reference}/timeline/"))
    assert "Somebody left. Their part was given to: Head of pastoral care" in timeline
    assert "Has left." in timeline and "Ada (invented)" in timeline


def test_what_is_missing_is_said_and_nothing_is_done(ada: Client, town: Town) -> None:
    reference = town.raises(NOW)
    assert_refuses(ada.post(leaving(town), sent(town)), reference, f"{reference}: select who takes it over")
    answer = ada.post(leaving(town), sent(town, reason="", **{reference: holding(town, "mei")}))
    assert_refuses(answer, "reason", "Enter why")
    later = day("last", TODAY + timedelta(days=1))
    answer = ada.post(leaving(town), sent(town, **{reference: holding(town, "mei")}) | later)
    assert_refuses(answer, "last", "The last day must be today or in the past")
    answer = ada.post(leaving(town), sent(town, **{reference: holding(town, "amir")}))
    assert_refuses(answer, reference, f"{reference}: select who takes it over")
    assert Person.objects.get(pk=town.rosa.pk).is_active
    assert town.rosa.pk in state(reference).parties


def test_where_nobody_can_take_it_over_the_page_says_so_and_the_office_sees_who_is_left(
    ada: Client, town: Town
) -> None:
    reference = town.raises(NOW)
    Holding.objects.filter(person__in=[town.mei, town.ruth]).update(ends=TODAY - timedelta(days=1))
    assert f"Nobody else here holds a post that could take over {reference}" in said(ada.get(leaving(town)))
    assert ada.post(leaving(town), sent(town)).status_code == 422
    Holding.objects.filter(person=town.rosa).update(ends=TODAY - timedelta(days=1))
    alarm = "People without a post who still take part"
    own = said(ada.get(f"/people/agency/{town.school.pk}/"))
    assert alarm in own and "Rosa (invented): 1 challenge." in own and "Hand it over: Rosa (invented)" in own
    ada.force_login(town.beth)
    office = said(ada.get(f"/people/partnership/{town.partnership.pk}/"))
    assert alarm in office and "Rosa (invented) (Larkfield School (invented)): 1 challenge." in office
    assert "1 person without a post takes part" in said(ada.get("/office/"))


def test_a_mover_gives_what_should_not_stay(ada: Client, town: Town) -> None:
    stays, goes = town.raises(NOW), town.raises(NOW)
    where = f"/people/person/{town.rosa.pk}/move/agency/{town.school.pk}/"
    ada.post(where, {"reason": "Another class.", stays: "-1", goes: holding(town, "mei")})
    assert town.rosa.pk in state(stays).parties
    assert town.rosa.pk not in state(goes).parties
    assert Person.objects.get(pk=town.rosa.pk).is_active


def test_a_chair_who_leaves_is_followed_by_the_business_unit(beth: Client, town: Town) -> None:
    of = f"partnership/{town.partnership.pk}"
    beth.post(leaving(town, "cleo", of), sent(town))
    assert not Person.objects.get(pk=town.cleo.pk).is_active


def test_agencies_merge_and_the_two_sides_of_a_matter_do_not(beth: Client, town: Town) -> None:
    reference = town.raises(NOW)
    where = f"/people/agency/{town.school.pk}/merge/"
    typed = {"reason": "One from today.", **day("day", TODAY)}
    refused = beth.post(where, typed | {"into": str(town.council.pk)})
    assert_refuses(
        refused,
        "",
        f"{reference}: The two agencies are the two sides of a challenge that is not over. "
        "It must end before they become one.",
    )
    beth.post(where, typed | {"into": str(town.health.pk)})
    assert Agency.objects.get(pk=town.school.pk).merged_into == town.health
    assert "Teacher" in said(beth.get(f"/people/agency/{town.health.pk}/"))
    beth.force_login(town.amir)
    assert "Larkfield School (invented) became part of Anyshire Health (invented)" in said(
        beth.get(f"/matter/{reference}/timeline/")
    )


def test_two_accounts_become_one_and_never_on_both_sides(beth: Client, town: Town) -> None:
    reference = town.raises(NOW)
    where = f"/people/person/{town.rosa.pk}/merge/"
    refused = beth.post(where, {"email": "amir@example.org", "reason": "Said so."})
    assert_refuses(
        refused,
        "",
        f"{reference}: the person would be on both sides of this challenge. It must end before the accounts become one",
    )
    for email in ("nobody@example.org", "rosa@example.org"):
        assert beth.post(where, {"email": email, "reason": "Said so."}).status_code == 422
    beth.post(where, {"email": "mei@example.org", "reason": "Said so."})
    assert not Person.objects.get(pk=town.rosa.pk).is_active
    assert state(reference).owners[Side.RAISING] == town.mei.pk
    town.does("mei", reference, c.WriteNote(words={"note": "Here."}), NOW)


@pytest.fixture
def mei(client: Client, town: Town) -> Client:
    """Mei administers the school too, and leads Rosa: she said beforehand that she must not take part in one matter."""
    post = Post.objects.create(partnership=town.partnership, agency=town.school, role="administrator", title="Second")
    Holding.objects.create(post=post, person=town.mei, starts=TODAY)
    client.force_login(town.mei)
    return client


CONFLICT = c.DeclareConflict(code=Conflict.FAMILY, words={"reason": "Friends of mine."})


def test_an_administrator_sees_nothing_of_what_they_must_not_take_part_in_and_somebody_else_finishes(
    mei: Client, town: Town
) -> None:
    apart, other = town.raises(NOW), town.raises(NOW)
    town.does("mei", apart, CONFLICT, NOW)
    shown = said(mei.get(leaving(town)))
    assert other in shown and apart not in shown
    assert "1 challenge is left out: you said that you must not take part in it." in shown
    assert "Another administrator of your agency has to hand it over." in shown
    for more in ({}, {apart: holding(town, "ruth")}):
        refused = mei.post(leaving(town), sent(town, **{other: holding(town, "ruth")}, **more))
        assert_refuses(
            refused,
            "",
            "You said that you must not take part in a challenge of theirs. Another administrator has to finish this. "
            "If there is none, ask the business unit to name one. You can give the others away before",
        )
    assert {town.rosa.pk} <= set(state(apart).parties) & set(state(other).parties)
    move = f"/people/person/{town.rosa.pk}/move/agency/{town.school.pk}/"
    mei.post(move, {"reason": "Leaves soon.", other: holding(town, "ruth"), apart: holding(town, "ruth")})
    assert town.rosa.pk in state(apart).parties and town.rosa.pk not in state(other).parties
    mei.force_login(town.ada)
    assert apart in said(mei.get(leaving(town)))
    mei.post(leaving(town), sent(town, **{apart: holding(town, "ruth")}))
    assert state(apart).owners[Side.RAISING] == town.ruth.pk


def test_who_was_passed_over_without_knowing_is_told_nothing_of_it(mei: Client, town: Town) -> None:
    reference = town.raises(NOW)
    seat = own_seat(town.mei, town.posts["mei"])
    town.does("rosa", reference, c.PassOver(seat=seat, code=Conflict.CONDUCT, words={"reason": "-"}), NOW)
    shown = said(mei.get(leaving(town)))
    assert reference in shown and "left out" not in shown
