"""The wishes behind facts: what somebody wanted who made an entry, so that it can be wished for again.

Facts alone are read, never words. Where an entry says less than the wish did there is more than one way in which it
may have been meant; the first of them that comes to the same is the one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as replaced
from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.beside import advises
from forthright.core.challenge.codes import Agreed, Capacity, Conflict, DutyKind, TookOver, Why
from forthright.core.challenge.commands import Command
from forthright.core.challenge.facts import Action, Event, Party
from forthright.core.challenge.gate import ways_from
from forthright.core.challenge.ladder import usual_move
from forthright.core.challenge.moment import CAPACITIES, Moment, Seat, StandIn
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.policy.roles import Role
from forthright.core.policy.shapes import Entry, How, Policy, Stated

WORDS = dict.fromkeys(
    ("reason", "decision", "reasons", "agreed", "entry_reason", "worry_facts", "wanted", "note", "how"), "Replayed."
) | {"answers": [{"label": "Replayed", "text": "Replayed."}]}
AS = {Capacity.PRACTITIONER: Role.PRACTITIONER, Capacity.MANAGER: Role.LINE_MANAGER} | {
    Capacity.REPRESENTATIVE: Role.REPRESENTATIVE,
    Capacity.CHAIR: Role.CHAIR,
    Capacity.ADVISER: Role.ADVISER,
    Capacity.KEEPER: Role.BUSINESS_UNIT,
}
"""A role with which somebody joins in this capacity: an entry keeps the capacity and not the role."""

OF_THE_CLOCK = (facts.ClockLapsed, facts.Reminded, facts.CheckBackAsked)
"""Entries that only the clock makes; a step, a gate and the end of a pause can be its own as well."""

OF_THE_DIRECTORY = (
    *(facts.ReHomed, facts.AgencyMerged, facts.ConflictTakenBack, facts.TakingBackExplained),
    *(facts.MatterRestricted, facts.RestrictionLifted, facts.PersonListed, facts.PersonUnlisted),
)
"""Entries that say who takes part from then on, whatever the text: a replay takes them as they are."""

IDLE = (
    *(facts.PerspectiveGiven, facts.PointPlaced, facts.EvidenceAdded, facts.NoteWritten, facts.Thanked),
    *(facts.SafetyPlanned, facts.DangerTold, facts.Corrected, facts.ToldOutside, facts.ReferredOutside),
    *(facts.FormAsked, facts.PolicyMoved, facts.HoursChanged, facts.SettledByTalking),
    *(facts.RaisedFor, facts.AlsoRaised, facts.AskedAlong, facts.WorriedToo, facts.LeftAlong),
    facts.ConflictExplained,
    *(facts.GlassBroken, facts.GlassClosed, facts.GlassReviewed, facts.GlassUnreviewed),
)
"""Entries on which no step, time or ending depends; those that follow by themselves; and a move to another version or
to other opening hours, since a replay is under one text and one calendar from first to last."""


Meant = Callable[[tuple[Event, ...]], bool]
"""Whether events are what was meant."""


@dataclass(frozen=True, slots=True)
class Again:
    """What is to be wished for again: `ways` in which it was meant, and `nearest` what comes next to it where the text
    allows none of them, which is counted as not having been allowed. Without `meant` all of `ways` come to the same.
    Nothing at all where it is so already."""

    ways: tuple[Command, ...] = ()
    nearest: tuple[Command, ...] = ()
    meant: Meant | None = None


@dataclass(frozen=True, slots=True)
class There:
    """What surrounds an act: the state `then`, in life, and `now`, in the replay, with its policy and its moment."""

    then: State
    now: State
    policy: Policy
    moment: Moment


def again(fact: facts.Fact, there: There) -> Again:
    """What somebody wanted who made this entry."""
    found = _WISHES[type(fact)](fact, there)
    return found if isinstance(found, Again) else Again((found,))


def _seat(party: Party, role: Role | None = None) -> Seat:
    role = role or AS[party.capacity]
    return Seat(person=party.person, name="", title=party.title, agency=party.agency, role=role)


def _raise(fact: facts.Raised, there: There) -> Again:
    """It begins where it began; where the text has no such place or priority, at its first step and without."""
    policy, first = there.policy, there.policy.steps[0].key
    entries = {step.key: step.entry for step in policy.steps if step.entry}
    entered = fact.owner is not None or (fact.gate is not None and fact.step in entries)
    plain = c.Raise(
        policy=fact.policy,
        partnership=fact.partnership,
        subject=fact.subject,
        subjects=fact.subjects,
        topic=fact.topic,
        raising=_seat(fact.raising),
        responding=_seat(fact.responding),
        urgency=fact.urgency,
        arose=fact.arose,
        needed_by=fact.needed_by,
        received=fact.received,
        conference=fact.conference,
        group=fact.group,
        priority=fact.priority,
        agreed=_seat(fact.agreed) if fact.agreed else None,
        words=WORDS | {"interim_safety": "Replayed."} if fact.safety else WORDS,
    )
    usual = replace(plain, priority="")
    if not entered or fact.step == first:
        return Again((plain,), (usual,))
    order = sorted(entries, key=lambda key: key != fact.step)  # another first step may have been skipped from
    ways = tuple(replace(plain, step=key, agreed=_agreed(fact, entries[key], there.moment)) for key in order)
    return Again(ways, (plain, usual), lambda events: getattr(events[0].fact, "step", "") == fact.step)


def _agreed(fact: facts.Raised, entry: Entry, moment: Moment) -> Seat | None:
    """Who agreed that it begins there, in the role that the text asks for, if they hold it or may have held it."""
    party = fact.agreed
    if party is None:
        return None
    if isinstance(entry.agreed_by, Stated):
        return _seat(party)
    seats = ((role, moment.seats.get((party.agency, role))) for role in entry.agreed_by)
    held = [role for role, seat in seats if seat is not None and seat.person == party.person]
    able = [role for role in entry.agreed_by if CAPACITIES.get(role, Capacity.MANAGER) is party.capacity]
    return _seat(party, next(iter((*held, *able)), None))


def _taken(fact: facts.StepTaken, there: There) -> Again | Command:
    """It was handed back, or whoever kept the gate let it on, or it was taken up."""
    gate = there.then.gate
    if fact.why is Why.HANDED_BACK:
        return Again() if there.now.step == fact.step else c.HandBack(words=WORDS)
    if gate is not None and fact.agreed is Agreed.YES and gate.step in (fact.step, *fact.skipped):
        return c.PassGate(agree=True)
    wanted = fact.skipped[0] if fact.skipped else fact.step
    return _up(wanted, fact.step, fact.why, there)


def _asked(fact: facts.GateAsked, there: There) -> Again:
    return _up(fact.gate.step, fact.gate.step, fact.gate.why, there)


def _up(to: str, lands: str, why: Why, there: There) -> Again:
    """Taking it to a step: where this text leads there, else as far as it leads. A matter that has come there by the
    clock, or further, is not taken on once more."""
    policy, now = there.policy, there.now
    ways, order = ways_from(policy, now), [step.key for step in policy.steps]
    if to in ways:
        return Again((c.TakeUp(why=why, to=to, words=WORDS),))
    if lands in order and order.index(lands) <= order.index(now.step):
        return Again()
    if usual_move(policy.step(now.step), now.urgency).how is How.CHOOSE and lands in order:
        return Again((c.TakeUp(why=why, to=to, words=WORDS),))

    def there_it_lands(events: tuple[Event, ...]) -> bool:
        fact = events[0].fact
        return lands == (fact.gate.step if isinstance(fact, facts.GateAsked) else getattr(fact, "step", ""))

    every = tuple(c.TakeUp(why=why, to=way, words=WORDS) for way in ("", *ways))
    return Again(every, meant=there_it_lands)


def _actions(made: tuple[Action, ...], there: There) -> tuple[c.NewAction, ...]:
    """The actions as they were agreed; nobody agrees an action without a day."""
    return tuple(c.NewAction(owner=_owner(one, there.then), due=one.due) for one in made if one.due is not None)


def _owner(action: Action, then: State) -> Party:
    known = then.parties.get(action.owner)
    plain = Party(person=action.owner, agency=0, title="", capacity=Capacity.PRACTITIONER)
    return replace(known or plain, side=action.side)


def _reply(fact: facts.Replied, there: There) -> Command:
    """Whoever replied did what their policy asked first; this one's asks no less."""
    asked = there.policy.step(there.now.step).before_reply
    return c.Reply(stance=fact.stance, ready=tuple(range(len(asked))), words=WORDS)


