"""Times over several steps together, or over everything. No step starts them again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from forthright.core.challenge.codes import DutyKind, Side, Urgency
from forthright.core.challenge.counting import Clock, Needed, Running, earliest
from forthright.core.challenge.facts import Duty
from forthright.core.challenge.known import Known
from forthright.core.challenge.ladder import after
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.timing import said
from forthright.core.policy.rungs import AGAIN
from forthright.core.policy.shapes import Cap, Policy
from forthright.core.policy.tasks import cap_name


def key_of(cap: Cap) -> str:
    """Under which key the duty of a cap stands: the same in every version of a policy that has the same cap."""
    return f"cap.{cap_name(cap)}"


def covers(policy: Policy, cap: Cap, key: str) -> bool:
    """Whether a step lies within the range of a cap; the rungs of a repeated step belong to it."""
    if not cap.first:
        return True
    keys = [step.key for step in policy.steps]
    base = key.partition(AGAIN)[0]
    if not {cap.first, cap.last, base} <= set(keys):
        return False
    return keys.index(cap.first) <= keys.index(base) <= keys.index(cap.last)


def cap_of(policy: Policy, duty: Duty) -> Cap | None:
    """The policy's cap behind a duty."""
    return next((cap for cap in policy.caps if key_of(cap) == duty.key), None)


def caps_at(
    policy: Policy,
    key: str,
    urgency: Urgency,
    owner: int,
    moment: Moment,
    entered: Mapping[str, datetime] | None = None,
    open_now: Mapping[str, Duty] | None = None,
    urgent_at: datetime | None = None,
    needed: Needed | None = None,
) -> tuple[Duty, ...]:
    """The caps that hold at a step. One that began before goes on from there (`entered`, UTC); one that has run out
    stays so (`open_now`); a new one begins now. Counted in the shared hours: a cap is on both sides. `owner` is the
    raising side's, who can take it on.
    """
    if not policy.caps:
        return ()
    found = []
    for cap in policy.caps:
        if not covers(policy, cap, key):
            continue
        name = key_of(cap)
        since = (entered or {}).get(name, moment.now)
        due, limit, day = _due(cap, urgency, since, urgent_at, moment, needed)
        before = (open_now or {}).get(name)
        found.append(
            Duty(
                key=name,
                kind=DutyKind.CAP,
                owner=owner,
                side=Side.RAISING,
                due=due and (before.due if before and before.lapsed else max(due, moment.now)),
                said=said(limit),
                since=since,
                lapsed=before.lapsed if before else False,
                needed_by=day,
            )
        )
    return tuple(found)


def _due(
    cap: Cap, urgency: Urgency, since: datetime, urgent_at: datetime | None, moment: Moment, needed: Needed | None
) -> Clock:
    """When a cap that began at `since` (UTC) runs out, counted in the shared hours."""
    return earliest(limits_of_cap(cap, urgency, since, urgent_at), moment.shared, needed)


def limits_of_cap(cap: Cap, urgency: Urgency, since: datetime, urgent_at: datetime | None) -> list[Running]:
    """The limits of a cap that count, the ordinary one first, each with the start of its clock (UTC)."""
    clocks = [Running(cap.limit, since)]
    if urgency is Urgency.URGENT:
        clocks.append(Running(cap.urgent, max(since, urgent_at or since)))
    return clocks


def sooner_caps(policy: Policy, duties: Mapping[str, Duty], moment: Moment, known: Known) -> tuple[Duty, ...]:
    """The caps that the urgent time, or the day by which the child needs it, makes earlier as they are known now."""
    found = []
    for duty in duties.values():
        cap = cap_of(policy, duty)
        if duty.lapsed or cap is None or duty.since is None:
            continue
        due, limit, day = _due(cap, Urgency.URGENT, duty.since, known.urgent_at, moment, known.needed)
        if due is not None and (duty.due is None or due < duty.due):
            found.append(replace(duty, due=max(due, moment.now), said=said(limit), needed_by=day))
    return tuple(found)


def step_after(policy: Policy, cap: Cap, urgency: Urgency) -> str:
    """The step that follows the range of a cap, "" for a cap over everything or at the top."""
    if not cap.last:
        return ""
    rungs = [step.key for step in policy.steps if step.key.partition(AGAIN)[0] == cap.last]
    return after(policy, rungs[-1], urgency) if rungs else ""
