"""Who is told what when something happens. Pure: states and an event in, notices out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Capacity, DutyKind, Phase, Side
from forthright.core.challenge.facts import Event
from forthright.core.challenge.lapsing import SEEN_BY_THE_OFFICE
from forthright.core.challenge.state import ANSWERS_FIRST, State


class Kind(StrEnum):
    """The kinds of message. Each has its sentences in `sentences.py`."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    PERSPECTIVE_ASKED = "perspective asked"
    PERSPECTIVES_OPEN = "perspectives open"
    REPLIED = "replied"
    NEW_ENTRY = "new entry"
    DANGER = "danger"
    TIME_RAN_OUT = "time ran out"
    OFFERED = "next step offered"
    STEP_TAKEN = "step taken"
    YOURS_NOW = "yours now"
    DECISION = "decision"
    SECOND = "second decision"
    OUTCOME_PROPOSED = "outcome proposed"
    OUTCOME_DECLINED = "outcome declined"
    SETTLED = "settled"
    ACTION = "action"
    CHECK_BACK = "check-back"
    CHECKED_BACK = "checked back"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    PAUSED = "paused"
    RESUMED = "resumed"
    SHORTENED = "time shortened"
    EXTENSION_ASKED = "more time asked for"
    EXTENDED = "more time agreed"
    NOT_EXTENDED = "more time declined"
    REMINDER = "reminder"
    WARNED = "warned"
    POLICY_MOVED = "policy moved"
    HOURS_CHANGED = "opening hours changed"
    SILENCE = "nobody acted"
    GATE = "agreement asked"
    GATE_REFUSED = "agreement refused"
    RECOMMENDED = "recommended"
    TOLD = "told as the policy asks"
    FORM = "form asked"
    NOBODY_ANSWERS = "nobody answers"
    ASKED_ALONG = "asked along"
    CONFLICT = "conflict declared"
    NOBODY_FOUND = "nobody found to take over"
    PASSED_OVER = "somebody passed over"
    INVITED = "invited"
    VOUCH = "address to vouch for"
    NO_ADDRESS = "no address"
    NOT_VOUCHED = "nobody vouched"
    ADDRESS_REFUSED = "address refused"
    INVITATION_ENDED = "invitation ended"
    LOCKED = "codes guessed"
    BY_PHONE = "entered by phone"
    RESTRICTED = "restricted"
    UNRESTRICTED = "restriction lifted"
    NOBODY_LISTED = "nobody listed"
    GLASS_BROKEN = "glass broken"
    GLASS_REVIEWED = "glass reviewed"
    GLASS_UNREVIEWED = "glass not reviewed"


@dataclass(frozen=True, slots=True)
class Notice:
    """One person is to be told one thing. `due` (UTC) is when something is expected of them, if anything is."""

    person: int
    kind: Kind
    due: datetime | None = None


SEEN_BY_BOTH = (*SEEN_BY_THE_OFFICE, *ANSWERS_FIRST)
"""The duties whose lapse both sides are told of: what they share, and where the one who is silent is the one who was to
act, so that silence is seen by somebody else."""

Rule = Callable[[facts.Fact, Event, State, State], Iterable[tuple[int | None, Kind]]]


def told(before: State, after: State, event: Event) -> tuple[Notice, ...]:
    """Everybody who is told of this event, once each, never the person who did it or who must not take part.
    But whoever said it by telephone is told.

    Shapes: the states before and after the event; notices in a stable order.
    """
    rule = _RULES.get(type(event.fact))
    if rule is None:
        return ()
    notices: dict[int, Notice] = {}
    for person, kind in rule(event.fact, event, before, after):
        apart = person in after.conflicted or person == event.by
        if person is not None and not apart and person not in notices:
            notices[person] = Notice(person=person, kind=kind, due=_due_for(person, after))
    if event.fact.phone is not None and event.by is not None:  # they did not write it themselves
        notices[event.by] = Notice(person=event.by, kind=Kind.BY_PHONE, due=_due_for(event.by, after))
    return tuple(notices.values())


