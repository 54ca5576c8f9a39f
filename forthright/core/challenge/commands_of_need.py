"""What people may wish for about who may know: see `restricting` and `breaking`."""

from __future__ import annotations

from forthright.core.challenge.codes import GlassWhy, RestrictedWhy
from forthright.core.challenge.command import Command, Verb
from forthright.core.challenge.moment import Seat


class Restrict(Command, frozen=True, kw_only=True):
    """Keep it to people on a named list, with a reason. `never`: nobody may break the glass to it."""

    VERB = Verb.RESTRICT
    code: RestrictedWhy
    never: bool = False


class ListPerson(Command, frozen=True, kw_only=True):
    """Put somebody on the named list of a restricted matter, with a reason."""

    VERB = Verb.LIST
    seat: Seat


class UnlistPerson(Command, frozen=True, kw_only=True):
    """Take somebody off the named list, with a reason: they take no part from then on."""

    VERB = Verb.UNLIST
    person: int


class LiftRestriction(Command, frozen=True, kw_only=True):
    """Restrict it no longer, with a reason."""

    VERB = Verb.LIFT


class BreakGlass(Command, frozen=True, kw_only=True):
    """Read one matter that one may not see, for three hours, with a reason. `title` and `agency` are those of the post
    of whoever does."""

    VERB = Verb.BREAK_GLASS
    code: GlassWhy
    title: str
    agency: int


class EndGlass(Command, frozen=True, kw_only=True):
    """Read it no longer, before the three hours are over."""

    VERB = Verb.END_GLASS


class ReviewGlass(Command, frozen=True, kw_only=True):
    """Say whether it was justified that the glass was broken, at an entry, with words."""

    VERB = Verb.REVIEW_GLASS
    entry: int
    justified: bool
