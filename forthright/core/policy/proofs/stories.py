"""A run of the net as a story: who does what on which day, until nobody is left to act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from forthright.core.policy.proofs.explore import Explored
from forthright.core.policy.proofs.lengths import monday, ordinary
from forthright.core.policy.proofs.net import Does, Edge, Net, Place, limit_at
from forthright.core.policy.sentences import ACT_WORDS, roles_words
from forthright.core.policy.shapes import Policy, Roles, Span, Stated
from forthright.core.policy.times import Act
from forthright.core.worktime import LONDON, due


def when(at: datetime) -> str:
    """ "Monday 2 November 2026, 9am", as people of every nation here read it."""
    local = at.astimezone(LONDON)
    if (local.hour, local.minute) in ((0, 0), (12, 0)):
        hour = "midday" if local.hour else "midnight"
        return f"{local:%A} {local.day} {local:%B %Y}, {hour}"
    hour = f"{local.hour % 12 or 12}{f':{local.minute:02}' if local.minute else ''}{'am' if local.hour < 12 else 'pm'}"
    return f"{local:%A} {local.day} {local:%B %Y}, {hour}"


def who(roles: Roles, otherwise: str) -> str:
    """The owner of a step as a story names them."""
    return otherwise if isinstance(roles, Stated) else roles_words(roles[:1])


def told(explored: Explored, place: Place, last: str) -> tuple[str, ...]:
    """The shortest run to a place, a sentence each with its day, and what is wrong there as its last."""
    return (*run(explored.net, explored.path(place), place), last)


def run(net: Net, steps: Sequence[tuple[Place, Edge]], end: Place) -> list[str]:
    """The sentences of a run. People act within the hour; only the clock takes its time."""
    first = steps[0][0] if steps else end
    now = started = monday()
    said = [f"{when(now)}. {_begins(net, first)}"]
    for place, edge in steps:
        if edge.does in (Does.LAPSE, Does.GATE_LAPSED):
            now = max(now, _runs_out(net, place, edge, started))
        else:
            now += timedelta(hours=1)
        said.append(f"{when(now)}. {_sentence(net, place, edge)}")
        if edge.to.step != place.step or edge.to.gate != place.gate or edge.does is Does.HAND_BACK:
            started = now
    return said


def _begins(net: Net, place: Place) -> str:
    step = net.rungs[place.step].step
    raiser = who(step.raised_by, "somebody")
    urgent = " It is urgent." if place.urgent else ""
    return f"{raiser[:1].upper()}{raiser[1:]} raises it at {net.policy.label(step.key)}.{urgent}"


def _runs_out(net: Net, place: Place, edge: Edge, started: datetime) -> datetime:
    rung = net.rungs[place.step]
    if edge.does is Does.GATE_LAPSED:
        limit = limit_at(rung.step, Act.REVIEW, place.urgent)
    elif edge.duty == len(rung.duties):
        ways = rung.ways[place.urgent]
        limit = limit_at(net.rungs[ways[0]].step, Act.RAISE, place.urgent) if ways else None
    else:
        limit = rung.duties[edge.duty].limit(place.urgent)
    if not isinstance(limit, Span):
        return started
    return due(ordinary(), started, limit.amount, limit.unit) or started


def _sentence(net: Net, place: Place, edge: Edge) -> str:
    policy, rung = net.policy, net.rungs[place.step]
    answerer = who(rung.step.answered_by, "whoever answers")
    answerer = answerer[:1].upper() + answerer[1:]
    if edge.does is Does.LAPSE:
        return _lapse(net, place, edge)
    if edge.does in (Does.TAKE_UP, Does.MOVED) and edge.to.step >= 0:
        gate = ", where it waits to be agreed to" if edge.to.gate else ""
        return f"It is taken to {policy.label(net.rungs[edge.to.step].step.key)}{gate}."
    return {
        Does.ACKNOWLEDGE: f"{answerer} acknowledges it.",
        Does.REPLY: f"{answerer} replies, and does not agree.",
        Does.TALK: "The two sides talk, and do not agree.",
        Does.URGENT: "It is marked as urgent.",
        Does.GATE_AGREED: f"{who(rung.step.first_agreed_by, 'whoever must')} agrees that it goes on.".capitalize(),
        Does.GATE_REFUSED: "It is not agreed that it goes on, and whoever raised it is told why.",
        Does.GATE_LAPSED: "The time to agree that it goes on runs out.",
        Does.HAND_BACK: f"It is handed back to {policy.label(net.rungs[edge.to.step].step.key)}.",
        Does.AGREE: "Both sides agree.",
        Does.DECIDE: "It is decided.",
    }.get(edge.does, "")


def _lapse(net: Net, place: Place, edge: Edge) -> str:
    policy, rung = net.policy, net.rungs[place.step]
    if edge.duty == len(rung.duties):
        return "The time to take it to the next step runs out. Nobody has taken it there."
    act = ACT_WORDS[rung.duties[edge.duty].act]
    said = f"The time to {act} runs out."
    if edge.to.step not in (place.step, -1):
        return f"{said} It goes to {policy.label(net.rungs[edge.to.step].step.key)}."
    if edge.to.clocks[-1] is not place.clocks[-1] and rung.ways[place.urgent]:
        following = net.rungs[rung.ways[place.urgent][0]].step.key
        return f"{said} {policy.label(following)} is offered to the raising side."
    return said


def rings(policy: Policy, keys: Sequence[str]) -> tuple[str, ...]:
    """A ring of steps as a story."""
    labels = [policy.label(key) for key in keys]
    return (f"It is not settled at {labels[0]}.", *(f"It goes to {label}, and is not settled." for label in labels[1:]))
