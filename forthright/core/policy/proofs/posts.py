"""A policy against a directory: whatever the steps ask of an agency, somebody there can be found to do it.

Who is found, and what happens where nobody is, follow the engine (`challenge.taking_up`, `gate`, `panel`, `routing`):
any of the roles that a line names will do, a practitioner is whoever raised or answered it and so never missing, and a
deputy counts as the holder. What the text itself says of an empty post is no finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from forthright.core.policy.proofs.finding import Finding, warning
from forthright.core.policy.roles import NEUTRAL, Role
from forthright.core.policy.rungs import AGAIN, running
from forthright.core.policy.sentences import first_upper, role_words
from forthright.core.policy.shapes import How, Policy, Stated, Step
from forthright.core.policy.vocabulary import listed
from forthright.core.worktime import Calendar

NAMED = 3
"""Agencies that a sentence names one by one; of more it names two and counts the others."""


@dataclass(frozen=True, slots=True)
class Held:
    """One agency, the roles in which somebody can be reached there now, and its opening hours.

    `group` is its kind, as overlays name it. `titles` are its own titles of posts, whether somebody holds them or not.
    """

    agency: str
    group: str
    roles: frozenset[Role]
    hours: Calendar
    titles: Mapping[Role, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Directory:
    """A partnership's agencies by name, the roles that somebody holds for the partnership itself, and its own hours.

    `on` is the day on which all that is so.
    """

    agencies: tuple[Held, ...]
    shared: frozenset[Role]
    hours: Calendar
    on: date


class Part(StrEnum):
    """What a step asks of a post, in words that follow "nobody to"."""

    ANSWER = "answer"
    RAISE = "raise it"
    AGREE = "agree first"
    CHOOSE = "choose where it goes"
    DECIDE = "decide"
    DO = "do what is theirs there"


@dataclass(frozen=True, slots=True)
class Asked:
    """A part at a step that falls to these roles. `first` where nobody had the matter before."""

    step: Step
    part: Part
    roles: tuple[Role, ...]
    first: bool

    @property
    def own(self) -> bool:
        """Whether it falls to posts of the partnership alone."""
        return all(role in NEUTRAL for role in self.roles)

    @property
    def inside(self) -> bool:
        """Whether it is looked for in the agency alone: what is agreed or answered within the raising agency."""
        here_only = self.part in (Part.ANSWER, Part.DO) and self.step.inside and not self.own
        return self.part is Part.AGREE or here_only

    def filled(self, here: frozenset[Role], shared: frozenset[Role]) -> bool:
        """Whether somebody is found: the engine looks in the agency and, beyond it, among the partnership's posts."""
        return not here.union(() if self.inside else shared).isdisjoint(self.roles)


def unowned(policy: Policy, directory: Directory) -> Iterator[Finding]:
    """Each step for which an agency, or the partnership, has nobody: a finding for all agencies that lack the same."""
    yield from _unreachable([held.agency for held in directory.agencies if not held.roles])
    yield from _advice(policy, directory)
    agencies = [held for held in directory.agencies if held.roles]
    short: dict[tuple[str, Part, tuple[Role, ...]], tuple[Asked, list[Held]]] = {}
    for held in agencies:
        others = dict.fromkeys(other.group for other in agencies if other is not held)
        lacks = [one for one in asked_of(policy, held.group, others) if not one.filled(held.roles, directory.shared)]
        for (key, part, roles), asked in {(one.step.key, one.part, one.roles): one for one in lacks}.items():
            short.setdefault((key, part, roles), (asked, []))[1].append(held)
    alike: dict[tuple[str, tuple[Role, ...], tuple[str, ...]], tuple[list[Asked], list[Held]]] = {}
    for asked, lacking in short.values():
        names = tuple(held.agency for held in lacking)
        alike.setdefault((asked.step.key, asked.roles, names), ([], lacking))[0].append(asked)
    order = [step.key for step in policy.steps]
    for parts, lacking in sorted(alike.values(), key=lambda one: _place(one[0][0], order)):
        yield _own_post(policy, parts) if parts[0].own else _empty(policy, parts, lacking)


