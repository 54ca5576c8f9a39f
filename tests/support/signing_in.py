"""Short ways to be signed in, for tests that are about something else."""

from __future__ import annotations

import time

from django.test import Client

from forthright.directory.models import Person
from forthright.web import stepping_up


def sign_in_freshly(client: Client, person: Person) -> Client:
    """Signs this person in as if they had given password and second factor, or a passkey, just now."""
    client.force_login(person)
    session = client.session
    session[stepping_up.PROOFS] = {stepping_up.PASSKEY: int(time.time()), "whose": person.pk}
    session.save()
    return client
