"""Web and clock together under one parent that starts either again when it dies. The parent holds no state."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

TOO_MANY = 5
"""Deaths within a minute after which the parent gives up: starting again will not help."""


def web_command(host: str, port: int, workers: int) -> list[str]:
    """The command line of the web server. Preloaded, so that workers share what they only read."""
    return [
        *(sys.executable, "-m", "gunicorn", "forthright.site.wsgi:application"),
        *("--bind", f"{host}:{port}", "--workers", str(workers), "--threads", "4", "--worker-class", "gthread"),
        *("--timeout", "60", "--preload", "--no-control-socket", "--log-level", "warning"),
    ]


def clock_command() -> list[str]:
    """The command line of the clock."""
    return [sys.executable, "-m", "forthright.site.cli", "clock"]


class Child:
    """One process that is started again when it ends."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.command = name, command
        self.deaths: list[float] = []
        self.process = subprocess.Popen(command)  # noqa: S603 - our own command line

    def watch(self) -> bool:
        """Start it again if it died. Returns False when it dies too often."""
        if self.process.poll() is None:
            return True
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if now - death < 60] + [now]
        if len(self.deaths) >= TOO_MANY:
            return False
        print(f"The {self.name} ended and is started again.", file=sys.stderr, flush=True)  # noqa: T201
        self.process = subprocess.Popen(self.command)  # noqa: S603 - our own command line
        return True

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def run_together(host: str, port: int, workers: int) -> int:
    """Run both until SIGTERM or SIGINT. Returns the exit code: 1 when one of them cannot be kept alive."""
    stopped: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: stopped.append(number))
    children = [Child("web server", web_command(host, port, workers)), Child("clock", clock_command())]
    failed = ""
    while not stopped and not failed:
        time.sleep(0.3)
        failed = next((child.name for child in children if not child.watch()), "")
    for child in children:
        child.stop()
    if failed:
        print(f"The {failed} ends as soon as it is started. Read its last lines above.", file=sys.stderr)  # noqa: T201
        return 1
    return 0
