"""Who does a task that the policy gives to a post by name, and who joins so that they can."""

from __future__ import annotations

from forthright.core.challenge.codes import Side
from forthright.core.challenge.facts import Duty, Party
from forthright.core.challenge.ladder import holder, is_neutral, task_of, within
from forthright.core.challenge.moment import CAPACITIES, Moment
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import AFTER_IT, rung, side_of_task
from forthright.core.policy.roles import Role
from forthright.core.policy.shapes import Policy, Step, Task
from forthright.core.policy.times import AFTERWARDS


def doing(step: Step, agencies: dict[Side, int], moment: Moment) -> tuple[Party, ...]:
    """Everybody who joins a step because one of its tasks is theirs from the start. A neutral post that has something
    to do once it is settled is in it from the start too: it can only write about what it could read."""
    found: dict[int, Party] = {}
    for number, task in enumerate(step.tasks):
        now = number in rung(step).opening
        afterwards = is_neutral(task) and (task.act in AFTERWARDS or set(task.starts) <= AFTER_IT)
        for party in doers(step, task, agencies, moment) if now or afterwards else ():
            found.setdefault(party.person, party)
    return tuple(found.values())


def doers(step: Step, task: Task, agencies: dict[Side, int], moment: Moment) -> tuple[Party, ...]:
    """Whoever holds the post that a task names: of the side that it falls to, of both where they share it, or the
    partnership's own. Nobody where it names a side. Within the raising agency only that agency's."""
    agencies = within(step, agencies)
    side = side_of_task(task)
    held = [(one, holder(step, task, agencies[one], moment)) for one in ((side,) if side else Side)]
    found = (seat.party((Side.RAISING if step.inside else one) if seat.agency else None) for one, seat in held if seat)
    return tuple(dict.fromkeys(found))  # a neutral post is the same one for both sides


def who_writes(step: Step, task: Task, state: State, moment: Moment) -> Party | None:
    """The holder of the post that a task names, as they take part; None where nobody who holds it does."""
    side = side_of_task(task) or Side.RESPONDING
    seat = holder(step, task, state.agencies[side], moment)
    if seat is not None and seat.person in state.parties:
        return state.parties[seat.person]
    if not is_neutral(task) or not isinstance(task.by, Role):
        return None
    same = (one for one in state.parties.values() if one.side is None and one.capacity is CAPACITIES.get(task.by))
    return next(same, None)


def stands_in(policy: Policy, duty: Duty) -> bool:
    """Whether a duty fell to a side although the policy gives it to a neutral post: nobody held that post."""
    task = task_of(policy, duty)
    inside = policy.step(duty.key.partition(".")[0]).inside if task else False
    return task is not None and duty.side is not None and is_neutral(task) and not inside
