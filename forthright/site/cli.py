"""The `forthright` command. Every sentence it ends with says what to do."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from forthright.site.cli_policy import policy
from forthright.site.ready import remarks, with_site, working_site

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(help="Forthright: professional challenge, raised, heard, taken up the steps and resolved.")
def main() -> None:
    """The root of all commands."""


@main.command()
@with_site
def prepare() -> None:
    """Make the database ready, and gather the files that browsers fetch."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("clearsessions")
    click.echo("The database is ready.")


@main.command()
@working_site
def check() -> None:
    """Say what keeps this installation from working and what will before long, or that it is ready.

    1 when something needs somebody now, such as a clock that stands still.
    """
    alarms, soon = remarks(datetime.now(UTC))
    for line in soon:
        click.echo(line)
    if alarms:
        raise click.ClickException("\n".join(alarms))
    click.echo("Everything that can be checked from here is ready.")


@main.command()
@working_site
def demo() -> None:
    """Load the invented partnership, once. Everything in it says that it is invented."""
    from forthright.exchange.demo import load

    click.echo("The demonstration is loaded." if load(datetime.now(UTC)) else "The demonstration was already loaded.")


@main.command()
@click.option("--port", envvar="PORT", default=8000, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--workers", default=2, show_default=True, help="How many web processes.")
@working_site
def start(port: int, host: str, workers: int) -> None:
    """Run web and clock together until stopped; either is started again if it dies."""
    from forthright.site.processes import run_together

    os.environ.setdefault("FORTHRIGHT_ADDRESS", f"http://localhost:{port}")  # for the links in messages
    _say_who_can_sign_in(host, port)
    sys.exit(run_together(host, port, workers))


def _say_who_can_sign_in(host: str, port: int) -> None:
    from django.conf import settings

    click.echo(f"Forthright is at http://{'localhost' if host == '127.0.0.1' else host}:{port}/")
    if settings.DEMO:
        from forthright.exchange.demo import PASSWORD, SIGN_IN

        click.echo(f"Everybody in it is invented. Sign in as NAME@anyshire.example, with the password {PASSWORD}")
        for names, what in SIGN_IN:
            click.echo(f"  {names:38} {what}")
    sys.stdout.flush()


@main.command()
@click.option("--port", envvar="PORT", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=2, show_default=True)
@working_site
def web(port: int, host: str, workers: int) -> None:
    """Run the web server alone."""
    from forthright.site.processes import web_command

    os.execv(sys.executable, web_command(host, port, workers))  # noqa: S606 - our own command line


@main.command()
@click.option("--once", is_flag=True, help="One round, then stop.")
@working_site
def clock(once: bool) -> None:
    """Run the clock alone: find what has fallen due, and send what is waiting."""
    import signal

    from forthright.record import clock as loop

    if once:
        click.echo(f"{loop.round_once(datetime.now(UTC))} entries written")
        return
    stopped: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: stopped.append(number))
    loop.run(stop=lambda: bool(stopped))


main.add_command(policy)


@main.group()
def date() -> None:
    """The working-time clock."""


@date.command("cases")
@click.argument("file", type=FILE)
def date_cases(file: Path) -> None:
    """Run a file of working-time cases and say how many are right; 1 when any is wrong."""
    from forthright.core.worktime import cases

    try:
        outcome = cases.run(file)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    for line in outcome.problems:
        click.echo(line)
    click.echo(f"{outcome.right} right, {outcome.wrong} wrong")
    sys.exit(1 if outcome.wrong else 0)


@date.command("check")
@click.argument("file", type=FILE)
def date_check(file: Path) -> None:
    """Count a date again that somebody sent as a file, offline, and say what is right; 1 when anything is wrong."""
    import json

    from forthright.core.challenge import dated

    try:
        right, wrong = dated.check(json.loads(file.read_text(encoding="utf-8")))
    except ValueError as fault:
        said = str(fault) if not isinstance(fault, json.JSONDecodeError | UnicodeDecodeError) else "It is not JSON."
        raise click.ClickException(f"{file.name}: {said}") from fault
    for line in (*right, *(f"Wrong: {line}" for line in wrong)):
        click.echo(line)
    sys.exit(1 if wrong else 0)


@main.group()
def record() -> None:
    """The record."""


@record.command("verify")
@working_site
def record_verify() -> None:
    """Check the chain of every challenge; 1 when anything is not as it was written."""
    from forthright.record.chain import faults
    from forthright.record.models import Challenge, StoredEvent

    heads = {row.pk: (row.version, bytes(row.head)) for row in Challenge.objects.only("version", "head").iterator()}
    rows = StoredEvent.objects.order_by("challenge", "version").iterator(chunk_size=2000)
    found = 0
    for fault in faults(rows, heads):
        click.echo(str(fault))
        found += 1
    entries = StoredEvent.objects.count()
    click.echo(f"{entries} entries of {len(heads)} challenges checked, {found} {'fault' if found == 1 else 'faults'}")
    sys.exit(1 if found else 0)


@main.command()
@click.option("--check", is_flag=True, help="Only compare; 1 when anything differs.")
@working_site
def reproject(check: bool) -> None:
    """Make the projection anew from the events, or compare it with them."""
    from forthright.record.projection import differences, rebuild

    if not check:
        click.echo(f"{rebuild()} challenges projected anew")
        return
    found = list(differences())
    for line in found:
        click.echo(line)
    click.echo("1 difference" if len(found) == 1 else f"{len(found)} differences")
    sys.exit(1 if found else 0)


@main.command()
@click.option("--check", is_flag=True, help="Only compare; 1 when the files are stale.")
@with_site
def reference(check: bool) -> None:
    """Write the generated reference under docs/reference/, or say whether it is fresh."""
    from forthright.site.reference import stale, write

    if not check:
        click.echo(f"{len(write())} pages written")
        return
    old = stale()
    for name in old:
        click.echo(f"docs/reference/{name} is stale. Run: forthright reference")
    sys.exit(1 if old else 0)


if __name__ == "__main__":
    main()
