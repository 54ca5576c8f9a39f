"""However people act: very many matters in which anything that the policy lets happen is as likely as anything else.

The invented people of a rehearsal are prompt, slow, silent or away. These runs are nobody's habit: they go where no
habit goes. They are played on the policy's table, which proofs explore too, and not through the engine, as the engine
would take half a minute for what a person waits for; a property test holds that places and due instants agree.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from forthright.core.policy.course import MOST, PlayedOut, course, play_out
from forthright.core.policy.rungs import AGAIN, running
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import Calendar

CASES = 10_000
DAY = 24 * 60 * 60


def anyhow(policy: Policy, calendar: Calendar, first: date, cases: int = CASES, seed: int = 1) -> list[str]:
    """What these runs come to, in words: how far up, how long, how often a time ran out.

    They begin at any minute of the year from `first` on. Times over several steps, pauses and panels are not in them.
    """
    if not policy.steps:
        return []
    ladder = running(policy)
    begin = int(datetime.combine(first, time(), UTC).timestamp())
    return _sentences(play_out(course(ladder, calendar, begin), cases, seed, begin), ladder)


def _sentences(played: PlayedOut, ladder: Policy) -> list[str]:
    found = [
        f"{played.cases:,} matters were played in which anything that the policy lets happen was as likely as anything "
        f"else: {played.moves:,} moves.",
    ]
    reached: dict[str, int] = {}
    for at, step in enumerate(ladder.steps):
        base = step.key.partition(AGAIN)[0]
        reached[base] = reached.get(base, 0) + played.reached.get(at, 0)
    found += [f"{count:,} went as far as {ladder.label(key)}." for key, count in reached.items()]
    left = played.cases - played.ended
    ended = "Every one of them came to an end: there was always something that somebody could still do."
    found.append(f"{left:,} did not come to an end within {MOST} moves." if left else ended)
    found.append(f"A time ran out {played.lapses:,} times. The longest took {played.longest / DAY:.0f} days.")
    return found
