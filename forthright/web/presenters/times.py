"""Its times beside their instants: the days from which they run, if it was raised in time, who changed one and why."""

from __future__ import annotations

from django.utils.translation import gettext as _

from forthright.core.challenge import facts
from forthright.core.challenge.facts import Duty
from forthright.core.policy.sentences import span_words
from forthright.core.policy.shapes import Span
from forthright.record.queries import Matter, Seen, last_entry
from forthright.web.presenters import hearing, labels, when


def days(matter: Matter) -> list[tuple[str, str]]:
    """The days from which its policy counts a time, and by when the child needs it, each under its label."""
    state = matter.state
    named = [
        (_("The decision was received"), state.received),
        (_("The conference"), state.conference),
        (_("The child needs it by"), state.needed_by),
    ]
    return [(label, when.day(day)) for label, day in named if day]


def in_time(matter: Matter) -> str:
    """The policy's own time to raise it beside when it was raised: told, and no more than that."""
    due, raised = matter.state.raise_due, matter.state.raised_at
    if due is None or raised is None:
        return ""
    told = {"due": when.said(due), "raised": when.said(raised)}
    return _("The policy asks to raise this by %(due)s. It was raised at %(raised)s.") % told


def paused(matter: Matter) -> list[str]:
    """Until when the times of its step stand still, who said so and why: nothing while they run."""
    until = matter.state.paused_until
    if until is None:
        return []
    said = [_("The times of this step stand still until %(when)s.") % {"when": when.said(until)}]
    entry = last_entry(matter, facts.Paused)
    return [*said, *(_why(entry) if entry else [])]


def changed(matter: Matter, duty: Duty) -> list[str]:
    """What people changed of a time, and the question for more of it that waits, each with who and why. The policy's
    own time, as it was before, stands beside each."""
    said: list[str] = []
    for seen in matter.entries:
        event = seen.entry.event
        if any(change.at == event.at for change in duty.by_hand):
            said += _change(seen, duty)
    asked = matter.state.extension
    if asked is not None and asked.duty == duty.key:
        entry = last_entry(matter, facts.ExtensionAsked)
        more = span_words(Span(asked.more, asked.unit))
        said.append(_("%(more)s more were asked for, which waits for an answer.") % {"more": labels.first_upper(more)})
        said += _why(entry) if entry else []
    return said


def _change(seen: Seen, duty: Duty) -> list[str]:
    fact = seen.entry.event.fact
    if isinstance(fact, facts.MarkedUrgent):
        return [_("It became urgent, so the extension of this time has ended.")]
    if not isinstance(fact, facts.TimeShortened | facts.ExtensionAgreed) or fact.kind is not duty.kind:
        return []
    ends = {"until": when.said(fact.until), "before": when.said(fact.before)}
    if isinstance(fact, facts.TimeShortened):
        return [_("This time was shortened: it ended by %(before)s, and now by %(until)s.") % ends, *_why(seen)]
    agreed = _("Agreed by %(who)s.") % {"who": hearing.signed(seen)}
    return [_("This time was extended: it ended by %(before)s, and then by %(until)s.") % ends, agreed]


def _why(seen: Seen) -> list[str]:
    """Who said so and when, and why."""
    reason = str(seen.words.get("reason") or "")
    told = {"who": hearing.signed(seen), "reason": reason}
    return [_("By %(who)s. Why: %(reason)s") % told if reason else _("By %(who)s.") % told]
