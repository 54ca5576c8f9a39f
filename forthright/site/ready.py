"""A command that needs the site gets it ready, or ends in clear sentences."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
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


def remarks(now: datetime) -> tuple[list[str], list[str]]:
    """What a working site is to be told of: what needs somebody now, and what needs somebody before long."""
    from forthright.core.policy.sentences import date_words
    from forthright.core.worktime import horizons
    from forthright.directory.hours import hours_in_use
    from forthright.directory.queries import local_day
    from forthright.record.queries import LATE_BEAT, last_beat

    beat = last_beat()
    alarms = []
    if beat is not None and abs(now - beat) > LATE_BEAT:
        alarms.append(f"The clock last ran at {beat:%H:%M on %d %B %Y} UTC. Start it again: forthright clock")
    soon = [] if beat else ["The clock has not run yet: no time runs out and no message is sent until it does."]
    for known, titles in horizons(hours_in_use(), local_day(now)).items():
        hours = ", ".join(titles)
        soon.append(f"Bank holidays are known until {date_words(known)} only: {hours}. Install the newest release.")
    return alarms, soon


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
