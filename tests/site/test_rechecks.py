"""An agency's own sign-in is asked again while somebody works: what it no longer says ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from django.test import Client

from forthright.site.providers import SecondStep
from forthright.site.rechecks import SESSION
from tests.support.agency.at_school import posts_today, school, who_is_in, with_posts
from tests.support.agency.running import LOGIN, AtWork
from tests.support.forms import page
from tests.support.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False])
def offline(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the agency gives a key with which its signed answer is had again; else it is asked with the first."""
    if not request.param:
        parse = OAuth2Adapter.parse_token

        def without(self: Any, data: dict[str, Any]) -> Any:
            return parse(self, data | {"refresh_token": ""})

        monkeypatch.setattr(OAuth2Adapter, "parse_token", without)
    return bool(request.param)


def test_a_post_that_is_taken_away_ends_within_minutes_while_somebody_works(
    client: Client, town: Town, at_work: AtWork, offline: bool
) -> None:
    at_work.says("rosa", {"groups": ["staff", "leaders"]}, {"groups": ["staff", "leaders"]})
    with with_posts(at_work, town, offline=offline):
        at_work.signs_in(client, "rosa")
        at_work.says("rosa", {"groups": ["staff"]}, {"groups": ["staff"]})
        client.get("/my-turn/")
        assert "Deputy head (safeguarding)" in posts_today(town.rosa)
        _later(client, 301)
        assert client.get("/my-turn/").status_code == 200
        assert posts_today(town.rosa) == ["Teacher"]
        _later(client, 301)
        assert client.get("/my-turn/").status_code == 200  # the key that it was given for next time works


def test_before_an_act_the_agency_is_asked_at_once_and_a_draft_is_none(
    client: Client, town: Town, at_work: AtWork, offline: bool
) -> None:
    with with_posts(at_work, town, offline=offline):
        _is_in_and_then_unknown(client, at_work)
        _later(client, 11)
        client.post("/draft/000000000000000000000000/", {})
        client.get("/my-turn/")
        assert who_is_in(client) == "Rosa (invented)"
        assert client.post("/raise/").status_code == 302
        assert who_is_in(client) == "nobody"


def test_who_is_no_longer_known_there_is_signed_out_at_the_next_check(
    client: Client, town: Town, at_work: AtWork, offline: bool
) -> None:
    with with_posts(at_work, town, offline=offline):
        _is_in_and_then_unknown(client, at_work)
        _later(client, 301)
        assert client.get("/my-turn/").status_code == 302
        assert who_is_in(client) == "nobody"
        assert posts_today(town.rosa) == ["Teacher"]


def test_while_the_agency_cannot_be_asked_people_go_on_for_a_quarter_of_an_hour(
    client: Client, town: Town, at_work: AtWork, tmp_path: Path
) -> None:
    at_work.says("rosa", {"groups": ["staff"]}, {"groups": ["staff"]})
    with with_posts(at_work, town):
        at_work.signs_in(client, "rosa")
    with with_posts(at_work, town, issuer="http://127.0.0.1:9"):
        _later(client, 301)
        assert client.get("/my-turn/").status_code == 200
        _later(client, 600)
        assert client.get("/my-turn/").status_code == 302
        shown = client.post(LOGIN)
        assert shown.status_code == 503 and "could not be reached" in page(shown).one("main").text


def test_a_sign_in_that_the_installation_no_longer_offers_ends_its_sessions(
    client: Client, town: Town, at_work: AtWork
) -> None:
    with school(at_work, town, second_step=SecondStep.THEIRS):
        at_work.signs_in(client, "rosa")
        assert client.get("/my-turn/").status_code == 200
    assert client.get("/my-turn/").status_code == 302


def _is_in_and_then_unknown(client: Client, at_work: AtWork) -> None:
    """Rosa signs in, and from then on the agency knows somebody else by her key."""
    at_work.says("rosa", {"groups": ["staff"]}, {"groups": ["staff"]})
    at_work.signs_in(client, "rosa")
    at_work.says("rosa", {"groups": ["staff"], "sub": "somebody"}, {"groups": ["staff"], "sub": "somebody"})


def _later(client: Client, seconds: int) -> None:
    """As if the agency had last been asked so many seconds before it was."""
    session = client.session
    kept = session[SESSION]
    session[SESSION] = kept | {"at": kept["at"] - seconds, "asked": kept["asked"] - seconds}
    session.save()
