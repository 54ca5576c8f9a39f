"""How many examples a property is tried with: few while working (`make quick`), many at night (`make nightly`)."""

from __future__ import annotations

import os

TIMES = float(os.environ.get("EXAMPLES", "1"))


def examples(few: int) -> int:
    """As many as the test asks for, times what the environment variable EXAMPLES says.

    Rare runs matter: eight hundred walks found faults that thirty had not found in weeks.
    """
    return max(1, round(few * TIMES))
