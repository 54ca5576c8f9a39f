"""The two answers a rule gives: yes, or no with a reason that a person can act on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Yes:
    """It is allowed."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class No:
    """It is not allowed. `code` is stable; `reason` is a sentence for the page; `about` adds the policy's own words."""

    code: str
    about: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return False

    @property
    def reason(self) -> str:
        """The sentence shown to the person."""
        return " ".join((REASONS[self.code], *self.about))


YES = Yes()
"""The one answer yes: there is nothing in it to tell two of them apart."""

Refused = No
"""What `decide` returns in place of events. A refused command changes nothing."""

Answer = Yes | No

REASONS = {
    "not yours": "You do not take part in this challenge, so you cannot do this.",
    "not your role": "Your part in this challenge does not include this.",
    "not your side": "This is for the other side to do.",
    "not open": "This challenge is no longer open. You can ask for it to be opened again.",
    "not settled": "This challenge has no outcome yet.",
    "still open": "This challenge is still open, so there is nothing to open again.",
    "already acknowledged": "This has already been acknowledged at this step.",
    "sealed": "Your side has given its perspective. It stays sealed until the other side has given theirs.",
    "bad rating": "The rating must be a whole number from 0 to 10.",
    "reply first": "The responding side has not replied yet. You can answer their reply once it is here.",
    "no such point": "That point does not exist. Add it as a new point.",
    "nothing proposed": "Nothing has been proposed yet.",
    "no address": "They have no email address. Telephone them, and take down what they say.",
    "own proposal": "Your side proposed this. The other side must answer it.",
    "open proposal": "An outcome is waiting for an answer. It must be answered before another is proposed.",
    "no plan yet": "No interim plan has been proposed yet. Propose one first.",
    "own plan": "Your side proposed this plan. The other side must confirm it.",
    "future talk": "The date and time of the talk must be in the past.",
    "already urgent": "This challenge is already marked as urgent.",
    "not sooner": "This is already marked as urgent. Give an earlier day by which the child needs it.",
    "raise instead": "This was recorded as settled by talking. Raise a new challenge instead.",
    "top": "The policy names no step above this one.",
    "no such step": "The policy has no such step. Select one of the steps that it names.",
    "too early": "The reply is not in and the time has not run out. You can go up now only if it is urgent.",
    "no urgent reason": "Give the reason why it cannot wait.",
    "not a decider": "The policy gives this decision to somebody else.",
    "no decision here": "The policy puts no decision at this step.",
    "decided": "A decision is waiting for a second decider to agree.",
    "no decision": "There is no decision waiting for agreement.",
    "own decision": "You made this decision. A decider from another agency must agree it.",
    "same agency": "This decision must be agreed by a decider from another agency.",
    "no such action": "That action does not exist or is already done.",
    "not your action": "This action belongs to somebody else. Its owner must answer for it.",
    "past date": "The date must be in the future.",
    "not asked yet": "The check-back has not been asked yet.",
    "already checked": "Your side has already answered the check-back.",
    "no such entry": "That entry does not exist in this record.",
    "private entry": "A correction is read by both sides, and this is a private note. Write another note instead.",
    "sealed entry": "This is still sealed, and a correction is read by both sides. Correct it once it is open.",
    "same person": "Choose somebody other than yourself.",
    "same agency challenge": "Choose another agency. A difference inside your own agency goes by its own route.",
    "an answering agency": "Choose somebody else. That person’s agency answers in this matter.",
    "same agency twice": "Choose each agency once. This matter has been put to that agency already.",
    "too many agencies": "One matter can be put to six agencies. Raise another challenge for more.",
    "not in all": "This is done in one challenge at a time.",
    "another raising agency": "The same matter can be put to another agency only from a post in the agency that raised "
    "it.",
    "another partnership": "The same matter can be put to another agency only in the same partnership.",
    "along already": "Somebody of that agency is worried too and stands beside your side. Choose another agency, or "
    "ask them to leave this first.",
    "not of your agency": "Choose somebody of your own agency.",
    "already in": "That person already takes part in this challenge.",
    "not an adviser": "Choose somebody from whom the policy has advice.",
    "other agency": "Choose somebody who works for your side.",
    "no words": "Write something before you save this.",
    "erased": "The words of this challenge have been erased, so nothing more can be written to it.",
    "outcome": "Select one of the outcomes listed.",
    "choose where": "Select the step that it goes to.",
    "not the router": "The policy lets somebody else choose where this goes.",
    "no such priority": "The policy has no such priority. Select one of those that it names.",
    "no entry here": "The policy does not let a challenge begin at that step.",
    "entry reason": "Give the reason why it begins at a later step.",
    "entry agreement": "The policy asks that somebody of your side agrees to begin there. Say who has agreed.",
    "no pause": "The policy does not let the times of this step stand still.",
    "already paused": "The times already stand still.",
    "not paused": "The times are running. There is nothing to start again.",
    "paused often enough": "The policy does not let the times of this step stand still again.",
    "pause too long": "That is longer than the policy lets the times stand still. Give an earlier date.",
    "no time to shorten": "No time runs at this step that could be shortened.",
    "no such time": "That time is not running any more. Select one of those that are.",
    "not earlier": "That would not end it sooner. Give an earlier day.",
    "too short": "Whoever must act has the rest of a working day, from now or from when the times run again. This time "
    "ends no later than that already.",
    "no extension": "The policy does not let the times of this step be extended.",
    "extended often enough": "The policy does not let a time of this step be extended again.",
    "urgent not extended": "This is urgent, and what is urgent is not extended.",
    "extension waits": "More time has been asked for already. It must be answered before more is asked for.",
    "no time to extend": "No time of yours runs at this step that could be extended.",
    "extension too long": "That is more than the policy lets a time be extended by. The policy says:",
    "past a cap": "That would end after the time that the policy gives to several steps together. The policy gives:",
    "not longer": "The child needs it by then, so this time cannot end later.",
    "no extension asked": "Nobody is waiting to hear if there is more time.",
    "not your extension": "The person who answers for the side that was asked says if there is more time.",
    "not the owner": "This is for the person who answers for your side at this step.",
    "no hand-back": "The policy does not let this be handed back from this step.",
    "handed back often enough": "The policy does not let this be handed back from this step again.",
    "no warning": "The policy asks for no warning at this step.",
    "already warned": "Your side has warned the other side at this step.",
    "warn first": "The policy asks that you warn the other side first.",
    "warned too lately": "The other side was warned, and the time that the policy gives them has not passed yet.",
    "same version": "It already runs under this version of the policy.",
    "same step": "That version has the step where this stands, so it stays there.",
    "not in yet": "The other agency is not in this yet. You can do this once it has gone to them.",
    "own question": "You asked this within your own agency. Somebody else of your agency answers it here.",
    "nobody to confirm": "Nobody else of your agency takes part yet. Ask somebody in, or take it to the next step.",
    "no gate": "Nobody's agreement is awaited now.",
    "not your gate": "The policy asks somebody else of your agency to agree to this.",
    "no quorum": "Fewer people hold the posts that decide here than the policy asks to take part. "
    "Tell the business unit which posts are empty.",
    "already voted": "You have answered this decision. Others who decide with you are still to answer.",
    "hear all first": "The policy asks that you hear all of the others before you decide. Some have not answered yet.",
    "already accepted": "Your side has accepted what was recommended. The other side is still to answer.",
    "nobody to tell": "Everybody whom the policy asks to be told has been told, or it is not time yet.",
    "already told": "It has been recorded already that they were told.",
    "no referral here": "The policy names no other place that it may also go to from this step.",
    "no withdrawal": "A challenge can be withdrawn only where the policy says so, and this one does not. Propose an "
    "outcome to the other side instead, such as resolved by clarification or closed without agreement.",
    "not in scope": "This policy is not for this. What it says about where else to go:",
    "not counted": "This policy does not count what talking settles, so it is not recorded here.",
    "no good practice": "This policy does not record good practice in this way.",
    "partnership later": "The partnership only watches at this step. It can be asked in and act from",
    "not the raiser": "This policy does not let a professional raise it. It is raised by:",
    "no form": "No form is asked of your side now.",
    "not ready": "The policy asks for more before you reply:",
    "still owed": "Something here still falls to this person. Choose who takes it over.",
    "other side": "That person is on the other side of this challenge, or between the two. Choose somebody else.",
    "both sides": "The two agencies are the two sides of a challenge that is not over. It must end before they become "
    "one.",
    "own conflict": "You said that you must not take part in this challenge. Another administrator of your agency has "
    "to do this. If there is none, ask the business unit to name one.",
    "has a conflict": "That person must not take part in this challenge. Choose somebody else.",
    "nobody to take over": "Nobody of your agency can take this over, and the business unit has nobody to keep the "
    "place. Tell the business unit by telephone, and do nothing here until they have somebody.",
    "in it already": "That person takes part already. Only they can say that they must not.",
    "no adviser": "Your side has asked nobody for advice.",
    "not the other side": "That person works for the other side. Choose somebody else.",
    "neutral": "That post belongs to neither side, so it cannot give advice to one. Choose somebody else.",
    "not by phone": "This cannot be taken down by telephone. The person must do it themselves.",
    "not a respondent": "Only what somebody of the responding side says can be taken down by telephone.",
    "call time": "The time of the call must be in the past, and after it was raised.",
    "own address": "You gave this address yourself. Somebody else must say that it is right.",
    "vouch first": "Nobody has said yet that the address is right. Do that first.",
    "already restricted": "This is already kept to people on a named list.",
    "not restricted": "This is not kept to people on a named list.",
    "restricted by others": "Those who kept this to a named list lift it. Ask them to, with your reason.",
    "not on the list": "Only people on the named list take part in this. Put them on the list first, with the reason.",
    "already listed": "That person is already on the named list.",
    "not listed": "Select somebody of your agency who is on the named list.",
    "hand over first": "Something here is theirs to do. It must be handed over before they come off the list.",
    "never opened": "Nobody opens this who is not on its named list.",
    "own glass": "Somebody else must review why you opened this.",
    "already reviewed": "This has been reviewed already.",
    "officer reviews": "A data protection officer of the agencies that take part reviews this.",
    "gate waits": "Somebody of your agency must first agree, and their time has not run out. "
    "You can go on now only if it is urgent.",
}
"""Every refusal, in one place, so that a page and an action can never disagree about the words."""
