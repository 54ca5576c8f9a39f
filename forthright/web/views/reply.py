"""The way in for somebody without an account: a link to one challenge, and a code each time.

Whether a link is one is never said. A page that is right for every link asks for a code; a page that is right for every
code says that it opens nothing. Opening the link sends nothing, since mail programs open links by themselves.
"""

from __future__ import annotations

import re
import secrets

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from forthright.directory.guests import digest_of
from forthright.record import inviting
from forthright.web import gate
from forthright.web.forms.guests import Code
from forthright.web.guests import BACKEND, ROUND

LINK, BROWSER = "reply_link", "reply_browser"
"""Where a browser's session keeps the digest of the link, and its own secret."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is for, and the button that has a code sent. The same for a link that was never sent."""
    digest = digest_of(token) if re.fullmatch(r"[\w-]{20,80}", token) else ""
    if request.method != "POST":
        inviting.note_opened(digest, gate.now())
        return render(request, "reply/link.html", {"token": token})
    secret = request.session.get(BROWSER) or secrets.token_urlsafe(32)
    request.session[BROWSER], request.session[LINK] = secret, digest
    inviting.ask_code(digest, digest_of(secret), gate.now())
    return redirect("reply_code")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Where the code is entered; another one can be asked for."""
    asked, secret = request.session.get(LINK), request.session.get(BROWSER)
    if asked is None or secret is None:
        return redirect("reply_help")
    if request.POST.get("go") == "again":
        inviting.ask_code(asked, digest_of(secret), gate.now())
        return render(request, "reply/code.html", {"form": Code(), "again": True})
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = inviting.come_in(asked, digest_of(secret), form.cleaned_data["code"], gate.now())
        if found is not None:
            login(request, found.guest, backend=BACKEND)
            request.session[ROUND] = found.renewed_often
            return redirect("matter", found.challenge)
        form.wrong()
    return render(request, "reply/code.html", {"form": form}, status=422 if request.method == "POST" else 200)


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """What to do when a link or a code opens nothing."""
    return render(request, "reply/help.html")


ADDRESSES = [
    path("reply/", help_page, name="reply_help"),
    path("reply/code/", code, name="reply_code"),
    path("reply/<str:token>/", link, name="reply_link"),
]
