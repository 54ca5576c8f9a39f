"""An administrator ends every sign-in of somebody, such as after a lost phone: ended, written down and told as one."""

from __future__ import annotations

import logging

from django.db import transaction

from forthright.audit import accounts
from forthright.directory import sessions
from forthright.directory.models import Person, Post
from forthright.directory.upkeep import By, about, note
from forthright.notices.actions import queue_watch
from forthright.notices.sentences import SIGNED_OUT

log = logging.getLogger("forthright.security")

ACT = "signed out everywhere"


@transaction.atomic
def sign_out_everywhere(person: Person, post: Post, by: By) -> int:
    """Ends every sign-in of this person; `post` is one by which whoever does it keeps them. Returns how many there
    were. The person is told also where there was none: they may have lost what they sign in with."""
    assert by.person is not None
    ended = sessions.end_all(person)
    doer = (by.person.pk, by.person.name)
    entry = accounts.note(accounts.Kind.SIGNED_OUT, (person.pk, person.name), by.at, doer)
    note(by, post.partnership_id, post.agency_id, ACT, **about(post, person))
    queue_watch(SIGNED_OUT, [person.pk], by.at, entry.pk)
    log.info("signed out everywhere person %s by person %s", person.pk, by.person.pk)
    return ended
