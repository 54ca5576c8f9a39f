"""Small edits to the real policies, such as drafters make, that leave a text which reads well and means harm.

Under each of `FAULTS` a child's matter could fall silent, go round for ever, be nobody's, wait in danger and so on, or
a line could never matter or never be kept. Each of `NEAR_MISSES` looks like one of them and is sound. They were written
from the policies and the field alone, by somebody who had not seen how a policy is proved.
"""

from __future__ import annotations

from .edits import Fault
from .going import CLOCKS_THAT_NEVER_BEGIN, SILENCE, WHERE_IT_GOES
from .lines import DANGER, LINES_THAT_NEVER_MATTER
from .near_misses import NEAR_MISSES
from .people import NEVER_DECIDED, NOBODY
from .times import STANDING_STILL, TIMES_THAT_DO_NOT_FIT

__all__ = ["FAULTS", "NEAR_MISSES", "Fault"]

FAULTS: tuple[Fault, ...] = (
    *WHERE_IT_GOES,
    *SILENCE,
    *CLOCKS_THAT_NEVER_BEGIN,
    *TIMES_THAT_DO_NOT_FIT,
    *STANDING_STILL,
    *NOBODY,
    *NEVER_DECIDED,
    *LINES_THAT_NEVER_MATTER,
    *DANGER,
)
