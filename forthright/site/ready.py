"""A command that needs the site gets it ready, or ends in clear sentences."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import click


def unready() -> list[str]:
    """What keeps a working site from starting, once its settings and database are right: a sentence each."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from forthright.record.keys import KeyStoreFault, master_key

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return ["The database is not prepared, or is of an earlier release. Type: forthright prepare"]
    try:
        master_key()
    except KeyStoreFault as fault:
        return [str(fault)]
    return []


def working_site(command: Callable[..., Any]) -> Callable[..., Any]:
    """As `with_site`, and the database prepared and the keys there."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        found = unready()
        if found:
            raise click.ClickException("\n".join(found))
        return command(*args, **options)

    return with_site(run)


def with_site(command: Callable[..., Any]) -> Callable[..., Any]:
    """Set Django up first; a missing setting, a wrong database address or a full disk ends in clear sentences."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forthright.site.settings")
        from forthright.site.checks import problems

        found = problems()
        if found:
            raise click.ClickException("\n".join(found))
        return command(*args, **options)

    return run
