"""Where one is signed in, ending it, and how long the present sign-in still lasts."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.directory import sessions
from forthright.web import gate
from forthright.web.gate import who
from forthright.web.presenters import when
from forthright.web.presenters.browsers import named


@require_http_methods(["GET", "HEAD", "POST"])
def my_sessions(request: HttpRequest) -> HttpResponse:
    """The list, and what ends one or all of them. Addresses on the internet are not shown: they tell their owner
    little, and anybody who looks over a shoulder too much."""
    person = who(request)
    if request.method == "POST":
        return _end(request)
    rows = [
        {
            "number": one.number,
            "browser": named(one.browser),
            "began": when.said(one.began),
            "seen": when.said(one.seen),
            "current": one.current,
        }
        for one in sessions.signed_in(person, gate.now(), request.session.session_key)
    ]
    return render(request, "account/sessions.html", {"rows": rows})


def _end(request: HttpRequest) -> HttpResponse:
    person, asked = who(request), request.POST.get("end", "")
    if asked == "everywhere":
        sessions.end_all(person)
        logout(request)
        return redirect("account_login")
    if asked == "others":
        sessions.end_all(person, but=request.session.session_key)
        messages.success(request, _("You are signed out everywhere else."))
    elif asked.isascii() and asked.isdecimal() and sessions.end(person, int(asked[:18])):
        messages.success(request, _("That sign-in is ended."))
    return redirect("my_sessions")


def seconds_left(request: HttpRequest) -> int:
    """How long this sign-in lasts if nothing is done; 0 for nobody."""
    if not request.user.is_authenticated:
        return 0
    now, session = time.time(), request.session
    idle = session.get("seen", now) + settings.SESSION_COOKIE_AGE - now
    whole = session.get("began", now) + settings.SESSION_ABSOLUTE_AGE - now
    return max(int(min(idle, whole)), 0)


@login_not_required
@require_http_methods(["GET", "POST"])
def time_left(request: HttpRequest) -> HttpResponse:
    """The seconds that are left, as a number. Looking does not lengthen them; sending does."""
    return HttpResponse(str(seconds_left(request)), content_type="text/plain; charset=utf-8")


ADDRESSES = [
    path("my-sessions/", my_sessions, name="my_sessions"),
    path("time-left", time_left, name="time_left"),
]
