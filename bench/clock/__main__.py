"""`python -m bench.clock`: install the rivals, measure both sides in turn, and write bench/clock-results.json."""

from __future__ import annotations

import argparse

from bench import report
from bench.clock import loop
from bench.clock.jobs import JOBS
from bench.core.sides import install, measured, parser
from bench.server import REPO

VENV = REPO / "bench" / "var" / "clock-rivals"
PINS = REPO / "bench" / "clock-rival-requirements.txt"
RESULTS = REPO / "bench" / "clock-results.json"


def options() -> argparse.Namespace:
    chosen = parser("bench.clock", __doc__, seconds=0.5)
    chosen.add_argument("--rows", type=int, default=loop.ROWS, help="how many open matters the clock loop has")
    return chosen.parse_args()


def main() -> None:
    chosen = options()
    install(VENV, PINS)
    jobs = [job for job in JOBS if chosen.only in job.name]
    found, sentences = measured(jobs, "bench.clock.ours", VENV, "bench.clock.rivals", chosen.rounds, chosen.seconds)
    if chosen.only in loop.NAME:
        found += loop.measured(chosen.rows, min(chosen.rounds, loop.ROUNDS))
        sentences += loop.missed(found)
    print(report.table(found))
    for sentence in sentences:
        print(f"Goal missed: {sentence}")
    if not chosen.only:
        report.write(found, RESULTS)


if __name__ == "__main__":
    main()
