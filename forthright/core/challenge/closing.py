"""How a challenge ends: a decision at the top, an outcome both sides confirm, the actions, and the check-back."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge import commands, facts, panel
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import PROPOSABLE, Capacity, DutyKind, Side
from forthright.core.challenge.facts import Action, Duty, Fact, Party
from forthright.core.challenge.gate import consider, duties_again, ways_from
from forthright.core.challenge.ladder import due_of_task, side_of_task
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.panel import is_decider, votes_here
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Act, Binding, Policy, Roles, Start, Step

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
        return _vote(step, state, command.agree, party)
    waiting = next(duty for duty in state.duties.values() if duty.kind is DutyKind.SECOND)
    if party.person == state.decided_by:
        return No("own decision")
    maker = state.parties.get(state.decided_by)
    if maker is not None and maker.agency == party.agency:
        return No("same agency")
    if party.person != waiting.owner and not is_decider(step.decided_by, party, moment):
        return No("not a decider")
    return facts.DecisionSeconded(confirm=panel.confirmations(step, state)) if command.agree else panel.returned(state)


def _vote(step: Step, state: State, agree: bool, party: Party) -> Result | tuple[Fact, ...]:
    """One vote, and what follows where it settles the vote."""
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
    return vote, facts.DecisionSeconded(confirm=panel.confirmations(step, state))


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
        return _answer_recommendation(policy, state, command)
    if command.agree:
        return facts.OutcomeConfirmed(letter=_letter(policy, state, moment))
    return facts.OutcomeDeclined() if command.words.get("reason") else No("no words")


def _answer_recommendation(policy: Policy, state: State, command: commands.Confirm) -> Result:
    """One side's answer to what was recommended: it takes both to make it stand, and one to leave it open."""
    if command.agree:
        return facts.RecommendationAccepted()
    on = (consider(state),) if ways_from(policy, state) else ()
    return panel.declined(state, on) if command.words.get("reason") else No("no words")


def _letter(policy: Policy, state: State, moment: Moment) -> Action | None:
    """The written notice that some policies ask for once it is agreed. Sefton 2017 has two: within two working days
    of agreement, and within 48 hours where a meeting at the step brought it."""
    written = [task for task in policy.step(state.step).tasks if task.act is Act.WRITE]
    wanted = Start.MEETING_AGREEMENT if state.met == state.step else Start.AGREEMENT
    task = next((task for task in written if task.start is wanted), None) or next(iter(written), None)
    if task is None:
        return None
    side = side_of_task(task) or Side.RESPONDING
    due = due_of_task(task, state.urgency, state.agencies, moment, moment.now)
    return Action(key="letter", owner=state.owners[side], side=side, due=due)


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
    return facts.Reopened(step=state.step, duties=duties_again(policy, state, moment))
