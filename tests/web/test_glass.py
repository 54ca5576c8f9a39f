"""Breaking the glass from the pages: what it asks, what it shows, who is told, and what looks alike."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from forthright.audit.models import Look
from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import GlassWhy, RestrictedWhy
from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.notices.models import Message, State
from forthright.record import clock, need
from forthright.record.models import BrokenGlass
from forthright.web import gate, pace
from forthright.web.presenters.need import left
from tests.support.town import Town, employ

BECAUSE = {"reason": "Because."}


@pytest.fixture(autouse=True)
def _people(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dora protects the school's data, Greta is a duty manager in health; everybody signed in just now."""
    employ(town, "dora", "school", Office.DATA_PROTECTION.value, "Data protection officer", "")
    employ(town, "greta", "health", Role.SENIOR_MANAGER.value, "Duty manager", "")
    monkeypatch.setattr("forthright.web.stepping_up.fresh_sign_in", lambda request: None)


def breaks(client: Client, reference: str, **more: str) -> HttpResponse:
    typed = {"reference": reference, "code": GlassWhy.CRISIS.value, "reason": "Nobody answers.", "token": "t" * 20}
    return client.post("/break-glass/", typed | more)


def as_who(client: Client, town: Town, who: str) -> Client:
    client.force_login(town.people[who])
    return client


def page(answer: HttpResponse) -> str:
    """A page without its tokens, which differ each time."""
    text = answer.content.decode()
    return re.sub(r'name="(csrfmiddlewaretoken|token)" value="[^"]+"', "", text)


def now() -> Any:
    return timezone.now()


