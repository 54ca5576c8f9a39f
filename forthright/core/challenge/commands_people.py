"""What people may wish for about who takes part: part of `commands`."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge.codes import Conflict
from forthright.core.challenge.command import Command, Verb
from forthright.core.challenge.moment import Seat


class DeclareConflict(Command, frozen=True, kw_only=True):
    """Say that one must not take part in it: one's part goes to somebody else, and one sees nothing of it any more."""

    VERB = Verb.CONFLICT
    code: Conflict


class PassOver(Command, frozen=True, kw_only=True):
    """Say that somebody of one's own side who is not in it yet must not come in: the next rung goes past them."""

    VERB = Verb.PASS_OVER
    seat: Seat
    code: Conflict


class AskAdvice(Command, frozen=True, kw_only=True):
    """Ask somebody for advice, also of another agency: they read with one's side and are no party to it."""

    VERB = Verb.ASK_ADVICE
    seat: Seat


class Release(Command, frozen=True, kw_only=True):
    """Say that one's side has had the advice of an adviser, by their number: they take no part any more."""

    VERB = Verb.RELEASE
    person: int


class EnterByPhone(Command, frozen=True, kw_only=True):
    """Enter what `person` said by telephone at `held` (aware, in the past): `said`, an act with words. `title` is the
    post of whoever enters it."""

    VERB = Verb.BY_PHONE
    person: int
    said: Command
    held: datetime
    title: str


class ReHome(Command, frozen=True, kw_only=True):
    """Give the part of somebody who leaves to another of their agency, with a reason. No `seat` ends the part where
    nothing is owed. `same_person` tells that both are accounts of one human being."""

    VERB = Verb.RE_HOME
    leaver: int
    seat: Seat | None = None
    same_person: bool = False
