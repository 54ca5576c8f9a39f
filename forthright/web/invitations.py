"""Inviting somebody who is new to choose a password: allauth's own link, by e-mail, with nothing personal in it."""

from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from forthright.directory.models import Person

log = logging.getLogger(__name__)


def invite(person: Person) -> bool:
    """Sends the link; False where the mail could not be handed over, so that the page can say so.

    It works once, for as long as PASSWORD_RESET_TIMEOUT says, and only until a password is chosen. It is sent at once
    and not kept as a message: a row with a link in it would be a key that lies about.
    """
    key = default_token_generator.make_token(person)
    where = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    context = {"url": f"{settings.ADDRESS}{where}", "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)}
    try:
        get_adapter().send_mail("account/email/invitation", person.email, context)
    except OSError as fault:  # what a mail server that is away or says no comes to
        log.warning("invitation of person %s not sent: %s", person.pk, type(fault).__name__)
        return False
    return True
