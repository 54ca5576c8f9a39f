"""Asks an agency's sign-in again while somebody works whether they are still who it said they are: before each act, and
each minute or so while they read.

What it no longer says ends at that request: a post that was taken away, an account that was closed.
While it cannot be reached people go on for a quarter of an hour at most, and are then asked to sign in again; what they
had typed is kept for them. The key to ask with is sealed in the session and ends with it.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialToken
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from forthright.directory.claims import UnknownPost
from forthright.directory.models import Person
from forthright.site.answers import SKEW, Answer, BadAnswer, posts
from forthright.site.boxes import box
from forthright.site.middleware import GetResponse
from forthright.site.providers import Provider
from forthright.web.stepping_up import BY_AGENCY

log = logging.getLogger("forthright.sign_in")

SESSION = BY_AGENCY
"""In the session: who (`person`), with which sign-in, its subject, whether its second step counts, the sealed key and
its kind, and when it last said that all is as it was (`at`) and was last asked (`asked`), in seconds since 1970."""
BEFORE_AN_ACT = 10
"""An act is checked at once, unless the sign-in was asked so few seconds before: a form sent twice asks once. Saving a
draft is no act: it is its writer's own, and happens while they type."""
AWAY = 15 * 60
"""For how long, in seconds, people go on while their agency's sign-in cannot be asked."""
PURPOSE = b"forthright access to a sign-in"


def begin(request: HttpRequest, person: Person, provider: Provider, token: SocialToken | None, answer: Answer) -> None:
    """Remember with whom this person has signed in."""
    now, refresh = int(time.time()), bool(token and token.token_secret)
    request.session[SESSION] = {
        "person": person.pk,
        "key": provider.key,
        "subject": answer.subject,
        "second_step": answer.second_step,
        "refresh": refresh,
        "token": _sealed((token.token_secret if refresh else token.token) if token else ""),
        "at": now,
        "asked": now,
    }


def _sealed(key: str) -> str:
    return box(PURPOSE).encrypt(key.encode()).decode()


def has_second_step(request: HttpRequest, person: Person) -> bool:
    """Whether the agency's own second step counts for this person in this session."""
    kept = request.session.get(SESSION, {})
    return bool(kept.get("second_step")) and kept.get("person") == person.pk


def recheck(get_response: GetResponse) -> GetResponse:
    """Before a page is drawn: asks where it is time to. Ends the session where the answer is no."""

    def handle(request: HttpRequest) -> HttpResponse:
        kept = request.session.get(SESSION)
        if kept and request.user.is_authenticated:
            provider: Provider | None = settings.PROVIDERS.get(kept["key"])
            now = int(time.time())
            if provider is None:
                _end(request)
            elif now - kept["asked"] >= _lasts(request, provider) and _only_one(request):
                asking = request.session.session_key  # it is another one where the answer ends the session
                try:
                    _ask(request, provider, kept, now)
                finally:
                    cache.delete(f"recheck:{asking}")
        return get_response(request)

    return handle


def _lasts(request: HttpRequest, provider: Provider) -> int:
    """How long, in seconds, the last answer counts for this request."""
    reads = request.method in ("GET", "HEAD", "OPTIONS") or _saves_a_draft(request.path_info)
    return provider.recheck if reads else min(BEFORE_AN_ACT, provider.recheck)


def _saves_a_draft(address: str) -> bool:
    try:
        return resolve(address).url_name == "draft_save"
    except Resolver404:
        return False


def _only_one(request: HttpRequest) -> bool:
    """Whether no other request of this session is asking just now: a key to ask with is often good for once. Whoever
    dies while asking is followed after 20 seconds."""
    return bool(cache.add(f"recheck:{request.session.session_key}", True, 20))


