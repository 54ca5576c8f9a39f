"""Words of a challenge are read by one way alone, which notes it: `web/gate.py`. Each guard is shown to fail, too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "forthright"
GATED = {"matter", "my_list", "team_list", "office_list", "protected"}
"""The reads of the record that show challenges to a person."""
ALLOWED = {
    "web/gate.py": {"matter", "my_list"},
    # Handed to gate.facts_list, which notes them.
    "web/views/my_turn.py": {"team_list", "office_list"},
    "web/views/protection.py": {"protected"},
    "web/views/policy_moving.py": {"office_list"},  # one row, as facts, of a list that is noted
}
OF_THE_STORE = {"load", "first_words", "unseal"}
"""What gives words, to the room of the record alone."""
READERS = {"queries", "record"}


def reads(tree: ast.AST) -> Iterator[str]:
    """The functions of the record that a file calls by their module: `queries.matter(...)`."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    for one in calls:
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in READERS:
            yield from {one.attr} & GATED


def taken(tree: ast.AST) -> set[str]:
    """The names that a file takes from the record's reads and its store."""
    modules = (
        "forthright.record.queries",
        "forthright.record.store",
        "forthright.record.seals",
        "forthright.record.protection",
    )
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module in modules]
    return {name.name for node in found for name in node.names}


PAGES = sorted((PACKAGE / "web").rglob("*.py")) + sorted((PACKAGE / "site").rglob("*.py"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_page_reads_a_challenge_past_the_gate(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert set(reads(tree)) <= ALLOWED.get(str(path.relative_to(PACKAGE)), set())
    assert not taken(tree) & (GATED | OF_THE_STORE)


@pytest.mark.parametrize("room", ["directory", "audit", "notices", "reflection", "briefing", "insight", "web", "site"])
def test_only_the_room_of_the_record_unseals_words(room: str) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        assert not taken(ast.parse(path.read_text(encoding="utf-8"))) & OF_THE_STORE, path


def test_the_guards_see_a_bad_example() -> None:
    bad = "from forthright.record.store import load\nfrom forthright.record.queries import matter\n"
    assert taken(ast.parse(bad)) == {"load", "matter"}
    assert set(reads(ast.parse("queries.matter(person, reference, now)"))) == {"matter"}
