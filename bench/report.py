"""Results as rows of {name, ours, rival, unit, ratio}, as a table, and beside the goals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.measure import JOBS, Side

RESULTS = Path(__file__).with_name("results.json")
Row = dict[str, str | float]

CPU_GOALS = {"list": 0.2, "matter": 0.2, "raise": 1.0}
"""The most that a job may cost, as a part of what it costs the rival."""
GROWTH, MEMORY = 1.2, 120.0


def row(name: str, ours: float, rival: float, unit: str) -> Row:
    """One result; the ratio is ours divided by the rival's, so below 1 is better than the rival."""
    return {
        "name": name,
        "ours": round(ours, 2),
        "rival": round(rival, 2),
        "unit": unit,
        "ratio": round(ours / rival, 3) if rival else 0.0,
    }


def rows_of(sides: list[Side]) -> list[Row]:
    """All results. `sides` come in pairs of ours and the rival's, smallest first."""
    pairs = list(zip(sides[::2], sides[1::2], strict=True))
    found = [result for ours, rival in pairs for result in _pair(ours, rival)]
    if len(pairs) > 1:
        found += _growth(pairs[0], pairs[-1])
    for kind in ("RSS", "PSS", "USS"):
        ours, rival = pairs[-1]
        found.append(row(f"memory of a worker, {kind}", ours.memory[kind], rival.memory[kind], "MB"))
    return found


def _pair(ours: Side, rival: Side) -> Iterator[Row]:
    for job in JOBS:
        for what, place, unit in (("CPU", 0, "ms"), ("p95", 1, "ms")):
            pair = ours.typical(job.name)[place], rival.typical(job.name)[place]
            yield row(f"{job.name}, {ours.rows:,} matters, {what}", *pair, unit)


def with_email(ours: Side, rival: Side, email: float) -> Row:
    """Raising with the one email that it causes, wherever that is written: in the rival's request, by our clock."""
    spent = ours.typical("raise")[0] + email
    return row(f"raise with its email, {ours.rows:,} matters, CPU", spent, rival.typical("raise")[0], "ms")


def _growth(small: tuple[Side, Side], large: tuple[Side, Side]) -> Iterator[Row]:
    for job in JOBS:
        ours, rival = (
            many.typical(job.name)[0] / few.typical(job.name)[0] for few, many in zip(small, large, strict=True)
        )
        yield row(f"{job.name}, CPU at {large[0].rows:,} to CPU at {small[0].rows:,}", ours, rival, "times")


def missed(found: Iterable[Row]) -> list[str]:
    """The goals that these results miss, a sentence each. A goal is said, never asserted: machines differ."""
    sentences = []
    for one in found:
        name, ours, ratio = str(one["name"]), float(one["ours"]), float(one["ratio"])
        job = name.split(", ")[0] if "every page" not in name else ""
        goal = CPU_GOALS.get(job)
        if name.endswith(" CPU") and goal is not None and ratio > goal:
            sentences.append(f"{name}: {ratio} of the rival's, the goal is at most {goal}")
        if one["unit"] == "times" and ours > GROWTH:
            sentences.append(f"{name}: {ours}, the goal is at most {GROWTH}")
        if name.endswith("RSS") and ours > MEMORY:
            sentences.append(f"{name}: {ours} MB, the goal is at most {MEMORY:.0f} MB")
    return sentences


def table(found: Iterable[Row]) -> str:
    """The results for reading."""
    lines = [f"{'':52} {'ours':>10} {'rival':>10} {'unit':6} {'ratio':>7}"]
    lines += [
        f"{one['name']:52} {one['ours']:>10,.2f} {one['rival']:>10,.2f} {one['unit']:6} {one['ratio']:>7.3f}"
        for one in found
    ]
    return "\n".join(lines)


def write(found: list[Row], path: Path = RESULTS) -> None:
    """Keep them, one result a line, so that a change reads well."""
    path.write_text("[\n" + ",\n".join("  " + json.dumps(one) for one in found) + "\n]\n", encoding="utf-8")
