"""Which events a command yields under this policy at this moment, or why it is refused.

`decide(policy, state, command, actor, moment)` asks the three questions in their order of kindness: may this person,
does the state allow it, and what follows. It changes nothing and reads nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import along, commands, extending, facts, restricting
from forthright.core.challenge import gate as gates
from forthright.core.challenge.advice import ask_advice, release
from forthright.core.challenge.allows import allows, answers_here, conditions, safety_answerable
from forthright.core.challenge.answers import No, Refused
from forthright.core.challenge.apart import also_passed, barred, declare, over_at_once, pass_over
from forthright.core.challenge.around import around
from forthright.core.challenge.beside import advises, is_along, may_act, may_be_asked
from forthright.core.challenge.capping import sooner_caps
from forthright.core.challenge.closing import (
    agree_decision,
    check_back,
    confirm,
    decide_at_top,
    finish_action,
    propose,
    reopen,
    replan_action,
)
from forthright.core.challenge.codes import Capacity, SafetyStance, Side, TalkKind, Urgency
from forthright.core.challenge.commands import Command
from forthright.core.challenge.facts import Duty, Event, Fact, Party
from forthright.core.challenge.folding import TO_ACKNOWLEDGE, TO_ANSWER, apply
from forthright.core.challenge.gate import kept_inside
from forthright.core.challenge.handing_back import hand_back
from forthright.core.challenge.handing_over import hand_over
from forthright.core.challenge.known import at_step
from forthright.core.challenge.ladder import earlier
from forthright.core.challenge.may import may_as, part_in
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.paperwork import fill, with_forms
from forthright.core.challenge.pausing import pause, resume, resumed
from forthright.core.challenge.raising import joiners, origin_entry, raised, raised_for
from forthright.core.challenge.shortening import shorten
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.starting import started_by
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import names_at, pass_gate, take_up
from forthright.core.challenge.telling import told_outside
from forthright.core.challenge.warning import warn
from forthright.core.policy.shapes import Policy, Start
from forthright.core.worktime import LONDON

Result = Fact | No | tuple[Fact, ...]
Handler = Callable[[Policy, State, Any, Party, Moment], Result]

RAISING = Side.RAISING
REPLIED, ACKNOWLEDGED, BOTH = (Start.REPLY,), (Start.ACKNOWLEDGED,), (Start.REPLY, Start.ACKNOWLEDGED)


def decide(policy: Policy, state: State, command: Command, actor: Actor, moment: Moment) -> tuple[Event, ...] | Refused:
    """The events that this command yields, or a refusal that changes nothing.

    `policy` is the policy as it runs for the answering agency: see `core.policy.rungs.running`.
    """
    if policy.hours is not None:
        moment = moment.bound(policy, _agencies(state, command))
    moment = around(state, moment)
    if command.VERB in commands.STARTING:
        begun = _start(policy, command, actor, moment)
        return begun if isinstance(begun, No) else with_forms(policy, state, begun)
    if isinstance(command, commands.DeclareConflict):
        return declare(policy, state, command, actor, moment)
    party = part_in(actor, state, command.VERB)
    if party is None:
        return No("not yours")
    answer = may_as(party, command.VERB) and barred(state, command) and restricting.may_name(state, command)
    if isinstance(answer, No):
        return answer
    allowed = allows(policy, state, command.VERB, party.side) and may_act(policy, state, command.VERB, party)
    if isinstance(allowed, No):
        return allowed
    first = None if state.paused_until is None else _running_again(policy, state, command, moment)
    if first is not None:
        state = apply(state, Event(fact=first, at=moment.now))
    result = _HANDLERS[type(command)](policy, state, command, party, moment)
    if isinstance(result, No):
        return result
    if first is None and not isinstance(result, tuple):
        event = _event(state, result, command, party, actor, moment)
        return with_forms(policy, state, (event,)) if policy.forms else (event,)
    main, *more = result if isinstance(result, tuple) else (result,)
    event = _event(state, main, command, party, actor, moment)
    signed = {"by": event.words["by"]}
    made = [replace(event, fact=kept_inside(state, fact), words=signed) for fact in more]
    before = () if first is None else (replace(event, fact=first, words=signed),)
    return (*before, *with_forms(policy, state, (event, *made)))


def _agencies(state: State, command: Command) -> dict[Side, int]:
    if isinstance(command, commands.Raise):
        return {Side.RAISING: command.raising.agency, Side.RESPONDING: command.responding.agency}
    return state.agencies


def _running_again(policy: Policy, state: State, command: Command, moment: Moment) -> facts.Fact | None:
    """What is urgent does not stand still: the clocks run again before their times become shorter."""
    urgent = isinstance(command, commands.MarkUrgent) and bool(command.words.get("reason"))
    return resumed(policy, state, moment) if urgent else None


def _event(state: State, result: Fact, command: Command, party: Party, actor: Actor, moment: Moment) -> Event:
    """The entry that a person makes, with the words and names that belong to it."""
    if state.outside is not None:
        result = kept_inside(state, result)
    words = _words(result, command)
    names = names_at(result, moment) if isinstance(result, _NAMING) else _names(result, command)
    if names:
        words["names"] = names
    words["by"] = actor.signs(state)
    return Event(fact=result, at=moment.now, by=actor.person, side=party.side, title=party.title, words=words)


_NAMING = (facts.StepTaken, facts.GateAsked, facts.Reopened)


def _words(fact: Fact, command: Command) -> dict[str, Any]:
    """Those of the words that came with a command which the entry has a place for."""
    words = command.words
    return {name: words[name] for name in fact.WORDS if words.get(name)} if words else {}


def _names(fact: Fact, command: Command) -> dict[str, str]:
    """The name of whoever newly takes part, as it is now."""
    if "names" not in fact.WORDS:
        return {}
    seat: Seat | None = getattr(command, "seat", None)
    return {str(seat.person): seat.name} if seat else {}


_BEGINNING = (commands.Raise, commands.RecordSettled)


def _start(policy: Policy, command: Command, actor: Actor, moment: Moment) -> tuple[Event, ...] | Refused:
    """Nobody begins a record in somebody else's name; that they hold the post is the caller's to know."""
    if not isinstance(command, _BEGINNING):
        raise TypeError(f"{type(command).__name__} does not begin a record")
    if command.raising.person != actor.person:
        return No("not yours")
    if isinstance(command, commands.RecordSettled):
        return _record_settled(policy, command, moment)
    over = command.passed_over
    if over is not None:
        refusal = over_at_once(command, over)
        if refusal is not None:
            return refusal
        moment = around(State(conflicted=frozenset({over.person})), moment)
    if command.restricted is not None:
        moment = moment.kept_to(restricting.named(command))
    fact = raised(policy, command, moment)
    if isinstance(fact, No):
        return fact
    origin = raised_for(command)
    if isinstance(origin, No):
        return origin
    there = () if fact.quiet else (command.responding,)
    seats = (command.raising, *there, *((command.agreed,) if command.agreed else ()))
    names = {seat.person: seat.name for seat in (command.responding, *seats)}
    others = joiners(fact) - names.keys()
    if others:
        names.update((seat.person, seat.name) for seat in moment.seats.values() if seat.person in others)
    first = _first_event(fact, command, fact.raising, moment, names)
    more = [origin_entry(first, origin, command)] if origin else []
    more += [also_passed(first, command, over)] if over is not None else []
    return (first, *more, *restricting.from_the_start(command, first))


def _record_settled(policy: Policy, command: commands.RecordSettled, moment: Moment) -> tuple[Event, ...] | Refused:
    if command.raising.agency == command.responding_agency:
        return No("same agency challenge")
    if command.good_practice and policy.good_practice is False:
        return No("no good practice")
    if not command.good_practice and policy.settled_counts is False:
        return No("not counted")
    raising = command.raising.party(Side.RAISING)
    fact = facts.SettledByTalking(
        policy=command.policy,
        partnership=command.partnership,
        subject=command.subject,
        topic=command.topic,
        raising=raising,
        responding_agency=command.responding_agency,
        good_practice=command.good_practice,
    )
    return (_first_event(fact, command, raising, moment, {raising.person: command.raising.name}),)


def _first_event(
    fact: Fact, command: commands.Raise | commands.RecordSettled, by: Party, moment: Moment, names: dict[int, str]
) -> Event:
    """The first entry, with the names of all who take part or are to."""
    words = _words(fact, command)
    words["names"] = {str(person): name for person, name in names.items()}
    words["by"] = command.raising.name
    return Event(fact=fact, at=moment.now, by=by.person, side=Side.RAISING, title=by.title, words=words)


def _acknowledge(policy: Policy, state: State, command: commands.Acknowledge, party: Party, moment: Moment) -> Result:
    refusal = answers_here(policy, state, party)
    if refusal is not None:
        return refusal
    duties = started_by(state, policy, ACKNOWLEDGED, moment.now, moment, TO_ACKNOWLEDGE)
    return facts.Acknowledged(duties=duties)


def _perspective(
    policy: Policy, state: State, command: commands.GivePerspective, party: Party, moment: Moment
) -> Result:
    if not 0 <= command.rating <= 10:
        return No("bad rating")
    return facts.PerspectiveGiven(rating=command.rating)


def _reply(policy: Policy, state: State, command: commands.Reply, party: Party, moment: Moment) -> Result:
    refusal = answers_here(policy, state, party)
    if refusal is not None:
        return refusal
    asked = conditions(policy, state, party.side)
    missing = tuple(text for number, text in enumerate(asked) if number not in command.ready) if asked else ()
    if missing:
        return No("not ready", missing)
    if party.side is RAISING:  # it answers the reply; the clocks run from the reply itself
        return facts.Replied(stance=command.stance, ready=asked)
    starts = REPLIED if state.acknowledged == state.step else BOTH
    duties = started_by(state, policy, starts, moment.now, moment, TO_ANSWER)
    return facts.Replied(stance=command.stance, duties=duties, ready=asked)


def _point(policy: Policy, state: State, command: commands.PlacePoint, party: Party, moment: Moment) -> Result:
    if command.point is not None and command.point not in state.points:
        return No("no such point")
    if command.point is None and not command.words.get("point"):
        return No("no words")
    number = command.point if command.point is not None else len(state.points) + 1
    return facts.PointPlaced(point=number, status=command.status)


def _evidence(policy: Policy, state: State, command: commands.AddEvidence, party: Party, moment: Moment) -> Result:
    return facts.EvidenceAdded(along=is_along(party)) if command.words.get("what") else No("no words")


def _note(policy: Policy, state: State, command: commands.WriteNote, party: Party, moment: Moment) -> Result:
    return facts.NoteWritten() if command.words.get("note") else No("no words")


def _thank(policy: Policy, state: State, command: commands.Thank, party: Party, moment: Moment) -> Result:
    return facts.Thanked(kind=command.kind)


def _talk(policy: Policy, state: State, command: commands.LogTalk, party: Party, moment: Moment) -> Result:
    """A first discussion starts the clocks that wait for it, from when it was held, not from when it was typed."""
    if command.held > moment.now:
        return No("future talk")
    met = command.kind is TalkKind.MEETING
    starts = (Start.DISCUSSION, Start.MEETING) if met else (Start.DISCUSSION,)
    duties = started_by(state, policy, starts, command.held, moment)
    return facts.TalkLogged(kind=command.kind, held=command.held, duties=duties)


def _safety(policy: Policy, state: State, command: commands.PlanSafety, party: Party, moment: Moment) -> Result:
    if command.stance is SafetyStance.PROPOSED:
        return facts.SafetyPlanned(stance=command.stance) if command.words.get("plan") else No("no words")
    answerable = safety_answerable(state, party.side)
    return answerable if isinstance(answerable, No) else facts.SafetyPlanned(stance=command.stance)


def _danger(policy: Policy, state: State, command: commands.TellDanger, party: Party, moment: Moment) -> Result:
    return facts.DangerTold(along=is_along(party))


def _urgent(policy: Policy, state: State, command: commands.MarkUrgent, party: Party, moment: Moment) -> Result:
    """Urgent times count from now; the day by which the child needs it, where it is the earliest that was given."""
    if not command.words.get("reason"):
        return No("no urgent reason")
    day = command.needed_by
    if day is not None and day < moment.now.astimezone(LONDON).date():
        return No("past date")
    if state.urgency is Urgency.URGENT and (day is None or (state.needed_by is not None and day >= state.needed_by)):
        return No("not sooner")
    marked = apply(state, Event(fact=facts.MarkedUrgent(duties=(), needed_by=day), at=moment.now))
    known, turned = at_step(marked), _turned(policy, marked)
    sooner = earlier((state.duties | turned).values(), policy, state.agencies, moment, known)
    sooner += sooner_caps(policy, state.duties, moment, known) + gates.sooner(policy, state, moment, known)
    turned |= {duty.key: duty for duty in sooner}
    return facts.MarkedUrgent(duties=tuple(turned.values()), needed_by=day)


def _turned(policy: Policy, urgent: State) -> dict[str, Duty]:
    """Offers of a step that is not for urgent matters, turned to the one that is."""
    ways = gates.ways_from(policy, urgent)
    offers = (duty for duty in urgent.duties.values() if duty.to and duty.to not in ways)
    return {duty.key: replace(duty, to=ways[0]) for duty in offers} if ways else {}


def _ask_in(policy: Policy, state: State, command: commands.AskIn, party: Party, moment: Moment) -> Result:
    seat = command.seat
    allowed = may_be_asked(policy, state, seat.person, seat.role)
    if isinstance(allowed, No):
        return allowed
    if seat.agency != party.agency:
        return No("other agency")
    joining = seat.party(party.side)
    if advises(policy, state.step, seat.role):
        joining = replace(joining, capacity=Capacity.ADVISER)
    return facts.JoinedIn(party=joining)


def _withdraw(policy: Policy, state: State, command: commands.Withdraw, party: Party, moment: Moment) -> Result:
    return facts.Withdrawn() if command.words.get("reason") else No("no words")


def _refer(policy: Policy, state: State, command: commands.ReferOutside, party: Party, moment: Moment) -> Result:
    places = policy.step(state.step).may_also
    if not 0 <= command.place < len(places):
        return No("no referral here")
    return facts.ReferredOutside(place=places[command.place]) if command.words.get("note") else No("no words")


def _fill(policy: Policy, state: State, command: commands.FillForm, party: Party, moment: Moment) -> Result:
    return fill(policy, state, command, party)


def _told(policy: Policy, state: State, command: commands.TellOutside, party: Party, moment: Moment) -> Result:
    return told_outside(policy, state, command)


def _correct(policy: Policy, state: State, command: commands.Correct, party: Party, moment: Moment) -> Result:
    if not 1 <= command.entry <= state.version:
        return No("no such entry")
    if command.entry in state.private:
        return No("private entry")
    if state.is_sealed(command.entry):
        return No("sealed entry")
    return facts.Corrected(entry=command.entry) if command.words.get("correction") else No("no words")


_HANDLERS: dict[type[Command], Handler] = {
    commands.Acknowledge: _acknowledge,
    commands.GivePerspective: _perspective,
    commands.Reply: _reply,
    commands.PlacePoint: _point,
    commands.AddEvidence: _evidence,
    commands.WriteNote: _note,
    commands.Thank: _thank,
    commands.LogTalk: _talk,
    commands.PlanSafety: _safety,
    commands.TellDanger: _danger,
    commands.MarkUrgent: _urgent,
    commands.TakeUp: take_up,
    commands.AskIn: _ask_in,
    commands.HandOver: hand_over,
    commands.Decide: decide_at_top,
    commands.AgreeDecision: agree_decision,
    commands.Propose: propose,
    commands.Confirm: confirm,
    commands.FinishAction: finish_action,
    commands.ReplanAction: replan_action,
    commands.CheckBack: check_back,
    commands.Withdraw: _withdraw,
    commands.Reopen: reopen,
    commands.Correct: _correct,
    commands.Pause: pause,
    commands.Resume: resume,
    commands.Shorten: shorten,
    commands.AskExtension: extending.ask,
    commands.AnswerExtension: extending.answer,
    commands.Warn: warn,
    commands.HandBack: hand_back,
    commands.PassGate: pass_gate,
    commands.TellOutside: _told,
    commands.FillForm: _fill,
    commands.ReferOutside: _refer,
    commands.AskAlong: along.ask_along,
    commands.SayWorry: along.say_worry,
    commands.Leave: along.leave,
    commands.PassOver: pass_over,
    commands.AskAdvice: ask_advice,
    commands.Release: release,
    **restricting.HANDLERS,
}
