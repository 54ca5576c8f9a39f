"""What the policy asks for once a matter is settled: the letter, the report. They become actions like others."""

from __future__ import annotations

from collections import Counter

from forthright.core.challenge.codes import Side
from forthright.core.challenge.facts import Action, Party
from forthright.core.challenge.ladder import due_of_task
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import side_of_task
from forthright.core.policy.roles import Role
from forthright.core.policy.sentences import task_words
from forthright.core.policy.shapes import Act, Policy, Start, Task
from forthright.core.policy.times import AFTERWARDS

KEYS = {Act.WRITE: "letter", Act.REPORT: "report"}
AGREED = (Start.AGREEMENT, Start.MEETING_AGREEMENT)
SETTLING = (*AGREED, Start.DECISION)
"""Starts that say how it was settled. A task that starts at none of them is owed however it was."""


def owed(policy: Policy, state: State, how: Start | None, moment: Moment) -> tuple[Action, ...]:
    """The actions that follow. `how` is `Start.AGREEMENT` or `Start.DECISION`; None where neither side got its way."""
    tasks = [task for task in policy.step(state.step).tasks if task.act in AFTERWARDS]
    made: list[Action] = []
    counted: Counter[Act] = Counter()
    for task in tasks:
        if not _follows(task, tasks, how, state):
            continue
        counted[task.act] += 1
        number = counted[task.act]
        owner = _owner(task, state, moment)
        made.append(
            Action(
                key=KEYS[task.act] + (f"-{number}" if number > 1 else ""),
                owner=owner.person,
                side=owner.side,
                due=due_of_task(task, state.urgency, state.agencies, moment, moment.now),
                said=" ".join(task_words(task)),
            )
        )
    return tuple(made)


def _follows(task: Task, tasks: list[Task], how: Start | None, state: State) -> bool:
    """Whether a task is owed. Sefton 2017 has two letters: one of agreement, and one, with its own time, of agreement
    at the meeting; where a meeting at the step was held, the second stands in for the first."""
    stated = set(task.starts) & set(SETTLING)
    if not stated:
        return True
    if how is not Start.AGREEMENT:
        return how in stated
    wanted = Start.MEETING_AGREEMENT if state.met == state.step else Start.AGREEMENT
    other = any(one.act is task.act and wanted in one.starts for one in tasks)
    return wanted in stated or (not other and not stated.isdisjoint(AGREED))


def _owner(task: Task, state: State, moment: Moment) -> Party:
    """The holder of the post that the line names, if they take part on that side; else that side's owner."""
    side = side_of_task(task) or Side.RESPONDING
    seat = moment.seats.get((state.agencies[side], task.by)) if isinstance(task.by, Role) else None
    if seat is not None and seat.person in state.parties:
        return state.parties[seat.person]
    return state.parties[state.owners[side]]
