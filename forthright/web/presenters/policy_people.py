"""What a policy lacks with the people, posts and opening hours that the partnership's directory has now: warnings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forthright.core.policy.check import check_with
from forthright.core.policy.proofs.posts import Directory
from forthright.core.policy.reader import Reading
from forthright.web.presenters.policy_findings import FindingLine, finding_line


@dataclass(frozen=True, slots=True)
class People:
    """What was found. `looked` says how many agencies were looked at, `none` what is said where nothing was found."""

    looked: str
    none: str
    lines: list[FindingLine]


def people(reading: Reading, held_now: Callable[[], Directory], day: date) -> People | None:
    """Of a text that can be read, and is to count from a day; None for any other."""
    if reading.policy is None or not reading.policy.steps:
        return None
    directory = held_now()
    count = len(directory.agencies)
    looked = ngettext(
        "%(count)s agency of the directory was looked at, as it is now.",
        "%(count)s agencies of the directory were looked at, as they are now.",
        count,
    )
    none = _("In each of them there is somebody for every step, and times can be counted in its opening hours.")
    found = check_with(reading.policy, directory, day)
    return People(
        looked=looked % {"count": count} if count else _("No agency is in the directory yet."),
        none=none if count and not found else "",
        lines=[finding_line(finding, reading) for finding in found],
    )
