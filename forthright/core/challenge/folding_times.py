"""How the events of steps and times change a draft. `folding` takes these in beside its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.codes import DutyKind, Side, Urgency, Why
from forthright.core.challenge.facts import Duty, Event
from forthright.core.challenge.folding_parts import added, by_key, joined, let_in
from forthright.core.challenge.state import Draft
from forthright.core.policy.times import Start
from forthright.core.worktime import Pause

CAP = DutyKind.CAP
STEP, PREVIOUS_STEP = Start.STEP, Start.PREVIOUS_STEP
HANDED_BACK, URGENT = Why.HANDED_BACK, Urgency.URGENT


def new_step(draft: Draft, happened: dict[Start, datetime], duties: Iterable[Duty]) -> None:
    """What belonged to the step before ends, and the events that can start a clock begin anew."""
    draft.happened = happened
    draft.offered = draft.pauses = ()
    draft.paused_until = None
    draft.warned = {}
    draft.acknowledged = draft.met = ""  # it may have been at this step before
    enter(draft, duties)


def enter(draft: Draft, duties: Iterable[Duty]) -> None:
    """The caps that begin here. One that had begun before goes on from there."""
    for duty in duties:
        if duty.kind is CAP and duty.since and duty.key not in draft.entered:
            draft.entered = {**draft.entered, duty.key: duty.since}


def at_next_step(at: datetime) -> dict[Start, datetime]:
    """What has happened at a step to which it came from another."""
    return {STEP: at, PREVIOUS_STEP: at}


def happening(draft: Draft, at: datetime, starts: tuple[Start, ...]) -> None:
    """These have happened at its step; the first of each kind counts."""
    happened = draft.happened.copy()
    for start in starts:
        if at < happened.setdefault(start, at):
            happened[start] = at
    draft.happened = happened


def counted_back(draft: Draft, fact: facts.StepTaken) -> None:
    """How often it was handed back from this step. Those whom it goes back to are to answer anew."""
    if fact.why is HANDED_BACK:
        often = draft.handed_back.get(fact.origin, 0) + 1
        draft.handed_back = {**draft.handed_back, fact.origin: often}
        draft.stances = {}


def needing(draft: Draft, day: date | None, at: datetime) -> None:
    """The child needs it by this day, told at `at`. A later day never takes the place of an earlier one."""
    if day is not None and (draft.needed_by is None or day < draft.needed_by):
        draft.needed_by = day
        draft.needed_at = at


def offering(draft: Draft, step: str) -> None:
    """A lapse showed this way on; it stays open beside the usual ones."""
    if step and step not in draft.offered:
        draft.offered = (*draft.offered, step)


def _paused(fact: facts.Paused, draft: Draft, event: Event) -> None:
    often = draft.paused_often.get(draft.step, 0) + 1
    draft.duties = added(draft, fact.duties)
    draft.pauses = (*draft.pauses, Pause(event.at, fact.until))
    draft.paused_until = fact.until
    draft.paused_often = {**draft.paused_often, draft.step: often}


def _resumed(fact: facts.Resumed, draft: Draft, event: Event) -> None:
    *before, last = draft.pauses
    draft.duties = added(draft, fact.duties)
    # A machine's time that was set back may tell the end before the beginning; the record must stay readable.
    draft.pauses = (*before, Pause(last.start, max(last.start, event.at)))
    draft.paused_until = None


def _reminded(fact: facts.Reminded, draft: Draft, event: Event) -> None:
    duty = draft.duties.get(fact.duty)
    if duty is not None:
        left = tuple(at for at in duty.remind if at > event.at)
        draft.duties = {**draft.duties, duty.key: replace(duty, remind=left)}


def _warned(fact: facts.OtherSideWarned, draft: Draft, event: Event) -> None:
    if event.side:
        draft.warned = {**draft.warned, event.side: event.at}


def _moved(fact: facts.PolicyMoved, draft: Draft, event: Event) -> None:
    parties = [party for party in (fact.raising, fact.responding, *fact.joins) if party]
    named = {Side.RAISING: fact.raising, Side.RESPONDING: fact.responding}
    owners = {**draft.owners, **{side: party.person for side, party in named.items() if party}}
    if fact.raising is not None and fact.responding is not None:  # it was taken to the step, as on the way up
        new_step(draft, at_next_step(event.at), fact.duties)
        let_in(draft, fact.responding)
        draft.gate = draft.proposal = draft.proposed_by = draft.decision = None
        draft.decided_by = 0
        draft.votes = {}
        draft.safety_asked = fact.step
        draft.opened = draft.opened or bool(draft.ratings)
    draft.policy = fact.policy
    draft.step = fact.step
    draft.owners = owners
    draft.parties = joined(draft, parties)
    draft.duties = by_key(fact.duties)
    enter(draft, fact.duties)


def _hours_changed(fact: facts.HoursChanged, draft: Draft, event: Event) -> None:
    draft.duties = added(draft, fact.duties)


def _shortened(fact: facts.TimeShortened, draft: Draft, event: Event) -> None:
    draft.duties = added(draft, fact.duties)


def _extension_asked(fact: facts.ExtensionAsked, draft: Draft, event: Event) -> None:
    draft.extension = fact
    draft.duties = added(draft, (fact.answer,))


def _extension_agreed(fact: facts.ExtensionAgreed, draft: Draft, event: Event) -> None:
    often = draft.extended_often.get(draft.step, 0) + 1
    draft.extended_often = {**draft.extended_often, draft.step: often}
    draft.duties = added(draft, fact.duties)
    answered(draft)


def _extension_declined(fact: facts.ExtensionDeclined, draft: Draft, event: Event) -> None:
    answered(draft)


def answered(draft: Draft) -> None:
    """Nobody is asked for more time any more."""
    asked, draft.extension = draft.extension, None
    if asked is not None:
        draft.duties = {key: duty for key, duty in draft.duties.items() if key != asked.answer.key}


def still_asked(draft: Draft) -> None:
    """The question for more time is due with the time that it is about, and falls away with it: once that is answered,
    has run out or is urgent, there is nothing to extend."""
    asked = draft.extension
    if asked is None:
        return
    duty, question = draft.duties.get(asked.duty), draft.duties.get(asked.answer.key)
    if duty is None or question is None or duty.lapsed or draft.urgency is URGENT:
        answered(draft)
    elif question.due != duty.due:
        draft.duties = {**draft.duties, question.key: replace(question, due=duty.due)}


FOLDS: dict[type[facts.Fact], Callable[[Any, Draft, Event], None]] = {
    facts.Paused: _paused,
    facts.Resumed: _resumed,
    facts.Reminded: _reminded,
    facts.TimeShortened: _shortened,
    facts.ExtensionAsked: _extension_asked,
    facts.ExtensionAgreed: _extension_agreed,
    facts.ExtensionDeclined: _extension_declined,
    facts.OtherSideWarned: _warned,
    facts.PolicyMoved: _moved,
    facts.HoursChanged: _hours_changed,
}
"""Each event type with what it makes of the draft."""
