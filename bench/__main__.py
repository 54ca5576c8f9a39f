"""`python -m bench`: install the rival, fill both, measure both in turn, and write bench/results.json."""

from __future__ import annotations

import argparse
import time
from contextlib import ExitStack
from pathlib import Path

from bench import ours, report, theirs
from bench.measure import Side, rounds
from bench.server import REPO

VAR = REPO / "bench" / "var"
BEGAN = time.monotonic()


def say(text: str) -> None:
    """What happens now, with the seconds since the start."""
    print(f"{time.monotonic() - BEGAN:6.0f} s  {text}", flush=True)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[1_000, 100_000], help="how many matters; one or more sizes"
    )
    parser.add_argument("--quick", action="store_true", help="1,000 matters and short batches; results are not written")
    parser.add_argument("--rounds", type=int, default=3, help="medians are taken over so many rounds")
    parser.add_argument("--keep", action="store_true", help="use what an earlier run has filled")
    parser.add_argument("--output", type=Path, default=report.RESULTS, help="where the results go")
    return parser.parse_args()


def fill(side: object, data: Path, rows: int, keep: bool) -> None:
    """Fill one installation, or take what is there."""
    mark = data / "filled"
    if keep and mark.exists():
        return
    say(f"filling {side.NAME} with {rows:,} matters")  # type: ignore[attr-defined]
    side.fill(data, rows)  # type: ignore[attr-defined]
    mark.touch()


def main() -> None:
    chosen = options()
    sizes = [1_000] if chosen.quick else sorted(chosen.rows)
    say("installing the rival")
    theirs.install()
    sides: list[Side] = []
    with ExitStack() as stack:
        for rows in sizes:
            for side, name in ((ours, "ours"), (theirs, "theirs")):
                data = VAR / f"{name}-{rows}"
                fill(side, data, rows, chosen.keep)
                server = stack.enter_context(side.server(data))
                sides.append(Side(side.NAME, rows, server, side.Asker(server.port, rows)))
        share, seconds = (0.3, 4.0) if chosen.quick else (1.0, 10.0)
        rounds(sides, chosen.rounds, share, seconds, say)
    found = report.rows_of(sides)
    if not chosen.quick:
        email = ours.email_cost(VAR / f"ours-{sizes[0]}")
        found.append(report.with_email(sides[0], sides[1], email))
    print(report.table(found))
    for sentence in report.missed(found):
        print(f"Goal missed: {sentence}")
    if not chosen.quick:
        report.write(found, chosen.output)


if __name__ == "__main__":
    main()
