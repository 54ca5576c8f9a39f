"""`python -m bench.core`: install the rivals, measure both sides in turn, and write bench/core-results.json."""

from __future__ import annotations

import argparse

from bench import report
from bench.core.jobs import JOBS
from bench.core.sides import install, measured
from bench.server import REPO

VENV = REPO / "bench" / "var" / "core-rivals"
PINS = REPO / "bench" / "core-rival-requirements.txt"
RESULTS = REPO / "bench" / "core-results.json"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.core", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="medians are taken over so many rounds")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each job computes in each round")
    parser.add_argument("--only", default="", help="only the jobs whose name contains this; nothing is written")
    return parser.parse_args()


def main() -> None:
    chosen = options()
    install(VENV, PINS)
    jobs = [job for job in JOBS if chosen.only in job.name]
    found, sentences = measured(jobs, "bench.core.ours", VENV, "bench.core.rivals", chosen.rounds, chosen.seconds)
    print(report.table(found))
    for sentence in sentences:
        print(f"Goal missed: {sentence}")
    if not chosen.only:
        report.write(found, RESULTS)


if __name__ == "__main__":
    main()
