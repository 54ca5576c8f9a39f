"""Joan, a childminder without an account, and short ways to ask her, vouch for her and come in as her. All invented."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from django.core import mail
from django.test import Client

from forthright.core.challenge.codes import Subject, Urgency
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.moment import Seat
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.guest_models import Invitation
from forthright.directory.guests import Asked
from forthright.directory.models import Group
from forthright.record import actions, clock, inviting
from tests.support.town import MONDAY, Town

JOAN = Asked(
    name="Joan Reed (invented)",
    title="Childminder",
    email="joan@little-acorns.example",
    body="Little Acorns (invented)",
    group=Group.EDUCATION,
)
WORDS = {"worry_facts": "Seen alone at the gate on 12 October.", "wanted": "Tell us who collects her."}


def wish(town: Town, who: str = "amir", **changes: object) -> Raise:
    """What somebody of the town raises; who answers is still to be made."""
    said: dict[str, object] = {
        "policy": town.policy.fingerprint,
        "partnership": town.partnership.pk,
        "subject": Subject.CHILD,
        "subjects": 1,
        "topic": "Need for action",
        "urgency": Urgency.NORMAL,
        "raising": directory.own_seat(town.people[who], town.posts[who]),
        "responding": Seat(0, JOAN.name, JOAN.title, -1, Role.PRACTITIONER),
        "words": {"children": [{"name": "Zuri Canary (invented)", "born": "", "identifier": ""}], **WORDS},
    }
    return Raise(**(said | changes))  # type: ignore[arg-type]


def asks_joan(town: Town, now: datetime = MONDAY, who: str = "amir", asked: Asked = JOAN) -> Invitation:
    """Amir raises a challenge with Joan, whom nobody has vouched for yet."""
    done = inviting.begin_with_guest(
        town.people[who], wish(town, who), asked, Role.PRACTITIONER, secrets.token_hex(8), now
    )
    assert isinstance(done, actions.Done), done
    return Invitation.objects.select_related("guest", "agency", "partnership").get(challenge=done.reference)


def vouched(town: Town, invitation: Invitation, now: datetime = MONDAY) -> Invitation:
    """Beth has telephoned Joan, and says so."""
    assert inviting.vouch(town.beth, invitation, "I telephoned the number on the register.", now) is None
    return invitation


def letters(now: datetime, to: str = JOAN.email) -> list[str]:
    """What the clock sends to an address in one round, oldest first."""
    before = len(mail.outbox)
    clock.one_round(now)
    return [str(one.body) for one in mail.outbox[before:] if one.to == [to]]


def link_in(letter: str) -> str:
    """The address, without its host, of the link in a letter."""
    found = re.search(r"https?://[^/\s]+(/reply/\S+)", letter)
    assert found, letter
    return found[1]


def code_in(letter: str) -> str:
    """The digits in a letter."""
    found = re.search(r"\b(\d{8})\b", letter)
    assert found, letter
    return found[1]


def asks_for_code(client: Client, link: str) -> None:
    """In this browser: opens the link and has a code sent."""
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 302


def comes_in(client: Client, link: str, now: datetime) -> str:
    """In this browser: link, code, and in. Returns where it leads."""
    asks_for_code(client, link)
    answer = client.post("/reply/code/", {"code": code_in(letters(now)[-1])})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])
