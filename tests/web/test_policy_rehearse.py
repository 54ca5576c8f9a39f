"""A policy is rehearsed with invented people, and with the partnership's own past as sums that tell of nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from forthright.core.challenge.commands import Withdraw
from forthright.core.policy import edit
from forthright.directory.models import Holding, Partnership, Post
from forthright.record.models import PolicyVersion
from tests.support.forms import assert_refuses, page
from tests.support.town import Town
from tests.web.policies import at, changed, drafted, publish, said

OCTOBER = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
SLOWER = ("step 1/settle within", "15 working days")


pytestmark = pytest.mark.usefixtures("today")


def captions(answer: object) -> list[str]:
    return [one.text for one in page(answer).all("caption")]  # type: ignore[arg-type]


def heads(answer: object) -> list[str]:
    """The columns of the first table."""
    table = page(answer).all("table")[0]  # type: ignore[arg-type]
    return [one.text for one in table.inside if one.tag == "th" and one.attrs.get("scope") == "col"]


@pytest.mark.wide
def test_the_worst_case_is_told_by_unit_and_with_its_minute_in_the_partnerships_own_hours(
    beth: Client, town: Town
) -> None:
    draft = drafted(town, changed(town, *SLOWER))
    text = said(beth.get(at(draft, "rehearse/")))
    assert "Step 1: 15 working days to settle it" in text
    assert "Step 1: 2 working days to take it to the next step" in text
    assert "Together: 39 working days." in text
    assert "from 12am on Thursday 30 March 2028 to 5pm on Tuesday 30 May 2028" in text
    town.partnership.hours.closures = ["2028-05-30"]
    town.partnership.hours.save()
    assert "to 5pm on Wednesday 31 May 2028" in said(beth.get(at(draft, "rehearse/")))


def test_invented_cases_are_played_under_the_draft_and_the_version_in_force_side_by_side(
    beth: Client, town: Town
) -> None:
    answer = beth.get(at(drafted(town, changed(town, *SLOWER)), "rehearse/"))
    assert heads(answer) == ["Version 1, in force", "Your draft"]
    assert captions(answer) == [
        "400 invented cases: What became of them",
        "400 invented cases: How far they went",
        "400 invented cases: How often each post was asked to do something",
    ]
    text = said(answer)
    assert "These people are invented, and so is how they behave" in text
    assert "They predict nothing" in text
    assert "10,000 matters were played in which anything that the policy lets happen was as likely" in text
    assert "cases go higher up the ladder, and" in text


@pytest.mark.wide
def test_the_page_says_what_the_cases_differ_in_and_what_people_were_refused(beth: Client, town: Town) -> None:
    usual = said(beth.get(f"/policy/version/{town.policy.pk}/rehearse/"))
    assert "Of these cases, " in usual
    assert "Somebody was refused, and had no other way0" in usual
    assert "was refused, and had no other way:" not in usual
    decides = "  decided by: independent chair\n"
    text = town.policy.text.replace(decides, f"{decides}  quorum: 9\n")
    text += "\nfor police, step 1:\n  reply within: 1 working day of being raised\n"
    answer = said(beth.get(at(drafted(town, text), "rehearse/")))
    assert "Version 1, in force: Of these cases, " not in answer, "both texts played the same ones"
    assert "were raised with an agency of the kind police" in answer
    assert "Your draft. In " in answer
    assert "times: Fewer people hold the posts that decide here than the policy asks to take part." in answer


def test_what_says_the_same_comes_out_the_same(beth: Client, town: Town) -> None:
    text = said(beth.get(at(drafted(town, "# a comment\n" + town.policy.text), "rehearse/")))
    assert "0 cases go higher up the ladder, and 0 less far up." in text
    assert "0 are settled sooner by a day or more, and 0 later." in text


def test_a_version_is_rehearsed_alone_when_it_counts_and_beside_it_when_it_does_not(beth: Client, town: Town) -> None:
    assert heads(beth.get(f"/policy/version/{town.policy.pk}/rehearse/")) == ["Version 1"]
    publish(beth, drafted(town, changed(town, *SLOWER)))
    assert heads(beth.get(f"/policy/version/{town.policy.pk}/rehearse/")) == ["Version 2, in force", "Version 1"]
    newest = PolicyVersion.objects.latest("number").pk
    assert heads(beth.get(f"/policy/version/{newest}/rehearse/")) == ["Version 2"]
    links = [one.attrs.get("href") for one in page(beth.get(f"/policy/version/{newest}/")).all("a")]
    assert f"/policy/version/{newest}/rehearse/" in links


def test_a_version_says_its_worst_case_and_how_it_differs_from_the_one_in_force(beth: Client, town: Town) -> None:
    publish(beth, drafted(town, changed(town, *SLOWER)))
    text = said(beth.get(f"/policy/version/{town.policy.pk}/"))
    assert "Differences from the version in force: 1 line" in text
    assert "Together: 29 working days." in text
    newest = PolicyVersion.objects.latest("number").pk
    assert "Differences from the version in force" not in said(beth.get(f"/policy/version/{newest}/"))


def test_one_case_is_told_and_another_by_its_number(beth: Client, town: Town) -> None:
    place = at(drafted(town, changed(town, *SLOWER)), "rehearse/")
    first, other = said(beth.get(place)), said(beth.get(f"{place}?case=2"))
    assert "Case 1, told" in first
    assert "raises it, at Step 1: Practitioners." in first
    assert "Case 2, told" in other
    assert first.partition("told")[2] != other.partition("told")[2]


@pytest.mark.parametrize("case", ["0", "401", "x", "9" * 40, "-1", "1.5"])
def test_a_number_that_no_case_has_is_refused_with_a_sentence(beth: Client, town: Town, case: str) -> None:
    answer = beth.get(f"{at(drafted(town, town.policy.text), 'rehearse/')}?case={case}")
    assert_refuses(answer, "case", "The number of the case must be a whole number between 1 and 400")


def test_a_text_with_problems_and_a_ladder_without_end_are_told_so(beth: Client, town: Town) -> None:
    wrong = said(beth.get(at(drafted(town, "policy: half"), "rehearse/")))
    assert "The text has problems, so it cannot be rehearsed yet." in wrong
    long = town.policy.text
    for key in range(5, 10):
        long = edit.add_step(long, str(key), "One more")
    assert "This ladder has too many steps to be rehearsed here." in said(
        beth.get(at(drafted(town, long), "rehearse/"))
    )
    assert said(beth.get(at(drafted(town, "note: x\n" * 20_000), "rehearse/")))


# The past


def past(town: Town, count: int) -> list[str]:
    """Challenges that Rosa raised and withdrew in October."""
    names = [town.raises(OCTOBER) for _number in range(count)]
    for name in names:
        town.does("rosa", name, Withdraw(words={"reason": "It was put right."}), OCTOBER + timedelta(days=2))
    return names


def test_past_challenges_are_told_as_sums_without_any_name_or_reference(beth: Client, town: Town) -> None:
    names = past(town, 6)
    answer = beth.get(at(drafted(town, changed(town, *SLOWER)), "rehearse/"))
    assert captions(answer)[3:] == [
        "Past challenges: How often they would have gone up a step",
        "Past challenges: How often a time would have run out",
        "Past challenges: How they would have ended",
        "Past challenges: What people did then",
    ]
    html = answer.content.decode()
    text = said(answer)
    assert "Challenges here that ended by 31 October 2026, 100 at most" in text
    assert "Only facts are used, never words." in text
    assert "All6" in text
    secret = [*names, "Zuri", "Canary", "Larkfield", *(one.name for who, one in town.people.items() if who != "beth")]
    for word in secret:
        assert word not in html


def test_fewer_than_five_are_not_shown(beth: Client, town: Town) -> None:
    past(town, 4)
    answer = beth.get(at(drafted(town, town.policy.text), "rehearse/"))
    assert "Fewer than 5 challenges had ended by then, so nothing is shown." in said(answer)
    assert len(captions(answer)) == 3


def test_nobody_else_sees_a_rehearsal_and_no_other_partnership_does(town: Town, client: Client) -> None:
    past(town, 6)
    mine = drafted(town, town.policy.text)
    other = Partnership.objects.create(name="Otherton (invented)", slug="otherton", hours=town.partnership.hours)
    for who in ("rosa", "amir", "olu", "ruth", "sid", "ada"):
        client.force_login(town.people[who])
        assert client.get(at(mine, "rehearse/")).status_code == 404
        assert client.get(at(drafted(town, town.policy.text, who=who), "rehearse/")).status_code == 404
        assert client.get(f"/policy/version/{town.policy.pk}/rehearse/").status_code == 404
    post = Post.objects.create(partnership=other, role="business unit", title="Business manager")
    Holding.objects.filter(person=town.beth).delete()
    Holding.objects.create(post=post, person=town.beth, starts=date(2026, 1, 1))
    client.force_login(town.beth)
    assert "No policy has been published here yet" in said(client.get("/policy/"))
    assert client.get(at(mine, "rehearse/")).status_code == 404
    assert client.get(f"/policy/version/{town.policy.pk}/rehearse/").status_code == 404
    client.logout()
    assert client.get(at(mine, "rehearse/")).status_code in (302, 404)
