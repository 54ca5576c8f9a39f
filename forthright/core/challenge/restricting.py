"""A matter that is kept to people on a named list: marked, added to, and lifted again. Decision 39.

From then on nobody comes in by a post alone: `Moment.kept_to` leaves out of the posts whoever is not on the list, so
that a step which nobody listed answers falls to the present owner, as one does whose post is empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.beside import named_at
from forthright.core.challenge.codes import Phase, RestrictedWhy, Shown
from forthright.core.challenge.facts import Event, Fact, Party
from forthright.core.challenge.may import may
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy


def restrict(
    policy: Policy, state: State, command: commands.Restrict, party: Party, moment: Moment
) -> facts.MatterRestricted | No:
    """Somebody of a side keeps it to those who take part now, and whoever is put on the list later."""
    return marked(state, command)


def marked(state: State, command: commands.Restrict) -> facts.MatterRestricted | No:
    """The restriction, with everybody on the list who takes part or is named to come in."""
    if not command.words.get("reason"):
        return No("no words")
    there = {party.person: party.agency for party in state.parties.values()}
    if state.outside is not None:
        there.setdefault(state.outside.person, state.outside.agency)
    return facts.MatterRestricted(
        code=command.code, listed=tuple(sorted(there.items())), never=never(command.code, command.never)
    )


def never(code: RestrictedWhy, wanted: bool) -> bool:
    """Whether nobody may break the glass. Of a colleague's own family it is not for anybody to choose: whoever knows
    them best is whoever could."""
    return wanted or code is RestrictedWhy.STAFF_FAMILY


def restrict_by_office(
    state: State, command: commands.Restrict | commands.LiftRestriction, actor: Actor, moment: Moment
) -> tuple[Event, ...] | No:
    """The business unit restricts a matter, or lifts what it restricted itself."""
    allowed = may(actor, state, command.VERB)
    if isinstance(allowed, No):
        return allowed
    if isinstance(command, commands.Restrict):
        fact: Fact | No = No("already restricted") if state.listed is not None else marked(state, command)
    else:
        fact = lifted(state, command, None)
    if isinstance(fact, No):
        return fact
    words = {"reason": command.words["reason"], "by": actor.name}
    return (Event(fact=fact, at=moment.now, by=actor.person, words=words),)


def put_on_the_list(
    policy: Policy, state: State, command: commands.ListPerson, party: Party, moment: Moment
) -> tuple[Fact, ...] | Fact | No:
    """An owner puts somebody of their own agency, or of the partnership, on the list by name. Whoever the step where it
    stands gives a part comes in at once: it may have fallen to the owner for want of them."""
    seat = command.seat
    if party.person not in state.owners.values():
        return No("not the owner")
    if seat.agency not in (party.agency, 0):
        return No("other agency")
    if state.listed is None or seat.person in state.listed:
        return No("already listed")
    if not command.words.get("reason"):
        return No("no words")
    listed = facts.PersonListed(person=seat.person, agency=seat.agency, title=seat.title)
    if state.phase is not Phase.OPEN or seat.role not in named_at(policy.step(state.step)):
        return listed
    return listed, facts.JoinedIn(party=seat.party(party.side if seat.agency else None))


def take_off_the_list(
    policy: Policy, state: State, command: commands.UnlistPerson, party: Party, moment: Moment
) -> facts.PersonUnlisted | No:
    """An owner takes somebody of their own agency off the list. What is theirs to do is handed over first, so that
    nothing of it is left with somebody who cannot see it."""
    if party.person not in state.owners.values():
        return No("not the owner")
    if state.listed is None or state.listed.get(command.person) != party.agency:
        return No("not listed")
    if command.person == party.person:
        return No("same person")
    if command.person in holding(state):
        return No("hand over first")
    if not command.words.get("reason"):
        return No("no words")
    known = state.parties.get(command.person)
    return facts.PersonUnlisted(person=command.person, title=known.title if known else "")


def holding(state: State) -> set[int]:
    """Everybody who has something to do here, or answers for a side now or when it comes in."""
    duties = {duty.owner for duty in state.duties.values()}
    actions = {action.owner for action in state.actions.values() if not action.done}
    gate = {state.gate.party.person} if state.gate else set()
    return duties | actions | gate | set(state.lines) | {state.decided_by}


def lift(
    policy: Policy, state: State, command: commands.LiftRestriction, party: Party, moment: Moment
) -> facts.RestrictionLifted | No:
    """Whoever restricted it lifts it again: what one side needs kept close the other cannot open."""
    return lifted(state, command, party)


def lifted(state: State, command: commands.LiftRestriction, party: Party | None) -> facts.RestrictionLifted | No:
    """The end of the restriction, for the side that made it; without a party, for the business unit."""
    if state.restricted is None:
        return No("not restricted")
    if state.restricted_by is not (party.side if party else None):
        return No("restricted by others")
    return facts.RestrictionLifted() if command.words.get("reason") else No("no words")


NAMING = (commands.AskIn, commands.HandOver, commands.AskAdvice, commands.AskAlong)


def may_name(state: State, command: commands.Command) -> Answer:
    """Whether whoever a command would let in may come in: anybody, where there is no named list."""
    if state.listed is None or not isinstance(command, NAMING):
        return YES
    return YES if command.seat.person in state.listed else No("not on the list")


def named(command: commands.Raise) -> dict[int, int]:
    """Whom the raiser named to take part, with their agencies: the first on the list of what is restricted from the
    start."""
    origin = command.origin
    colleague = origin.seat if origin and origin.shown is Shown.TAKES_PART else None
    seats = (command.raising, command.responding, command.agreed, colleague)
    return {seat.person: seat.agency for seat in seats if seat is not None}


def from_the_start(command: commands.Raise, first: Event) -> tuple[Event, ...]:
    """The entry that restricts what is raised by `first`, in the same transaction; none where it is not."""
    if command.restricted is None:
        return ()
    listed = tuple(sorted(named(command).items()))
    kept = never(command.restricted, command.never)
    fact = facts.MatterRestricted(code=command.restricted, listed=listed, never=kept)
    words = {"reason": command.words.get("restricted_reason"), "by": first.words["by"]}
    return (replace(first, fact=fact, words={name: word for name, word in words.items() if word}),)


HANDLERS: dict[type[commands.Command], Callable[[Policy, State, Any, Party, Moment], Any]] = {
    commands.Restrict: restrict,
    commands.ListPerson: put_on_the_list,
    commands.UnlistPerson: take_off_the_list,
    commands.LiftRestriction: lift,
}
"""What each of these commands of a party yields."""
