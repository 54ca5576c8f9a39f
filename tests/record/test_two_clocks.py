"""Two real clock processes on one database, and a thousand challenges that fall due in the same minute."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANY = 1000
RAISE = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from tests.support.town import build
town, then = build(), datetime.now(UTC) - timedelta(days=10)
for _ in range(%d):
    town.raises(then)
"""
STANDS = """
import django, json; django.setup()
from datetime import UTC, datetime
from forthright.record.models import Challenge, SetAside, StoredEvent
rows = StoredEvent.objects.order_by("challenge", "version").values_list("challenge", "version", "type", "at")
print(json.dumps({
    "due": Challenge.objects.filter(wake__lte=datetime.now(UTC)).count(),
    "aside": SetAside.objects.count(),
    "rows": [(one, version, type, at.isoformat()) for one, version, type, at in rows],
}))
"""


class House:
    """An installation with a database of its own, and its clocks."""

    def __init__(self, folder: Path, database: str) -> None:
        env = os.environ | {
            "FORTHRIGHT_DATA_DIR": str(folder),
            "FORTHRIGHT_DEMO": "true",
            "FORTHRIGHT_DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "forthright.site.settings",
        }
        self.env = {name: value for name, value in env.items() if value and name != "TEST_POSTGRES"}
        self.clocks: list[subprocess.Popen[bytes]] = []

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._python("-m", "forthright.site.cli", *words)

    def script(self, text: str) -> str:
        done = self._python("-c", text)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _python(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words], env=self.env, cwd=ROOT, text=True, capture_output=True, check=False
        )

    def clock(self) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", "forthright.site.cli", "clock"]
        quiet = subprocess.DEVNULL
        self.clocks.append(subprocess.Popen(line, env=self.env, cwd=ROOT, stdout=quiet, stderr=quiet))
        return self.clocks[-1]

    def stop(self) -> None:
        for one in self.clocks:
            one.send_signal(signal.SIGTERM)
        for one in self.clocks:
            one.wait(timeout=60)


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    address = ""
    if request.param == "postgresql":
        from tests.support.postgres import address as started

        address = started()
    found = House(tmp_path, address)
    yield found
    found.stop()


@pytest.mark.slow
def test_two_clocks_move_each_of_a_thousand_on_once_though_one_is_killed(house: House) -> None:
    assert house.command("prepare").returncode == 0
    house.script(RAISE % MANY)
    began = json.loads(house.script(STANDS))
    assert began["due"] == MANY
    doomed, _other = house.clock(), house.clock()
    time.sleep(4)
    doomed.kill()
    house.clock()
    for _ in range(400):
        stands = json.loads(house.script(STANDS))
        if not stands["due"]:
            break
        time.sleep(1)
    assert (stands["due"], stands["aside"]) == (0, 0)
    histories: dict[str, list[tuple[int, str, str]]] = {}
    for one, version, kind, at in stands["rows"]:
        histories.setdefault(one, []).append((version, kind, at))
    tails = Counter(tuple(history) for history in histories.values())
    assert list(tails.values()) == [MANY], "raised at one instant, each has the same history"
    history = next(iter(tails))
    assert [version for version, _, _ in history] == list(range(1, len(history) + 1))
    assert [at for _, _, at in history] == sorted(at for _, _, at in history)
    assert "clock lapsed" in {kind for _, kind, _ in history}
    assert house.command("record", "verify").returncode == 0
    assert house.command("reproject", "--check").stdout.strip().endswith("0 differences")
