"""One matter that is put to several agencies: a challenge with each, all begun at once, and none held up by another.

Each has its own chain, policy as it runs for that agency, clocks, step, perspectives, answer and end. What binds them
is the matter's own random name and the names of the other agencies, which no rule reads. See decision 36.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import Capacity, Phase, Side
from forthright.core.challenge.command import Verb
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.facts import Event
from forthright.core.challenge.may import may_as
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State

IN_ALL = (Verb.EVIDENCE, Verb.TALK, Verb.DANGER, Verb.URGENT, Verb.SAFETY, Verb.WITHDRAW)
"""What the raising side can do in all challenges of a matter at once, each with an entry of its own."""

MOST = 6
"""To how many agencies one matter can be put at once. A page on a phone must still show them all."""


def bound(wishes: Sequence[Raise], matter: str, before: Iterable[int] = ()) -> tuple[Raise, ...] | No:
    """These wishes as one matter of this name. `before` are the agencies to which it was put already."""
    before = tuple(before)
    agencies = [one.responding.agency for one in wishes]
    if len({*before, *agencies}) < len(before) + len(agencies):
        return No("same agency twice")
    if len(before) + len(agencies) > MOST:
        return No("too many agencies")
    everybody = (*before, *agencies)
    return tuple(
        replace(one, matter=matter, also=tuple(agency for agency in everybody if agency != one.responding.agency))
        for one in wishes
    )


def may_add(state: State, actor: Actor) -> Answer:
    """Whether this person may put the same matter to one agency more: whoever answers for the raising side now."""
    party = actor.party(state)
    if party is None:
        return No("not yours")
    # Whoever may open it to one person more may open it to one agency more.
    if party.side is not Side.RAISING or not may_as(party, Verb.ASK_ALONG):
        return No("not your role")
    if len(state.owners) < 2:
        return No("raise instead")
    if state.phase is Phase.ENDED:
        return No("not open")
    if party.person != state.owners[Side.RAISING]:
        return No("not the owner")
    return YES if 2 + len(state.also) <= MOST else No("too many agencies")


def fits(wish: Raise, states: Iterable[State]) -> Answer:
    """Whether a matter may be put to the agency of this wish, given how it stands with the others: by the same agency,
    and to none from which somebody stands beside the raising side, who reads what that agency must not yet."""
    for state in states:
        if wish.raising.agency != state.agencies[Side.RAISING]:
            return No("another raising agency")
        if wish.partnership != state.partnership:
            return No("another partnership")
        if {wish.raising.person, wish.responding.person} & state.conflicted:
            return No("has a conflict")
        along = (one for one in state.parties.values() if one.capacity is Capacity.WORRIED_TOO)
        if wish.responding.agency in {one.agency for one in along}:
            return No("along already")
    return YES


def also_raised(first: Event) -> Event:
    """What stands in each of the others when one agency more is asked: that it was, and who asked it. `first` is the
    entry with which the new challenge begins."""
    begun = first.fact
    assert isinstance(begun, facts.Raised)
    fact = facts.AlsoRaised(matter=begun.matter, agency=begun.responding.agency)
    return replace(first, fact=fact, words={"by": first.words["by"]})
