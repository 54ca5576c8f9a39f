"""`python -m bench.core`: install the rivals, measure both sides in turn, and write bench/core-results.json."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from statistics import median
from typing import Any

from bench import report
from bench.core.jobs import FASTER, JOBS, Job
from bench.server import REPO
from bench.theirs import run_or_say

VENV = REPO / "bench" / "var" / "core-rivals"
PINS = REPO / "bench" / "core-rival-requirements.txt"
PYTHON = VENV / "bin" / "python"
RESULTS = REPO / "bench" / "core-results.json"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.core", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="medians are taken over so many rounds")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each job computes in each round")
    parser.add_argument("--only", default="", help="only the jobs whose name contains this; nothing is written")
    return parser.parse_args()


def install() -> None:
    """An environment of its own with the pinned packages; nothing is done where it is there already."""
    mark = VENV / "installed"
    if mark.exists() and mark.read_text() == PINS.read_text():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    run_or_say([sys.executable, "-m", "venv", str(VENV)], {})
    run_or_say([str(PYTHON), "-m", "pip", "install", "--quiet", "-r", str(PINS)], {})
    mark.write_text(PINS.read_text())


class Worker:
    """One side in its own process and environment, asked over a pipe. One thread each, for numpy's too."""

    def __init__(self, python: str, module: str) -> None:
        self.module = module
        self.process = subprocess.Popen(
            [python, "-m", "bench.core.worker", module],
            cwd=REPO,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()  # type: ignore[union-attr]
        self.process.wait(timeout=60)

    def do(self, job: str, seconds: float, given: Any) -> float:
        """Its figure for one job: a rate per second, or a size in bytes."""
        print(json.dumps({"job": job, "seconds": seconds, "given": given}), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()  # type: ignore[union-attr]
        if not answer:
            raise RuntimeError(f"{self.module} ended during {job}; what it said is above")
        return float(json.loads(answer)["value"])


def missed(job: Job, ours: float, rival: float) -> str:
    """The goal that this job misses, as a sentence, or nothing. A goal is said, never asserted: machines differ."""
    if job.least and ours < job.least * rival:
        return f"{job.name}: {ours / rival:.2f} times the rival's, the goal is at least {job.least:g} times"
    if job.most and ours > job.most:
        return f"{job.name}: {ours:,.0f}, the goal is at most {job.most:g}"
    return ""


def main() -> None:
    chosen = options()
    install()
    jobs = [job for job in JOBS if chosen.only in job.name]
    figures: dict[tuple[str, str], list[float]] = {}
    with ExitStack() as stack:
        ours = stack.enter_context(Worker(sys.executable, "bench.core.ours"))
        rivals = stack.enter_context(Worker(str(PYTHON), "bench.core.rivals"))
        for number in range(chosen.rounds):
            print(f"round {number + 1} of {chosen.rounds}", flush=True)
            for job in jobs:
                for side, worker, function in (("ours", ours, job.ours), ("rival", rivals, job.rival)):
                    if function and not (number and job.unit is not FASTER):  # a size and a count do not vary
                        figure = worker.do(function, chosen.seconds, job.given())
                        figures.setdefault((job.name, side), []).append(figure)
    found, sentences = [], []
    for job in jobs:
        pair = [median(figures.get((job.name, side), [0.0])) for side in ("ours", "rival")]
        if job.ours:
            found.append(report.row(job.name, *pair, job.unit))
            sentences.append(missed(job, *pair))
        else:
            print(f"{job.name}: {pair[1]:,.2f} {job.unit}; nothing of ours to measure yet")
    print(report.table(found))
    for sentence in filter(None, sentences):
        print(f"Goal missed: {sentence}")
    if not chosen.only:
        report.write(found, RESULTS)


if __name__ == "__main__":
    main()