def _proposed(fact: facts.OutcomeProposed, there: There) -> Command:
    actions = _actions(fact.actions, there)
    return c.Propose(outcome=fact.outcome, check_back=fact.check_back, actions=actions, words=WORDS)


def _decided(fact: facts.DecisionMade, there: There) -> Command:
    actions = _actions(fact.actions, there)
    return c.Decide(ruling=fact.ruling, check_back=fact.check_back, actions=actions, words=WORDS)


def _time(key: str, kind: DutyKind, there: There) -> str:
    """The key of the time that is meant: the same one, else another to do the same; "" where none runs."""
    running = {duty.key: duty for duty in there.now.duties.values() if duty.due is not None and not duty.lapsed}
    same = running.get(key)
    if same is not None and same.kind is kind:
        return key
    return next((duty.key for duty in running.values() if duty.kind is kind), "")


def _shortened(fact: facts.TimeShortened, there: There) -> Again | Command:
    key = _time(fact.duty, fact.kind, there)
    return c.Shorten(duty=key, day=fact.day, words=WORDS) if key else Again()


def _extension(fact: facts.ExtensionAsked, there: There) -> Again | Command:
    key = _time(fact.duty, fact.kind, there)
    return c.AskExtension(duty=key, more=fact.more, words=WORDS) if key else Again()


