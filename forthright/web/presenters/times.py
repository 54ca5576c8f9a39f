"""When it began, as its policy counts: the days from which times run, and if it was raised in the policy's time."""

from __future__ import annotations

from django.utils.translation import gettext as _

from forthright.record.queries import Matter
from forthright.web.presenters import when


def days(matter: Matter) -> list[tuple[str, str]]:
    """The days from which its policy counts a time, and by when the child needs it, each under its label."""
    state = matter.state
    named = [
        (_("The decision was received"), state.received),
        (_("The conference"), state.conference),
        (_("The child needs it by"), state.needed_by),
    ]
    return [(label, when.day(day)) for label, day in named if day]


def in_time(matter: Matter) -> str:
    """The policy's own time to raise it beside when it was raised: told, and no more than that."""
    due, raised = matter.state.raise_due, matter.state.raised_at
    if due is None or raised is None:
        return ""
    told = {"due": when.said(due), "raised": when.said(raised)}
    return _("The policy asks to raise this by %(due)s. It was raised at %(raised)s.") % told
