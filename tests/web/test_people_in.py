"""The pages on which a list of people and posts is chosen, looked at, imported and taken back."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forthright.directory.models import Person, Post
from forthright.exchange.models import PeopleImport
from forthright.exchange.sheets import MOST_BYTES
from forthright.notices.models import Message
from forthright.record.models import Draft
from tests.exchange.lists import csv_of, teacher, workbook_of
from tests.support.forms import assert_refuses
from tests.support.town import Town

WHERE = "/people/import/"


def file_of(content: bytes, name: str = "staff.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(client: Client, content: bytes) -> str:
    """Chooses a file; the address of the look at it."""
    answer = client.post(WHERE, {"sheet": file_of(content)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def seen_on(text: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', text)
    assert found, text
    return found[1]


@pytest.fixture
def beth(town: Town, client: Client) -> Client:
    client.force_login(town.beth)
    return client


def test_a_list_is_looked_at_imported_and_taken_back(town: Town, beth: Client) -> None:
    look = sent(beth, workbook_of([teacher(1), teacher(2)]))
    text = beth.get(look).content.decode()
    assert "Nothing is wrong in the list" in text
    assert not Person.objects.filter(email="teacher1@example.org").exists(), "looking does nothing"
    done = beth.post(look, {"go": "all", "seen": seen_on(text)}, follow=True).content.decode()
    assert "The list is imported: 0 agencies, 2 posts, 2 people, 2 posts filled." in done
    assert Person.objects.filter(email__startswith="teacher").count() == 2
    assert beth.get(look).status_code == 404, "what was typed is gone from the desk"
    one = PeopleImport.objects.get()
    back = beth.post(f"{WHERE}{one.pk}/take-back/", follow=True).content.decode()
    assert "The list is taken back" in back
    assert "Taken back by Beth (invented)" in back
    assert not Post.objects.filter(title="Teacher", holdings__person__email__startswith="teacher").exists()


def test_every_line_that_is_wrong_is_named_and_the_others_can_be_imported(town: Town, beth: Client) -> None:
    look = sent(beth, csv_of([teacher(1), teacher(2, role="techer"), teacher(3, email="nobody")]).encode())
    text = beth.get(look).content.decode()
    assert "2 lines have something wrong" in text
    assert "“techer” is no role that policies have. Use one from the list below." in text.replace("\n", " ")
    assert "“nobody” is not an email address, like name@example.com." in text
    assert "Import the list" not in text
    assert "Leave out 2 lines and import the other 1" in text
    whole = beth.post(look, {"go": "all", "seen": seen_on(text)}, follow=True).content.decode()
    assert not PeopleImport.objects.exists(), whole
    done = beth.post(look, {"go": "leave out", "seen": seen_on(text)}, follow=True).content.decode()
    assert "The list is imported: 0 agencies, 1 post, 1 person, 1 post filled." in done


def test_if_the_directory_changed_it_is_shown_again_and_nothing_is_done(town: Town, beth: Client) -> None:
    look = sent(beth, csv_of([teacher(1)]).encode())
    seen = seen_on(beth.get(look).content.decode())
    Person.objects.create_user("teacher1@example.org", "Teacher 1 (invented)")
    text = beth.post(look, {"go": "all", "seen": seen}).content.decode()
    assert "Something changed since you looked. Nothing is imported. Read this again." in text
    assert not PeopleImport.objects.exists()
    beth.post(look, {"go": "all", "seen": seen_on(text)})
    assert PeopleImport.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Choose the file with the list"),
        (b"Agency\n", "The file has no list. The first line must have headings, and the lines below it the posts"),
        (b"%PDF\0", "The file must be a spreadsheet (.xlsx or .ods) or a CSV file. Save it as one of these"),
        (
            b"x" * (MOST_BYTES + 1),
            "The file must be 5 MB or smaller. Save only the sheet with the list, without pictures",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    town: Town, beth: Client, content: bytes, sentence: str
) -> None:
    assert_refuses(beth.post(WHERE, {"sheet": file_of(content)}), "sheet", sentence)


def test_no_file_is_asked_for(town: Town, beth: Client) -> None:
    assert_refuses(beth.post(WHERE), "sheet", "Choose the file with the list")


def test_a_list_without_a_needed_column_says_which(town: Town, beth: Client) -> None:
    text = beth.get(sent(beth, csv_of([["a", "b"]], ["Agency", "Job title"]).encode())).content.decode()
    assert "The list cannot be read" in text
    assert "The list has no column “Role in the policy”. Add it, or correct its heading." in text


def test_other_letters_can_be_chosen(town: Town, beth: Client) -> None:
    content = csv_of([teacher(1, name="Łukasz Wójcik (invented)")]).encode("cp1250")
    look = sent(beth, content)
    beth.post(look, {"go": "letters", "encoding": "Windows Central European"})
    text = beth.get(look).content.decode()
    assert "Windows Central European" in text
    beth.post(look, {"go": "all", "seen": seen_on(text)})
    assert Person.objects.get(email="teacher1@example.org").name == "Łukasz Wójcik (invented)"


def test_the_template_can_be_imported_but_for_its_school(town: Town, beth: Client) -> None:
    answer = beth.get(f"{WHERE}template/")
    assert answer["Content-Disposition"] == 'attachment; filename="people-and-posts.csv"'
    text = beth.get(sent(beth, answer.content)).content.decode()
    assert "“Head teacher” is neither the title of a post" in text
    assert "1 line has something wrong" in text


def test_a_list_lies_on_ones_own_desk_alone_and_only_one(town: Town, beth: Client) -> None:
    first, second = sent(beth, csv_of([teacher(1)]).encode()), sent(beth, csv_of([teacher(2)]).encode())
    assert Draft.objects.filter(owner=town.beth).count() == 1
    assert beth.get(first).status_code == 404
    other = Client()
    other.force_login(town.ada)
    assert other.get(second).status_code == 404


def test_an_administrator_takes_back_only_what_they_imported_themselves(town: Town, beth: Client) -> None:
    look = sent(beth, csv_of([teacher(1)]).encode())
    beth.post(look, {"go": "all", "seen": seen_on(beth.get(look).content.decode())})
    ada = Client()
    ada.force_login(town.ada)
    assert ada.post(f"{WHERE}{PeopleImport.objects.get().pk}/take-back/").status_code == 404
    assert Person.objects.filter(email="teacher1@example.org").exists()


@pytest.mark.parametrize("name", ["rosa", "amir", "mei", "ruth", "sid", "cleo", "olu"])
def test_to_anybody_else_the_pages_are_not_there(town: Town, client: Client, name: str) -> None:
    client.force_login(town.people[name])
    assert client.get(WHERE).status_code == client.get(f"{WHERE}template/").status_code == 404
    assert client.post(WHERE, {"sheet": file_of(b"x")}).status_code == 404


def test_inviting_is_asked_and_not_chosen_before(town: Town, beth: Client) -> None:
    look = sent(beth, workbook_of([teacher(1), teacher(2)]))
    shown = beth.get(look).content.decode()
    assert "Invite the 2 people who have no account yet" in shown
    assert "checked" not in shown
    done = beth.post(look, {"go": "all", "seen": seen_on(shown)}, follow=True).content.decode()
    assert "Nobody has been sent a link to choose a password." in done
    assert not Message.objects.exists()
    look = sent(beth, workbook_of([teacher(1), teacher(2)]))
    again = beth.get(look).content.decode()
    done = beth.post(look, {"go": "all", "seen": seen_on(again), "invite": "yes"}, follow=True).content.decode()
    assert "are sent a link to choose a password in the next minutes" in done
    assert Message.objects.filter(kind="joining").count() == 2
    assert (
        "imported a list (new posts: 2, new people: 2)"
        in beth.get(f"/people/agency/{town.school.pk}/").content.decode()
    )
