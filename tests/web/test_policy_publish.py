"""A policy is published from a day on, by one person at a time, and never for the past."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client

from forthright.directory.models import Holding, Person
from forthright.record import drafts, policies, publishing, versions
from forthright.record.models import Challenge, Draft, PolicyVersion
from forthright.record.publishing import NotPublished, Why
from forthright.record.versions import Standing
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town
from tests.web.policies import NOW, REASON, at, changed, drafted, kept, line, publish, said, send, shown

FRIDAY = datetime(2026, 11, 6, 9, 0, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("today")


def newest(town: Town) -> PolicyVersion:
    return PolicyVersion.objects.filter(partnership=town.partnership).latest("number")


def test_a_version_says_who_published_it_when_why_and_from_when_it_counts(beth: Client, town: Town) -> None:
    draft = drafted(town, changed(town))
    answer = publish(beth, draft)
    row = newest(town)
    assert answer["Location"] == f"/policy/version/{row.pk}/"
    assert (row.number, row.published_by, row.published_name) == (2, town.beth.pk, "Beth (invented)")
    assert (row.published_at, row.effective, row.reason) == (NOW, NOW, REASON)
    assert not Draft.objects.filter(pk=draft).exists()
    text = said(beth.get(answer["Location"]))
    for words in ("In force", "Beth (invented), at 11am on Monday 2 November 2026", REASON, row.fingerprint[:8]):
        assert words in text
    assert "3 working days after it is raised" in said(beth.get("/next-step/anyshire/"))


def test_a_later_day_starts_at_its_first_minute_in_england(beth: Client, town: Town) -> None:
    publish(beth, drafted(town, changed(town)), datetime(2027, 6, 1, tzinfo=UTC))
    assert newest(town).effective == datetime(2027, 5, 31, 23, 0, tzinfo=UTC)
    assert policies.in_force(town.partnership.pk, NOW) == town.policy
    rows = versions.versions(town.partnership.pk, NOW)
    assert [(one.row.number, one.standing) for one in rows] == [(2, Standing.TO_COME), (1, Standing.IN_FORCE)]
    assert "From Tuesday 1 June 2027" in said(beth.get("/policy/"))


@pytest.mark.parametrize(
    ("line", "day"),
    [("in force from: 2027-03-01\n", "1 3 2027"), ("", "2 11 2026"), ("in force from: 2026-05-01\n", "2 11 2026")],
)
def test_the_day_that_the_text_gives_itself_is_proposed_unless_it_has_passed(
    beth: Client, town: Town, line: str, day: str
) -> None:
    text = changed(town).replace("steps are called:", f"{line}steps are called:")
    draft = drafted(town, text)
    boxes = page(beth.get(at(draft, "publish/"))).all("input")
    assert " ".join(one.attrs["value"] for one in boxes if one.attrs.get("name", "").startswith("day_")) == day
    publish(beth, draft)
    listed = said(beth.get("/policy/"))
    assert ("The text says: in force from" in listed) is bool(line)
    assert ("1 March 2027" in listed) is ("2027" in line)


def test_open_challenges_keep_theirs_and_the_next_one_begins_under_the_new(beth: Client, town: Town) -> None:
    before = town.raises(MONDAY)
    publish(beth, drafted(town, changed(town)))
    after = town.raises(NOW, policy=newest(town).fingerprint)
    assert Challenge.objects.get(pk=before).policy == town.policy
    assert Challenge.objects.get(pk=after).policy == newest(town)
    rows = versions.versions(town.partnership.pk, NOW)
    assert [(one.row.number, one.open) for one in rows] == [(2, 1), (1, 1)]


def test_the_check_says_what_will_happen(beth: Client, town: Town) -> None:
    town.raises(MONDAY)
    draft = drafted(town, changed(town))
    beth.post(at(draft, "publish/"), {"day_day": "6", "day_month": "11", "day_year": "2026", "reason": REASON})
    text = said(beth.get(at(draft, "publish/check/")))
    for words in (
        "It counts for every challenge that is raised from the start of Friday 6 November 2026.",
        "Version 1 counts until then, and can still be read.",
        "The 1 challenge that is open keeps the version that it began under.",
        "It said:The responding side must reply within 2 working days after it is raised.",
        "Now it says:The responding side must reply within 3 working days after it is raised.",
        "Line by line: 1 line differs",
    ):
        assert words in text, text
    assert newest(town) == town.policy, "looking published it"


def test_a_version_that_fits_in_before_another_to_come_says_until_when(beth: Client, town: Town) -> None:
    publish(beth, drafted(town, changed(town)), datetime(2027, 1, 1, tzinfo=UTC))
    draft = drafted(town, changed(town, value="5 working days of being raised"))
    beth.post(at(draft, "publish/"), {"day_day": "6", "day_month": "11", "day_year": "2026", "reason": REASON})
    text = said(beth.get(at(draft, "publish/check/")))
    assert "It stops counting for new challenges when Version 2 takes over, on Friday 1 January 2027." in text
    send(beth, draft)
    rows = {one.row.number: one for one in versions.versions(town.partnership.pk, FRIDAY + timedelta(days=1))}
    assert rows[3].standing is Standing.IN_FORCE
    assert rows[3].until == rows[2].row.effective


def test_one_overtaken_at_the_same_moment_never_came_into_force(beth: Client, town: Town) -> None:
    for value in ("3 working days of being raised", "5 working days of being raised"):
        draft = drafted(town, changed(town, value=value))
        publish(beth, draft, datetime(2027, 1, 1, tzinfo=UTC))
    rows = {one.row.number: one.standing for one in versions.versions(town.partnership.pk, NOW)}
    assert rows == {3: Standing.TO_COME, 2: Standing.SKIPPED, 1: Standing.IN_FORCE}
    assert "Never came into force" in said(beth.get("/policy/"))


WRONG_DAYS = [
    (
        {"day_day": "1", "day_month": "11", "day_year": "2026"},
        "The day from which it counts must be today or in the future",
    ),
    ({"day_day": "31", "day_month": "2", "day_year": "2027"}, "The day from which it counts must be a real date"),
    ({"day_day": "", "day_month": "", "day_year": ""}, "Enter the day from which it counts"),
]


@pytest.mark.parametrize(("typed", "sentence"), WRONG_DAYS)
def test_a_day_that_will_not_do_is_refused(beth: Client, town: Town, typed: dict[str, str], sentence: str) -> None:
    draft = drafted(town, changed(town))
    answer = beth.post(at(draft, "publish/"), {**typed, "reason": REASON})
    assert_refuses(answer, "day", sentence)
    assert REASON in answer.content.decode(), "the reason is lost"
    assert "Check before you publish" not in said(beth.get(at(draft, "publish/check/")))
    assert newest(town) == town.policy


def test_a_reason_is_asked_for(beth: Client, town: Town) -> None:
    answer = publish(beth, drafted(town, changed(town)), reason="")
    assert_refuses(answer, "reason", "Enter why it is changed")


def test_a_text_that_kept_the_date_of_the_version_before_is_told_so_and_one_with_its_own_is_not(
    beth: Client, town: Town
) -> None:
    typed = {"day_day": "2", "day_month": "11", "day_year": "2026", "reason": REASON}
    for text, told in (
        (changed(town), True),
        (changed(town).replace("version: 2026-04-01", "version: 2026-11-02"), False),
    ):
        draft = drafted(town, text)
        beth.post(at(draft, "publish/"), typed)
        check = said(beth.get(at(draft, "publish/check/")))
        assert ("The version before has the same date." in check) is told


def test_today_offered_yesterday_is_refused_and_nothing_is_published(beth: Client, town: Town) -> None:
    draft = drafted(town, changed(town))
    beth.post(at(draft, "publish/"), {"day_day": "2", "day_month": "11", "day_year": "2026", "reason": REASON})
    sent = shown(beth, draft)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        beth.force_login(town.beth)
        answer = beth.post(at(draft, "publish/check/"), sent)
        assert_refuses(answer, "day", WRONG_DAYS[0][1])
    assert newest(town) == town.policy


def test_the_past_is_refused_by_the_record_itself(town: Town) -> None:
    refused = publishing.publish(town.beth, town.partnership, changed(town), date(2026, 11, 1), "", 1, NOW)
    assert isinstance(refused, NotPublished)
    assert refused.why is Why.PAST


def test_a_text_with_problems_cannot_be_published_and_the_page_says_where(beth: Client, town: Town) -> None:
    draft = drafted(town, changed(town, value="3 wroking days"))
    text = said(beth.get(at(draft, "publish/")))
    assert "This text cannot be published yet" in text
    number = line(town.policy.text, "step 1/reply within")
    assert f"Line {number}, character 19: “wroking days” is not a unit of time." in text
    assert "Check before you publish" not in said(publish(beth, draft))
    assert newest(town) == town.policy
    assert "wroking" in kept(town, draft)


def test_a_finding_that_strands_a_challenge_refuses_publishing(beth: Client, town: Town) -> None:
    ring = changed(town, "step 4/if not settled", "must go to step 1")
    draft = drafted(town, ring)
    text = said(beth.get(at(draft, "publish/")))
    assert "The check found something that must be put right first" in text
    assert "the matter comes back to it" in text
    assert beth.get(at(draft, "publish/check/")).status_code == 200
    assert newest(town) == town.policy
    refused = publishing.publish(town.beth, town.partnership, ring, NOW.date(), "", 1, NOW)
    assert isinstance(refused, NotPublished)
    assert refused.why is Why.STRANDS


def test_the_same_policy_is_not_published_twice_even_with_other_comments(beth: Client, town: Town) -> None:
    for same in (town.policy.text, "# a comment\n" + town.policy.text.replace("\n", "\r\n")):
        text = said(beth.get(at(drafted(town, same), "publish/")))
        assert "Version 1 says just the same." in text


def bob(town: Town) -> Person:
    """A colleague of Beth's in the business unit."""
    person = Person.objects.create_user("bob@example.org", "Bob (invented)", "x")
    Holding.objects.create(post=town.posts["beth"], person=person, starts=date(2026, 1, 1))
    town.people["bob"] = person
    return person


