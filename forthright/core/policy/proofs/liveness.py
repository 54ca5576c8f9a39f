"""What the explored net shows: silence, dead ends, lines that can never matter."""

from __future__ import annotations

from collections.abc import Iterator

from forthright.core.policy.proofs import stories
from forthright.core.policy.proofs.acknowledged import is_open
from forthright.core.policy.proofs.explore import Explored, is_end
from forthright.core.policy.proofs.finding import Finding, never, note, warning
from forthright.core.policy.proofs.net import LAPSED, NOT_YET, RUNS, WAITS, Clock, Does, Net, Place, Rung
from forthright.core.policy.sentences import ACT_WORDS
from forthright.core.policy.shapes import How, Stated
from forthright.core.policy.times import Act


def silences(explored: Explored) -> Iterator[Finding]:
    """Every step at which a matter can come to stand still with no clock running and nothing that says it may.

    One finding for each step and kind of silence: the one with the shortest story.
    """
    said: set[tuple[int, str]] = set()
    for place in explored.edges:  # in the order of discovery: the first of a kind has the shortest story
        if place.step < 0 or RUNS in place.clocks:
            continue
        kind = _silence(explored, place)
        key = place.step, kind
        if kind and key not in said:
            said.add(key)
            yield _silent(explored, place, kind)


def _silence(explored: Explored, place: Place) -> str:
    """What kind of silence a place is in which no clock runs; "" where it is none."""
    rung = explored.net.rungs[place.step]
    if place.gate:
        return {Clock.SILENT: "gate not stated", Clock.UNSAID: "gate unsaid"}.get(place.clocks[0], "")
    *clocks, offer = place.clocks
    if Clock.FREE in place.clocks:
        return ""
    if offer in (Clock.SILENT, Clock.UNSAID):
        return "offer not stated" if offer is Clock.SILENT else "offer unsaid"
    if offer is LAPSED:
        return ""  # a named person is late with it, and those who watch have been told
    if LAPSED in clocks:
        return _after_lapse(rung, place)
    if Clock.SILENT in clocks:
        return "not stated"
    if WAITS in clocks:
        return "waits"
    return "unsaid"


def _after_lapse(rung: Rung, place: Place) -> str:
    """A time ran out and nothing was offered."""
    if not isinstance(rung.step.decided_by, Stated):
        return ""  # whoever decides there is late, by name
    how = rung.moves[place.urgent].how
    if how is How.END:
        return "ends unsettled"
    return "nothing follows" if how is How.MAY else "not stated"


def _silent(explored: Explored, place: Place, kind: str) -> Finding:
    policy, rung = explored.net.policy, explored.net.rungs[place.step]
    label, key = policy.label(rung.step.key), rung.step.key
    where = f"step {key}"
    ways = rung.ways[place.urgent]
    onward = policy.label(explored.net.rungs[ways[0]].step.key) if ways else "the next step"
    onward_key = explored.net.rungs[ways[0]].step.key if ways else key
    last = "From then on no clock runs, and nobody is asked to do anything by any time."

    def story() -> tuple[str, ...]:
        return stories.told(explored, place, last)

    if kind == "not stated":
        return note("silent.stated", where, f"{label} has a time that is not stated, so nothing is overdue there.")
    if kind in ("offer not stated", "offer unsaid"):
        sentence = f"Once {onward} is offered, the text does not say by when it must be taken there."
        if kind == "offer not stated" or is_open(policy, onward_key) or is_open(policy, key):
            return note("offer.stated", f"step {onward_key}", sentence)
        hint = f" Add “raise within” to {onward}, or write that it is not stated."
        return warning("offer.unsaid", f"step {onward_key}", sentence + hint, story())
    if kind in ("gate not stated", "gate unsaid"):
        sentence = f"The text does not say by when it must be agreed that a matter comes to {label}."
        if kind == "gate not stated" or is_open(policy, key):
            return note("gate.stated", f"{where}/first agreed by", sentence)
        return never("gate.unsaid", f"{where}/first agreed by", sentence + " Add “review within”.", story())
    if kind == "ends unsettled":
        sentence = f"The procedure ends at {label} with the matter unsettled, and nobody decides there."
        return never("end.unsettled", f"{where}/if not settled", sentence, story())
    if kind == "nothing follows":
        sentence = f"At {label} silence moves nothing on and offers nothing. Somebody must think of it."
        return warning("lapse.nothing", f"{where}/if not settled", sentence, story())
    return _unsaid(explored, place, kind, where, story())