def _same(command: Command) -> Callable[[Any, There], Command]:
    return lambda fact, there: command


def _joined(fact: facts.JoinedIn, there: There) -> Command:
    """Somebody was asked for advice, in a role of which the policy speaks or by our own rule, or to come in."""
    if fact.party.capacity is not Capacity.ADVISER:
        return c.AskIn(seat=_seat(fact.party), words=WORDS)
    named = (role for role in Role if advises(there.policy, there.now.step, role))
    role = Role.PRACTITIONER if fact.own_rule else next(named, Role.ADVISER)
    return c.AskAdvice(seat=_seat(fact.party, role), words=WORDS)


FOUND = (TookOver.DEPUTY, TookOver.HOLDER, TookOver.ABOVE, TookOver.ACTING)


def acting(event: Event, person: int) -> Actor:
    """Who acts in the part of this person: they themselves, or the deputy who found that they must not take part."""
    fact = event.fact
    if isinstance(fact, facts.ConflictDeclared) and fact.person != fact.leaver:
        return Actor(person=fact.person, covers=((person, event.title, ""),))
    return Actor(person=person)


def as_found(fact: facts.Fact, moment: Moment) -> Moment:
    """The surroundings in which whoever took over then from somebody who must not take part takes over again."""
    if not isinstance(fact, facts.ConflictDeclared) or fact.party is None or fact.how not in FOUND:
        return moment
    one = StandIn(_seat(fact.party), fact.how)
    return replaced(moment, instead=lambda person, agency, post: (one,))


_WISHES: dict[type[facts.Fact], Callable[[Any, There], Again | Command]] = {
    facts.Raised: _raise,
    facts.StepTaken: _taken,
    facts.GateAsked: _asked,
    facts.Replied: _reply,
    facts.OutcomeProposed: _proposed,
    facts.DecisionMade: _decided,
    facts.TalkLogged: lambda fact, there: c.LogTalk(kind=fact.kind, held=fact.held, words=WORDS),
    facts.JoinedIn: _joined,
    facts.ConflictDeclared: _same(c.DeclareConflict(code=Conflict.OTHER, words=WORDS)),
    facts.PassedOver: lambda fact, there: c.PassOver(seat=_seat(fact.party), code=fact.code, words=WORDS),
    facts.AdviserReleased: lambda fact, there: c.Release(person=fact.person, words=WORDS),
    facts.HandedOver: lambda fact, there: c.HandOver(seat=_seat(fact.party), words=WORDS),
    facts.Paused: lambda fact, there: c.Pause(until=fact.until, words=WORDS),
    facts.TimeShortened: _shortened,
    facts.ExtensionAsked: _extension,
    facts.ExtensionAgreed: _same(c.AnswerExtension(agree=True)),
    facts.ExtensionDeclined: _same(c.AnswerExtension(agree=False, words=WORDS)),
    facts.FormFilled: lambda fact, there: c.FillForm(form=fact.form, words=WORDS),
    facts.DecisionVoted: lambda fact, there: c.AgreeDecision(agree=fact.agree, words=WORDS),
    facts.ActionDone: lambda fact, there: c.FinishAction(action=fact.action, words=WORDS),
    facts.ActionReplanned: lambda fact, there: c.ReplanAction(action=fact.action, due=fact.due, words=WORDS),
    facts.CheckBackAnswered: lambda fact, there: c.CheckBack(better=fact.better, words=WORDS),
    facts.GateRefused: _same(c.PassGate(agree=False, words=WORDS)),
    facts.Acknowledged: _same(c.Acknowledge()),
    facts.MarkedUrgent: lambda fact, there: c.MarkUrgent(needed_by=fact.needed_by, words=WORDS),
    facts.OtherSideWarned: _same(c.Warn(words=WORDS)),
    facts.Resumed: _same(c.Resume(words=WORDS)),
    facts.OutcomeConfirmed: _same(c.Confirm(agree=True)),
    facts.OutcomeDeclined: _same(c.Confirm(agree=False, words=WORDS)),
    facts.RecommendationAccepted: _same(c.Confirm(agree=True)),
    facts.RecommendationDeclined: _same(c.Confirm(agree=False, words=WORDS)),
    facts.DecisionSeconded: _same(c.AgreeDecision(agree=True)),
    facts.DecisionReturned: _same(c.AgreeDecision(agree=False, words=WORDS)),
    facts.Withdrawn: _same(c.Withdraw(words=WORDS)),
    facts.Reopened: _same(c.Reopen(words=WORDS)),
}
"""Every entry that a person makes and on which something depends. With
`OF_THE_CLOCK`, `OF_THE_DIRECTORY` and `IDLE` it is all of them."""
