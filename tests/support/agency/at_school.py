"""The invented agency as the sign-in of the school of the invented town, and short ways to look what it did."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

from forthright.directory.models import Holding, Person, Post
from forthright.site.providers import SecondStep
from tests.support.agency.running import AtWork, offered
from tests.support.forms import page
from tests.support.town import Town

BACK = "http://testserver/account/oidc/anytown/login/callback/"
POSTS = {"staff": "Teacher", "leaders": "Deputy head (safeguarding)"}


def school(at_work: AtWork, town: Town, **changes: Any) -> Any:
    return offered(at_work.provider(town.school.name, town.partnership.slug, **changes))


def with_posts(at_work: AtWork, town: Town, **changes: Any) -> Any:
    post = {"partnership": town.partnership, "agency": town.school, "role": "line manager"}
    Post.objects.get_or_create(title=POSTS["leaders"], defaults=post, agency=town.school)
    return school(at_work, town, posts=POSTS, posts_claim="groups", second_step=SecondStep.THEIRS, **changes)


def who_is_in(client: Client) -> str:
    number = client.session.get("_auth_user_id")
    return Person.objects.get(pk=number).name if number else "nobody"


def posts_today(person: Person) -> list[str]:
    today = dt.date.today()
    rows = Holding.objects.filter(person=person, starts__lte=today).exclude(ends__lt=today)
    return sorted(rows.values_list("post__title", flat=True))


def refused(answer: Any, sentence: str) -> None:
    assert answer.status_code == 403
    assert sentence in page(answer).one("main").text
