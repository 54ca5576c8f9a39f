"""A post that acts for an agency, as a line of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from forthright.core.policy.shapes import Role
from forthright.directory.models import ActingFor
from forthright.web.presenters import labels


@dataclass(frozen=True, slots=True)
class Acting:
    """One of them. `over` tells that its last day has passed; `open` that no end is entered."""

    number: int
    role: str
    who: str
    when: str
    basis: str
    entered: str
    over: bool


def shown(row: ActingFor, today: date) -> Acting:
    """The line on a local day."""
    told = {"first": _day(row.starts), "last": _day(row.ends) if row.ends else ""}
    when = _("From %(first)s until %(last)s") % told if row.ends else _("From %(first)s, no end entered") % told
    by = {"name": row.added_name, "day": _day(row.added_at.date()), "ended": row.ended_name}
    entered = _("Entered by %(name)s on %(day)s") % by
    return Acting(
        number=row.pk,
        role=labels.code(Role(row.role)),
        who=f"{row.post.title}, {row.post.agency}",
        when=when,
        basis=row.basis,
        entered=_("%(entered)s. Last day entered by %(by)s") % {"entered": entered, "by": row.ended_name}
        if row.ended_name
        else entered,
        over=bool(row.ends and row.ends < today),
    )


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
