"""Which column of a spreadsheet is which, by its heading: agencies write "Job title" and "E-mail" as they like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Column(StrEnum):
    """What a list of people and posts may say, by the heading that our own template has."""

    AGENCY = "Agency"
    GROUP = "Group"
    KIND = "Kind of agency"
    ROLE = "Role in the policy"
    TITLE = "Title of the post"
    TEAM = "Team"
    CONTACT = "Public contact"
    MANAGER = "Managed by"
    NAME = "Name"
    EMAIL = "Work email"
    STARTS = "From"
    ENDS = "Until"


NEEDED = (Column.ROLE, Column.TITLE)
ALSO: dict[Column, tuple[str, ...]] = {
    Column.AGENCY: ("organisation", "organization", "employer", "school", "agency name"),
    Column.GROUP: ("sector", "agency group"),
    Column.KIND: ("agency type", "type of agency", "kind"),
    Column.ROLE: ("role", "policy role", "escalation role", "rung"),
    Column.TITLE: ("job title", "post", "post title", "position", "title"),
    Column.TEAM: ("team name", "department", "joint team", "unit"),
    Column.CONTACT: ("contact", "telephone", "phone", "team contact", "public telephone"),
    Column.MANAGER: ("manager", "line manager", "reports to", "managers email"),
    Column.NAME: ("full name", "person", "post holder", "held by", "staff name"),
    Column.EMAIL: ("email", "e mail", "email address", "work email address", "mail"),
    Column.STARTS: ("start", "start date", "starts", "in post from", "from date"),
    Column.ENDS: ("end", "end date", "ends", "in post until", "to", "leaving date"),
}
ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands, from 0; headings that are not used, and pairs that say the same."""

    at: dict[Column, int]
    unused: tuple[str, ...] = ()
    twice: tuple[tuple[str, str], ...] = ()

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns without which nothing can be imported."""
        return tuple(column for column in NEEDED if column not in self.at)

    def cell(self, cells: Sequence[str], column: Column) -> str:
        """What a line says in a column; "" where it has none."""
        place = self.at.get(column)
        return cells[place] if place is not None and place < len(cells) else ""


def columns_of(headings: Sequence[str]) -> Columns:
    """Each heading gets the column that it names best. A second one for the same column is told, never guessed."""
    found: dict[Column, int] = {}
    unused: list[str] = []
    twice: list[tuple[str, str]] = []
    best = [(_best(heading), place, heading) for place, heading in enumerate(headings) if heading]
    for (_score, column), place, heading in sorted(best, key=lambda one: (-one[0][0], one[1])):
        if column is None:
            unused.append(heading)
        elif column in found:
            twice.append((headings[found[column]], heading))
        else:
            found[column] = place
    return Columns(found, tuple(unused), tuple(twice))


def _best(heading: str) -> tuple[float, Column | None]:
    plain = _plain(heading)
    scored = [(_likeness(plain, word), column) for column in Column for word in (_plain(column), *ALSO[column])]
    score, column = max(scored, key=lambda one: one[0])
    return (score, column) if score >= ALIKE else (0.0, None)


def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other).ratio() * 0.99


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", " ", text.lower().replace("'", "")).split())
