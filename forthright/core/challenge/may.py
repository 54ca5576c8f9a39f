"""The second question: may this person do it? One complete table; a missing cell fails a test."""

from __future__ import annotations

from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import Capacity
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.facts import Party
from forthright.core.challenge.standing import Actor, Standing, reading, standing_as, standing_of
from forthright.core.challenge.state import State

_SIDES = frozenset(
    {
        Standing.RAISER,
        Standing.ANSWERER,
        Standing.RAISING_MANAGER,
        Standing.RESPONDING_MANAGER,
        Standing.REPRESENTATIVE,
    }
)
_RAISING = frozenset({Standing.RAISER, Standing.RAISING_MANAGER, Standing.REPRESENTATIVE})
_PARTIES = _SIDES | {Standing.CHAIR}
_OUTSIDE = frozenset({Standing.OUTSIDER, Standing.TEAM_MANAGER, Standing.BUSINESS_UNIT, Standing.DATA_PROTECTION})
_EVERYBODY = _PARTIES | {Standing.ADVISER, Standing.KEEPER}
_ALONG = frozenset({Standing.WORRIED_TOO})
_TOP = frozenset({Standing.REPRESENTATIVE, Standing.CHAIR, Standing.RAISING_MANAGER, Standing.RESPONDING_MANAGER})

MAY: dict[Verb, frozenset[Standing]] = {
    # A record begins with whoever is signed in and holds a post; the page and the action check the post.
    Verb.RAISE: frozenset(Standing) - {Standing.NOBODY},
    Verb.RECORD_SETTLED: frozenset(Standing) - {Standing.NOBODY},
    # At a step within the raising agency its own manager answers; the state refuses it to that side elsewhere.
    # A neutral post does where the policy gives it the task to acknowledge.
    Verb.ACKNOWLEDGE: _PARTIES,
    Verb.PERSPECTIVE: _SIDES,
    Verb.REPLY: _SIDES,
    Verb.POINT: _SIDES,
    # Whoever is worried too says what they know and saw. Nothing that moves or ends the matter is theirs.
    Verb.EVIDENCE: _SIDES | _ALONG,
    # An adviser is asked by a side and writes for it; all that acts on the matter is the sides'.
    Verb.NOTE: _SIDES | {Standing.ADVISER},
    Verb.THANK: _PARTIES,
    Verb.TALK: _PARTIES,
    Verb.SAFETY: _SIDES,
    # Children first: also by whoever only reads through a broken glass.
    Verb.DANGER: _EVERYBODY | _ALONG | {Standing.GLASS_BREAKER},
    Verb.URGENT: _SIDES,
    # A chair may only choose the way, where the policy says that they do; allows.py keeps them out elsewhere.
    Verb.TAKE_UP: _PARTIES,
    Verb.ASK_IN: _SIDES,
    Verb.HAND_OVER: _EVERYBODY,
    # Who decides is the policy's word; the table only keeps out those who never may.
    Verb.DECIDE: _TOP,
    Verb.AGREE_DECISION: _TOP,
    Verb.PROPOSE: _SIDES,
    Verb.CONFIRM: _SIDES,
    Verb.ACTION_DONE: _PARTIES,
    Verb.ACTION_AGAIN: _PARTIES,
    Verb.CHECK_BACK: _SIDES,
    Verb.WITHDRAW: _RAISING,
    Verb.REOPEN: _SIDES,
    Verb.CORRECT: _PARTIES | {Standing.ADVISER},
    Verb.PAUSE: _SIDES,
    Verb.RESUME: _SIDES,
    Verb.SHORTEN: _SIDES,
    Verb.ASK_EXTENSION: _SIDES,
    Verb.ANSWER_EXTENSION: _SIDES,
    Verb.WARN: _SIDES,
    Verb.HAND_BACK: _PARTIES,
    # Of the office alone: somebody who takes part in it does not change the rules under it.
    Verb.MOVE_POLICY: frozenset({Standing.BUSINESS_UNIT}),
    Verb.GATE: _RAISING,
    Verb.TOLD: _PARTIES,
    Verb.FORM: _SIDES,
    Verb.REFER: _SIDES,
    # Only for people of the own agency, or for the partnership's own posts: re_homing.py asks which.
    Verb.RE_HOME: frozenset({Standing.ADMINISTRATOR, Standing.BUSINESS_UNIT}),
    Verb.ASK_ALONG: _RAISING,
    Verb.WORRY: _ALONG,
    Verb.LEAVE: _ALONG,
    # Whoever takes part, as what ever, may find that they must not; and whoever leads them, to whom it may come next.
    Verb.CONFLICT: _EVERYBODY | _ALONG | {Standing.TEAM_MANAGER},
    Verb.PASS_OVER: _SIDES,
    Verb.ASK_ADVICE: _SIDES,
    Verb.RELEASE: _SIDES,
    # Somebody who takes part answers for themselves; who takes down what another says reads no words of it.
    Verb.BY_PHONE: frozenset({Standing.BUSINESS_UNIT}),
    Verb.RESTRICT: _SIDES | {Standing.BUSINESS_UNIT},
    Verb.LIST: _SIDES | {Standing.KEEPER},
    Verb.UNLIST: _SIDES,
    Verb.LIFT: _SIDES | {Standing.BUSINESS_UNIT},
    # The caller checks that they hold a post. Those who keep the system or look at counts have no matter to act in.
    Verb.BREAK_GLASS: _OUTSIDE,
    Verb.END_GLASS: frozenset({Standing.GLASS_BREAKER}),
    Verb.REVIEW_GLASS: frozenset({Standing.DATA_PROTECTION, Standing.BUSINESS_UNIT}),
}


def may(actor: Actor | None, state: State, verb: Verb) -> Answer:
    """Whether this person may do this act in this challenge, whatever the state of it."""
    party = actor.party(state) if actor else None
    if party is not None:
        return may_as(party, verb)
    return YES if standing_of(actor, state) in MAY[verb] else No("not yours")


def part_in(actor: Actor, state: State, verb: Verb) -> Party | None:
    """The part in which this person does an act: their own, or to tell of danger that of somebody who only reads."""
    party = actor.party(state)
    glass = reading(actor, state) if party is None and verb is Verb.DANGER else None
    if glass is None:
        return party
    return Party(person=actor.person, agency=glass.agency, title=glass.title, capacity=Capacity.ADVISER)


def may_as(party: Party, verb: Verb) -> Answer:
    """The same of somebody who takes part."""
    return YES if standing_as(party) in MAY[verb] else No("not your role")
