"""The only code that writes the directory once it stands."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from forthright.core.cover.chains import VACANT
from forthright.core.policy.shapes import Role
from forthright.core.worktime import pairs_of
from forthright.directory.hours import Days, Weekly
from forthright.directory.keeping import Keeper, Kept
from forthright.directory.leave import Whose, Wish, span
from forthright.directory.models import (
    ActingFor,
    Agency,
    Cover,
    Door,
    DoorLink,
    Leave,
    OfficeHours,
    OtherHours,
    Partnership,
    Person,
    Post,
    WeeklyHours,
)


class BadAddress(ValueError):
    """Not the address of a web page that a browser can open by http or https."""


def web_address(text: str) -> str:
    """The address as it is kept. Raises BadAddress.

    Only http and https, so that no link runs a script; no user name in it, as that can pass for another site. A host
    without a dot is right: many agencies keep these pages on their own network ("https://intranet/complaints"), which
    Django's own check would refuse.
    """
    address = text.strip()
    try:
        parts = urlsplit(address)
        port = parts.port  # read only because reading it refuses a port that cannot be
    except ValueError as wrong:
        raise BadAddress(address) from wrong
    good = parts.scheme in ("http", "https") and parts.hostname and parts.username is None and port != 0
    if not good or any(letter.isspace() or not letter.isprintable() or letter in '<>"\\' for letter in address):
        raise BadAddress(address)
    return address


def set_door(agency: Agency, door: Door, address: str, words: str) -> None:
    """Point one of an agency's other routes to a web page, and say in words whom to turn to; neither takes it away.

    Setting it twice is the same as once. Raises BadAddress.
    """
    kept, said = web_address(address) if address.strip() else "", words.strip()
    if kept or said:
        DoorLink.objects.update_or_create(agency=agency, door=door, defaults={"address": kept, "words": said})
    else:
        DoorLink.objects.filter(agency=agency, door=door).delete()


@dataclass(frozen=True, slots=True)
class Signed:
    """Who changes opening hours, when (aware UTC) and why; copies of this stay with the row. What is written with it is
    written in the caller's transaction, which also moves the dates of what runs."""

    person: Person
    at: datetime
    reason: str


def lock(hours: Iterable[int]) -> None:
    """Holds these opening hours until the transaction ends, so that no two people change one at the same time."""
    list(OfficeHours.objects.select_for_update().filter(pk__in=list(hours)).order_by("pk").values_list("pk"))


def _another_state(hours: OfficeHours) -> None:
    """After each entry, so that nobody who reads the new mark still finds the old rows."""
    hours.entered = secrets.token_hex(16)
    hours.save(update_fields=["entered"])


def own_hours(kept: Kept) -> OfficeHours:
    """A row of opening hours for this agency or partnership alone, the same as the one that it shared with others."""
    shared = kept.hours
    own = OfficeHours.objects.create(
        title=kept.name[:120], nation=shared.nation, weekly=shared.weekly, closures=shared.closures
    )
    for row in (*shared.weeks.order_by("added_at", "pk"), *shared.other.order_by("added_at", "pk")):
        row.pk, row._state.adding, row.hours = None, True, own
        row.save(force_insert=True)
    _another_state(own)
    owner = Agency if kept.keeper is Keeper.AGENCY else Partnership
    owner.objects.filter(pk=kept.number).update(hours=own)
    return own


def enter_days(
    hours: OfficeHours, days: Days, source: str, signed: Signed, partnership: int | None = None, act: str = ""
) -> OtherHours:
    """Other hours on some days. `source` is where they were announced; `partnership` the one that enters them as a bank
    holiday; `act` marks what was entered together."""
    row = OtherHours.objects.create(
        hours=hours,
        first=days.first,
        last=days.last,
        windows=pairs_of(days.windows),
        name=days.name,
        source=source,
        reason=signed.reason,
        partnership_id=partnership,
        act=act,
        added_at=signed.at,
        added_by=signed.person.pk,
        added_name=signed.person.name,
    )
    _another_state(hours)
    return row


def withdraw_days(row: OtherHours, signed: Signed) -> None:
    """These other hours do not count any more. What was entered stays to be read."""
    row.withdrawn_at, row.withdrawn_by = signed.at, signed.person.pk
    row.withdrawn_name, row.withdrawn_reason = signed.person.name, signed.reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_name", "withdrawn_reason"])
    _another_state(row.hours)


def change_week(hours: OfficeHours, first: date, weekly: Weekly, signed: Signed) -> WeeklyHours:
    """Other weekly windows from a day on."""
    row = WeeklyHours.objects.create(
        hours=hours,
        weekly=[pairs_of(day) for day in weekly],
        first=first,
        reason=signed.reason,
        added_at=signed.at,
        added_by=signed.person.pk,
        added_name=signed.person.name,
    )
    _another_state(hours)
    return row


