"""What a policy lacks with the people in the directory now: told to the business unit, and no reason not to publish."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from forthright.core.policy.shapes import Role
from forthright.directory.models import Agency, Cover, Group, Holding, OfficeHours, Person, Post
from forthright.record.models import PolicyVersion
from tests.support.forms import page
from tests.support.town import WEEKLY, Town
from tests.web.policies import NOW, at, changed, drafted, line, publish

HEADING = "With the people in the directory now"
STEP_3 = "At Step 3 there is nobody to answer or decide in: Anyshire Health (invented)."


pytestmark = pytest.mark.usefixtures("today")


def part(answer: Any) -> Any:
    """The part of the page about people, without which there is none."""
    return page(answer).one("section", **{"aria-labelledby": "people"})


def fills_health(town: Town) -> Post:
    """Olu is the representative of the health agency as well."""
    post = Post.objects.create(
        partnership=town.partnership, agency=town.health, role=Role.REPRESENTATIVE.value, title="Representative, health"
    )
    Holding.objects.create(post=post, person=town.olu, starts=NOW.date())
    return post


def test_the_editor_names_each_step_and_the_agencies_that_have_nobody_for_it(beth: Client, town: Town) -> None:
    shown = part(beth.get(at(drafted(town, town.policy.text))))
    assert shown.text.startswith(f"{HEADING} (2) 3 agencies of the directory were looked at, as they are now.")
    assert STEP_3 in shown.text
    assert "Anyshire Health (invented): partnership representative. The directory has no such post." in shown.text
    assert "None of this stops you from publishing." in shown.text
    number = line(town.policy.text, "step 3")
    assert f"#line-{number}" in [one.attrs["href"] for one in shown.inside if one.tag == "a"]
    story = next(one for one in shown.inside if one.tag == "ol")
    assert [one.text for one in story.inside if one.tag == "li"][:2] == [
        "A matter between Anyshire Health (invented) and another agency comes to Step 3.",
        "A partnership representative should answer and decide there. "
        "Anyshire Health (invented) has nobody in that post.",
    ]


def test_the_live_look_the_check_before_publishing_and_a_version_say_the_same(beth: Client, town: Town) -> None:
    draft = drafted(town, changed(town))
    beth.post(at(draft, "publish/"), {"day_day": "6", "day_month": "11", "day_year": "2026", "reason": "Agreed."})
    look = beth.post(at(draft, "look/"), {"text": changed(town)})
    check, version = beth.get(at(draft, "publish/check/")), beth.get(f"/policy/version/{town.policy.pk}/")
    for answer in (look, check, version):
        assert STEP_3 in part(answer).text
    assert "None of this stops you from publishing." in part(check).text
    assert "None of this stops you" not in part(version).text, "it is published already"
    links = [one.attrs["href"] for one in part(check).inside if one.tag == "a"]
    assert links[0] == f"{at(draft)}#line-{line(changed(town), 'step 3')}"


def test_it_is_no_reason_not_to_publish(beth: Client, town: Town) -> None:
    Holding.objects.exclude(person=town.beth).delete()
    draft = drafted(town, changed(town))
    shown = beth.get(at(draft))
    assert "Nobody holds any post of the steps in: Anyshire Council (invented), Anyshire Health" in part(shown).text
    assert "nothing in it stops publishing" in page(shown).one(id="look").text
    publish(beth, draft)
    assert PolicyVersion.objects.count() == 2


def test_it_goes_when_the_post_is_filled_and_comes_back_when_it_is_left(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    post = fills_health(town)
    said = part(beth.get(at(draft))).text
    assert (
        said
        == f"{HEADING} 3 agencies of the directory were looked at, as they are now. In each of them there is "
        + ("somebody for every step, and times can be counted in its opening hours.")
    )
    Holding.objects.filter(post=post).update(starts=NOW.date() - timedelta(days=9), ends=NOW.date() - timedelta(days=1))
    assert (
        "Anyshire Health (invented): Representative, health. Nobody holds this post now."
        in part(beth.get(at(draft))).text
    )


def test_a_post_that_a_deputy_covers_is_held_and_no_person_is_named(beth: Client, town: Town) -> None:
    post = fills_health(town)
    Cover.objects.create(post=post, deputy=town.hana, starts=NOW.date(), ends=NOW.date() + timedelta(days=7))
    Post.objects.filter(pk=town.posts["cleo"].pk).update(role=Role.BUSINESS_UNIT.value)
    said = part(beth.get(at(drafted(town, town.policy.text)))).text
    assert "At Step 4 there is nobody to decide: the partnership has no independent chair." in said
    assert "Step 3" not in said
    for person in Person.objects.all():
        assert person.name not in said


def test_forty_agencies_are_summed_up_by_step_and_listed_one_by_one_when_opened(
    beth: Client, town: Town, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        school = Agency.objects.create(name=f"School {number:02}", group=Group.EDUCATION, hours=town.school.hours)
        school.partnerships.add(town.partnership)
        post = Post.objects.create(
            partnership=town.partnership, agency=school, role=Role.PRACTITIONER.value, title="Teacher"
        )
        Holding.objects.create(post=post, person=town.rosa, starts=NOW.date())
    draft = drafted(town, town.policy.text)
    with django_assert_max_num_queries(20):
        shown = part(beth.get(at(draft)))
    rows = [one.text for one in shown.inside if one.tag == "li" and "there is nobody" in one.text]
    assert len(rows) == 4
    assert rows[0].startswith("At Step 2 there is nobody to answer or raise it in: School 00, School 01 and 38 more.")
    opened = next(one for one in shown.inside if one.tag == "details" and one.text.startswith("All 40, one by one"))
    assert "School 39: line manager. The directory has no such post." in opened.text


def test_hours_that_never_open_are_told_and_break_no_page(beth: Client, town: Town) -> None:
    shut = OfficeHours.objects.create(title="Shut (invented)", weekly=[[]] * 7)
    Agency.objects.filter(pk=town.health.pk).update(hours=shut)
    draft = drafted(town, town.policy.text)
    assert "No opening hours at all for: Anyshire Health (invented)." in part(beth.get(at(draft))).text
    type(town.partnership).objects.update(hours=shut)
    said = part(beth.get(f"/policy/version/{town.policy.pk}/")).text
    assert "No opening hours at all for: the partnership and Anyshire Health (invented)." in said


def test_a_long_summer_is_told_where_it_makes_the_worst_case_longer(beth: Client, town: Town) -> None:
    fills_health(town)
    summer = [(NOW.date().replace(year=2027, month=7, day=21) + timedelta(days=day)).isoformat() for day in range(42)]
    term = OfficeHours.objects.create(title="Term (invented)", weekly=WEEKLY, closures=summer)
    Agency.objects.filter(pk=town.school.pk).update(hours=term)
    shown = part(beth.get(at(drafted(town, town.policy.text))))
    assert (
        "in the hours of Larkfield School (invented), 47 days and 17 hours in those of the partnership." in shown.text
    )
    assert not [one for one in shown.inside if one.tag == "a"], "it is about no line"


def test_a_partnership_without_agencies_is_told_so(beth: Client, town: Town) -> None:
    town.partnership.agencies.clear()
    assert "No agency is in the directory yet." in part(beth.get(at(drafted(town, town.policy.text)))).text


def test_of_a_text_that_cannot_be_read_nothing_is_said(beth: Client, town: Town) -> None:
    assert HEADING not in beth.get(at(drafted(town, "policy: half"))).content.decode()
