"""The reference of the policy format, generated from the tables that the reader reads by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from forthright.core.policy.grammar import FORM, OVERLAY_ONLY, SECTIONS, STEP, TOP, Kind
from forthright.core.policy.roles import Role
from forthright.core.policy.shapes import Binding, Hours, How, Occasion, Vacant, Vote
from forthright.core.policy.tasks import STRENGTHS
from forthright.core.policy.times import Act, Start
from forthright.core.policy.vocabulary import ANSWERERS, BY, DEFAULT_ACTOR, RAISERS, STATUSES, SUBJECTS
from forthright.core.worktime import Unit
from forthright.site.tables import table

TESTS = "tests/core/policy/test_constructs.py"
TEST = "test_the_line_is_read_kept_written_and_said"
TIMES = (
    ("several timed tasks with different actors in one step", "ACT by WHO within", "2 working days"),
    ("must", "reply within", "2 working days of being raised"),
    ("an aim", "settle should be within", "5 working days"),
    ("indicative", "settle usually within", "5 working days"),
    ("times for an urgent matter", "reply within, urgent", "4 working hours"),
    ("times by priority chosen at the start", "reply within, priority soon", "1 working day"),
    ("a stated equivalence", "agree a plan within", "2 working days, written as 48 hours (two working days)"),
    (
        "the lesser of a number and a child-safe time",
        "settle within",
        "1 working week, or sooner if the child needs it",
    ),
    ("no number", "settle within", "acceptable to both"),
    ("not stated", "settle within", "not stated"),
    ("no limit", "settle within", "none"),
    ("immediately", "acknowledge within", "immediately"),
    ("same working day", "raise within", "the same working day"),
    ("working hours", "reply within", "4 working hours"),
    ("working days", "meet within", "5 working days"),
    ("calendar days", "report back within", "28 calendar days"),
    ("working week", "settle within", "1 working week"),
    ("hours", "write within", "48 hours of agreement"),
    ("hours, and a start that somebody types", "raise within", "72 hours of the conference"),
    ("either of two starts", "raise within", "2 working days of the disagreement or a decision being received"),
    ("a duty after resolution", "write within", "2 working days of agreement"),
    ("a cap over a range of steps", "steps 1 to 5 within", "5 working days"),
    ("a cap over everything", "all steps within", "20 working days"),
)
"""(construct, line, example) of the timed lines, whose names are put together from parts."""
OVERLAYS = (
    ("an overlay for one receiving agency: who answers", "for school, step 1", "answered by: safeguarding lead"),
    ("an overlay for one receiving agency: a time", "for school, step 1", "reply within: 3 working days"),
    ("an overlay for one receiving agency: who is told", "for school, step 1", "tell: head teacher"),
    ("an overlay for one receiving agency: the way on", "for school, step 1", "if not settled: offer step 3"),
)
"""(construct, head, a line below it) of what differs for one kind of agency."""


def constructs() -> Iterator[tuple[str, str, str]]:
    """Every construct as (construct, line, example), in the order of the tables."""
    for known in (TOP, OVERLAY_ONLY, *SECTIONS.values(), STEP, FORM):
        yield from ((kind.construct, name, kind.example) for name, kind in known.items())
    yield from TIMES
    yield from OVERLAYS


def names() -> list[str]:
    """The name under which each construct is tried, in the same order: its line, with the construct where that is not
    enough to tell it from another."""
    found = list(constructs())
    often = Counter(line for _, line, _ in found)
    return [line if often[line] == 1 else f"{line} - {construct}" for construct, line, _ in found]


def policy_format() -> str:
    """The lines that a policy text may have."""
    head = ("Line", "Must it stand?", "How often?", "For example")
    sections = "".join(f"\n### {name}\n\n{table(head, _rows(known))}" for name, known in SECTIONS.items())
    acts = [(f"`{act.value} within:`", DEFAULT_ACTOR[act].value) for act in Act]
    found = sorted(
        (construct, f"`{line}:`", f"`{example}`", f"`{name}`")
        for (construct, line, example), name in zip(constructs(), names(), strict=True)
    )
    return (
        "# Policy format\n\nPlain `name: value` lines in two levels, without quotes or brackets. What a published text"
        " does not say is written `not stated`; where it says that there is none, `none`. See the files under"
        " `policies/`, and try one with `forthright policy check FILE`.\n\n## At the top\n\n"
        + table(head, _rows(TOP | OVERLAY_ONLY))
        + "\n## Sections\n"
        + sections
        + "\n## A step\n\nA step begins with `step KEY: NAME`, such as `step 4a: Urgent meeting`."
        " `for GROUP, step KEY:` begins what differs there when the receiving agency is of that kind.\n\n"
        + table(head, _rows(STEP))
        + "\n### Times in a step\n\n`ACT within: LIMIT`, `ACT should be within: LIMIT` (an aim), `ACT usually within:"
        " LIMIT` (indicative), each with `, urgent` or `, priority NAME` after it; `ACT by WHO within: LIMIT` where it"
        " is not the usual side's. `of EVENT` says what starts the clock, `of EVENT or EVENT` whichever came first,"
        " `written as WORDS` keeps the published words, and `or sooner if the child needs it` makes the number a"
        " ceiling. The same line may stand twice when its events differ.\n\n"
        + table(("Act", "Whose, when nobody is named"), acts)
        + "\n## A form\n\nA form begins with `form KEY: NAME`.\n\n"
        + table(head, _rows(FORM))
        + "\n## Closed lists\n\n"
        + table(("Closed list", "Values"), _lists())
        + f"\n## Every construct\n\nEach is read, written and said in plain words by `{TEST}`"
        f" in `{TESTS}`, under the name that stands beside it.\n\n"
        + table(("Construct", "Line", "For example", "Test"), found)
    )


def _rows(known: Mapping[str, Kind]) -> list[tuple[str, ...]]:
    return [
        (
            f"`{name}{_key(kind)}:`",
            "must stand" if kind.required else "may stand",
            "as often as needed" if kind.many or kind.key == "free" else "once",
            f"`{kind.example}`",
        )
        for name, kind in known.items()
    ]


def _key(kind: Kind) -> str:
    if not kind.key:
        return ""
    return ", NAME" if kind.key == "free" else ", ..." if not kind.bare else "[, ...]"


def _lists() -> list[tuple[str, ...]]:
    lists = {
        "units": [unit.value for unit in Unit],
        "events that start a clock": [start.value for start in Start],
        "who": list(BY),
        "roles": [role.value for role in Role],
        "how binding": [words.strip() for words in STRENGTHS],
        "if not settled": [how.value for how in How],
        "what happens to a matter": [one.value for one in Occasion],
        "if nobody holds the post": [one.value for one in Vacant],
        "they decide": [one.value for one in Vote],
        "they may": [one.value for one in Binding],
        "working days are those of": [one.value for one in Hours],
        "may be raised by": list(RAISERS),
        "may be raised with": list(ANSWERERS),
        "can be about": list(SUBJECTS),
        "status of a source": list(STATUSES),
    }
    return [(name, ", ".join(f"`{value}`" for value in values)) for name, values in lists.items()]
