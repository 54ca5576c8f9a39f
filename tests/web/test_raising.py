"""Raising a challenge, page by page: nothing typed is lost, and nobody else sees the draft."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from forthright.core.challenge.codes import Subject, Urgency
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.models import Cover, Holding, OfficeHours, Partnership, Post
from forthright.record import queries
from forthright.record.models import Challenge, Draft
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town
from tests.web.raising import FACTS, NAME, WANTED, WORRY, answer, first_fact, first_words, holding, send, short, start


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def rosa(client: Client, town: Town) -> Client:
    client.force_login(town.rosa)
    return client


def test_the_short_path_goes_from_who_to_what_would_resolve_it_and_is_sent(rosa: Client, town: Town) -> None:
    draft = start(rosa)
    assert answer(rosa, draft, "who", agency=town.council.pk)["Location"] == f"/raise/{draft}/person/"
    assert answer(rosa, draft, "person", person=holding(town, "amir"))["Location"] == f"/raise/{draft}/worry/"
    assert answer(rosa, draft, "worry", **WORRY)["Location"] == f"/raise/{draft}/wanted/"
    assert answer(rosa, draft, "wanted", **WANTED, go="check")["Location"] == f"/raise/{draft}/check/"
    reference = send(rosa, draft)
    fact, words = first_fact(town, reference), first_words(town, reference)
    assert (fact.responding.person, fact.raising.person) == (town.amir.pk, town.rosa.pk)
    assert (fact.subject, fact.subjects, fact.topic, fact.urgency) == (Subject.CHILD, 1, "not stated", Urgency.NORMAL)
    assert (words["worry_facts"], words["wanted"]) == (FACTS, WANTED["wanted"])
    assert words["children"] == [{"name": NAME, "born": "", "identifier": "", "kind": "a child"}]
    assert not Draft.objects.exists()


def test_the_confirmation_says_who_does_what_by_when_and_asks_to_keep_a_record(rosa: Client, town: Town) -> None:
    reference = send(rosa, short(rosa, town))
    shown = page(rosa.get(f"/matter/{reference}/raised/"))
    assert reference in shown.one("h1").text + shown.one(css="govuk-panel__body").text
    said = [one.text for one in shown.one("main").inside if one.tag == "li"]
    assert said[:3] == [
        "Amir (invented) is to acknowledge it by 5pm on Tuesday 3 November 2026.",
        "Amir (invented) is to reply by 5pm on Wednesday 4 November 2026.",
        "Both sides are to settle it, or to take it to the next step, by 5pm on Monday 9 November 2026.",
    ]


def test_only_the_raiser_gets_the_confirmation(rosa: Client, town: Town) -> None:
    reference = send(rosa, short(rosa, town))
    for name in ("amir", "olu", "beth"):
        rosa.force_login(town.people[name])
        assert rosa.get(f"/matter/{reference}/raised/").status_code == 404


def test_every_long_answer_reaches_the_record_under_its_name(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "children", **{
        "born_day": "27", "born_month": "3", "born_year": "2019", "identifier": "999 000",
        "other-0-kind": Subject.UNBORN, "other-0-name": "Baby", "other-0-born_day": "1",
        "other-0-born_month": "2", "other-0-born_year": "2027",
    })  # fmt: skip
    answer(rosa, draft, "topic", topic="Need for action")
    answer(rosa, draft, "child-view", child_view="She says that she waits.")
    answer(rosa, draft, "impact", impact="She is tired.")
    answer(rosa, draft, "evidence", **{
        "evidence-0-what": "Late on 4 days", "evidence-0-source": "Register",
        "evidence-1-what": "A drawing", "evidence-1-source": "Her book",
    })  # fmt: skip
    needed = {"needed_by_day": "9", "needed_by_month": "11", "needed_by_year": "2026"}
    answer(rosa, draft, "urgency", urgency="urgent", urgent_reason="Court on Monday", **needed)
    answer(rosa, draft, "safety", interim_safety="She stays at the club.")
    answer(rosa, draft, "when", arose_day="30", arose_month="oct", arose_year="2026")
    reference = send(rosa, draft)
    fact, words = first_fact(town, reference), first_words(town, reference)
    assert (fact.subject, fact.subjects, fact.topic, fact.urgency) == (Subject.CHILDREN, 2, "Need for action", "urgent")
    assert (fact.arose, fact.needed_by) == (date(2026, 10, 30), date(2026, 11, 9))
    assert words["children"] == [
        {"name": NAME, "born": "2019-03-27", "identifier": "999 000", "kind": "a child"},
        {"name": "Baby", "born": "2027-02-01", "identifier": "", "kind": "an unborn child"},
    ]
    assert words["evidence"] == [
        {"what": "Late on 4 days", "source": "Register"},
        {"what": "A drawing", "source": "Her book"},
    ]
    assert (words["urgent_reason"], words["interim_safety"]) == ("Court on Monday", "She stays at the club.")
    assert (words["child_view"], words["impact"]) == ("She says that she waits.", "She is tired.")


def test_a_theme_names_no_child_and_is_not_asked_about_children(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    after = answer(rosa, draft, "worry", **WORRY | {"subject": Subject.THEME, "about": "Late minutes"})
    assert after.status_code == 302
    assert answer(rosa, draft, "wanted", **WANTED)["Location"] == f"/raise/{draft}/topic/"
    reference = send(rosa, draft)
    words = first_words(town, reference)
    assert (first_fact(town, reference).subject, first_fact(town, reference).subjects) == (Subject.THEME, 0)
    assert words["theme"] == "Late minutes"
    assert "children" not in words


REFUSALS = [
    ("who", {"agency": ""}, "agency", "Select the agency you want to challenge"),
    ("who", {"agency": "school"}, "agency", "Select the agency you want to challenge"),
    ("person", {"person": ""}, "person", "Select who should answer, or “I do not know who”"),
    ("worry", WORRY | {"subject": ""}, "subject", "Select who it is about"),
    ("worry", WORRY | {"about": " "}, "about", "Enter a first name, initials or the theme"),
    ("worry", WORRY | {"worry_facts": ""}, "worry_facts", "Enter what you saw or heard"),
    (
        "worry",
        WORRY | {"worry_opinion": "x" * 5001},
        "worry_opinion",
        "Your answer must be 5000 characters or fewer. You entered 5001",
    ),
    ("wanted", {"wanted": "  "}, "wanted", "Enter what would resolve this"),
    ("topic", {"topic": "Weather"}, "topic", "Choose an answer from the list"),
    ("urgency", {"urgency": "urgent", "urgent_reason": ""}, "urgent_reason", "Enter why it cannot wait"),
    (
        "urgency",
        {"needed_by_day": "1", "needed_by_month": "11", "needed_by_year": "2026"},
        "needed_by",
        "The date an answer is needed by must be today or in the future",
    ),
    (
        "when",
        {"arose_day": "31", "arose_month": "4", "arose_year": "2026"},
        "arose",
        "The date the disagreement arose must be a real date",
    ),
    (
        "when",
        {"arose_day": "3", "arose_month": "11", "arose_year": "2026"},
        "arose",
        "The date the disagreement arose must be today or in the past",
    ),
    ("evidence", {"evidence-0-what": "Late"}, "evidence-0-source", "Enter where this comes from"),
    ("evidence", {"evidence-0-source": "Register"}, "evidence-0-what", "Enter what this shows"),
    ("children", {"other-0-identifier": "12"}, "other-0-name", "Enter a first name or initials"),
    (
        "children",
        {"born_day": "1", "born_month": "2", "born_year": "2027"},
        "born",
        "The date of birth must be today or in the past, unless the child is not born yet",
    ),
]


@pytest.mark.wide
@pytest.mark.parametrize("slug, sent, field, sentence", REFUSALS)
def test_a_page_that_refuses_says_why_and_keeps_what_was_typed(
    rosa: Client, town: Town, slug: str, sent: dict[str, str], field: str, sentence: str
) -> None:
    draft = short(rosa, town)
    refused = answer(rosa, draft, slug, **sent)
    assert_refuses(refused, field, sentence)
    shown, again = page(refused), page(rosa.get(f"/raise/{draft}/{slug}/"))
    for name, value in sent.items():
        for one in (shown, again):
            boxes = [box for box in one.elements if box.attrs.get("name") == name]
            assert boxes, name
            if boxes[0].tag == "textarea":
                assert boxes[0].text == value.strip()
            elif boxes[0].attrs.get("type") == "text":
                assert boxes[0].attrs["value"].strip() == value.strip()


def test_one_s_own_agency_and_one_s_own_name_are_not_offered(rosa: Client, town: Town) -> None:
    draft = start(rosa)
    labels = [one.text for one in page(rosa.get(f"/raise/{draft}/who/")).all("label")]
    assert "Anyshire Council (invented)" in labels
    assert "Larkfield School (invented)" not in labels
    assert_refuses(
        answer(rosa, draft, "who", agency=town.school.pk), "agency", "Select the agency you want to challenge"
    )


def test_who_does_not_know_whom_to_ask_sees_to_whom_it_goes(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    hint = "It goes to Sam (invented), Team manager, who can hand it to the right person"
    assert hint in page(rosa.get(f"/raise/{draft}/person/")).one("main").text
    answer(rosa, draft, "person", person="unknown")
    assert first_fact(town, send(rosa, draft), "sam").responding.person == town.sam.pk


def test_a_safeguarding_lead_comes_before_a_line_manager(rosa: Client, town: Town) -> None:
    lead = Post.objects.create(
        partnership=town.partnership, agency=town.health, role=Role.SAFEGUARDING_LEAD, title="Named nurse"
    )
    Holding.objects.create(post=lead, person=town.olu, starts=date(2026, 1, 1))
    draft = start(rosa)
    answer(rosa, draft, "who", agency=town.health.pk)
    assert "It goes to Olu (invented), Named nurse" in page(rosa.get(f"/raise/{draft}/person/")).one("main").text


def test_somebody_who_is_away_is_shown_with_who_answers_for_them(rosa: Client, town: Town) -> None:
    Cover.objects.create(post=town.posts["amir"], deputy=town.sam, starts=MONDAY.date(), ends=MONDAY.date())
    draft = short(rosa, town)
    shown = page(rosa.get(f"/raise/{draft}/person/")).one("main").text
    assert "Away: Sam (invented) answers for them now" in shown
    fact = first_fact(town, send(rosa, draft), "sam")
    assert (fact.responding.person, fact.responding.title) == (town.amir.pk, "Social worker")


def test_of_two_people_who_share_a_post_the_one_chosen_gets_it(rosa: Client, town: Town) -> None:
    second = Holding.objects.create(post=town.posts["amir"], person=town.hana, starts=date(2026, 1, 1))
    draft = short(rosa, town)
    answer(rosa, draft, "person", person=str(second.pk))
    send(rosa, draft)
    lines = queries.my_list(directory.actor(town.hana, MONDAY), queries.MINE)
    assert [line.about for line in lines] == [NAME]


def test_another_piece_of_evidence_can_be_added_and_removed_without_a_script(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    first = {"evidence-0-what": "One", "evidence-0-source": "A"}
    more = rosa.post(f"/raise/{draft}/evidence/", first | {"go": "more"})
    assert more["Location"] == f"/raise/{draft}/evidence/?more=1"
    assert len(page(rosa.get(more["Location"])).all("textarea")) == 2
    both = first | {"evidence-1-what": "Two", "evidence-1-source": "B"}
    rosa.post(f"/raise/{draft}/evidence/", both | {"remove": "0"})
    shown = page(rosa.get(f"/raise/{draft}/evidence/"))
    assert [one.text for one in shown.all("textarea")] == ["Two"]
    assert [one.attrs["value"] for one in shown.all("input", name="evidence-0-source")] == ["B"]


def test_a_draft_survives_signing_out_and_is_listed_for_its_owner_alone(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    rosa.logout()
    assert rosa.get(f"/raise/{draft}/worry/").status_code == 302
    rosa.force_login(town.olu)
    assert NAME not in rosa.get("/raise/").content.decode()
    rosa.force_login(town.rosa)
    assert NAME in rosa.get("/raise/").content.decode()
    assert FACTS in rosa.get(f"/raise/{draft}/worry/").content.decode()


@pytest.mark.parametrize("place", ["who", "worry", "check"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_olu_finds_no_draft_of_rosa(rosa: Client, town: Town, place: str, method: str) -> None:
    draft = short(rosa, town)
    rosa.force_login(town.olu)
    assert getattr(rosa, method)(f"/raise/{draft}/{place}/").status_code == 404
    assert not Challenge.objects.exists()


def test_a_draft_is_deleted_only_after_asking_once_more_and_only_by_its_owner(rosa: Client, town: Town) -> None:
    draft = start(rosa)
    assert "Do you want to delete this draft?" in rosa.post("/raise/", {"delete": draft}).content.decode()
    assert Draft.objects.filter(pk=draft).exists()
    rosa.force_login(town.olu)
    rosa.post("/raise/", {"delete": draft, "go": "delete"})
    assert Draft.objects.filter(pk=draft).exists()
    rosa.force_login(town.rosa)
    rosa.post("/raise/", {"delete": draft, "go": "delete"})
    assert not Draft.objects.filter(pk=draft).exists()


def test_looking_at_the_pages_makes_no_draft_and_changes_none(rosa: Client, town: Town) -> None:
    rosa.get("/raise/")
    assert not Draft.objects.exists()
    draft = short(rosa, town)
    before = Draft.objects.get(pk=draft).version
    for place in ("who", "person", "worry", "wanted", "evidence", "check"):
        assert rosa.get(f"/raise/{draft}/{place}/?words=1").status_code == 200
    assert Draft.objects.get(pk=draft).version == before


def test_nothing_that_was_typed_stands_in_an_address_a_title_or_the_log(
    rosa: Client, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    draft = start(rosa)
    addresses = []
    answers = {"who": {"agency": town.council.pk}, "person": {"person": holding(town, "amir")}, "worry": WORRY}
    for slug, fields in (answers | {"wanted": WANTED}).items():
        assert NAME not in page(rosa.get(f"/raise/{draft}/{slug}/")).title()
        addresses.append(answer(rosa, draft, slug, **fields)["Location"])
    assert NAME not in page(rosa.get(f"/raise/{draft}/children/")).title()
    assert NAME not in page(rosa.get(f"/raise/{draft}/check/")).title()
    reference = send(rosa, draft)
    assert NAME not in page(rosa.get(f"/matter/{reference}/raised/")).title()
    said = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("forthright"))
    for secret in ("Zuri", "Canary", "gate", "Amir"):
        assert secret not in " ".join(addresses)
        assert secret not in said


def test_the_people_whom_the_first_step_names_come_first(rosa: Client, town: Town) -> None:
    draft = start(rosa)
    answer(rosa, draft, "who", agency=town.health.pk)
    labels = [one.text for one in page(rosa.get(f"/raise/{draft}/person/")).all("label")]
    assert labels == ["Olu (invented), Health visitor", "Hana (invented), Health team leader", "I do not know who"]


def test_a_field_sent_twice_by_another_hand_breaks_nothing(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    rosa.post(f"/draft/{draft}/", {"about": ["a", "b"], "evidence-0-what": ["a", "b"]})
    assert rosa.get(f"/raise/{draft}/check/").status_code == 200
    assert rosa.get("/raise/").status_code == 200


@pytest.mark.parametrize("name", ["beth", "cleo", "ada", "sid"])
def test_somebody_without_a_post_in_an_agency_is_told_why_they_cannot(client: Client, town: Town, name: str) -> None:
    client.force_login(town.people[name])
    for answered in (client.get("/raise/"), client.post("/raise/")):
        assert page(answered).one("h1").text == "You cannot raise a challenge yet"
    assert not Draft.objects.exists()


def test_somebody_with_two_posts_chooses_from_which_one_they_raise_it(rosa: Client, town: Town) -> None:
    other = Post.objects.create(partnership=town.partnership, agency=town.health, role="practitioner", title="Nurse")
    Holding.objects.create(post=other, person=town.rosa, starts=date(2026, 1, 1))
    started = rosa.post("/raise/")
    assert started["Location"].endswith("/post/")
    draft = started["Location"].split("/")[2]
    assert_refuses(answer(rosa, draft, "post"), "post", "Select the post you are raising this from")
    assert answer(rosa, draft, "post", post=other.pk)["Location"] == f"/raise/{draft}/who/"
    labels = [one.text for one in page(rosa.get(f"/raise/{draft}/who/")).all("label")]
    assert "Larkfield School (invented)" in labels
    assert "Anyshire Health (invented)" not in labels


def test_a_partnership_without_a_policy_says_so_and_keeps_the_draft(rosa: Client, town: Town) -> None:
    hours = OfficeHours.objects.get()
    Post.objects.filter(pk=town.posts["rosa"].pk).update(
        partnership=Partnership.objects.create(name="Newshire (invented)", slug="newshire", hours=hours)
    )
    draft = start(rosa)
    assert page(rosa.get(f"/raise/{draft}/who/")).one("h1").text == "No policy has been published yet"
    assert Draft.objects.filter(pk=draft).exists()


def test_an_address_that_names_no_page_is_not_there(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    assert rosa.get(f"/raise/{draft}/weather/").status_code == 404
    assert rosa.get(f"/raise/{secrets.token_hex(12)}/who/").status_code == 404


def test_no_page_asks_the_database_more_than_twelve_things(
    rosa: Client, town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    draft = short(rosa, town)
    places = [f"/raise/{draft}/{slug}/" for slug in ("who", "person", "worry", "children", "evidence", "check")]
    for place in ["/raise/", *places]:
        with django_assert_max_num_queries(12):
            assert rosa.get(place).status_code == 200
    reference = send(rosa, draft)
    with django_assert_max_num_queries(12):
        rosa.get(f"/matter/{reference}/raised/")


@pytest.mark.parametrize("slug", ["who", "person", "worry", "wanted", "children", "evidence", "urgency", "check"])
def test_every_page_has_one_heading_and_a_label_for_each_box(rosa: Client, town: Town, slug: str) -> None:
    shown = page(rosa.get(f"/raise/{short(rosa, town)}/{slug}/?more=1&words=1"))
    assert len(shown.all("h1")) == 1
    labelled = {one.attrs["for"] for one in shown.all("label")}
    for one in shown.all("textarea") + shown.all("input", type="text") + shown.all("input", type="radio"):
        assert one.attrs["id"] in labelled
