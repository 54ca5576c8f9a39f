"""Forthright as the benchmark sees it: how it is filled, started, and asked."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bench import story
from bench.client import Answer, Client, Request
from bench.server import REPO, WORKERS, Server, free_port
from forthright.site.processes import web_command

NAME = "Forthright"
REFERENCE = re.compile(r'href="/matter/([2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4})/"')
SHORT_PATH = ("who", "person", "worry", "wanted")
PAGE = 25


def environ(data: Path) -> dict[str, str]:
    """The environment of an installation of its own, without anything of one that may stand here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FORTHRIGHT_")}
    own = {"FORTHRIGHT_DATA_DIR": str(data), "FORTHRIGHT_REQUIRE_MFA": "false"}
    return {**kept, **own, "DJANGO_SETTINGS_MODULE": "forthright.site.settings"}


def run(data: Path, *arguments: str) -> str:
    """Run Python in that environment and return what it prints. Raises RuntimeError with what it says."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=REPO, env=environ(data), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def fill(data: Path, rows: int) -> None:
    """An empty installation with so many matters. Small ones are checked whole, large ones by a sample."""
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    run(data, "-m", "forthright.site.cli", "prepare")
    run(data, "-m", "bench.seed_ours", str(rows))
    if rows <= 1_000:
        run(data, "-m", "forthright.site.cli", "record", "verify")
        run(data, "-m", "forthright.site.cli", "reproject", "--check")


def server(data: Path) -> Server:
    """Its web server, as `forthright web` starts it; the clock does not run."""
    port = free_port()
    return Server(web_command("127.0.0.1", port, WORKERS), port, environ(data), data / "web.log", "/healthz")


def email_cost(data: Path) -> float:
    """What the clock computes to write and send one email, in milliseconds; the rival does this within the request.

    A round with a hundred waiting, less a round with none. Raises RuntimeError where fewer than a hundred wait.
    """
    full, sent = _clock(data)
    if sent < 100:
        raise RuntimeError(f"{sent} emails were waiting, too few to measure")
    while sent:
        empty, sent = _clock(data)
    return (full - empty) / 100 * 1000


def _clock(data: Path) -> tuple[float, int]:
    """One round of the clock: seconds computed, and emails sent."""
    before, spent = _waiting(data), _children()
    run(data, "-m", "forthright.site.cli", "clock", "--once")
    return _children() - spent, before - _waiting(data)


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _waiting(data: Path) -> int:
    with closing(sqlite3.connect(data / "forthright.sqlite3")) as database:
        return int(database.execute("SELECT COUNT(*) FROM notices_message WHERE state = 'waiting'").fetchone()[0])


class Asker:
    """The signed-in person, with requests for each job."""

    def __init__(self, port: int, rows: int) -> None:
        self.client = Client(port)
        form = self.client.get("/account/login/").form("login")
        self.client.send(self.client.fill(form, login=story.ME, password=story.PASSWORD))
        self.mine = self._references(rows)
        self.number = 0

    def _references(self, rows: int) -> list[str]:
        """Eight pages of the list, spread over all of it: what is asked for one after another lies far apart."""
        step = max(rows // 8 // 8, PAGE)
        starts = range(0, min(rows // 8, 10_000), min(step, 1_250))
        found = [REFERENCE.findall(self.client.get(f"/my-turn/?from={start}").text) for start in starts]
        references = list(dict.fromkeys(one for page in found for one in page))
        if not references:
            raise RuntimeError("the list of the signed-in person is empty")
        return references

    def _next(self) -> str:
        self.number += 7
        return self.mine[self.number % len(self.mine)]

    def my_list(self) -> list[Request]:
        return [Request("/my-turn/")]

    def matter(self) -> list[Request]:
        return [Request(f"/matter/{self._next()}/")]

    def reply(self) -> list[Request]:
        """The page with the form is asked for beforehand."""
        form = self.client.get(f"/matter/{self._next()}/do/reply/").form("reasons")
        answers = {"stance": form.choices["stance"][1], "reasons": story.REPLY, "change_mind": story.CHANGE_MIND}
        return [self.client.fill(form, **answers)]

    def raising(self) -> list[Request]:
        """The short path page by page, up to the button that sends."""
        start = self.client.get("/raise/").form_to("/raise/")
        page = self.client.follow(self.client.send(self.client.fill(start)))
        for slug in SHORT_PATH:
            if f"/{slug}/" not in page.address:
                raise RuntimeError(f"expected the page {slug}, got {page.address} ({page.status})")
            page = self.client.follow(self.client.send(self._answer(page, slug)))
        draft = page.address.split("/raise/")[1].split("/")[0]
        check = f"/raise/{draft}/check/"
        return [self.client.fill(self.client.get(check).form_to(check))]

    def _answer(self, page: Answer, slug: str) -> Request:
        self.number += 1
        form = page.form({"who": "agency", "person": "person", "worry": "about", "wanted": "wanted"}[slug])
        typed = {**story.opening(self.number), "about": story.about(self.number)["name"]}
        answers = {name: values[0] for name, values in form.choices.items()}
        answers |= {name: text for name, text in typed.items() if name in form.names}
        return self.client.fill(form, **answers, go="next")
