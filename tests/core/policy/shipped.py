"""The policy files at the root of the repository, as the tests use them."""

from pathlib import Path

from forthright.core.policy.reader import read
from forthright.core.policy.shapes import Policy

FOLDER = Path(__file__).parents[3] / "policies"
FILES = sorted(FOLDER.glob("*.policy"))


def text(name: str) -> str:
    return (FOLDER / f"{name}.policy").read_text(encoding="utf-8")


def base(name: str) -> str | None:
    return text(name) if (FOLDER / f"{name}.policy").is_file() else None


def policy(name: str) -> Policy:
    reading = read(text(name), name, base)
    assert reading.policy is not None, [problem.sentence() for problem in reading.problems]
    return reading.policy
