"""Inviting somebody who is new to choose a password, while the page waits: so that it can say whether it went out."""

from __future__ import annotations

import logging

from forthright.directory.models import Person
from forthright.notices.joining import post_invitation

log = logging.getLogger(__name__)


def invite(person: Person) -> bool:
    """Sends the link; False where the mail could not be handed over, so that the page can say so."""
    try:
        post_invitation(person)
    except OSError as fault:  # what a mail server that is away or says no comes to
        log.warning("invitation of person %s not sent: %s", person.pk, type(fault).__name__)
        return False
    return True
