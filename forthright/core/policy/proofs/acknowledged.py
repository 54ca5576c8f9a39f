"""What the policy itself says is not settled yet. A gap that is named openly is a question, not a fault."""

from __future__ import annotations

from forthright.core.policy.shapes import Policy


def is_open(policy: Policy, key: str) -> bool:
    """Whether a line "to confirm:" names this step: "Step 4" is not named by "Step 4b" or "Step 40"."""
    label = policy.label(key.partition("+")[0])
    return any(names(gap, label) for gap in policy.gaps)


def names(gap: str, label: str) -> bool:
    """Whether a sentence names a step by its label."""
    low, wanted = gap.lower(), label.lower()
    at = low.find(wanted)
    while at >= 0:
        after = low[at + len(wanted) : at + len(wanted) + 1]
        if not after.isalnum():
            return True
        at = low.find(wanted, at + 1)
    return False
