"""What somebody sent when it could not be taken, because their sign-in had ended or must be fresh, is kept for them.

It lies sealed among their drafts, for them alone, and is offered again once they have signed in.
"""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest
from django.middleware.csrf import _unmask_cipher_token
from django.urls import reverse

from forthright.directory.models import Person
from forthright.record import drafts
from forthright.web.gate import now

KIND = "kept"
MOST = 5
"""Things kept for one person at a time; the oldest goes first. Each is one press of a button."""
PAGES_LAST = 7 * 24 * 60 * 60
"""Seconds for which we remember for whom a page was drawn."""
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
OURS = "kept"
"""The hidden field that names what was kept when it is sent at last."""

# Pages of signing in hold passwords and codes, and what scripts send by themselves is in the form that follows it.
NEVER = (
    "account_",
    "mfa_",
    "usersessions_",
    "openid_connect_",
    "socialaccount_",
    "recovery_",
    "go_on",
    "sign_in_again",
)
BY_SCRIPT = {"draft_save", "policy_look", "policy_check"}


def may_keep(request: HttpRequest) -> bool:
    """Whether this is something that a person typed and sent, on a page whose words may be kept."""
    match = request.resolver_match
    name = match.view_name if match else ""
    if request.method != "POST" or not name or name in BY_SCRIPT or name.startswith(NEVER):
        return False
    return any(field != TOKEN for field in request.POST)


def keep(request: HttpRequest, owner: Person) -> str:
    """Keep what was sent for this person, sealed; the address where they go on with it. Files are not kept."""
    fields = [[name, value] for name, values in request.POST.lists() if name not in (TOKEN, OURS) for value in values]
    data = {"address": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    drafts.drop(owner, request.POST.get(OURS, ""))  # sent again, and again not taken: it is this one now
    for old, _data in drafts.mine(owner, KIND)[MOST - 1 :]:
        drafts.drop(owner, old.pk)
    return reverse("go_on", args=[drafts.start(owner, KIND, now(), data=data).pk])


def remember_page_owner(request: HttpRequest, person: Person) -> None:
    """Called at sign-in. Each sign-in has a form secret of its own, so a form that is sent later says by its token for
    whom its page was drawn, also when the session is long gone or somebody else has signed in at the same computer."""
    if secret := request.META.get("CSRF_COOKIE", ""):
        cache.set(_mark(secret), person.pk, PAGES_LAST)


def page_owner(request: HttpRequest) -> Person | None:
    """For whom the page was drawn from which this was sent, as far as its token says so. A token cannot be guessed, so
    nobody else's page can put words among a person's. Not for guests, who cannot sign in to go on: they get their words
    back on the page."""
    token = request.POST.get(TOKEN, "")
    if not token.isascii() or not token.isalnum() or len(token) != 64:
        return None
    number = cache.get(_mark(_unmask_cipher_token(token)))
    return Person.objects.filter(pk=number, is_active=True, guest=False).first() if number else None


def _mark(secret: str) -> str:
    """The secret itself is not written down."""
    return "page-owner:" + hashlib.sha256(secret.encode()).hexdigest()


def typed_in(request: HttpRequest, without: frozenset[str]) -> str:
    """What a person typed, as one text to copy."""
    lines = [text for name, texts in request.POST.lists() if name not in without for text in texts if text.strip()]
    return "\n\n".join(lines)


def taken(request: HttpRequest, person: Person) -> None:
    """What was kept has now been sent to where it belongs: the kept copy goes."""
    if hasattr(request, "_post") and (named := request.POST.get(OURS, "")):  # a body that nobody read names nothing
        drafts.drop(person, named)
