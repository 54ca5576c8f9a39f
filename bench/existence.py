"""`python -m bench.existence`: can the time tell a challenge that one may not see from one that does not exist?

Olu asks for both in turn, in an order drawn at random, each of the pages of one challenge. Told are the medians, how
much of the spread the difference is, and how often a guesser who is given one answer of each kind would name the right
one: 50% is chance. Absolute times are those of this machine; the share is what counts.
"""

from __future__ import annotations

import argparse
import logging
import os
import time
from random import Random
from statistics import median, pstdev

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
ABSENT = "ZZZZ-ZZZZ"
PAGES = ("/matter/{}/", "/matter/{}/record/", "/matter/{}/do/reply/")


def timed(client: object, address: str) -> float:
    """Milliseconds of one answer, which must say that there is nothing."""
    start = time.perf_counter()
    answer = client.get(address)  # type: ignore[attr-defined]
    took = (time.perf_counter() - start) * 1000
    assert answer.status_code == 404, address
    return took


def guessed(there: list[float], absent: list[float]) -> float:
    """How often the slower of a pair is the one that is there, in percent; ties count half."""
    order = sorted([(value, 1) for value in there] + [(value, 0) for value in absent])
    below = wins = 0
    for _value, is_there in order:
        wins += below if is_there else 0
        below += not is_there
    return 100 * wins / (len(there) * len(absent))


def main() -> None:
    """Measures and prints one line for each page."""
    parser = argparse.ArgumentParser(prog="python -m bench.existence", description=__doc__)
    parser.add_argument("--times", type=int, default=1000, help="so many answers of each kind for each page")
    times = parser.parse_args().times
    import django

    django.setup()
    from django.test import Client
    from django.test.utils import setup_databases, setup_test_environment

    from tests.support import town as towns

    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    logging.disable()
    town = towns.build()
    reference, client, chance = town.raises(), Client(), Random(1)
    client.force_login(town.people["olu"])
    for page in PAGES:
        found: dict[str, list[float]] = {reference: [], ABSENT: []}
        which = ABSENT
        for number in range(times * 2 + 50):
            other = ABSENT if which == reference else reference
            which = other if number % 2 else chance.choice((reference, ABSENT))
            took = timed(client, page.format(which))
            if number >= 50:
                found[which].append(took)
        there, absent = found[reference], found[ABSENT]
        apart = median(there) - median(absent)
        print(
            f"{page.format('...'):24} there {median(there):.3f} ms, absent {median(absent):.3f} ms,"
            f" apart {apart:+.3f} ms ({abs(apart) / pstdev(absent):.2f} of the spread),"
            f" guessed right {guessed(there, absent):.1f}%"
        )


if __name__ == "__main__":
    main()