def test_of_two_people_who_publish_at_once_the_second_sees_the_first_and_keeps_the_text(
    beth: Client, town: Town
) -> None:
    mine = drafted(town, changed(town))
    beth.post(at(mine, "publish/"), {"day_day": "2", "day_month": "11", "day_year": "2026", "reason": REASON})
    sent = shown(beth, mine)
    other = Client()
    other.force_login(bob(town))
    publish(other, drafted(town, changed(town, "step 2/reply within", "4 working days"), who="bob"))
    answer = beth.post(at(mine, "publish/check/"), sent)
    text = said(answer)
    assert page(answer).title().startswith("Error: ")
    assert "Version 2 was published while you were working: Bob (invented), at 11am on Monday 2 November 2026." in text
    assert "What changes from Version 2" in text
    one, two = (line(town.policy.text, f"step {n}/reply within") for n in (1, 2))
    assert f"ChangedLine {one} step 1: Practitioners reply within: 2 working days of being raised" in text
    assert f"ChangedLine {two} step 2: Line managers reply within: 4 working days reply within: 2 working days" in text
    assert newest(town).number == 2
    assert kept(town, mine) == changed(town)
    assert beth.post(at(mine, "publish/check/"), {**sent, "seen": "2"}).status_code == 302
    assert newest(town).number == 3


