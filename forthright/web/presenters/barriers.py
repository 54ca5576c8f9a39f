"""What may help, as sections of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from forthright.reflection.barriers import BARRIERS, Support, supports_for
from forthright.web.presenters.briefing import place

ON_THE_PAGE = ("who-sees", "colleague")


@dataclass(frozen=True, slots=True)
class Help:
    """One thing that may help, and where it is."""

    text: str
    link: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """What may help with one barrier."""

    name: str
    helps: list[Help]


def sections(answers: Mapping[str, int]) -> list[Section]:
    """A section for each barrier agreed with, the strongest first. `answers` as for `supports_for`."""
    name_of = {support: barrier.name for barrier in BARRIERS for support in barrier.supports}
    found: dict[str, list[Help]] = {}
    for support in supports_for(answers):
        found.setdefault(name_of[support], []).append(_help(support))
    return [Section(_(name), helps) for name, helps in found.items()]


def _help(support: Support) -> Help:
    links = {
        "scripts": _("See the scripts"),
        "next-step": _("See the steps"),
        "briefing": _("Read the briefing"),
        "door": _("Find the right door"),
        "raise": _("Start a private draft"),
        "my-turn": _("See what is waiting for you"),
        "who-sees": _("Who will see what"),
        "colleague": _("Who you can talk to"),
    }
    here = support.leads_to in ON_THE_PAGE
    address = f"#{support.leads_to}" if here else place(support.leads_to)
    return Help(_(support.text), links[support.leads_to], address)
