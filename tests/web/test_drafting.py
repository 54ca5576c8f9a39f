"""What is typed is kept whenever typing pauses, for its owner alone."""

from __future__ import annotations

import pytest
from django.test import Client

from forthright.record import drafts
from forthright.record.models import Draft
from forthright.site.env import REPO
from tests.support.forms import page
from tests.support.town import MONDAY, Town


@pytest.fixture
def rosa(client: Client, town: Town) -> Client:
    client.force_login(town.rosa)
    return client


def test_every_field_that_was_typed_is_kept_and_what_was_there_stays(rosa: Client, town: Town) -> None:
    draft = drafts.start(town.rosa, "reply", MONDAY, challenge="K7QX-3M9A", data={"stance": "agree"})
    sent = {"reasons": "First\r\nsecond", "boxes": ["a", "b"], "token": "t", "seen": "3", "go": "next", "back": "check"}
    assert rosa.post(f"/draft/{draft.pk}/", sent).status_code == 204
    assert drafts.read(town.rosa, draft.pk) == {"stance": "agree", "reasons": "First\nsecond", "boxes": ["a", "b"]}


def test_olu_cannot_write_into_a_draft_of_rosa(rosa: Client, town: Town) -> None:
    draft = drafts.start(town.rosa, "raise", MONDAY, data={"wanted": "A visit"})
    rosa.force_login(town.olu)
    assert rosa.post(f"/draft/{draft.pk}/", {"wanted": "Nothing"}).status_code == 404
    assert drafts.read(town.rosa, draft.pk) == {"wanted": "A visit"}


def test_a_draft_that_is_gone_is_not_made_again(rosa: Client, town: Town) -> None:
    draft = drafts.start(town.rosa, "raise", MONDAY)
    drafts.drop(town.rosa, draft.pk)
    assert rosa.post(f"/draft/{draft.pk}/", {"wanted": "A visit"}).status_code == 404
    assert not Draft.objects.exists()


def test_it_is_written_only_by_posting_signed_in_from_our_own_page(town: Town) -> None:
    draft = drafts.start(town.rosa, "raise", MONDAY, data={"wanted": "A visit"})
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/draft/{draft.pk}/", {"wanted": "x"}).status_code in (302, 403)
    strict.force_login(town.rosa)
    assert strict.post(f"/draft/{draft.pk}/", {"wanted": "x"}).status_code == 403
    assert strict.get(f"/draft/{draft.pk}/").status_code == 405
    assert drafts.read(town.rosa, draft.pk) == {"wanted": "A visit"}


def test_the_form_says_where_its_draft_is_kept_and_has_a_line_to_say_saved(rosa: Client, town: Town) -> None:
    draft = rosa.post("/raise/")["Location"].split("/")[2]
    shown = page(rosa.get(f"/raise/{draft}/who/"))
    assert [one.attrs["data-draft"] for one in shown.all("form") if "data-draft" in one.attrs] == [f"/draft/{draft}/"]
    assert shown.one("p", css="app-saved", role="status").attrs["data-saved"] == "Saved"


def test_the_script_that_is_served_is_the_one_that_was_written() -> None:
    served = REPO / "forthright" / "web" / "static" / "forthright" / "draft.js"
    assert served.read_text() == (REPO / "assets" / "draft.js").read_text()
    assert 'import "./draft.js"' in (REPO / "assets" / "init.js").read_text()