def test_a_fresh_sign_in_comes_first(client: Client, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    answer = as_who(client, town, "greta").get("/break-glass/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/again/")


def test_it_opens_one_challenge_to_read_and_says_for_how_long_on_every_page(client: Client, town: Town) -> None:
    reference, other = town.raises(now()), town.raises(now())
    town.does("rosa", reference, c.WriteNote(words={"note": "private note of Rosa"}), now())
    as_who(client, town, "greta")
    assert client.get(f"/matter/{reference}/").status_code == 404
    assert breaks(client, reference.lower()).headers["Location"] == f"/matter/{reference}/"
    shown = page(client.get(f"/matter/{reference}/"))
    assert "Seen alone at the gate" in shown and "private note of Rosa" not in shown
    for address in (f"/matter/{reference}/", f"/matter/{reference}/timeline/", "/my-turn/", "/scripts/"):
        assert "2 hours and 59 minutes left" in page(client.get(address)), address
    assert client.get(f"/matter/{other}/").status_code == 404
    assert client.get(f"/matter/{reference}/do/note/").status_code == 409
    assert client.get(f"/matter/{reference}/do/danger/").status_code == 200


def test_danger_is_recorded_by_whoever_reads_through_the_glass(client: Client, town: Town) -> None:
    reference = town.raises(now())
    breaks(as_who(client, town, "greta"), reference)
    seen = re.search(r'name="seen" value="(\d+)"', page(client.get(f"/matter/{reference}/do/danger/")))
    assert seen
    sent = client.post(f"/matter/{reference}/do/danger/", {"told": "I called 999.", "seen": seen[1], "token": "d" * 20})
    assert sent.status_code == 302, page(sent)
    assert "I called 999." in page(as_who(client, town, "amir").get(f"/matter/{reference}/timeline/"))


def test_both_sides_and_the_officer_are_told_at_once_and_facts_alone(client: Client, town: Town) -> None:
    reference = town.raises(now())
    breaks(as_who(client, town, "greta"), reference)
    told = Message.objects.filter(challenge=reference, kind="glass broken")
    assert set(told.values_list("recipient", flat=True)) == {town.rosa.pk, town.amir.pk, town.dora.pk}
    assert "Nobody answers." in page(as_who(client, town, "rosa").get(f"/matter/{reference}/timeline/"))
    assert "Duty manager" in page(as_who(client, town, "amir").get(f"/matter/{reference}/looks/"))


def test_it_shuts_by_itself_and_when_told_to(client: Client, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = town.raises(now())
    breaks(as_who(client, town, "greta"), reference)
    later = now() + timedelta(hours=3, seconds=1)
    with monkeypatch.context() as at:
        at.setattr(gate, "now", lambda: later)
        assert client.get(f"/matter/{reference}/").status_code == 404
        assert "left, until" not in page(client.get("/my-turn/"))
    assert client.get(f"/matter/{reference}/").status_code == 200
    assert client.post(f"/matter/{reference}/stop-reading/").status_code == 302
    assert client.get(f"/matter/{reference}/").status_code == 404
    assert client.post(f"/matter/{reference}/stop-reading/").status_code == 404


def never(town: Town, reference: str) -> str:
    town.does("rosa", reference, c.Restrict(code=RestrictedWhy.STAFF_FAMILY, words=BECAUSE), now())
    return reference


def test_what_is_not_there_and_what_nobody_opens_are_answered_alike_and_both_are_noted(
    client: Client, town: Town
) -> None:
    as_who(client, town, "greta")
    kept, answers = never(town, town.raises(now())), []
    for reference in ("ZZZZ-ZZZZ", kept):
        answers.append(breaks(client, reference, token=reference * 2))
    assert [one.status_code for one in answers] == [422, 422]
    assert page(answers[0]).replace("ZZZZ-ZZZZ", "") == page(answers[1]).replace(kept, "")
    assert "Nobody answers." in page(answers[0]), "nothing typed is lost"
    assert set(Look.objects.filter(act="refused").values_list("challenge", flat=True)) == {"ZZZZ-ZZZZ", kept}
    assert not BrokenGlass.objects.exists()


def test_what_was_typed_in_place_of_a_reference_is_not_kept_in_the_trail(client: Client, town: Town) -> None:
    breaks(as_who(client, town, "greta"), "Zuri Canary")
    assert Look.objects.get(act="refused").challenge == ""


def test_who_tries_again_and_again_is_told_of_and_stopped(client: Client, town: Town) -> None:
    as_who(client, town, "rosa")
    for number in range(pace.MOST_BREAKS):
        assert breaks(client, f"ZZZZ-ZZZ{number}", token=f"{number}" * 20).status_code == 422
    assert breaks(client, "ZZZZ-ZZZ9").status_code == 429
    assert list(Message.objects.filter(kind="glass refused").values_list("recipient", flat=True)) == [town.dora.pk]


@pytest.mark.parametrize("who", ["ada", "sid"])
def test_who_keeps_the_system_or_counts_finds_no_such_page(client: Client, town: Town, who: str) -> None:
    assert as_who(client, town, who).get("/break-glass/").status_code == 404


def test_the_officer_reviews_it_once_and_whoever_broke_it_never(client: Client, town: Town) -> None:
    reference = town.raises(now())
    breaks(as_who(client, town, "greta"), reference)
    entry = BrokenGlass.objects.get().entry
    address = f"/data-protection/{reference}/{entry}/"
    typed = {"justified": "no", "reason": "The duty team could be reached.", "token": "r" * 20}
    assert client.post(address, typed).status_code == 404
    assert as_who(client, town, "beth").post(address, typed).status_code == 422, "there is an officer"
    as_who(client, town, "dora")
    assert reference in page(client.get("/data-protection/"))
    shown = page(client.get(address))
    assert "Greta (invented)" in shown and "Nobody answers." in shown and "Seen alone at the gate" not in shown
    assert client.post(address, typed).status_code == 302
    assert BrokenGlass.objects.get().reviewed
    assert "The duty team could be reached." in page(as_who(client, town, "amir").get(f"/matter/{reference}/timeline/"))
    again = need.review_glass(town.dora, reference, entry, True, "Again.", "", now())
    assert getattr(again, "code", "") == "already reviewed"


def test_my_turn_of_an_officer_says_that_a_review_waits_and_not_that_nothing_does(client: Client, town: Town) -> None:
    reference = town.raises(now())
    assert "Nothing is waiting on you." in page(as_who(client, town, "dora").get("/my-turn/"))
    breaks(as_who(client, town, "greta"), reference)
    shown = page(as_who(client, town, "dora").get("/my-turn/"))
    assert "1 waits for your review" in shown and "Nothing is waiting on you." not in shown
    need.review_glass(town.dora, reference, BrokenGlass.objects.get().entry, True, "It was right.", "", now())
    assert "for your review" not in page(client.get("/my-turn/"))


def test_the_trail_names_lists_and_refusals_in_the_words_of_their_pages(client: Client, town: Town) -> None:
    as_who(client, town, "rosa").get("/my-turn/")
    breaks(as_who(client, town, "greta"), "ZZZZ-ZZZZ")
    employ(town, "dov", "", Office.DATA_PROTECTION.value, "Data protection officer of the partnership", "")
    shown = page(as_who(client, town, "dov").get("/access-log/"))
    assert "Read a list: what waits on them" in shown and "my turn: mine" not in shown
    assert "Tried to open it in an emergency, and was refused" in shown and "break the glass" not in shown


def test_the_access_log_is_narrowed_to_a_person_and_a_day_that_are_typed(client: Client, town: Town) -> None:
    as_who(client, town, "rosa").get("/my-turn/")
    as_who(client, town, "amir").get("/my-turn/")
    employ(town, "dov", "", Office.DATA_PROTECTION.value, "Data protection officer of the partnership", "")
    officer, today = as_who(client, town, "dov"), localdate(now())
    typed = {"day_day": today.day, "day_month": today.month, "day_year": today.year}
    rosa = page(officer.get("/access-log/", {"person": town.rosa.pk, **typed}))
    assert "Rosa (invented)</td>" in rosa and "Amir (invented)</td>" not in rosa
    before = page(officer.get("/access-log/", typed | {"day_year": today.year - 1}))
    assert "There is nothing on this list." in before
    wrong = page(officer.get("/access-log/", typed | {"day_day": "32"}))
    assert "There is a problem" in wrong and "Amir (invented)</td>" in wrong
    assert page(officer.get("/access-log/?person=nobody")).count("There is a problem")


def test_what_still_waits_for_others_when_it_becomes_restricted_is_not_sent(town: Town) -> None:
    reference = town.raises(now())
    before = set(waits(reference))
    assert before - {town.amir.pk, town.beth.pk}, "the policy has line managers told"
    town.does("rosa", reference, c.Restrict(code=RestrictedWhy.ADDRESS, words=BECAUSE), now())
    assert set(waits(reference)) <= {town.rosa.pk, town.amir.pk, town.beth.pk}


def waits(reference: str) -> list[int]:
    """Whom a message about a challenge still waits for."""
    rows = Message.objects.filter(challenge=reference, state=State.WAITING)
    return list(rows.values_list("recipient", flat=True))


def test_the_business_unit_is_not_offered_to_lift_what_a_side_restricted(client: Client, town: Town) -> None:
    reference = town.raises(now())
    address = f'href="/matter/{reference}/restrict/"'
    assert address in page(as_who(client, town, "beth").get(f"/matter/{reference}/"))
    town.does("rosa", reference, c.Restrict(code=RestrictedWhy.ADDRESS, words=BECAUSE), now())
    shown = page(client.get(f"/matter/{reference}/"))
    assert address not in shown and "Somebody on the named list" in shown


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 minute"), (59, "59 minutes"), (60, "1 hour"), (61, "1 hour and 1 minute"), (179, "2 hours and 59 minutes")],
)
def test_how_long_it_is_open_is_said_in_right_numbers(minutes: int, said: str) -> None:
    assert left(now() + timedelta(minutes=minutes, seconds=30), now()) == said


def test_one_that_nobody_reviews_is_an_alarm_to_the_business_unit(client: Client, town: Town) -> None:
    reference = town.raises(now())
    breaks(as_who(client, town, "greta"), reference)
    clock.handle(reference, now() + timedelta(days=10))
    told = Message.objects.filter(kind="glass not reviewed").values_list("recipient", flat=True)
    assert {town.beth.pk, town.dora.pk} <= set(told)
