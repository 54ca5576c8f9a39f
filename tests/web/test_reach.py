"""Do messages reach people? Ada looks after the school's people, and asks; whoever gets it presses one button."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from forthright.directory import reach
from forthright.directory.models import Holding, Upkeep
from forthright.directory.reach_models import ReachAnswer, ReachCheck
from forthright.notices.actions import GIVE_UP, send_waiting
from forthright.notices.models import Message, State
from forthright.notices.reaching import tell_quiet
from tests.support.forms import assert_refuses
from tests.support.town import Town
from tests.web.policies import NOW, said

DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def ada(client: Client, town: Town) -> Client:
    """Ada, the school's administrator, signed in."""
    client.force_login(town.ada)
    return client


def asked(ada: Client, town: Town, whom: str = "all", at: timedelta = timedelta()) -> str:
    """Ada asks; what the page says then. The messages are sent."""
    with time_machine.travel(NOW + at, tick=False):
        ada.force_login(town.ada)  # the sign-in of days ago has ended
        answer = ada.post(f"/people/reach/agency/{town.school.pk}/", {"whom": whom}, follow=True)
        send_waiting(NOW + at, lambda *_about: True)
    return said(answer)


def link_to(address: str) -> str:
    """The path in the newest message to this address."""
    letter = next(one for one in reversed(mail.outbox) if one.to == [address])
    found = re.search(r"http://[^/]+(/reached/\S+)", str(letter.body))
    assert found is not None
    return found[1]


def shown(ada: Client, town: Town, at: timedelta = timedelta()) -> str:
    with time_machine.travel(NOW + at, tick=False):
        ada.force_login(town.ada)  # the sign-in of days ago has ended
        return said(ada.get(f"/people/reach/agency/{town.school.pk}/"))


def test_everybody_with_a_post_gets_a_message_whose_link_says_that_it_arrived(ada: Client, town: Town) -> None:
    before = shown(ada, town)
    assert "0 of the 4 people with a post have said in the last 90 days" in before
    assert "Rosa (invented) Never asked" in before
    assert "4 people are asked by message." in asked(ada, town)
    assert sorted(one.to[0].partition("@")[0] for one in mail.outbox) == ["ada", "mei", "rosa", "ruth"]
    assert "Rosa (invented) No answer yet Asked on Monday 2 November 2026." in shown(ada, town)
    somebody = Client()
    page = somebody.get(link_to("rosa@example.org"))
    assert "Larkfield School (invented) wants to be sure" in said(page)
    assert ReachCheck.objects.get(person=town.rosa).answer == ReachAnswer.NONE, "a mail program opened it by itself"
    assert "can see now that messages reach you" in said(somebody.post(link_to("rosa@example.org"), {"answer": "yes"}))
    after = shown(ada, town)
    assert "Rosa (invented) Reached They said so on Monday 2 November 2026." in after
    assert "1 of the 4 people with a post has said" in after
    assert after.index("Mei (invented)") < after.index("Rosa (invented)"), "whom somebody must see to stands first"


def test_the_message_names_no_person_and_nothing_of_a_challenge(ada: Client, town: Town) -> None:
    reference = town.raises()
    asked(ada, town)
    letter = next(one for one in mail.outbox if one.to == ["rosa@example.org"])
    text = f"{letter.subject} {letter.body}"
    assert "Larkfield School (invented)" in text
    for never in ("Rosa", "Ada", reference, "Zuri"):
        assert never not in text


def test_whoever_reads_it_in_somebody_elses_place_says_so_and_can_take_it_back(ada: Client, town: Town) -> None:
    asked(ada, town)
    somebody, link = Client(), link_to("mei@example.org")
    thanks = somebody.post(link, {"answer": "no"})
    assert "do not reach the right person" in said(thanks)
    assert "Mei (invented) Wrong address On Monday 2 November 2026 whoever read it" in shown(ada, town)
    assert link in thanks.content.decode(), "the way back from the wrong button"
    somebody.post(link, {"answer": "yes"})
    assert "Mei (invented) Reached" in shown(ada, town)


