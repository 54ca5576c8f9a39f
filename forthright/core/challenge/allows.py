"""The first of three questions: what does the state allow? Who asks is not looked at here, only their side."""

from __future__ import annotations

from collections.abc import Callable

from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.beside import advisers
from forthright.core.challenge.codes import DutyKind, Phase, SafetyStance, Side
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.extending import may_ask
from forthright.core.challenge.facts import Party
from forthright.core.challenge.gate import ways_from
from forthright.core.challenge.handing_back import can_go_back
from forthright.core.challenge.ladder import usual_move
from forthright.core.challenge.pausing import may_pause
from forthright.core.challenge.shortening import may_shorten
from forthright.core.challenge.state import State
from forthright.core.challenge.telling import recipients
from forthright.core.challenge.warning import may_warn
from forthright.core.policy.every import ends_sooner
from forthright.core.policy.shapes import How, Policy, Stated

RAISING, RESPONDING = Side
ANY_TIME = frozenset(Phase)
OPEN = frozenset({Phase.OPEN})
SETTLED = frozenset({Phase.SETTLED})

PHASES: dict[Verb, frozenset[Phase]] = {
    Verb.ACKNOWLEDGE: OPEN,
    Verb.PERSPECTIVE: OPEN,
    Verb.REPLY: OPEN,
    Verb.POINT: OPEN,
    Verb.EVIDENCE: OPEN,
    Verb.NOTE: ANY_TIME,
    Verb.THANK: ANY_TIME,
    Verb.TALK: frozenset({Phase.OPEN, Phase.SETTLED}),
    Verb.SAFETY: OPEN,
    Verb.DANGER: ANY_TIME,
    Verb.URGENT: OPEN,
    Verb.TAKE_UP: OPEN,
    Verb.ASK_IN: frozenset({Phase.OPEN, Phase.SETTLED}),
    Verb.HAND_OVER: frozenset({Phase.OPEN, Phase.SETTLED}),
    Verb.DECIDE: OPEN,
    Verb.AGREE_DECISION: OPEN,
    Verb.PROPOSE: OPEN,
    Verb.CONFIRM: OPEN,
    Verb.ACTION_DONE: SETTLED,
    Verb.ACTION_AGAIN: SETTLED,
    Verb.CHECK_BACK: SETTLED,
    Verb.WITHDRAW: OPEN,
    Verb.REOPEN: frozenset({Phase.SETTLED, Phase.ENDED}),
    Verb.CORRECT: ANY_TIME,
    Verb.PAUSE: OPEN,
    Verb.RESUME: OPEN,
    Verb.SHORTEN: OPEN,
    Verb.ASK_EXTENSION: OPEN,
    Verb.ANSWER_EXTENSION: OPEN,
    Verb.WARN: OPEN,
    Verb.HAND_BACK: OPEN,
    Verb.MOVE_POLICY: OPEN,
    Verb.GATE: OPEN,
    Verb.TOLD: ANY_TIME,
    Verb.FORM: ANY_TIME,
    Verb.REFER: OPEN,
    Verb.RE_HOME: ANY_TIME,
    Verb.ASK_ALONG: OPEN,
    Verb.WORRY: OPEN,
    Verb.LEAVE: ANY_TIME,
    Verb.CONFLICT: frozenset({Phase.OPEN, Phase.SETTLED}),
    Verb.PASS_OVER: frozenset({Phase.OPEN, Phase.SETTLED}),
    Verb.ASK_ADVICE: frozenset({Phase.OPEN, Phase.SETTLED}),
    Verb.RELEASE: frozenset({Phase.OPEN, Phase.SETTLED}),
    Verb.BY_PHONE: ANY_TIME,
    Verb.RESTRICT: ANY_TIME,
    Verb.LIST: ANY_TIME,
    Verb.UNLIST: ANY_TIME,
    Verb.LIFT: ANY_TIME,
    Verb.BREAK_GLASS: ANY_TIME,
    Verb.END_GLASS: ANY_TIME,
    Verb.REVIEW_GLASS: ANY_TIME,
}
"""In which phases an act has any meaning. Danger is accepted everywhere."""

SIDES: dict[Verb, Side] = {
    Verb.WITHDRAW: Side.RAISING,
    Verb.GATE: Side.RAISING,
    Verb.ASK_ALONG: Side.RAISING,
}
"""Acts that belong to one side alone. Everything else is open to both, as equals."""


