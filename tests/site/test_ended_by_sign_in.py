"""A post that an agency's sign-in ends: the access ends at once, and what it leaves goes to somebody else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Outcome, Side
from forthright.core.challenge.folding import fold
from forthright.directory.models import Holding, Person, Post, Upkeep
from forthright.directory.queries import own_seat
from forthright.notices.actions import send_waiting
from forthright.notices.models import Message
from forthright.record.store import load_facts
from tests.site.test_rechecks import _later as later
from tests.support.agency.at_school import POSTS, posts_today, refused, who_is_in, with_posts
from tests.support.agency.running import AtWork
from tests.support.forms import page
from tests.support.town import Town
from tests.web.test_people import day

pytestmark = pytest.mark.django_db


def says(at_work: AtWork, *groups: str) -> None:
    at_work.says("rosa", {"groups": list(groups)}, {"groups": list(groups)})


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def shown(client: Client, address: str) -> str:
    return page(client.get(address)).one("main").text


def holding(person: Person) -> str:
    return str(Holding.objects.get(person=person).pk)


def test_a_claim_that_is_gone_ends_access_and_the_duty_goes_to_somebody_else(
    client: Client, town: Town, at_work: AtWork
) -> None:
    reference = town.raises(timezone.now())
    soon = timezone.now() + dt.timedelta(days=60)
    proposed = c.Propose(outcome=Outcome.CLARIFICATION, check_back=soon, words={"agreed": "We see it alike."})
    town.does("amir", reference, proposed, timezone.now())
    says(at_work, "staff")
    with with_posts(at_work, town):
        at_work.signs_in(client, "rosa")
        assert client.get(f"/matter/{reference}/").status_code == 200
        says(at_work)
        later(client, 301)
        assert client.get(f"/matter/{reference}/").status_code == 302
        assert who_is_in(client) == "nobody" and posts_today(town.rosa) == []
        refused(at_work.signs_in(client, "rosa"), "you hold no post in Forthright any more")
        assert who_is_in(client) == "nobody"

    ada = signed_in(town, "ada")
    people = shown(ada, f"/people/agency/{town.school.pk}/")
    assert "Rosa (invented): 1 challenge." in people
    assert "the agency’s own sign-in ended the time of Rosa (invented) as Teacher" in people
    leave = f"/people/person/{town.rosa.pk}/leave/agency/{town.school.pk}/"
    assert f'href="{leave}"' in ada.get(f"/people/agency/{town.school.pk}/").content.decode()
    typed = {"reason": "No longer here.", **day("last", dt.date.today()), reference: holding(town.mei)}
    answer = ada.post(leave, typed)
    assert answer.status_code == 302, page(answer).one("main").text
    assert fold(load_facts(reference)).owners[Side.RAISING] == town.mei.pk
    mei = signed_in(town, "mei")
    assert reference in shown(mei, "/my-turn/")
    timeline = shown(mei, f"/matter/{reference}/timeline/")
    assert "Rosa (invented)" in timeline and "Their part was given to: Head of pastoral care" in timeline
    assert "Mei (invented)" in shown(mei, f"/matter/{reference}/")


@pytest.fixture
def deputy(town: Town) -> Post:
    """Rosa is Deputy head too, and one of her two challenges came by that post."""
    post = Post.objects.create(
        partnership=town.partnership, agency=town.school, role="line manager", title=POSTS["leaders"]
    )
    Holding.objects.create(post=post, person=town.rosa, starts=dt.date(2026, 1, 1))
    return post


def test_who_holds_another_post_is_listed_with_what_came_by_the_ended_one_alone(
    client: Client, town: Town, at_work: AtWork, deputy: Post
) -> None:
    as_teacher = town.raises(timezone.now())
    as_deputy = town.raises(timezone.now(), raising=own_seat(town.rosa, deputy))
    says(at_work, "staff", "leaders")
    with with_posts(at_work, town):
        at_work.signs_in(client, "rosa")
        ada = signed_in(town, "ada")
        agency = f"/people/agency/{town.school.pk}/"
        assert "still take part" not in shown(ada, agency)
        says(at_work, "staff")
        later(client, 301)
        assert client.get("/my-turn/").status_code == 200, "a teacher still"
    where = f"/people/person/{town.rosa.pk}/ended/{deputy.pk}/"
    assert "no longer Deputy head (safeguarding)" in shown(ada, agency) and "1 challenge." in shown(ada, agency)
    assert where in ada.get(agency).content.decode()
    listed = shown(ada, where)
    assert as_deputy in listed and as_teacher not in listed
    answer = ada.post(where, {"reason": "Another has the post.", as_deputy: holding(town.mei)})
    assert answer.status_code == 302, page(answer).one("main").text
    assert fold(load_facts(as_deputy)).owners[Side.RAISING] == town.mei.pk
    assert fold(load_facts(as_teacher)).owners[Side.RAISING] == town.rosa.pk
    assert "still take part" not in shown(ada, agency)
    assert "saw to what Rosa (invented) had as Deputy head (safeguarding)" in shown(ada, agency)
    assert Person.objects.get(pk=town.rosa.pk).is_active


def test_what_is_left_with_them_on_purpose_is_not_listed_again_until_it_ends_again(
    client: Client, town: Town, at_work: AtWork, deputy: Post
) -> None:
    reference = town.raises(timezone.now(), raising=own_seat(town.rosa, deputy))
    Post.objects.filter(pk=deputy.pk).update(title="Deputy head (safeguarding)")
    with with_posts(at_work, town):
        says(at_work, "staff")
        at_work.signs_in(client, "rosa")
    ada, agency = signed_in(town, "ada"), f"/people/agency/{town.school.pk}/"
    assert "still take part" in shown(ada, agency)
    ada.post(f"/people/person/{town.rosa.pk}/ended/{deputy.pk}/", {"reason": "Knows the child.", reference: "-1"})
    assert town.rosa.pk in fold(load_facts(reference)).parties
    assert "still take part" not in shown(ada, agency)
    with with_posts(at_work, town):
        for groups in (["staff", "leaders"], ["staff"]):
            client.post("/account/logout/")
            says(at_work, *groups)
            at_work.signs_in(client, "rosa")
    assert "still take part" in shown(ada, agency)


def test_the_page_of_an_ended_post_is_there_only_for_the_administrator_and_only_if_a_sign_in_ended_it(
    client: Client, town: Town, at_work: AtWork, deputy: Post
) -> None:
    where = f"/people/person/{town.rosa.pk}/ended/{deputy.pk}/"
    assert signed_in(town, "ada").get(where).status_code == 404
    with with_posts(at_work, town):
        says(at_work, "staff")
        at_work.signs_in(client, "rosa")
    assert signed_in(town, "ada").get(where).status_code == 200
    for name in ("beth", "mei", "rosa", "amir"):
        assert signed_in(town, name).get(where).status_code == 404, name
    other = f"/people/person/{town.mei.pk}/ended/{deputy.pk}/"
    assert signed_in(town, "ada").get(other).status_code == 404


def test_each_beginning_and_end_leaves_its_line_by_nobody(client: Client, town: Town, at_work: AtWork) -> None:
    with with_posts(at_work, town):
        for groups in (["staff", "leaders"], ["staff"], ["leaders"]):
            client.post("/account/logout/")
            says(at_work, *groups)
            at_work.signs_in(client, "rosa")
    said = list(Upkeep.objects.order_by("pk").values_list("act", "about__title", "by", "by_name"))
    deputy, teacher = POSTS["leaders"], POSTS["staff"]
    assert said[:2] == [("post given", deputy, 0, ""), ("holding taken back", deputy, 0, "")]
    assert sorted(said[2:]) == [("holding ended", teacher, 0, ""), ("post given", deputy, 0, "")]


def test_the_line_and_the_end_of_the_post_stand_or_fall_together(
    client: Client, town: Town, at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object, **_named: object) -> None:
        raise RuntimeError

    with with_posts(at_work, town):
        says(at_work, "staff")
        at_work.signs_in(client, "rosa")
        says(at_work)
        later(client, 301)
        monkeypatch.setattr("forthright.directory.claims.note", fails)
        with pytest.raises(RuntimeError):
            client.get("/my-turn/")
    assert posts_today(town.rosa) == ["Teacher"]


def test_the_administrator_is_told_once_and_nothing_of_whom_it_is_about(
    client: Client, town: Town, at_work: AtWork
) -> None:
    town.raises(timezone.now())
    Message.objects.all().delete()
    with with_posts(at_work, town):
        says(at_work)
        at_work.signs_in(client, "rosa")
    assert list(Message.objects.values_list("recipient", "kind", "challenge")) == [(town.ada.pk, "post ended", "")]
    send_waiting(timezone.now(), lambda *_asked: True)
    (sent,) = [one for one in mail.outbox if one.to == [town.ada.email]]
    assert "own sign-in has ended a post" in sent.body and "/people/" in sent.body and "access log" not in sent.subject
    assert "Rosa" not in sent.body and "Teacher" not in sent.body


def test_the_business_unit_is_told_where_the_agency_has_no_administrator(
    client: Client, town: Town, at_work: AtWork
) -> None:
    town.raises(timezone.now())
    Message.objects.all().delete()
    Holding.objects.filter(person=town.ada).update(ends=dt.date(2026, 1, 2))
    with with_posts(at_work, town):
        says(at_work)
        at_work.signs_in(client, "rosa")
    assert list(Message.objects.values_list("recipient", flat=True)) == [town.beth.pk]


def test_nobody_is_told_where_nothing_is_left(client: Client, town: Town, at_work: AtWork) -> None:
    with with_posts(at_work, town):
        says(at_work)
        at_work.signs_in(client, "rosa")
    assert not Message.objects.exists()