def _due_for(person: int, state: State) -> datetime | None:
    return min((duty.due for duty in state.duties.values() if duty.owner == person and duty.due), default=None)


def _other_owner(event: Event, state: State) -> list[int | None]:
    """The owner across the table; both owners where a neutral chair or the clock acted, or one side is alone in it."""
    if event.side is None or state.quiet:
        return list(state.owners.values())
    return [state.owners.get(event.side.other)]


def _to_other(kind: Kind) -> Rule:
    return lambda fact, event, before, after: [(person, kind) for person in _other_owner(event, after)]


def _to_all(kind: Kind) -> Rule:
    return lambda fact, event, before, after: [(person, kind) for person in after.parties]


def _perspective(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    if after.opened and not before.opened:
        return [(person, Kind.PERSPECTIVES_OPEN) for person in after.parties]
    kind = Kind.NEW_ENTRY if before.opened else Kind.PERSPECTIVE_ASKED
    return [(person, kind) for person in _other_owner(event, after)]


def _lapsed(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.ClockLapsed)
    offered = [(duty.owner, Kind.OFFERED) for duty in fact.opens]
    if fact.kind is DutyKind.REVIEW:
        offered.append((after.raiser, Kind.TIME_RAN_OUT))
    others = list(after.owners.values()) if fact.kind in SEEN_BY_BOTH else [after.owners.get(Side.RAISING)]
    return [*offered, *((person, Kind.TIME_RAN_OUT) for person in (fact.owner, *others))]


def _reminded(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.Reminded)
    return [(fact.owner, Kind.REMINDER)]


def _step_taken(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    let_in = set(after.parties) - set(before.parties) if before.quiet and not after.quiet else set()
    raised = [(person, Kind.RAISED) for person in let_in if after.side_of(person) is Side.RESPONDING]
    newly = [*raised, *((duty.owner, Kind.YOURS_NOW) for duty in after.duties.values())]
    owners = [(person, Kind.YOURS_NOW) for person in after.owners.values()]
    if isinstance(fact, facts.StepTaken) and fact.withheld:
        newly = [*((person, Kind.NOBODY_LISTED) for person in after.owners.values()), *newly]
    return [*newly, *owners, *((person, Kind.STEP_TAKEN) for person in after.parties)]


def _joined(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.JoinedIn | facts.HandedOver)
    others = [(person, Kind.NEW_ENTRY) for person in _other_owner(event, after)]
    adviser = fact.party.capacity is Capacity.ADVISER  # asked for advice, and nothing of it is theirs to do
    return [(fact.party.person, Kind.NEW_ENTRY if adviser else Kind.YOURS_NOW), *others]


def _along(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    """Whoever is asked along, and the other side, which sees who is."""
    assert isinstance(fact, facts.AskedAlong)
    return [(fact.party.person, Kind.ASKED_ALONG), *((one, Kind.NEW_ENTRY) for one in _other_owner(event, after))]


def _to_owners(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    """Whoever answers for each side. What is not theirs to read yet they are not told of."""
    sealed = isinstance(fact, facts.WorriedToo) and not after.opened
    owners = [after.owners.get(Side.RAISING)] if sealed else list(after.owners.values())
    return [(person, Kind.NEW_ENTRY) for person in owners]


def _evidence(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    """The other side; both where it comes from somebody beside them."""
    assert isinstance(fact, facts.EvidenceAdded)
    people = list(after.owners.values()) if fact.along else _other_owner(event, after)
    return [(person, Kind.NEW_ENTRY) for person in people]


def _raised_for(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.RaisedFor)
    return [(fact.party.person, Kind.NEW_ENTRY)] if fact.party.person in after.parties else []


def _decision(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.DecisionMade)
    waiting = [fact.second] if fact.second else list(fact.asked)
    if waiting:
        return [(duty.owner, Kind.SECOND) for duty in waiting]
    if fact.confirm:
        return [(duty.owner, Kind.RECOMMENDED) for duty in fact.confirm]
    return [(person, Kind.DECISION) for person in after.parties]


def _asked_back(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.CheckBackAsked)
    return [(duty.owner, Kind.CHECK_BACK) for duty in fact.duties]


def _answered_back(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    return [(person, Kind.CHECKED_BACK) for person in after.parties] if after.checked_back() else []


def _declined(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    return [(before.owners.get(before.proposed_by) if before.proposed_by else None, Kind.OUTCOME_DECLINED)]


def _proposed(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    """Whoever must answer it; within one side that is not "the other side"."""
    assert isinstance(fact, facts.OutcomeProposed)
    return [(fact.duty.owner, Kind.YOURS_NOW if after.quiet else Kind.OUTCOME_PROPOSED)]


def _form(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.FormAsked)
    return [(duty.owner, Kind.FORM) for duty in fact.duties]


def _seconded(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.DecisionSeconded)
    asked = [(duty.owner, Kind.RECOMMENDED) for duty in fact.confirm]
    return asked or [(person, Kind.DECISION) for person in after.parties]


def _voted(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    """Whoever put the decision forward, and a chair who was waiting to hear all."""
    chair = [person for person, party in after.parties.items() if party.capacity is Capacity.CHAIR]
    return [(person, Kind.NEW_ENTRY) for person in (before.decided_by, *chair)]


def _accepted(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    if after.outcome:
        return [(person, Kind.SETTLED) for person in after.parties]
    return [(person, Kind.NEW_ENTRY) for person in _other_owner(event, after)]


def _raised(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    """Whoever answers, and where it begins at a later step those who own that step or join it. Where the other side is
    not in it yet, whoever is asked within the raising agency."""
    if after.quiet:
        kind = Kind.GATE if after.gate else Kind.YOURS_NOW
        return [(person, kind) for person in _other_owner(event, after)]
    answering = [person for person, party in after.parties.items() if party.side is Side.RESPONDING]
    owners = [(person, Kind.YOURS_NOW) for person in after.owners.values()]
    return [
        *((person, Kind.RAISED) for person in answering),
        *owners,
        *((person, Kind.STEP_TAKEN) for person in after.parties),
    ]


def _gate(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    return [(after.gate.duty.owner if after.gate else None, Kind.GATE)]


def _gate_refused(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    return [(person, Kind.GATE_REFUSED) for person in (after.raiser, after.owners.get(Side.RAISING))]


def _conflict(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    """Whoever took over, if anybody had to, and everybody else who takes part."""
    assert isinstance(fact, facts.ConflictDeclared)
    new = [(fact.party.person, Kind.YOURS_NOW)] if fact.party else []
    return [*new, *((person, Kind.CONFLICT) for person in after.parties)]


def _taken_back(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    return [(person, Kind.NEW_ENTRY) for person in after.parties]


def _shortened(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    """Whoever must act first, then everybody who takes part."""
    assert isinstance(fact, facts.TimeShortened)
    return [(person, Kind.SHORTENED) for person in (after.duties[fact.duty].owner, *after.parties)]


def _extension_asked(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.ExtensionAsked)
    return [(fact.answer.owner, Kind.EXTENSION_ASKED)]


def _not_extended(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    assert isinstance(fact, facts.ExtensionDeclined)
    return [(after.duties[fact.duty].owner, Kind.NOT_EXTENDED)]


def _re_homed(fact: facts.Fact, event: Event, before: State, after: State) -> list[tuple[int | None, Kind]]:
    """Whoever has it now, and the others who answer for it. What has ended is nobody's to do."""
    assert isinstance(fact, facts.ReHomed)
    if fact.party is None or fact.same_person or fact.party.person not in after.parties:
        return []
    if after.phase is Phase.ENDED:
        return [(fact.party.person, Kind.NEW_ENTRY)]
    return [(fact.party.person, Kind.YOURS_NOW), *((person, Kind.NEW_ENTRY) for person in after.owners.values())]


_RULES: dict[type[facts.Fact], Rule] = {
    facts.Raised: _raised,
    facts.Acknowledged: _to_other(Kind.ACKNOWLEDGED),
    facts.PerspectiveGiven: _perspective,
    facts.Replied: _to_other(Kind.REPLIED),
    facts.PointPlaced: _to_other(Kind.NEW_ENTRY),
    facts.EvidenceAdded: _evidence,
    facts.Thanked: _to_other(Kind.NEW_ENTRY),
    facts.TalkLogged: _to_other(Kind.NEW_ENTRY),
    facts.SafetyPlanned: _to_other(Kind.NEW_ENTRY),
    facts.DangerTold: _to_all(Kind.DANGER),
    facts.MarkedUrgent: _to_other(Kind.NEW_ENTRY),
    facts.ClockLapsed: _lapsed,
    facts.StepTaken: _step_taken,
    facts.JoinedIn: _joined,
    facts.HandedOver: _joined,
    facts.DecisionMade: _decision,
    facts.DecisionSeconded: _seconded,
    facts.DecisionReturned: _to_other(Kind.NEW_ENTRY),
    facts.OutcomeProposed: _proposed,
    facts.OutcomeConfirmed: _to_all(Kind.SETTLED),
    facts.OutcomeDeclined: _declined,
    facts.ActionDone: _to_other(Kind.ACTION),
    facts.ActionReplanned: _to_other(Kind.ACTION),
    facts.CheckBackAsked: _asked_back,
    facts.CheckBackAnswered: _answered_back,
    facts.Withdrawn: _to_all(Kind.WITHDRAWN),
    facts.Reopened: _to_all(Kind.REOPENED),
    facts.Corrected: _to_other(Kind.NEW_ENTRY),
    facts.Paused: _to_all(Kind.PAUSED),
    facts.Resumed: _to_all(Kind.RESUMED),
    facts.Reminded: _reminded,
    facts.TimeShortened: _shortened,
    facts.ExtensionAsked: _extension_asked,
    facts.ExtensionAgreed: _to_all(Kind.EXTENDED),
    facts.ExtensionDeclined: _not_extended,
    facts.OtherSideWarned: _to_other(Kind.WARNED),
    facts.PolicyMoved: _to_all(Kind.POLICY_MOVED),
    facts.HoursChanged: _to_all(Kind.HOURS_CHANGED),
    facts.GateAsked: _gate,
    facts.GateRefused: _gate_refused,
    facts.DecisionVoted: _voted,
    facts.ToldOutside: _to_other(Kind.NEW_ENTRY),
    facts.ReferredOutside: _to_other(Kind.NEW_ENTRY),
    facts.FormAsked: _form,
    facts.FormFilled: _to_other(Kind.NEW_ENTRY),
    facts.RecommendationAccepted: _accepted,
    facts.RecommendationDeclined: _to_all(Kind.NEW_ENTRY),
    facts.ReHomed: _re_homed,
    facts.RaisedFor: _raised_for,
    facts.AlsoRaised: _to_owners,
    facts.AskedAlong: _along,
    facts.WorriedToo: _to_owners,
    facts.LeftAlong: _to_owners,
    facts.ConflictDeclared: _conflict,
    facts.ConflictTakenBack: _taken_back,
    facts.AdviserReleased: _to_other(Kind.NEW_ENTRY),
    facts.MatterRestricted: _to_all(Kind.RESTRICTED),
    facts.RestrictionLifted: _to_all(Kind.UNRESTRICTED),
    facts.PersonListed: _to_other(Kind.NEW_ENTRY),
    facts.PersonUnlisted: _to_other(Kind.NEW_ENTRY),
    facts.GlassBroken: _to_all(Kind.GLASS_BROKEN),
    facts.GlassReviewed: _to_all(Kind.GLASS_REVIEWED),
}
"""Every event type that tells somebody. A private note, such as why somebody must not take part, and a record of
something already settled tell nobody; and when agencies merge nobody has anything else to do than before."""
