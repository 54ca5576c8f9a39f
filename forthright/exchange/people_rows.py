"""One line of a list of people and posts: what each cell says, and all that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from forthright.core.policy.vocabulary import ROLES, TITLES, nearest
from forthright.directory import names
from forthright.directory.models import ROLE_CHOICES, Agency, Group, Person, Post
from forthright.exchange.columns import Column, Columns
from forthright.exchange.sheets import Line

T = TypeVar("T")
POSTS = {value for value, _label in ROLE_CHOICES}
OTHER_WORDS = {**TITLES, "dpo": "data protection officer", "admin": "administrator"}
GROUPS = {str(group.value).lower(): group.value for group in Group} | {
    str(group.label).lower(): group.value for group in Group
}
LONGEST = {
    Column.AGENCY: Agency._meta.get_field("name").max_length,
    Column.KIND: Agency._meta.get_field("kind").max_length,
    Column.TITLE: Post._meta.get_field("title").max_length,
    Column.TEAM: Post._meta.get_field("team").max_length,
    Column.CONTACT: Post._meta.get_field("contact").max_length,
    Column.NAME: Person._meta.get_field("name").max_length,
    Column.EMAIL: Person._meta.get_field("email").max_length,
}
WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 1, 1)
TELEPHONE = re.compile(r"\+[\d ()]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: at which line and in which column, as the spreadsheet shows them. `code` has a sentence
    on the page, which says what to do; `typed` is the cell, `near` what it may have meant."""

    line: int
    column: Column | None
    code: str
    typed: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What one line asks for. `name` and `email` are empty for a vacant post; `starts` is None where none is given."""

    line: int
    agency: str = ""
    group: str = ""
    kind: str = ""
    role: str = ""
    title: str = ""
    team: str = ""
    contact: str = ""
    manager: str = ""
    name: str = ""
    email: str = ""
    starts: date | None = None
    ends: date | None = None


class _Wrong(ValueError):
    def __init__(self, code: str, near: str = "") -> None:
        super().__init__(code)
        self.code, self.near = code, near


def read_row(line: Line, columns: Columns) -> tuple[Row, list[Fault]]:
    """The line as a row, and everything that is wrong in it. A cell that is wrong is empty in the row."""
    faults: list[Fault] = []

    def cell(column: Column, reading: Callable[[str], T], empty: T) -> T:
        typed = columns.cell(line.cells, column)
        try:
            _check(column, typed)
            return reading(typed) if typed else empty
        except _Wrong as wrong:
            faults.append(Fault(line.number, column, wrong.code, typed[:80], wrong.near))
            return empty

    row = Row(
        line=line.number,
        agency=cell(Column.AGENCY, _plain, ""),
        group=cell(Column.GROUP, _group, ""),
        kind=cell(Column.KIND, _plain, ""),
        role=cell(Column.ROLE, _role, ""),
        title=cell(Column.TITLE, _plain, ""),
        team=cell(Column.TEAM, _plain, ""),
        contact=cell(Column.CONTACT, _plain, ""),
        manager=cell(Column.MANAGER, _plain, ""),
        name=cell(Column.NAME, _plain, ""),
        email=cell(Column.EMAIL, _email, ""),
        starts=cell(Column.STARTS, _day, None),
        ends=cell(Column.ENDS, _day, None),
    )
    return row, [*faults, *_of_the_whole(row, line, columns)]


def _of_the_whole(row: Row, line: Line, columns: Columns) -> list[Fault]:
    """What a line lacks, or says in two cells that do not fit."""

    def lacks(column: Column, code: str = "missing") -> list[Fault]:
        return [] if columns.cell(line.cells, column) else [Fault(line.number, column, code)]

    found = [*lacks(Column.ROLE), *lacks(Column.TITLE)]
    if row.name:
        found += lacks(Column.EMAIL, "no email")
    if row.email:
        found += lacks(Column.NAME, "no name")
    if row.starts and row.ends and row.ends < row.starts:
        found.append(Fault(line.number, Column.ENDS, "ends first", row.ends.isoformat()))
    return found


def _check(column: Column, typed: str) -> None:
    """What no cell may hold. Raises _Wrong. A formula would run when the list is opened again in a spreadsheet; which
    letters a name may have is said in `directory/names.py`."""
    if typed[:1] in ("=", "@", "+", "-", "|", "%") and not TELEPHONE.fullmatch(typed):
        raise _Wrong("formula")
    if "\N{REPLACEMENT CHARACTER}" in typed:
        raise _Wrong("unread letters")
    if len(typed) > (LONGEST.get(column) or 200):
        raise _Wrong("too long")


def _role(typed: str) -> str:
    low = typed.lower()
    if low in POSTS:
        return low
    near = OTHER_WORDS.get(low) or nearest(low, [*POSTS, *ROLES])
    raise _Wrong("no such role", near)


def _group(typed: str) -> str:
    low = typed.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if low in GROUPS:
        return str(GROUPS[low])
    raise _Wrong("no such group", GROUPS.get(nearest(low, GROUPS), ""))


CODES = {"hidden": "hidden letters", "mixed": "mixed letters", "letter": "look-alike letters"}


def _allowed(kept: Callable[[str], str], typed: str) -> str:
    """A text as it is kept. Raises _Wrong."""
    try:
        return kept(typed)
    except names.BadName as wrong:
        raise _Wrong(CODES.get(wrong.code, "no email address")) from wrong


def _plain(typed: str) -> str:
    return _allowed(names.plain, typed)


def _email(typed: str) -> str:
    return _allowed(names.plain_address, typed.strip("<>").removeprefix("mailto:"))


def _day(typed: str) -> date:
    """A day as people and programs write it, the day of the month before the month. Raises _Wrong."""
    for form in WRITTEN:
        try:
            day = datetime.strptime(typed, form).date()
        except ValueError:
            continue
        if not EARLIEST <= day <= LATEST:
            raise _Wrong("far day")
        return day
    raise _Wrong("no day")