def _place(asked: Asked, order: list[str]) -> tuple[int, str, int]:
    return order.index(_base(asked)), asked.step.key, list(Part).index(asked.part)


def _base(asked: Asked) -> str:
    return asked.step.key.partition(AGAIN)[0]


def asked_of(policy: Policy, group: str, others: Iterable[str]) -> Iterator[Asked]:
    """What the steps ask of an agency of this kind: answering, and raising it with agencies of the other kinds."""
    for step, first in _steps(policy, group, group):
        if not step.inside and step.vacant is None:
            yield from _for(Part.ANSWER, step, first)
        yield from _for(Part.CHOOSE, step, first)
        yield from _for(Part.DECIDE, step, first)
        yield from _tasks(step, first)
    for other in others:
        for step, first in _steps(policy, other, group):
            if step.inside and step.vacant is None:
                yield from _for(Part.ANSWER, step, first)
            yield from _for(Part.RAISE, step, first)
            yield from _for(Part.AGREE, step, first)


def _steps(policy: Policy, answering: str, group: str) -> Iterator[tuple[Step, bool]]:
    """The steps, and whether each is the first, without those at which another body acts for this kind of agency."""
    steps = running(policy, answering).steps
    return ((step, step is steps[0]) for step in steps if group not in step.acting_for)


def _for(part: Part, step: Step, first: bool) -> Iterator[Asked]:
    """The part of a step, where the text gives it to a post that can be empty."""
    roles = {
        Part.ANSWER: step.answered_by,
        Part.RAISE: step.raised_by,
        Part.AGREE: step.first_agreed_by,
        Part.CHOOSE: step.routed_by,
        Part.DECIDE: step.decided_by,
    }[part]
    if isinstance(roles, Stated) or (part is Part.DECIDE and step.inside):
        return
    if part is Part.CHOOSE and not any(move.how is How.CHOOSE for move in step.moves):
        return
    if part is Part.AGREE and set(roles) <= set(NEUTRAL):
        return  # a gate that is kept from outside is another finding
    alone = roles[:1] if part in (Part.ANSWER, Part.RAISE) else roles
    if Role.PRACTITIONER not in alone:
        yield Asked(step, part, tuple(role for role in roles if role is not Role.PRACTITIONER), first)


def _tasks(step: Step, first: bool) -> Iterator[Asked]:
    """The tasks that a line gives to a post by name, which has no other part in the step."""
    parts = (step.raised_by, step.answered_by, step.decided_by, step.first_agreed_by, step.routed_by)
    named = {role for roles in parts if not isinstance(roles, Stated) for role in roles}
    for role in dict.fromkeys(task.by for task in step.tasks if isinstance(task.by, Role)):
        if role is not Role.PRACTITIONER and role not in named:
            yield Asked(step, Part.DO, (role,), first)


def _advice(policy: Policy, directory: Directory) -> Iterator[Finding]:
    """Those from whom the policy has advice: somebody of them somewhere, since each side asks its own."""
    places = [("advice from", policy.advice_from)]
    places += [(f"step {step.key}/advice from", step.advice_from) for step in policy.steps]
    here = frozenset(role for held in directory.agencies for role in held.roles) | directory.shared
    for where, roles in places:
        if not isinstance(roles, Stated) and here.isdisjoint(roles):
            who = listed(role_words(role) for role in roles)
            yield warning("post.advice", where, f"The policy has advice from {who}, and nobody holds such a post.")


def _unreachable(names: list[str]) -> Iterator[Finding]:
    if names:
        story = (
            f"Somebody wants to raise a matter with {names[0]}.",
            "It is not in the list of agencies, because nobody holds a post of the steps there.",
            "The matter cannot be raised.",
        )
        yield warning(
            "post.none", "", f"Nobody holds any post of the steps in: {summed(names)}.", story, one_by_one(names)
        )