def allows(policy: Policy, state: State, verb: Verb, side: Side | None) -> Answer:
    """Whether the state allows this act from this side (None for a neutral chair)."""
    phases = PHASES.get(verb)
    if phases is None:
        return YES
    if state.phase not in phases:
        return No(_wrong_phase(phases))
    if verb in SIDES and side is not SIDES[verb]:
        return No("not your side")
    rule = _RULES.get(verb)
    return rule(policy, state, side) if rule else YES


def _wrong_phase(phases: frozenset[Phase]) -> str:
    if Phase.OPEN in phases:
        return "not open"
    return "still open" if Phase.ENDED in phases else "not settled"


def answering_side(policy: Policy, state: State) -> Side | None:
    """The side that answers now: at a step within the raising agency that side itself; None where nobody is to."""
    if policy.step(state.step).inside:
        return RAISING
    return RESPONDING if state.outside is None else None


def answers_here(policy: Policy, state: State, party: Party) -> No | None:
    """Why this party cannot answer at a step within the raising agency: its owner asks there, and another answers."""
    if not policy.step(state.step).inside:
        return None
    asks, answers = state.owners.get(RAISING), state.owners.get(RESPONDING)
    return No("own question") if party.person == asks and asks != answers else None


def conditions(policy: Policy, state: State, side: Side | None) -> tuple[str, ...]:
    """What the policy asks of whoever answers before they do; nothing of the side that asked."""
    asked = policy.step(state.step).before_reply
    return asked if asked and side is answering_side(policy, state) else ()


def _acknowledge(policy: Policy, state: State, side: Side | None) -> Answer:
    if side is None:  # a neutral post acknowledges where the policy asks it to
        asked = any(duty.kind is DutyKind.ACKNOWLEDGE and duty.side is None for duty in state.duties.values())
        return YES if asked else No("not your role")
    answering = answering_side(policy, state)
    if side is not answering:
        return No("not your side" if answering else "not in yet")
    return No("already acknowledged") if state.acknowledged == state.step else YES


def _perspective(policy: Policy, state: State, side: Side | None) -> Answer:
    if side is None:
        return No("not your role")
    if state.quiet:
        return No("not in yet")
    return No("sealed") if side in state.ratings and not state.opened else YES


def _reply(policy: Policy, state: State, side: Side | None) -> Answer:
    if side is None:
        return No("not your role")
    answering = answering_side(policy, state)
    if answering is None or (state.quiet and side is not answering):
        return No("not in yet")
    if answering is RAISING:
        return YES
    if side is RAISING and RESPONDING not in state.stances:
        return No("reply first")
    return YES


def _urgent(policy: Policy, state: State, side: Side | None) -> Answer:
    return No("already urgent") if state.urgency == "urgent" and not ends_sooner(policy) else YES


def _take_up(policy: Policy, state: State, side: Side | None) -> Answer:
    if not ways_from(policy, state):
        return No("top")
    step = policy.step(state.step)
    if side is None and usual_move(step, state.urgency).how is not How.CHOOSE:
        return No("not your role")
    return No("warn first") if step.warn and side and side not in state.warned else YES


def _decide(policy: Policy, state: State, side: Side | None) -> Answer:
    if state.quiet:
        return No("not in yet")
    if isinstance(policy.step(state.step).decided_by, Stated):
        return No("no decision here")
    return No("decided") if state.decision else YES


def _agree_decision(policy: Policy, state: State, side: Side | None) -> Answer:
    asked = any(duty.kind is DutyKind.SECOND for duty in state.duties.values())
    return YES if state.decision and asked else No("no decision")


def _propose(policy: Policy, state: State, side: Side | None) -> Answer:
    if side is None:
        return No("not your role")
    return No("open proposal") if state.proposal or state.recommended else YES


def _confirm(policy: Policy, state: State, side: Side | None) -> Answer:
    if state.recommended:
        asked = any(duty.kind is DutyKind.CONFIRM and duty.side is side for duty in state.duties.values())
        return YES if asked else No("already accepted")
    if state.proposal is None:
        return No("nothing proposed")
    own = side is None or (side is state.proposed_by and not state.quiet)
    return No("own proposal") if own else YES


