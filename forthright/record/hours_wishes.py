"""What people may wish for opening hours, and what each wish comes to before anything is written."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from forthright.core.challenge.codes import HoursChange
from forthright.core.worktime import LONDON, Calendar, Windows, next_opening
from forthright.directory import actions, keeping
from forthright.directory.actions import Signed
from forthright.directory.hours import Days, Week, Weekly, calendar_of, clash, in_force, week_on
from forthright.directory.keeping import Keeper, Kept, Users
from forthright.directory.models import OfficeHours, OtherHours


class Place(msgspec.Struct, frozen=True):
    """Whose hours somebody changes: those that they keep; or `hours`, rows of a nation, for a bank holiday."""

    keeper: Keeper
    number: int
    hours: tuple[int, ...] = ()


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every change. `reason` is read by both sides of each matter that moves."""

    place: Place
    reason: str


class EnterDays(Wish, frozen=True, kw_only=True):
    """Other hours from a local day to a day, both included; no windows for closed."""

    first: date
    last: date
    name: str
    windows: Windows = ()
    source: str = ""


class WithdrawDays(Wish, frozen=True, kw_only=True):
    """Take other hours back, by the number of their row."""

    row: int


class ChangeWeek(Wish, frozen=True, kw_only=True):
    """Other weekly windows, Monday first, from a local day on."""

    first: date
    weekly: Weekly


class Why(StrEnum):
    """Why a wish cannot be saved."""

    CLASH = "other hours count on one of these days already"
    SHUT = "it would never open again"
    GONE = "it is taken back already"
    SAME = "the week is the same"


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written. `other` are the other hours that stand in the way."""

    why: Why
    other: OtherHours | None = None


class NotYours(Exception):
    """This person does not keep these hours, or there is nothing of this number in them. The two look the same."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows of opening hours that a wish concerns, and who counts in each. `split` are hours that others share, of
    which this agency or partnership gets a row of its own."""

    rows: tuple[OfficeHours, ...]
    users: dict[int, Users]
    split: Kept | None = None

    @property
    def everybody(self) -> Users:
        """All who count in any of them."""
        found = Users({}, {})
        for one in self.users.values():
            found.agencies.update(one.agencies)
            found.partnerships.update(one.partnerships)
        return found


@dataclass(frozen=True, slots=True)
class Plan:
    """What a wish comes to. `after` gives the calendar of a row afterwards, `write` writes it to these rows."""

    scope: Scope
    change: HoursChange
    first: date
    after: Callable[[OfficeHours], Calendar]
    write: Callable[[list[OfficeHours], Signed], None]
    last: date | None = None
    called: str = ""
    windows: Windows = ()


def plan(kept: Kept, wish: Wish) -> Plan | Refused:
    """What a wish of somebody who keeps these hours comes to, or why it cannot be. Raises NotYours."""
    if isinstance(wish, EnterDays):
        found = _enter(kept, wish)
    elif isinstance(wish, WithdrawDays):
        found = _withdraw(kept, wish)
    else:
        assert isinstance(wish, ChangeWeek)
        found = _week(kept, wish)
    if isinstance(found, Plan) and not all(_opens(found, row) for row in found.scope.rows):
        return Refused(Why.SHUT)
    return found


def _opens(found: Plan, row: OfficeHours) -> bool:
    """Whether it ever opens again once the days are over."""
    over = (found.last or found.first) + timedelta(days=1)
    try:
        next_opening(found.after(row), datetime.combine(over, time(), LONDON))
    except ValueError:
        return False
    return True


def _own(kept: Kept) -> Scope:
    return Scope((kept.hours,), {kept.hours.pk: keeping.users_of(kept)}, kept if kept.shared else None)


def _wide(rows: list[OfficeHours]) -> Scope:
    return Scope(tuple(rows), keeping.users_by(row.pk for row in rows))


def _ticked(kept: Kept, wish: EnterDays) -> Scope:
    """The rows that the business unit ticked, each of which its partnership or one of its agencies uses."""
    known = {row.pk: row for row in keeping.hours_in(kept.number)} if kept.keeper is Keeper.PARTNERSHIP else {}
    if not set(wish.place.hours) <= set(known):
        raise NotYours(wish.place)
    return _wide([known[number] for number in sorted(wish.place.hours)])


def _enter(kept: Kept, wish: EnterDays) -> Plan | Refused:
    everywhere = bool(wish.place.hours)
    scope = _ticked(kept, wish) if everywhere else _own(kept)
    other = next((found for row in scope.rows if (found := clash(row, wish.first, wish.last))), None)
    if other:
        return Refused(Why.CLASH, other)
    days = Days(wish.first, wish.last, wish.windows, wish.name)
    act = secrets.token_hex(16)

    def write(rows: list[OfficeHours], signed: Signed) -> None:
        for row in rows:
            actions.enter_days(row, days, wish.source, signed, kept.number if everywhere else None, act)

    return Plan(
        scope=scope,
        change=HoursChange.ENTERED,
        first=wish.first,
        last=wish.last,
        called=wish.name,
        windows=wish.windows,
        after=lambda row: calendar_of(row, plus=[days]),
        write=write,
    )


def entered_together(kept: Kept, number: int) -> list[OtherHours]:
    """The other hours of this number with all that were entered in the same act, as far as this keeper may take them
    back. Raises NotYours. What a business unit entered as a bank holiday, it alone takes back."""
    row = OtherHours.objects.filter(pk=number).first()
    if row is None:
        raise NotYours(number)
    if row.partnership_id is None:
        if row.hours_id != kept.hours.pk:
            raise NotYours(number)
        return [row]
    if (kept.keeper, kept.number) != (Keeper.PARTNERSHIP, row.partnership_id):
        raise NotYours(number)
    return list(OtherHours.objects.filter(act=row.act, partnership=row.partnership_id).order_by("pk"))


def _withdraw(kept: Kept, wish: WithdrawDays) -> Plan | Refused:
    together = entered_together(kept, wish.row)
    found = [row for row in together if row.withdrawn_at is None]
    if not found:
        return Refused(Why.GONE, together[0])
    wide = found[0].partnership_id is not None
    numbers = {row.pk for row in found}
    rows = list(OfficeHours.objects.filter(other__in=numbers).distinct().order_by("pk"))
    first = found[0]

    def write(rows: list[OfficeHours], signed: Signed) -> None:
        for row in rows:
            for one in in_force(row):
                if one.pk in numbers or (not wide and actions.is_copy(one, first)):
                    actions.withdraw_days(one, signed)

    return Plan(
        scope=_wide(rows) if wide else _own(kept),
        change=HoursChange.WITHDRAWN,
        first=first.first,
        last=first.last,
        called=first.name,
        after=lambda row: calendar_of(row, without=numbers),
        write=write,
    )


def _week(kept: Kept, wish: ChangeWeek) -> Plan | Refused:
    if week_on(kept.hours, wish.first) == wish.weekly:
        return Refused(Why.SAME)

    def write(rows: list[OfficeHours], signed: Signed) -> None:
        for row in rows:
            actions.change_week(row, wish.first, wish.weekly, signed)

    return Plan(
        scope=_own(kept),
        change=HoursChange.WEEKLY,
        first=wish.first,
        after=lambda row: calendar_of(row, week=Week(wish.first, wish.weekly)),
        write=write,
    )
