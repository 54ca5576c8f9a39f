"""Going up brings in somebody new, and nobody lower: what a ladder is for."""

from __future__ import annotations

from collections.abc import Iterator

from forthright.core.policy.proofs.finding import Finding, warning
from forthright.core.policy.roles import Role
from forthright.core.policy.rungs import AGAIN
from forthright.core.policy.sentences import role_words
from forthright.core.policy.shapes import Policy, Roles, Stated, Step

HEIGHT = {Role.PRACTITIONER: 0, Role.LINE_MANAGER: 1, Role.SENIOR_MANAGER: 2, Role.HEAD_OF_SERVICE: 3}
"""The line of one agency. Other roles stand beside it, and are compared with nothing."""
RANKS = (
    ("chief superintendent", 5),
    ("superintendent", 4),
    ("chief inspector", 3),
    ("inspector", 2),
    ("sergeant", 1),
    ("constable", 0),
)
"""Ranks of the police in titles, the longer words first. Source: Police Act 1996, section 13."""


def climbing(policy: Policy) -> Iterator[Finding]:
    """All findings of this kind, on the policy as it runs."""
    outside = [step for step in policy.steps if not step.inside]
    for step in policy.steps:
        yield from _party_decides(policy, step)
        for way in dict.fromkeys(key for move in step.moves for key in move.targets):
            following = next((one for one in outside if one.key == way), None)
            if following is not None and AGAIN not in following.key:
                yield from _titles(policy, step, following)
    yield from _answerers(policy, outside)


def _first(roles: Roles) -> Role | None:
    """Who owns it."""
    return None if isinstance(roles, Stated) else roles[0]


def _answerers(policy: Policy, steps: list[Step]) -> Iterator[Finding]:
    """Who answers is never lower than at a step before, and never the practitioner a second time."""
    highest: tuple[int, str] = (-1, "")
    for step in steps:
        role = _first(step.answered_by)
        height = HEIGHT.get(role, -1) if role else -1
        label, base = policy.label(step.key), step.key.partition(AGAIN)[0]
        where = f"step {base}/repeated with" if AGAIN in step.key else f"step {base}/answered by"
        if role is not None and 0 <= height < highest[0]:
            sentence = f"After {highest[1]}, {label} is answered by a {role_words(role)} again."
            yield warning("rung.down", where, sentence)
        elif role is Role.PRACTITIONER and highest[0] == 0 and not _others(step):
            sentence = f"At {label} the practitioner who answered {highest[1]} answers again, and nobody else hears it."
            yield warning("rung.same", where, sentence)
        elif AGAIN in step.key and height == highest[0] >= 0:
            sentence = f"{label} is repeated with somebody who has already answered there."
            yield warning("repeat.same", where, sentence)
        highest = max(highest, (height, label), key=lambda one: one[0])


def _others(step: Step) -> bool:
    """Whether anybody but practitioners takes part in a step on the answering side, or decides there."""
    named = [roles for roles in (step.answered_by, step.decided_by) if not isinstance(roles, Stated)]
    return any(role is not Role.PRACTITIONER for roles in named for role in roles)


def _party_decides(policy: Policy, step: Step) -> Iterator[Finding]:
    if _first(step.decided_by) is Role.PRACTITIONER:
        sentence = f"At {policy.label(step.key)} a practitioner decides, who is one of those who differ."
        yield warning("decide.party", f"step {step.key}/decided by", sentence)


def _titles(policy: Policy, step: Step, following: Step) -> Iterator[Finding]:
    """The post of an agency is another one, and of no lower rank, where the role is another one."""
    if _first(step.answered_by) is _first(following.answered_by):
        return
    for group in step.titles.keys() & following.titles.keys():
        old, new = step.titles[group], following.titles[group]
        label, where = policy.label(following.key), f"step {following.key}/title, {group}"
        if old.casefold() == new.casefold():
            sentence = f"For {group}, {label} goes to the same post as {policy.label(step.key)}: {new}."
            yield warning("title.same", where, sentence)
        elif _rank(new) is not None and (_rank(old) or 0) > (_rank(new) or 0):
            sentence = f"For {group}, {label} goes down from {old} to {new}."
            yield warning("title.down", where, sentence)


def _rank(title: str) -> int | None:
    return next((height for name, height in RANKS if name in title.casefold()), None)
