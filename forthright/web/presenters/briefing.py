"""The seven cards as a page shows them, and where each leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from forthright.briefing.cards import CARDS, CLOSING_QUESTIONS


@dataclass(frozen=True, slots=True)
class Box:
    """One card. `quoted` is the source's own words, in English whatever the page's language."""

    number: int
    title: str
    quoted: str
    in_practice: str
    question: str
    link: str
    address: str


def boxes() -> list[Box]:
    """The seven, in the order of the source."""
    return [
        Box(
            number=card.number,
            title=card.title,
            quoted=card.quoted,
            in_practice=_(card.in_practice),
            question=_(card.question),
            link=_(card.link),
            address=place(card.leads_to),
        )
        for card in CARDS
    ]


def closing_questions() -> list[str]:
    """What to talk about at the end."""
    return [_(question) for question in CLOSING_QUESTIONS]


def place(leads_to: str) -> str:
    """The address of a route as cards and barriers name it: "next-step"."""
    return reverse(leads_to.replace("-", "_"))
