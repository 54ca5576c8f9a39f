"""How much memory values take, deep; each object is counted once however often it is used."""

from __future__ import annotations

import gc
import sys
from enum import Enum
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

NOT_OURS = (type, Enum, ModuleType, FunctionType, BuiltinFunctionType)
"""What is there once for the whole program, whoever uses it."""


def deep(*values: Any) -> int:
    """Bytes of these values and all that they refer to, with what the garbage collector keeps before each object."""
    seen: set[int] = set()
    waiting, total = list(values), 0
    while waiting:
        value = waiting.pop()
        if id(value) in seen or isinstance(value, NOT_OURS):
            continue
        seen.add(id(value))
        total += sys.getsizeof(value)
        waiting += gc.get_referents(value) or _fields(value)
    return total


def _fields(value: Any) -> list[Any]:
    """What a struct of msgspec holds that the garbage collector does not look at, and so says nothing about."""
    return [getattr(value, name) for name in getattr(value, "__struct_fields__", ())]
