"""What a policy text is based on: whose policy it is, where anybody can read it, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from forthright.record.bases import Shelf
from forthright.web.presenters import policy_versions


@dataclass(frozen=True, slots=True)
class BaseSaid:
    """The name of the base, which leads to its page, and what kind of text it is."""

    name: str
    href: str
    what: str


def base_said(shelf: Shelf, text: str) -> BaseSaid | None:
    """Of a text that can be read and names a base; None for any other."""
    reading = shelf.read(text)
    if reading.policy is None or "based on" not in reading.places:
        return None
    name = reading.policy.base
    version = shelf.version(name)
    if version is None:
        return BaseSaid(name, reverse("published_of", args=(name,)), _("a policy that comes with Forthright"))
    what = _("%(version)s, in force now") % {"version": policy_versions.name(version)}
    return BaseSaid(version.partnership.name, reverse("next_step_of", args=(version.partnership.slug,)), what)
