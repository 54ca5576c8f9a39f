"""The policy's own lines, where somebody needs them: scope, advice, meanwhile, the formal line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Why
from forthright.core.challenge.commands import Verb
from tests.support.acts import NOW, OUTCOME, address, send, sign_in
from tests.support.town import Town
from tests.web.raising import answer, start

ELSEWHERE = "A complaint: Use the complaints procedure."


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def reference(town: Town) -> str:
    """A challenge that Mei has let through to Amir at step 1."""
    found = town.raises(policy=town.own_manager_first("1"))
    town.does("mei", found, c.PassGate(agree=True))
    return found


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_page_says_whom_to_ask_how_things_stay_and_on_which_side_of_the_formal_line_it_is(
    town: Town, client: Client, reference: str
) -> None:
    sign_in(client, town, "amir")
    shown = text(client, f"/matter/{reference}/")
    assert "Advice can be had from a named or designated professional, who does not become a party." in shown
    assert "This is before the formal procedure, which is invoked at Step 2." in shown
    assert "The child stays where they are until this is settled." in shown
    assert "The child stays where they are until this is settled." in text(client, address(reference, Verb.SAFETY))


def test_taking_it_up_says_before_and_after_that_the_formal_procedure_is_invoked(
    town: Town, client: Client, reference: str
) -> None:
    sign_in(client, town, "rosa")
    assert "With this step the formal procedure is invoked." in text(client, address(reference, Verb.TAKE_UP))
    for _ in range(2):
        town.does("rosa", reference, c.TakeUp(why=Why.URGENT, words={"reason": "Home tonight."}))
    assert "From here on the procedure is formal" in text(client, f"/matter/{reference}/timeline/")
    shown = text(client, f"/matter/{reference}/")
    assert "The formal procedure is invoked from Step 2 on." in shown
    assert "For general practice, this acts: senior liaison officer of the integrated care board." in shown


def test_it_cannot_be_withdrawn_and_the_page_says_what_to_do(town: Town, client: Client, reference: str) -> None:
    sign_in(client, town, "rosa")
    assert "Propose an outcome to the other side instead" in text(client, f"/matter/{reference}/")
    assert client.get(address(reference, Verb.WITHDRAW)).status_code == 409


def test_another_place_is_offered_recorded_and_read_by_both(town: Town, client: Client, reference: str) -> None:
    sign_in(client, town, "rosa")
    send(client, reference, Verb.REFER, place="0", note="They look at it on Friday.")
    sign_in(client, town, "amir")
    shown = text(client, f"/matter/{reference}/")
    assert "The raising side also took it to another place: the reviewing officer service" in shown
    assert "They look at it on Friday." in shown


def test_the_policys_lines_about_actions_and_the_check_back_stand_by_them(
    town: Town, client: Client, reference: str
) -> None:
    town.does("amir", reference, OUTCOME)
    town.does("rosa", reference, c.Confirm(agree=True))
    sign_in(client, town, "amir")
    shown = text(client, f"/matter/{reference}/")
    assert "An overdue action is explained and planned again." in shown
    assert "The one who raised it is asked how it was handled." in shown
    assert "must write to the other side within 2 working days after agreement." in shown
    assert "An overdue action is explained and planned again." in text(client, address(reference, Verb.ACTION_DONE))


def test_the_raise_pages_offer_only_what_the_policy_is_for_and_say_where_else_to_go(town: Town, client: Client) -> None:
    town.own_manager_first()
    sign_in(client, town, "rosa")
    assert ELSEWHERE in text(client, "/raise/")
    draft = start(client)
    answer(client, draft, "who", agency=town.council.pk)
    shown = text(client, f"/raise/{draft}/worry/")
    assert ELSEWHERE in shown
    assert "An unborn child" not in shown and "A theme, no child named" in shown


def test_the_public_page_says_what_goes_elsewhere_and_whom_to_ask(town: Town, client: Client) -> None:
    town.own_manager_first()
    shown = text(client, "/next-step/anyshire/")
    assert ELSEWHERE in shown
    assert "A difference between people of one agency." in shown
    assert "Advice can be had from a named or designated professional" in shown
    assert "Before it comes here, a line manager of the raising side must agree." in shown
    assert "They decide by majority." in shown
    assert "The reviewing officer service." in shown
    assert "Who is told, if there is one: reviewing officer." in shown


def test_the_short_form_says_what_this_policy_does_not_count(town: Town, client: Client) -> None:
    town.own_manager_first()
    sign_in(client, town, "rosa")
    shown = text(client, "/settled/")
    assert "This policy does not count what talking settles, so it is not recorded here." in shown
    assert "This policy does not record good practice in this way." in shown
    assert 'name="kind"' not in shown


def test_what_is_sent_all_the_same_is_refused_with_the_reason(town: Town, client: Client) -> None:
    sign_in(client, town, "rosa")
    town.own_manager_first("0", ("good practice: not recorded", "good practice: recorded"))
    assert "Good practice that I saw" in text(client, "/settled/")
    assert "A difference that we settled by talking" not in text(client, "/settled/")
    typed = {"kind": "difference", "agency": town.council.pk, "subject": "a child", "about": "Z", "what": "A visit."}
    sent = client.post("/settled/", {**typed, "go": "record", "token": "t" * 22})
    assert "This policy does not count what talking settles" in sent.content.decode()
    assert sent.status_code != 302
