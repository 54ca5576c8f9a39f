"""A list of faults in meaning, and of sound oddities, written without sight of the checks that are to find them.

Each entry is an edit that a business manager might make to a real policy. It is right in spelling; the faults are
wrong in what they do to a child's matter. The list is not changed after it was measured.
"""

from __future__ import annotations

from tests.core.proofs.blind_faults_clocks import CLOCKS
from tests.core.proofs.blind_faults_ladder import LADDER
from tests.core.proofs.blind_faults_people import PEOPLE
from tests.core.proofs.blind_faults_scope import SCOPE
from tests.core.proofs.blind_faults_times import TIMES
from tests.core.proofs.blind_shape import Fault
from tests.core.proofs.blind_sound import SOUND

FAULTS: list[Fault] = [*LADDER, *PEOPLE, *TIMES, *CLOCKS, *SCOPE]

__all__ = ["FAULTS", "SOUND", "Fault"]
