"""Lines in the log about who signs in and how: who, what and when, never an address or anything that was typed.

The signals are those that Django and allauth send; we have none of our own.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import Signal

log = logging.getLogger("forthright.security")

SAID: tuple[tuple[Signal, str], ...] = (
    (user_logged_in, "signed in"),
    (user_logged_out, "signed out"),
    (user_login_failed, "sign-in failed"),
    (account.password_changed, "password changed"),
    (account.password_reset, "password reset"),
    (mfa.authenticator_added, "second factor added"),
    (mfa.authenticator_removed, "second factor removed"),
    (mfa.authenticator_reset, "recovery codes made anew"),
)


def listen() -> None:
    """From now on each of these is a line. Called once, where the addresses are loaded."""
    for signal, what in SAID:
        signal.connect(_line(what), weak=False, dispatch_uid=f"security log: {what}")


def _line(what: str) -> Any:
    def write(sender: object, user: Any = None, **_more: object) -> None:
        log.info("%s %s", what, f"person {user.pk}" if user is not None and user.pk else "nobody known")

    return write
