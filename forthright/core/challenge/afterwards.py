"""What the policy asks for once a matter is settled: the letter, the report. They become actions like others."""

from __future__ import annotations

from collections import Counter

from forthright.core.challenge.codes import Side
from forthright.core.challenge.doers import who_writes
from forthright.core.challenge.facts import Action, Party
from forthright.core.challenge.ladder import due_of_task, is_neutral
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import side_of_task
from forthright.core.policy.sentences import STANDS_IN, task_words
from forthright.core.policy.shapes import Act, Policy, Start, Step, Task
from forthright.core.policy.times import AFTERWARDS

KEYS = {Act.WRITE: "letter", Act.REPORT: "report"}
AGREED = (Start.AGREEMENT, Start.MEETING_AGREEMENT)
SETTLING = (*AGREED, Start.DECISION)
"""Starts that say how it was settled. A task that starts at none of them is owed however it was."""


def owed(policy: Policy, state: State, how: Start | None, moment: Moment) -> tuple[Action, ...]:
    """The actions that follow. `how` is `Start.AGREEMENT` or `Start.DECISION`; None where neither side got its way."""
    step = policy.step(state.step)
    tasks = [task for task in step.tasks if task.act in AFTERWARDS]
    made: list[Action] = []
    counted: Counter[Act] = Counter()
    for task in tasks:
        if not _follows(task, tasks, how, state):
            continue
        counted[task.act] += 1
        number = counted[task.act]
        owner = _owner(task, step, state, moment)
        made.append(
            Action(
                key=KEYS[task.act] + (f"-{number}" if number > 1 else ""),
                owner=owner.person,
                side=owner.side,
                due=due_of_task(task, state.urgency, state.agencies, moment, moment.now),
                said=" ".join((*task_words(task), *((STANDS_IN,) if is_neutral(task) and owner.side else ()))),
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


def _owner(task: Task, step: Step, state: State, moment: Moment) -> Party:
    """The holder of the post that the line names, if they take part; else the owner of the side that it falls to."""
    return who_writes(step, task, state, moment) or state.parties[state.owners[side_of_task(task) or Side.RESPONDING]]