def test_the_key_itself_refuses_the_second_of_two(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publishing.publish(town.beth, town.partnership, changed(town), NOW.date(), "", 1, NOW)
    monkeypatch.setattr(publishing, "newest", lambda partnership: 1)  # as if both had looked before either wrote
    text = changed(town, "step 2/reply within", "4 working days")
    second = publishing.publish(town.beth, town.partnership, text, NOW.date(), "", 1, NOW)
    assert isinstance(second, NotPublished)
    assert (second.why, second.version) == (Why.NEWER, first)
    with pytest.raises(IntegrityError):
        PolicyVersion.objects.create(partnership=town.partnership, number=2, fingerprint="x", text="", effective=NOW)


def test_a_text_changed_in_another_window_is_shown_again_before_it_is_published(beth: Client, town: Town) -> None:
    draft = drafted(town, changed(town))
    beth.post(at(draft, "publish/"), {"day_day": "2", "day_month": "11", "day_year": "2026", "reason": REASON})
    sent = shown(beth, draft)
    drafts.save(town.beth, draft, {"text": changed(town, value="9 working days of being raised")}, NOW)
    text = said(beth.post(at(draft, "publish/check/"), sent))
    assert "The text or its base was changed since this page was shown." in text
    assert "9 working days" in text
    assert newest(town) == town.policy


def test_sending_it_twice_publishes_once_and_says_so(beth: Client, town: Town) -> None:
    draft = drafted(town, changed(town))
    beth.post(at(draft, "publish/"), {"day_day": "2", "day_month": "11", "day_year": "2026", "reason": REASON})
    sent = shown(beth, draft)
    beth.post(at(draft, "publish/check/"), sent)
    again = beth.post(at(draft, "publish/check/"), sent, follow=True)
    assert "That draft was already published, or deleted." in said(again)
    assert newest(town).number == 2


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 50, "١"])
def test_a_number_that_no_page_shows_publishes_nothing(beth: Client, town: Town, seen: str) -> None:
    draft = drafted(town, changed(town))
    publish(beth, draft, seen=seen)
    assert newest(town) == town.policy


def test_only_the_business_unit_of_that_partnership_publishes(town: Town, client: Client) -> None:
    draft = drafted(town, changed(town), who="rosa")
    client.force_login(town.rosa)
    for place in ("", "publish/", "publish/check/", "parts/", "delete/", "look/"):
        assert client.post(at(draft, place), {"text": "x"}).status_code == 404
    draft = drafted(town, changed(town))
    Holding.objects.filter(person=town.beth).update(ends=date(2026, 10, 31))
    client.force_login(town.beth)
    assert client.get(at(draft)).status_code == 404
    assert client.get("/policy/").status_code == 404