def is_copy(one: OtherHours, of: OtherHours) -> bool:
    """Whether a row was made from another when hours that were shared became somebody's own."""
    same = ("first", "last", "name", "act", "added_at", "added_by")
    return all(getattr(one, field) == getattr(of, field) for field in same)


@dataclass(frozen=True, slots=True)
class Acts:
    """A post that is to act for an agency in a role: local days, both included; no last day means until it ends."""

    agency: Agency
    role: Role
    post: Post
    first: date
    last: date | None
    basis: str


def act_for(acts: Acts, by: Person, at: datetime) -> ActingFor:
    """Enter that a post acts for an agency. `at` is aware UTC. ValueError for a post of that agency itself."""
    if acts.post.agency_id == acts.agency.pk:
        raise ValueError("A post acts for another body, not for its own.")
    return ActingFor.objects.create(
        agency=acts.agency,
        role=acts.role.value,
        post=acts.post,
        starts=acts.first,
        ends=acts.last,
        basis=acts.basis,
        added_at=at,
        added_by=by.pk,
        added_name=by.name,
    )


def end_acting(row: ActingFor, last: date, by: Person, at: datetime) -> None:
    """It ends with a day (local, included). What was entered stays to be read. ValueError for one before its first."""
    if last < row.starts:
        raise ValueError("It cannot end before it begins.")
    row.ends, row.ended_at, row.ended_by, row.ended_name = last, at, by.pk, by.name
    row.save(update_fields=["ends", "ended_at", "ended_by", "ended_name"])


def set_areas(partnership: Partnership, areas: Iterable[str]) -> None:
    """The places that a partnership covers, in its own words and order, each once."""
    kept = dict.fromkeys(" ".join(one.split()) for one in areas)
    Partnership.objects.filter(pk=partnership.pk).update(areas="\n".join(one for one in kept if one))


OWN_SCHOOL_WEEK: Weekly = (((540, 900),),) * 5 + ((), ())
"""Only the days count: which hours stand for a school day changes nothing."""


def own_school_days(partnership: Partnership) -> OfficeHours:
    """A calendar of school days for this partnership alone, Monday to Friday, to which holidays are then added. One
    that it had before, and that nobody uses now, comes back with all that was entered."""
    title = f"School days of {partnership.name}"[:120]
    before = OfficeHours.objects.filter(title=title, agency=None, partnership=None, school_days_of=None).first()
    return before or OfficeHours.objects.create(
        title=title, nation=partnership.hours.nation, weekly=[pairs_of(day) for day in OWN_SCHOOL_WEEK]
    )


def choose_school_days(partnership: Partnership, hours: OfficeHours | None) -> None:
    """From now on school days are counted by this calendar, or by none. No due date depends on it."""
    Partnership.objects.filter(pk=partnership.pk).update(school_hours=hours)


def enter_leave(wish: Wish, of: Iterable[Whose], signed: Signed) -> Leave | None:
    """What was wished for one person or vacant post, as `leave.look` found nothing wrong with it: the leave, and a
    cover for each post of a place with a deputy. What it is a change of is stopped. None for a vacant post."""
    if wish.replaces is not None:
        stop(wish.replaces, signed)
    by = {"added_at": signed.at, "added_by": signed.person.pk, "added_name": signed.person.name}
    last = {"ends": wish.ends, "until_time": wish.until_time, **by}
    leave = None
    if wish.person != VACANT:
        leave = Leave.objects.create(person_id=wish.person, starts=wish.starts, from_time=wish.from_time, **last)
    starts, from_time = wish.cover_starts
    for one in of:
        deputy = wish.deputies.get(one.place)
        for post in one.posts if deputy else ():
            Cover.objects.create(
                post=post,
                deputy_id=deputy,
                of_id=wish.person or None,
                leave=leave,
                starts=starts,
                from_time=from_time,
                **last,
            )
    return leave


def stop(row: Leave | Cover, signed: Signed) -> None:
    """From now on it does not count any more; what was stays. With a leave end its covers."""
    rows: list[Leave | Cover] = [row, *(row.covers.all() if isinstance(row, Leave) else ())]
    for one in rows:
        if one.stopped_at is None and (span(one).ends or signed.at) > signed.at:
            one.stopped_at, one.stopped_by, one.stopped_name = signed.at, signed.person.pk, signed.person.name
            one.save(update_fields=["stopped_at", "stopped_by", "stopped_name"])