def _ask(request: HttpRequest, provider: Provider, kept: dict[str, Any], now: int) -> None:
    from forthright.site.single_sign_on import NO_POST_LEFT, settle_posts

    found = asked_again(provider, kept)
    assert isinstance(request.user, Person)
    if found is None:
        if now - kept["at"] >= AWAY:
            return _end(request)
        request.session[SESSION] = {**kept, "asked": now - provider.recheck + 60}  # once more in a minute
        return None
    said, key = found
    try:
        if said.get("sub") != kept["subject"]:
            raise BadAnswer("another subject")
        answer = Answer(kept["subject"], "", False, False, False, posts({}, said, provider))
        has_post = settle_posts(provider, request.user, answer)
    except (BadAnswer, UnknownPost) as bad:
        log.warning("sign-in %s answered again with %s", provider.key, getattr(bad, "fault", "an unknown post"))
        return _end(request)
    if not has_post:
        return _end(request, str(NO_POST_LEFT))
    request.session[SESSION] = {**kept, "at": now, "asked": now, "token": _sealed(key)}
    return None


def asked_again(provider: Provider, kept: dict[str, Any]) -> tuple[dict[str, Any], str] | None:
    """What the sign-in says now of the person, and the key to ask with next time; {} where it says no; None where it
    cannot be asked. Its signed answer is had with a key for that (`refresh`), where the agency gives one."""
    import requests

    try:
        key = access = box(PURPOSE).decrypt(kept["token"].encode()).decode()
        with get_adapter().get_requests_session() as session:
            described = _json(session.get(f"{provider.issuer}/.well-known/openid-configuration"))
            if kept["refresh"]:
                got = _renewed(session, described, provider, key)
                key, access = str(got.get("refresh_token") or key), got["access_token"]
                if "id_token" in got:
                    return _opened(got["id_token"], provider, described["issuer"]), key
            headers = {"Authorization": f"Bearer {access}"}
            said = _json(session.get(described["userinfo_endpoint"], headers=headers, allow_redirects=False))
    except (_SaysNo, InvalidToken):
        return {}, ""
    except (requests.RequestException, ValueError, KeyError, TypeError):
        log.warning("sign-in %s cannot be asked", provider.key)
        return None
    if provider.posts and provider.posts_claim not in said:
        return None  # said in the signed answer alone, which only signing in again brings
    return said, key


class _SaysNo(Exception):
    """The sign-in knows the question and refuses it."""


def _json(answer: Any) -> dict[str, Any]:
    if answer.status_code in (400, 401, 403):
        raise _SaysNo
    answer.raise_for_status()
    said = answer.json()
    if not isinstance(said, dict):
        raise ValueError("not an object")
    return said


def _renewed(session: Any, described: dict[str, Any], provider: Provider, key: str) -> dict[str, Any]:
    """A new key to ask with, and mostly the signed answer anew. No scope is named: it stays what it was."""
    methods = described.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    basic = (provider.client_id, provider.secret) if "client_secret_post" not in methods else None
    who = {} if basic else {"client_id": provider.client_id, "client_secret": provider.secret}
    sent = {"grant_type": "refresh_token", "refresh_token": key} | who
    return _json(session.post(described["token_endpoint"], data=sent, auth=basic, allow_redirects=False))


def _opened(answer: str, provider: Provider, issuer: str) -> dict[str, Any]:
    """The signed answer. It comes straight from the agency by TLS, so that its signature need not be looked at (OpenID
    Connect Core 3.1.3.7, 6); who it is from, for whom, and until when is."""
    import jwt

    checks = {"verify_signature": False, "verify_exp": True, "verify_aud": True, "verify_iss": True}
    try:
        said: dict[str, Any] = jwt.decode(
            answer, options=checks, audience=provider.client_id, issuer=issuer, leeway=SKEW
        )
    except jwt.PyJWTError as wrong:
        raise _SaysNo from wrong
    return said


def _end(request: HttpRequest, why: str = "") -> None:
    logout(request)
    messages.info(request, why or _("Your agency’s sign-in has to say again who you are. Sign in to go on."))
