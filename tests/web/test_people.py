"""People and posts in the browser: who finds the pages, joiners, movers, and what is refused in which words."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from forthright.core.policy.roles import Role
from forthright.directory.models import Agency, Holding, JointTeam, Person, Post
from tests.support.forms import assert_refuses, page
from tests.support.town import Town
from tests.web.policies import NOW, said

TODAY = NOW.date()
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def ada(client: Client, town: Town) -> Client:
    """Ada, the school's administrator, signed in."""
    client.force_login(town.ada)
    return client


def day(name: str, at: date) -> dict[str, str]:
    return {f"{name}_day": str(at.day), f"{name}_month": str(at.month), f"{name}_year": str(at.year)}


def new(town: Town, **typed: str) -> dict[str, str]:
    """What is typed to give a post to somebody new."""
    return {"person": "new", "email": "tia@example.org", "name": "Tia Lund (invented)", **day("starts", TODAY), **typed}


def vacant(town: Town) -> Post:
    return Post.objects.create(
        partnership=town.partnership, agency=town.school, role=Role.SAFEGUARDING_LEAD.value, title="Safeguarding lead"
    )


def test_the_administrator_finds_it_from_my_turn_and_sees_posts_with_who_holds_them_and_the_vacant_ones(
    ada: Client, town: Town
) -> None:
    post = vacant(town)
    Holding.objects.filter(person=town.mei).update(ends=TODAY + timedelta(days=4))
    assert 'href="/people/"' in ada.get("/my-turn/").content.decode()
    assert "Larkfield School (invented)" in said(ada.get("/people/"))
    shown = said(ada.get(f"/people/agency/{town.school.pk}/"))
    assert "Teacher Above it: Head of pastoral care Practitioner Teacher, 01632 960000 Rosa (invented), since" in shown
    assert f"{post.title} Safeguarding lead Not given Vacant" in shown
    assert "Vacant from Saturday 7 November 2026" in shown
    assert "Social worker" not in shown


@pytest.mark.parametrize("name", ["rosa", "amir", "mei", "ruth", "sid", "cleo", "olu"])
def test_to_everybody_else_none_of_it_is_there(client: Client, town: Town, name: str) -> None:
    client.force_login(town.people[name])
    assert "/people/" not in client.get("/my-turn/").content.decode()
    for address in ("", f"agency/{town.school.pk}/", f"person/{town.rosa.pk}/", f"post/{town.posts['rosa'].pk}/"):
        assert client.get(f"/people/{address}").status_code == 404
    assert client.post(f"/people/post/{town.posts['mei'].pk}/give/", new(town)).status_code == 404
    assert not Person.objects.filter(email="tia@example.org").exists()


def test_an_administrator_reaches_nothing_of_another_agency(ada: Client, town: Town) -> None:
    amir = town.amir.pk
    held = Holding.objects.get(person=amir).pk
    for address in (
        f"agency/{town.council.pk}/",
        f"agency/{town.council.pk}/add/",
        f"agency/{town.school.pk}/merge/",
        f"partnership/{town.partnership.pk}/",
        f"post/{town.posts['amir'].pk}/",
        f"post/{town.posts['cleo'].pk}/give/",
        f"holding/{held}/end/",
        f"person/{amir}/",
        f"person/{amir}/name/",
        f"person/{amir}/leave/agency/{town.council.pk}/",
        f"person/{amir}/leave/agency/{town.school.pk}/",
        f"person/{town.rosa.pk}/leave/agency/{town.council.pk}/",
        f"person/{town.rosa.pk}/leave/partnership/{town.partnership.pk}/",
        f"person/{town.rosa.pk}/merge/",
        "agency/999999/",
        "person/999999/",
    ):
        assert ada.get(f"/people/{address}").status_code == 404, address


