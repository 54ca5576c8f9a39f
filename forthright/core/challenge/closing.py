"""How a challenge ends: a decision at the top, an outcome both sides confirm, the actions, and the check-back."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge import commands, facts, panel
from forthright.core.challenge.afterwards import owed
from forthright.core.challenge.answers import No
from forthright.core.challenge.capping import caps_at
from forthright.core.challenge.codes import PROPOSABLE, Capacity, DutyKind, Outcome, Side
from forthright.core.challenge.facts import Action, Duty, Fact, Party
from forthright.core.challenge.gate import again, consider, ways_from
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.panel import is_decider, votes_here
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Binding, Policy, Roles, Start, Step

Result = Fact | No


def _actions(new: tuple[commands.NewAction, ...], first: int = 1) -> tuple[Action, ...]:
    return tuple(
        Action(key=str(number), owner=one.owner.person, side=one.owner.side, due=one.due)
        for number, one in enumerate(new, first)
    )


def _bad_dates(command: commands.Propose | commands.Decide, now: datetime) -> bool:
    return command.check_back <= now or any(action.due <= now for action in command.actions)


def decide_at_top(policy: Policy, state: State, command: commands.Decide, party: Party, moment: Moment) -> Result:
    """A decision with reasons. Nobody is the sole judge of their own agency: unless a neutral chair decides, a
    decider of the other agency must agree before it stands (domain: who must not do what)."""
    step = policy.step(state.step)
    if not is_decider(step.decided_by, party, moment):
        return No("not a decider")
    if votes_here(step) and panel.too_few(step, state, party, moment):
        return No("no quorum")
    if not command.words.get("decision") or not command.words.get("reasons"):
        return No("no words")
    if _bad_dates(command, moment.now):
        return No("past date")
    asked = panel.asked(step, state, party, moment) if votes_here(step) else ()
    second = None if votes_here(step) else _second(step.decided_by, state, party, moment)
    confirm = () if asked or second else panel.confirmations(step, state)
    return facts.DecisionMade(
        ruling=command.ruling,
        actions=_actions(command.actions),
        check_back=command.check_back,
        second=second,
        asked=asked,
        recommends=step.panel.binding is Binding.RECOMMENDS,
        confirm=confirm,
        afterwards=() if asked or second or confirm else owed(policy, state, Start.DECISION, moment),
        maker=party.person,
    )


def _second(roles: Roles, state: State, party: Party, moment: Moment) -> Duty | None:
    if party.capacity is Capacity.CHAIR:
        return None
    others = [one for one in state.parties.values() if one.agency != party.agency and is_decider(roles, one, moment)]
    if not others:
        other_side = party.side.other if party.side else Side.RESPONDING
        others = [state.parties[state.owners[other_side]]]
    due = next((duty.due for duty in state.duties.values() if duty.kind is DutyKind.DECIDE), None)
    return Duty(
        key=f"{state.step}.second",
        kind=DutyKind.SECOND,
        owner=others[0].person,
        side=others[0].side,
        due=due if due and due > moment.now else None,
    )


def agree_decision(
    policy: Policy, state: State, command: commands.AgreeDecision, party: Party, moment: Moment
) -> Result | tuple[Fact, ...]:
    """The second decider agrees, or sends it back with a reason; or one of those who vote together votes."""
    if not command.agree and not command.words.get("reason"):
        return No("no words")
    step = policy.step(state.step)
    if state.decision is not None and state.decision.asked:
        return _vote(policy, state, command.agree, party, moment)
    waiting = next(duty for duty in state.duties.values() if duty.kind is DutyKind.SECOND)
    if party.person == state.decided_by:
        return No("own decision")
    maker = state.parties.get(state.decided_by)
    if maker is not None and maker.agency == party.agency:
        return No("same agency")
    if party.person != waiting.owner and not is_decider(step.decided_by, party, moment):
        return No("not a decider")
    return _standing(policy, step, state, moment) if command.agree else panel.returned(state)


def _standing(policy: Policy, step: Step, state: State, moment: Moment) -> facts.DecisionSeconded:
    """The decision stands, with what the policy then asks for; a recommendation is both sides' to accept first."""
    confirm = panel.confirmations(step, state)
    return facts.DecisionSeconded(
        confirm=confirm, afterwards=() if confirm else owed(policy, state, Start.DECISION, moment)
    )


def _vote(policy: Policy, state: State, agree: bool, party: Party, moment: Moment) -> Result | tuple[Fact, ...]:
    """One vote, and what follows where it settles the vote."""
    step = policy.step(state.step)
    asked = any(duty.owner == party.person for duty in state.duties.values() if duty.kind is DutyKind.SECOND)
    if not asked:
        return No("already voted" if party.person in state.votes else "not a decider")
    if panel.hears_first(step.panel, state, party.person):
        return No("hear all first")
    vote = facts.DecisionVoted(voter=party.person, agree=agree)
    stands = panel.tally(step.panel, panel.voters_of(state), {**state.votes, party.person: agree})
    if stands is panel.Tally.OPEN:
        return vote
    if stands is panel.Tally.FALLS:
        return vote, panel.returned(state)
    return vote, _standing(policy, step, state, moment)


