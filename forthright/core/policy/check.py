"""Checking a policy: every proof there is, in one list. This is what saving, publishing, the editor and CI ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from forthright.core.policy.proofs import liveness
from forthright.core.policy.proofs.climbing import climbing
from forthright.core.policy.proofs.clocks import clocks
from forthright.core.policy.proofs.danger import danger, quiet
from forthright.core.policy.proofs.explore import explore
from forthright.core.policy.proofs.finding import Finding, Level, never
from forthright.core.policy.proofs.hours import hours
from forthright.core.policy.proofs.net import compile_net
from forthright.core.policy.proofs.owners import owners
from forthright.core.policy.proofs.posts import Directory, unowned
from forthright.core.policy.proofs.sense import sense
from forthright.core.policy.proofs.spelling import spelling
from forthright.core.policy.proofs.structure import structure
from forthright.core.policy.proofs.telling import telling
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy

__all__ = ["Finding", "Level", "check", "check_with", "refuses"]


def check(policy: Policy) -> list[Finding]:
    """All findings, the gravest first; empty when there is nothing to say.

    What differs for one kind of receiving agency is proved for that kind too, and said only where it is not so for all.
    """
    found = [*spelling(policy), *sense(policy), *_prove(running(policy))]
    known = {(one.code, one.where) for one in found}
    for group in dict.fromkeys(overlay.group for overlay in policy.overlays):
        for finding in _prove(running(policy, group)):
            if (finding.code, finding.where) not in known:
                sentence = f"Where {group} answers: {finding.sentence}"
                found.append(Finding(finding.level, finding.code, finding.where, sentence, finding.story))
    order = list(Level)
    return sorted(dict.fromkeys(found), key=lambda finding: order.index(finding.level))


def check_with(policy: Policy, directory: Directory, start: date) -> list[Finding]:
    """What a policy that counts from a day lacks in a partnership as it is now: people in posts, and opening hours.

    None of it is a fault of the text, and none refuses it: posts are filled and emptied while a policy stands.
    """
    return [*unowned(policy, directory), *hours(policy, directory, start)]


def refuses(findings: list[Finding]) -> bool:
    """Whether these findings keep a policy from being published."""
    return any(finding.level is Level.NEVER for finding in findings)


def _prove(policy: Policy) -> Iterator[Finding]:
    """Every proof of one running policy."""
    yield from danger(policy)
    yield from quiet(policy)
    if not policy.steps:
        yield never("empty", "policy", "The policy has no step.")
        return
    yield from owners(policy)
    yield from climbing(policy)
    yield from clocks(policy)
    yield from structure(policy)
    yield from telling(policy)
    missing = list(_missing(policy))
    yield from missing
    if missing:
        return
    explored = explore(compile_net(policy))
    yield from liveness.reached(explored)
    yield from liveness.rings(explored)
    yield from liveness.ends(explored)
    yield from liveness.silences(explored)
    yield from liveness.dead_lines(explored)
    yield from liveness.taken_up(explored)


def _missing(policy: Policy) -> Iterator[Finding]:
    """Moves to steps that are not there: reading refuses them, but a policy can also be made in code."""
    keys = {step.key for step in policy.steps}
    for step in policy.steps:
        for key in (key for move in step.moves for key in move.targets):
            if key not in keys:
                sentence = f"{policy.label(step.key)} leads to a step that does not exist."
                yield never("move.missing", f"step {step.key}/if not settled", sentence)
