"""A challenge that is kept to a named list from the start: asked, checked, and kept."""

from __future__ import annotations

import pytest
from django.test import Client

from forthright.core.challenge.codes import RestrictedWhy, Shown
from forthright.core.challenge.folding import fold
from forthright.directory.models import Leave
from forthright.notices.models import Message
from forthright.record.store import load_facts
from tests.support.forms import assert_refuses
from tests.support.town import MONDAY, Town
from tests.web.policies import said
from tests.web.raising import answer, holding, send, short

WHY = "His sister works at the council."
FAMILY = {"restricted": RestrictedWhy.STAFF_FAMILY.value, "restricted_reason": WHY}
ADDRESS = {"restricted": RestrictedWhy.ADDRESS.value, "restricted_reason": WHY, "never": "no"}


@pytest.fixture
def rosa(client: Client, town: Town, today: None) -> Client:
    client.force_login(town.rosa)
    return client


def test_it_is_asked_who_may_know_and_the_check_says_who_will(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    before = said(rosa.get(f"/raise/{draft}/check/"))
    assert "Kept to a named list No Change" in before
    assert "Whoever covers one of these posts" in before
    assert "Mei (invented)" in before, "at step 2 she would come in"
    answer(rosa, draft, "close", **FAMILY, back="check")
    after = said(rosa.get(f"/raise/{draft}/check/"))
    assert f"the family of somebody who works in an agency{WHY}" in after
    assert "Nobody else comes in by their post" in after
    assert "Whoever covers one of these posts" not in after
    assert "Mei (invented)" not in after
    assert "Only in an emergency can somebody read it for three hours" in before
    assert "Only in an emergency" not in after, "of a colleague's own family nobody may"
    assert "Cannot be opened in an emergency" in after
    answer(rosa, draft, "close", **ADDRESS, back="check")
    assert "Only in an emergency" in said(rosa.get(f"/raise/{draft}/check/"))


def test_what_is_sent_is_kept_to_those_whom_the_raiser_named_and_nobody_else_is_told(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "close", **FAMILY)
    reference = send(rosa, draft)
    state = fold(load_facts(reference))
    assert state.listed == {town.rosa.pk: town.school.pk, town.amir.pk: town.council.pk}
    assert state.restricted is not None and state.restricted.never, "of a colleague's own family nobody may"
    told = set(Message.objects.filter(challenge=reference).values_list("recipient", flat=True))
    assert told <= {town.amir.pk, town.beth.pk}, "the policy has line managers told of others"
    assert WHY in said(rosa.get(f"/matter/{reference}/timeline/"))
    rosa.force_login(town.mei)
    assert rosa.get(f"/matter/{reference}/").status_code == 404
    assert reference not in rosa.get("/team/").content.decode()


def test_whether_the_glass_may_be_broken_is_asked_unless_it_never_may(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    told = {"restricted": RestrictedWhy.ADDRESS.value, "restricted_reason": WHY}
    refused = answer(rosa, draft, "close", **told)
    assert_refuses(refused, "never", "Select whether somebody may open it in an emergency")
    assert_refuses(
        answer(rosa, draft, "close", **(ADDRESS | {"restricted_reason": ""})),
        "restricted_reason",
        "Enter why it is kept to a named list",
    )
    answer(rosa, draft, "close", **ADDRESS)
    state = fold(load_facts(send(rosa, draft)))
    assert state.restricted is not None and not state.restricted.never


def test_a_reason_that_was_typed_and_not_asked_for_is_not_sent(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "close", **ADDRESS)
    answer(rosa, draft, "close", restricted="", restricted_reason=WHY, never="no")
    reference = send(rosa, draft)
    assert fold(load_facts(reference)).listed is None
    assert WHY not in said(rosa.get(f"/matter/{reference}/timeline/"))


def test_a_colleague_for_whom_it_is_raised_and_who_takes_part_is_on_the_list(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "for", originator=holding(town, "mei"), shown=Shown.TAKES_PART.value)
    answer(rosa, draft, "close", **ADDRESS)
    reference = send(rosa, draft)
    assert town.mei.pk in (fold(load_facts(reference)).listed or {})
    rosa.force_login(town.mei)
    assert rosa.get(f"/matter/{reference}/").status_code == 200


def test_one_who_only_gave_the_worry_is_not(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "for", originator=holding(town, "mei"), shown=Shown.TO_OWN_SIDE.value)
    answer(rosa, draft, "close", **ADDRESS)
    reference = send(rosa, draft)
    assert town.mei.pk not in (fold(load_facts(reference)).listed or {})
    rosa.force_login(town.mei)
    assert rosa.get(f"/matter/{reference}/").status_code == 404


def test_that_whoever_should_answer_is_away_is_said_since_no_deputy_comes_in(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    day = MONDAY.date()
    leave = Leave.objects.create(person=town.amir, starts=day, ends=day)
    town.posts["amir"].covers.create(deputy=town.sam, of=town.amir, starts=day, ends=day, leave=leave)
    assert "Now answers: Sam" in said(rosa.get(f"/raise/{draft}/check/"))
    answer(rosa, draft, "close", **ADDRESS)
    shown = said(rosa.get(f"/raise/{draft}/check/"))
    assert "Away now. Nobody answers for them while it is kept to a named list" in shown
    assert "Now answers" not in shown
