"""What an import of people and posts would do, worked out before anything is done. Reads; changes nothing.

A post in the list is the same as one in the directory when agency, role, title and team are the same and the same
person holds it, or nobody does. So a list can be sent again, and only what is new is added. Nothing is ended or renamed
by a list: who leaves is asked for their open duties first, which a list cannot answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from hashlib import sha256

import msgspec
from django.db.models import Q

from forthright.directory.models import Agency, Holding, Partnership, Person, Post
from forthright.directory.names import skeleton
from forthright.exchange.columns import Column, Columns, columns_of
from forthright.exchange.people_rows import Fault, Row, read_row
from forthright.exchange.sheets import Line, Sheet

PostKey = tuple[str, str, str, str]
"""Agency, role, title and team, in small letters."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a person may import: a partnership, and of it all agencies (the business unit) or only these."""

    partnership: Partnership
    only: frozenset[int] | None = None

    def allows(self, agency: Agency) -> bool:
        """Whether posts of this agency are theirs to enter."""
        return self.only is None or agency.pk in self.only


@dataclass(frozen=True, slots=True)
class Plan:
    """All that would be done, or what stands in the way. `rows` are those that would be done; `same` of them change
    nothing. `new_agencies`, `new_people`, `posts` and `filled` are counted, as are those `outside`, who cannot get in
    before they are invited; `notes` are worth a look and no fault."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    columns: Columns
    encoding: str
    new_agencies: tuple[str, ...]
    new_people: int
    posts: int
    filled: int
    same: int
    held: dict[int, int] = field(default_factory=dict)
    outside: int = 0

    @property
    def wrong_lines(self) -> int:
        """How many lines have something wrong."""
        return len({fault.line for fault in self.faults if fault.line})

    @property
    def digest(self) -> str:
        """The same for the same outcome: what somebody looked at is what is then done."""
        done = msgspec.json.encode([self.rows, self.new_agencies, self.new_people, self.posts, self.filled])
        return sha256(done).hexdigest()


def plan(sheet: Sheet, scope: Scope, today: date, leave_out: bool = False) -> Plan:
    """What this sheet would do in this scope today (a date in England). `leave_out` skips the lines that are wrong."""
    columns = columns_of(sheet.headings)
    if columns.missing:
        faults = tuple(Fault(0, column, "no column") for column in columns.missing)
        return Plan((), faults, (), columns, sheet.encoding, (), 0, 0, 0, 0)
    read = [read_row(line, columns) for line in sheet.lines]
    faults = [fault for _row, found in read for fault in found]
    known = _Known(scope, today)
    rows = [known.at_home(row) for row, _found in read]
    faults += known.faults(rows)
    faults += _twice(rows, sheet.lines)
    good = _without(rows, faults) if leave_out else rows
    more = _managers(good, known)
    while more:  # whoever was led from a line that is left out is left out, too
        faults += more
        good = _without(good, faults)
        more = _managers(good, known) if leave_out else []
    good = _without(good, faults)
    return known.counted(good, tuple(sorted(set(faults), key=_order)), columns, sheet.encoding)


def _without(rows: list[Row], faults: list[Fault]) -> list[Row]:
    bad = {fault.line for fault in faults}
    return [row for row in rows if row.line not in bad]


def _order(fault: Fault) -> tuple[int, int, str]:
    places = list(Column)
    return fault.line, places.index(fault.column) if fault.column else -1, fault.code


def key_of(row: Row) -> PostKey:
    """How a post of the list is told from others."""
    return row.agency.lower(), row.role, row.title.lower(), row.team.lower()


def posts_now(partnership: Partnership, today: date) -> tuple[dict[PostKey, list[Post]], dict[int, list[str]]]:
    """The posts of a partnership by what tells them apart, and the addresses of those who hold each now or later."""
    posts = list(Post.objects.filter(partnership=partnership).select_related("agency").order_by("pk"))
    by_key: dict[PostKey, list[Post]] = defaultdict(list)
    for post in posts:
        agency = post.agency.name if post.agency else ""
        by_key[agency.lower(), post.role, post.title.lower(), post.team.lower()].append(post)
    still = Q(ends__isnull=True) | Q(ends__gte=today)
    holders: dict[int, list[str]] = defaultdict(list)
    for post_number, email in Holding.objects.filter(still, post__in=posts).values_list("post_id", "person__email"):
        holders[post_number].append(email.lower())
    return by_key, holders


class _Known:
    """The directory as it is today, of one scope, read with one query for each table."""

    def __init__(self, scope: Scope, today: date) -> None:
        self.scope, self.today = scope, today
        self.agencies = {one.name.lower(): one for one in Agency.objects.filter(partnerships=scope.partnership)}
        self.elsewhere = {name.lower() for name in Agency.objects.values_list("name", flat=True)} - set(self.agencies)
        self.posts, self.holders = posts_now(scope.partnership, today)
        self.people = {email.lower(): name for email, name in Person.objects.values_list("email", "name")}
        never = Person.objects.filter(last_login=None, is_active=True).only("email", "password", "is_active")
        self.outside = {one.email.lower() for one in never if not one.has_usable_password()}
        self.looks = {skeleton(email): email for email in self.people}

    def at_home(self, row: Row) -> Row:
        """Whoever keeps one agency alone need not name it on each line."""
        own = [one for one in self.agencies.values() if self.scope.only is not None and self.scope.allows(one)]
        return replace(row, agency=own[0].name) if not row.agency and len(own) == 1 else row

    def faults(self, rows: Iterable[Row]) -> list[Fault]:
        """What does not fit the directory, or the list itself."""
        found: list[Fault] = []
        groups: dict[str, str] = {}
        names: dict[str, str] = {}
        for row in rows:
            if row.agency and row.group:
                groups.setdefault(row.agency.lower(), row.group)
            found += self._agency(row, groups)
            look = skeleton(row.email)
            known = self.looks.setdefault(look, row.email)
            if row.email and known != row.email:
                found.append(Fault(row.line, Column.EMAIL, "looks like", row.email, known))
            if row.email and row.name and names.setdefault(row.email, row.name) != row.name:
                found.append(Fault(row.line, Column.NAME, "two names", row.name, names[row.email]))
        return found

    def _agency(self, row: Row, groups: dict[str, str]) -> list[Fault]:
        if not row.agency:
            own = self.scope.only is None or not row.role
            return [] if own else [Fault(row.line, Column.AGENCY, "no agency")]
        known = self.agencies.get(row.agency.lower())
        if known is not None:
            return [] if self.scope.allows(known) else [Fault(row.line, Column.AGENCY, "not yours", row.agency)]
        near = next(iter(get_close_matches(row.agency.lower(), self.agencies, n=1, cutoff=0.6)), "")
        near = self.agencies[near].name if near else ""
        if self.scope.only is not None:
            return [Fault(row.line, Column.AGENCY, "not yours", row.agency)]
        if row.agency.lower() in self.elsewhere:
            return [Fault(row.line, Column.AGENCY, "elsewhere", row.agency)]
        if row.agency.lower() not in groups:
            return [Fault(row.line, Column.AGENCY, "no such agency", row.agency, near)]
        return []

    def match(self, row: Row, taken: set[int]) -> Post | None:
        """The post of the directory that a row means: held by the same person, or else vacant. One that an earlier row
        took is not meant again."""
        same = [post for post in self.posts.get(key_of(row), ()) if post.pk not in taken]
        held = next((post for post in same if row.email and row.email in self.holders[post.pk]), None)
        return held or next((post for post in same if not self.holders[post.pk]), None)

    def counted(self, rows: list[Row], faults: tuple[Fault, ...], columns: Columns, encoding: str) -> Plan:
        """The plan of these rows. `held` says which post of the directory each line means."""
        taken: set[int] = set()
        held: dict[int, int] = {}
        filled = same = posts = 0
        for row in rows:
            post = self.match(row, taken)
            if post is None:
                posts += 1
                filled += bool(row.email)
                continue
            taken.add(post.pk)
            held[row.line] = post.pk
            there = row.email in self.holders[post.pk] or not row.email
            same += there
            filled += not there
        new: dict[str, str] = {}
        for row in rows:
            if row.agency and row.agency.lower() not in self.agencies:
                new.setdefault(row.agency.lower(), row.agency)
        named = {row.email for row in rows if row.email}
        people = named - set(self.people)
        return Plan(
            tuple(rows),
            faults,
            tuple(self._notes(rows, new)),
            columns,
            encoding,
            tuple(new.values()),
            len(people),
            posts,
            filled,
            same,
            held,
            len(people | named & self.outside),
        )

    def _notes(self, rows: list[Row], new: dict[str, str]) -> list[Fault]:
        """What is right and yet worth a look: a name that is known otherwise, an agency much like one that is there."""
        found = []
        for row in rows:
            known = self.people.get(row.email, row.name)
            if row.email and known != row.name:
                found.append(Fault(row.line, Column.NAME, "known as", row.name, known))
        for low, name in new.items():
            near = get_close_matches(low, self.agencies, n=1, cutoff=0.85)
            if near:
                line = next(row.line for row in rows if row.agency.lower() == low)
                found.append(Fault(line, Column.AGENCY, "much like", name, self.agencies[near[0]].name))
        return found


def _twice(rows: Iterable[Row], lines: Iterable[Line]) -> list[Fault]:
    """The same person in the same post on two lines. Vacant posts of one title may be several."""
    first: dict[tuple[PostKey, str], int] = {}
    found = []
    for row in rows:
        if row.email and row.title:
            earlier = first.setdefault((key_of(row), row.email), row.line)
            if earlier != row.line:
                found.append(Fault(row.line, None, "twice", near=str(earlier)))
    return found


def _managers(rows: list[Row], known: _Known) -> list[Fault]:
    """Managers who are not in the same agency, or who lead in a ring."""
    leads, found = Leads(rows), []
    above: dict[int, int] = {}
    for row in rows:
        line = leads.line(row)
        if line is not None:
            above[row.line] = line
        elif row.manager and leads.post(row, known.posts, known.holders) is None:
            found.append(Fault(row.line, Column.MANAGER, "no such manager", row.manager))
    for line in above:
        seen, at = {line}, above[line]
        while at in above and at not in seen:
            seen.add(at)
            at = above[at]
        if at == line:
            found.append(Fault(line, Column.MANAGER, "ring"))
    return found


class Leads:
    """Which post leads which, by the address of its holder or by its title, within one agency."""

    def __init__(self, rows: list[Row]) -> None:
        self._by: dict[tuple[str, str], int] = {}
        for row in rows:
            if row.email:
                self._by.setdefault((row.agency.lower(), row.email), row.line)
        for row in rows:
            self._by.setdefault((row.agency.lower(), row.title.lower()), row.line)

    def line(self, row: Row) -> int | None:
        """The line of the list whose post leads this one; None where the list has none."""
        return self._by.get((row.agency.lower(), row.manager.lower())) if row.manager else None

    def post(self, row: Row, posts: dict[PostKey, list[Post]], holders: dict[int, list[str]]) -> Post | None:
        """The post of the directory that leads this one, where the list has none."""
        low = row.manager.lower()
        there = [post for key, found in posts.items() if key[0] == row.agency.lower() for post in found]
        named = (post for post in there if low in holders[post.pk])
        titled = (post for post in there if post.title.lower() == low)
        return next(named, None) or next(titled, None)
