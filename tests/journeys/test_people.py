"""Somebody starts and somebody leaves, without a script: what was the leaver's is the new person's on the same day."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core import mail
from django.utils import timezone

from forthright.notices.actions import send_waiting
from tests.journeys import steps
from tests.journeys.walk import Town

POST, AMIR, NEW = "Social worker, assessment team", "Amir Haddad (invented)", "Noor Salim (invented)"
COUNCIL = steps.COUNCIL
PASSWORD = "lamp river nine stones"


def test_a_joiner_takes_over_from_a_leaver_without_a_script(town: Town) -> None:
    reference = steps.raises_by_the_short_path(town.comes("rosa", hurried=True))
    ada = town.comes("ada", phone=True, script=False).goes("/my-turn/").presses("People and posts")
    ada.sees("People and posts").presses(COUNCIL).sees("People and posts").looks("people-agency")
    with ada.page.expect_navigation():
        ada.page.get_by_role("main").get_by_role("link", name=re.compile(f"Give it to somebody.*{POST}")).click()
    ada.sees("Give a post to somebody")
    who = ada.field("Who holds it?")
    who.select_option(label="Somebody new here, by email address")
    ada.presses("Give the post").reads("There is a problem", "Enter their work email address").looks("people-refused")
    ada.types("Work email address", "n\u043eor@anyshire.example").types("Name", NEW).presses("Give the post")
    ada.reads("The letter \u043e (cyrillic small letter o) cannot be in the address.")
    ada.types("Work email address", "noor@anyshire.example").presses("Give the post")
    ada.reads(NEW, "since Monday 2 November 2026").looks("people-joined")
    link = re.search(r"https?://\S+", mail.outbox[-1].body)
    assert link is not None
    noor = town.comes("noor", script=False, hurried=True)
    noor.page.goto(town.url + urlsplit(link[0]).path)
    noor.types("New password", PASSWORD).types("New password, once more", PASSWORD)
    noor.page.get_by_role("main").get_by_role("button").click()
    ada.presses(AMIR).sees(AMIR).presses(f"They leave {COUNCIL}").sees("Hand over, and leave")
    ada.reads(reference, "You see facts only").reads_nothing_of(steps.CHILD, steps.SEEN).looks("people-leaving")
    assert ada.page.locator("select").input_value(), "the successor is suggested"
    ada.presses("Hand over and finish").reads("There is a problem", "Enter why")
    ada.types("Why?", "Has left for another council.").presses("Hand over and finish")
    ada.reads(f"{AMIR} has left. 1 challenge went to others.").looks("people-left")
    noor.page.goto(town.url + "/account/login/")
    noor.types("Email address", "noor@anyshire.example").types("Password", PASSWORD).presses("Sign in")
    noor.goes(f"/matter/{reference}/timeline/").reads("Somebody left. Their part was given to", "Has left for another")


def test_the_business_unit_adds_a_childminder_and_a_joint_team(town: Town) -> None:
    beth = town.comes("beth").goes("/office/").presses("People and posts").sees("People and posts")
    beth.presses("Anyshire safeguarding children partnership (invented): its own posts, and its agencies")
    beth.sees("People and posts").looks("people-partnership").presses("Add an agency").sees("Add an agency")
    beth.types("Name of the agency", "Bo Lind, childminder (invented)").picks("A childminder")
    beth.types("Work email address of its administrator", "bo@lind.example")
    beth.types("Name of its administrator", "Bo Lind (invented)")
    beth.picks("This person holds every post, as at a childminder’s").presses("Add the agency")
    beth.reads("Bo Lind, childminder (invented)", "Childminder", "since Monday 2 November 2026").looks("people-added")
    beth.goes("/people/").presses(
        "Anyshire safeguarding children partnership (invented): its own posts, and its agencies"
    )
    beth.presses("Add a joint team")
    beth.sees("Add a joint team").types("Name of the joint team", "Child protection hub").presses("Add the joint team")
    beth.reads("Child protection hub")


def test_it_is_asked_whether_messages_reach_people_and_the_answer_is_seen(town: Town) -> None:
    ada = town.comes("ada").goes("/people/").presses(COUNCIL).presses("Do messages reach people?")
    ada.sees("Do messages reach people?").reads("0 of the 5 people with a post").presses("Ask them")
    ada.reads("5 people are asked by message.", "No answer yet").looks("reach-asked")
    send_waiting(timezone.now(), lambda *_about: False)
    links = {one.to[0]: re.search(r"https?://\S+", one.body)[0] for one in mail.outbox if "reach you" in one.subject}  # type: ignore[index]
    anybody = town.comes(phone=True)
    anybody.page.goto(town.url + urlsplit(links["amir@anyshire.example"]).path)
    anybody.sees("Does this message reach you?").reads_nothing_of(AMIR)
    anybody.presses("Yes, it reached me").sees("Thank you")
    anybody.page.goto(town.url + urlsplit(links["sam@anyshire.example"]).path)
    anybody.presses("No, this is not for me").sees("Thank you")
    ada.goes(ada.path).reads("Wrong address", "Reached", "1 of the 5 people with a post has").looks("reach-answered")
    ada.presses(AMIR).reads("Do messages reach them?", "Reached").looks("person-reached")
