"""What people, and the clock, may wish for. `decide` turns a command into events, or refuses it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from forthright.core.challenge.codes import (
    Better,
    Conflict,
    Outcome,
    PointStatus,
    RestrictedWhy,
    Ruling,
    SafetyStance,
    Shown,
    Stance,
    Subject,
    TalkKind,
    ThanksKind,
    Urgency,
    Why,
)
from forthright.core.challenge.command import Command as Command
from forthright.core.challenge.command import Verb as Verb
from forthright.core.challenge.commands_of_need import BreakGlass as BreakGlass
from forthright.core.challenge.commands_of_need import EndGlass as EndGlass
from forthright.core.challenge.commands_of_need import LiftRestriction as LiftRestriction
from forthright.core.challenge.commands_of_need import ListPerson as ListPerson
from forthright.core.challenge.commands_of_need import Restrict as Restrict
from forthright.core.challenge.commands_of_need import ReviewGlass as ReviewGlass
from forthright.core.challenge.commands_of_need import UnlistPerson as UnlistPerson
from forthright.core.challenge.commands_people import AskAdvice as AskAdvice
from forthright.core.challenge.commands_people import DeclareConflict as DeclareConflict
from forthright.core.challenge.commands_people import EnterByPhone as EnterByPhone
from forthright.core.challenge.commands_people import PassOver as PassOver
from forthright.core.challenge.commands_people import ReHome as ReHome
from forthright.core.challenge.commands_people import Release as Release
from forthright.core.challenge.facts import Party
from forthright.core.challenge.moment import Seat


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """For whom something is raised, and as what they stand in it: see `Shown`."""

    seat: Seat
    shown: Shown


class Raise(Command, frozen=True, kw_only=True):
    """Raise a challenge: it begins at the first step of the policy, or at `step` where the policy lets it begin there.

    `subjects` is how many it is about. `group` is the kind of the answering agency, as the directory counts it.
    `arose`, `received` and `conference` are local dates that somebody types. `agreed` is who of the raising side
    agreed that it begins at a later step. `matter` binds it to others that put the same matter to other agencies, which
    are `also`: see `together`. `origin` is for whom of the raiser's own agency it is raised. `restricted` keeps it to
    the people named here, from the start; `never` as in `Restrict`.
    """

    VERB = Verb.RAISE
    policy: str
    partnership: int
    subject: Subject
    subjects: int
    topic: str
    raising: Seat
    responding: Seat
    urgency: Urgency = Urgency.NORMAL
    arose: date | None = None
    needed_by: date | None = None
    received: date | None = None
    conference: date | None = None
    group: str = ""
    priority: str = ""
    step: str = ""
    agreed: Seat | None = None
    matter: str = ""
    also: tuple[int, ...] = ()
    origin: Origin | None = None
    passed_over: Seat | None = None  # who of one's own side must not take part in it, and
    conflict: Conflict = Conflict.OTHER  # why
    restricted: RestrictedWhy | None = None
    never: bool = False


class RecordSettled(Command, frozen=True, kw_only=True):
    """Record a disagreement already settled by talking, or good practice."""

    VERB = Verb.RECORD_SETTLED
    policy: str
    partnership: int
    subject: Subject
    topic: str
    raising: Seat
    responding_agency: int
    good_practice: bool = False


class Acknowledge(Command, frozen=True, kw_only=True):
    """Acknowledge it: say that it is here and will be answered."""

    VERB = Verb.ACKNOWLEDGE


class GivePerspective(Command, frozen=True, kw_only=True):
    """Give one's own view and a rating from 0 to 10."""

    VERB = Verb.PERSPECTIVE
    rating: int


class Reply(Command, frozen=True, kw_only=True):
    """Answer what was asked. `ready` are the numbers, from 0, of the policy's conditions that are met."""

    VERB = Verb.REPLY
    stance: Stance
    ready: tuple[int, ...] = ()


class PlacePoint(Command, frozen=True, kw_only=True):
    """Put a point under agreed, disputed or unknown. `point` is None for a new one."""

    VERB = Verb.POINT
    status: PointStatus
    point: int | None = None


class AddEvidence(Command, frozen=True, kw_only=True):
    """Add evidence with its source."""

    VERB = Verb.EVIDENCE


class WriteNote(Command, frozen=True, kw_only=True):
    """Write a private note of one's own side."""

    VERB = Verb.NOTE


class Thank(Command, frozen=True, kw_only=True):
    """Thank the other side, or say that they were right."""

    VERB = Verb.THANK
    kind: ThanksKind


class LogTalk(Command, frozen=True, kw_only=True):
    """Log a call or a meeting. `held` is an aware instant, not in the future."""

    VERB = Verb.TALK
    kind: TalkKind
    held: datetime


class PlanSafety(Command, frozen=True, kw_only=True):
    """Propose, confirm or dispute how the child is kept safe meanwhile."""

    VERB = Verb.SAFETY
    stance: SafetyStance


class TellDanger(Command, frozen=True, kw_only=True):
    """Record that immediate danger was acted on, outside the procedure."""

    VERB = Verb.DANGER


class MarkUrgent(Command, frozen=True, kw_only=True):
    """Make it urgent, with a reason. `needed_by` is the day by which the child needs it: it ends the times that the
    policy gives "or sooner if the child needs it", also where it is urgent already."""

    VERB = Verb.URGENT
    needed_by: date | None = None


class TakeUp(Command, frozen=True, kw_only=True):
    """Take it to the next step. `to` chooses where the policy has more than one way up."""

    VERB = Verb.TAKE_UP
    why: Why
    to: str = ""