def test_the_business_unit_sees_all_posts_and_changes_only_the_partnerships_own(beth: Client, town: Town) -> None:
    vacant(town)
    shown = said(beth.get(f"/people/partnership/{town.partnership.pk}/"))
    assert "Larkfield School (invented) 1 vacant post" in shown
    assert "Independent chair" in shown
    page_of_school = beth.get(f"/people/agency/{town.school.pk}/")
    assert "Rosa (invented)" in said(page_of_school)
    assert "Its own administrator keeps these" in said(page_of_school)
    assert f"/people/post/{town.posts['rosa'].pk}/" not in page_of_school.content.decode()
    assert beth.get(f"/people/post/{town.posts['rosa'].pk}/").status_code == 404
    assert beth.get(f"/people/person/{town.rosa.pk}/leave/agency/{town.school.pk}/").status_code == 404
    assert beth.get(f"/people/post/{town.posts['cleo'].pk}/").status_code == 200
    assert beth.get(f"/people/post/{town.posts['ada'].pk}/give/").status_code == 200, "she names administrators"
    ada = Holding.objects.get(person=town.ada).pk
    for offers in (f"/people/person/{town.ada.pk}/", f"/people/holding/{ada}/end/"):
        answer = beth.get(offers)
        assert answer.status_code == 200
        assert "/leave/" not in answer.content.decode(), "and looks after none of an agency's people"


def test_a_joiner_is_given_a_vacant_post_and_gets_a_link_that_says_nothing_about_them(ada: Client, town: Town) -> None:
    answer = ada.post(f"/people/post/{vacant(town).pk}/give/", new(town), follow=True)
    shown = said(answer) + page(answer).one("html").text
    assert "Tia Lund (invented) holds the post Safeguarding lead." in shown
    assert "tia@example.org has been sent a link to choose a password." in shown
    (letter,) = mail.outbox
    assert letter.to == ["tia@example.org"]
    assert "Choose your password" in letter.subject
    assert not re.search(r"Tia|Lund|Larkfield|Safeguarding lead|tia@", letter.subject + letter.body)
    link = re.search(r"https?://[^/\s]+(/account/\S+)", letter.body)
    assert link is not None
    password = {"password1": "lamp river nine stones", "password2": "lamp river nine stones"}
    other = Client()
    asks = other.get(link[1], follow=True)
    other.post(asks.redirect_chain[-1][0], password)
    signed_in = other.post("/account/login/", {"login": "tia@example.org", "password": password["password1"]})
    assert signed_in.status_code == 302
    assert "no longer" in said(Client().get(link[1])) or "link" in said(Client().get(link[1])), "it works once"


def test_the_link_runs_out(ada: Client, town: Town) -> None:
    ada.post(f"/people/post/{vacant(town).pk}/give/", new(town))
    link = re.search(r"https?://[^/\s]+(/account/\S+)", mail.outbox[0].body)
    assert link is not None
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        answer = Client().get(link[1], follow=True)
    assert not page(answer).all("input", name="password1")


def test_who_has_no_password_yet_is_sent_the_link_once_more_and_nobody_else_is(ada: Client, town: Town) -> None:
    ada.post(f"/people/post/{vacant(town).pk}/give/", new(town))
    tia = Person.objects.get(email="tia@example.org")
    assert "They have not chosen a password yet" in said(ada.get(f"/people/person/{tia.pk}/"))
    ada.post(f"/people/person/{tia.pk}/invite/")
    ada.post(f"/people/person/{town.rosa.pk}/invite/")
    assert [one.to for one in mail.outbox] == [["tia@example.org"]] * 2


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"person": ""}, "person", "Select who holds it"),
        ({"email": ""}, "email", "Enter their work email address"),
        ({"name": ""}, "name", "Enter their name"),
        ({"email": "tia"}, "email", "Enter an email address in the correct format, like name@example.com"),
        (
            {"email": "ti\u0430@example.org"},
            "email",
            "The letter \u0430 (cyrillic small letter a) cannot be in the address. Type it with an English keyboard",
        ),
        (
            {"email": "r0sa@example.org"},
            "email",
            "This is easily taken for rosa@example.org, which is somebody’s already. Check which is right",
        ),
        (
            {"name": "Tia\u202eLund"},
            "name",
            "It holds a character that cannot be seen or that turns the direction of writing. Type it again by hand",
        ),
        (
            {"name": "Ti\u0430"},
            "name",
            "The letter \u0430 (cyrillic small letter a) is of another script than the rest of the word",
        ),
        ({"starts_day": ""}, "starts", "The first day must include a day"),
    ],
)
def test_what_is_wrong_with_a_joiner_is_said_and_nothing_is_saved(
    ada: Client, town: Town, typed: dict[str, str], field: str, sentence: str
) -> None:
    post = vacant(town)
    answer = ada.post(f"/people/post/{post.pk}/give/", new(town, **typed))
    assert_refuses(answer, field, sentence)
    assert not Holding.objects.filter(post=post).exists()
    assert not Person.objects.filter(name__startswith="Ti").exists()
    assert mail.outbox == []


