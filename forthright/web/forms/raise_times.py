"""What only some policies ask when a challenge is raised: a priority, days that times are counted from, a later start.

Each page is there only where the policy in force has the construct; see `pages_for`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy.sentences import first_upper, roles_words, step_heading
from forthright.core.policy.shapes import Policy, Start, Stated, Step
from forthright.directory import queries as directory
from forthright.directory.models import Holding
from forthright.web.forms import base
from forthright.web.forms.fields import DateField, narrative, offer, today
from forthright.web.forms.widgets import Radios
from forthright.web.presenters import labels

if TYPE_CHECKING:
    from forthright.web.forms.raise_pages import Draft

DAYS = {Start.DECISION_RECEIVED: "received", Start.CONFERENCE: "conference"}
"""Days that somebody types, beside the day on which the disagreement arose, by the name of their question."""


class Priority(base.Form):
    """One of the priorities that the policy names, or none."""

    heading_field = "priority"
    priority = forms.ChoiceField(
        label=gettext_lazy("Which priority does it have?"),
        help_text=gettext_lazy("A priority never makes anything later."),
        widget=Radios(),
        required=False,
    )

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, Any]] = (), agreed_by: str = "", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if agreed_by:
            told = {"who": agreed_by}
            self.fields["priority"].help_text = (
                _("A priority never makes anything later. The policy asks that it is agreed by %(who)s.") % told
            )
        offer(self, "priority", [*choices, ("", _("None of these"))])


class Days(base.Form):
    """The days from which the policy counts a time of the step at which it begins. `asked` are their names."""

    received = DateField(
        gettext_lazy("the date the decision was received"),
        label=gettext_lazy("When was the decision received that you disagree with?"),
        latest=today,
        required=False,
    )
    conference = DateField(
        gettext_lazy("the date of the conference"), label=gettext_lazy("When is or was the conference?"), required=False
    )

    def __init__(self, *args: Any, asked: frozenset[str] = frozenset(), **options: Any) -> None:
        super().__init__(*args, **options)
        for name in set(DAYS.values()) - asked:
            del self.fields[name]


class Where(base.Form):
    """At which step it begins, why at a later one, and who of the own agency has agreed where somebody must."""

    step = forms.ChoiceField(label=gettext_lazy("Where does it begin?"), widget=Radios(), required=False)
    entry_reason = narrative(gettext_lazy("If it begins at a later step, why?"), rows=3)
    agreed = forms.ChoiceField(
        label=gettext_lazy("Who of your agency has agreed that it begins there?"), widget=Radios(), required=False
    )

    def __init__(
        self,
        *args: Any,
        choices: Sequence[tuple[str, Any]] = (),
        hints: Mapping[str, Any] | None = None,
        agreeing: Sequence[tuple[str, Any]] = (),
        asks: frozenset[str] = frozenset(),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.asks = asks
        offer(self, "step", choices)
        self.fields["step"].widget.hints = dict(hints or {})  # type: ignore[attr-defined]
        self.first = choices[0][0] if choices else ""
        if asks:
            offer(self, "agreed", agreeing)
        else:
            del self.fields["agreed"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        step = data.get("step")
        if step and step != self.first:
            if "entry_reason" in data and not data["entry_reason"]:
                self.add_error("entry_reason", _("Enter why it begins at a later step"))
            if step in self.asks and not data.get("agreed") and "agreed" not in self.errors:
                self.add_error("agreed", _("Select who of your agency has agreed"))
        return data


def pages_for(policy: Policy) -> frozenset[str]:
    """The slugs of these pages that the policy needs."""
    needed = {"priority": bool(policy.priorities), "days": bool(days_asked(policy)), "begin": bool(_entries(policy))}
    return frozenset(slug for slug, wanted in needed.items() if wanted)


PAGES = frozenset({"priority", "days", "begin"})


def _entries(policy: Policy) -> list[Step]:
    return [step for step in policy.steps if step.entry]


def days_asked(policy: Policy) -> frozenset[str]:
    """The names of the days from which a step at which it may begin counts a time."""
    steps = [policy.steps[0], *_entries(policy)]
    starts = {start for step in steps for task in step.tasks for start in task.starts}
    return frozenset(name for start, name in DAYS.items() if start in starts)


def priorities(draft: Draft) -> dict[str, Any]:
    """The options of the page that asks for a priority."""
    policy = _policy(draft)
    agreed = "" if isinstance(policy.priority_agreed_by, Stated) else roles_words(policy.priority_agreed_by)
    return {"choices": [(one, first_upper(one)) for one in policy.priorities], "agreed_by": agreed}


def days(draft: Draft) -> dict[str, Any]:
    """The options of the page that asks for days."""
    return {"asked": days_asked(_policy(draft))}


def begins(draft: Draft) -> dict[str, Any]:
    """The options of the page that asks where it begins."""
    policy = _policy(draft)
    first, entries = policy.steps[0], _entries(policy)
    hints = {step.key: first_upper(step.entry.when) for step in entries if step.entry}
    asks = frozenset(step.key for step in entries if step.entry and not isinstance(step.entry.agreed_by, Stated))
    return {
        "choices": [
            (step.key, step_heading(policy, step)) for step in (first, *(one for one in entries if one is not first))
        ],
        "hints": hints,
        "asks": asks,
        "agreeing": [(str(one.pk), labels.holder(one)) for one in _agreeing(draft)] if asks else (),
    }


def _agreeing(draft: Draft) -> list[Holding]:
    """The people of the raiser's own agency whose role may agree to a later beginning."""
    entries = [step.entry for step in _entries(_policy(draft)) if step.entry]
    roles = {role.value for entry in entries if not isinstance(entry.agreed_by, Stated) for role in entry.agreed_by}
    return [one for one in draft.own_colleagues if one.post.role in roles]


def chosen(draft: Draft, clean: Mapping[str, Any]) -> dict[str, Any]:
    """What these pages give the command."""
    policy = _policy(draft)
    step = clean.get("step") or ""
    found = next((one for one in _agreeing(draft) if str(one.pk) == clean.get("agreed")), None) if step else None
    return {
        "priority": clean.get("priority") or "",
        "received": clean.get("received"),
        "conference": clean.get("conference"),
        "step": "" if step == policy.steps[0].key else step,
        "agreed": directory.own_seat(found.person, found.post) if found else None,
    }


def _policy(draft: Draft) -> Policy:
    assert draft.policy is not None
    return draft.policy[1]
