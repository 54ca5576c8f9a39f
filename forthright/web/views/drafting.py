"""Keeps what is typed in a draft of one's own whenever typing pauses, whatever form it belongs to."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.http import require_POST

from forthright.record import drafts
from forthright.record.models import Draft
from forthright.web import gate

MACHINE = frozenset({"csrfmiddlewaretoken", "token", "seen", "go", "remove", "back", "check", "clear", "delete"})
"""Fields and buttons that nobody typed: they belong to one showing of the page and would be wrong on the next."""


def typed(sent: QueryDict) -> dict[str, Any]:
    """What was typed in a form, by field: a text each, or a list where several boxes of one name were ticked.

    Browsers send two characters for each line break; people count one, and so do we.
    """
    found: dict[str, Any] = {}
    for name, values in sent.lists():
        if name not in MACHINE:
            lines = [str(value).replace("\r\n", "\n") for value in values]
            found[name] = lines[0] if len(lines) == 1 else lines
    return found


@require_POST
def save(request: HttpRequest, draft: str) -> HttpResponse:
    """204 when it is kept; 404 for a draft that is not one's own, or is sent or deleted."""
    try:
        drafts.save(gate.who(request), draft, typed(request.POST), gate.now())
    except Draft.DoesNotExist:
        raise Http404 from None
    return HttpResponse(status=204)


ADDRESSES = [path("draft/<str:draft>/", save, name="draft_save")]
