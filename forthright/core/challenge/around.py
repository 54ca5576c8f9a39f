"""The surroundings of one matter: the posts without those who must not sit there, or are not on its named list."""

from __future__ import annotations

from forthright.core.challenge.moment import Moment, nobody
from forthright.core.challenge.state import State


def around(state: State, moment: Moment) -> Moment:
    """The surroundings as they are for this matter. Everything that decides, by a person or the clock, begins with
    this, so that no single place can forget whom it must not seat."""
    if state.conflicted or moment.instead is not nobody:
        sides = {one.person: state.agencies[one.side] for one in state.parties.values() if one.side is not None}
        moment = moment.apart(state.conflicted, sides)
    return moment.kept_to(state.listed)
