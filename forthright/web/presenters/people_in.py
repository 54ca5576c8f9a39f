"""What is wrong with a list of people and posts, and what it would do, in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.core.policy.vocabulary import listed
from forthright.directory.models import ROLE_CHOICES, Group
from forthright.exchange.models import PeopleImport
from forthright.exchange.people_plan import Plan
from forthright.exchange.people_rows import Fault

SHOWN = 500

FAULTS = {
    "missing": gettext_lazy("The cell is empty. Fill it in"),
    "no email": gettext_lazy("A name needs a work email address beside it. Without both, the post is vacant"),
    "no name": gettext_lazy("An email address needs a name beside it"),
    "ends first": gettext_lazy("“%(typed)s” is before the day it begins. Correct one of the two days"),
    "formula": gettext_lazy("“%(typed)s” begins like a formula. Type the text itself, or paste the list as values"),
    "hidden letters": gettext_lazy("The cell holds letters that cannot be seen. Delete the cell and type it again"),
    "unread letters": gettext_lazy("A letter of “%(typed)s” could not be read. Choose other letters below"),
    "too long": gettext_lazy("“%(typed)s…” is too long. Shorten it"),
    "no such role": gettext_lazy("“%(typed)s” is no role that policies have. Use one from the list below"),
    "no such group": gettext_lazy("“%(typed)s” is no group. Use one from the list below"),
    "no email address": gettext_lazy("“%(typed)s” is not an email address, like name@example.com"),
    "look-alike letters": gettext_lazy(
        "“%(typed)s” has letters from another alphabet that look like ours. Type the address again"
    ),
    "mixed letters": gettext_lazy(
        "“%(typed)s” mixes letters of two alphabets in one word. Delete the cell and type it again"
    ),
    "looks like": gettext_lazy(
        "“%(typed)s” can be taken for “%(near)s”, which is somebody’s address. Check it letter by letter"
    ),
    "no day": gettext_lazy("“%(typed)s” is not a date. Write it like 27/3/2027, the day before the month"),
    "far day": gettext_lazy("“%(typed)s” is not a day that can be meant. Check the year"),
    "no agency": gettext_lazy("Name the agency. Only the business unit enters posts of the partnership itself"),
    "not yours": gettext_lazy("“%(typed)s” is not an agency that you administer. Take the line out"),
    "no such agency": gettext_lazy(
        "“%(typed)s” is not in the partnership. Correct the name; or, for a new agency, fill in its group"
    ),
    "elsewhere": gettext_lazy(
        "“%(typed)s” works in another partnership already. Add it to yours on the pages of people and posts first"
    ),
    "two names": gettext_lazy("“%(typed)s” has the same email address as “%(near)s”. Correct the one that is wrong"),
    "twice": gettext_lazy("It is the same as line %(near)s. Take one of them out"),
    "no such manager": gettext_lazy(
        "“%(typed)s” is neither the title of a post nor the email address of its holder in this agency"
    ),
    "ring": gettext_lazy("Its managers lead in a ring: each is above the other. Correct one of them"),
    "no column": gettext_lazy("The list has no column “%(column)s”. Add it, or correct its heading"),
    "known as": gettext_lazy("This address belongs to %(near)s. The name is not changed by the list"),
    "much like": gettext_lazy("“%(typed)s” is new, and much like “%(near)s”, which is there. Check that it is another"),
}
MEANT = gettext_lazy("Did you mean “%(near)s”?")
ASKED = ("no such role", "no such group", "no such agency")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One fault as a row of a table."""

    line: str
    column: str
    sentence: str


def wrong(faults: Iterable[Fault]) -> list[Wrong]:
    """Faults or notes, as many as can be read, in the order of the list."""
    return [
        Wrong(_("Line %(number)s") % {"number": one.line} if one.line else "", str(one.column or ""), _sentence(one))
        for one in list(faults)[:SHOWN]
    ]


def _sentence(fault: Fault) -> str:
    facts = {"typed": fault.typed, "near": fault.near, "column": fault.column or ""}
    said = str(FAULTS[fault.code]) % facts
    return f"{said}. {MEANT % facts}" if fault.near and fault.code in ASKED else f"{said}."


def does(plan: Plan) -> list[tuple[str, str]]:
    """What the list would do, as rows of a summary."""
    rows = [
        (_("Lines that can be imported"), str(len(plan.rows))),
        (_("Of these, already in the directory"), str(plan.same)),
        (_("New agencies"), listed(plan.new_agencies, _("and")) if plan.new_agencies else "0"),
        (_("New posts"), str(plan.posts)),
        (_("Posts that get a holder"), str(plan.filled)),
        (_("New people"), str(plan.new_people)),
    ]
    if plan.encoding:
        rows.append((_("Letters read as"), plan.encoding))
    unused = list(plan.columns.unused)
    if unused:
        rows.append((_("Columns that are not used"), listed(unused, _("and"))))
    for used, other in plan.columns.twice:
        rows.append(
            (_("Said in two columns"), _("“%(used)s” counts, “%(other)s” does not") % {"used": used, "other": other})
        )
    return rows


def heading(plan: Plan) -> str:
    """What stands in the way, or that nothing does."""
    if plan.columns.missing:
        return _("The list cannot be read")
    if not plan.wrong_lines:
        return _("Nothing is wrong in the list")
    text = ngettext("%(count)s line has something wrong", "%(count)s lines have something wrong", plan.wrong_lines)
    return text % {"count": plan.wrong_lines}


def roles() -> list[str]:
    """Every role that a list may name."""
    return [str(value) for value, _label in ROLE_CHOICES]


def groups() -> list[str]:
    """Every group that a list may name."""
    return [str(group.label) for group in Group]


def invites(found: Plan) -> str:
    """The question whether those who cannot get in yet are sent the link; "" where there is nobody."""
    told = ngettext(
        "Invite the %(count)s person who has no account yet",
        "Invite the %(count)s people who have no account yet",
        found.outside,
    )
    return told % {"count": found.outside} if found.outside else ""


def said(one: PeopleImport) -> str:
    """What one import made, in a line."""
    made = {name: len(numbers) for name, numbers in one.made.items()}
    parts = [
        ngettext("%(count)s agency", "%(count)s agencies", made["agencies"]) % {"count": made["agencies"]},
        ngettext("%(count)s post", "%(count)s posts", made["posts"]) % {"count": made["posts"]},
        ngettext("%(count)s person", "%(count)s people", made["people"]) % {"count": made["people"]},
        ngettext("%(count)s post filled", "%(count)s posts filled", made["holdings"]) % {"count": made["holdings"]},
    ]
    return ", ".join(parts)
