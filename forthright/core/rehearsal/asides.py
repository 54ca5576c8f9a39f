"""What played people do that nobody asked of them: take it up, let the times stand still, hand it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Side, Why
from forthright.core.challenge.handing_back import can_go_back
from forthright.core.challenge.pausing import longest, may_pause
from forthright.core.rehearsal.people import UNTIMED
from forthright.core.rehearsal.wishes import WORDS, Wish, Wished, mover, take_up

if TYPE_CHECKING:
    from forthright.core.rehearsal.play import Player

UP, PAUSE, RESUME, BACK = "up", "pause", "resume", "back"
KEYS = frozenset({UP, PAUSE, RESUME, BACK})
"""Their keys on the agenda. Another step begins with none of them."""


def on_arrival(player: Player) -> None:
    """Puts on the agenda what whoever answers at the step that it has just come to will do unasked. Once at each step:
    people who hand a matter back each time that it comes would play for ever where the policy sets no limit."""
    cast, state, step = player.case.cast, player.state, player.policy.step(player.state.step)
    owner = state.owners[Side.RESPONDING]
    due = min((duty.due for duty in state.duties.values() if duty.due), default=None)
    if cast.pauses and step.pause is not None and not state.paused_often.get(step.key):
        player.agenda[PAUSE] = player.acts_at(owner, due)
    if cast.hands_back and step.hand_back is not None and not state.handed_back.get(step.key):
        player.agenda[BACK] = player.acts_at(owner, due)


def wish(player: Player, key: str) -> Wished:
    """What they do when the time for it has come."""
    return _WISHES[key](player)


def _up(player: Player) -> Wished:
    return take_up(player, mover(player), Why.STILL_DIFFER)


def _pause(player: Player) -> Wished:
    """As long as the policy lets the times stand still, or a week. Half of them let the times run again sooner."""
    state, policy = player.state, player.policy
    if not may_pause(policy, state):
        return None
    until = min(longest(policy, state, player.around()) or player.now + UNTIMED, player.now + UNTIMED)
    if player.case.cast.choice < 0.5:
        player.agenda[RESUME] = player.now + (until - player.now) / 2
    return Wish(state.owners[Side.RESPONDING], (c.Pause(until=until, words=WORDS),))


def _resume(player: Player) -> Wished:
    if player.state.paused_until is None:
        return None
    return Wish(player.state.owners[Side.RESPONDING], (c.Resume(words=WORDS),))


def _back(player: Player) -> Wished:
    if not can_go_back(player.policy, player.state):
        return None
    return Wish(player.state.owners[Side.RESPONDING], (c.HandBack(words=WORDS),))


_WISHES = {UP: _up, PAUSE: _pause, RESUME: _resume, BACK: _back}
