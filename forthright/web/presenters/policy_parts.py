"""The parts of a policy as a list for the form: what each says in short, and how much is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.core.policy import edit
from forthright.core.policy.grammar import SECTIONS
from forthright.web.presenters.labels import first_upper

TITLES = {
    "": gettext_lazy("About the policy"),
    "immediate danger": gettext_lazy("In immediate danger"),
    "source": gettext_lazy("Where it comes from"),
    "topics": gettext_lazy("What a challenge can be about"),
    "gaps": gettext_lazy("What is still to be confirmed"),
}


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part: what the address calls it, its heading, what it says in short, and what is wrong, "" for nothing."""

    slug: str
    path: str
    heading: str
    said: str
    wrong: str
    first: bool = False
    last: bool = False


def title(text: str, section: str) -> str:
    """What a part is called: "Step 2: Line managers"."""
    if section in TITLES:
        return str(TITLES[section])
    if section in SECTIONS:
        return first_upper(section)
    word = next((one.value for one in edit.entries(text, "") if one.name == "steps are called"), "")
    label = f"{word or 'Step'} {section.removeprefix('step ')}"
    return _("%(step)s: %(name)s") % {"step": label, "name": edit.value_of(text, section) or "…"}


def parts(text: str, slugs: Mapping[str, str], counts: Mapping[str, int]) -> list[PartRow]:
    """The parts that are no steps."""
    return [_row(text, slug, section, counts) for slug, section in slugs.items() if not section or section in SECTIONS]


def steps(text: str, slugs: Mapping[str, str], counts: Mapping[str, int]) -> list[PartRow]:
    """The steps in the order of the text."""
    found = [(slug, section) for slug, section in slugs.items() if section and section not in SECTIONS]
    last = len(found) - 1
    return [_row(text, slug, section, counts, at == 0, at == last) for at, (slug, section) in enumerate(found)]


def _row(
    text: str, slug: str, section: str, counts: Mapping[str, int], first: bool = False, last: bool = False
) -> PartRow:
    lines = len(edit.entries(text, section))
    said = ngettext("%(count)s line", "%(count)s lines", lines) % {"count": lines} if lines else _("Nothing yet")
    return PartRow(slug, section, title(text, section), said, wrong(counts.get(section, 0)), first, last)


def wrong(count: int) -> str:
    """How many problems there are; "" for none."""
    return ngettext("%(count)s problem", "%(count)s problems", count) % {"count": count} if count else ""