def test_nobody_is_asked_twice_within_a_day_and_a_double_click_sends_one_message(ada: Client, town: Town) -> None:
    asked(ada, town)
    assert "4 people were asked within the last day, and are not asked again." in asked(ada, town)
    assert len(mail.outbox) == 4
    assert "4 people are asked by message." in asked(ada, town, at=DAY)
    Client().post(link_to("rosa@example.org"), {"answer": "yes"})
    assert "3 people are asked by message." in asked(ada, town, "silent", at=2 * DAY)
    assert "4 people are asked" in asked(ada, town, at=4 * DAY)
    lines = Upkeep.objects.filter(act="asked if reached").order_by("pk")
    assert [one.about for one in lines] == [{"count": 4}, {"count": 4}, {"count": 3}, {"count": 4}]
    assert "Ada (invented) asked if messages reach people: 4" in said(ada.get(f"/people/agency/{town.school.pk}/"))


def test_an_answer_counts_for_ninety_days_and_for_the_address_it_came_from(ada: Client, town: Town) -> None:
    asked(ada, town)
    Client().post(link_to("rosa@example.org"), {"answer": "yes"})
    assert "Rosa (invented) Reached They" in shown(ada, town, 89 * DAY)
    assert "Rosa (invented) Reached long ago They" in shown(ada, town, 90 * DAY)
    type(town.rosa).objects.filter(pk=town.rosa.pk).update(email="rosa.new@example.org")
    assert "Rosa (invented) Never asked The address is a new one." in shown(ada, town)


def test_a_message_that_waits_is_not_sent_to_another_address_than_the_one_in_question(ada: Client, town: Town) -> None:
    ada.post(f"/people/person/{town.rosa.pk}/reach/")
    type(town.rosa).objects.filter(pk=town.rosa.pk).update(email="rosa.new@example.org")
    send_waiting(NOW, lambda *_about: True)
    assert mail.outbox == []
    assert Message.objects.get().state == State.NOT_NEEDED


def test_a_link_that_is_forged_too_old_or_of_somebody_who_left_reads_the_same(ada: Client, town: Town) -> None:
    asked(ada, town)
    link, anybody = link_to("rosa@example.org"), Client()
    other = reach.token_of(999_999)
    for path in (f"{link[:-2]}x/", "/reached/nothing/", f"/reached/{other}/"):
        answer = anybody.post(path, {"answer": "yes"})
        assert answer.status_code == 404
        assert "This link does not work any more" in said(answer)
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        assert anybody.post(link, {"answer": "yes"}).status_code == 404
    type(town.rosa).objects.filter(pk=town.rosa.pk).update(is_active=False)
    assert anybody.get(link).status_code == 404
    assert not ReachCheck.objects.exclude(answer=ReachAnswer.NONE).exists()


def test_a_mail_server_that_refuses_is_seen_on_the_page(
    ada: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_anything: object, **_more: object) -> None:
        raise OSError("mailbox unavailable")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuses)
    asked(ada, town)
    assert "Rosa (invented) Not sent The message of Monday 2 November 2026 could not be sent." in shown(ada, town)
    send_waiting(NOW + GIVE_UP + DAY, lambda *_about: True)
    assert Message.objects.filter(state=State.FAILED).count() == 4
    assert "Rosa (invented) Not sent" in shown(ada, town, GIVE_UP + DAY)


def test_after_a_week_of_silence_the_administrator_is_told_once(ada: Client, town: Town) -> None:
    asked(ada, town)
    Client().post(link_to("rosa@example.org"), {"answer": "yes"})
    mail.outbox.clear()
    assert tell_quiet(NOW + 7 * DAY - timedelta(minutes=1)) == 0
    assert tell_quiet(NOW + 7 * DAY) == 3
    assert tell_quiet(NOW + 8 * DAY) == 0
    send_waiting(NOW + 7 * DAY, lambda *_about: True)
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert "3 people were asked a week ago if messages reach them" in str(letter.body)
    assert f"/people/agency/{town.school.pk}/" in str(letter.body)
    for name in ("Mei", "Ruth"):
        assert name not in str(letter.body)


