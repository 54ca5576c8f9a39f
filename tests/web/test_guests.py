"""Asking somebody without an account page by page, and the business unit's pages to vouch for their address."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from forthright.audit.models import Look
from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Subject
from forthright.core.policy.proofs.posts import Directory
from forthright.directory import queries as directory
from forthright.directory.guest_models import Invitation
from forthright.directory.guests import is_free_mail
from forthright.directory.models import Agency, Group, Person
from forthright.notices.models import Message
from forthright.record import inviting
from forthright.record.models import Challenge
from forthright.web.forms.raise_guest import INVITE, OTHER
from tests.support.forms import page
from tests.support.guests import JOAN, asks_joan, letters, link_in, vouched
from tests.support.town import MONDAY, Town
from tests.web.raising import WANTED, answer, send, start

GUEST = {
    "body_of": OTHER,
    "body": JOAN.body,
    "group": JOAN.group.value,
    "guest_name": JOAN.name,
    "guest_title": JOAN.title,
    "guest_email": JOAN.email,
}


@pytest.fixture
def amir(client: Client, town: Town, today: None) -> Client:
    client.force_login(town.amir)
    return client


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def drafted(client: Client, **changes: object) -> str:
    """A draft to somebody without an account, with the short path answered."""
    draft = start(client)
    answer(client, draft, "who", agency=INVITE)
    answer(client, draft, "guest", **(GUEST | changes))
    answer(client, draft, "worry", subject=Subject.CHILD, about="Zuri Canary", worry_facts="Seen alone.")
    answer(client, draft, "wanted", **WANTED, go="check")
    return draft


def test_a_challenge_is_raised_with_somebody_who_has_no_account(amir: Client, town: Town) -> None:
    draft = drafted(amir)
    shown = amir.get(f"/raise/{draft}/check/").content.decode()
    assert "Joan Reed (invented), Childminder" in shown and JOAN.email in shown and "Little Acorns" in shown
    reference = send(amir, draft)
    joan = Invitation.objects.get(challenge=reference)
    assert (joan.guest.name, joan.email, joan.agency.name) == (JOAN.name, JOAN.email, JOAN.body)
    assert joan.agency.group == Group.EDUCATION and not joan.agency.partnerships.exists()
    assert Challenge.objects.get(pk=reference).turn == joan.guest_id
    raised = amir.get(f"/matter/{reference}/raised/").content.decode()
    assert "Nothing has been sent to them yet" in raised and "The times run all the same." in raised


def test_sending_twice_asks_once(amir: Client, town: Town) -> None:
    draft = drafted(amir)
    reference = send(amir, draft)
    assert send(amir, draft) == reference
    assert Invitation.objects.count() == Person.objects.filter(guest=True).count() == 1


def test_an_agency_of_the_directory_in_which_nobody_has_a_post_can_be_chosen(amir: Client, town: Town) -> None:
    charity = Agency.objects.create(name="Kind Hands (invented)", group=Group.OTHER, hours=town.school.hours)
    charity.partnerships.add(town.partnership)
    draft = start(amir)
    answer(amir, draft, "who", agency=INVITE)
    listed = amir.get(f"/raise/{draft}/guest/").content.decode()
    assert "Kind Hands" in listed and "Larkfield School" not in listed
    reference = send(amir, drafted(amir, body_of=charity.pk, body=""))
    assert Invitation.objects.get(challenge=reference).agency == charity


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"guest_email": "joan at acorns"}, "Enter an email address in the correct format"),
        ({"body": ""}, "Enter the name of the body"),
        ({"group": ""}, "Select what kind of body it is"),
        ({"guest_name": ""}, "Enter the name of the professional"),
        ({"guest_email": "rosa@example.org"}, "Somebody signs in here with this address"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(amir: Client, changes: dict[str, object], said: str) -> None:
    draft = start(amir)
    answer(amir, draft, "who", agency=INVITE)
    refused = answer(amir, draft, "guest", **(GUEST | changes))
    assert said in page(refused).one(css="govuk-error-summary").text
    assert f'value="{JOAN.title}"' in refused.content.decode()
    assert f'value="{JOAN.title}"' in amir.get(f"/raise/{draft}/guest/").content.decode()


def test_an_agency_of_another_number_is_no_answer(amir: Client, town: Town) -> None:
    draft = drafted(amir, body_of=town.school.pk)
    assert amir.post(f"/raise/{draft}/check/").status_code == 200
    assert Invitation.objects.count() == 0


def test_a_body_that_was_asked_stands_on_no_list(town: Town, today: None) -> None:
    asks_joan(town)
    held: Directory = directory.held_now(town.partnership, MONDAY)
    assert JOAN.body not in {one.agency for one in held.agencies}
    assert JOAN.body not in {one.name for one in directory.other_agencies(town.partnership.pk, 0, MONDAY)}
    assert JOAN.body not in {one.name for one in directory.unreachable_agencies(town.partnership.pk, 0, MONDAY)}


def test_a_guest_is_found_in_nobodys_choices(town: Town, today: None) -> None:
    joan = vouched(town, asks_joan(town))
    assert not directory.colleagues(joan.agency_id, town.partnership.pk, MONDAY).exists()
    assert directory.posts_of(joan.guest, MONDAY) == []
    actor = directory.actor(joan.guest, MONDAY)
    assert not actor.offices and not actor.covers and not actor.leads


def test_beth_sees_the_address_and_no_words_and_vouches(town: Town, today: None) -> None:
    joan, beth = asks_joan(town), browser(town.beth)
    assert "1 waits for you" in beth.get("/office/").content.decode()
    assert "Joan Reed" in beth.get("/invitations/").content.decode()
    shown = beth.get(f"/invitations/{joan.pk}/").content.decode()
    assert JOAN.email in shown
    assert "gate" not in shown and "Zuri" not in shown
    assert beth.post(f"/invitations/{joan.pk}/", {"answer": "vouch", "reason": "I telephoned her."}).status_code == 302
    assert link_in(letters(MONDAY)[0])
    assert Look.objects.filter(challenge=joan.challenge, act="vouched", name=town.beth.name).exists()


def test_vouching_needs_a_reason(town: Town, today: None) -> None:
    joan, beth = asks_joan(town), browser(town.beth)
    refused = beth.post(f"/invitations/{joan.pk}/", {"answer": "vouch", "reason": ""})
    assert (refused.status_code, letters(MONDAY)) == (422, [])


def test_a_mailbox_that_anybody_can_open_is_flagged_and_not_forbidden(town: Town, today: None) -> None:
    joan = asks_joan(town, asked=replace(JOAN, email="joan.reed@GMAIL.com"))
    shown = browser(town.beth).get(f"/invitations/{joan.pk}/").content.decode()
    assert "Anybody can open a mailbox there under any name." in shown
    vouched(town, joan)
    assert letters(MONDAY, joan.email)
    assert not is_free_mail(JOAN.email)


def test_beth_says_that_it_is_not_hers_and_amir_gives_another(town: Town, today: None) -> None:
    joan, beth, amir = asks_joan(town), browser(town.beth), browser(town.amir)
    beth.post(f"/invitations/{joan.pk}/", {"answer": "refuse", "reason": "The register has another one."})
    assert any("was not confirmed" in one for one in letters(MONDAY, town.amir.email))
    shown = amir.get(f"/matter/{joan.challenge}/invited/").content.decode()
    assert "The register has another one." in shown
    amir.post(f"/matter/{joan.challenge}/invited/", {"email": "reed@little-acorns.example"})
    assert any("Say if the address" in one for one in letters(MONDAY, town.beth.email))
    vouched(town, Invitation.objects.get(pk=joan.pk))
    before = len(mail.outbox)
    assert link_in(letters(MONDAY, "reed@little-acorns.example")[0])
    assert not any(JOAN.email in one.to for one in mail.outbox[before:])
    assert Look.objects.filter(challenge=joan.challenge, act="address changed").exists()


def test_once_she_is_told_amir_cannot_send_the_challenge_elsewhere(town: Town, today: None) -> None:
    joan = vouched(town, asks_joan(town))
    browser(town.amir).post(f"/matter/{joan.challenge}/invited/", {"email": "other@example.org"})
    joan.refresh_from_db()
    assert joan.email == JOAN.email


def test_nobody_vouches_for_an_address_of_their_own(town: Town, today: None) -> None:
    joan = asks_joan(town)
    Invitation.objects.filter(pk=joan.pk).update(asked_by=town.beth.pk)
    refused = browser(town.beth).post(f"/invitations/{joan.pk}/", {"answer": "vouch", "reason": "I know it."})
    assert (refused.status_code, "Somebody else must say" in refused.content.decode()) == (422, True)
    assert letters(MONDAY) == []


def test_beth_ends_it_and_renews_it(town: Town, today: None) -> None:
    joan, beth = vouched(town, asks_joan(town)), browser(town.beth)
    first = link_in(letters(MONDAY)[0])
    assert beth.post(f"/invitations/{joan.pk}/end/", {"reason": ""}).status_code == 422
    assert beth.post(f"/invitations/{joan.pk}/end/", {"reason": "She has left."}).status_code == 302
    assert any("cannot open a challenge any more" in one for one in letters(MONDAY, town.amir.email))
    assert "Ended: it opens nothing" in beth.get(f"/invitations/{joan.pk}/").content.decode()
    assert beth.post(f"/invitations/{joan.pk}/renew/").status_code == 302
    assert link_in(letters(MONDAY)[0]) != first
    seen = Look.objects.filter(challenge=joan.challenge).values_list("act", flat=True)
    assert {"invitation ended", "invitation renewed"} <= set(seen)


def test_the_administrator_of_the_agency_that_is_asked_may_vouch_too(town: Town, today: None) -> None:
    asked = replace(JOAN, agency=town.school.pk, body="")
    joan = asks_joan(town, asked=asked)
    ada = browser(town.ada)
    assert "Joan Reed" in ada.get("/invitations/").content.decode()
    assert ada.post(f"/invitations/{joan.pk}/", {"answer": "vouch", "reason": "She works here."}).status_code == 302


def test_messages_to_a_guest_hold_a_link_and_facts_alone(town: Town, today: None) -> None:
    joan = vouched(town, asks_joan(town))
    first = letters(MONDAY)[0]
    town.does("amir", joan.challenge, c.AddEvidence(words={"what": "Canary log.", "source": "Office"}), MONDAY)
    [second] = letters(MONDAY + timedelta(minutes=1))
    assert link_in(first) != link_in(second)
    for letter in (first, second):
        for secret in ("Canary", "Zuri", "Joan", "Amir", "Little Acorns", "Anyshire", "gate", "Need for action"):
            assert secret not in letter


def test_nothing_more_is_sent_once_it_has_ended(town: Town, today: None) -> None:
    joan = vouched(town, asks_joan(town))
    letters(MONDAY)
    inviting.end(town.beth, joan, "She has left.", MONDAY)
    town.does("amir", joan.challenge, c.AddEvidence(words={"what": "Log.", "source": "Office"}), MONDAY)
    assert letters(MONDAY + timedelta(minutes=1)) == []


def test_whoever_asked_ends_it_and_the_business_unit_is_told_and_renews_it(town: Town, today: None) -> None:
    invitation = vouched(town, asks_joan(town))
    amir, where = browser(town.amir), f"/matter/{invitation.challenge}/invited/"
    assert f"{where}end/" in amir.get(where).content.decode()
    refused = amir.post(f"{where}end/", {"reason": ""})
    assert refused.status_code == 422 and "Enter why it is to end" in page(refused).one("main").text
    done = amir.post(f"{where}end/", {"reason": "The link was passed on."}, follow=True)
    assert "The business unit has been told, and can send a new link." in page(done).one("html").text
    assert f"{where}end/" not in amir.get(where).content.decode()
    invitation.refresh_from_db()
    assert invitation.ended_name == town.amir.name and not inviting.is_live(invitation, MONDAY)
    told = Message.objects.filter(kind="invitation ended").values_list("recipient", flat=True)
    assert list(told) == [town.beth.pk]
    assert Look.objects.filter(challenge=invitation.challenge, act="invitation ended", person=town.amir.pk).exists()
    browser(town.beth).post(f"/invitations/{invitation.pk}/renew/")
    invitation.refresh_from_db()
    assert inviting.is_live(invitation, MONDAY)


def test_nobody_else_of_the_matter_ends_it_and_the_raiser_does_not_renew_it(town: Town, today: None) -> None:
    invitation = vouched(town, asks_joan(town))
    where = f"/matter/{invitation.challenge}/invited/end/"
    for who in ("sam", "beth", "rosa", "olu", "ada"):
        assert browser(town.people[who]).post(where, {"reason": "-"}).status_code == 404, who
    assert browser(town.amir).post(f"/invitations/{invitation.pk}/renew/").status_code == 404
    invitation.refresh_from_db()
    assert invitation.ended_at is None


def test_after_it_was_ended_another_address_can_be_given_and_vouched_for(town: Town, today: None) -> None:
    invitation = vouched(town, asks_joan(town))
    inviting.end(town.amir, invitation, "The link was passed on.", MONDAY)
    amir, where = browser(town.amir), f"/matter/{invitation.challenge}/invited/"
    amir.post(where, {"email": "joan@another.example"})
    invitation.refresh_from_db()
    assert inviting.vouch(town.beth, invitation, "I telephoned her.", MONDAY) is None
    invitation.refresh_from_db()
    assert inviting.is_live(invitation, MONDAY) and invitation.email == "joan@another.example"