class AskIn(Command, frozen=True, kw_only=True):
    """Ask somebody of one's own side in."""

    VERB = Verb.ASK_IN
    seat: Seat


class HandOver(Command, frozen=True, kw_only=True):
    """Hand one's own part to somebody of the same side."""

    VERB = Verb.HAND_OVER
    seat: Seat


class NewAction(msgspec.Struct, frozen=True, kw_only=True):
    """An action as it is proposed; its text is in the command's words, in the same order."""

    owner: Party
    due: datetime


class Decide(Command, frozen=True, kw_only=True):
    """Decide, with reasons, at the step where the policy puts the decision."""

    VERB = Verb.DECIDE
    ruling: Ruling
    check_back: datetime
    actions: tuple[NewAction, ...] = ()


class AgreeDecision(Command, frozen=True, kw_only=True):
    """Agree, or not, to the decision of another decider."""

    VERB = Verb.AGREE_DECISION
    agree: bool


class Propose(Command, frozen=True, kw_only=True):
    """Propose an outcome to the other side."""

    VERB = Verb.PROPOSE
    outcome: Outcome
    check_back: datetime
    actions: tuple[NewAction, ...] = ()


class Confirm(Command, frozen=True, kw_only=True):
    """Confirm, or not, the outcome that the other side proposed."""

    VERB = Verb.CONFIRM
    agree: bool


class FinishAction(Command, frozen=True, kw_only=True):
    """Say that an action is done."""

    VERB = Verb.ACTION_DONE
    action: str


class ReplanAction(Command, frozen=True, kw_only=True):
    """Explain why an action is late and give a new day."""

    VERB = Verb.ACTION_AGAIN
    action: str
    due: datetime


class CheckBack(Command, frozen=True, kw_only=True):
    """Say whether it is better for the child."""

    VERB = Verb.CHECK_BACK
    better: Better


class Withdraw(Command, frozen=True, kw_only=True):
    """Withdraw it, with a reason."""

    VERB = Verb.WITHDRAW


class Reopen(Command, frozen=True, kw_only=True):
    """Open it again at the step where it was, with a reason."""

    VERB = Verb.REOPEN


class Correct(Command, frozen=True, kw_only=True):
    """Add a correction to an earlier entry, by its number."""

    VERB = Verb.CORRECT
    entry: int


class Pause(Command, frozen=True, kw_only=True):
    """Let the clocks of the step stand still until an instant (aware), with a reason."""

    VERB = Verb.PAUSE
    until: datetime


class Resume(Command, frozen=True, kw_only=True):
    """Let the clocks run again."""

    VERB = Verb.RESUME


class Shorten(Command, frozen=True, kw_only=True):
    """Make a time of this step end on a day (local), sooner than it does, with a reason. `duty` is its key."""

    VERB = Verb.SHORTEN
    duty: str
    day: date


class AskExtension(Command, frozen=True, kw_only=True):
    """Ask the other side for more time, `more` of the policy's unit, with a reason. `duty` is the key of one's own."""

    VERB = Verb.ASK_EXTENSION
    duty: str
    more: int


class AnswerExtension(Command, frozen=True, kw_only=True):
    """Agree that the other side has more time, or not, with a reason."""

    VERB = Verb.ANSWER_EXTENSION
    agree: bool


class Warn(Command, frozen=True, kw_only=True):
    """Tell the other side that it is to go to the next step."""

    VERB = Verb.WARN


class HandBack(Command, frozen=True, kw_only=True):
    """Hand it back to the earlier step that the policy names, with a reason."""

    VERB = Verb.HAND_BACK


class MovePolicy(Command, frozen=True, kw_only=True):
    """Move it to another version of the policy, with a reason. `step` chooses one where the old one is not in it."""

    VERB = Verb.MOVE_POLICY
    policy: str
    step: str = ""


class PassGate(Command, frozen=True, kw_only=True):
    """Agree, or not, that it goes on to the step that needs this agreement."""

    VERB = Verb.GATE
    agree: bool


class TellOutside(Command, frozen=True, kw_only=True):
    """Record that somebody whom the policy asks to be told was told outside the system. `who` is their key."""

    VERB = Verb.TOLD
    who: str


class FillForm(Command, frozen=True, kw_only=True):
    """Fill in one's own part of a form that the policy asks for, by its key."""

    VERB = Verb.FORM
    form: str


class ReferOutside(Command, frozen=True, kw_only=True):
    """Record that it was also taken to a place that the policy names, by its number from 0 at this step."""

    VERB = Verb.REFER
    place: int


class AskAlong(Command, frozen=True, kw_only=True):
    """Ask another professional, who may be worried too, to stand beside the raising side."""

    VERB = Verb.ASK_ALONG
    seat: Seat


class SayWorry(Command, frozen=True, kw_only=True):
    """Say that one is worried too and why; a rating from 0 to 10 where one wants to give one."""

    VERB = Verb.WORRY
    rating: int | None = None


class Leave(Command, frozen=True, kw_only=True):
    """Leave what one was asked along to. What one wrote stays."""

    VERB = Verb.LEAVE


STARTING = (Verb.RAISE, Verb.RECORD_SETTLED)
"""The commands with which a record begins."""

OF_THE_OFFICE = (
    *(Verb.MOVE_POLICY, Verb.BY_PHONE, Verb.RE_HOME),
    *(Verb.BREAK_GLASS, Verb.END_GLASS, Verb.REVIEW_GLASS),
)
"""Acts of people who take no part: of the offices, and of whoever breaks the glass. They have pages of their own."""

COMMANDS: dict[Verb, type[Command]] = {kind.VERB: kind for kind in Command.__subclasses__()}
