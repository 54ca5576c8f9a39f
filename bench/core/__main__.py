"""`python -m bench.core`: install the rivals, measure both sides in turn, and write bench/core-results.json."""

from __future__ import annotations

from bench import report
from bench.core.jobs import JOBS
from bench.core.sides import install, measured, parser
from bench.server import REPO

VENV = REPO / "bench" / "var" / "core-rivals"
PINS = REPO / "bench" / "core-rival-requirements.txt"
RESULTS = REPO / "bench" / "core-results.json"


def main() -> None:
    chosen = parser("bench.core", __doc__, seconds=1.0).parse_args()
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
