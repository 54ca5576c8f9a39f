"""The command line: what it prints, how it exits, and one clear sentence for each fault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from forthright.site.cli import main

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("FORTHRIGHT_")}
    line = [sys.executable, "-m", "forthright.site.cli", *words]
    settings = {"DJANGO_SETTINGS_MODULE": "forthright.site.settings"}
    return subprocess.run(line, env=plain | settings | env, cwd=ROOT, text=True, capture_output=True, check=False)


def test_help_lists_the_commands() -> None:
    out = CliRunner().invoke(main, ["--help"]).output
    for command in ("start", "web", "clock", "policy", "date", "record", "reproject", "demo", "prepare"):
        assert command in out


@pytest.mark.parametrize("file", sorted((ROOT / "policies").glob("*.policy")), ids=lambda path: path.stem)
def test_every_shipped_policy_passes_the_check(file: Path) -> None:
    assert CliRunner().invoke(main, ["policy", "check", str(file)]).exit_code == 0


def test_a_damaged_policy_is_told_line_by_line_and_exits_1(tmp_path: Path) -> None:
    text = (ROOT / "policies" / "demo-borough.policy").read_text(encoding="utf-8")
    damaged = tmp_path / "damaged.policy"
    damaged.write_text(
        text.replace("2 working days of being raised", "2 wroking days of being raised"), encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["policy", "check", str(damaged)])
    line = text.splitlines().index("  reply within: 2 working days of being raised") + 1
    assert result.exit_code == 1
    assert result.output.startswith(f"{damaged}:{line}:")
    assert "Traceback" not in result.output


def test_any_bytes_at_all_are_a_policy_with_problems_and_not_a_crash(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.policy"
    damaged.write_bytes(os.urandom(500))
    result = CliRunner().invoke(main, ["policy", "check", str(damaged)])
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_the_cases_of_the_clock_are_all_right() -> None:
    result = CliRunner().invoke(main, ["date", "cases", str(ROOT / "tests/data/clock_cases.json")])
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "268 right, 0 wrong")


def test_one_wrong_case_exits_1_and_is_named(tmp_path: Path) -> None:
    text = (ROOT / "tests/data/clock_cases.json").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.json"
    wrong.write_text(text.replace("2024-06-04T08:30:00Z", "2024-06-04T08:31:00Z", 1), encoding="utf-8")
    result = CliRunner().invoke(main, ["date", "cases", str(wrong)])
    assert result.exit_code == 1
    assert "1 wrong" in result.output.splitlines()[-1]


@pytest.mark.parametrize(
    "setting, value, says",
    [
        ("FORTHRIGHT_DEBUG", "maybe", "must be true or false"),
        ("FORTHRIGHT_DATABASE_URL", "nonsense", "FORTHRIGHT_DATABASE_URL"),
        pytest.param(
            *("FORTHRIGHT_DATABASE_URL", "postgres://nobody:secret@127.0.0.1:1/none", "does not answer"),
            marks=pytest.mark.slow,  # it waits five seconds for an answer
        ),
        ("FORTHRIGHT_DATA_DIR", "/proc/nowhere", "cannot be written to"),
        ("FORTHRIGHT_DETA_DIR", "x", "Did you mean FORTHRIGHT_DATA_DIR?"),
    ],
)
def test_a_wrong_setting_ends_in_one_clear_sentence(tmp_path: Path, setting: str, value: str, says: str) -> None:
    result = run("prepare", **({"FORTHRIGHT_DATA_DIR": str(tmp_path)} | {setting: value}))
    assert result.returncode == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert "secret" not in result.stderr


def test_a_missing_master_key_beside_keys_is_one_clear_sentence(tmp_path: Path) -> None:
    env = {"FORTHRIGHT_DATA_DIR": str(tmp_path), "FORTHRIGHT_DEMO": "true"}
    assert run("prepare", **env).returncode == 0
    (tmp_path / "keys.sqlite3").write_bytes(b"a store with keys")
    result = run("start", **env)
    assert result.returncode == 1
    assert "Restore the master key from its backup" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_that_is_not_prepared_is_one_clear_sentence(tmp_path: Path) -> None:
    result = run("clock", "--once", FORTHRIGHT_DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    assert "forthright prepare" in result.stderr
    assert "Traceback" not in result.stderr