def _unsaid(explored: Explored, place: Place, kind: str, where: str, story: tuple[str, ...]) -> Finding:
    policy, rung = explored.net.policy, explored.net.rungs[place.step]
    label = policy.label(rung.step.key)
    if kind == "waits":
        acts = [ACT_WORDS[duty.act] for at, duty in enumerate(rung.duties) if place.clocks[at] is WAITS]
        sentence = f"At {label} the time to {acts[0]} starts with something that nobody has to do by any time."
    elif any(duty.task is not None for duty in rung.duties):
        sentence = f"At {label} a matter can stay open with no clock running, and no line says that it may."
    else:
        sentence = f"{label} has no time, and no line says that it has none or that it is not stated."
    if is_open(policy, rung.step.key):
        return note("silent.open", where, sentence)
    return never("silent.unsaid", where, f"{sentence} Add “settle within”, or write that it is not stated.", story)


def ends(explored: Explored) -> Iterator[Finding]:
    """Every place can come to an end, withdrawal not counted."""
    good = explored.can_reach(is_end)
    for place in explored.edges:
        if place.step >= 0 and place not in good:
            rung = explored.net.rungs[place.step]
            label = explored.net.policy.label(rung.step.key)
            story = stories.told(explored, place, "From there it can never be settled or decided.")
            yield never("end.never", f"step {rung.step.key}", f"From {label} a matter may never come to an end.", story)
            return


def reached(explored: Explored) -> Iterator[Finding]:
    """Every step can be reached, by a matter that is urgent or by one that is not."""
    net = explored.net
    found = {place.step for place in explored.edges}
    for at, rung in enumerate(net.rungs):
        if at not in found:
            label = net.policy.label(rung.step.key)
            yield never("step.unreachable", f"step {rung.step.key}", f"No step leads to {label}.")


def dead_lines(explored: Explored) -> Iterator[Finding]:
    """Lines that can never matter: clocks that never run, moves that nothing sets off, urgency where none comes."""
    net = explored.net
    ran: set[tuple[int, int]] = set()
    urgent: dict[int, set[bool]] = {}
    for place in explored.edges:
        if place.step < 0:
            continue
        urgent.setdefault(place.step, set()).add(place.urgent)
        if not place.gate:
            ran.update((place.step, at) for at, status in enumerate(place.clocks) if status not in (NOT_YET, WAITS))
    for index, rung in enumerate(net.rungs):
        label = net.policy.label(rung.step.key)
        for at, duty in enumerate(rung.duties):
            if index in urgent and duty.task is not None and (index, at) not in ran:
                sentence = f"At {label} the time to {ACT_WORDS[duty.act]} never starts: nothing there sets it off."
                yield never("clock.never", f"step {rung.step.key}", sentence)
        if rung.no_reply is not None and not any(duty.act is Act.REPLY and duty.task for duty in rung.duties):
            sentence = f"{label} says what follows if there is no reply, but no time to reply is given there."
            yield warning("reply.dead", f"step {rung.step.key}/if no reply", sentence)


def rings(explored: Explored) -> Iterator[Finding]:
    """No step leads back to itself by the ways on: a ring of musts, or of offers, goes round for ever.

    Hand-backs are looked at by themselves, because a policy may limit them.
    """
    net = explored.net
    on = {
        at: set(rung.ways[False]) | set(rung.ways[True]) | _silent_ways(net, rung) for at, rung in enumerate(net.rungs)
    }
    for start in on:
        ring = _ring(on, start)
        if ring:
            keys = [net.rungs[at].step.key for at in (*ring, start)]
            label = net.policy.label(net.rungs[start].step.key)
            sentence = f"From {label} the matter comes back to it, so it may never end."
            story = stories.rings(net.policy, keys)
            yield never("ring", f"step {net.rungs[start].step.key}/if not settled", sentence, story)


def _silent_ways(net: Net, rung: Rung) -> set[int]:
    return {net.index(key) for key in rung.no_reply.targets} if rung.no_reply else set()


def _ring(on: dict[int, set[int]], start: int) -> list[int]:
    """The shortest way from a step back to itself; empty where there is none."""
    came: dict[int, int] = {}
    waiting = [start]
    while waiting:
        following = []
        for at in waiting:
            for to in sorted(on[at]):
                if to == start:
                    ring = [at]
                    while ring[-1] != start:
                        ring.append(came[ring[-1]])
                    return ring[::-1]
                if to not in came:
                    came[to] = at
                    following.append(to)
        waiting = following
    return []


def taken_up(explored: Explored) -> Iterator[Finding]:
    """Marking urgent never takes a counted time away, and never leads where an ordinary matter could not end."""
    for place, edges in explored.edges.items():
        for edge in edges:
            if edge.does is Does.URGENT and RUNS in place.clocks and RUNS not in edge.to.clocks:
                rung = explored.net.rungs[place.step]
                label = explored.net.policy.label(rung.step.key)
                sentence = f"At {label} marking a matter as urgent would stop its clocks."
                yield never("urgent.stops", f"step {rung.step.key}", sentence)
                return
