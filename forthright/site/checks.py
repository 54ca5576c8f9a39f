"""What stops this installation from working, in one clear sentence each. The command line prints them."""

from __future__ import annotations

import shutil
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from forthright.site.env import PREFIX, SettingsProblem, fix, folder_problems

SPARE = 50 * 1024 * 1024  # bytes; the database needs room to write its log before it can say that it has none


def problems() -> list[str]:
    """Settings first: without them nothing else can be asked. An empty list means ready."""
    try:
        data_dir = settings.DATA_DIR
    except SettingsProblem as found:
        return found.problems
    if not apps.ready:
        django.setup()
    return folder_problems(data_dir) + disk_problems(data_dir) + database_problems()


def disk_problems(data_dir: Path) -> list[str]:
    """A sentence when less than `SPARE` is free; nothing else is wrong with a disk from here."""
    if not data_dir.exists() or shutil.disk_usage(data_dir).free >= SPARE:
        return []
    return [f"The disk that holds {data_dir} is almost full. Make room, at least 50 MB. Type: df -h {data_dir}"]


def database_problems() -> list[str]:
    """Asks the database one question. Waits at most about five seconds."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except ImproperlyConfigured:
        need = "names PostgreSQL, whose driver is not installed. Type: pip install 'forthright[postgres]'"
        return [f"{PREFIX}DATABASE_URL {need}"]
    except (DatabaseError, InterfaceError):
        return [unreachable(connection)]
    return []


def unreachable(connection: BaseDatabaseWrapper) -> str:
    """Names the place but never the password."""
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        path = place["NAME"]
        return f"The database file {path} cannot be opened: its folder may be missing or not yours. Type: ls -l {path}"
    where = f"{place['HOST'] or 'this machine'}, port {place['PORT'] or 5432}"
    cause = "it may not be running, or the address, name or password is wrong"
    return f"The database at {where} does not answer: {cause}. {fix('DATABASE_URL')}"
