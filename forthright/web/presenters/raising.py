"""Raising a challenge in sentences: the answers to check, what the coach remarks, and what happens next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import DutyKind, Urgency
from forthright.core.challenge.facts import Duty
from forthright.core.challenge.state import State
from forthright.core.coach import checks, scripts
from forthright.core.coach.remark import Remark
from forthright.core.coach.scripts import Script
from forthright.core.policy import sentences
from forthright.core.policy.shapes import Act, Policy
from forthright.web.forms import raising as asked
from forthright.web.forms.base import Form
from forthright.web.forms.raise_close import breaks
from forthright.web.forms.raise_pages import Draft
from forthright.web.forms.widgets import DateParts
from forthright.web.presenters import duties, when

_DAYS = {
    "needed_by": gettext_lazy("Answer needed by"),
    "arose": gettext_lazy("When it arose"),
    "received": gettext_lazy("When the decision was received"),
    "conference": gettext_lazy("The conference"),
}

_EXPECTED = {
    DutyKind.ACKNOWLEDGE: gettext_lazy("%(name)s is to acknowledge it"),
    DutyKind.REPLY: gettext_lazy("%(name)s is to reply"),
    DutyKind.MEET: gettext_lazy("%(name)s is to meet or speak with you"),
    DutyKind.PLAN: gettext_lazy("Both sides are to agree a plan"),
    DutyKind.SETTLE: gettext_lazy("Both sides are to settle it, or to take it to the next step,"),
    DutyKind.CAP: gettext_lazy("Both sides are to keep to the whole time of the policy"),
    DutyKind.DECIDE: gettext_lazy("%(name)s is to decide"),
    DutyKind.REVIEW: gettext_lazy("%(name)s is to agree that it goes to the other agency"),
    DutyKind.FORM: gettext_lazy("%(name)s is to fill in a form that the policy asks for"),
}
"""What the step at which it begins can ask for. A policy's step starts no other duty."""


@dataclass(frozen=True)
class Hint:
    """One remark of the coach: what it is about, why, and what to try."""

    found: str
    why: str
    advice: str


@dataclass
class Row:
    """One answer. `lines` is what was answered, `empty` tells that nothing was; `problems` keep it from being sent."""

    key: str
    lines: list[str]
    change: str
    id: str
    hints: list[Hint] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing was answered."""
        return not any(self.lines)


@dataclass(frozen=True)
class Section:
    """Some answers under one heading."""

    title: str
    rows: list[Row]


def evidence_text(data: Mapping[str, str]) -> str:
    """All evidence as one text for the coach, each piece followed by where it comes from."""
    rows = range(asked.how_many(data, "evidence"))
    pieces = [(data.get(f"evidence-{row}-what", ""), data.get(f"evidence-{row}-source", "")) for row in rows]
    return "\n".join(f"{what} ({source})" if source else what for what, source in pieces)


def remarks(data: Mapping[str, str], fields: Iterable[str] = checks.FIELDS) -> dict[str, list[Hint]]:
    """The coach's remarks on these parts of a draft, by part. Only parts that were asked are looked at."""
    parts = {name: data[name] for name in checks.FIELDS if name in data}
    if any(name.startswith("evidence-") for name in data):
        parts["evidence"] = evidence_text(data)
    found: dict[str, list[Hint]] = {}
    wanted = set(fields)
    for remark in checks.check(parts):
        # Here the source is a question of its own, so that there is one has been seen to.
        if remark.field in wanted and remark.code != "evidence-no-source":
            found.setdefault(remark.field, []).append(_hint(remark))
    return found


def _hint(remark: Remark) -> Hint:
    return Hint(found=remark.found, why=_(remark.why), advice=_(remark.try_))


def helps() -> dict[str, Any]:
    """Ways of saying it: the question to oneself, the script for most talks, and the one for the telephone."""
    shown = (scripts.DEFAULT, scripts.BY_CODE["cus"])
    return {"ask": _(scripts.SELF_CHECK), "scripts": [_script(script) for script in shown]}


