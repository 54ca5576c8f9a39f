"""What stops an installation from working, in one sentence each."""

import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from forthright.site import checks
from forthright.site.env import REPO

ASK = "from forthright.site.checks import problems; print('\\n'.join(problems()))"
Disk = namedtuple("Disk", "total used free")


def asked(tmp_path: Path, **settings: str) -> list[str]:
    """The problems that a fresh process with these settings finds."""
    surroundings = {
        "PATH": os.environ["PATH"],
        "FORTHRIGHT_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "forthright.site.settings",
        **{f"FORTHRIGHT_{name}": value for name, value in settings.items()},
    }
    ran = subprocess.run([sys.executable, "-c", ASK], env=surroundings, cwd=REPO, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines() if ran.stdout.strip() else []


def test_a_fresh_installation_has_no_problems(tmp_path: Path) -> None:
    assert asked(tmp_path) == []


@pytest.mark.slow  # it waits five seconds for an answer
def test_a_wrong_database_address_is_one_sentence_without_the_password(tmp_path: Path) -> None:
    found = asked(tmp_path, DATABASE_URL="postgres://rosa:hunter2@127.0.0.1:9/forthright")
    assert len(found) == 1
    assert found[0].startswith("The database at 127.0.0.1, port 9 does not answer: ")
    assert "FORTHRIGHT_DATABASE_URL" in found[0]
    assert "hunter2" not in found[0]


def test_a_database_file_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    found = asked(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/none/there.sqlite3")
    assert len(found) == 1
    assert found[0].startswith(f"The database file {tmp_path}/none/there.sqlite3 cannot be opened")


def test_all_mistaken_settings_come_before_anything_else_is_asked(tmp_path: Path) -> None:
    found = asked(tmp_path, DEMO="perhaps", HTTPS="yess", DATABASE_URL="postgres://127.0.0.1:9/forthright")
    assert [text.split(" ")[0] for text in found] == ["FORTHRIGHT_DEMO", "FORTHRIGHT_HTTPS"]


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.disk_problems(tmp_path) == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(100, 99, 1))
    assert len(checks.disk_problems(tmp_path)) == 1
    assert "almost full" in checks.disk_problems(tmp_path)[0]
