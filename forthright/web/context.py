"""What every page needs for its frame."""

from django.conf import settings
from django.http import HttpRequest

from forthright.record.protection import glass_of
from forthright.web import gate
from forthright.web.presenters import need, when


def frame(request: HttpRequest) -> dict[str, object]:
    """For every template: `demo`, whether all is invented, and `here`, the name of the page."""
    match = request.resolver_match
    return {"demo": settings.DEMO, "here": match.view_name if match else "", "glass": glass(request)}


def glass(request: HttpRequest) -> dict[str, str] | None:
    """The challenge that this person reads through a broken glass, and for how much longer; None where they read none.

    A page of a challenge knows it from the record. Elsewhere the session says whether to look: no other page asks.
    """
    reference, until = getattr(request, "glass", ("", None))
    session = getattr(request, "session", {})
    if until is None and session.get("glass") and request.user.is_authenticated:
        found = glass_of(gate.who(request).pk, session["glass"])
        reference, until = (found.challenge_id, found.until) if found else ("", None)
    now = gate.now()
    if until is None or until <= now:
        return None
    return {"reference": reference, "left": need.left(until, now), "until": when.said(until)}
