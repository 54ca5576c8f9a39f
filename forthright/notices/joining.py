"""The link with which somebody who is new chooses a password. It is made when it is sent: a row that held it would be a
key that lies about."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from forthright.directory.models import Person


def post_invitation(person: Person) -> None:
    """Sends the link, with nothing personal in it. Raises OSError where the mail cannot be handed over.

    It works once, for as long as PASSWORD_RESET_TIMEOUT says, and only until a password is chosen.
    """
    key = default_token_generator.make_token(person)
    where = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
    lines = [
        _(
            "You have been given a post in Forthright. Open this link and choose a password. It works once, for "
            "%(days)s days."
        )
        % {"days": days},
        "",
        f"{settings.ADDRESS}{where}",
        "",
        _(
            "If it has run out, ask your administrator to send another. If you do not expect this, do not open it, and "
            "tell them."
        ),
        "",
        _("Forthright: professional challenge between people who safeguard children."),
        _("This address is not read. For help, ask your administrator."),
    ]
    about = _("Forthright: Choose your password")
    EmailMessage(about, "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [person.email]).send()
