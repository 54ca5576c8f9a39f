"""The two sides that are measured: where the rivals are installed, and a process for each side."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from bench import report
from bench.core.jobs import FASTER, Job
from bench.server import REPO
from bench.theirs import run_or_say


def parser(name: str, described: str | None, seconds: float) -> argparse.ArgumentParser:
    """What can be chosen for every benchmark of two sides; `seconds` is how long each job computes unless said."""
    options = argparse.ArgumentParser(prog=f"python -m {name}", description=described)
    options.add_argument("--rounds", type=int, default=5, help="medians are taken over so many rounds")
    options.add_argument("--seconds", type=float, default=seconds, help="how long each job computes in each round")
    options.add_argument("--only", default="", help="only the jobs whose name contains this; nothing is written")
    return options


def install(venv: Path, pins: Path) -> None:
    """An environment of its own with the pinned packages; nothing is done where it is there already."""
    mark = venv / "installed"
    if mark.exists() and mark.read_text() == pins.read_text():
        return
    shutil.rmtree(venv, ignore_errors=True)
    run_or_say([sys.executable, "-m", "venv", str(venv)], {})
    run_or_say([str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "-r", str(pins)], {})
    mark.write_text(pins.read_text())


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


def measured(
    jobs: list[Job], ours: str, venv: Path, rivals: str, rounds: int, seconds: float
) -> tuple[list[report.Row], list[str]]:
    """All results, and the goals that they miss as sentences. `ours` and `rivals` are modules; in each round both are
    asked for every job in turn, and the result is the median of the rounds."""
    figures: dict[tuple[str, str], list[float]] = {}
    with ExitStack() as stack:
        workers = {
            "ours": stack.enter_context(Worker(sys.executable, ours)),
            "rival": stack.enter_context(Worker(str(venv / "bin" / "python"), rivals)),
        }
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}", flush=True)
            for job in jobs:
                for side, function in (("ours", job.ours), ("rival", job.rival)):
                    if function and not (number and job.unit is not FASTER):  # a size and a count do not vary
                        figure = workers[side].do(function, seconds, job.given())
                        figures.setdefault((job.name, side), []).append(figure)
    found, sentences = [], []
    for job in jobs:
        pair = [median(figures.get((job.name, side), [0.0])) for side in ("ours", "rival")]
        found.append(report.row(job.name, *pair, job.unit))
        sentences.append(missed(job, *pair))
    return found, [sentence for sentence in sentences if sentence]


def missed(job: Job, ours: float, rival: float) -> str:
    """The goal that this job misses, as a sentence, or nothing. A goal is said, never asserted: machines differ."""
    if job.least and ours < job.least * rival:
        return f"{job.name}: {ours / rival:.2f} times the rival's, the goal is at least {job.least:g} times"
    if job.most and ours > job.most:
        return f"{job.name}: {ours:,.0f}, the goal is at most {job.most:g}"
    return ""
