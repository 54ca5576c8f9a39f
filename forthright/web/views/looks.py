"""Who has looked at a challenge, printed it or copied it. Both sides see the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from forthright.audit.models import Look
from forthright.audit.queries import trail
from forthright.core.challenge.sees import reads_words
from forthright.web.gate import open_matter
from forthright.web.paging import page_of, start_of
from forthright.web.presenters import labels, when

SIZE = 50
ACTS = {
    "looked": _("Looked"),
    "printed": _("Printed"),
    "copied": _("Copied as text"),
    "invited": _("Asked somebody without an account, whose address waits to be vouched for"),
    "vouched": _("Said that the address is theirs"),
    "not vouched": _("Did not say that the address is theirs"),
    "address changed": _("Gave another address"),
    "invitation ended": _("Ended the invitation"),
    "invitation renewed": _("Sent a new link"),
    "link opened": _("Opened the link, and saw nothing of the challenge"),
    "code asked for": _("Asked for a code"),
    "came in by code": _("Came in with a code"),
    "wrong code": _("Tried a wrong code"),
    "locked": _("The link was locked after too many wrong codes"),
    "entered by phone": _("Entered what was said by telephone"),
}


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look. `name` is empty for those who see facts only."""

    when: str
    name: str
    title: str
    agency: str
    act: str
    version: int


def _line(look: Look, named: bool) -> LookLine:
    return LookLine(
        when=when.said(look.at),
        name=look.name if named else "",
        title=labels.first_upper(look.title),
        agency=look.agency,
        act=str(ACTS[look.act]),
        version=look.version,
    )


@require_safe
def looks(request: HttpRequest, reference: str) -> HttpResponse:
    """The trail, newest first. This look stands in it too."""
    matter = open_matter(request, reference)
    named = reads_words(matter.actor, matter.state)
    start = start_of(request)
    found, paged = page_of(list(trail(reference)[start : start + SIZE + 1]), start, SIZE)
    shown = {
        "reference": reference,
        "named": named,
        "rows": [_line(look, named) for look in found],
        "paged": paged,
    }
    return render(request, "looks/looks.html", shown)


ADDRESSES = [path("matter/<str:reference>/looks/", looks, name="looks")]
