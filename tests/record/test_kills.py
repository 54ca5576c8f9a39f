"""Real processes are killed at any moment: nothing acknowledged is lost, nothing done is repeated."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

KILLS = 32
ROOT = Path(__file__).resolve().parents[2]


class Site:
    """A real web server and clock on a database file of their own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self.env = os.environ | {
            "FORTHRIGHT_DATA_DIR": str(folder),
            "FORTHRIGHT_DEMO": "true",
            "FORTHRIGHT_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "forthright.site.settings",
        }
        self.env = {name: value for name, value in self.env.items() if value}
        self.command("prepare")
        self.command("demo")
        self.web = self.start("web", "--port", str(port), "--workers", "1")
        self.clock = self.start("clock")

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "forthright.site.cli", *words]
        return subprocess.run(line, env=self.env, cwd=ROOT, text=True, capture_output=True, check=False)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", "forthright.site.cli", *words]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(line, env=self.env, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def wait_ready(self) -> None:
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise AssertionError("the web server did not come up")


class Browser:
    """Signs in and writes private notes, each with a number, remembering which were acknowledged."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.page, self.tokens = "", {}

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path, timeout=10) as answer:
            self.page = answer.read().decode()
        return self.page

    def post(self, path: str, **fields: str) -> str:
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.page))
        data = urllib.parse.urlencode(hidden | fields).encode()
        request = urllib.request.Request(self.base + path, data, {"Referer": self.base + path})
        try:
            with self.opener.open(request, timeout=10) as answer:
                return str(answer.geturl())
        except urllib.error.HTTPError as answer:
            if answer.code == 422:  # the page again, with a reason: nothing was acknowledged
                return "refused"
            raise

    def sign_in(self, email: str) -> None:
        self.get("/account/login/")
        self.post("/account/login/", login=email, password="invented-people-only")


@pytest.mark.slow
def test_killing_web_or_clock_at_any_moment_loses_nothing_acknowledged_and_repeats_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path, 8000 + os.getpid() % 1000)
    site.wait_ready()
    chance = random.Random(7)
    acknowledged: list[str] = []
    number = 0
    browser = Browser(site.port)
    browser.sign_in("amir@anyshire.example")
    path = re.findall(r'href="(/matter/[0-9A-Z]{4}-[0-9A-Z]{4}/)"', browser.get("/my-turn/"))[0]
    for kill in range(KILLS):
        doomed = site.web if kill % 2 == 0 else site.clock
        killer = _kill_soon(doomed, chance.random() * 0.25)
        pending = ""
        for _ in range(4):
            number += 1
            pending = f"note number {number}"
            try:
                browser.get(f"{path}do/note/")
                done = browser.post(f"{path}do/note/", note=pending)
            except (OSError, http.client.HTTPException):  # the latter where only half of a page came
                break
            if done.endswith(path):  # else it was told that the clock wrote first, and nothing was acknowledged
                acknowledged.append(pending)
            pending = ""
        killer.wait()
        doomed.wait()
        if doomed is site.web:
            site.web = site.start("web", "--port", str(site.port), "--workers", "1")
            site.wait_ready()
        else:
            site.clock = site.start("clock")
        if pending and "note" in browser.page:
            done = browser.post(f"{path}do/note/", note=pending)
            if done.endswith(path):
                acknowledged.append(pending)
    site.kill(site.web)
    site.kill(site.clock)
    _check(site, path.split("/")[2], acknowledged)


def _kill_soon(process: subprocess.Popen[bytes], seconds: float) -> subprocess.Popen[bytes]:
    line = f"import time, os, signal; time.sleep({seconds}); os.killpg({process.pid}, signal.SIGKILL)"
    return subprocess.Popen([sys.executable, "-c", line])


def _check(site: Site, reference: str, acknowledged: list[str]) -> None:
    """Every acknowledged note stands once, nothing stands twice, and record, projection and messages agree."""
    read = (
        "import django, json; django.setup()\n"
        "from forthright.record.store import load\n"
        f"words = [entry.event.words for entry in load('{reference}')]\n"
        "print(json.dumps([one['note'] for one in words if 'note' in one]))"
    )
    out = subprocess.run(
        [sys.executable, "-c", read], env=site.env, cwd=ROOT, text=True, capture_output=True, check=True
    )
    stored = Counter(json.loads(out.stdout.splitlines()[-1]))
    lost = [note for note in acknowledged if not stored[note]]
    assert len(acknowledged) >= KILLS / 2, "the test must have written something worth losing"
    assert lost == []
    assert [note for note, count in stored.items() if count > 1] == []
    assert site.command("record", "verify").returncode == 0
    assert site.command("reproject", "--check").stdout.strip().endswith("0 differences")