def test_somebody_known_by_address_keeps_their_name_and_gets_no_link(ada: Client, town: Town) -> None:
    post = vacant(town)
    ada.post(f"/people/post/{post.pk}/give/", new(town, email="Olu@Example.org", name="Another name"))
    assert Holding.objects.get(post=post).person == town.olu
    assert Person.objects.get(pk=town.olu.pk).name == "Olu (invented)"
    assert mail.outbox == []


def test_a_name_from_right_to_left_is_shown_in_isolation(ada: Client, town: Town) -> None:
    ada.post(f"/people/post/{vacant(town).pk}/give/", new(town, name="שרה כהן"))
    assert "<bdi>שרה כהן</bdi>" in ada.get(f"/people/agency/{town.school.pk}/").content.decode()
    assert "\u2068שרה כהן\u2069" in ada.get(f"/people/post/{town.posts['mei'].pk}/give/").content.decode()


def test_a_mover_leaves_one_post_for_another_and_is_asked_about_their_challenges(ada: Client, town: Town) -> None:
    town.raises(NOW)
    held = Holding.objects.get(person=town.rosa)
    typed = {"person": str(town.rosa.pk), "instead_of": str(held.pk), **day("starts", TODAY)}
    answer = ada.post(f"/people/post/{vacant(town).pk}/give/", typed, follow=True)
    assert answer.redirect_chain[-1][0] == f"/people/person/{town.rosa.pk}/move/agency/{town.school.pk}/"
    held.refresh_from_db()
    assert held.ends == TODAY - timedelta(days=1)
    assert "Stays with them" in said(answer)


def test_a_post_of_somebody_else_cannot_be_the_one_that_is_left(ada: Client, town: Town) -> None:
    theirs = Holding.objects.get(person=town.mei)
    typed = {"person": str(town.rosa.pk), "instead_of": str(theirs.pk), **day("starts", TODAY)}
    answer = ada.post(f"/people/post/{vacant(town).pk}/give/", typed)
    assert_refuses(answer, "instead_of", "Select a post that this person holds")


def test_a_post_is_added_with_the_agencys_own_title_and_then_given(ada: Client, town: Town) -> None:
    typed = {"role": "safeguarding lead", "title": "Head of year", "team": "Year 9", "contact": "01632 960001"}
    answer = ada.post(f"/people/agency/{town.school.pk}/add/", typed)
    post = Post.objects.get(title="Head of year")
    assert (post.agency, post.role, post.team) == (town.school, "safeguarding lead", "Year 9")
    assert answer["Location"] == f"/people/post/{post.pk}/give/"
    bad = ada.post(f"/people/agency/{town.school.pk}/add/", {"title": ""})
    assert_refuses(bad, "title", "Enter what you call this post")
    assert_refuses(bad, "role", "Select the role that the policy gives to this post")
    for role in ("business unit", "independent chair", "scrutineer"):
        assert ada.post(f"/people/agency/{town.school.pk}/add/", typed | {"role": role}).status_code == 422


def test_a_loop_in_management_is_refused_with_a_sentence(ada: Client, town: Town) -> None:
    mei, rosa = town.posts["mei"], town.posts["rosa"]
    answer = ada.post(f"/people/post/{mei.pk}/", {"title": mei.title, "manager": str(rosa.pk)})
    assert_refuses(
        answer,
        "manager",
        "That post is below this one, so it cannot be above it. Choose another, or change that one first",
    )
    mei.refresh_from_db()
    assert mei.manager is None


def test_a_changed_title_is_on_the_public_page_and_the_line_of_what_was_done(ada: Client, town: Town) -> None:
    post = town.posts["mei"]
    ada.post(f"/people/post/{post.pk}/", {"title": "Head of care", "contact": "care@school.example"})
    assert "Head of care" in Client().get("/next-step/anyshire/").content.decode()
    log = said(ada.get(f"/people/agency/{town.school.pk}/"))
    assert "Monday 2 November 2026: Ada (invented) changed the post Head of care" in log


