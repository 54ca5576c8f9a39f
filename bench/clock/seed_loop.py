"""Fills Forthright with open matters: `python -m bench.clock.seed_loop ROWS`, in the environment of that installation.

One entry each, decided, sealed, chained, folded and projected as `bench.seed_ours` does it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from bench import story
from bench.clock import cohorts
from bench.seed_ours import Seeder, verify
from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Urgency
from forthright.directory.models import Person


class OpenMatters(Seeder):
    """Everybody has raised, and nobody has answered."""

    def commands(self, number: int) -> Iterator[tuple[Person, c.Command]]:
        (raiser, asking), (_answerer, asked) = (
            self.raisers[story.raiser(number)],
            self.answerers[story.answerer(number)],
        )
        urgency = Urgency.URGENT if cohorts.urgent(number) else Urgency.NORMAL
        yield raiser, replace(self._raise(number, asking, asked), urgency=urgency)

    def instants(self, number: int) -> list[datetime]:
        return [cohorts.raised(number)]


if __name__ == "__main__":
    OpenMatters(int(sys.argv[1])).run()
    verify()
