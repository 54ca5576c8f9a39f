"""Every act in a challenge, in one table: its name, the form that asks for it, and what is said when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from forthright.core.challenge.commands import Verb
from forthright.web.forms import agreeing, aside, ending, going_up, hearing, times
from forthright.web.forms.acts import ActForm


@dataclass(frozen=True)
class Act:
    """One act. `link` is what the challenge's page calls it; `lead` stands above the form; `part` is a template that
    shows what the form is about; `done` says what happened and what happens next."""

    heading: Any
    link: Any
    form: type[ActForm]
    button: Any
    done: Any
    lead: tuple[Any, ...] = ()
    part: str = ""


BOTH_READ = _("Both sides can read this.")

ACTS: dict[Verb, Act] = {
    Verb.ACKNOWLEDGE: Act(
        heading=_("Acknowledge this challenge"),
        link=_("Acknowledge it"),
        form=hearing.Acknowledge,
        button=_("Acknowledge it"),
        done=_("The raising side has been told that you have it. Your reply is awaited next."),
        lead=(_("This tells the raising side that you have it and will answer. It does not say that you agree."),),
    ),
    Verb.PERSPECTIVE: Act(
        heading=_("Give your side's perspective"),
        link=_("Give your perspective"),
        form=hearing.Perspective,
        button=_("Give your perspective"),
        done=_("Your perspective is in. Both sides' perspectives open together when both are in."),
        part="acts/about_perspective.html",
    ),
    Verb.REPLY: Act(
        heading=_("Reply"),
        link=_("Reply"),
        form=hearing.Reply,
        button=_("Send your reply"),
        done=_("Your reply has been sent. The other side is told that it is here."),
        lead=(BOTH_READ,),
        part="acts/about_reply.html",
    ),
    Verb.POINT: Act(
        heading=_("Place a point"),
        link=_("Add a point"),
        form=hearing.Point,
        button=_("Place the point"),
        done=_("The point has been placed. Either side can move it."),
        lead=(_("Saying what is agreed, what is disputed and what nobody knows makes a difference smaller."),),
        part="acts/about_point.html",
    ),
    Verb.EVIDENCE: Act(
        heading=_("Add evidence"),
        link=_("Add evidence"),
        form=hearing.Evidence,
        button=_("Add the evidence"),
        done=_("The evidence has been added. The other side is told that there is a new entry."),
        lead=(BOTH_READ,),
    ),
    Verb.NOTE: Act(
        heading=_("Write a private note of your side"),
        link=_("Write a private note"),
        form=hearing.Note,
        button=_("Save the note"),
        done=_("The note has been saved. Only your side sees it."),
        lead=(
            _("Only people of your side who take part in this challenge can read it. The other side cannot."),
            _("The family may ask to read it one day."),
        ),
    ),
    Verb.THANK: Act(
        heading=_("Thank the other side"),
        link=_("Thank them, or say that they were right"),
        form=hearing.Thank,
        button=_("Send your thanks"),
        done=_("Your thanks have been sent."),
        lead=(_("Thanks, and saying that somebody was right, are good outcomes."),),
    ),
    Verb.TALK: Act(
        heading=_("Log a call or a meeting"),
        link=_("Log a call or a meeting"),
        form=hearing.Talk,
        button=_("Log it"),
        done=_("The talk has been logged. Both sides can read it."),
        lead=(BOTH_READ,),
    ),
    Verb.SAFETY: Act(
        heading=_("How the child is kept safe meanwhile"),
        link=_("Agree how the child is kept safe meanwhile"),
        form=hearing.Safety,
        button=_("Send"),
        done=_("What you said about keeping the child safe has been sent to the other side."),
        part="acts/about_safety.html",
    ),
    Verb.DANGER: Act(
        heading=_("Record what you did about immediate danger"),
        link=_("Record what you did about immediate danger"),
        form=hearing.Danger,
        button=_("Record it"),
        done=_("What you did has been recorded. Everybody who takes part is told."),
        part="acts/about_danger.html",
    ),
    Verb.URGENT: Act(
        heading=_("Mark this as urgent"),
        link=_("Mark it as urgent"),
        form=going_up.Urgent,
        button=_("Mark it as urgent"),
        done=_("This is now urgent. Times became shorter where the policy says so; none became longer."),
        lead=(_("Urgent never makes anything later. Everybody who takes part is told."),),
    ),
    Verb.TAKE_UP: Act(
        heading=_("Take this to the next step"),
        link=_("Take it to the next step"),
        form=going_up.TakeUp,
        button=_("Take it to the next step"),
        done=_("It has gone to the next step. Those who answer for it there have been told."),
        part="acts/about_take_up.html",
    ),
    Verb.ASK_IN: Act(
        heading=_("Ask somebody of your side in"),
        link=_("Ask your manager or a colleague in"),
        form=going_up.AskIn,
        button=_("Ask them in"),
        done=_("They take part now, and have been told."),
        lead=(
            _("They will read everything that you can read here, also the private notes of your side."),
            _("The other side sees that they take part."),
        ),
    ),
    Verb.HAND_OVER: Act(
        heading=_("Hand your part over"),
        link=_("Hand your part over to a deputy or colleague"),
        form=going_up.HandOver,
        button=_("Hand it over"),
        done=_("Your part has been handed over, with everything that was waiting on you. They have been told."),
        lead=(_("Everything that waits on you will wait on them. You can still read this challenge."),),
    ),
    Verb.DECIDE: Act(
        heading=_("Decide, with reasons"),
        link=_("Decide, with reasons"),
        form=ending.Decide,
        button=_("Make the decision"),
        done=_("The decision has been recorded. Where a decider from another agency must agree, they have been told."),
        lead=(
            _("Everybody who takes part reads the decision and its reasons."),
            _("Nobody is the sole judge of their own agency: unless you are independent, another agency must agree."),
        ),
        part="acts/about_reply.html",
    ),
    Verb.AGREE_DECISION: Act(
        heading=_("Agree the decision, or send it back"),
        link=_("Agree the decision, or send it back"),
        form=ending.AgreeDecision,
        button=_("Send your answer"),
        done=_("Your answer to the decision has been recorded. Everybody who takes part is told."),
        part="acts/about_decision.html",
    ),
    Verb.PROPOSE: Act(
        heading=_("Propose an outcome"),
        link=_("Propose how this could end"),
        form=ending.Propose,
        button=_("Propose this outcome"),
        done=_("Your proposal has been sent. It stands when the other side confirms it."),
        lead=(_("It stands when the other side confirms it."),),
    ),
    Verb.CONFIRM: Act(
        heading=_("Answer the proposed outcome"),
        link=_("Answer the proposed outcome"),
        form=ending.Confirm,
        button=_("Send your answer"),
        done=_("Your answer to the proposed outcome has been sent."),
        part="acts/about_outcome.html",
    ),
    Verb.ACTION_DONE: Act(
        heading=_("Say that an action is done"),
        link=_("Say that an action is done"),
        form=ending.ActionDone,
        button=_("Say that it is done"),
        done=_("The action is marked as done. The other side is told."),
        part="acts/about_policy.html",
    ),
    Verb.ACTION_AGAIN: Act(
        heading=_("Plan an action again"),
        link=_("Give an action a new date, with the reason"),
        form=ending.ActionAgain,
        button=_("Plan it again"),
        done=_("The action has a new date. The other side is told why."),
        lead=(_("The date it had before stays in the record."),),
        part="acts/about_policy.html",
    ),
    Verb.CHECK_BACK: Act(
        heading=_("Is it better for the child?"),
        link=_("Say if it is better for the child"),
        form=ending.CheckBack,
        button=_("Send your answer"),
        done=_("Your answer is in. Both sides' answers open together when both are in."),
        lead=(_("Both sides are asked, apart. The answers open together when both are in."),),
        part="acts/about_policy.html",
    ),
    Verb.WITHDRAW: Act(
        heading=_("Withdraw this challenge"),
        link=_("Withdraw it"),
        form=ending.Withdraw,
        button=_("Withdraw it"),
        done=_("The challenge is withdrawn. What stands in the record stays. It can be opened again."),
        lead=(_("This ends the challenge. What stands in the record stays. It can be opened again."),),
    ),
    Verb.REOPEN: Act(
        heading=_("Open this again"),
        link=_("Open it again"),
        form=ending.Reopen,
        button=_("Open it again"),
        done=_("It is open again, at the step where it was. The times start now."),
        lead=(_("It goes on at the step where it was. The times of that step start now."),),
    ),
    Verb.CORRECT: Act(
        heading=_("Correct an entry"),
        link=_("Correct an entry"),
        form=ending.Correct,
        button=_("Add the correction"),
        done=_("The correction has been added. The entry that it corrects stays as it was."),
        lead=(BOTH_READ,),
    ),
    Verb.PAUSE: Act(
        heading=_("Let the times stand still"),
        link=_("Let the times stand still for a while"),
        form=aside.Pause,
        button=_("Let the times stand still"),
        done=_("The times of this step stand still until the day that you gave. Everybody who takes part is told."),
        lead=(
            _("What is left of each time is counted again afterwards. Nothing is lost and nothing is gained."),
            _("What is urgent, and danger to the child, wait for nothing: both can still be said and done."),
        ),
    ),
    Verb.RESUME: Act(
        heading=_("Let the times run again"),
        link=_("Let the times run again now"),
        form=aside.Resume,
        button=_("Let the times run again"),
        done=_("The times run again from now. Everybody who takes part is told."),
    ),
    Verb.SHORTEN: Act(
        heading=_("Make a time end sooner"),
        link=_("Make a time end sooner"),
        form=times.Shorten,
        button=_("Make it end sooner"),
        done=_("The time ends sooner. Everybody who takes part is told, with your reason."),
        lead=(
            _("Either side can do this, to a time of its own or of the other side. The policy’s time stays on record."),
            _("Whoever must act always has the rest of a working day."),
            BOTH_READ,
        ),
    ),
    Verb.ASK_EXTENSION: Act(
        heading=_("Ask the other side for more time"),
        link=_("Ask the other side for more time"),
        form=times.AskExtension,
        button=_("Ask for more time"),
        done=_("The other side has been asked. Until they agree, the time stands."),
        lead=(_("Until the other side agrees, the time stands, and it runs out as it would."), BOTH_READ),
    ),
    Verb.ANSWER_EXTENSION: Act(
        heading=_("Say if the other side has more time"),
        link=_("Say if the other side has more time"),
        form=times.AnswerExtension,
        button=_("Send your answer"),
        done=_("Your answer has been recorded. The other side is told."),
        part="acts/about_extension.html",
    ),
    Verb.WARN: Act(
        heading=_("Warn the other side"),
        link=_("Warn the other side that this is to go on"),
        form=aside.Warn,
        button=_("Send the warning"),
        done=_("The other side has been told that you mean to take this to the next step."),
        lead=(_("This tells them that you mean to take it to the next step. It does not go there yet."), BOTH_READ),
    ),
    Verb.HAND_BACK: Act(
        heading=_("Hand this back"),
        link=_("Hand it back to an earlier step"),
        form=aside.HandBack,
        button=_("Hand it back"),
        done=_("It has gone back. Those who answer for it there have been told."),
        lead=(_("The times of the step that it goes back to start now."),),
    ),
    Verb.GATE: Act(
        heading=_("Agree that it goes on, or say why not"),
        link=_("Agree that it goes on, or say why not"),
        form=agreeing.Gate,
        button=_("Send your answer"),
        done=_("Your answer has been recorded. Whoever raised it has been told."),
        part="acts/about_gate.html",
    ),
    Verb.REFER: Act(
        heading=_("Record that it was also taken to another place"),
        link=_("Record that it was also taken to another place"),
        form=agreeing.Refer,
        button=_("Record it"),
        done=_("It has been recorded. Nothing here has moved."),
        lead=(_("This moves nothing here: every step and time goes on."), BOTH_READ),
    ),
    Verb.FORM: Act(
        heading=_("Fill in a form that the policy asks for"),
        link=_("Fill in a form that the policy asks for"),
        form=agreeing.Paper,
        button=_("Send the form"),
        done=_("The form has been kept in the record. The other side is told that there is a new entry."),
        lead=(BOTH_READ,),
        part="acts/about_form.html",
    ),
    Verb.TOLD: Act(
        heading=_("Record that somebody was told"),
        link=_("Record that somebody was told"),
        form=agreeing.Told,
        button=_("Record it"),
        done=_("It has been recorded that they were told."),
        lead=(
            _("These people are named by the policy, and get no message from here. Tell them yourself first."),
            BOTH_READ,
        ),
    ),
}

GROUPS: tuple[tuple[Any, tuple[Verb, ...]], ...] = (
    (
        _("Hear and answer"),
        (Verb.ACKNOWLEDGE, Verb.PERSPECTIVE, Verb.REPLY, Verb.POINT, Verb.EVIDENCE, Verb.THANK),
    ),
    (_("Talk and keep the child safe"), (Verb.TALK, Verb.SAFETY, Verb.DANGER, Verb.REFER)),
    (
        _("Take it up"),
        (
            Verb.URGENT,
            Verb.WARN,
            Verb.TAKE_UP,
            Verb.GATE,
            Verb.DECIDE,
            Verb.AGREE_DECISION,
            Verb.HAND_BACK,
            Verb.ASK_IN,
            Verb.HAND_OVER,
        ),
    ),
    (
        _("The times of this step"),
        (Verb.SHORTEN, Verb.ASK_EXTENSION, Verb.ANSWER_EXTENSION, Verb.PAUSE, Verb.RESUME),
    ),
    (
        _("End it and follow it through"),
        (
            Verb.PROPOSE,
            Verb.CONFIRM,
            Verb.ACTION_DONE,
            Verb.ACTION_AGAIN,
            Verb.CHECK_BACK,
            Verb.WITHDRAW,
            Verb.REOPEN,
        ),
    ),
    (_("Record"), (Verb.NOTE, Verb.FORM, Verb.TOLD, Verb.CORRECT)),
)
"""How the challenge's page orders the acts. Every act of the table stands in one group."""
