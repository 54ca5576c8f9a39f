"""One matter put to several agencies, on pages: raised at once, seen on one page, added to, and acted on at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Stance
from forthright.core.challenge.folding import fold
from forthright.record import clock, drafts
from forthright.record.models import Challenge, StoredEvent
from forthright.record.store import load, load_facts
from tests.support.acts import GOOD, address, along, send, sign_in
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town
from tests.web.raising import FACTS, NAME, answer, holding, short

NOW = MONDAY + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rosa(client: Client, town: Town) -> Client:
    client.force_login(town.rosa)
    return client


def main(client: Client, where: str) -> str:
    shown = client.get(where)
    assert shown.status_code == 200, where
    return page(shown).one("main").text


def two(rosa: Client, town: Town) -> str:
    """A draft to Amir at the council and to Olu at the health agency."""
    draft = short(rosa, town)
    rosa.post(f"/raise/{draft}/who/?place=1", {"1-agency": town.health.pk})
    rosa.post(f"/raise/{draft}/person/?place=1", {"1-person": holding(town, "olu"), "back": "check"})
    return draft


def raised(rosa: Client, town: Town) -> tuple[str, str]:
    """The references of a matter that was sent to both."""
    sent = rosa.post(f"/raise/{two(rosa, town)}/check/")
    assert sent.status_code == 302, page(sent).one(css="govuk-error-summary").text
    rows = Challenge.objects.order_by("responding_agency_id")
    assert [row.responding_agency_id for row in rows] == [town.council.pk, town.health.pk]
    return rows[0].pk, rows[1].pk


def test_raising_with_one_agency_asks_nothing_more_than_before(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    shown = page(rosa.get(f"/raise/{draft}/check/"))
    assert "Send the challenge" in shown.one("main").text
    assert "several agencies" not in shown.one("main").text
    assert rosa.post(f"/raise/{draft}/check/").status_code == 302
    row = Challenge.objects.get()
    assert (row.matter, fold(load_facts(row.pk)).also) == ("", ())


def test_a_button_beside_continue_adds_an_agency_without_script(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    shown = page(rosa.get(f"/raise/{draft}/person/"))
    assert [one.text for one in shown.all("button", value="agency")] == ["Add another agency"]
    sent = answer(rosa, draft, "person", person=holding(town, "amir"), go="agency")
    assert sent["Location"] == f"/raise/{draft}/who/?place=1"
    offered = page(rosa.get(sent["Location"])).all("input", name="1-agency")
    assert [one.attrs["value"] for one in offered] == [str(town.health.pk)], "not the one that is chosen already"
    then = rosa.post(sent["Location"], {"1-agency": town.health.pk})
    assert then["Location"] == f"/raise/{draft}/person/?place=1"
    then = rosa.post(then["Location"], {"1-person": holding(town, "olu")})
    assert then["Location"] == f"/raise/{draft}/worry/"
    assert drafts.read(town.rosa, draft)["agency"] == str(town.council.pk)


def test_the_check_page_names_every_agency_and_who_will_read_at_each(rosa: Client, town: Town) -> None:
    text = main(rosa, f"/raise/{two(rosa, town)}/check/")
    for said in (
        "Agency 2 that you are challenging",
        "Send it to all of these agencies",
        f"With {town.council.name}",
        f"With {town.health.name}",
        "Amir (invented), Social worker",
        "Olu (invented), Health visitor",
        "None is held up by another.",
    ):
        assert said in text, said


def test_it_is_sent_to_all_and_each_gets_the_words_and_only_the_others_name(rosa: Client, town: Town) -> None:
    to_council, to_health = raised(rosa, town)
    for reference in (to_council, to_health):
        assert load(reference)[0].event.words["worry_facts"] == FACTS
    sent = main(rosa, f"/matter/{to_council}/raised/")
    assert to_health in sent and "Olu (invented) is to" in sent
    sign_in(rosa, town, "olu")
    text = main(rosa, f"/matter/{to_health}/")
    assert town.council.name in text and "Neither reads the other’s." in text
    assert to_council not in text and "Amir" not in text
    assert rosa.get(f"/matter/{to_council}/").status_code == 404


def test_pressing_send_twice_begins_it_once(rosa: Client, town: Town) -> None:
    draft = two(rosa, town)
    first = rosa.post(f"/raise/{draft}/check/")
    assert rosa.post(f"/raise/{draft}/check/")["Location"] == first["Location"]
    assert Challenge.objects.count() == 2


def test_an_agency_that_is_left_out_again_gets_nothing(rosa: Client, town: Town) -> None:
    draft = two(rosa, town)
    gone = rosa.post(f"/raise/{draft}/who/?place=1", {"1-agency": town.health.pk, "go": "off", "back": "check"})
    assert gone["Location"] == f"/raise/{draft}/check/"
    rosa.post(f"/raise/{draft}/check/")
    assert [row.responding_agency_id for row in Challenge.objects.all()] == [town.council.pk]


def test_the_same_agency_twice_is_refused_and_nothing_is_sent(rosa: Client, town: Town) -> None:
    draft = two(rosa, town)
    drafts.save(town.rosa, draft, {"1-agency": str(town.council.pk), "1-person": holding(town, "sam")}, NOW)
    refused = rosa.post(f"/raise/{draft}/check/")
    assert_refuses(refused, "", "Select the agency you want to challenge")
    assert not StoredEvent.objects.exists()


def test_a_further_agency_with_nobody_chosen_is_asked_for_at_its_place(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    rosa.post(f"/raise/{draft}/who/?place=1", {"1-agency": town.health.pk})
    refused = rosa.post(f"/raise/{draft}/check/")
    assert_refuses(refused, "", "Select who should answer, or “I do not know who”")
    assert page(refused).one(id="change-1-person").attrs["href"].endswith("?back=check&place=1")


@pytest.mark.parametrize("place", ["3", "99", "x", "-1"])
def test_a_place_that_no_page_offers_leads_back_or_is_the_first(rosa: Client, town: Town, place: str) -> None:
    draft = short(rosa, town)
    shown = rosa.get(f"/raise/{draft}/who/?place={place}")
    assert shown.status_code == (302 if place == "3" else 200)


def test_the_raising_side_sees_all_agencies_on_one_page_and_nobody_else_does(rosa: Client, town: Town) -> None:
    to_council, to_health = raised(rosa, town)
    town.does("amir", to_council, c.Acknowledge())
    text = main(rosa, f"/matter/{to_council}/together/")
    for said in ("Put to 2 agencies", "Acknowledged.", "Has not acknowledged it.", to_health, "Health visitor"):
        assert said in text, said
    for who in ("amir", "olu", "mei", "sam", "hana", "sid", "ada"):
        sign_in(rosa, town, who)
        for reference in (to_council, to_health):
            for name in ("together/", "together/record/"):
                assert rosa.get(f"/matter/{reference}/{name}").status_code == 404, (who, name)


def test_a_challenge_with_one_agency_has_no_such_page(rosa: Client, town: Town) -> None:
    assert rosa.get(f"/matter/{town.raises()}/together/").status_code == 404


def test_perspectives_stay_sealed_for_each_pair_and_a_silent_agency_holds_nobody_up(rosa: Client, town: Town) -> None:
    to_council, to_health = raised(rosa, town)
    for who in ("rosa", "amir"):
        town.does(who, to_council, c.GivePerspective(rating=3, words={"view": f"council pair, {who}"}))
    town.does("olu", to_health, c.GivePerspective(rating=8, words={"view": "sealed view of Olu"}))
    text = main(rosa, f"/matter/{to_council}/together/")
    assert "council pair, rosa" in text and "council pair, amir" in text
    assert "sealed view of Olu" not in text
    assert "Has given its perspective. It opens when ours is in." in text
    sign_in(rosa, town, "olu")
    for name in ("", "timeline/", "record/", "paste/"):
        assert "council pair" not in rosa.get(f"/matter/{to_health}/{name}").content.decode()


def test_one_answers_the_other_lapses_and_both_are_read_on_one_page(rosa: Client, town: Town) -> None:
    to_council, to_health = raised(rosa, town)
    town.does("amir", to_council, c.Reply(stance=Stance.AGREE, words={"reasons": "We visit on Tuesday."}))
    clock.handle(to_health, MONDAY + timedelta(days=60))
    text = main(rosa, f"/matter/{to_health}/together/")
    assert "Answered: agree." in text and "We visit on Tuesday." in text
    assert "Has not answered." in text


def test_a_manager_who_takes_part_in_one_sees_the_other_by_the_name_of_its_agency_alone(
    rosa: Client, town: Town
) -> None:
    to_council, to_health = raised(rosa, town)
    town.does("rosa", to_council, c.TakeUp(why=c.Why.URGENT, words={"reason": "It cannot wait."}))
    sign_in(rosa, town, "mei")
    text = main(rosa, f"/matter/{to_council}/together/")
    assert f"in which you do not take part: {town.health.name}" in text
    assert to_health not in text and "Olu" not in text


def test_the_business_unit_sees_where_each_stands_and_no_words(rosa: Client, town: Town) -> None:
    to_council, to_health = raised(rosa, town)
    sign_in(rosa, town, "beth")
    text = main(rosa, f"/matter/{to_council}/together/")
    assert to_health in text
    for secret in (NAME, FACTS, "Rosa (invented)", "Amir (invented)"):
        assert secret not in text
    assert FACTS not in main(rosa, f"/matter/{to_council}/together/record/")


def test_the_print_holds_the_records_with_all_of_them(rosa: Client, town: Town) -> None:
    to_council, to_health = raised(rosa, town)
    town.does("rosa", to_health, c.WriteNote(words={"note": "private about health"}))
    text = main(rosa, f"/matter/{to_council}/together/record/")
    assert f"With {town.council.name}" in text and f"With {town.health.name}" in text
    assert text.count(FACTS) == 2 and "private about health" not in text
    assert "private about health" in main(rosa, f"/matter/{to_council}/together/record/?notes=1")


def test_my_turn_puts_those_of_one_matter_one_after_the_other(rosa: Client, town: Town) -> None:
    raised(rosa, town)
    for _ in range(2):
        town.raises()
    shown = page(rosa.get("/my-turn/?list=theirs")).one("main").text
    assert shown.count("All agencies of this matter") == 1
    assert shown.count("The same matter as above") == 1
    sign_in(rosa, town, "olu")
    theirs = page(rosa.get("/my-turn/")).one("main").text
    assert "All agencies of this matter" not in theirs


# Put to another agency later


@pytest.mark.parametrize("topic", ["Need for action", "not stated"])
def test_the_raising_owner_puts_it_to_another_with_the_words_as_they_were(rosa: Client, town: Town, topic: str) -> None:
    first = town.raises(topic=topic)
    assert f"/matter/{first}/another/" in rosa.get(f"/matter/{first}/").content.decode()
    assert "No agency waits for another." in main(rosa, f"/matter/{first}/another/")
    draft = rosa.post(f"/matter/{first}/another/")["Location"].split("/")[2]
    kept = drafts.read(town.rosa, draft)
    assert kept["worry_facts"] == "Seen alone at the gate on 12 October and 14 October."
    assert (kept["about"], kept["born_day"], kept["evidence-0-source"]) == (
        "Zuri Canary (invented)",
        "27",
        "School office",
    )
    offered = page(rosa.get(f"/raise/{draft}/who/")).all("input", name="agency")
    assert [one.attrs["value"] for one in offered] == [str(town.health.pk)]
    answer(rosa, draft, "who", agency=town.health.pk)
    answer(rosa, draft, "person", person=holding(town, "olu"))
    sent = rosa.post(f"/raise/{draft}/check/")
    assert sent.status_code == 302, page(sent).one("main").text
    states = {row.pk: fold(load_facts(row.pk)) for row in Challenge.objects.all()}
    assert len(states) == 2 and len({state.matter for state in states.values()}) == 1
    assert states[first].also == (town.health.pk,)
    assert "also put to" in main(rosa, f"/matter/{first}/").lower()


@pytest.mark.parametrize(("who", "status"), [("amir", 409), ("olu", 404), ("mei", 409), ("beth", 409), ("ada", 404)])
def test_nobody_else_puts_it_to_another(rosa: Client, town: Town, who: str, status: int) -> None:
    first = town.raises()
    sign_in(rosa, town, who)
    for method in (rosa.get, rosa.post):
        assert method(f"/matter/{first}/another/").status_code == status
    assert f"/matter/{first}/another/" not in rosa.get(f"/matter/{first}/").content.decode()


# An act for all of them at once


def test_evidence_is_added_with_all_of_them_where_that_is_chosen(rosa: Client, town: Town) -> None:
    both = raised(rosa, town)
    asked = main(rosa, address(both[0], "evidence"))
    assert "With which agencies?" in asked and town.health.name in asked
    done = send(rosa, both[0], "evidence", **GOOD[c.Verb.EVIDENCE], where="everywhere")
    assert done.status_code == 302
    assert f"It was done with these agencies too: {town.health.name}." in main(rosa, f"/matter/{both[0]}/")
    assert [StoredEvent.objects.filter(challenge=one).latest("version").type for one in both] == ["evidence added"] * 2


def test_or_only_with_the_one_at_hand(rosa: Client, town: Town) -> None:
    to_council, to_health = raised(rosa, town)
    send(rosa, to_council, "evidence", **GOOD[c.Verb.EVIDENCE], where="here")
    assert len(load_facts(to_health)) == 1 and len(load_facts(to_council)) == 2


def test_nothing_is_chosen_beforehand(rosa: Client, town: Town) -> None:
    to_council, _to_health = raised(rosa, town)
    refused = send(rosa, to_council, "evidence", **GOOD[c.Verb.EVIDENCE])
    assert_refuses(refused, "where", "Select with which agencies")


def test_where_one_refuses_it_is_named_with_the_reason(rosa: Client, town: Town) -> None:
    to_council, to_health = raised(rosa, town)
    town.does("rosa", to_health, c.MarkUrgent(words={"reason": "It cannot wait."}))
    send(rosa, to_council, "urgent", reason="The club closes.", where="everywhere")
    text = main(rosa, f"/matter/{to_council}/")
    assert f"It was not done with {town.health.name}: This challenge is already marked as urgent." in text


def test_a_respondent_is_never_asked_and_cannot_choose_it(rosa: Client, town: Town) -> None:
    to_council, to_health = raised(rosa, town)
    sign_in(rosa, town, "amir")
    assert "With which agencies?" not in main(rosa, address(to_council, "evidence"))
    send(rosa, to_council, "evidence", **GOOD[c.Verb.EVIDENCE], where="everywhere")
    assert len(load_facts(to_health)) == 1


# Worried too


def test_both_sides_see_who_is_worried_too_and_what_they_say_when_it_is_open(rosa: Client, town: Town) -> None:
    reference = town.raises()
    along(town, reference)
    town.does("hana", reference, c.SayWorry(rating=2, words={"view": "I am worried too, because she was cold."}))
    assert "she was cold" in main(rosa, f"/matter/{reference}/")
    assert "Health team leader, worried too" in main(rosa, f"/matter/{reference}/timeline/")
    sign_in(rosa, town, "amir")
    text = main(rosa, f"/matter/{reference}/")
    assert "Hana (invented)" in text and "it is no vote" in text
    for name in ("", "timeline/", "record/", "paste/"):
        assert "she was cold" not in rosa.get(f"/matter/{reference}/{name}").content.decode()
    for who in ("rosa", "amir"):
        town.does(who, reference, c.GivePerspective(rating=3, words={"view": "V"}))
    assert "she was cold" in main(rosa, f"/matter/{reference}/")


def test_whoever_is_worried_too_reads_no_private_note_and_leaves_for_good(rosa: Client, town: Town) -> None:
    reference = town.raises()
    along(town, reference)
    town.does("rosa", reference, c.WriteNote(words={"note": "private of the school"}))
    sign_in(rosa, town, "hana")
    for name in ("", "timeline/", "record/?notes=1", "paste/"):
        assert "private of the school" not in rosa.get(f"/matter/{reference}/{name}").content.decode()
    text = main(rosa, f"/matter/{reference}/")
    assert "nothing waits for you, and it is no vote" in text
    assert send(rosa, reference, "leave").status_code == 302
    assert rosa.get(f"/matter/{reference}/").status_code == 404


def test_only_people_of_ones_own_and_third_agencies_are_offered(rosa: Client, town: Town) -> None:
    to_council, _to_health = raised(rosa, town)
    names = page(rosa.get(address(to_council, "ask-along"))).one("select", name="person").text
    assert "Mei (invented)" in names
    for who in ("Amir", "Sam", "Ravi", "Olu", "Hana", "Rosa"):
        assert f"{who} (invented)" not in names, who


# Raised for somebody else


@pytest.mark.parametrize(
    ("shown", "amir_reads", "takes_part"),
    [
        ("takes part", True, True),
        ("both sides read their name", True, False),
        ("only the raising side reads their name", False, False),
    ],
)
def test_it_is_raised_for_a_colleague_whose_name_is_seen_as_was_chosen(
    rosa: Client, town: Town, shown: str, amir_reads: bool, takes_part: bool
) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "for", originator=holding(town, "ruth"), shown=shown)
    assert "Ruth (invented)" in main(rosa, f"/raise/{draft}/check/")
    reference = rosa.post(f"/raise/{draft}/check/")["Location"].split("/")[2]
    assert "Ruth (invented)" in main(rosa, f"/matter/{reference}/")
    sign_in(rosa, town, "amir")
    for name in ("", "timeline/", "record/", "paste/"):
        text = rosa.get(f"/matter/{reference}/{name}").content.decode()
        if not amir_reads:
            assert "Ruth" not in text and "Partnership representative for schools" not in text, name
    assert ("Ruth (invented)" in main(rosa, f"/matter/{reference}/")) is amir_reads
    sign_in(rosa, town, "ruth")
    assert rosa.get(f"/matter/{reference}/").status_code == (200 if takes_part else 404)


def test_whoever_raises_for_somebody_says_what_part_they_have(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    refused = answer(rosa, draft, "for", originator=holding(town, "ruth"))
    assert_refuses(refused, "shown", "Select what part they have")
