"""Who has looked at a challenge, printed it or copied it. Both sides see the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.audit.models import Look
from forthright.audit.queries import trail
from forthright.core.challenge.sees import hides_posts, reads_words
from forthright.web.gate import open_matter
from forthright.web.paging import page_of, start_of
from forthright.web.presenters import labels, need, when

SIZE = 50


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look. `name` is empty for those who see facts only."""

    when: str
    name: str
    title: str
    agency: str
    act: str
    version: int


def _line(look: Look, named: bool, posts: bool) -> LookLine:
    return LookLine(
        when=when.said(look.at),
        name=look.name if named else "",
        title=labels.first_upper(look.title) if posts else "",
        agency=look.agency,
        act=need.act(look),
        version=look.version,
    )


@require_safe
def looks(request: HttpRequest, reference: str) -> HttpResponse:
    """The trail, newest first. This look stands in it too."""
    matter = open_matter(request, reference)
    named, posts = reads_words(matter.actor, matter.state), not hides_posts(matter.actor, matter.state)
    start = start_of(request)
    found, paged = page_of(list(trail(reference)[start : start + SIZE + 1]), start, SIZE)
    shown = {
        "reference": reference,
        "named": named,
        "rows": [_line(look, named, posts) for look in found],
        "paged": paged,
    }
    return render(request, "looks/looks.html", shown)


ADDRESSES = [path("matter/<str:reference>/looks/", looks, name="looks")]
