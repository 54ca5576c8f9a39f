"""The whole of one challenge: as a timeline, on paper, and as plain text for an agency's own case system."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.core.challenge.sees import reads_words
from forthright.record.queries import Matter
from forthright.web.gate import now, open_matter
from forthright.web.presenters import record, when
from forthright.web.presenters.labels import labelled
from forthright.web.presenters.timeline import private_notes, shown


def _facts_only(matter: Matter) -> bool:
    return not reads_words(matter.actor, matter.state)


@require_safe
def timeline(request: HttpRequest, reference: str) -> HttpResponse:
    """Every entry that this person may see, newest first unless asked otherwise."""
    matter = open_matter(request, reference)
    oldest = request.GET.get("order") == "oldest"
    return render(
        request,
        "printed/timeline.html",
        {
            "reference": reference,
            "entries": shown(matter, newest_first=not oldest),
            "oldest": oldest,
            "facts_only": _facts_only(matter),
        },
    )


@require_safe
def printed(request: HttpRequest, reference: str) -> HttpResponse:
    """The record for paper. Private notes of one's own side only when asked for: a print leaves the system."""
    matter = open_matter(request, reference, act="printed")
    at, notes = now(), request.GET.get("notes") == "1"
    context = record_of(matter, at, notes)
    signed = {"by": matter.actor.signs(matter.state), "at": when.said(at), "facts_only": _facts_only(matter)}
    return render(request, "printed/record.html", {**context, **signed, "one": context})


def record_of(matter: Matter, at: datetime, notes: bool) -> dict[str, Any]:
    """One record for paper, as this person may see it, at an aware instant."""
    return {
        "reference": matter.reference,
        "summary": labelled(record.summary(matter, at)),
        "outcome": labelled(record.outcome(matter)),
        "people": record.people(matter),
        "entries": shown(matter, newest_first=False, notes=notes),
        "notes": notes,
        "private_notes": private_notes(matter),
        "last": matter.entries[-1].entry.version,
        "head": matter.head,
    }


@require_safe
def paste(request: HttpRequest, reference: str) -> HttpResponse:
    """The chronology, decision and reasons as text to paste. Never with private notes."""
    matter = open_matter(request, reference, act="copied")
    rows = shown(matter, newest_first=False, notes=False)
    text = record.as_text(matter, rows, matter.actor.signs(matter.state), now())
    return render(
        request,
        "printed/paste.html",
        {"reference": reference, "text": text, "facts_only": _facts_only(matter)},
    )


ADDRESSES = [
    path("matter/<str:reference>/timeline/", timeline, name="timeline"),
    path("matter/<str:reference>/record/", printed, name="printed"),
    path("matter/<str:reference>/paste/", paste, name="paste"),
]