def _script(script: Script) -> dict[str, Any]:
    lines = [(_(label), _(example)) for label, example in script.lines]
    return {"name": _(script.name), "when": _(script.when), "lines": lines}


def time_to_raise(policy: Policy) -> list[str]:
    """What the policy says about the raiser's own time to raise; nothing where it says nothing."""
    tasks = [task for task in policy.steps[0].tasks if task.act is Act.RAISE]
    return [_(said) for task in tasks for said in sentences.task_words(task)]


def urgent_times(policy: Policy) -> list[str]:
    """What the policy's first step says about time, normal and urgent."""
    tasks = [task for task in policy.steps[0].tasks if task.urgent is not None]
    return [" ".join(_(said) for said in sentences.task_words(task)) for task in tasks]


def sections(
    draft: Draft, forms: Mapping[str, Form], pairs: Mapping[int, Mapping[str, Form]] | None = None
) -> list[Section]:
    """The answers to check, in the order of the questions. `pairs` are the forms of each further agency, by place."""
    hints = remarks(draft.data)
    maker = _Maker(draft, forms, hints)
    further = [_Maker(draft.at(place), pair, hints) for place, pair in (pairs or {}).items()]
    asked = [row for one in (maker, *further) if not draft.invites for row in (one.agency(), one.person())]
    who = maker.guest() if draft.invites else asked
    parts = [
        (_("Who"), [*maker.own_post(), *maker.area(), *who, *maker.originator()]),
        (
            _("What worries you"),
            [*maker.about(), maker.text("worry", "worry_facts"), maker.text("worry", "worry_opinion")],
        ),
        (_("What you want"), [maker.text("wanted", "wanted")]),
        (
            _("More about it"),
            [maker.topic(), maker.text("child-view", "child_view"), maker.text("impact", "impact"), maker.evidence()],
        ),
        (
            _("Time and safety"),
            [
                maker.urgency(),
                *maker.reason(),
                *maker.priority(),
                *maker.begins(),
                maker.day("urgency", "needed_by"),
                maker.text("safety", "interim_safety"),
                maker.day("when", "arose"),
                *maker.days(),
                maker.apart(),
                maker.close(),
            ],
        ),
    ]
    return [Section(title, rows) for title, rows in parts]


def _wrong(form: Form) -> list[str]:
    """Whatever is wrong on a page, for a row that stands for all of it."""
    return [str(text) for texts in form.errors.values() for text in texts]


