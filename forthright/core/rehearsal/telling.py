"""A played case as a timeline in plain words: when, what happened, and what it led to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Stance, Urgency
from forthright.core.challenge.facts import Event
from forthright.core.challenge.state import State
from forthright.core.policy.proofs.stories import when
from forthright.core.policy.sentences import role_words, step_heading
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal.people import ROLE_OF, SIDE_OF, Temper
from forthright.core.rehearsal.play import Played

STILL = "Nobody is asked to do anything by any time, and no clock runs. The matter stands still."
DOES: dict[type[facts.Fact], str] = {
    facts.Acknowledged: "acknowledges it",
    facts.MarkedUrgent: "marks it as urgent",
    facts.TalkLogged: "notes that the two sides talked",
    facts.OutcomeProposed: "puts an outcome to the other side",
    facts.OutcomeDeclined: "does not agree with the outcome",
    facts.DecisionSeconded: "agrees with the decision, and it stands",
    facts.DecisionReturned: "does not agree with the decision",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline. `step` is the key of the step at that moment, `clock` tells that the clock acted."""

    at: datetime
    step: str
    sentence: str
    clock: bool


def who(person: int | None) -> str:
    """A played person by post and side: "the line manager of the responding side"."""
    if person is None:
        return "the clock"
    side = SIDE_OF.get(person)
    return f"{role_words(ROLE_OF[person])}{f' of the {side.value} side' if side else ''}"


def manner(played: Played) -> list[str]:
    """How those behave who are asked something and are not prompt, a sentence each."""
    words = {
        Temper.SLOW: "uses nearly all of the time",
        Temper.LATE: "is late with everything",
        Temper.SILENT: "never answers",
        Temper.ON_LEAVE: "is on leave for the first two weeks",
    }
    asked = {duty.owner for _, state in played.events for duty in state.duties.values()}
    tempers = played.case.cast.tempers
    said = [(who(person), words[tempers[person]]) for person in sorted(asked) if tempers.get(person) in words]
    return [f"{name[:1].upper()}{name[1:]} {does}." for name, does in said]


def timeline(policy: Policy, played: Played) -> list[Moment]:
    """The whole case, in order."""
    lines = []
    before = State()
    for event, after in played.events:
        sentence = " ".join(_sentences(policy, event, before, after))
        lines.append(Moment(event.at, after.step, sentence, event.by is None))
        before = after
    if played.still is not None:
        lines.append(Moment(played.still, played.state.step, STILL, True))
    return lines


def _sentences(policy: Policy, event: Event, before: State, after: State) -> Iterator[str]:
    fact, by = event.fact, who(event.by)
    actor = by[:1].upper() + by[1:]
    if isinstance(fact, facts.Raised):
        urgent = ", as urgent" if after.urgency is Urgency.URGENT else ""
        yield f"{actor} raises it{urgent}, at {step_heading(policy, policy.step(fact.step))}."
    elif isinstance(fact, facts.StepTaken):
        yield f"It goes to {step_heading(policy, policy.step(fact.step))}, because {fact.why.value}."
    elif isinstance(fact, facts.ClockLapsed):
        yield f"The time to {fact.kind.value} runs out for {who(fact.owner)}."
        for duty in fact.opens:
            yield f"{who(duty.owner)[:1].upper()}{who(duty.owner)[1:]} is asked to {duty.kind.value}."
    elif isinstance(fact, facts.Replied):
        yield f"{actor} replies, and {'agrees' if fact.stance is Stance.AGREE else 'does not agree'}."
    elif isinstance(fact, facts.OutcomeConfirmed):
        yield f"{actor} confirms. It is settled."
    elif isinstance(fact, facts.DecisionMade):
        yield f"{actor} decides, with reasons."
    else:
        yield f"{actor} {DOES[type(fact)]}." if type(fact) in DOES else f"{actor}: {facts.tag_of(fact)}."
    for duty in after.duties.values():
        if duty.key not in before.duties and duty.due is not None and not isinstance(fact, facts.ClockLapsed):
            asked = who(duty.owner)
            yield f"{asked[:1].upper()}{asked[1:]} is asked to {duty.kind.value} by {when(duty.due)}."
