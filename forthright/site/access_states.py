"""One example challenge in each place where it can stand, for the table of access: played by the real engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from forthright.core.challenge import commands as c
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Better, GlassWhy, Outcome, Ruling, Stance, Subject, Why
from forthright.core.challenge.commands import Command
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event, GlassBroken, GlassClosed, GlassReviewed
from forthright.core.challenge.folding import apply
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy, Role
from forthright.core.rehearsal.people import ACTORS, SEATS
from forthright.core.worktime import england

POLICY = """\
policy: An example for the table of access
partnership: Anyshire (invented)
called: Escalation Policy
version: 2026-01-01
steps are called: Step
invented: yes
withdrawing: allowed

immediate danger:
  say: Call 999 now.

source:
  address: not stated
  read on: not stated
  status: invented

step 0: Own manager
  inside: the raising agency
  raised by: practitioner
  answered by: line manager
  reply within: 1 working day
  if not settled: offer step 1

step 1: Practitioners
  raised by: practitioner
  answered by: practitioner
  first agreed by: senior manager
  review within: 2 working days
  reply within: 2 working days
  settle within: 5 working days
  may pause: for as long as needed
  times may be extended: by at most 2 working days, if the other side agrees
  may be handed back: to step 0
  if not settled: must go to step 2

step 2: Representatives
  raised by: partnership representative
  answered by: partnership representative
  settle within: 10 working days
  decided by: partnership representative
  if not settled: the procedure ends
"""
BEGAN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LATER = BEGAN + timedelta(days=42)
ROSA, MEI, SENIOR, RUTH = (
    SEATS[1, role].person for role in (Role.PRACTITIONER, Role.LINE_MANAGER, Role.SENIOR_MANAGER, Role.REPRESENTATIVE)
)
AMIR, RAVI = (SEATS[2, role].person for role in (Role.PRACTITIONER, Role.REPRESENTATIVE))
OUTSIDER = 950
NOT_BEGUN = State()
WORDS = dict.fromkeys(("worry_facts", "wanted", "reason", "reasons", "view", "agreed", "decision", "theme"), "So.")


@dataclass(frozen=True, slots=True)
class Example:
    """A challenge as it stands in one place, with the policy that it runs under."""

    place: str
    policy: Policy
    state: State
    events: tuple[Event, ...]


def around(now: datetime = BEGAN) -> Moment:
    """Everybody in office, everybody in the same hours."""
    return Moment(now=now, shared=england(), seats=SEATS)


@cache
def examples() -> tuple[Example, ...]:
    """Each place by its name, in the order of a life."""
    policy = _policy()
    quiet = _Play(policy).does(ROSA, _raise())
    gate = quiet.does(MEI, c.Reply(stance=Stance.AGREE, words=WORDS)).does(ROSA, c.TakeUp(why=Why.URGENT, words=WORDS))
    both = gate.does(SENIOR, c.PassGate(agree=True, words=WORDS))
    sealed = both.does(ROSA, c.GivePerspective(rating=3, words=WORDS))
    opened = sealed.does(AMIR, c.GivePerspective(rating=7, words=WORDS))
    opened = opened.glass_broken()
    paused = opened.does(ROSA, c.Pause(until=BEGAN + timedelta(days=3), words=WORDS))
    top = opened.does(ROSA, c.TakeUp(why=Why.URGENT, words=WORDS))
    decided = top.does(RUTH, c.Decide(ruling=Ruling.AS_RAISED, check_back=LATER, words=WORDS))
    proposal = c.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words=WORDS)
    settled = opened.does(AMIR, proposal).does(ROSA, c.Confirm(agree=True, words=WORDS)).until(LATER)
    closed = settled.does(ROSA, c.CheckBack(better=Better.YES)).does(AMIR, c.CheckBack(better=Better.YES))
    return tuple(
        Example(place, policy, play.state, play.events)
        for place, play in (
            ("before the other side is in it", quiet),
            ("agreement asked", gate),
            ("open, views sealed", sealed),
            ("open, views read", opened),
            ("paused", paused),
            ("decided, waiting for a second", decided),
            ("settled", settled),
            ("closed", closed),
            ("withdrawn", opened.does(ROSA, c.Withdraw(words=WORDS))),
        )
    )


def _policy() -> Policy:
    found = read(POLICY.encode(), "example")
    assert found.policy is not None, [one.sentence() for one in found.problems]
    return running(found.policy)


def _raise() -> c.Raise:
    return c.Raise(
        policy="example",
        partnership=1,
        subject=Subject.THEME,
        subjects=0,
        topic="Need for action",
        raising=SEATS[1, Role.PRACTITIONER],
        responding=SEATS[2, Role.PRACTITIONER],
        words=WORDS,
    )


@dataclass(frozen=True, slots=True)
class _Play:
    """How far one example has come. Each act gives another: none is changed."""

    policy: Policy
    state: State = NOT_BEGUN
    events: tuple[Event, ...] = ()
    now: datetime = BEGAN

    def does(self, person: int, command: Command) -> _Play:
        """Somebody acts; the example is wrong where that is refused."""
        found = decide(self.policy, self.state, command, ACTORS[person], around(self.now))
        assert not isinstance(found, No), f"{type(command).__name__}: {found.reason}"
        return self._with(found)

    def until(self, now: datetime) -> _Play:
        """Time passes, and the clock comes."""
        later = _Play(self.policy, self.state, self.events, now)
        return later._with(tick(self.policy, self.state, around(now)))

    def glass_broken(self) -> _Play:
        """Somebody who takes no part breaks the glass; it is reviewed."""
        due = self.now + timedelta(days=2)
        broken = GlassBroken(code=GlassWhy.CRISIS, agency=9, until=self.now + timedelta(hours=3), review_due=due)
        entry = self.state.version + 1
        facts = (broken, GlassClosed(entry=entry), GlassReviewed(entry=entry, justified=True))
        return self._with(Event(fact=fact, at=self.now, by=OUTSIDER) for fact in facts)

    def _with(self, events: Iterable[Event]) -> _Play:
        state = self.state
        for event in events:
            state = apply(state, event)
        return _Play(self.policy, state, (*self.events, *events), self.now)
