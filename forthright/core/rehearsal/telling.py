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
from forthright.core.policy.sentences import first_upper, role_words, step_heading
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
    facts.DecisionVoted: "votes on the decision",
    facts.RecommendationAccepted: "accepts what was recommended",
    facts.OtherSideWarned: "warns the other side that it is to go on",
    facts.GateAsked: "wants it to go on, for which somebody has to agree first",
    facts.FormFilled: "fills in the form",
}
"""What somebody does who makes such an entry, for entries of which no more is told."""


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
    return [f"{first_upper(name)} {does}." for name, does in said]


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
    fact, actor = event.fact, first_upper(who(event.by))
    if isinstance(fact, facts.Raised):
        urgent = ", as urgent" if after.urgency is Urgency.URGENT else ""
        kind = f", with the priority {fact.priority}" if fact.priority else ""
        kind += f", with an agency of the kind {fact.group}" if fact.group else ""
        yield f"{actor} raises it{urgent}{kind}, at {step_heading(policy, policy.step(fact.step))}."
    elif isinstance(fact, facts.StepTaken):
        yield f"It goes to {step_heading(policy, policy.step(fact.step))}, because {fact.why.value}."
    elif isinstance(fact, facts.ClockLapsed):
        yield f"The time to {fact.kind.value} runs out for {who(fact.owner)}."
        for duty in fact.opens:
            yield f"{first_upper(who(duty.owner))} is asked to {duty.kind.value}."
    elif isinstance(fact, facts.Replied):
        yield f"{actor} replies, and {'agrees' if fact.stance is Stance.AGREE else 'does not agree'}."
    elif isinstance(fact, facts.OutcomeConfirmed):
        yield f"{actor} confirms. It is settled."
    elif isinstance(fact, facts.DecisionMade):
        yield f"{actor} {'recommends' if fact.recommends else 'decides'}, with reasons."
    elif isinstance(fact, facts.Paused):
        yield f"{actor} lets the times stand still until {when(fact.until)}."
    elif isinstance(fact, facts.Resumed):
        yield "The times run again."
    elif isinstance(fact, facts.Reminded):
        yield f"{first_upper(who(fact.owner))} is reminded to {fact.kind.value}."
    elif isinstance(fact, facts.FormAsked):
        yield f"The form is asked for: {fact.name}."
    else:
        yield f"{actor} {DOES[type(fact)]}." if type(fact) in DOES else f"{actor}: {facts.tag_of(fact)}."
    for duty in after.duties.values():
        if duty.key not in before.duties and duty.due is not None and not isinstance(fact, facts.ClockLapsed):
            yield f"{first_upper(who(duty.owner))} is asked to {duty.kind.value} by {when(duty.due)}."
