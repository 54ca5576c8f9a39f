"""The `forthright policy` commands. Every sentence they end with says what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forthright.core.policy.check import check, check_with, refuses
from forthright.core.policy.explaining import explain
from forthright.core.policy.proofs import worst as worst_case
from forthright.core.policy.proofs.lengths import ordinary
from forthright.core.policy.proofs.posts import Directory
from forthright.core.policy.proofs.stories import when
from forthright.core.policy.reader import Reading, read
from forthright.core.policy.rungs import running
from forthright.core.policy.sentences import ACT_WORDS, span_words
from forthright.core.policy.shapes import Policy, Span
from forthright.core.rehearsal import comparing, results, telling
from forthright.core.rehearsal.anyhow import anyhow
from forthright.core.rehearsal.cases import Kinds, cases
from forthright.core.rehearsal.play import play
from forthright.core.worktime import Calendar
from forthright.site.ready import working_site

if TYPE_CHECKING:
    from forthright.directory.models import Partnership

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def policy() -> None:
    """Policies as plain text."""


def beside(file: Path) -> Callable[[str], bytes | None]:
    """Finds the text that a file is based on: the file of that name in the same folder."""

    def find(name: str) -> bytes | None:
        path = file.parent / f"{Path(name).name}.policy"
        return path.read_bytes() if path.is_file() else None

    return find


def reading_of(file: Path) -> Reading:
    """A policy file, read."""
    return read(file.read_bytes(), file.stem, beside(file))


def policy_of(file: Path) -> Policy:
    """The policy in a file, or the command that says what is wrong with it."""
    found = reading_of(file).policy
    if found is None:
        raise click.ClickException(f"{file} cannot be read. Run: forthright policy check {file}")
    return found


@policy.command("check")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option(
    "--partnership",
    metavar="KEY",
    help="Warn as well where this one has nobody for a step. KEY is its name in addresses.",
)
def policy_check(files: tuple[Path, ...], partnership: str | None) -> None:
    """Read policy files and prove them: 1 when one cannot be read, or a matter could fall silent under it."""
    directory = directory_of(partnership) if partnership is not None else None
    bad = [file for file in files if not _checked(file, directory)]
    sys.exit(1 if bad else 0)


@working_site
def directory_of(key: str) -> Directory:
    """The people, posts and opening hours that this installation has for a partnership."""
    from forthright.directory.queries import held_now

    return held_now(partnership_of(key), datetime.now(UTC))


def partnership_of(key: str) -> Partnership:
    """A partnership of this installation, by its name in addresses. Needs a working site."""
    from forthright.directory.models import Partnership

    found = Partnership.objects.filter(slug=key).select_related("hours").first()
    if found is not None:
        return found
    keys = list(Partnership.objects.order_by("slug").values_list("slug", flat=True))
    known = f"It has: {', '.join(keys)}." if keys else "It has none yet. To look at an invented one: forthright demo"
    raise click.ClickException(f"This installation has no partnership “{key}”. {known}")


def _checked(file: Path, directory: Directory | None) -> bool:
    reading = reading_of(file)
    for problem in reading.problems:
        click.echo(f"{file}:{problem.line}:{problem.column}: {problem.sentence()}")
    findings = check(reading.policy) if reading.policy else []
    if reading.policy and directory:
        findings += check_with(reading.policy, directory, directory.on)
    for finding in findings:
        line, column = reading.place(finding.where)
        click.echo(f"{file}:{line}:{column}: {finding.level}: {finding.sentence}")
        for sentence in finding.story:
            click.echo(f"    {sentence}")
        for sentence in finding.each:
            click.echo(f"    - {sentence}")
    return reading.policy is not None and not refuses(findings)


@policy.command("explain")
@click.argument("file", type=FILE)
def policy_explain(file: Path) -> None:
    """Say a policy in plain words."""
    for heading, sentences in explain(policy_of(file)):
        click.echo(f"\n{heading}")
        for sentence in sentences:
            click.echo(f"  {sentence}")


@policy.command("worst")
@click.argument("file", type=FILE)
@click.option("--urgent", is_flag=True, help="For an urgent matter.")
def policy_worst(file: Path, urgent: bool) -> None:
    """The longest that a matter can take to reach the top, by unit and in days, with the minute it starts."""
    found = policy_of(file)
    ladder = running(found)
    result = worst_case.worst(ladder, urgent)
    for key, act, span in result.spans:
        click.echo(f"{ladder.label(key)}: {span_words(span)} to {ACT_WORDS[act]}")
    for key in result.open_at:
        why = "no number is given"
        if worst_case.extended_for_ever(ladder.step(key), urgent):
            why = "its times can be extended again and again"
        click.echo(f"{ladder.label(key)}: {why}, so nothing bounds it")
    if not result.spans:
        click.echo("No time can be counted.")
        return
    total = ", ".join(span_words(Span(amount, unit)) for unit, amount in result.total.items())
    click.echo(f"Together: {total}.")
    spans = [span for _, _, span in result.spans]
    start, end = worst_case.longest_wait(spans, ordinary(), date(2026, 1, 1))
    wait = end - start
    click.echo(
        f"Longest in the years 2026 to 2029, office hours in England: {wait.days} days and {wait.seconds // 3600}"
        f" hours, from {when(start)} to {when(end)}."
    )


COUNT = click.option("--cases", "count", default=1000, show_default=True, help="How many cases are played.")
SEED = click.option("--seed", default=1, show_default=True, help="Another number gives other cases.")
HOURS = click.option(
    "--partnership", metavar="KEY", help="Play in the opening hours of this one. KEY is its name in addresses."
)
FIRST = date(2026, 1, 1)


@working_site
def hours_of(key: str) -> Calendar:
    """The opening hours of a partnership of this installation."""
    from forthright.directory.hours import calendar_of

    return calendar_of(partnership_of(key).hours)


@policy.command("rehearse")
@click.argument("file", type=FILE)
@COUNT
@SEED
@HOURS
@click.option("--tell", default=1, show_default=True, help="How many of the cases are told as a timeline.")
def policy_rehearse(file: Path, count: int, seed: int, partnership: str | None, tell: int) -> None:
    """Play invented people against a policy, prompt, slow, late, silent and on leave, and say what comes of it.

    Cases also vary over the policy's own priorities, kinds of agency and later first steps.
    """
    found = policy_of(file)
    hours = ordinary() if partnership is None else hours_of(partnership)
    these = list(cases(Kinds.of(found), count, seed, hours, FIRST))
    for case in these[:tell]:
        click.echo("A case")
        ladder = running(found, case.group)
        played = play(ladder, hours, case)
        for sentence in telling.manner(played):
            click.echo(f"  {sentence}")
        for line in telling.timeline(ladder, played):
            click.echo(f"  {when(line.at)}. {line.sentence}")
    click.echo(f"All cases, in these hours: {hours.title}")
    for sentence in results.sentences(results.rehearse(found, hours, these), found):
        click.echo(f"  {sentence}")
    click.echo("However people act")
    for sentence in anyhow(found, hours, FIRST, seed=seed):
        click.echo(f"  {sentence}")


@policy.command("compare")
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@COUNT
@SEED
@HOURS
def policy_compare(first: Path, second: Path, count: int, seed: int, partnership: str | None) -> None:
    """Play the same invented cases under two policies: who climbs, who waits, who is asked more often.

    Cases also vary over the priorities, kinds of agency and later first steps of both.
    """
    both = policy_of(first), policy_of(second)
    hours = ordinary() if partnership is None else hours_of(partnership)
    these = cases(Kinds.of(*both), count, seed, hours, FIRST)
    found = comparing.compare(*both, hours, these)
    click.echo(f"In these hours: {hours.title}")
    for sentence in comparing.sentences(found, (first.stem, second.stem), both):
        click.echo(sentence)
