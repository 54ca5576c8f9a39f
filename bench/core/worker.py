"""One side in a process of its own: `python -m bench.core.worker bench.core.ours` (or bench.core.rivals).

It reads one request a line, {"job", "seconds", "given"}, and answers with one line, {"value", "unit"}. Time is this
process's computing time, so that a neighbour who takes the processor away is not measured.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any

Batch = Callable[[], int]
"""Do some of the work; how many things were done."""


def rate(batch: Batch, seconds: float) -> float:
    """Things done per second of computing, after one batch to warm up."""
    batch()
    done, began = 0, time.process_time()
    while (spent := time.process_time() - began) < seconds or not done:
        done += batch()
    return done / max(time.process_time() - began, spent)


def main() -> None:
    side: Any = importlib.import_module(sys.argv[1])
    out, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        request = json.loads(line)
        job = getattr(side, request["job"])
        found = job(request["given"])
        value = rate(found, request["seconds"]) if callable(found) else found
        print(json.dumps({"value": value}), file=out, flush=True)


if __name__ == "__main__":
    main()
