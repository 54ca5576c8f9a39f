"""Mutants: a function with one decision in it made wrong, put in the place of the real one while a test runs.

Each is made from the source by AST and swapped in as code, so that everybody who has imported the function runs it; a
table is changed in place. Rejected: mutating files and starting pytest for each, which takes seconds a mutant instead
of milliseconds; and a package for it, of which none works in process with a database that stands.
"""

from __future__ import annotations
import __future__

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any


@dataclass(frozen=True)
class Mutant:
    """One wrong decision: `where` names the place and what was done to it; `applied` gives the context it runs in.
    `function` is the file and the name of the function that is wrong, None for a table."""

    where: str
    applied: Callable[[], Any]
    function: tuple[str, str] | None = None


SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Sub: ast.BitOr,
}
"""Operators and what each becomes."""
LOOKING = ("filter", "exclude", "get")
"""Methods of a query whose conditions decide which rows are seen."""


def of_function(module: ModuleType, name: str, after: Callable[[], None] | None = None) -> Iterator[Mutant]:
    """Every mutant of a function or method ("Actor.party"). `after` is run when it is in place and when it is gone:
    what it makes anew is then what tests reach, and not the function."""
    function = _found(module, name)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    whole = tree.body[0]
    assert isinstance(whole, ast.FunctionDef)
    whole.decorator_list, whole.returns = [], None
    for argument in (*whole.args.args, *whole.args.kwonlyargs):
        argument.annotation = None
    for number, (what, change) in enumerate(_changes(whole)):
        wrong = deepcopy(whole)
        node = list(ast.walk(wrong))[change[0]]
        change[1](wrong, node)
        code = _compiled(wrong, module)
        line = getattr(list(ast.walk(whole))[change[0]], "lineno", 0) + function.__code__.co_firstlineno - 1
        where = f"{module.__name__}:{line} {name} [{number}]: {what}"
        own = None if after else (function.__code__.co_filename, function.__code__.co_qualname)
        yield Mutant(where, lambda code=code: _swapped(function, code, after), own)  # type: ignore[misc]


def of_table(name: str, table: dict[Any, Any], cells: Iterator[tuple[str, Any, Any]]) -> Iterator[Mutant]:
    """A mutant for each cell: (its name, the key in the table, the wrong value)."""
    for what, key, wrong in cells:
        yield Mutant(f"{name}: {what}", lambda key=key, wrong=wrong: _cell(table, key, wrong))  # type: ignore[misc]


def _found(module: ModuleType, name: str) -> FunctionType:
    owner: Any = module
    *outer, last = name.split(".")
    for one in outer:
        owner = getattr(owner, one)
    found = inspect.getattr_static(owner, last)
    found = found.fget if isinstance(found, property) else found
    assert isinstance(found, FunctionType), f"{name} of {module.__name__} is no function"
    return found


def _compiled(function: ast.FunctionDef, module: ModuleType) -> Any:
    tree = ast.fix_missing_locations(ast.Module([function], []))
    flags = __future__.annotations.compiler_flag
    space: dict[str, Any] = {}
    exec(compile(tree, module.__file__ or "", "exec", flags), dict(module.__dict__), space)
    return space[function.name].__code__


@contextmanager
def _swapped(function: FunctionType, code: Any, after: Callable[[], None] | None) -> Iterator[None]:
    right = function.__code__
    function.__code__ = code
    try:
        if after:
            after()
        yield
    finally:
        function.__code__ = right
        if after:
            after()


@contextmanager
def _cell(table: dict[Any, Any], key: Any, wrong: Any) -> Iterator[None]:
    right = table[key]
    table[key] = wrong
    try:
        yield
    finally:
        table[key] = right


Change = tuple[int, Callable[[ast.FunctionDef, Any], None]]


def _changes(function: ast.FunctionDef) -> Iterator[tuple[str, Change]]:
    """Each change there is: what it does, at which node, and how."""
    for at, node in enumerate(ast.walk(function)):
        for what, how in _of_node(node):
            yield what, (at, how)


def _of_node(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.FunctionDef, Any], None]]]:
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            yield f"{_text(node)} turned round", _operator(number, SWAPS[type(operator)])
    if isinstance(node, ast.BoolOp):
        yield f"{_text(node)}: and for or", lambda _whole, one: setattr(one, "op", SWAPS[type(one.op)]())
        for number, part in enumerate(node.values):
            yield f"{_text(part)} dropped", lambda _whole, one, number=number: _drop(one, number)
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
        yield f"{_text(node)}: other operator", lambda _whole, one: setattr(one, "op", SWAPS[type(one.op)]())
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        for value in (True, False):
            yield f"{_text(node.test)} always {value}", lambda _w, one, v=value: setattr(one, "test", ast.Constant(v))
    if isinstance(node, ast.comprehension):
        for number, test in enumerate(node.ifs):
            yield f"{_text(test)} always", lambda _whole, one, number=number: one.ifs.pop(number)
            yield f"{_text(test)} never", lambda _w, one, n=number: one.ifs.__setitem__(n, ast.Constant(False))
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield f"return {_text(node.value)}: None", lambda _whole, one: setattr(one, "value", ast.Constant(None))
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant):
        yield (
            f"return {_text(node.value)}: the other",
            lambda _whole, one: setattr(one, "value", ast.Constant(not one.value.value)),
        )
    if isinstance(node, ast.Raise | ast.Expr) and not (isinstance(node, ast.Expr) and _is_text(node.value)):
        yield f"{_text(node)} left out", _left_out
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKING:
        for number in range(len(node.keywords)):
            yield f"{_text(node.keywords[number])} not asked", lambda _w, one, n=number: one.keywords.pop(n)
        for number in range(len(node.args)):
            yield f"{_text(node.args[number])} not asked", lambda _w, one, n=number: one.args.pop(n)


def _drop(node: ast.BoolOp, number: int) -> None:
    """One part of an "and" always holds, one of an "or" never: as if it were not written."""
    node.values[number] = ast.Constant(isinstance(node.op, ast.And))


def _operator(number: int, other: type[ast.AST]) -> Callable[[ast.FunctionDef, Any], None]:
    return lambda _whole, node: node.ops.__setitem__(number, other())


def _left_out(whole: ast.FunctionDef, node: ast.AST) -> None:
    class Without(ast.NodeTransformer):
        def visit(self, one: ast.AST) -> Any:
            return ast.Pass() if one is node else self.generic_visit(one)

    Without().visit(whole)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _text(node: ast.AST) -> str:
    return ast.unparse(node).replace("\n", " ")[:70]
