"""A policy against the opening hours of a directory: days can be counted there, are known, and last how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from forthright.core.policy.proofs.finding import Finding, note, warning
from forthright.core.policy.proofs.posts import Directory, one_by_one, summed
from forthright.core.policy.proofs.worst import longest_soon, worst
from forthright.core.policy.rungs import running
from forthright.core.policy.sentences import date_words
from forthright.core.policy.shapes import Hours, Policy, Span
from forthright.core.worktime import Calendar, horizons

DAY = timedelta(days=1)
"""By how much a worst case has to be longer to be told: that one office closes an hour later says nothing."""
COMPARED = 3
"""Opening hours whose worst case is worked out: each takes a fifth of a second, while somebody waits."""
OWN = "the partnership"


def hours(policy: Policy, directory: Directory, start: date) -> Iterator[Finding]:
    """All findings about opening hours, for a policy that counts from a day or from its own, whichever is later."""
    whose = {OWN: directory.hours}
    if policy.hours is not Hours.PARTNERSHIP:
        whose |= {held.agency: held.hours for held in directory.agencies}
    shut = [name for name, calendar in whose.items() if not _opens(calendar)]
    if shut:
        yield _shut(shut)
    yield from _unknown(whose, max(policy.in_force or start, start))
    if OWN not in shut:
        yield from _longer(policy, {name: whose[name] for name in whose if name not in shut}, directory.on)


def _opens(calendar: Calendar) -> bool:
    return any(calendar.weekly) or any(calendar.special.values())


def _shut(names: list[str]) -> Finding:
    story = (
        f"A working day is to be counted in the hours of {names[0]}.",
        "These hours never open, so there is no working day.",
        "No due date can be worked out.",
    )
    return warning("hours.never", "", f"No opening hours at all for: {summed(names)}.", story, one_by_one(names))


def _unknown(whose: dict[str, Calendar], start: date) -> Iterator[Finding]:
    """Bank holidays that are not published for the whole of the policy's first year."""
    for known, names in horizons((replace(hours, title=name) for name, hours in whose.items()), start).items():
        sentence = f"Bank holidays are known until {date_words(known)} only, for: {summed(names)}."
        story = (
            f"A time runs past {date_words(known)}.",
            "A bank holiday that is not published yet may fall into it.",
            "Its due date may still move.",
        )
        yield warning("hours.unknown", "", sentence, story, one_by_one(names))


def _longer(policy: Policy, whose: dict[str, Calendar], on: date) -> Iterator[Finding]:
    """The worst case in each agency's hours, where it is longer by a day than in the partnership's own."""
    spans = tuple(span for _key, _act, span in worst(running(policy)).spans)
    plain: dict[Calendar, list[str]] = {}
    for name, calendar in whose.items():
        plain.setdefault(replace(calendar, title=""), []).append(name)
    own, *others = plain
    if not spans or not others:
        return
    first = on.replace(day=1)
    usual = _wait(spans, own, first)
    others.sort(key=lambda calendar: -len(plain[calendar]))
    for calendar in others[:COMPARED]:
        wait = _wait(spans, calendar, first)
        if wait - usual >= DAY:
            words = f"{_days(wait)} in the hours of {summed(plain[calendar])}, {_days(usual)} in those of {OWN}"
            each = one_by_one(plain[calendar])
            yield note("hours.longer", "", f"The worst case takes {words}.", each)
    left = [name for calendar in others[COMPARED:] for name in plain[calendar]]
    if left:
        sentence = f"The worst case was not worked out in the hours of {summed(left)}: too many differ."
        yield note("hours.many", "", sentence, one_by_one(left))


def _wait(spans: tuple[Span, ...], calendar: Calendar, first: date) -> timedelta:
    start, end = longest_soon(spans, calendar, first)
    return end - start


def _days(wait: timedelta) -> str:
    """ "47 days and 16 hours"."""
    left = wait.seconds // 3600
    return f"{wait.days} days" + (f" and {left} hours" if left else "")
