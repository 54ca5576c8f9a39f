"""Signing in with an agency's own sign-in, against a real one that runs in a process of its own."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from forthright.audit.models import AccountEvent
from forthright.directory.models import Holding, Person, Post
from forthright.site.providers import SecondStep
from tests.support.agency.at_school import posts_today, refused, school, who_is_in, with_posts
from tests.support.agency.running import LOGIN, AtWork
from tests.support.forms import page
from tests.support.town import PASSWORD, Town

pytestmark = pytest.mark.django_db


def test_the_page_to_sign_in_offers_it_and_the_question_carries_pkce_and_a_nonce(
    client: Client, town: Town, at_work: AtWork
) -> None:
    with school(at_work, town):
        assert "Sign in with Anytown School" in page(client.get("/account/login/")).one("main").text
        asked = client.post(LOGIN)
        sent = parse_qs(urlsplit(asked.url).query)
        assert asked.url.startswith(f"{at_work.address}/identity/o/authorize?")
        assert sent["code_challenge_method"] == ["S256"] and len(sent["code_challenge"][0]) == 43
        assert sent["response_type"] == ["code"] and sent["nonce"] and sent["state"]
        assert client.get(LOGIN).status_code == 302 and client.get(LOGIN).url == "/account/login/"
        assert client.post("/account/oidc/elsewhere/login/").status_code == 404


def test_rosa_signs_in_and_is_known_by_her_subject_from_then_on_not_by_her_address(
    client: Client, town: Town, at_work: AtWork
) -> None:
    at_work.says("rosa", {"amr": ["pwd", "mfa"]})
    with school(at_work, town):
        answer = at_work.signs_in(client, "rosa", "/my-sessions/")
        assert (answer.status_code, answer.url) == (302, "/my-sessions/")
        assert who_is_in(client) == town.rosa.name
        linked = SocialAccount.objects.get()
        assert (linked.provider, linked.uid, linked.extra_data) == ("anytown", "at-work-rosa", {})
        assert list(AccountEvent.objects.values_list("kind", "person")) == [("linked to a sign-in", town.rosa.pk)]
        client.post("/account/logout/")
        at_work.says("rosa", {"amr": ["mfa"], "email": "head@example.org"}, {"email": "head@example.org"})
        at_work.signs_in(client, "rosa")
        assert who_is_in(client) == town.rosa.name
        assert SocialAccount.objects.count() == 1


def test_an_address_that_is_linked_already_is_not_given_to_another_subject(
    client: Client, town: Town, at_work: AtWork
) -> None:
    with school(at_work, town, second_step=SecondStep.THEIRS):
        at_work.signs_in(client, "rosa")
        client.post("/account/logout/")
        at_work.says("stranger", {"email": "rosa@example.org"}, {"email": "rosa@example.org"})
        refused(at_work.signs_in(client, "stranger"), "Forthright does not.")
        assert who_is_in(client) == "nobody"


def test_nobody_makes_an_account_by_signing_in(client: Client, town: Town, at_work: AtWork) -> None:
    people = Person.objects.count()
    with school(at_work, town, second_step=SecondStep.THEIRS):
        refused(at_work.signs_in(client, "stranger"), "Ask your administrator to enter you")
        assert client.get("/account/3rdparty/signup/").url.startswith("/account/login/")
    assert (Person.objects.count(), SocialAccount.objects.count(), who_is_in(client)) == (people, 0, "nobody")


@pytest.mark.parametrize(
    ("name", "said", "changes"),
    [
        ("amir", {}, {}),  # of another agency
        ("rosa", {}, {"domains": ("elsewhere.example",)}),
        ("rosa", {"email_verified": False}, {}),
        ("rosa", {"email": "rоsa@example.org"}, {}),  # a Cyrillic o
        ("rosa", {"email": None}, {}),
    ],
)
def test_who_is_not_of_this_agency_by_post_and_address_is_not_linked(
    client: Client, town: Town, at_work: AtWork, name: str, said: dict[str, Any], changes: dict[str, Any]
) -> None:
    at_work.says(name, said, said)
    with school(at_work, town, second_step=SecondStep.THEIRS, **changes):
        refused(at_work.signs_in(client, name), "Forthright does not.")
    assert (SocialAccount.objects.count(), AccountEvent.objects.count()) == (0, 0)


def test_somebody_whose_account_is_closed_is_refused(client: Client, town: Town, at_work: AtWork) -> None:
    with school(at_work, town, second_step=SecondStep.THEIRS):
        at_work.signs_in(client, "rosa")
        client.post("/account/logout/")
        Person.objects.filter(pk=town.rosa.pk).update(is_active=False)
        refused(at_work.signs_in(client, "rosa"), "This account is closed.")


@pytest.mark.parametrize(
    ("step", "said", "asks_for_ours"),
    [
        (SecondStep.THEIRS, {}, False),
        (SecondStep.CLAIMED, {"amr": ["pwd", "mfa"]}, False),
        (SecondStep.CLAIMED, {"acr": "mfa"}, False),
        (SecondStep.CLAIMED, {"amr": ["pwd"]}, True),
        (SecondStep.CLAIMED, {}, True),
        (SecondStep.OURS, {"amr": ["mfa"]}, True),
    ],
)
def test_our_second_step_is_asked_for_unless_theirs_counts(
    client: Client,
    town: Town,
    at_work: AtWork,
    settings: Any,
    step: SecondStep,
    said: dict[str, Any],
    asks_for_ours: bool,
) -> None:
    settings.REQUIRE_MFA = True
    TOTP.activate(town.rosa, generate_totp_secret())
    at_work.says("rosa", said)
    with school(at_work, town, second_step=step):
        answer = at_work.signs_in(client, "rosa")
        assert answer.url.startswith("/account/2fa/authenticate/") is asks_for_ours
        assert (who_is_in(client) == "nobody") is asks_for_ours
        client.session.flush()
        Authenticator.objects.all().delete()
        fresh = Client()
        at_work.signs_in(fresh, "rosa")
        shown = fresh.get("/my-turn/")
        assert (shown.status_code == 302 and shown.url == "/account/second-step/") is asks_for_ours


@pytest.mark.parametrize(
    ("id_token", "userinfo", "sentence"),
    [
        ({"sub": None}, {}, "two different subjects"),
        ({}, {"sub": "at-work-mei"}, "two different subjects"),
        ({}, {"sub": 7}, "two different subjects"),
        ({"sub": ["at-work-rosa"]}, {}, "sub is not a plain text"),
        ({"nonce": "another"}, {}, "an answer to another question"),
        ({"nonce": ""}, {}, "an answer to another question"),
        ({"email": "rosa@example.org"}, {"email": "mei@example.org"}, "two different email addresses"),
        ({"email": ["rosa@example.org", "mei@example.org"]}, {}, "email is not a plain text"),
        ({"email_verified": "true"}, {}, "email_verified is not true or false"),
        ({"amr": "mfa"}, {}, "amr is not a list of texts"),
        ({"acr": 2}, {}, "acr is not a plain text"),
        ({"auth_time": "now"}, {}, "auth_time is not a whole number"),
        ({"auth_time": 99_999_999_999}, {}, "auth_time is in the future"),
        ({"groups": None}, {}, "groups is missing"),
        ({"groups": {"staff": True}}, {}, "groups is not a list of texts"),
        ({"groups": ["staff", 3]}, {}, "groups is not a list of texts"),
        ({"groups": ["staff", "staff"]}, {}, "groups is said twice"),
        ({"groups": ["staff"]}, {"groups": ["leaders"]}, "groups is said twice"),
    ],
)
def test_an_answer_with_claims_missing_doubled_or_of_another_kind_is_refused_whole(
    client: Client,
    town: Town,
    at_work: AtWork,
    id_token: dict[str, Any],
    userinfo: dict[str, Any],
    sentence: str,
) -> None:
    at_work.says("rosa", {"groups": ["leaders"]} | id_token, userinfo)
    with with_posts(at_work, town):
        answer = at_work.signs_in(client, "rosa")
        if id_token.get("sub", "") is None:  # its own library will not sign an answer about nobody
            assert who_is_in(client) == "nobody"
        else:
            refused(answer, f"Tell your administrator: {sentence}.")
    assert who_is_in(client) == "nobody"
    assert (SocialAccount.objects.count(), AccountEvent.objects.count()) == (0, 0)
    assert posts_today(town.rosa) == ["Teacher"]


def test_posts_begin_and_end_as_the_agency_says_and_each_is_written_down(
    client: Client, town: Town, at_work: AtWork
) -> None:
    by_hand = Post.objects.create(partnership=town.partnership, agency=town.school, role="adviser", title="By hand")
    Holding.objects.create(post=by_hand, person=town.rosa, starts=dt.date(2026, 1, 1))
    with with_posts(at_work, town):
        at_work.says("rosa", {"groups": ["staff", "leaders", "choir"]})
        at_work.signs_in(client, "rosa")
        assert posts_today(town.rosa) == ["By hand", "Deputy head (safeguarding)", "Teacher"]
        client.post("/account/logout/")
        at_work.says("rosa", {"groups": "leaders"})
        at_work.signs_in(client, "rosa")
        assert posts_today(town.rosa) == ["By hand", "Deputy head (safeguarding)"]
    said = list(AccountEvent.objects.order_by("pk").values_list("kind", "detail"))
    assert ("post begun by a sign-in", "anytown: Deputy head (safeguarding)") in said
    assert ("post ended by a sign-in", "anytown: Teacher") in said


def test_a_table_that_names_a_post_which_is_not_entered_changes_nothing(
    client: Client, town: Town, at_work: AtWork
) -> None:
    at_work.says("rosa", {"groups": ["staff"]})
    with school(at_work, town, posts={"staff": "Headteacher"}, posts_claim="groups"):
        refused(at_work.signs_in(client, "rosa"), "names a post that is not entered in Forthright")
    assert (posts_today(town.rosa), SocialAccount.objects.count()) == (["Teacher"], 0)


def test_stepping_up_leads_to_the_agency_and_only_a_new_proof_there_counts(
    client: Client, town: Town, at_work: AtWork
) -> None:
    town.rosa.set_unusable_password()
    town.rosa.save()
    with school(at_work, town, second_step=SecondStep.THEIRS):
        at_work.says("rosa", {"auth_time": None})
        at_work.signs_in(client, "rosa")
        asked = client.get("/account/again/?next=/my-sessions/")
        form = page(asked).one("main")
        assert "Your agency asks you again who you are" in form.text
        key = client.session.session_key
        sent = client.post(LOGIN, {"next": "/account/again/?next=/my-sessions/"})
        assert parse_qs(urlsplit(sent.url).query)["prompt"] == ["login"]
        answer = client.get(at_work.answers(sent.url, "rosa").removeprefix("http://testserver"))
        assert answer.url == "/account/again/?next=/my-sessions/"
        assert page(client.get(answer.url)).one("h1").text == "Sign in again"  # it did not say when
        at_work.says("rosa")
        at_work.signs_in(client, "rosa", "/account/again/?next=/my-sessions/")
        assert client.get("/account/again/?next=/my-sessions/").url == "/my-sessions/"
        assert client.session.session_key != key


def test_an_answer_is_good_once_in_the_browser_that_asked(client: Client, town: Town, at_work: AtWork) -> None:
    with school(at_work, town, second_step=SecondStep.THEIRS):
        asked = client.post(LOGIN)
        at_work.browser.cookies.clear()
        back = at_work.answers(asked.url, "rosa").removeprefix("http://testserver")
        stranger = Client()
        assert "Your agency did not sign you in" in page(stranger.get(back)).one("h1").text
        client.get(back)
        assert who_is_in(client) == town.rosa.name
        client.post("/account/logout/")
        client.get(back)
        assert who_is_in(client) == "nobody"


def test_a_signed_in_person_cannot_tie_a_sign_in_to_their_account(client: Client, town: Town, at_work: AtWork) -> None:
    client.force_login(town.mei)
    with school(at_work, town, second_step=SecondStep.THEIRS):
        assert client.get("/account/3rdparty/").status_code == 302
        at_work.signs_in(client, "rosa")
        assert who_is_in(client) == town.rosa.name
        assert not SocialAccount.objects.filter(user=town.mei).exists()


def test_a_forgotten_password_is_no_way_round_the_agency(client: Client, town: Town, mailoutbox: list[Any]) -> None:
    town.rosa.set_unusable_password()
    town.rosa.save()
    SocialAccount.objects.create(user=town.rosa, provider="anytown", uid="at-work-rosa")
    client.post("/account/password/reset/", {"email": "rosa@example.org"})
    assert not [one for one in mailoutbox if re.search(r"/account/password/reset/key/", one.body)]


@pytest.mark.parametrize("offered", [True, False])
def test_whoever_is_linked_gets_in_by_their_agency_alone_as_long_as_it_is_offered(
    client: Client, town: Town, at_work: AtWork, offered: bool
) -> None:
    typed = {"login": "rosa@example.org", "password": PASSWORD}
    with school(at_work, town, second_step=SecondStep.THEIRS):
        at_work.signs_in(client, "rosa")
        assert who_is_in(client) == town.rosa.name
        if offered:
            other = Client()
            refused(other.post("/account/login/", typed), "Your agency's own sign-in signs you in.")
            assert who_is_in(other) == "nobody"
    if not offered:
        other = Client()
        other.post("/account/login/", typed)
        assert who_is_in(other) == town.rosa.name