def propose(policy: Policy, state: State, command: commands.Propose, party: Party, moment: Moment) -> Result:
    """One side says how it could end. The other side's owner must answer."""
    if command.outcome not in PROPOSABLE:
        return No("outcome")
    if not command.words.get("agreed"):
        return No("no words")
    if _bad_dates(command, moment.now):
        return No("past date")
    assert party.side is not None
    owner, side = across(state, party)
    if owner == party.person:
        return No("nobody to confirm")
    duty = Duty(key=f"{state.step}.confirm", kind=DutyKind.CONFIRM, owner=owner, side=side)
    return facts.OutcomeProposed(
        outcome=command.outcome, actions=_actions(command.actions), check_back=command.check_back, duty=duty
    )


def across(state: State, party: Party) -> tuple[int, Side]:
    """Who answers what this party puts forward: the other side's owner; within one side, the other of its owners."""
    assert party.side is not None
    if not state.quiet:
        return state.owners[party.side.other], party.side.other
    asks, answers = (state.owners[side] for side in Side)
    return asks if party.person == answers else answers, party.side


def own_proposal(state: State, party: Party) -> No | None:
    """Why this party cannot answer what is proposed within its own side: it was put to another by name."""
    named = any(duty.kind is DutyKind.CONFIRM and duty.owner == party.person for duty in state.duties.values())
    return No("own proposal") if state.quiet and not named else None


def confirm(policy: Policy, state: State, command: commands.Confirm, party: Party, moment: Moment) -> Result:
    """The other side confirms, or declines with a reason."""
    refusal = own_proposal(state, party)
    if refusal is not None:
        return refusal
    if state.recommended:
        return _answer_recommendation(policy, state, command, moment)
    if command.agree:
        return facts.OutcomeConfirmed(afterwards=owed(policy, state, _how(state), moment))
    return facts.OutcomeDeclined() if command.words.get("reason") else No("no words")


def _how(state: State) -> Start | None:
    """Whether what is proposed is an agreement; a closing without one starts no clock of agreement."""
    agreed = state.proposal is not None and state.proposal.outcome is not Outcome.NO_AGREEMENT
    return Start.AGREEMENT if agreed else None


def _answer_recommendation(policy: Policy, state: State, command: commands.Confirm, moment: Moment) -> Result:
    """One side's answer to what was recommended: it takes both to make it stand, and one to leave it open."""
    if command.agree:
        last = sum(duty.kind is DutyKind.CONFIRM for duty in state.duties.values()) == 1
        return facts.RecommendationAccepted(afterwards=owed(policy, state, Start.AGREEMENT, moment) if last else ())
    on = (consider(state),) if ways_from(policy, state) else ()
    return panel.declined(state, on) if command.words.get("reason") else No("no words")


def finish_action(policy: Policy, state: State, command: commands.FinishAction, party: Party, moment: Moment) -> Result:
    """The owner, or somebody of the owner's side, says that it is done."""
    refusal = not_theirs(state, command.action, party)
    return facts.ActionDone(action=command.action) if refusal is None else refusal


def replan_action(policy: Policy, state: State, command: commands.ReplanAction, party: Party, moment: Moment) -> Result:
    """An overdue action is explained and planned again (Lincolnshire: follow-through)."""
    refusal = not_theirs(state, command.action, party)
    if refusal is not None:
        return refusal
    if command.due <= moment.now:
        return No("past date")
    if not command.words.get("reason"):
        return No("no words")
    return facts.ActionReplanned(action=command.action, due=command.due)


def not_theirs(state: State, key: str, party: Party) -> No | None:
    """Why this action is not for this party to answer for; None where it is."""
    action = state.actions.get(key)
    if action is None or action.done:
        return No("no such action")
    theirs = action.owner == party.person or (action.side is party.side and party.side is not None)
    return None if theirs else No("not your action")


def check_back(policy: Policy, state: State, command: commands.CheckBack, party: Party, moment: Moment) -> Result:
    """One side's answer to "is it better for the child?", sealed until the other has answered too."""
    return facts.CheckBackAnswered(better=command.better)


def reopen(policy: Policy, state: State, command: commands.Reopen, party: Party, moment: Moment) -> Result:
    """Open again at the step where it was, with clocks that start now. Nothing that stands is edited."""
    if not command.words.get("reason"):
        return No("no words")
    caps = caps_at(policy, state.step, state.urgency, state.owners[Side.RAISING], moment, needed=state.needed)
    duties, joins = again(policy, state, moment)
    return facts.Reopened(step=state.step, duties=duties + caps, joins=joins)