def _empty(policy: Policy, parts: list[Asked], lacking: list[Held]) -> Finding:
    """One finding for all agencies in which nobody is found."""
    asked, agency = parts[0], lacking[0].agency
    sentence = f"{_nobody_to(policy, parts)} in: {summed([held.agency for held in lacking])}."
    each = tuple(f"{held.agency}: {_post(asked, held)}" for held in lacking)
    neither = any(role in NEUTRAL for role in asked.roles)
    has = f"Neither {agency} nor the partnership has anybody" if neither else f"{agency} has nobody"
    where = "that post" if len(asked.roles) == 1 else "one of these posts"
    story = (
        f"A matter between {agency} and another agency comes to {policy.label(asked.step.key)}.",
        f"{_should(parts)} there. {has} in {where}.",
        *dict.fromkeys(_ends(one, agency) for one in parts),
    )
    return warning("post.empty", f"step {_base(asked)}", sentence, story, each)


def _own_post(policy: Policy, parts: list[Asked]) -> Finding:
    """The same of a post that the partnership itself should fill."""
    asked = parts[0]
    sentence = f"{_nobody_to(policy, parts)}: the partnership has no {listed(asked.roles)}."
    story = (
        f"A matter comes to {policy.label(asked.step.key)}.",
        f"{_should(parts)} there. The partnership has nobody in that post.",
        *dict.fromkeys(_ends(one, "") for one in parts),
    )
    return warning("post.empty", f"step {_base(asked)}", sentence, story)


def _nobody_to(policy: Policy, parts: list[Asked]) -> str:
    return f"At {policy.label(parts[0].step.key)} there is nobody to {listed(one.part for one in parts)}"


def _should(parts: list[Asked]) -> str:
    who = listed(role_words(role) for role in parts[0].roles)
    return f"{first_upper(who)} should {listed((one.part for one in parts), 'and')}"


def _post(asked: Asked, held: Held) -> str:
    """The empty post in the agency's own words, else in the policy's; and whether it has to be filled or made."""
    roles = [role for role in asked.roles if role not in NEUTRAL]
    own = [held.titles[role] for role in roles if role in held.titles]
    if own:
        return f"{listed(own)}. Nobody holds {'this post' if len(own) == 1 else 'any of these posts'} now."
    named = asked.step.titles.get(held.group) if asked.roles == asked.step.answered_by else None
    return f"{named or listed(roles)}. The directory has no such post."


def _ends(asked: Asked, agency: str) -> str:
    """What becomes of a part for which nobody is found; `agency` is "" where it is the partnership's own."""
    there = f" at {agency}" if agency else ""
    if asked.part is Part.ANSWER and asked.step.inside:
        return "Whoever raised it is asked to answer it."
    if asked.part is Part.ANSWER and asked.first:
        return "Whoever it is raised with answers it, in another post."
    if asked.part is Part.RAISE and asked.first:
        return "Somebody in another post raises it, or nobody does."
    if asked.part is Part.AGREE:
        return f"Whoever has it{there} is left to agree with themselves."
    if asked.part is Part.CHOOSE:
        return (
            "If the other agency has nobody there either, the raising side chooses."
            if agency
            else "The raising side chooses."
        )
    if asked.part is Part.DO:
        return "The side on which it falls has to do it instead, and the page says so."
    if asked.part is Part.DECIDE:
        only = "Only the other agency can decide. If it has nobody there either, nobody can."
        return only if agency else "Nobody can decide."
    return f"Whoever had it{there} before keeps it, without having been able to settle it."


def summed(names: list[str]) -> str:
    """ "A, B and C"; "A, B and 12 more" where there are many."""
    if len(names) <= NAMED:
        return listed(names, "and")
    return f"{names[0]}, {names[1]} and {len(names) - 2} more"


def one_by_one(names: list[str]) -> tuple[str, ...]:
    """All names, where a sentence sums them up."""
    return tuple(names) if len(names) > NAMED else ()
