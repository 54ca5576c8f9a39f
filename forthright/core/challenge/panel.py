"""Those who decide together: who they are, when what they voted on stands, and what they only recommend.

Nobody is the sole judge of their own agency, whatever the rule: those who agree must come from two agencies, or one of
them must be neutral. Where a text is silent about how votes are counted, no vote that is still to come may be able to
turn the result round: a majority is one of all who decide there, not of those who happened to answer first.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Capacity, DutyKind, Side, Urgency
from forthright.core.challenge.facts import Duty, Party
from forthright.core.challenge.known import NOTHING, Known
from forthright.core.challenge.ladder import LAPSES_ON_LADDER, with_clock
from forthright.core.challenge.moment import CAPACITIES, Moment, Seat
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import rung
from forthright.core.policy.shapes import Binding, Panel, Role, Roles, Stated, Step, Vote

PRACTITIONER = Role.PRACTITIONER


class Tally(StrEnum):
    """How a vote stands."""

    OPEN = "open"
    STANDS = "stands"
    FALLS = "falls"


def is_decider(roles: Roles, party: Party, moment: Moment) -> bool:
    """Whether the policy gives the decision to this party: by the capacity they take part in, or the post they hold."""
    if isinstance(roles, Stated):
        return False
    for role in roles:
        if role in (Role.REPRESENTATIVE, Role.CHAIR) and CAPACITIES[role] is party.capacity:
            return True
        seat = moment.seats.get((party.agency, role)) or moment.seats.get((0, role))
        if seat is not None and seat.person == party.person:
            return True
    return False


def seats_of(roles: Roles, agency: int, moment: Moment) -> list[Seat]:
    """Who holds these roles in this agency, or for the partnership; a practitioner is never just any."""
    if isinstance(roles, Stated):
        return []
    found = []
    for role in roles:
        if role is not PRACTITIONER:
            seat = moment.seats.get((agency, role)) or moment.seats.get((0, role))
            if seat is not None:
                found.append(seat)
    return found


def deciding(
    step: Step,
    urgency: Urgency,
    owners: dict[Side, int],
    agencies: dict[Side, int],
    duties: tuple[Duty, ...],
    moment: Moment,
    known: Known = NOTHING,
) -> tuple[tuple[Duty, ...], tuple[Party, ...]]:
    """The duty to decide, where the policy puts one here: a neutral chair's, or the raising side's representative's.

    Due by the policy's own time to decide, else with the step. With it come all who decide there.
    """
    if isinstance(step.decided_by, Stated) or step.inside:
        return (), ()
    parties = [
        seat.party(side if seat.agency else None)
        for side in Side
        for seat in seats_of(step.decided_by, agencies[side], moment)
    ]
    chairs = [party for party in parties if party.capacity is Capacity.CHAIR]
    first = next(iter(chairs or parties), None)
    owner, side = (first.person, first.side) if first else (owners[Side.RAISING], Side.RAISING)
    number = rung(step).decides
    if number is None:
        due = min((duty.due for duty in duties if duty.due and duty.kind in LAPSES_ON_LADDER), default=None)
        duty = Duty(key=f"{step.key}.decide", kind=DutyKind.DECIDE, owner=owner, side=side, due=due)
    else:
        task = rung(step).tasks[number]
        waiting = Duty(key=task.key, kind=DutyKind.DECIDE, owner=owner, side=side, timed=True)
        duty = with_clock(step, task, waiting, urgency, agencies, moment, known)
    return (duty,), tuple(parties)


def votes_here(step: Step) -> bool:
    """Whether a step states how its deciders vote. Otherwise one decides and another agrees."""
    return step.panel.quorum is not None or step.panel.vote is not None


def members(step: Step, state: State, maker: Party, moment: Moment) -> tuple[Party, ...]:
    """Everybody who votes, the one who puts it forward first. With nobody of another agency and nobody neutral among
    them, the other side's owner votes too."""
    others = [
        party
        for party in state.parties.values()
        if party.person != maker.person and is_decider(step.decided_by, party, moment)
    ]
    panel = (maker, *others)
    if not _both(panel):
        across = maker.side.other if maker.side else Side.RESPONDING
        panel = (*panel, state.parties[state.owners[across]])
    return panel