def _check_back(policy: Policy, state: State, side: Side | None) -> Answer:
    if not state.check_back_asked:
        return No("not asked yet")
    asked = any(duty.kind is DutyKind.CHECK_BACK and duty.side is side for duty in state.duties.values())
    return YES if asked else No("already checked")


def _action(policy: Policy, state: State, side: Side | None) -> Answer:
    return YES if any(not action.done for action in state.actions.values()) else No("no such action")


def _reopen(policy: Policy, state: State, side: Side | None) -> Answer:
    """One settled by talking had only one side in it: there is nothing to go on with."""
    return YES if len(state.owners) == 2 else No("raise instead")


def _pause(policy: Policy, state: State, side: Side | None) -> Answer:
    return may_pause(policy, state)


def _resume(policy: Policy, state: State, side: Side | None) -> Answer:
    return No("not paused") if state.paused_until is None else YES


def _answer_extension(policy: Policy, state: State, side: Side | None) -> Answer:
    return No("no extension asked") if state.extension is None else YES


def _hand_back(policy: Policy, state: State, side: Side | None) -> Answer:
    return can_go_back(policy, state)


def _point(policy: Policy, state: State, side: Side | None) -> Answer:
    return No("not in yet") if state.quiet else YES


def _refer(policy: Policy, state: State, side: Side | None) -> Answer:
    return YES if policy.step(state.step).may_also else No("no referral here")


def _withdraw(policy: Policy, state: State, side: Side | None) -> Answer:
    return YES if policy.withdrawal else No("no withdrawal")


def _form(policy: Policy, state: State, side: Side | None) -> Answer:
    asked = any(duty.kind is DutyKind.FORM and duty.side is side for duty in state.duties.values())
    return YES if asked else No("no form")


def _told(policy: Policy, state: State, side: Side | None) -> Answer:
    return YES if any(one.key not in state.told for one in recipients(policy)) else No("nobody to tell")


def _restrict(policy: Policy, state: State, side: Side | None) -> Answer:
    return YES if state.listed is None else No("already restricted")


def _kept(policy: Policy, state: State, side: Side | None) -> Answer:
    return No("not restricted") if state.listed is None else YES


def _pass_gate(policy: Policy, state: State, side: Side | None) -> Answer:
    return YES if any(duty.kind is DutyKind.REVIEW for duty in state.duties.values()) else No("no gate")


_RULES: dict[Verb, Callable[[Policy, State, Side | None], Answer]] = {
    Verb.ACKNOWLEDGE: _acknowledge,
    Verb.PERSPECTIVE: _perspective,
    Verb.REPLY: _reply,
    Verb.URGENT: _urgent,
    Verb.TAKE_UP: _take_up,
    Verb.DECIDE: _decide,
    Verb.AGREE_DECISION: _agree_decision,
    Verb.PROPOSE: _propose,
    Verb.CONFIRM: _confirm,
    Verb.CHECK_BACK: _check_back,
    Verb.ACTION_DONE: _action,
    Verb.ACTION_AGAIN: _action,
    Verb.REOPEN: _reopen,
    Verb.PAUSE: _pause,
    Verb.RESUME: _resume,
    Verb.SHORTEN: may_shorten,
    Verb.ASK_EXTENSION: may_ask,
    Verb.ANSWER_EXTENSION: _answer_extension,
    Verb.WARN: may_warn,
    Verb.HAND_BACK: _hand_back,
    Verb.POINT: _point,
    Verb.GATE: _pass_gate,
    Verb.TOLD: _told,
    Verb.FORM: _form,
    Verb.REFER: _refer,
    Verb.WITHDRAW: _withdraw,
    Verb.RELEASE: lambda policy, state, side: YES if advisers(state, side) else No("no adviser"),
    Verb.RESTRICT: _restrict,
    Verb.LIST: _kept,
    Verb.UNLIST: _kept,
    Verb.LIFT: _kept,
}


def safety_answerable(state: State, side: Side | None) -> Answer:
    """Whether this side may confirm or dispute the interim plan: there is one, and the other side proposed it."""
    if state.safety is None:
        return No("no plan yet")
    if state.safety is SafetyStance.PROPOSED and state.safety_by is side:
        return No("own plan")
    return YES
