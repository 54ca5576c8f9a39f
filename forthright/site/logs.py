"""How log lines are written: nothing that a person typed may reach a log."""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Plain(logging.Formatter):
    """Writes an error as its type and the places it passed, without its message.

    Messages of errors carry data: a database's "already exists" quotes the row, a KeyError the key.
    """

    def formatException(self, ei: ExcInfo) -> str:
        """The kind of the error and the places, one a line."""
        kind, _error, trace = ei
        name = kind.__name__ if kind else "unknown error"
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([name, *frames])
