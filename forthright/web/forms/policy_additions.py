"""Lines that are put together from several answers: a time, a time over several steps, a line with something after
its comma. Each knows its questions, the line that they come to, and which answer is missing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forthright.core.policy import edit
from forthright.core.policy.grammar import Kind
from forthright.core.policy.roles import Role
from forthright.core.policy.sentences import ACT_WORDS, first_upper
from forthright.core.policy.tasks import STRENGTHS
from forthright.core.policy.times import URGENT, Act, Actor
from forthright.web.forms import policy_words as words

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: the name of its field, its label, its hint, and what to choose from, None where words are typed."""

    field: str
    label: str
    hint: str = ""
    choices: Choices | None = None
    long: bool = False


class Addition(ABC):
    """A line that is not there yet. `prefix` begins the names of its fields and tells parts of the policy apart."""

    def __init__(self, text: str, section: str, prefix: str) -> None:
        self.text, self.section, self.prefix = text, section, prefix

    @abstractmethod
    def heading(self) -> str:
        """What is added."""

    @abstractmethod
    def asks(self) -> list[Ask]:
        """Its questions, in order."""

    @abstractmethod
    def name(self, typed: Mapping[str, str]) -> str:
        """The name of the line that the answers come to."""

    def value_field(self) -> str:
        """The field that holds the value of the line."""
        return self.asks()[-1].field

    @abstractmethod
    def faults(self, typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What is missing once something was answered: (field, sentence)."""

    def answers(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """What was answered, by field."""
        return {ask.field: " ".join(str(typed.get(ask.field) or "").split()) for ask in self.asks()}

    def missing(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """For each answer that is missing the sentence that asks for it; nothing where nothing was answered."""
        given = self.answers(typed)
        return dict(self.faults(given)) if self.begun(given) else {}

    def begun(self, given: Mapping[str, str]) -> bool:
        """Whether somebody answered anything."""
        return any(given.values())

    def line(self, typed: Mapping[str, Any]) -> str:
        """The whole line, "" while it is not answered."""
        given = self.answers(typed)
        if not self.begun(given) or self.missing(typed):
            return ""
        return f"{self.name(given)}: {given[self.value_field()]}"

    def there(self, name: str) -> bool:
        """Whether a line of this name stands in this part."""
        return name.lower() in {entry.name.lower() for entry in edit.entries(self.text, self.section)}


def _strengths() -> Choices:
    labels = (_("It must be within"), _("It should be within"), _("It is usually within"))
    return list(zip(STRENGTHS, labels, strict=True))


def _actors() -> Choices:
    known = [actor.value for actor in Actor] + [role.value for role in Role]
    return [("", _("Whoever it usually falls to")), *((word, first_upper(word)) for word in known)]


class NewTime(Addition):
    """A time within a step: what must be done, by whom, how binding, for which challenges, and how long."""

    def heading(self) -> str:
        return _("Add a time")

    def asks(self) -> list[Ask]:
        priorities = [entry.value for entry in edit.entries(self.text, "") if entry.name == "priority"]
        named = [(f", priority {one}", _("Those of priority “%(name)s”") % {"name": one}) for one in priorities]
        acts = [("", _("No time to add"))] + [(act.value, _("To %(act)s") % {"act": ACT_WORDS[act]}) for act in Act]
        urgent = (f", {URGENT}", _("Urgent ones"))
        return [
            Ask(f"{self.prefix}time", _("For what"), "", acts),
            Ask(f"{self.prefix}by", _("Who has this time"), "", _actors()),
            Ask(f"{self.prefix}strength", _("How binding it is"), "", _strengths()),
            Ask(f"{self.prefix}for", _("For which challenges"), "", [("", _("Every challenge")), urgent, *named]),
            Ask(
                f"{self.prefix}limit",
                _("How long"),
                _("Such as: 2 working days. Or with what starts it: 2 working days of being raised"),
            ),
        ]

    def begun(self, given: Mapping[str, str]) -> bool:
        return bool(given[f"{self.prefix}time"] or given[f"{self.prefix}limit"])

    def name(self, typed: Mapping[str, str]) -> str:
        act, by, strength, whom, _limit = typed.values()
        spaced = f" {strength}" if strength else next(iter(STRENGTHS))
        faster = f", {whom.removeprefix(',').strip()}" if whom else ""
        return f"{act}{f' by {by}' if by else ''}{spaced}{faster}"

    def faults(self, typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        if not typed[f"{self.prefix}time"]:
            yield f"{self.prefix}time", _("Select what the time is for")
        elif self.there(self.name(typed)):
            yield f"{self.prefix}limit", _("There is such a time already. Change it above")
        if not typed[f"{self.prefix}limit"]:
            yield f"{self.prefix}limit", _("Enter how long the time is")


class NewCap(Addition):
    """A time over several steps together."""

    def heading(self) -> str:
        return _("Add a time over several steps")

    def asks(self) -> list[Ask]:
        keys = [path.removeprefix("step ") for path in edit.steps(self.text)]
        steps = [(key, _("Step %(key)s") % {"key": key}) for key in keys]
        return [
            Ask(f"{self.prefix}first", _("From which step"), "", [("", _("All steps together")), *steps]),
            Ask(f"{self.prefix}last", _("To which step"), "", [("", _("All steps together")), *steps]),
            Ask(f"{self.prefix}cap-strength", _("How binding it is"), "", _strengths()),
            Ask(
                f"{self.prefix}cap-for",
                _("For which challenges"),
                "",
                [("", _("Every challenge")), (f", {URGENT}", _("Urgent ones"))],
            ),
            Ask(f"{self.prefix}cap-limit", _("How long"), _("Such as: 20 working days")),
        ]

    def begun(self, given: Mapping[str, str]) -> bool:
        first, last, _strength, _whom, limit = given.values()
        return bool(first or last or limit)

    def name(self, typed: Mapping[str, str]) -> str:
        first, last, strength, whom, _limit = typed.values()
        spaced = f" {strength}" if strength else next(iter(STRENGTHS))
        faster = f", {whom.removeprefix(',').strip()}" if whom else ""
        return f"{f'steps {first} to {last}' if first else 'all steps'}{spaced}{faster}"

    def faults(self, typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        first, last, _strength, _whom, limit = typed.values()
        if first and not last:
            yield f"{self.prefix}last", _("Select the last of the steps")
        elif last and not first:
            yield f"{self.prefix}first", _("Select the first of the steps")
        elif self.there(self.name(typed)):
            yield f"{self.prefix}cap-limit", _("There is such a time already. Change it above")
        if not limit:
            yield f"{self.prefix}cap-limit", _("Enter how long the time is")


class NewKeyed(Addition):
    """A line with something after its comma: the title in one kind of agency, who is told at one event."""

    def __init__(self, text: str, section: str, prefix: str, plain: str, kind: Kind) -> None:
        super().__init__(text, section, prefix)
        self.plain, self.kind = plain, kind

    def heading(self) -> str:
        return words.label(self.plain)

    def asks(self) -> list[Ask]:
        question, hint = words.key_question(self.plain)
        choices = words.keys(self.plain, self.kind) or None
        value = Ask(
            f"{self.prefix}value",
            _("What the policy says"),
            words.hint(self.plain, self.kind),
            long=self.plain in words.PROSE,
        )
        return [Ask(f"{self.prefix}key", question, hint, choices), value]

    def begun(self, given: Mapping[str, str]) -> bool:
        key, value = given.values()
        return bool(value or (key and self.kind.key == "free"))

    def name(self, typed: Mapping[str, str]) -> str:
        key, _value = typed.values()
        return f"{self.plain}, {key.replace(':', ' ')}" if key else self.plain

    def faults(self, typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        key, value = typed.values()
        if not key and not self.kind.bare:
            yield f"{self.prefix}key", _("Enter an answer to: %(question)s") % {"question": self.asks()[0].label}
        elif not self.kind.many and self.there(self.name(typed)):
            yield f"{self.prefix}key", _("There is such a line already. Change it above")
        if not value:
            yield f"{self.prefix}value", _("Enter what the policy says")
