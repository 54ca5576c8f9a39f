"""django-helpdesk as the benchmark sees it: how it is installed, filled, started, and asked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bench import story
from bench.client import Client, Request
from bench.server import REPO, WORKERS, Server, free_port
from forthright.site.processes import web_command

NAME = "django-helpdesk"
VENV = REPO / "bench" / "var" / "rival"
PINS = REPO / "bench" / "rival-requirements.txt"
PYTHON = VENV / "bin" / "python"
DATA_ADDRESS = re.compile(r"\"url\": \"(/datatables_ticket_list/[^\"]+)\"")
LOOKED_AT = 200


def install() -> None:
    """An environment of its own with the pinned packages; nothing is done where it is there already."""
    mark = VENV / "installed"
    if mark.exists() and mark.read_text() == PINS.read_text():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    run_or_say([sys.executable, "-m", "venv", str(VENV)], {})
    run_or_say([str(PYTHON), "-m", "pip", "install", "--quiet", "-r", str(PINS)], {})
    mark.write_text(PINS.read_text())


def run_or_say(command: list[str], more: dict[str, str]) -> None:
    """Run a command. Raises RuntimeError with what it says."""
    done = subprocess.run(command, cwd=REPO, env={**os.environ, **more}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def environ(data: Path) -> dict[str, str]:
    """The environment of one installation."""
    return {**os.environ, "BENCH_RIVAL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "bench.rival.settings"}


def fill(data: Path, rows: int) -> None:
    """An empty installation with so many tickets."""
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    run_or_say([str(PYTHON), "-m", "bench.rival.seed", str(rows)], environ(data))


def server(data: Path) -> Server:
    """The very command that starts Forthright's web server, with the rival's Python and its application."""
    port = free_port()
    command = web_command("127.0.0.1", port, WORKERS)
    command[0] = str(PYTHON)
    command[command.index("forthright.site.wsgi:application")] = "bench.rival.wsgi:application"
    return Server(command, port, environ(data), data / "web.log", "/login/")


class Asker:
    """The signed-in person, with requests for each job."""

    def __init__(self, port: int, rows: int) -> None:
        self.client = Client(port)
        form = self.client.get("/login/").form("username")
        self.client.send(self.client.fill(form, username=story.ME, password=story.PASSWORD))
        numbers = [number for number in range(0, rows, 4) if story.answerer(number) == 0 and story.is_open(number)]
        self.mine = [number + 1 for number in numbers[:: max(len(numbers) // LOOKED_AT, 1)]]
        self.number = 0
        self.data = self._data()

    def _data(self) -> str:
        """The address from which the list's page loads its rows."""
        create = self.client.get("/tickets/submit/").form("body")
        chosen = next(value for value, label in create.options["assigned_to"] if label == story.ME)
        self.other = next(value for value, label in create.options["assigned_to"] if label == story.OTHER)
        self.page = f"/tickets/?assigned_to={chosen}&status=1&status=2&sort=created"
        found = DATA_ADDRESS.search(self.client.get(self.page).text)
        if not found:
            raise RuntimeError("the rival's list does not say where its rows are")
        return f"{found[1]}?draw=1&start=0&length=25"

    def _next(self) -> int:
        self.number += 7
        return self.mine[self.number % len(self.mine)]

    def my_list(self) -> list[Request]:
        """The page, and the rows that it loads at once: nobody sees a ticket before both are there."""
        return [Request(self.page), Request(self.data)]

    def matter(self) -> list[Request]:
        return [Request(f"/tickets/{self._next()}/")]

    def reply(self) -> list[Request]:
        """A public comment, which tells the other side. The page with the form is asked for beforehand."""
        form = self.client.get(f"/tickets/{self._next()}/").form("comment")
        return [self.client.fill(form, comment=f"{story.REPLY} {story.CHANGE_MIND}", public="1")]

    def raising(self) -> list[Request]:
        """The form is asked for beforehand, and sent as it proposes: with the signed-in person as the submitter."""
        self.number += 1
        form = self.client.get("/tickets/submit/").form("body")
        texts = "\n\n".join(story.opening(self.number)[name] for name in ("worry_facts", "worry_opinion", "wanted"))
        title = f"{story.about(self.number)['name']}: a challenge"
        return [self.client.fill(form, title=title, body=texts, assigned_to=self.other)]
