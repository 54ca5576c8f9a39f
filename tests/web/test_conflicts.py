"""Conflicts of interest and advice, in the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Conflict, Side, Why
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.folding import fold
from forthright.core.policy.shapes import Role
from forthright.directory.models import Holding
from forthright.record.store import load_facts
from tests.support.acts import NOW, address, send, sign_in
from tests.support.forms import page
from tests.support.town import Town, employ
from tests.web.raising import answer, holding, short
from tests.web.raising import send as send_it

WHY = "She is my sister (canary)."
CONFLICT = {"code": Conflict.FAMILY.value, "reason": WHY}


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def main(client: Client, where: str) -> str:
    return page(client.get(where)).one("main").text


def declares(client: Client, town: Town, reference: str, who: str) -> None:
    sign_in(client, town, who)
    assert send(client, reference, Verb.CONFLICT, **CONFLICT).status_code == 302


def test_whoever_must_not_take_part_says_so_and_finds_it_nowhere_any_more(client: Client, town: Town) -> None:
    reference = town.raises()
    declares(client, town, reference, "amir")
    shown = client.get("/my-turn/").content.decode()
    assert "You do not take part any more" in shown
    assert reference not in client.get("/my-turn/").content.decode()
    for where in ("", "timeline/", "record/", "paste/", "looks/", "dates/"):
        assert client.get(f"/matter/{reference}/{where}").status_code == 404, where
    for verb in Verb:
        assert client.get(address(reference, verb)).status_code == 404, verb


def test_both_sides_read_who_took_over_and_only_their_own_side_reads_why(client: Client, town: Town) -> None:
    reference = town.raises()
    declares(client, town, reference, "amir")
    said = "Must not take part, because of a conflict of interest: Social worker. It went to: Team manager"
    for who, reads in (("rosa", False), ("sam", True)):
        sign_in(client, town, who)
        told = main(client, f"/matter/{reference}/timeline/")
        assert said in told
        assert (WHY in told) is reads
        assert ("their own family or a friend" in told) is reads
    sign_in(client, town, "beth")
    told = main(client, f"/matter/{reference}/timeline/")
    assert said in told
    assert WHY not in told


def test_another_reason_has_to_be_said_and_nothing_typed_is_lost(client: Client, town: Town) -> None:
    reference = town.raises()
    sign_in(client, town, "amir")
    refused = send(client, reference, Verb.CONFLICT, code=Conflict.OTHER.value)
    assert refused.status_code == 422
    assert "Enter why you must not take part" in refused.content.decode()


def test_the_business_unit_that_keeps_a_place_reads_no_words_and_names_somebody(client: Client, town: Town) -> None:
    reference = town.raises()
    Holding.objects.filter(person__in=[town.sam, town.ravi]).delete()
    declares(client, town, reference, "amir")
    employ(town, "nell", "council", Role.LINE_MANAGER.value, "Locum team manager", "")
    sign_in(client, town, "beth")
    shown = main(client, f"/matter/{reference}/")
    assert "the business unit keeps this place until somebody is named" in shown
    assert "Zuri" not in shown
    assert "Name somebody for this place" in shown
    form = page(client.get(address(reference, Verb.HAND_OVER)))
    assert "Nell (invented), Locum team manager" in form.one("main").text
    assert "Zuri" not in form.one("main").text
    assert send(client, reference, Verb.HAND_OVER, person=holding(town, "nell")).status_code == 302
    assert fold(load_facts(reference)).owners[Side.RESPONDING] == town.nell.pk
    assert "takes part in none" in main(client, f"/matter/{reference}/")


def test_a_side_passes_over_somebody_of_its_own_and_the_page_of_going_up_shows_who_comes_instead(
    client: Client, town: Town
) -> None:
    reference = town.raises()
    employ(town, "gina", "school", Role.SENIOR_MANAGER.value, "Deputy head", "")
    town.posts["mei"].manager = town.posts["gina"]
    town.posts["mei"].save()
    sign_in(client, town, "rosa")
    form = main(client, address(reference, Verb.PASS_OVER))
    assert "Mei" in form
    assert "Amir" not in form
    typed = {"person": holding(town, "mei"), "code": Conflict.CONDUCT.value, "reason": WHY}
    assert send(client, reference, Verb.PASS_OVER, **typed).status_code == 302
    told = main(client, f"/matter/{reference}/timeline/")
    assert "Passed over, because of a conflict of interest: Head of pastoral care" in told
    up = main(client, address(reference, Verb.TAKE_UP))
    assert "Gina (invented), Deputy head" in up
    assert "Mei" not in up
    for verb in (Verb.ASK_IN, Verb.HAND_OVER, Verb.PASS_OVER, Verb.ASK_ADVICE):
        assert "Mei" not in main(client, address(reference, verb)), verb
    sign_in(client, town, "amir")
    assert "Passed over" not in main(client, f"/matter/{reference}/timeline/")
    sign_in(client, town, "mei")
    assert client.get(f"/matter/{reference}/").status_code == 404
    assert reference not in client.get("/team/").content.decode()
    town.does("rosa", reference, c.TakeUp(why=Why.URGENT, words={"reason": "Tonight."}))
    assert fold(load_facts(reference)).owners[Side.RAISING] == town.gina.pk


def test_somebody_is_passed_over_when_it_is_raised_and_the_other_side_reads_nothing_of_it(
    client: Client, town: Town
) -> None:
    sign_in(client, town, "rosa")
    draft = short(client, town)
    refused = answer(client, draft, "apart", passed=holding(town, "mei"))
    assert "Enter why they must not take part" in refused.content.decode()
    typed = {"passed": holding(town, "mei"), "conflict": Conflict.FAMILY.value, "conflict_reason": WHY}
    answer(client, draft, "apart", **typed)
    check = main(client, f"/raise/{draft}/check/")
    assert "Mei (invented), Head of pastoral care" in check
    assert "If it goes to Step 2" in check
    assert "Mei" not in check.split("If it goes to Step 2")[1].split("If it goes to Step 3")[0]
    reference = send_it(client, draft)
    assert town.mei.pk in fold(load_facts(reference)).conflicted
    assert WHY in main(client, f"/matter/{reference}/timeline/")
    sign_in(client, town, "amir")
    assert WHY not in main(client, f"/matter/{reference}/timeline/")
    assert "Passed over" not in main(client, f"/matter/{reference}/timeline/")


def test_a_designated_professional_of_another_agency_is_asked_for_advice_and_let_go(client: Client, town: Town) -> None:
    reference = town.raises()
    employ(town, "dora", "health", Role.ADVISER.value, "Designated doctor", "")
    sign_in(client, town, "rosa")
    form = main(client, address(reference, Verb.ASK_ADVICE))
    assert "Dora (invented), Designated doctor, Anyshire Health (invented)" in form
    assert "Olu" not in form
    assert "Sam" not in form
    typed = {"person": holding(town, "dora"), "reason": "What does this bruise mean?"}
    assert send(client, reference, Verb.ASK_ADVICE, **typed).status_code == 302
    sign_in(client, town, "amir")
    told = main(client, f"/matter/{reference}/timeline/")
    assert "asked for advice: Designated doctor" in told
    assert "it is a rule of Forthright" in told
    sign_in(client, town, "dora")
    assert "You were asked for advice and are no party to this." in main(client, f"/matter/{reference}/")
    sign_in(client, town, "rosa")
    assert send(client, reference, Verb.RELEASE, person=str(town.dora.pk)).status_code == 302
    sign_in(client, town, "dora")
    assert client.get(f"/matter/{reference}/").status_code == 404


def test_a_manager_to_whom_it_may_come_next_says_so_beforehand_and_reads_no_words(client: Client, town: Town) -> None:
    reference = town.raises()
    sign_in(client, town, "sam")
    assert "It may come to you next." in main(client, f"/matter/{reference}/")
    form = main(client, address(reference, Verb.CONFLICT))
    assert "Zuri" not in form
    assert send(client, reference, Verb.CONFLICT, **CONFLICT).status_code == 302
    assert client.get(f"/matter/{reference}/").status_code == 404
    assert reference not in client.get("/team/").content.decode()
    state = fold(load_facts(reference))
    assert (town.sam.pk in state.conflicted, town.sam.pk in state.parties) == (True, False)
    for who, reads in (("amir", True), ("rosa", False)):
        sign_in(client, town, who)
        assert (WHY in main(client, f"/matter/{reference}/timeline/")) is reads, who
    town.does("rosa", reference, c.TakeUp(why=Why.URGENT, words={"reason": "Tonight."}))
    assert town.sam.pk not in fold(load_facts(reference)).parties


@pytest.mark.parametrize("who", ["beth", "olu"])
def test_nobody_else_who_takes_no_part_declares_anything(client: Client, town: Town, who: str) -> None:
    reference = town.raises()
    sign_in(client, town, who)
    before = len(load_facts(reference))
    sent = client.post(address(reference, Verb.CONFLICT), {**CONFLICT, "seen": before, "token": "x" * 20})
    assert sent.status_code in (404, 409)
    assert len(load_facts(reference)) == before


def test_a_mistake_is_taken_back_from_my_turn_and_the_page_names_nothing_of_the_matter(
    client: Client, town: Town
) -> None:
    reference = town.raises(NOW)
    declares(client, town, reference, "amir")
    assert 'href="/conflicts/"' in client.get("/my-turn/").content.decode()
    shown = main(client, "/conflicts/")
    assert reference in shown and "Rosa" not in shown and "Larkfield" not in shown
    where = f"/conflicts/{reference}/{town.amir.pk}/"
    refused = client.post(where, {"reason": ""})
    assert refused.status_code == 422 and "Enter why it was a mistake" in page(refused).one("main").text
    done = client.post(where, {"reason": "Another family."}, follow=True)
    assert "It is taken back." in page(done).one("html").text
    assert "There are none." in main(client, "/conflicts/")
    assert client.get(where).status_code == 404 and client.get(f"/matter/{reference}/").status_code == 404
    sign_in(client, town, "sam")
    timeline = main(client, f"/matter/{reference}/timeline/")
    assert "was mistaken that they must not take part" in timeline and "Another family." in timeline


def test_a_declaration_is_there_for_nobody_else(client: Client, town: Town) -> None:
    reference = town.raises(NOW)
    declares(client, town, reference, "amir")
    where = f"/conflicts/{reference}/{town.amir.pk}/"
    for who in ("rosa", "sam", "beth", "ada", "olu"):
        sign_in(client, town, who)
        assert client.get(where).status_code == client.post(where, {"reason": "-"}).status_code == 404
        assert "There are none." in main(client, "/conflicts/")
