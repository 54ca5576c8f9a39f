"""The key store: one small SQLite file of its own, apart from the database.

A key deleted from a big database lives on in its write-ahead log, its replicas and its archives, and erasing would be
a lie. Here pages are overwritten on deletion and the log is truncated after each, so that the bytes are gone from the
files. Each data key is wrapped (AES key wrap, RFC 3394) by the master key, which lies in a file outside both.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.conf import settings

KEY_BYTES = 32


class KeyGone(Exception):
    """The key was destroyed, or never was: the words that it sealed cannot be read by anybody."""


class KeyStoreFault(Exception):
    """The key store or the master key cannot be used. The message is one sentence that says what to do."""


_local = threading.local()


def master_key() -> bytes:
    """The 32 bytes that wrap every data key. Made once, readable by the owner alone. Raises KeyStoreFault."""
    path = Path(settings.MASTER_KEY_FILE)
    try:
        if not path.exists():
            _make_master(path)
        key = path.read_bytes()
    except OSError as fault:
        raise KeyStoreFault(
            f"The master key {path} cannot be read: {fault.strerror}. Check the file and who owns it."
        ) from fault
    if len(key) != KEY_BYTES:
        raise KeyStoreFault(f"The master key {path} must be {KEY_BYTES} bytes. Restore it from its backup.")
    return key


def _make_master(path: Path) -> None:
    """Refuses to make a new master key beside a store that has keys: it could open none of them."""
    store = Path(settings.KEY_STORE)
    if store.exists() and store.stat().st_size:
        raise KeyStoreFault(
            f"The master key {path} is missing but {store} has keys. Restore the master key from its backup."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(os.urandom(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):  # another process made it just now; whole, or not there at all
        os.link(fresh, path)
    fresh.unlink()


def _connection() -> sqlite3.Connection:
    """One connection for each process and thread; a forked worker opens its own."""
    address = (os.getpid(), str(settings.KEY_STORE))
    if getattr(_local, "address", None) != address:
        path, master = Path(settings.KEY_STORE), master_key()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=20, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID"
            )
        except (OSError, sqlite3.Error) as fault:
            raise KeyStoreFault(
                f"The key store {path} cannot be used: {fault}. Check the folder, its owner and free space."
            ) from fault
        _local.address, _local.connection, _local.master = address, connection, master
    return _local.connection


def create(name: str) -> bytes:
    """Make and store a new key; durable when this returns. An existing key of this name is returned as it is."""
    connection = _connection()
    key = os.urandom(KEY_BYTES)
    connection.execute("INSERT OR IGNORE INTO keys VALUES (?, ?)", (name, aes_key_wrap(_local.master, key)))
    return get(name)


def get(name: str) -> bytes:
    """The key of this name. Raises KeyGone when it was destroyed."""
    found = get_many([name])
    if name not in found:
        raise KeyGone(name)
    return found[name]


def get_many(names: Iterable[str]) -> dict[str, bytes]:
    """The keys of these names that still exist, in one read."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    marks = ",".join("?" * len(wanted))
    rows = _connection().execute(f"SELECT name, wrapped FROM keys WHERE name IN ({marks})", wanted)  # noqa: S608 - marks only
    return {name: aes_key_unwrap(_local.master, wrapped) for name, wrapped in rows}


def destroy(name: str) -> None:
    """Destroy a key. What it sealed can never be read again; the entries and their chain stay as they are."""
    forget(name)
    sweep()


def forget(name: str) -> None:
    """Delete the key of a draft: nobody can ask for it again. Its bytes go from the log at the next `sweep`."""
    _connection().execute("DELETE FROM keys WHERE name = ?", (name,))


def sweep() -> None:
    """Truncate the log, so that the bytes of deleted keys are gone from the files. The clock does it each round."""
    _connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def close() -> None:
    """Close this thread's connection, as tests do between stores."""
    if getattr(_local, "address", None) is not None and _local.address[0] == os.getpid():
        _local.connection.close()
    _local.address = None
