"""Short ways to raise a challenge page by page, for the tests of those pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client

from forthright.core.challenge.codes import Subject
from forthright.core.challenge.facts import Raised
from forthright.directory.models import Holding
from forthright.record import queries
from tests.support.forms import page
from tests.support.town import MONDAY, Town

NAME = "Zuri Canary"
FACTS = "Seen alone at the gate on 12 October."
WORRY = {
    "subject": Subject.CHILD,
    "about": NAME,
    "worry_facts": FACTS,
    "worry_opinion": "I think so, because I saw it.",
}
WANTED = {"wanted": "Visit the home by Thursday."}


def start(client: Client) -> str:
    """Starts a draft; returns its number."""
    answer = client.post("/raise/")
    assert answer.status_code == 302
    return answer["Location"].split("/")[2]


def answer(client: Client, draft: str, slug: str, **fields: object) -> HttpResponse:
    """Answers one page."""
    return client.post(f"/raise/{draft}/{slug}/", fields)


def holding(town: Town, name: str) -> str:
    """The answer that chooses this person."""
    return str(Holding.objects.get(person=town.people[name]).pk)


def short(client: Client, town: Town) -> str:
    """A draft with the short path answered."""
    draft = start(client)
    answer(client, draft, "who", agency=town.council.pk)
    answer(client, draft, "person", person=holding(town, "amir"))
    answer(client, draft, "worry", **WORRY)
    answer(client, draft, "wanted", **WANTED, go="check")
    return draft


def send(client: Client, draft: str) -> str:
    """Sends a draft that is ready; returns the reference."""
    sent = client.post(f"/raise/{draft}/check/")
    assert sent.status_code == 302, page(sent).one(css="govuk-error-summary").text
    return sent["Location"].split("/")[2]


def first_words(town: Town, reference: str) -> dict[str, object]:
    """The words of a challenge as Rosa reads them."""
    matter = queries.matter(town.rosa, reference, MONDAY)
    assert matter is not None
    return matter.entries[0].words


def first_fact(town: Town, reference: str, reader: str = "amir") -> Raised:
    """The fact of a challenge that was raised, as somebody who takes part reads it."""
    matter = queries.matter(town.people[reader], reference, MONDAY)
    assert matter is not None
    fact = matter.entries[0].entry.event.fact
    assert isinstance(fact, Raised)
    return fact
