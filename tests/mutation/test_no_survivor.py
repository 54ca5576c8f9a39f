"""Every decision about access is broken in turn, and some test must see it.

Which functions decide is not listed: they are found by what they ask. Functions of the core are tried by the tests of
the core, which take milliseconds; those of the queries, the actions and the gate by direct tests on the planted town.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from types import FrameType, ModuleType

import pytest

import forthright.record
from forthright.core.challenge import apart_everywhere, may, re_homing, sees, standing
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.sees import Entry, Sight
from forthright.core.challenge.standing import Standing
from forthright.directory import queries as directory
from forthright.record import keys
from forthright.web import gate
from tests.access import test_gate, test_gate_need, test_gate_wider, test_table
from tests.access.planted import Planted
from tests.core.challenge import test_access, test_access_need

from .equivalent import EQUIVALENT
from .mutants import Mutant, of_function, of_table

DECIDES = re.compile(
    r"(?<![\w_])(opens|reads_words|sees|standing_of)\(|\.leads\b|\.partnerships\(|\.covers\b|owner=owner"
)
"""What a function of the record asks that decides about access. One that asks otherwise is added to `ALSO`."""
ALSO: dict[str, tuple[str, ...]] = {
    "forthright.record.queries": ("_names", "about", "on_another_version"),
    "forthright.record.apart": ("declared_by", "_taken_back"),
    "forthright.record.hours": ("_kept",),
    "forthright.record.inviting": ("may_end", "_raising"),
    "forthright.record.store": ("load",),
    "forthright.directory.queries": ("actor",),
}
MODULES = (
    *(
        "actions",
        "apart",
        "drafts",
        "hours",
        "inviting",
        "moving_hours",
        "need",
        "protection",
        "queries",
        "store",
        "together",
    ),
)
"""The files of the record that hold such functions; another one fails a test."""

Killer = Callable[[], None]


def functions(module: ModuleType, wanted: Callable[[str, str], bool]) -> Iterator[str]:
    """The functions and methods of a module of which `wanted` says yes, by name and source."""
    for name, one in vars(module).items():
        if inspect.isfunction(one) and one.__module__ == module.__name__ and wanted(name, inspect.getsource(one)):
            yield name
        if inspect.isclass(one) and one.__module__ == module.__name__:
            for inner, method in vars(one).items():
                method = method.fget if isinstance(method, property) else method
                own = inspect.isfunction(method) and method.__code__.co_filename == module.__file__
                if own and wanted(f"{name}.{inner}", inspect.getsource(method)):
                    yield f"{name}.{inner}"


def sentences_of(module: ModuleType) -> list[Callable[..., None]]:
    """The tests of a file that take nothing, or the planted town."""
    found = [one for name, one in vars(module).items() if name.startswith("test_")]
    return [one for one in found if set(inspect.signature(one).parameters) <= {"planted"}]


def killed(mutant: Mutant, killers: list[Killer]) -> bool:
    """Whether some test fails with it. The one that did is asked first the next time."""
    with mutant.applied():
        for number, kill in enumerate(killers):
            try:
                kill()
            except (Exception, pytest.fail.Exception):
                killers.insert(0, killers.pop(number))
                return True
    return False


def survivors(mutants: list[Mutant], killers: list[Killer]) -> list[str]:
    """Those that no test saw, without those that are known to make no difference."""
    assert len(mutants) > 10, "no mutants: has a file moved?"
    reached = {kill: reaches(kill) for kill in killers}  # all of them pass while nothing is broken
    alive = []
    for function, group in groupby(mutants, key=lambda one: one.function):
        asked = [kill for kill in killers if function is None or function in reached[kill]]
        alive += [mutant.where for mutant in group if not killed(mutant, asked)]
    return [where for where in alive if not any(name in where and what in where for name, what, _why in EQUIVALENT)]


def reaches(kill: Killer) -> set[tuple[str, str]]:
    """The functions that a test runs, by file and name: no other can make it fail."""
    found: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _more: object) -> None:
        if event == "call":
            found.add((frame.f_code.co_filename, frame.f_code.co_qualname))

    sys.setprofile(note)
    try:
        kill()
    finally:
        sys.setprofile(None)
    return found


def say(found: list[str]) -> str:
    return (
        "No test sees these changes. Write one in tests/core/challenge/test_access*.py or tests/access/test_gate.py, or"
        " say in tests/mutation/equivalent.py why it makes no difference:\n" + "\n".join(found)
    )


def derived() -> None:
    """What `standing.py` makes once from its functions is made anew."""
    standing._STANDINGS.update({key: standing._standing(*key) for key in standing._STANDINGS})


def test_no_change_of_a_function_of_the_core_survives() -> None:
    mutants = [
        mutant
        for module in (may, sees, standing)
        for name in functions(module, lambda name, source: True)
        for mutant in of_function(module, name, after=derived if name == "_standing" else None)
    ]
    mutants += [*of_function(apart_everywhere, "may_take_back"), *of_function(re_homing, "must_not")]
    found = survivors(mutants, [*sentences_of(test_access), *sentences_of(test_access_need)])
    assert not found, say(found)


def cells() -> Iterator[Mutant]:
    """Each cell of each table, changed to everything else that it could be."""
    for verb, allowed in may.MAY.items():
        wrong = ((f"{verb}, {one}", verb, allowed ^ {one}) for one in Standing)
        yield from of_table("MAY", may.MAY, wrong)
    for who, row in sees.SEES.items():
        others = ((entry, sight) for entry in Entry for sight in Sight if sight is not row[entry])
        yield from of_table("SEES", sees.SEES, ((f"{who}, {e}: {s}", who, row | {e: s}) for e, s in others))
    for table in (standing._STANDINGS, standing._OFFICES):
        for key, right in table.items():
            others = (one for one in Standing if one is not right)
            yield from of_table("standings", table, ((f"{key}: {one}", key, one) for one in others))


@pytest.mark.nightly
def test_no_change_of_a_cell_survives() -> None:
    """The committed page of access is what each cell is held against."""
    found = survivors(
        list(cells()),
        [
            *[*sentences_of(test_access), *sentences_of(test_access_need)],
            test_table.test_every_cell_is_as_it_was_committed,
        ],
    )
    assert not found, say(found)


def record_modules() -> Iterator[ModuleType]:
    for one in pkgutil.iter_modules(forthright.record.__path__):
        if one.name not in ("models", "migrations", "apps"):
            yield importlib.import_module(f"forthright.record.{one.name}")


def deciding() -> Iterator[tuple[ModuleType, str]]:
    """The functions outside the core that decide about access."""
    for module in (*record_modules(), directory):
        also = ALSO.get(module.__name__, ())
        found = DECIDES.search if module is not directory else lambda source: None
        for name in functions(module, lambda name, source, found=found, also=also: name in also or bool(found(source))):
            yield module, name
    for name in functions(gate, lambda name, source: True):
        yield gate, name


def test_the_functions_that_decide_are_where_they_are_looked_for() -> None:
    files = {module.__name__.removeprefix("forthright.record.") for module, _name in deciding()}
    assert files - {"forthright.directory.queries", "forthright.web.gate"} == set(MODULES)
    there = {(module.__name__, name) for module, name in deciding()}
    for module, names in ALSO.items():
        assert {(module, name) for name in names} <= there, module


@pytest.mark.wide
def test_no_change_of_the_gate_or_of_a_query_survives(planted: Planted) -> None:
    mutants = [mutant for module, name in deciding() for mutant in of_function(module, name)]
    found = survivors(
        mutants,
        [
            on_the_ground(one, planted)
            for module in (test_gate, test_gate_need, test_gate_wider)
            for one in sentences_of(module)
        ],
    )
    assert not found, say(found)


def on_the_ground(test: Callable[..., None], planted: Planted) -> Killer:
    """A test of the planted town, after which all is as before."""

    def run() -> None:
        with planted.undone():
            test(planted) if inspect.signature(test).parameters else test()
        keys.close()

    return run


def test_the_tool_sees_a_survivor() -> None:
    """Where nothing is tested, everything survives; and a mutant is gone when it was tried."""
    mutants = list(of_function(sees, "opens"))
    assert len(survivors(mutants * 20, [])) == 20 * len(mutants)
    test_access.test_to_everybody_else_there_is_no_challenge()
    assert Verb.RAISE in may.MAY
