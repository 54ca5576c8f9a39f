"""Asks again who somebody is before they do what is hard to undo, unless they signed in within five minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from forthright.web.gate import who

FRESH = 5 * 60
"""Seconds for which a sign-in is fresh."""

View = Callable[..., HttpResponse]


def fresh_sign_in(request: HttpRequest) -> HttpResponse | None:
    """None when the person signed in, or proved who they are, within five minutes; else the answer that asks for it
    and leads back here."""
    records = get_authentication_records(request, who(request))
    if records and 0 <= time.time() - records[-1]["at"] < FRESH:
        return None
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")


def with_fresh_sign_in(view: View) -> View:
    """A page that asks for a fresh sign-in first."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        asked = fresh_sign_in(request)
        return view(request, *args, **named) if asked is None else asked

    return handle
