"""Rooms stand in a line and import only from their left. Each guard here is also shown to fail on a bad example."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "forthright"
LINE = (
    "core",
    "directory",
    "audit",
    "notices",
    "record",
    "reflection",
    "briefing",
    "insight",
    "exchange",
    "web",
    "site",
)
CORE_LINE = ("worktime", "policy", "challenge", "rehearsal")
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]
IDS = [str(path.relative_to(PACKAGE)) for path in SOURCES]


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level <= 1, "relative imports may only name a neighbour"
            if node.module and not node.level:
                yield node.module
                yield from (f"{node.module}.{name.name}" for name in node.names)


def to_the_right(room: str, names: Iterator[str], line: tuple[str, ...], root: str) -> list[str]:
    """The imported rooms that stand to the right of this one."""
    place = line.index(room)
    rooms = (name.split(".") for name in names if name.startswith(f"{root}."))
    depth = root.count(".") + 1
    return [
        ".".join(parts)
        for parts in rooms
        if len(parts) > depth and parts[depth] in line and line.index(parts[depth]) > place
    ]


def django_in(names: Iterator[str]) -> list[str]:
    return [name for name in names if name.split(".")[0] in ("django", "allauth", "csp")]


def long_functions(tree: ast.AST) -> list[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, kinds) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]


def test_every_folder_of_the_package_is_a_room_of_the_line() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name not in ("__pycache__", "locale")}
    assert folders <= set(LINE)


@pytest.mark.parametrize("path", SOURCES, ids=IDS)
def test_a_room_imports_only_from_its_left(path: Path) -> None:
    parts = path.relative_to(PACKAGE).parts
    if len(parts) == 1:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert to_the_right(parts[0], imports(tree), LINE, "forthright") == []
    if parts[0] == "core":
        assert django_in(imports(tree)) == []
        if parts[1] in CORE_LINE:
            assert to_the_right(parts[1], imports(tree), CORE_LINE, "forthright.core") == []


@pytest.mark.parametrize("path", SOURCES, ids=IDS)
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert long_functions(ast.parse(text)) == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.html")), ids=lambda path: path.name)
def test_templates_are_short_and_hold_no_style_or_script_of_their_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert " style=" not in text
    assert "onclick=" not in text


def test_the_guards_see_a_bad_example() -> None:
    bad = "from forthright.web import gate\nimport django\n" + "def f():\n" + "    pass\n" * 61
    tree = ast.parse(bad)
    assert "forthright.web" in to_the_right("record", imports(tree), LINE, "forthright")
    assert django_in(imports(tree)) == ["django"]
    assert long_functions(tree) == ["f"]
    upside_down = ast.parse("from forthright.core.challenge.state import State")
    assert to_the_right("policy", imports(upside_down), CORE_LINE, "forthright.core") != []


FORBIDDEN_CALLS = {"open", ".now", ".utcnow", ".today", ".monotonic", ".random", ".urandom", ".choice", ".getenv"}


def calls(tree: ast.AST) -> set[str]:
    """The functions called, by name; methods with a dot before them."""
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {one.id if isinstance(one, ast.Name) else f".{getattr(one, 'attr', '')}" for one in functions}


def test_the_core_reads_no_clock_no_chance_and_no_file() -> None:
    reads_a_named_file = {"cases.py"}  # runs the file of cases that its caller names
    for path in (PACKAGE / "core").rglob("*.py"):
        if path.name not in reads_a_named_file:
            assert calls(ast.parse(path.read_text(encoding="utf-8"))) & FORBIDDEN_CALLS == set(), path
    assert calls(ast.parse("datetime.now()")) & FORBIDDEN_CALLS == {".now"}