def test_whoever_answers_a_later_message_is_not_told_of_for_the_earlier_one(ada: Client, town: Town) -> None:
    asked(ada, town)
    asked(ada, town, at=3 * DAY)
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        Client().post(link_to("rosa@example.org"), {"answer": "yes"})
    tell_quiet(NOW + 7 * DAY)
    assert Message.objects.get(kind="reach quiet").facts["count"] == 3, "all but Rosa"


def test_where_an_agency_has_no_administrator_the_business_unit_is_told(ada: Client, town: Town) -> None:
    ada.post(f"/people/person/{town.rosa.pk}/reach/")
    Holding.objects.filter(person=town.ada).update(ends=NOW.date())
    tell_quiet(NOW + 7 * DAY)
    assert Message.objects.get(kind="reach quiet").recipient == town.beth.pk


def test_of_somebody_who_left_meanwhile_nobody_is_told(ada: Client, town: Town) -> None:
    ada.post(f"/people/person/{town.rosa.pk}/reach/")
    type(town.rosa).objects.filter(pk=town.rosa.pk).update(is_active=False)
    tell_quiet(NOW + 7 * DAY)
    assert not Message.objects.filter(kind="reach quiet").exists()


def test_one_person_is_asked_from_their_own_page(ada: Client, town: Town) -> None:
    before = ada.get(f"/people/person/{town.rosa.pk}/")
    assert "Do messages reach them? Never asked" in said(before)
    answer = ada.post(f"/people/person/{town.rosa.pk}/reach/", follow=True)
    assert "1 person is asked by message." in said(answer)
    assert "No answer yet Asked on Monday 2 November 2026." in said(answer)


def test_the_business_unit_asks_those_in_the_partnerships_own_posts(beth: Client, town: Town) -> None:
    answer = beth.post(f"/people/reach/partnership/{town.partnership.pk}/", {"whom": "all"}, follow=True)
    assert "people are asked by message." in said(answer)
    own = set(Holding.objects.filter(post__agency=None).values_list("person", flat=True))
    assert set(ReachCheck.objects.values_list("person", flat=True)) == own
    tell_quiet(NOW + 7 * DAY)
    assert set(Message.objects.filter(kind="reach quiet").values_list("recipient", flat=True)) == {town.beth.pk}
    assert beth.get(f"/people/reach/agency/{town.school.pk}/").status_code == 404, "an agency's people are its own"


def test_an_administrator_asks_nobody_of_another_agency(ada: Client, town: Town) -> None:
    for address in (
        f"reach/agency/{town.council.pk}/",
        f"reach/partnership/{town.partnership.pk}/",
        "reach/agency/999999/",
        f"reach/team/{town.school.pk}/",
        f"person/{town.amir.pk}/reach/",
    ):
        assert ada.post(f"/people/{address}", {"whom": "all"}).status_code == 404, address
    assert not ReachCheck.objects.exists()


def test_whom_to_ask_must_be_said(ada: Client, town: Town) -> None:
    assert_refuses(
        ada.post(f"/people/reach/agency/{town.school.pk}/", {"whom": ""}), "whom", "Select whom you want to ask"
    )


def test_somebody_whose_account_is_closed_is_not_asked(ada: Client, town: Town) -> None:
    type(town.mei).objects.filter(pk=town.mei.pk).update(is_active=False)
    answer = ada.post(f"/people/person/{town.mei.pk}/reach/", follow=True)
    assert "is asked" not in said(answer)
    assert "3 people are asked by message." in asked(ada, town)
