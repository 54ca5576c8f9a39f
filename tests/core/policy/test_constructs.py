"""Every line of the language, one by one: read, kept, written and said. Each test has the name of its line as its id.

The example that is tried is the one that the reference prints, so that the reference cannot promise what is not there.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from forthright.core.policy import grammar
from forthright.core.policy.canonical import write
from forthright.core.policy.explaining import explain
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Act, Binding, Hours, How, Occasion, Policy, Span, Start, Vacant, Vote
from forthright.core.policy.tasks import STRENGTHS, task_name
from forthright.core.policy.vocabulary import ANSWERERS, RAISERS, SUBJECTS
from forthright.core.worktime.units import Unit
from forthright.site.policy_reference import TEST, TESTS, constructs, names, policy_format

EVERYTHING = (Path(__file__).parent / "everything.policy").read_text(encoding="utf-8")

BASE = """\
policy: A name
partnership: Elsewhere (invented)
called: not stated
version: 2026-01-01
steps are called: Step

immediate danger:
  say: not stated

source:
  address: not stated
  read on: not stated
  status: not seen

step 1: First
  raised by: not stated
  answered by: not stated
  if not settled: not stated

step 2: Second
  raised by: not stated
  answered by: not stated
  if not settled: not stated

step 3: Third
  raised by: not stated
  answered by: not stated
  if not settled: not stated

step 4a: Fourth
  raised by: not stated
  answered by: not stated
  if not settled: not stated

step 5: Fifth
  raised by: not stated
  answered by: not stated
  if not settled: not stated
"""
REGION = """\
policy: Regional
called: not stated
steps are called: Stage

immediate danger:
  say: not stated

step 1: From the region
  raised by: practitioner
  answered by: practitioner
  if not settled: offer step 3
  record: The region asks for a record.

step 3: Regional third
  raised by: line manager
  answered by: line manager
  if not settled: not stated
