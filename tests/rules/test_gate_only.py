"""Pages get what a challenge holds through the gate and the queries alone; and every address says whom it is for.

Whom an address is for stands in one place, the tables of `tests/access/place.py`, which `test_walk.py` walks; the one
thing that the code says itself, that a page needs no signing in, is held against them here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access import place as walk
from tests.access.addresses import patterns

WEB = Path(__file__).resolve().parents[2] / "forthright" / "web"
SOURCES = [path for path in sorted(WEB.rglob("*.py")) if "migrations" not in path.parts]
GUARDED = ("Challenge", "Part", "StoredEvent", "Receipt", "Draft", "DraftRow", "Message", "Look", "SetAside")
"""Tables that tell of a challenge. Pages may name such a row, as a type; only queries and actions ask for one."""
READERS = {
    "forthright.record.store": "the record itself",
    "forthright.record.keys": "keys",
    "forthright.record.seals": "sealed words",
    "forthright.record.chain": "digests",
}
"""Rooms' inner files that no page imports: they ask nobody whether somebody may see."""


def asked_past_the_gate(tree: ast.AST) -> Iterator[str]:
    """Questions to guarded tables, and imports of what asks no gate."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager"):
            name = node.value.id if isinstance(node.value, ast.Name) else ""
            if name in GUARDED:
                yield f"{name}.{node.attr}"
        if isinstance(node, ast.ImportFrom) and node.module in READERS:
            yield f"import of {node.module}"
        if isinstance(node, ast.ImportFrom) and node.module == "forthright.record":
            yield from (f"import of {one.name}" for one in node.names if f"forthright.record.{one.name}" in READERS)
        if isinstance(node, ast.ImportFrom) and node.module == "django.db":
            yield from ("a question in SQL" for one in node.names if one.name == "connection")


SQL_ALLOWED = {"views/pages.py"}
"""Asks `SELECT 1`: whether the database answers at all."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_page_asks_past_the_gate(path: Path) -> None:
    found = list(asked_past_the_gate(ast.parse(path.read_text(encoding="utf-8"))))
    if str(path.relative_to(WEB)) in SQL_ALLOWED:
        found = [one for one in found if one != "a question in SQL"]
    assert not found, f"{found}: ask in a queries.py, which asks who is asking"


def test_the_guard_sees_a_question_past_the_gate() -> None:
    bad = "from forthright.record import store\nfrom django.db import connection\nChallenge.objects.all()\n"
    assert sorted(asked_past_the_gate(ast.parse(bad))) == [
        "Challenge.objects",
        "a question in SQL",
        "import of store",
    ]


def test_every_address_with_a_reference_is_walked_as_one_of_a_challenge() -> None:
    known = walk.OF_ONE_MATTER | walk.OF_SEVERAL | walk.ACTS | set(walk.ONLY_FOR) | set(walk.POST_ONLY)
    for pattern in patterns():
        if "reference" in pattern.pattern.converters:
            assert pattern.name in known, f"{pattern.name} leads into a challenge: add it to tests/access/place.py"


def test_what_needs_no_signing_in_is_what_the_walk_says_is_public() -> None:
    public = {str(one.name) for one in patterns() if not getattr(one.callback, "login_required", True)}
    assert public == walk.PUBLIC | walk.FOR_WHOEVER_ASKED
