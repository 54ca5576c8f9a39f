"""Directories of invented agencies, for tests of what a policy lacks in one."""

from __future__ import annotations

from datetime import date

from forthright.core.policy.proofs.posts import Directory, Held
from forthright.core.policy.roles import Role
from forthright.core.worktime import Calendar, office_hours, weekdays

TODAY = date(2026, 11, 2)
OFFICE = office_hours("Office hours (invented)", weekdays())
ALL = frozenset(Role) - {Role.CHAIR, Role.BUSINESS_UNIT}
SHARED = frozenset({Role.CHAIR, Role.BUSINESS_UNIT})


def agency(
    name: str,
    without: tuple[Role, ...] = (),
    group: str = "other",
    hours: Calendar = OFFICE,
    titles: dict[Role, str] | None = None,
    roles: frozenset[Role] = ALL,
) -> Held:
    """An agency in which every post is held but these."""
    return Held(name, group, roles - frozenset(without), hours, titles or {})


def directory(*agencies: Held, shared: frozenset[Role] = SHARED, hours: Calendar = OFFICE) -> Directory:
    """These agencies beside a council in which every post is held."""
    council = agency("Council (invented)", group="children's social care")
    return Directory((council, *agencies), shared, hours, TODAY)
