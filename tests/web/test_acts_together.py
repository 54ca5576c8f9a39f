"""Two people at once, and one who clicks twice: nothing is lost, nothing is done twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from forthright.core.challenge import commands
from forthright.core.challenge.codes import Stance
from forthright.core.challenge.commands import Verb
from forthright.record import actions, drafts
from forthright.record.models import StoredEvent
from forthright.web.acts import ACTS
from tests.support.acts import (
    GOOD,
    NOW,
    address,
    fields,
    good,
    newest,
    ready,
    send,
    sign_in,
)
from tests.support.forms import assert_refuses, page
from tests.support.town import Town


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.wide
@pytest.mark.parametrize("verb", list(ACTS))
def test_a_double_click_acts_once(client: Client, town: Town, verb: Verb) -> None:
    reference = ready(client, town, verb)
    before = StoredEvent.objects.filter(challenge=reference).count()
    typed = {**fields(client, reference, verb), **good(client, reference, verb)}
    for _click in (1, 2):
        answer = client.post(address(reference, verb), typed)
        there = "/my-turn/" if ACTS[verb].leaves else f"/matter/{reference}/"
        assert (answer.status_code, answer.headers.get("Location")) == (302, there)
    written = 2 if verb is Verb.CONFLICT else 1  # why, for one's own side, and that it is so, for both
    assert StoredEvent.objects.filter(challenge=reference).count() == before + written
    assert "It was done once." in client.get(there).content.decode()


def both_at_once(town: Town) -> tuple[str, Client, HttpResponse]:
    """Rosa opens a form, Amir acts, Rosa sends."""
    reference = town.raises()
    rosa = Client()
    rosa.force_login(town.rosa)
    typed = {**fields(rosa, reference, Verb.EVIDENCE), **GOOD[Verb.EVIDENCE]}
    town.does("amir", reference, commands.Reply(stance=Stance.PARTLY, words={"reasons": "We visited on Friday."}))
    return reference, rosa, rosa.post(address(reference, Verb.EVIDENCE), typed)


def test_whoever_comes_second_sees_what_changed_and_keeps_their_words(town: Town) -> None:
    reference, _rosa, answer = both_at_once(town)
    assert_refuses(answer, "", "This changed since you opened it. Read the new entry below, then send again.")
    shown = page(answer)
    assert "We visited on Friday." in shown.one("section", **{"aria-labelledby": "news"}).text
    assert shown.one("textarea", name="what").text == "A second log."
    assert StoredEvent.objects.filter(challenge=reference).count() == 2


def test_the_form_that_came_back_can_be_sent(town: Town) -> None:
    reference, rosa, answer = both_at_once(town)
    again = {name: page(answer).all("input", name=name)[0].attrs["value"] for name in ("token", "seen")}
    assert rosa.post(address(reference, Verb.EVIDENCE), {**again, **GOOD[Verb.EVIDENCE]}).status_code == 302
    assert newest(reference) == "evidence added"
    assert drafts.latest(town.rosa, "evidence", reference) is None


def test_words_that_were_not_sent_are_there_when_the_form_is_opened_again(town: Town) -> None:
    reference, rosa, _answer = both_at_once(town)
    shown = page(rosa.get(address(reference, Verb.EVIDENCE)))
    assert "We kept what you typed. It has not been sent." in shown.one(id="main-content").text
    assert shown.one("textarea", name="source").text == "School office"
    rosa.post(address(reference, Verb.EVIDENCE), {"clear": "yes"})
    assert page(rosa.get(address(reference, Verb.EVIDENCE))).one("textarea", name="source").text == ""


def test_a_new_entry_that_is_the_other_sides_secret_stays_one(town: Town) -> None:
    reference = town.raises()
    rosa = Client()
    rosa.force_login(town.rosa)
    typed = {**fields(rosa, reference, Verb.EVIDENCE), **GOOD[Verb.EVIDENCE]}
    town.does("amir", reference, commands.WriteNote(words={"note": "canary in a note"}))
    town.does("amir", reference, commands.GivePerspective(rating=7, words={"view": "canary in a view"}))
    html = rosa.post(address(reference, Verb.EVIDENCE), typed).content.decode()
    assert "canary in" not in html
    assert "gave its perspective" in html
    assert "rated" not in html


def test_words_for_an_act_that_is_no_longer_allowed_are_shown_and_kept(client: Client, town: Town) -> None:
    reference = town.raises()
    sign_in(client, town, "amir")
    typed = {**fields(client, reference, Verb.REPLY), **GOOD[Verb.REPLY]}
    town.does("rosa", reference, commands.Withdraw(words={"reason": "Settled."}))
    answer = client.post(address(reference, Verb.REPLY), typed)
    assert answer.status_code == 409
    assert "This challenge is no longer open." in answer.content.decode()
    assert "Thank you. We visited." in answer.content.decode()
    kept = drafts.latest(town.amir, "reply", reference)
    assert kept is not None
    assert drafts.read(town.amir, kept.pk)["reasons"] == "Thank you. We visited."


def test_a_race_lost_inside_the_writing_ends_in_the_same_page(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = town.raises()
    sign_in(client, town, "rosa")
    typed = {**fields(client, reference, Verb.EVIDENCE), **GOOD[Verb.EVIDENCE]}
    real = actions.perform

    def beaten(*args: Any) -> Any:
        monkeypatch.setattr(actions, "perform", real)
        town.does("amir", reference, commands.Acknowledge())
        return real(*args)

    monkeypatch.setattr(actions, "perform", beaten)
    answer = client.post(address(reference, Verb.EVIDENCE), typed)
    assert_refuses(answer, "", "This changed since you opened it. Read the new entry below, then send again.")


def test_the_writing_help_does_not_pass_over_what_changed_meanwhile(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.REPLY)
    typed = {**fields(client, reference, Verb.REPLY), **GOOD[Verb.REPLY]}
    town.does("rosa", reference, commands.AddEvidence(words={"what": "Log", "source": "School"}))
    shown = page(client.post(address(reference, Verb.REPLY), {**typed, "check": "yes"}))
    assert shown.one("input", name="seen").attrs["value"] == "1"


def test_a_form_whose_words_were_kept_is_saved_while_typing(town: Town) -> None:
    reference, rosa, answer = both_at_once(town)
    kept = page(answer).one("textarea", name="what")
    form = next(one for one in page(answer).all("form") if "data-draft" in one.attrs)
    assert kept.text == "A second log."
    assert rosa.post(form.attrs["data-draft"], {"what": "A third log."}).status_code == 204
    assert page(rosa.get(address(reference, Verb.EVIDENCE))).one("textarea", name="what").text == "A third log."


def test_a_point_that_could_not_move_does_not_become_a_new_points_beginning(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.POINT)
    send(client, reference, Verb.POINT, **GOOD[Verb.POINT])
    town.does("amir", reference, commands.Acknowledge())
    late = {"token": "t" * 20, "seen": "2", "number": "1", "status": "disputed"}
    assert client.post(address(reference, Verb.POINT), late).status_code == 422
    assert page(client.get(address(reference, Verb.POINT))).one("textarea", name="point").text == ""
