"""The versions of a policy as rows and sentences: what counts since when, who published it, and what runs under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.core.policy.sentences import date_words
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import LONDON
from forthright.record.models import Draft, PolicyVersion
from forthright.record.policies import policy_in
from forthright.record.publishing import NotPublished, Why
from forthright.record.versions import Standing, Version
from forthright.web.presenters import when

STANDINGS = {
    Standing.IN_FORCE: (gettext_lazy("In force"), "mine"),
    Standing.TO_COME: (gettext_lazy("To come"), "soon"),
    Standing.REPLACED: (gettext_lazy("Replaced"), "done"),
    Standing.SKIPPED: (gettext_lazy("Never came into force"), "done"),
}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version. `mark` is the first part of its fingerprint; `tag` ends the name of a style.

    `said` is from when its own text says that it is in force, "" where it does not say.
    """

    number: int
    name: str
    standing: str
    tag: str
    counts: str
    said: str
    published: str
    reason: str
    dated: str
    mark: str
    open: str


def row(version: Version) -> VersionRow:
    """One version as a row."""
    said, tag = STANDINGS[version.standing]
    stored = version.row
    policy = policy_in(stored.text)
    return VersionRow(
        number=stored.pk,
        name=name(stored),
        standing=str(said),
        tag=tag,
        counts=_counts(version),
        said=in_the_text(policy) if policy else "",
        published=published(stored),
        reason=stored.reason,
        dated=date_words(policy.version) if policy else _("Not known"),
        mark=stored.fingerprint[:8],
        open=opened(version.open),
    )


def name(stored: PolicyVersion) -> str:
    """What a version is called: "Version 3"."""
    return _("Version %(number)s") % {"number": stored.number}


def choice(stored: PolicyVersion) -> str:
    """A version in a list to choose from: "Version 3, from Friday 27 November 2026"."""
    return _("%(version)s, from %(day)s") % {"version": name(stored), "day": when.day(stored.effective)}


def _counts(version: Version) -> str:
    told = {"since": moment(version.row.effective), "until": moment(version.until) if version.until else ""}
    if version.standing is Standing.SKIPPED:
        return _("Another version took over at the same moment")
    return _("From %(since)s until %(until)s") % told if version.until else _("From %(since)s") % told


def in_the_text(policy: Policy) -> str:
    """From when the text itself says that it is in force; "" where it does not say."""
    return _("The text says: in force from %(day)s") % {"day": date_words(policy.in_force)} if policy.in_force else ""


def moment(at: datetime) -> str:
    """An instant: its day alone when it is the first minute of that day in England."""
    local = at.astimezone(LONDON)
    return when.day(at) if (local.hour, local.minute) == (0, 0) else when.said(at)


def published(stored: PolicyVersion) -> str:
    """Who published it and when; a version that came in with the installation has neither."""
    if stored.published_at is None:
        return _("Put in when this site was set up")
    return _("%(name)s, at %(when)s") % {"name": stored.published_name, "when": when.said(stored.published_at)}


def opened(count: int) -> str:
    """How many open challenges."""
    return ngettext("%(count)s open challenge", "%(count)s open challenges", count) % {"count": count}


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An unfinished draft of a policy."""

    name: str
    text: str
    kept: str


def draft(stored: Draft) -> DraftRow:
    """One draft. Nothing of its text is shown here."""
    return DraftRow(
        name=stored.pk,
        text=_("Draft last changed at %(when)s") % {"when": when.said(stored.updated)},
        kept=_("Kept until %(day)s") % {"day": when.day(stored.expires)},
    )


def what_happens(
    starts: datetime, today: bool, before: Version | None, after: Version | None, running: int
) -> list[str]:
    """What publishing does, in sentences, for the page on which it is confirmed.

    `before` is the version that counts when the new one begins, `after` the one that takes over from it later.
    """
    said = []
    if today:
        said.append(_("It counts for every challenge that is raised from the moment you publish it."))
    else:
        said.append(
            _("It counts for every challenge that is raised from the start of %(day)s.") % {"day": when.day(starts)}
        )
    if after is not None:
        told = {"version": name(after.row), "moment": moment(after.row.effective)}
        said.append(_("It stops counting for new challenges when %(version)s takes over, on %(moment)s.") % told)
    if before is not None and before.row.effective < starts:
        said.append(_("%(version)s counts until then, and can still be read.") % {"version": name(before.row)})
    elif before is not None:
        said.append(_("%(version)s was to count from then and never will.") % {"version": name(before.row)})
    said.append(_running(running))
    said.append(_("Anybody can read it on the page “What is my next step?” from then on."))
    said.append(_("A published version cannot be changed or deleted. Another can be published after it."))
    return said


def _running(count: int) -> str:
    if not count:
        return _("No challenge is open now.")
    said = ngettext(
        "The %(count)s challenge that is open keeps the version that it began under.",
        "The %(count)s challenges that are open keep the versions that they began under.",
        count,
    )
    return said % {"count": count}


def refusal(refused: NotPublished) -> str:
    """Why a text was not published, and what to do."""
    if refused.why is Why.UNREADABLE:
        count = len(refused.problems)
        said = ngettext(
            "The text has %(count)s problem. Go back to the text and put it right.",
            "The text has %(count)s problems. Go back to the text and put them right.",
            count,
        )
        return said % {"count": count}
    if refused.why is Why.STRANDS:
        return _(
            "The check found something that must be put right first: a challenge could be left with nobody, "
            "or a danger hidden. Go back to the text and put it right."
        )
    if refused.why is Why.PAST:
        return _(
            "The day has passed. Choose today or a later day: challenges raised before now keep the version "
            "that they began under."
        )
    assert refused.version is not None
    if refused.why is Why.SAME:
        return _(
            "%(version)s says just the same. Change the text. Or, if you want it to count again, give the line "
            "“version:” another date."
        ) % {"version": name(refused.version)}
    return _(
        "%(name)s was published while you were working: %(who)s. Nothing of yours was published. Your text is kept. "
        "Look at what it changes below. If you still want to publish yours, send it again."
    ) % {"name": name(refused.version), "who": published(refused.version)}


def choices(rows: Iterable[PolicyVersion]) -> list[tuple[str, str]]:
    """Versions to choose from, by the number of their row."""
    return [(str(one.pk), choice(one)) for one in rows]
