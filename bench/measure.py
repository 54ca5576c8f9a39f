"""Measuring: batches of one job on one side, in turn with all other sides, and what comes of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol

from bench.client import Client, Request
from bench.server import Server

LEAST = 8
"""A batch is never shorter than this, however slow it is."""


class Asker(Protocol):
    """A signed-in person of one side."""

    client: Client

    def my_list(self) -> list[Request]: ...
    def matter(self) -> list[Request]: ...
    def raising(self) -> list[Request]: ...
    def reply(self) -> list[Request]: ...


@dataclass(frozen=True)
class Job:
    """Something that a person does. `prepare` may ask for pages beforehand, which is not counted unless `whole`."""

    name: str
    prepare: Callable[[Asker], list[Request]]
    times: int
    writes: bool = False
    whole: bool = False


JOBS = (
    Job("list", lambda asker: asker.my_list(), 100),
    Job("matter", lambda asker: asker.matter(), 100),
    Job("raise", lambda asker: asker.raising(), 40, writes=True),
    Job("reply", lambda asker: asker.reply(), 40, writes=True),
    Job("raise, every page", lambda asker: asker.raising(), 12, writes=True, whole=True),
)


@dataclass
class Side:
    """One installation with so many rows, and all that was measured of it: batches by job."""

    name: str
    rows: int
    server: Server
    asker: Asker
    cpu: dict[str, list[float]] = field(default_factory=dict)
    slow: dict[str, list[float]] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)

    def batch(self, job: Job, times: int, seconds: float) -> None:
        """Do a job again and again, at most `times` and about `seconds`; keep CPU (ms each) and p95 (ms)."""
        ready = [] if job.whole else [job.prepare(self.asker) for _ in range(times)]
        self.asker.client.connect()
        taken: list[float] = []
        began, before = time.monotonic(), self.server.cpu()
        for number in range(times):
            start = time.perf_counter()
            requests = job.prepare(self.asker) if job.whole else ready[number]
            for request in requests:
                self._send(job, request)
            taken.append(time.perf_counter() - start)
            if number + 1 >= LEAST and time.monotonic() - began > seconds:
                break
        self.cpu.setdefault(job.name, []).append((self.server.cpu() - before) / len(taken) * 1000)
        self.slow.setdefault(job.name, []).append(p95(taken) * 1000)

    def _send(self, job: Job, request: Request) -> None:
        answer = self.asker.client.send(request)
        wanted = 302 if job.writes else 200
        if answer.status != wanted or "/login/" in answer.location:
            raise RuntimeError(
                f"{self.name}: {job.name} at {request.address} answered {answer.status} {answer.location}"
            )

    def warm(self) -> None:
        """Every job a few times on new connections, so that both workers have done each."""
        for _ in range(6):
            for job in JOBS:
                self.asker.client.connect()
                for request in job.prepare(self.asker):
                    self.asker.client.connect()
                    self._send(job, request)

    def typical(self, job: str) -> tuple[float, float]:
        """The medians of the rounds: CPU and p95, in milliseconds."""
        return median(self.cpu[job]), median(self.slow[job])


def p95(taken: list[float]) -> float:
    """The time that 95 of 100 stay within."""
    return sorted(taken)[max(-(-len(taken) * 95 // 100) - 1, 0)]


def rounds(sides: list[Side], many: int, share: float, seconds: float, say: Callable[[str], None]) -> None:
    """So many rounds. In each every job is done by all sides in turn, so that a noisy minute meets all of them."""
    for side in sides:
        side.warm()
    for number in range(many):
        say(f"round {number + 1} of {many}")
        for job in JOBS:
            for side in sides:
                side.batch(job, max(LEAST, round(job.times * share)), seconds)
    for side in sides:
        side.memory = side.server.memory()
