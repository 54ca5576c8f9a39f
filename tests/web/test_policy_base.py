"""A text based on another: the policy in force of a partnership here, or one that comes with Forthright."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forthright.core.policy import edit
from forthright.core.policy.canonical import write
from forthright.core.policy.reader import read
from forthright.directory.models import Partnership
from forthright.record import policies
from forthright.record.models import PolicyVersion
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town
from tests.web.policies import NOW, at, drafted, publish, send, shown

LOCAL = """\
policy: Escalation in Anyshire
based on: {base}
partnership: Anyshire (invented)
version: 2026-11-02
invented: yes

source:
  address: not stated
  dated: not stated
  read on: not stated
  status: invented

step 1: Practitioners
  reply within: 4 working days of being raised
"""
TALK = "step 1/settle within"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def beth(town: Town) -> Client:
    client = Client()
    client.force_login(town.beth)
    return client


@pytest.fixture
def region(town: Town) -> Partnership:
    """Westland, of which Anyshire is a part, with its policy: that of Anyshire, with another time to settle."""
    return joins(town, "westland", "Westland Safeguarding Region (invented)", regional(town, "6 working days"))


def joins(town: Town, key: str, name: str, text: str, since: datetime = MONDAY) -> Partnership:
    """Another partnership of the installation, with its policy from an instant on."""
    made = Partnership.objects.create(name=name, slug=key, hours=town.partnership.hours)
    policies.publish(made, text, since)
    return made


def regional(town: Town, settle: str) -> str:
    return edit.set_value(town.policy.text, TALK, settle)


def local(base: str) -> str:
    return LOCAL.format(base=base)


def said(answer: object) -> str:
    return " ".join(page(answer).one("main").text.split())  # type: ignore[arg-type]


def newest(town: Town) -> PolicyVersion:
    return PolicyVersion.objects.filter(partnership=town.partnership).latest("number")


def settles(version: PolicyVersion) -> str:
    """For how long step 1 may last under a version as it is kept."""
    line, _column = read(version.text).places[TALK]
    return version.text.split("\n")[line - 1].strip()


def test_a_text_is_based_on_the_policy_in_force_of_another_partnership_and_says_so(
    beth: Client, town: Town, region: Partnership
) -> None:
    answer = beth.get(at(drafted(town, local("westland"))))
    look = page(answer).one(id="look")
    assert "The text can be read, and nothing in it stops publishing" in look.text
    assert "6 working days" in look.text
    (base,) = (one for one in look.inside if one.tag == "a" and one.attrs["href"] == "/next-step/westland/")
    assert base.text == region.name
    assert "(Version 1, in force now). What you publish holds its words as they are at that moment." in look.text


def test_a_policy_that_comes_with_forthright_is_a_base_where_no_partnership_has_that_key(
    beth: Client, town: Town
) -> None:
    draft = drafted(town, local("west-midlands"))
    look = page(beth.get(at(draft))).one(id="look")
    assert "(a policy that comes with Forthright)" in look.text
    assert "/published/west-midlands/" in [one.attrs.get("href") for one in look.inside if one.tag == "a"]
    joins(town, "west-midlands", "West Midlands (invented)", regional(town, "8 working days"))
    look = page(beth.get(at(draft))).one(id="look")
    assert "(Version 1, in force now)" in look.text
    assert "8 working days" in look.text


def test_a_partnership_without_a_policy_in_force_is_no_base(beth: Client, town: Town) -> None:
    joins(town, "westland", "Westland (invented)", regional(town, "6 working days"), NOW + timedelta(days=1))
    text = said(beth.get(at(drafted(town, local("westland")))))
    assert "There is no policy called “westland” here." in text
    assert "Westland (invented)" not in text


def test_what_is_published_is_whole_and_a_later_change_of_the_base_changes_nothing(
    beth: Client, town: Town, region: Partnership
) -> None:
    draft = drafted(town, local("westland"))
    beth.post(at(draft, "publish/"), {"day_day": "2", "day_month": "11", "day_year": "2026", "reason": "Agreed."})
    check = said(beth.get(at(draft, "publish/check/")))
    assert "Westland Safeguarding Region (invented) (Version 1, in force now)" in check
    assert "already includes: westland" in check
    send(beth, draft)
    version = newest(town)
    assert version.number == 2
    assert "already includes: westland" in version.text
    assert settles(version) == "settle within: 6 working days"
    mark, before = version.fingerprint, version.text
    policies.publish(region, regional(town, "9 working days"), NOW - timedelta(minutes=1))
    policies.compiled.cache_clear()
    version.refresh_from_db()
    assert (version.fingerprint, version.text) == (mark, before)
    assert settles(version) == settles(PolicyVersion(text=write(policies.compiled(town.partnership.pk, mark))))
    assert "6 working days" in said(Client().get("/next-step/anyshire/"))
    assert "9 working days" in page(beth.get(at(drafted(town, local("westland"))))).one(id="look").text


def test_a_base_that_changed_since_the_check_is_shown_again_before_it_is_published(
    beth: Client, town: Town, region: Partnership
) -> None:
    draft = drafted(town, local("westland"))
    beth.post(at(draft, "publish/"), {"day_day": "2", "day_month": "11", "day_year": "2026", "reason": "Agreed."})
    sent = shown(beth, draft)
    policies.publish(region, regional(town, "9 working days"), NOW - timedelta(minutes=1))
    text = said(beth.post(at(draft, "publish/check/"), sent))
    assert "The text or its base was changed since this page was shown." in text
    assert "9 working days" in text
    assert newest(town) == town.policy
    send(beth, draft)
    assert settles(newest(town)) == "settle within: 9 working days"


RINGS = [
    ("anyshire", "“anyshire” leads back to itself: anyshire is based on anyshire."),
    (
        "westland",
        "“anyshire” leads back to itself: anyshire is based on westland, which already includes anyshire.",
    ),
    (
        "eastland",
        "“anyshire” leads back to itself: anyshire is based on eastland, which already includes westland, "
        "which already includes anyshire.",
    ),
]


@pytest.mark.parametrize(("base", "chain"), RINGS, ids=["of one", "of two", "of three"])
def test_a_ring_is_refused_at_its_line_with_its_chain(beth: Client, town: Town, base: str, chain: str) -> None:
    joins(town, "westland", "Westland (invented)", local("anyshire").replace("Anyshire (i", "Westland (i"))
    joins(town, "eastland", "Eastland (invented)", local("westland").replace("Anyshire (i", "Eastland (i"))
    draft = drafted(town, local(base))
    look = page(beth.get(at(draft))).one(id="look")
    assert f"Line 2, character 11: {chain}" in look.text
    assert chain in said(beth.get(at(draft, "publish/")))
    publish(beth, draft)
    assert newest(town) == town.policy


NAMES = [
    ("westlnad", "“westland” (Westland Safeguarding Region (invented))", "westland"),
    ("Westland Safeguarding Region", "“westland” (Westland Safeguarding Region (invented))", "westland"),
    ("west-midland", "“west-midlands”", "west-midlands"),
    ("West Midlands", "“West Midlands” is not the name of a policy.", "west-midlands"),
]


@pytest.mark.parametrize(("name", "listed", "near"), NAMES)
def test_a_name_that_is_not_there_is_refused_with_those_that_are(
    beth: Client, town: Town, region: Partnership, name: str, listed: str, near: str
) -> None:
    look = page(beth.get(at(drafted(town, local(name))))).one(id="look")
    assert "Line 2, character 11: " in look.text
    assert listed in look.text
    assert f"The nearest right wording is: {near}" in look.text
    assert "file" not in look.text
    assert "anyshire" not in look.text.replace("policy: Escalation in Anyshire", "")


def test_a_name_like_no_other_is_answered_with_a_few_that_can_be_given(
    beth: Client, town: Town, region: Partnership
) -> None:
    look = page(beth.get(at(drafted(town, local("zzz"))))).one(id="look").text
    assert "There is no policy called “zzz” here." in look
    assert (
        "or the name of a policy that comes with Forthright: such as “westland” (Westland Safeguarding Region" in look
    )
    assert "The page “Next step” leads to all of them." in look
    assert "The nearest right wording" not in look


@pytest.mark.wide
def test_the_form_and_the_rehearsal_read_the_same_base(beth: Client, town: Town, region: Partnership) -> None:
    draft = drafted(town, local("westland"))
    assert "put them right before you publish" not in said(beth.get(at(draft, "parts/")))
    first = said(beth.get(at(draft, "rehearse/")))
    policies.publish(region, regional(town, "30 working days"), NOW - timedelta(minutes=1))
    assert "so it cannot be rehearsed yet" not in first
    assert said(beth.get(at(draft, "rehearse/"))) != first
    answer = beth.post(at(draft, "parts/about/"), {"line-based-on": "westlnad"})
    assert_refuses(answer, "line-based-on", REFUSED)


REFUSED = (
    "There is no policy called “westlnad” here. Write the key of a partnership that has a policy in force here, or the "
    "name of a policy that comes with Forthright: “westland” (Westland Safeguarding Region (invented)) or “west-"
    "midlands”. The nearest right wording is: westland"
)


def test_a_base_costs_two_questions_more_than_none(beth: Client, town: Town, region: Partnership) -> None:
    beth.get("/about")
    counts = []
    for text in (town.policy.text, local("westland")):
        draft = drafted(town, text)
        with CaptureQueriesContext(connection) as asked:
            beth.get(at(draft))
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 2
    assert counts[1] <= 12


def test_setting_up_an_installation_reads_the_base_that_counted_at_that_instant(town: Town) -> None:
    joins(town, "westland", "Westland (invented)", regional(town, "6 working days"))
    with pytest.raises(policies.BadPolicy, match="no policy called “westland” here"):
        policies.publish(town.partnership, local("westland"), datetime(2026, 2, 1, tzinfo=UTC))
    version = policies.publish(town.partnership, local("westland"), NOW)
    assert settles(version) == "settle within: 6 working days"
