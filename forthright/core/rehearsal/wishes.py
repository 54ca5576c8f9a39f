"""What played people want to do about what is asked of them, in the order in which they would try it.

They know their policy as somebody does who reads the page before acting: where it asks for a warning they warn and
wait, and where somebody else chooses the way they leave it to them. The engine still has the last word on every act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from forthright.core.challenge import commands as c
from forthright.core.challenge.closing import across
from forthright.core.challenge.codes import DutyKind, Outcome, Ruling, Side, Stance, TalkKind, Urgency, Why
from forthright.core.challenge.commands import Command
from forthright.core.challenge.facts import Duty, Party
from forthright.core.challenge.gate import ways_from
from forthright.core.challenge.ladder import usual_move
from forthright.core.challenge.panel import hears_first
from forthright.core.challenge.routing import router
from forthright.core.challenge.taking_up import may_choose
from forthright.core.policy.shapes import How, Span, Step
from forthright.core.worktime import due, next_opening

if TYPE_CHECKING:
    from forthright.core.rehearsal.play import Player

WORDS = dict.fromkeys(
    ("reason", "decision", "reasons", "agreed", "worry_facts", "wanted", "entry_reason"), "Rehearsed."
)
FORM = {**WORDS, "answers": [{"label": "Rehearsed", "text": "Rehearsed."}]}
CHECK_BACK = timedelta(days=60)
MEANT = (Why.STILL_DIFFER, Why.TIME_RAN_OUT)
MEANT_URGENT, URGENT = (*MEANT, Why.URGENT), Urgency.URGENT
"""The reasons that somebody may give, in truth, who takes up what is not urgent, and what is."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants to act, and how: the first of these acts that is not refused. No act at all means that they wait until
    something happens. `again`: having done it, they look again at once."""

    person: int
    commands: Iterable[Command] = ()
    again: bool = False


Wished = Wish | datetime | None
"""An act; or the instant until which it is put off; or None where there is nothing to do."""


def wish(player: Player, duty: Duty) -> Wished:
    """What its owner wants to do about a duty. One that is not in `WISHES` is met by nobody in a rehearsal."""
    found = WISHES.get(duty.kind)
    return found(player, duty) if found else None


def mover(player: Player) -> int:
    """Who takes it up unasked: the raising side's owner, or whoever the policy lets choose where it goes."""
    state, step = player.state, player.policy.step(player.state.step)
    if not state.quiet and usual_move(step, state.urgency).how is How.CHOOSE:
        return router(step, state, player.around()).person
    return state.owners[Side.RAISING]


def take_up(player: Player, person: int, why: Why, to: str = "") -> Wished:
    """Taking it up: to the step that was offered, else where the chooser's choice falls among the ways that there are.

    Where the policy asks that the other side is warned, they warn, and take it up when the time of the warning is over.
    While somebody is asked whether it may go on, nobody hurries them; where it is too early for every reason they have,
    they wait.
    """
    policy, state = player.policy, player.state
    ways = ways_from(policy, state)
    if not ways:
        return None
    if state.gate is not None and not any(d.kind is DutyKind.REVIEW and d.lapsed for d in state.duties.values()):
        return Wish(person)
    step, party = policy.step(state.step), state.parties.get(person)
    if party is None or usual_move(step, state.urgency).how is How.CHOOSE:
        around = player.around()
        if party is None or not may_choose(policy, state, party, around):
            party = router(step, state, around)
    warning = _warning(player, step, party)
    if warning is not None:
        return warning
    if len(ways) > 1:
        first = int(player.case.cast.choice * len(ways))
        ways = tuple(dict.fromkeys((*((to,) if to in ways else ()), *ways[first:], *ways[:first])))
    reasons = (why, *(MEANT_URGENT if state.urgency is URGENT else MEANT))
    return Wish(party.person, (c.TakeUp(why=one, to=way, words=WORDS) for one in reasons for way in ways))


def _warning(player: Player, step: Step, party: Party) -> Wished:
    """The warning that is still to be given, or when its time is over; None where it can go on."""
    asked = step.warn
    if asked is None or party.side is None:
        return None
    warned = player.state.warned.get(party.side)
    if warned is None:
        return Wish(party.person, (c.Warn(words=WORDS),), again=True)
    ready = due(player.hours, warned, asked.ahead.amount, asked.ahead.unit) if isinstance(asked.ahead, Span) else None
    return next_opening(player.hours, ready) if ready is not None and ready > player.now else None


def _acknowledge(player: Player, duty: Duty) -> Wished:
    return Wish(duty.owner, (c.Acknowledge(),))


def _reply(player: Player, duty: Duty) -> Wished:
    """Whoever is asked to answer the answer waits for it."""
    state, step = player.state, player.policy.step(player.state.step)
    if duty.side is Side.RAISING and not step.inside and Side.RESPONDING not in state.stances:
        return Wish(duty.owner)
    stance = Stance.AGREE if player.agrees() else Stance.DISAGREE
    return Wish(duty.owner, (c.Reply(stance=stance, ready=tuple(range(len(step.before_reply))), words=WORDS),))


def _talk(player: Player, duty: Duty) -> Wished:
    return Wish(duty.owner, (c.LogTalk(kind=TalkKind.MEETING, held=player.now),))


def _settle(player: Player, duty: Duty) -> Wished:
    """Whoever settles it puts the outcome to the other side, once the two have come to agree. Where an outcome waits
    for its answer already there is nothing to put; and whoever has nobody to put it to takes it on."""
    state = player.state
    if not player.agrees() or state.proposal is not None or state.recommended:
        return None
    if across(state, state.parties[duty.owner])[0] == duty.owner:
        return take_up(player, duty.owner, Why.STILL_DIFFER)
    check_back = player.now + CHECK_BACK
    return Wish(duty.owner, (c.Propose(outcome=Outcome.AGREEMENT, check_back=check_back, words=WORDS),))


def _confirm(player: Player, duty: Duty) -> Wished:
    return Wish(duty.owner, (c.Confirm(agree=True),))


def _consider(player: Player, duty: Duty) -> Wished:
    return take_up(player, duty.owner, Why.TIME_RAN_OUT, duty.to)


def _decide(player: Player, duty: Duty) -> Wished:
    check_back = player.now + CHECK_BACK
    return Wish(duty.owner, (c.Decide(ruling=Ruling.ANOTHER_WAY, check_back=check_back, words=WORDS),))


def _gate(player: Player, duty: Duty) -> Wished:
    return Wish(duty.owner, (c.PassGate(agree=True),))


def _form(player: Player, duty: Duty) -> Wished:
    return Wish(duty.owner, (c.FillForm(form=duty.key.split(".")[1], words=FORM),))


def _second(player: Player, duty: Duty) -> Wished:
    """A chair who is to hear all first waits for the others."""
    panel = player.policy.step(player.state.step).panel
    hears = player.state.decision is not None and hears_first(panel, player.state, duty.owner)
    return Wish(duty.owner, () if hears else (c.AgreeDecision(agree=True),))


WISHES: dict[DutyKind, Callable[[Player, Duty], Wished]] = {
    DutyKind.ACKNOWLEDGE: _acknowledge,
    DutyKind.REPLY: _reply,
    DutyKind.MEET: _talk,
    DutyKind.PLAN: _settle,
    DutyKind.SETTLE: _settle,
    DutyKind.CONFIRM: _confirm,
    DutyKind.CONSIDER: _consider,
    DutyKind.DECIDE: _decide,
    DutyKind.SECOND: _second,
    DutyKind.REVIEW: _gate,
    DutyKind.FORM: _form,
}
"""What somebody who acts does about each kind of duty."""
