"""What somebody without an account may open: their one challenge and its acts, and what is open to everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from forthright.directory.models import Person
from forthright.record import inviting
from forthright.web import gate

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ROUND = "guest_round"
"""Where the session keeps how often the invitation had been renewed when its guest came in."""

OF_THEIR_MATTER = frozenset({"matter", "act", "timeline", "printed", "paste", "looks", "dates", "why", "why_file"})
"""Their matter's own pages and acts."""
OPEN_TO_ALL = frozenset(
    {
        *("start", "danger", "scripts", "about", "privacy", "accessibility", "healthz", "next_step", "next_step_of"),
        *("published", "published_of", "door", "door_of", "when_due", "briefing", "barriers"),
        *("reply_help", "reply_code", "reply_link", "account_logout", "time_left", "recovery_finish", "reach_answer"),
    }
)


class GuestLimits:
    """Keeps a guest to their one challenge, and sends them away at the first request after their invitation ended.

    A list of what is allowed: a page that is added later is not theirs until somebody says so here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, named: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The page that says it has ended, a 404, or None to go on."""
        person = request.user
        if not isinstance(person, Person) or not person.guest:
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        invitation = inviting.open_to(person, request.session.get(ROUND, -1), gate.now())
        if invitation is None:
            logout(request)
            return None if name in OPEN_TO_ALL else render(request, "reply/ended.html", status=403)
        if (
            name == "draft_save"
            or name in OPEN_TO_ALL
            or (  # a draft is there for its owner alone
                name in OF_THEIR_MATTER and named.get("reference") == invitation.challenge
            )
        ):
            return None
        raise Http404
