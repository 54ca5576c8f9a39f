"""The clock loop: 100,000 open matters of which some fall due, found and advanced, beside django-helpdesk's command.

Both are filled once and kept in bench/var; a run works on a copy. What is measured is the computing of one process.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from statistics import median
from typing import Any

from bench import ours, report, theirs
from bench.server import REPO

NAME = "clock loop"
ROWS, ROUNDS = 100_000, 3
VAR = REPO / "bench" / "var"
FASTER_WHEN_EMPTY = 50
MOST_GROWTH = 1.25
"""How much more a thousand that are due may cost than four times 250."""


def measured(rows: int, rounds: int) -> list[report.Row]:
    """Fill both sides where they are not, and the medians of so many runs of each, in turn."""
    theirs.install()
    mine, rival = _filled(ours, "loop-ours", rows), _filled(theirs, "loop-theirs", rows)
    runs: dict[str, list[Any]] = {"ours": [], "rival": []}
    for number in range(rounds):
        print(f"{NAME}, round {number + 1} of {rounds}", flush=True)
        with _Copy(mine) as data:
            runs["ours"].append(json.loads(ours.run(data, "-m", "bench.clock.rounds").splitlines()[-1]))
        with _Copy(rival) as data:
            runs["rival"].append(json.loads(_theirs(data, rows, "0").splitlines()[-1]))
    sides = {side: _middle(found) for side, found in runs.items()}
    names = sides["ours"]
    return [report.row(f"{NAME}, {name}", names[name], sides["rival"][name], "ms") for name in names]


def _middle(runs: list[Any]) -> dict[str, float]:
    """The medians, by what they say."""
    found = {"nothing due": median(run["empty"] for run in runs)}
    for size in runs[0]["advanced"]:
        found[f"{int(size):,} due"] = median(run["advanced"][size] for run in runs)
    return found


def missed(found: list[report.Row]) -> list[str]:
    """The goals that are missed, as sentences."""
    rows = {str(row["name"]): row for row in found}
    empty, few, many = (rows[f"{NAME}, {name}"] for name in ("nothing due", "250 due", "1,000 due"))
    sentences = []
    if float(empty["ours"]) * FASTER_WHEN_EMPTY > float(empty["rival"]):
        times = float(empty["rival"]) / float(empty["ours"])
        sentences.append(f"{empty['name']}: {times:.0f} times as fast, the goal is at least {FASTER_WHEN_EMPTY} times")
    growth = float(many["ours"]) / float(few["ours"]) / 4
    if growth > MOST_GROWTH:
        sentences.append(f"{many['name']}: {growth:.2f} times four times 250, the goal is at most {MOST_GROWTH}")
    return sentences


def _filled(side: Any, name: str, rows: int) -> Path:
    """The folder of one side, filled where it is not."""
    data = VAR / f"{name}-{rows}"
    mark = data / "filled"
    if not mark.exists():
        print(f"filling {side.NAME} with {rows:,} open matters", flush=True)
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        if side is ours:
            ours.run(data, "-m", "forthright.site.cli", "prepare")
            ours.run(data, "-m", "bench.clock.seed_loop", str(rows))
        else:
            _theirs(data, rows, "1")
        mark.touch()
    return data


def _theirs(data: Path, rows: int, fill: str) -> str:
    command = [str(theirs.PYTHON), "-m", "bench.rival.rounds", str(rows), fill]
    done = subprocess.run(command, cwd=REPO, env=theirs.environ(data), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


class _Copy:
    """A copy of a filled folder, which a run may change."""

    def __init__(self, data: Path) -> None:
        self.data, self.copy = data, data.with_name(f"{data.name}-copy")

    def __enter__(self) -> Path:
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.data, self.copy)
        return self.copy

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.copy)