def _both(parties: tuple[Party, ...]) -> bool:
    """Of two agencies, or with somebody neutral among them."""
    neutral = any(party.capacity is Capacity.CHAIR for party in parties)
    return neutral or len({party.agency for party in parties}) > 1


def chair_of(panel: Panel, voters: tuple[Party, ...]) -> Party | None:
    """Who decides after hearing all, where the policy says so and there is a chair."""
    chairs = [party for party in voters if party.capacity is Capacity.CHAIR]
    return chairs[0] if panel.vote is Vote.CHAIR and chairs else None


def asked(step: Step, state: State, maker: Party, moment: Moment) -> tuple[Duty, ...]:
    """The duties to vote, due when the deciding is. A chair who hears all first is asked in any case."""
    voters = members(step, state, maker, moment)
    chair = chair_of(step.panel, voters)
    due = next((duty.due for duty in state.duties.values() if duty.kind is DutyKind.DECIDE), None)
    return tuple(
        Duty(
            key=f"{state.step}.vote.{party.person}",
            kind=DutyKind.SECOND,
            owner=party.person,
            side=party.side,
            due=due if due and due > moment.now else None,
        )
        for party in voters
        if party.person != maker.person or party is chair
    )


def too_few(step: Step, state: State, maker: Party, moment: Moment) -> bool:
    """Whether fewer decide here than the policy asks to take part."""
    return (step.panel.quorum or 0) > len(members(step, state, maker, moment))


def voters_of(state: State) -> tuple[Party, ...]:
    """Everybody who has voted on the decision, or is asked to."""
    waiting = [duty.owner for duty in state.duties.values() if duty.kind is DutyKind.SECOND]
    return tuple(state.parties[person] for person in dict.fromkeys((*state.votes, *waiting)))


def hears_first(panel: Panel, state: State, person: int) -> bool:
    """Whether this is a chair who has not heard all of the others yet."""
    voters = voters_of(state)
    chair = chair_of(panel, voters)
    return chair is not None and chair.person == person and len(state.votes) < len(voters) - 1


def tally(panel: Panel, voters: tuple[Party, ...], votes: dict[int, bool]) -> Tally:
    """How the vote stands: `votes` are those given so far, True for agreeing, by person."""
    agree = tuple(party for party in voters if votes.get(party.person) is True)
    against = sum(not vote for vote in votes.values())
    everybody, chair = len(voters), chair_of(panel, voters)
    all_in, quorum = len(votes) == everybody, len(votes) >= (panel.quorum or 0)
    if chair is not None:
        enough, hopeless = all_in and chair in agree, votes.get(chair.person) is False
    elif panel.vote is Vote.UNANIMOUS:
        enough, hopeless = len(agree) == everybody, against > 0
    elif panel.vote is None:
        needed = max(panel.quorum or 0, 2)
        enough, hopeless = len(agree) >= needed, everybody - against < needed
    else:
        enough, hopeless = len(agree) * 2 > everybody, (everybody - against) * 2 <= everybody
    if enough and quorum and _both(agree):
        return Tally.STANDS
    return Tally.FALLS if hopeless or all_in else Tally.OPEN


def confirmations(step: Step, state: State) -> tuple[Duty, ...]:
    """What both sides must answer where those who decide may only recommend; nothing where they decide."""
    if step.panel.binding is not Binding.RECOMMENDS:
        return ()
    return tuple(
        Duty(key=f"{state.step}.confirm.{side}", kind=DutyKind.CONFIRM, owner=state.owners[side], side=side)
        for side in state.sides
    )


def returned(state: State) -> facts.DecisionReturned:
    """It is the maker's to decide again."""
    due = next((duty.due for duty in state.duties.values() if duty.kind is DutyKind.SECOND), None)
    return facts.DecisionReturned(duties=(again(state, due),))


def declined(state: State, on: tuple[Duty, ...]) -> facts.RecommendationDeclined:
    """A side did not accept: it stays open here, for those who recommend, and `on` offers to take it on."""
    return facts.RecommendationDeclined(duties=(again(state, None), *on))


def again(state: State, due: datetime | None) -> Duty:
    """The duty to decide, the maker's once more."""
    maker = state.parties.get(state.decided_by)
    return Duty(
        key=f"{state.step}.decide",
        kind=DutyKind.DECIDE,
        owner=state.decided_by,
        side=maker.side if maker else None,
        due=due,
    )
