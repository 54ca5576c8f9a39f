"""What a draft says when it is sent, and a draft that says again what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from forthright.core.challenge.codes import Subject
from forthright.core.challenge.facts import Raised
from forthright.core.policy.every import ends_sooner
from forthright.core.policy.shapes import Policy, Stated
from forthright.record.queries import Matter
from forthright.web.forms import raising as asked
from forthright.web.forms.base import Form
from forthright.web.forms.widgets import DateParts


def words(
    clean: Mapping[str, Any], named: list[dict[str, str]], forms: Mapping[str, Form], policy: Policy
) -> dict[str, Any]:
    """The narrative under the names that the event lists: what the page that checks it showed, and nothing else."""
    plain = ("worry_facts", "worry_opinion", "child_view", "impact", "wanted", "interim_safety")
    found: dict[str, Any] = {name: clean.get(name, "") for name in plain}
    found["children"] = named
    found["theme"] = "" if named else clean.get("about", "")
    if clean.get("passed"):
        found["conflict"] = clean["conflict_reason"]
    if clean.get("restricted"):
        found["restricted_reason"] = clean["restricted_reason"]
    if clean.get("entry_reason"):
        found["entry_reason"] = clean["entry_reason"]
    if asked.cannot_wait(clean.get("urgency"), clean.get("needed_by"), ends_sooner(policy)):
        found["urgent_reason"] = clean.get("urgent_reason", "")
    evidence = forms.get("evidence")
    found["evidence"] = evidence.filled() if isinstance(evidence, asked.Evidence) else []
    return {name: value for name, value in found.items() if value}


def children(clean: Mapping[str, Any], others: Form | None) -> list[dict[str, str]]:
    """Each child or person it is about: name, born (ISO date or ""), identifier and kind. None for a theme."""
    if clean.get("subject") == Subject.THEME:
        return []
    first = {"name": clean.get("about"), "kind": clean.get("subject")}
    first |= {name: clean.get(name) for name in ("born", "identifier")}
    rows = [first, *(others.filled() if isinstance(others, asked.Others) else [])]
    return [
        {
            "name": row["name"],
            "born": row["born"].isoformat() if row.get("born") else "",
            "identifier": row.get("identifier") or "",
            "kind": row.get("kind") or Subject.CHILD.value,
        }
        for row in rows
    ]


def subject(named: list[dict[str, str]]) -> Subject:
    """What the record says it is about, without saying who."""
    if not named:
        return Subject.THEME
    return Subject.CHILDREN if len(named) > 1 else Subject(named[0]["kind"])


def again(matter: Matter) -> dict[str, str]:
    """What was asked in a challenge, as the answers of a draft: to put the same matter to another agency."""
    first = matter.entries[0]
    fact, said = first.entry.event.fact, first.words
    assert isinstance(fact, Raised)
    plain = ("worry_facts", "worry_opinion", "child_view", "impact", "wanted", "interim_safety", "urgent_reason")
    found = {name: str(said.get(name) or "") for name in plain}
    named: Any = said.get("children") or []
    topic = "" if fact.topic == Stated.NOT_STATED.value else fact.topic
    found |= {"topic": topic, "urgency": matter.state.urgency.value, "about": str(said.get("theme") or "")}
    found["area"] = str(fact.partnership)
    found["subject"] = str(named[0].get("kind") or Subject.CHILD.value) if named else Subject.THEME.value
    for place, one in enumerate(named):
        start = "" if place == 0 else f"other-{place - 1}-"
        found["about" if place == 0 else f"{start}name"] = str(one.get("name") or "")
        found[f"{start}identifier"] = str(one.get("identifier") or "")
        found |= _parts(f"{start}born", one.get("born"))
        found |= {f"{start}kind": str(one.get("kind") or "")} if place else {}
    evidence: Any = said.get("evidence") or []
    for place, one in enumerate(evidence):
        found |= {f"evidence-{place}-{name}": str(one.get(name) or "") for name in ("what", "source")}
    for name in ("needed_by", "arose", "received", "conference"):
        found |= _parts(name, getattr(fact, name))
    return {name: text for name, text in found.items() if text}


def _parts(name: str, day: object) -> dict[str, str]:
    """A day (a date, or a text like 2019-03-27) in the three boxes of its question."""
    if not day:
        return {}
    found = day if isinstance(day, date) else date.fromisoformat(str(day))
    numbers = (found.day, found.month, found.year)
    return {f"{name}_{part}": str(number) for part, number in zip(DateParts.PARTS, numbers, strict=True)}
