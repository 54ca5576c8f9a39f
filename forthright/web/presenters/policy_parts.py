"""The parts of a policy as lists for the form: what each says in short, and how much is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.core.policy import edit
from forthright.core.policy.grammar import SECTIONS
from forthright.core.policy.sections import FOR_NAME, FORM_NAME, STEP_NAME

TITLES = {
    "": gettext_lazy("About the policy"),
    "immediate danger": gettext_lazy("In immediate danger"),
    "source": gettext_lazy("Where it comes from"),
    "topics": gettext_lazy("What a challenge can be about"),
    "other doors": gettext_lazy("What it is not for, and where to turn instead"),
    "monitoring": gettext_lazy("What is counted"),
    "gaps": gettext_lazy("What is still to be confirmed"),
}


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part: what the address calls it, its heading, what it says in short, and what is wrong, "" for nothing.

    `up` and `down` tell whether it can be moved so, `removable` whether it can be taken out whole.
    """

    slug: str
    path: str
    heading: str
    said: str
    wrong: str
    up: bool = False
    down: bool = False
    removable: bool = False


def title(text: str, section: str) -> str:
    """What a part is called: "Step 2: Line managers", "Form 1: Challenge form", "For school, Step 2: Line managers"."""
    if section in TITLES:
        return str(TITLES[section])
    differs = FOR_NAME.fullmatch(section)
    if differs:
        step = f"step {differs[2]}"
        named = title(text, step) if step in edit.steps(text) else step
        return _("For %(group)s, %(step)s") % {"group": differs[1], "step": named}
    kind, key = section.split(maxsplit=1)
    word = next((one.value for one in edit.entries(text, "") if one.name == "steps are called"), "")
    label = f"{word or _('Step')} {key}" if kind == "step" else _("Form %(key)s") % {"key": key}
    return _("%(part)s: %(name)s") % {"part": label, "name": edit.value_of(text, section) or "…"}


def lists(text: str, slugs: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, list[PartRow]]:
    """The parts by what they are: the sections of the policy, its forms, its steps, and what differs."""
    of = {name: slug for slug, name in slugs.items()}
    kinds = {
        "policy": [name for name in slugs.values() if not name or name in SECTIONS],
        "forms": [name for name in slugs.values() if FORM_NAME.fullmatch(name)],
        "steps": [name for name in slugs.values() if STEP_NAME.fullmatch(name)],
        "overlays": [name for name in slugs.values() if FOR_NAME.fullmatch(name)],
    }
    return {
        kind: [_row(text, of[name], name, counts, kind, at, len(names) - 1) for at, name in enumerate(names)]
        for kind, names in kinds.items()
    }


def _row(text: str, slug: str, name: str, counts: Mapping[str, int], kind: str, at: int, last: int) -> PartRow:
    lines = len(edit.entries(text, name))
    said = ngettext("%(count)s line", "%(count)s lines", lines) % {"count": lines} if lines else _("Nothing yet")
    steps = kind == "steps"
    up, down = steps and at > 0, steps and at < last
    return PartRow(slug, name, title(text, name), said, wrong(counts.get(name, 0)), up, down, kind != "policy")


def wrong(count: int) -> str:
    """How many problems there are; "" for none."""
    return ngettext("%(count)s problem", "%(count)s problems", count) % {"count": count} if count else ""


def removing(section: str) -> dict[str, str]:
    """What is asked before a part is taken out, what that means, and the words of the button."""
    gone = _("All its lines go from your draft.")
    if STEP_NAME.fullmatch(section):
        after = _("Steps that lead to it then lead nowhere: say at each of them what follows instead.")
        return {"asks": _("Remove this step?"), "means": f"{gone} {after}", "does": _("Remove the step")}
    if FORM_NAME.fullmatch(section):
        return {"asks": _("Remove this form?"), "means": gone, "does": _("Remove the form")}
    after = _("The step then is the same for every agency.")
    return {"asks": _("Remove what differs here?"), "means": f"{gone} {after}", "does": _("Remove what differs")}