"""
NAMED = {"title": "title, police", "acting for": "acting for, GP practices", "door": "door, complaints"}
"""How a line that needs a name after its comma is tried."""
SAMPLES = {"ACT by WHO within": "settle by line manager within"}
BEFORE = {
    "may start here with agreement of": "may start here: in a hurry",
    "quorum": "decided by: partnership representative",
    "they decide": "decided by: partnership representative",
    "dissent": "decided by: partnership representative",
    "they may": "decided by: partnership representative",
    "settle by line manager within": "settle within: 5 working days",
    "where it goes is chosen by": "if not settled: one of step 2, step 3",
    "reply within, urgent": "reply within: 5 working days",
    "reply within, priority soon": "reply within: 5 working days",
}
"""What must stand beside a line for it to mean anything."""


@dataclass(frozen=True)
class Trial:
    """A construct, the line that it is tried with, and the texts without it and with it."""

    construct: str
    line: str
    value: str
    before: str
    after: str


def lines_of(section: str, *lines: str) -> str:
    return "\n".join([f"{section}:", *(f"  {line}" for line in lines)])


def put(text: str, line: str, value: str, under: str, margin: str = "  ") -> str:
    """The text with this line below the line `under`, or in the place of the line that has its name in that section."""
    head, found, rest = text.partition(f"{under}\n")
    assert found, under
    section, gap, after = rest.partition("\n\n")
    names = [one.strip().partition(":")[0] for one in section.split("\n")]
    new = section.split("\n")
    if line in names:
        new[names.index(line)] = f"{margin}{line}: {value}"
    else:
        new.append(f"{margin}{line}: {value}")
    return head + found + "\n".join(one for one in new if one) + gap + after


def trial(construct: str, line: str, value: str, known: str) -> Trial:
    """How a line is tried: `known` is the table of the grammar that it stands in, "" for a time."""
    line = SAMPLES.get(line, NAMED.get(line, line))
    before = BASE
    if line.startswith("for "):
        return Trial(construct, line, value, before, f"{before}\n{line}:\n  {value}\n")
    if known == "step" or (not known and not line.startswith(("all steps", "steps "))):
        step = "step 2: Second" if line == "may be handed back" else "step 1: First"
        if line in BEFORE:
            name, _, beside = BEFORE[line].partition(": ")
            before = put(before, name, beside, step)
        if "priority soon" in line:
            before = put(before, "priority", "soon", "policy: A name", "")
        return Trial(construct, line, value, before, put(before, line, value, step))
    if known in ("top", ""):
        if line == "policy":
            return Trial(construct, line, value, before, before.replace("policy: A name", f"policy: {value}"))
        return Trial(construct, line, value, before, put(before, line, value, "policy: A name", ""))
    if known == "based on":
        own = before.replace("step 3: Third", "step 6: Sixth")
        without = own if line == "based on" else put(own, "based on", "west-midlands", "policy: A name", "")
        return Trial(construct, line, value, without, put(without, line, value, "policy: A name", ""))
    if known == "form":
        before += "\nform 1: A form\n  used when: it is settled\n"
        return Trial(construct, line, value, before, put(before, line, value, "form 1: A form"))
    if known in grammar.REQUIRED_SECTIONS:
        return Trial(construct, line, value, before, put(before, line, value, f"{known}:"))
    return Trial(construct, line, value, before, before + "\n" + lines_of(known, f"{line}: {value}") + "\n")


TABLES = {
    "top": grammar.TOP,
    "based on": grammar.OVERLAY_ONLY,
    **grammar.SECTIONS,
    "step": grammar.STEP,
    "form": grammar.FORM,
}


def trials() -> list[Trial]:
    """Every construct of the reference, each with the table that it comes from."""
    told = iter(constructs())
    found = [trial(*next(told), known) for known, lines in TABLES.items() for _ in lines]
    return found + [trial(*one, "") for one in told]


TRIALS = trials()
IDS = names()
EVERY = pytest.mark.parametrize("tried", TRIALS, ids=IDS)


def understood(text: str) -> Policy:
    reading = read(text, "tried", {"west-midlands": REGION}.get)
    assert reading.policy is not None, [problem.sentence() for problem in reading.problems]
    return reading.policy


def said(policy: Policy) -> set[tuple[str, str]]:
    return {(heading, sentence) for heading, sentences in explain(policy) for sentence in sentences}


@EVERY
def test_the_line_is_read_kept_written_and_said(tried):
    before, after = understood(tried.before), understood(tried.after)
    assert after != before, "the line changes nothing"
    written = write(after)
    assert understood(written) == after
    assert write(understood(written)) == written
    assert said(after) - said(before) or (tried.line == "leave out" and said(after) < said(before)), "nobody is told"
    lines = {line.strip() for line in written.split("\n")}
    if tried.line == "based on":
        assert {
            "already includes: west-midlands",
            "record: The region asks for a record.",
            "raised by: line manager",
        } <= lines
    elif tried.line.startswith("for "):
        assert written.endswith(f"\n\n{tried.line}:\n  {tried.value}\n")
    elif tried.line == "leave out":
        assert "step 3: Regional third" in write(before)
        assert "step 3: Regional third" not in lines
    else:
        assert f"{tried.line}: {tried.value}" in lines


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (f"{name}, {key}", kind.example)
        for known in (grammar.STEP, grammar.FORM, grammar.SECTIONS["topics"])
        for name, kind in known.items()
        if isinstance(kind.key, tuple)
        for key in kind.key
    ],
)
def test_a_line_with_each_word_after_its_comma_is_read_and_written(line, value):
    name = line.partition(",")[0]
    known = next(table for table, lines in TABLES.items() if name in lines and not isinstance(lines[name].key, str))
    tried = trial("", line, value, known)
    after = understood(tried.after)
    assert after != understood(tried.before)
    assert f"  {line}: {value}" in write(after).split("\n")
    assert understood(write(after)) == after


OVERLAID = [(name, kind) for name, kind in grammar.STEP.items() if not name.startswith("may start here with")]


@pytest.mark.parametrize(("name", "kind"), OVERLAID, ids=[name for name, _ in OVERLAID])
def test_every_line_of_a_step_may_differ_for_one_kind_of_agency_and_for_that_alone(name, kind):
    line = NAMED.get(name, name)
    before = understood(BASE)
    after = understood(f"{BASE}\nfor school, step 1:\n  {line}: {kind.example}\n")
    assert write(after).endswith(f"\n\nfor school, step 1:\n  {line}: {kind.example}\n")
    assert understood(write(after)) == after
    assert ("Step 1 for school" in dict(explain(after))) and explain(after) != explain(before)
    assert running(after, "school").steps[0] != running(before).steps[0]
    assert running(after, "police").steps == running(after).steps == running(before).steps


def test_a_time_that_differs_stands_in_for_that_of_the_step_and_leaves_the_others():
    step = "step 1: First"
    timed = put(put(BASE, "reply within", "5 working days", step), "settle within", "9 working days", step)
    policy = understood(f"{timed}\nfor school, step 1:\n  reply within: 28 calendar days\n")
    limits = {task.act: task.limit for task in running(policy, "school").steps[0].tasks}
    assert limits == {Act.REPLY: Span(28, Unit.CALENDAR_DAYS), Act.SETTLE: Span(9, Unit.WORKING_DAYS)}
    limits = {task.act: task.limit for task in running(policy, "health").steps[0].tasks}
    assert limits[Act.REPLY] == Span(5, Unit.WORKING_DAYS)


def test_the_reference_names_a_test_for_every_construct_and_each_is_there():
    named = names()
    assert len(set(named)) == len(named) == len(TRIALS)
    rows = [row for row in policy_format().split("## Every construct")[1].split("\n") if row.startswith("| ")][2:]
    assert sorted(row.rsplit("| `", 1)[1].removesuffix("` |") for row in rows) == sorted(named)
    assert Path(TESTS).name == Path(__file__).name
    assert TEST in globals()


@pytest.mark.parametrize("unit", Unit, ids=lambda unit: unit.name)
def test_every_unit_is_a_construct_of_the_reference(unit):
    assert any(unit.value.removesuffix("s") in example for _, _, example in constructs())


def test_every_line_of_the_grammar_is_tried():
    tried = {name for one in TRIALS for name in (one.line, one.line.partition(",")[0])}
    assert {name for lines in TABLES.values() for name in lines} <= tried


def test_the_tables_that_are_tried_are_all_that_there_are():
    assert {id(lines) for lines in TABLES.values()} == {
        id(lines)
        for held in vars(grammar).values()
        if isinstance(held, dict)
        for lines in (held, *held.values())
        if isinstance(lines, dict) and any(isinstance(one, grammar.Kind) for one in lines.values())
    }


def test_one_invented_text_uses_every_line_of_the_language():
    names = {line.strip().partition(":")[0] for line in EVERYTHING.split("\n")}
    names |= {name.partition(",")[0] for name in names}
    missing = {name for lines in TABLES.values() for name in lines} - names
    assert missing == set(grammar.OVERLAY_ONLY)


@pytest.mark.parametrize("kind", [Act, Start, Unit], ids=lambda kind: kind.__name__)
def test_it_uses_every_act_event_and_unit(kind):
    absent = {one.value for one in kind if one.value.removesuffix("s") not in EVERYTHING}
    assert absent <= {Start.STEP.value}


def test_it_uses_every_way_to_bind_and_every_closed_word_that_many_lines_can_hold():
    assert all(f"{words}:" in EVERYTHING or f"{words}, " in EVERYTHING for words in STRENGTHS)
    for value in (*RAISERS, *ANSWERERS, *SUBJECTS, *(one.value for one in Vacant)):
        assert f": {value}\n" in EVERYTHING
    for occasion in Occasion:
        assert f"when {occasion}" in EVERYTHING or occasion is Occasion.STARTS
    policy = understood(EVERYTHING)
    assert {move.how for step in policy.steps for move in step.moves} == set(How)


@pytest.mark.parametrize(
    ("line", "values"), [("working days are those of", Hours), ("they decide", Vote), ("they may", Binding)]
)
def test_each_word_of_a_closed_list_is_its_own_value(line, values):
    known = "top" if line in grammar.TOP else "step"
    texts = [trial("", line, value.value, known).after for value in values]
    assert len({write(understood(text)) for text in texts}) == len(list(values))


def test_the_text_that_uses_everything_is_its_own_canonical_form_and_says_that_it_is_invented():
    policy = understood(EVERYTHING)
    assert write(policy) == EVERYTHING
    assert policy.invented
    assert ("How it works", "It is invented, for demonstrations.") in said(policy)


REMOVED = [at for at, line in enumerate(EVERYTHING.split("\n")) if line.startswith("  ") or ":" in line]


@pytest.mark.parametrize("at", REMOVED, ids=lambda at: str(at + 1))
def test_no_line_of_it_is_left_unsaid(at):
    """Taking any line out is a problem or is heard; only what the common set of topics counts by is silent."""
    lines = EVERYTHING.split("\n")
    gone = lines.pop(at)
    reading = read("\n".join(lines))
    if reading.policy is not None:
        assert said(reading.policy) != said(understood(EVERYTHING)), gone


def test_every_line_of_it_has_its_place():
    """Whatever a finding speaks of can be pointed at: each line that says something is one of the places."""
    reading = read(EVERYTHING)
    numbered = {at for at, line in enumerate(EVERYTHING.split("\n"), start=1) if line}
    assert {line for line, _ in reading.places.values()} == numbered
    lines = EVERYTHING.split("\n")
    for step in reading.policy.steps:
        for task in step.tasks:
            for faster in (
                "",
                *(f", {'' if name == 'urgent' else 'priority '}{name}".lower() for name, _ in task.faster),
            ):
                line, column = reading.place(f"step {step.key}/{task_name(task)}{faster}")
                assert lines[line - 1].lower().startswith(f"  {task_name(task)}{faster}:")
                assert lines[line - 1][column - 2] == " "
