"""Signing in with an agency's own sign-in (OpenID Connect): whom it is about, what it may say, and what it changes.

A person is (sign-in, subject), never an e-mail address. The first time, a subject is linked to the person whom an
administrator entered with that address, in a post of that agency, and who is linked to nothing yet: an address that
two sign-ins assert is not the same person. Nobody is made by a sign-in.
"""

from __future__ import annotations

import logging
from typing import Any, NoReturn

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forthright.audit import accounts
from forthright.directory import claims as directory
from forthright.directory.addresses import BadAddress, looked_up_as
from forthright.directory.models import Person
from forthright.directory.queries import posts_of
from forthright.record.unreachable import tell_of_what_is_left
from forthright.site.answers import Answer, BadAnswer, read
from forthright.site.providers import Provider
from forthright.site.rechecks import begin
from forthright.web import stepping_up

log = logging.getLogger("forthright.sign_in")

NOT_KNOWN = _(
    "Your agency’s sign-in knows you, and Forthright does not. Ask your administrator to enter you, with your post and "
    "the email address that your agency’s sign-in uses."
)
CLOSED = _("This account is closed. Ask your administrator.")
NOT_CONNECTED = _("A sign-in is linked the first time that you use it. It is not linked from here.")
NO_POST = _(
    "Your agency’s sign-in names a post that is not entered in Forthright, or twice. Nothing was changed. Tell your "
    "administrator."
)
NO_POST_LEFT = _(
    "Your agency’s sign-in says that you hold no post in Forthright any more. If this is wrong, tell your "
    "administrator."
)


def provider_of(key: str) -> Provider:
    """The agency's sign-in of this key. Raises KeyError."""
    providers: dict[str, Provider] = settings.PROVIDERS
    return providers[key]


class SingleSignOn(DefaultSocialAccountAdapter):
    """What our rules are where allauth asks for them."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an administrator enters people."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the person, and settles what the answer says of them; or refuses, with nothing changed."""
        if sociallogin.state.get("process") == "connect":
            refuse(request, NOT_CONNECTED)
        provider = provider_of(sociallogin.account.provider)
        try:
            kept = sociallogin.state.get("data") or {}
            answer = read(sociallogin.account.extra_data, provider, kept.get("nonce", ""), kept.get("asked_at"))
        except BadAnswer as bad:
            log.warning("sign-in %s answered with %s", provider.key, bad.fault)
            refuse(request, bad.sentence)
        with transaction.atomic():
            person = sociallogin.user if sociallogin.is_existing else self._first_time(request, provider, answer)
            if not person.is_active:
                refuse(request, CLOSED)
            try:
                has_post = settle_posts(provider, person, answer)
            except directory.UnknownPost:
                log.error("sign-in %s names a post that is not entered, or twice", provider.key)
                refuse(request, NO_POST)
            if not sociallogin.is_existing:
                sociallogin.connect(request, person)
                note = accounts.note
                note(accounts.Kind.LINKED, (person.pk, person.name), timezone.now(), detail=provider.key)
            # Names and whatever else the agency tells are not ours to keep.
            SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})
        if not has_post:  # what the answer ended stays ended: it is refused only once that is written
            refuse(request, NO_POST_LEFT)
        if request.user.is_authenticated:  # allauth would do it after us, and throw away what we write now
            get_account_adapter().logout(request)
        begin(request, person, provider, sociallogin.token, answer)
        if answer.just_proved:
            stepping_up.note_proof(request, person, stepping_up.PROVIDER)

    def _first_time(self, request: HttpRequest, provider: Provider, answer: Answer) -> Person:
        """The person whom this subject is. Refuses where nobody, or somebody who is linked already, has the address."""
        try:
            email = looked_up_as(answer.email)
        except BadAddress:
            refuse(request, NOT_KNOWN)
        person = Person.objects.select_for_update().filter(email=email).first()
        known = (
            person is not None
            and answer.email_stands
            and email.rpartition("@")[2] in provider.domains
            and not SocialAccount.objects.filter(user=person).exists()
            and belongs(person, provider)
        )
        if person is None or not known:
            log.warning("sign-in %s knows somebody who is not entered for it", provider.key)
            refuse(request, NOT_KNOWN)
        return person


def belongs(person: Person, provider: Provider) -> bool:
    """Whether an administrator has entered this person in a post of that agency, which they hold now."""
    return any(
        post.agency is not None
        and post.agency.name == provider.agency
        and post.partnership.slug == provider.partnership
        for post in posts_of(person, timezone.now())
    )


@transaction.atomic
def settle_posts(provider: Provider, person: Person, answer: Answer) -> bool:
    """Begin and end the posts that the agency's table names, as the answer says, and tell who keeps them of what an
    ended post leaves. Whether the person may go on: False for somebody who holds no post anywhere any more. Raises
    UnknownPost, and changes nothing then."""
    if not provider.posts:
        return True
    now = timezone.now()
    table = directory.posts_called(provider.agency, provider.partnership, set(provider.posts.values()))
    done = directory.settle(person, table, {provider.posts[value] for value in answer.posts}, now)
    for kind, posts in ((accounts.Kind.POST_BEGUN, done.begun), (accounts.Kind.POST_ENDED, done.ended)):
        for post in posts:
            accounts.note(kind, (person.pk, person.name), now, detail=f"{provider.key}: {post.title}")
    tell_of_what_is_left(person, done.ended, now)
    return bool(posts_of(person, now))


def refuse(request: HttpRequest, sentence: Any) -> NoReturn:
    """Ends the sign-in with a page that says why."""
    raise ImmediateHttpResponse(render(request, "account/refused.html", {"sentence": sentence}, status=403))