@dataclass(frozen=True)
class _Maker:
    """Makes the rows of the check page from a draft and its checked forms."""

    draft: Draft
    forms: Mapping[str, Form]
    hints: Mapping[str, list[Hint]]

    def row(self, slug: str, name: str, key: Any, lines: list[str], problems: list[str] | None = None) -> Row:
        form = self.forms[slug]
        found = [str(one) for one in form.errors.get(name, [])] if problems is None else problems
        place = self.draft.place
        query = "back=check" + (f"&place={place}" if place else "")
        return Row(
            key=str(key),
            lines=[text for text in lines if text],
            change=f"{reverse('raise_page', args=[self.draft.name, slug])}?{query}",
            id=f"change-{place}-{name}" if place else f"change-{name}",
            hints=self.hints.get(name, []),
            problems=found,
        )

    def typed(self, name: str) -> str:
        return str(self.draft.data.get(name, "")).strip()

    def own_post(self) -> list[Row]:
        if len(self.draft.posts) == 1:
            return []
        return [self.row("post", "post", _("Your post"), [f"{self.draft.post.title}, {self.draft.post.agency}"])]

    def area(self) -> list[Row]:
        """The partnership that it goes to, where the child's area decides it."""
        if "area" not in self.forms:
            return []
        return [self.row("area", "area", _("Where the child lives"), [self.draft.partnership.name])]

    def apart(self) -> Row:
        """Who must not take part, and why; one row, with whatever is wrong on the page."""
        form = self.forms["apart"]
        chosen, why = (
            str(dict(form.fields[name].choices).get(self.typed(name), ""))  # type: ignore[attr-defined]
            for name in ("passed", "conflict")
        )
        wrong = _wrong(form)
        lines = [chosen, why, self.typed("conflict_reason")] if self.typed("passed") else []
        return self.row("apart", "passed", _("Who must not take part"), lines, wrong)

    def close(self) -> Row:
        """Whether it is kept to a named list, and why; one row, with whatever is wrong on the page."""
        form = self.forms["close"]
        chosen = str(dict(form.fields["restricted"].choices).get(self.typed("restricted"), ""))  # type: ignore[attr-defined]
        wrong = _wrong(form)
        glass = _("Can be opened in an emergency") if breaks(self.draft.data) else _("Cannot be opened in an emergency")
        lines = [chosen, self.typed("restricted_reason"), glass] if self.typed("restricted") else [_("No")]
        return self.row("close", "restricted", _("Kept to a named list"), lines, wrong)

    def agency(self) -> Row:
        people = self.draft.colleagues
        named = str(people[0].post.agency) if people else ""
        place = self.draft.place
        key = _("The agency you are challenging")
        if place:
            key = _("Agency %(number)s that you are challenging") % {"number": self.draft.places.index(place) + 1}
        return self.row("who", "agency", key, [named])

    def person(self) -> Row:
        seat = self.draft.answering
        lines = [f"{seat.name}, {seat.title}"] if seat else []
        if seat and seat.answers and self.typed("restricted"):
            lines.append(_("Away now. Nobody answers for them while it is kept to a named list: choose somebody else"))
        elif seat and seat.answers:
            lines.append(_("Now answers: %(name)s") % {"name": seat.answers})
        people = self.draft.colleagues
        key = _("Who should answer")
        if self.draft.place and people:
            key = _("Who should answer at %(agency)s") % {"agency": people[0].post.agency}
        return self.row("person", "person", key, lines)

    def originator(self) -> list[Row]:
        """For whom it is raised and what part they have; nothing where that was not asked or it is for nobody else."""
        form = self.forms.get("for")
        chosen = self.typed("originator")
        if form is None or not (chosen or form.errors):
            return []
        names = dict(form.fields["originator"].choices)  # type: ignore[attr-defined]
        part = dict(form.fields["shown"].choices).get(self.typed("shown"), "")  # type: ignore[attr-defined]
        wrong = _wrong(form)
        return [self.row("for", "originator", _("Raised for"), [str(names.get(chosen, "")), str(part)], wrong)]

    def guest(self) -> list[Row]:
        form = self.forms["guest"]
        wrong = _wrong(form)
        listed: dict[str, str] = dict(form.fields["body_of"].choices)  # type: ignore[attr-defined]
        body = self.typed("body") if self.draft.invited_agency < 0 else listed.get(self.typed("body_of"), "")
        who = [
            ", ".join(filter(None, (self.typed("guest_name"), self.typed("guest_title")))),
            self.typed("guest_email") or _("No email address: the business unit telephones them"),
        ]
        return [
            self.row("who", "agency", _("The agency you are challenging"), [body]),
            self.row("guest", "person", _("Who should answer, without an account"), who, wrong),
        ]

    def about(self) -> list[Row]:
        worry = self.forms["worry"].errors
        missing = [str(text) for name in ("subject", "about") for text in worry.get(name, [])]
        if self.draft.theme:
            return [self.row("worry", "about", _("The theme"), [self.typed("about")], missing)]
        first = ", ".join(part for part in (self.typed("about"), *self.first_details()) if part)
        form = self.forms["children"]
        others = [self.other(number) for number in range(asked.how_many(self.draft.data, "other"))]
        rows = [self.row("worry", "about", _("Who it is about"), [first], missing)]
        wrong = _wrong(form)
        return [*rows, self.row("children", "children", _("Dates of birth and others"), others, wrong)]

    def first_details(self) -> list[str]:
        return [self.kind("subject"), self.born("born"), self.typed("identifier")]

    def kind(self, name: str) -> str:
        """Whom the answer of this name says it is about: "an unborn child"; empty for none."""
        labels: dict[str, Any] = dict(asked.subjects(asked.PEOPLE))
        return str(labels.get(self.typed(name), "")).lower()

    def other(self, number: int) -> str:
        start = f"other-{number}-"
        parts = [
            self.typed(f"{start}name"),
            self.kind(f"{start}kind"),
            self.born(f"{start}born"),
            self.typed(f"{start}identifier"),
        ]
        return ", ".join(part for part in parts if part)

    def born(self, name: str) -> str:
        words = self.date_words("children", name)
        return _("born %(day)s") % {"day": words} if words else ""

    def date_words(self, slug: str, name: str) -> str:
        """The date in words, or what was typed while it is not one."""
        form = self.forms[slug]
        date = form.cleaned_data.get(name)
        if date:
            return when.day(date)
        return " ".join(filter(None, (self.typed(f"{name}_{part}") for part in DateParts.PARTS)))

    def text(self, slug: str, name: str) -> Row:
        label = self.forms[slug].fields[name].label
        return self.row(slug, name, label, [self.typed(name)])

    def topic(self) -> Row:
        return self.row("topic", "topic", _("Topic"), [_(self.typed("topic"))] if self.typed("topic") else [])

    def evidence(self) -> Row:
        form = self.forms["evidence"]
        wrong = _wrong(form)
        return self.row("evidence", "evidence", _("Evidence"), evidence_text(self.draft.data).split("\n"), wrong)

    def urgency(self) -> Row:
        said = {Urgency.NORMAL: _("No"), Urgency.URGENT: _("Yes")}
        lines = [said[Urgency(value)]] if (value := self.typed("urgency")) in set(Urgency) else []
        return self.row("urgency", "urgency", _("Urgent"), lines)

    def reason(self) -> list[Row]:
        if not asked.cannot_wait(self.typed("urgency"), self.typed("needed_by_day"), self.draft.child_safe):
            return []
        return [self.row("urgency", "urgent_reason", _("Why it cannot wait"), [self.typed("urgent_reason")])]

    def priority(self) -> list[Row]:
        if "priority" not in self.forms:
            return []
        return [self.row("priority", "priority", _("Priority"), [sentences.first_upper(self.typed("priority"))])]

    def begins(self) -> list[Row]:
        """Where it begins, why there, and who agreed; one row, with whatever is wrong on the page."""
        form = self.forms.get("begin")
        if form is None:
            return []
        chosen = [
            dict(form.fields[name].choices).get(self.typed(name), "")
            for name in ("step", "agreed")
            if name in form.fields
        ]  # type: ignore[attr-defined]
        wrong = _wrong(form)
        lines = [str(chosen[0]), self.typed("entry_reason"), *map(str, chosen[1:])] if self.typed("step") else []
        return [self.row("begin", "step", _("Where it begins"), lines, wrong)]

    def days(self) -> list[Row]:
        names = self.forms["days"].fields if "days" in self.forms else ()
        return [self.day("days", name) for name in names]

    def day(self, slug: str, name: str) -> Row:
        label = _DAYS[name]
        return self.row(slug, name, label, [self.date_words(slug, name)])


def next_steps(state: State, names: Mapping[int, str]) -> list[str]:
    """What happens now and by when, a sentence for each open duty, the soonest first, those without a time last."""
    far = datetime.max.replace(tzinfo=UTC)
    found = []
    for duty in sorted(state.duties.values(), key=lambda one: one.due or far):
        what = _EXPECTED[duty.kind] % {"name": names.get(duty.owner, _("Somebody"))}
        if duty.due:
            found.append(_("%(what)s by %(when)s.") % {"what": what, "when": when.said(duty.due)})
        else:
            found.append(f"{what}. {_time_words(duty)}")
    return found


def _time_words(duty: Duty) -> str:
    """What the policy says where no instant follows from it: words, silence, or a clock that has not started."""
    if duty.waits_for:
        parts = {"time": duty.said, "event": duties.waits(duty.waits_for)}
        return _("Time: %(time)s, counted from %(event)s.") % parts
    return when.due_words(None, duty.said, datetime.max.replace(tzinfo=UTC)) + "."