def test_the_end_of_a_holding_is_set_and_the_last_administrator_stays(ada: Client, town: Town) -> None:
    held, own = Holding.objects.get(person=town.rosa), Holding.objects.get(person=town.ada)
    ada.post(f"/people/holding/{held.pk}/end/", day("last", TODAY + timedelta(days=10)))
    held.refresh_from_db()
    assert held.ends == TODAY + timedelta(days=10)
    early = ada.post(f"/people/holding/{held.pk}/end/", day("last", date(2025, 1, 1)))
    assert_refuses(early, "last", "The last day must be the same as or after their first day in this post")
    answer = ada.post(f"/people/holding/{own.pk}/end/", day("last", TODAY))
    assert_refuses(
        answer,
        "last",
        "Nobody else administers this agency then. Give that post to somebody else first, or ask the business unit",
    )


def test_a_new_name_leaves_what_was_written_as_it_was(ada: Client, town: Town) -> None:
    reference = town.raises(NOW)
    ada.post(f"/people/person/{town.rosa.pk}/name/", {"name": "Rosa Lind (invented)"})
    assert Person.objects.get(pk=town.rosa.pk).name == "Rosa Lind (invented)"
    client = Client()
    client.force_login(town.amir)
    assert "Rosa (invented)" in client.get(f"/matter/{reference}/").content.decode()
    assert_refuses(ada.post(f"/people/person/{town.rosa.pk}/name/", {"name": " "}), "name", "Enter the name")


def test_a_joint_team_is_added_chosen_and_shown_where_a_person_is_chosen(beth: Client, town: Town) -> None:
    beth.post(f"/people/partnership/{town.partnership.pk}/team/", {"name": "Child protection hub"})
    team = JointTeam.objects.get()
    again = beth.post(f"/people/partnership/{town.partnership.pk}/team/", {"name": "child protection hub"})
    assert_refuses(again, "name", "There is a joint team of this name already")
    beth.force_login(town.ada)
    mei = town.posts["mei"]
    beth.post(f"/people/post/{mei.pk}/", {"title": mei.title, "joint_team": str(team.pk)})
    assert "Joint team: Child protection hub" in said(beth.get(f"/people/agency/{town.school.pk}/"))
    reference = town.raises(NOW)
    beth.force_login(town.rosa)
    shown = said(beth.get(reverse("act", args=(reference, "ask-in"))))
    assert "Mei (invented), Head of pastoral care, Child protection hub" in shown


def test_an_agency_is_added_with_suggested_posts_and_one_person_in_all_of_them(beth: Client, town: Town) -> None:
    typed = {
        "name": "Bo Lind, childminder (invented)",
        "shape": "childminder",
        "email": "bo@example.org",
        "person": "Bo Lind (invented)",
        "everything": "on",
    }
    answer = beth.post(f"/people/partnership/{town.partnership.pk}/agency/", typed, follow=True)
    agency = Agency.objects.get(name="Bo Lind, childminder (invented)")
    assert answer.redirect_chain[-1][0] == f"/people/agency/{agency.pk}/"
    assert {one.post.role for one in Holding.objects.filter(person__email="bo@example.org")} == {
        "practitioner",
        "safeguarding lead",
        "administrator",
    }
    assert len(mail.outbox) == 1
    bo = Client()
    bo.force_login(Person.objects.get(email="bo@example.org"))
    assert bo.get(f"/people/agency/{agency.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": ""}, "name", "Enter the name of the agency"),
        ({"name": "LARKFIELD school (invented)"}, "name", "The partnership has an agency of this name already"),
        ({"shape": ""}, "shape", "Select what kind of agency it is"),
        ({"person": ""}, "person", "Enter the name of its administrator"),
        (
            {"email": "", "everything": "on"},
            "email",
            "Enter the email address of the person who holds every post",
        ),
    ],
)
def test_what_is_wrong_with_a_new_agency_is_said(
    beth: Client, town: Town, typed: dict[str, str], field: str, sentence: str
) -> None:
    good = {"name": "New (invented)", "shape": "charity", "email": "bo@example.org", "person": "Bo (invented)"}
    assert_refuses(beth.post(f"/people/partnership/{town.partnership.pk}/agency/", good | typed), field, sentence)
    assert Agency.objects.count() == 3
