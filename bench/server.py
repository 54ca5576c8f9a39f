"""A web server with its workers: start it, wait for it, read what it costs, stop it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

from bench.client import Client

REPO = Path(__file__).resolve().parents[1]
WORKERS = 2
TICKS = os.sysconf("SC_CLK_TCK")
"""The kernel counts the time of a process in hundredths of a second: measure batches, not single requests."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Runs while the `with` block does. Its output goes to `log`."""

    def __init__(self, command: list[str], port: int, environ: dict[str, str], log: Path, ready: str) -> None:
        self.command, self.port, self.environ, self.log, self.ready = command, port, environ, log, ready

    def __enter__(self) -> Server:
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                self.command, cwd=REPO, env=self.environ, stdout=output, stderr=subprocess.STDOUT
            )
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                if Client(self.port).get(self.ready).status == 200 and len(self.workers()) == WORKERS:
                    return self
            except OSError:
                pass
            time.sleep(0.1)
        self.__exit__()
        raise RuntimeError(f"the server did not start; read {self.log}")

    def __exit__(self, *_fault: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        pid = self.process.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def cpu(self) -> float:
        """Seconds that the workers have computed since they started, in their own code and in the kernel for them."""
        total = 0
        for pid in self.workers():
            # The second field is the name in brackets, and may hold spaces.
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory(self) -> dict[str, float]:
        """Megabytes of the worker that uses most: RSS counts what it shares in full, PSS by shares, USS not at all."""
        return {key: max(one[key] for one in map(_memory, self.workers())) for key in ("RSS", "PSS", "USS")}


def _memory(pid: int) -> dict[str, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    own = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return {"RSS": kilobytes["Rss"] / 1024, "PSS": kilobytes["Pss"] / 1024, "USS": own / 1024}
