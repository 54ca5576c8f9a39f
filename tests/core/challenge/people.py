"""Three named people, their managers and representatives, for tests of the core. All invented."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from forthright.core.challenge.codes import Subject
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.standing import Actor
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy, Role
from forthright.core.worktime import office_hours
from tests.support.invented import invented_text

POLICIES = Path(__file__).resolve().parents[3] / "policies"
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HOURS = office_hours("Office hours (invented)", (((540, 1020),),) * 5 + ((), ()))
SCHOOL, COUNCIL = 1, 2

ROSA, AMIR, OLU = 11, 21, 31
ROSAS_MANAGER, AMIRS_MANAGER = 12, 22
ROSAS_REP, AMIRS_REP, CHAIR = 13, 23, 41
ROSAS_SENIOR, AMIRS_SENIOR = 14, 24
ROSAS_HEAD = 15


def seat(person: int, agency: int, role: Role) -> Seat:
    """Somebody in a post of this role."""
    return Seat(person=person, name=f"Person {person} (invented)", title=role.value, agency=agency, role=role)


SEATS = {
    (one.agency, one.role): one
    for agency, tens in ((SCHOOL, 10), (COUNCIL, 20))
    for number, role in enumerate(
        (
            Role.PRACTITIONER,
            Role.LINE_MANAGER,
            Role.REPRESENTATIVE,
            Role.SENIOR_MANAGER,
            Role.HEAD_OF_SERVICE,
            Role.LIAISON_OFFICER,
            Role.SAFEGUARDING_LEAD,
        ),
        start=1,
    )
    for one in [seat(tens + number, agency, role)]
} | {(0, Role.CHAIR): seat(CHAIR, 0, Role.CHAIR)}


def at(now: datetime) -> Moment:
    """The surroundings at an instant: everybody in office, everybody in the same hours."""
    return Moment(now=now, shared=HOURS, calendars={SCHOOL: HOURS, COUNCIL: HOURS}, seats=SEATS)


def actor(person: int) -> Actor:
    """A signed-in person."""
    return Actor(person=person, name=f"Person {person} (invented)")


def base(name: str) -> bytes:
    """The text of a shipped policy, also for one that is based on it."""
    return (POLICIES / f"{name}.policy").read_bytes()


def policy(name: str = "demo-borough") -> Policy:
    """A shipped policy by the name of its file, as it runs for an agency of no known kind."""
    found = read(base(name), name, base).policy
    assert found is not None
    return running(found)


def invented(first: str = "0") -> Policy:
    """The invented policy with every construct of people and records, from this step on."""
    found = read(invented_text(first).encode()).policy
    assert found is not None
    return found


def raising(**changes: object) -> Raise:
    """Rosa at the school raises a challenge with Amir at the council."""
    fields: dict[str, object] = {
        "policy": "mark",
        "partnership": 7,
        "subject": Subject.CHILD,
        "subjects": 1,
        "topic": "Need for action",
        "raising": SEATS[SCHOOL, Role.PRACTITIONER],
        "responding": SEATS[COUNCIL, Role.PRACTITIONER],
        "words": {"worry_facts": "Seen twice this week.", "wanted": "A visit."},
    }
    return Raise(**(fields | changes))  # type: ignore[arg-type]
