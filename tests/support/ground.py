"""What many tests begin with, written into the database once and given to each of them fresh.

A layer is a fixture's work: the invented town, or the town with its challenges. It is written inside a transaction
that stays open; each test runs in a savepoint on top, which is rolled back, so the next finds the layer as it was. The
layers lie on each other; those that the next test does not ask for are rolled back before it begins.

Rejected: a town in the database for good, which every test that counts rows would have to know of; and one for each
file, which two processes that share a file's tests would each write for a few.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import override_settings

from forthright.record import keys


@dataclass
class Layer:
    """One fixture's work: the open transaction that it was written in, what the fixture gives, and the keys it made."""

    name: str
    written: AbstractContextManager[Any]
    value: Any
    store: bytes
    master: bytes


class Ground:
    """The layers that stand in the database of this process, the lowest first."""

    def __init__(self, unblock: Callable[[], AbstractContextManager[Any]]) -> None:
        self.unblock = unblock
        self.makers: dict[str, Callable[[Any], Any]] = {}
        self.layers: list[Layer] = []

    def fit(self, wanted: list[str]) -> None:
        """Let just these layers stand, of those that are known, in the order in which they became known."""
        wanted = [name for name in self.makers if name in wanted]
        standing = [layer.name for layer in self.layers]
        same = next((at for at, pair in enumerate(zip(standing, wanted, strict=False)) if len(set(pair)) > 1), None)
        keep = min(len(standing), len(wanted)) if same is None else same
        with self.unblock():
            while len(self.layers) > keep:
                self._roll_back()
            for name in wanted[keep:]:
                self._write(name)

    def add(self, name: str, make: Callable[[Any], Any]) -> None:
        """Make a layer known and let it stand. `make` is given what the layer below gives, None for the lowest."""
        self.makers[name] = make
        with self.unblock():
            self._write(name)

    def given(self, name: str) -> Any:
        """A copy of what a layer gives, for one test alone, whose key store is filled as the layers left it."""
        layer = next(one for one in self.layers if one.name == name)
        if layer.master:
            keys.close()
            Path(settings.MASTER_KEY_FILE).write_bytes(layer.master)
            Path(settings.KEY_STORE).write_bytes(layer.store)
        return copy.deepcopy(layer.value)

    def _write(self, name: str) -> None:
        below = self.layers[-1] if self.layers else None
        written = transaction.atomic()
        with tempfile.TemporaryDirectory() as folder:
            store, master = Path(folder, "keys.sqlite3"), Path(folder, "master.key")
            with override_settings(KEY_STORE=store, MASTER_KEY_FILE=master):
                value = copy.deepcopy(below.value) if below else None
                if below and below.master:
                    store.write_bytes(below.store)
                    master.write_bytes(below.master)
                written.__enter__()
                value = self.makers[name](value)
                keys.close()
            found = [path.read_bytes() if path.exists() else b"" for path in (store, master)]
        self.layers.append(Layer(name, written, value, *found))

    def _roll_back(self) -> None:
        transaction.set_rollback(True)
        self.layers.pop().written.__exit__(None, None, None)
