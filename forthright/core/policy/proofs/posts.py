"""A policy against a directory: at every step somebody of every agency can answer, or the text says what happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forthright.core.policy.proofs.finding import Finding, warning
from forthright.core.policy.roles import NEUTRAL, Role
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy, Roles, Stated


@dataclass(frozen=True, slots=True)
class Held:
    """One agency and the roles in which somebody can be reached there now. `group` is its kind, as overlays name it."""

    agency: str
    group: str
    roles: frozenset[Role]


def unowned(policy: Policy, agencies: tuple[Held, ...], shared: frozenset[Role] = frozenset()) -> Iterator[Finding]:
    """Each step that an agency has nobody for, on either side. `shared` are the partnership's own posts.

    A practitioner is whoever raised it or answered it, so that role is never vacant. What the text does not state is
    another finding's.
    """
    for held in agencies:
        for step in running(policy, held.group).steps:
            told: set[Role] = set()
            for roles, does in (
                (step.answered_by, "answer"),
                (step.raised_by, "take it up"),
                (step.decided_by, "decide"),
                *(((task.by,), str(task.act)) for task in step.tasks if isinstance(task.by, Role)),
            ):
                missing = _missing(roles, held, shared)
                if (
                    not missing
                    or missing in told
                    or (does == "answer" and step.vacant is not None)
                    or held.group in step.acting_for
                ):
                    continue
                told.add(missing)
                sentence = f"{held.agency} has no {missing} to {does} at {policy.label(step.key)}."
                yield warning(
                    "post.empty",
                    f"step {step.key.partition('+')[0]}",
                    sentence,
                    _story(policy, step.key, held, missing),
                )


def _missing(roles: Roles, held: Held, shared: frozenset[Role]) -> Role | None:
    """The role that owns a step, where nobody holds it."""
    if isinstance(roles, Stated):
        return None
    owner = roles[0]
    if owner is Role.PRACTITIONER or owner in (shared if owner in NEUTRAL else held.roles | shared):
        return None
    return owner


def _story(policy: Policy, key: str, held: Held, role: Role) -> tuple[str, ...]:
    label = policy.label(key)
    return (
        f"A matter with {held.agency} comes to {label}.",
        f"A {role} should act there. {held.agency} has nobody in that post.",
        "Whoever had it before keeps it, without having been able to settle it.",
    )


def by_agency(posts: Mapping[str, tuple[str, set[Role]]]) -> tuple[Held, ...]:
    """The agencies of a directory given as {name: (group, roles)}, in order of name."""
    return tuple(Held(name, group, frozenset(roles)) for name, (group, roles) in sorted(posts.items()))
