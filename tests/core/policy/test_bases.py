"""A local text on a regional base, and what differs for one kind of receiving agency."""

import pytest

from forthright.core.policy.canonical import flatten, write
from forthright.core.policy.explaining import explain
from forthright.core.policy.reader import Reading, read
from forthright.core.policy.rungs import facing, running
from forthright.core.policy.shapes import Act, How, Move, Occasion, Role, Span, Start, Strength
from forthright.core.policy.values import Wrong
from forthright.core.worktime.units import Unit

from .shipped import FOLDER, base

REGION = """\
policy: Regional chapter
partnership: The region (invented)
called: Escalation
version: 2025-01-01
steps are called: Stage
note: Talk first.
all steps within: 30 working days

immediate danger:
  tell: police
  say: Call 999.

source:
  address: example.org/region
  dated: 2025
  read on: 2026-01-02
  status: published
  note: The whole chapter was seen.

topics:
  topic, drift: A plan that is not delivered
  topic, sharing: Sharing information

gaps:
  to confirm: Who decides at Stage 3.

form 1: Regional form
  used when: step 3 starts

step 1: Practitioners
  raised by: practitioner
  answered by: practitioner
  settle within: 5 working days
  settle within, urgent: 1 working day
  settle by line manager within: 2 working days of the previous task running out
  if not settled: offer step 2
  tell: line manager
  tell, when it is settled: business unit
  record: All agencies keep records.

step 2: Managers
  raised by: line manager
  answered by: line manager
  title, police: sergeant
  title, school: head of year
  settle within: 5 working days
  if not settled: offer step 3

step 3: Senior managers
  raised by: senior manager
  answered by: senior manager
  if not settled: the procedure ends

for police, step 3:
  answered by: head of service
"""
LOCAL = """\
policy: Local text
based on: region
partnership: Anyshire (invented)
version: 2026-04-01

source:
  address: example.org/local
  read on: 2026-11-23
  status: invented
"""
BASES = {"region": REGION}


def local(*more: str, own: str = LOCAL, **bases: str) -> Reading:
    """The local text with more lines at its end, on the region or on other bases."""
    return read(own + "\n".join(more), "local", (BASES | bases).get)


def good(*more: str, own: str = LOCAL, **bases: str):
    reading = local(*more, own=own, **bases)
    assert reading.policy is not None, [problem.sentence() for problem in reading.problems]
    return reading.policy


def problem(*more: str, own: str = LOCAL, **bases: str):
    """The only problem, with the text of the line that it stands at."""
    found = local(*more, own=own, **bases).problems
    assert len(found) == 1, found
    return (own + "\n".join(more)).split("\n")[found[0].line - 1], found[0]


def test_a_local_text_has_the_steps_and_lines_of_its_base():
    policy, region = good(), read(REGION).policy
    assert policy.steps == region.steps
    assert (policy.step_word, policy.called, policy.base) == ("Stage", "Escalation", "region")
    assert policy.danger == region.danger
    assert policy.topics == region.topics
    assert policy.overlays == region.overlays


def test_whose_text_it_is_and_where_it_was_read_never_come_from_the_base():
    policy = good()
    assert policy.partnerships == ("Anyshire (invented)",)
    assert policy.source.note == ""
    assert policy.source.dated == "not stated"
    where, found = problem(own=LOCAL.replace("version: 2026-04-01\n", ""))
    assert where == "policy: Local text"
    assert "version:" in found.what


def test_a_line_stands_in_for_that_of_its_name_and_only_for_that():
    policy = good("step 2:Team managers", "  if not settled: must go to step 3", "  title, police: inspector")
    second, before = policy.step("2"), read(REGION).policy.step("2")
    assert second.name == "Team managers"
    assert second.move == Move(How.MUST, "3")
    assert second.titles == {"police": "inspector", "school": "head of year"}
    assert (second.answered_by, second.tasks) == (before.answered_by, before.tasks)


def test_topics_are_replaced_as_a_whole():
    assert good("topics:", "  topic: Something of our own").topics == ("Something of our own",)


def test_a_task_that_is_replaced_keeps_its_place_so_that_what_follows_it_still_does():
    first = good(
        "step 1: Practitioners",
        "  settle by line manager within: 3 working days of the previous task running out",
        "  settle within: 4 working days",
    ).step("1")
    assert [(one.act, one.by, one.limit.amount) for one in first.tasks] == [
        (Act.SETTLE, "both sides", 4),
        (Act.SETTLE, Role.LINE_MANAGER, 3),
    ]
    assert first.tasks[0].urgent == Span(1, Unit.WORKING_DAYS)
    assert first.tasks[1].start is Start.PREVIOUS_TASK


def test_another_strength_replaces_a_time_with_its_faster_times():
    first = good("step 1: Practitioners", "  settle should be within: 4 working days").step("1")
    assert [(one.strength, one.faster) for one in first.tasks if one.by == "both sides"] == [(Strength.AIM, ())]


def test_another_strength_replaces_a_time_over_several_steps():
    (cap,) = good(own=LOCAL.replace("based on", "all steps should be within: 9 working days\nbased on")).caps
    assert (cap.strength, cap.limit.amount) == (Strength.AIM, 9)


def test_a_step_of_ones_own_takes_its_place_among_those_of_the_base():
    policy = good(
        "step 2a: Leads", *("  raised by: not stated", "  answered by: not stated", "  if not settled: not stated")
    )
    assert [step.key for step in policy.steps] == ["1", "2", "2a", "3"]


def test_a_step_that_is_left_out_goes_with_its_variants_and_forms():
    policy = good(
        "step 2: Managers",
        "  if not settled: the procedure ends",
        own=LOCAL.replace("based on", "leave out: step 3\nbased on"),
    )
    assert [step.key for step in policy.steps] == ["1", "2"]
    assert policy.overlays == policy.forms == ()


def test_what_still_leads_to_a_step_that_is_left_out_is_named_at_the_line_that_asks_for_the_base():
    where, found = problem(own=LOCAL.replace("based on", "leave out: step 3\nbased on"))
    assert where == "based on: region"
    assert found.what.startswith("In “region”, line ")
    assert "There is no step 3." in found.what


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("leave out: step 7", "“region” has no step 7."),
        ("leave out: stage 2", "“stage 2” is not a step."),
        ("already includes: region", "A text that already includes its base is not based on it as well."),
    ],
)
def test_what_cannot_be_left_out_or_taken_twice_is_named_on_its_line(line, words):
    where, found = problem(own=LOCAL.replace("based on", f"{line}\nbased on"))
    assert where == line
    assert found.what == words


def test_a_step_cannot_be_left_out_and_stand_here():
    own = LOCAL.replace("based on", "leave out: step 3\nbased on")
    where, found = problem(
        "step 3: Ours", "  raised by: not stated", "  answered by: not stated", "  if not settled: not stated", own=own
    )
    assert where == "leave out: step 3"
    assert "yet stands" in found.what


def test_leaving_out_needs_a_base():
    where, found = problem(own=REGION.replace("note: Talk", "leave out: step 3\nnote: Talk"))
    assert where == "leave out: step 3"
    assert "no base" in found.what


def test_a_base_of_a_base():
    county = "policy: County\nbased on: region\nsteps are called: Level\n"
    policy = good(own=LOCAL.replace("region", "county"), county=county)
    assert policy.step_word == "Level"
    assert policy.steps == read(REGION).policy.steps
    assert policy.base == "county"


def test_a_base_that_does_not_exist_is_named_with_its_line():
    where, found = problem(own=LOCAL.replace("region", "regoin"))
    assert where == "based on: regoin"
    assert found.what == "There is no policy called “regoin” to base this on."


def test_without_anywhere_to_look_no_base_is_found():
    (found,) = read(LOCAL).problems
    assert "no policy called “region”" in found.what


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/b", "..", "C:\\x"])
def test_a_base_is_a_name_and_never_a_path(name):
    asked = []
    reading = read(LOCAL.replace("region", name), "local", asked.append)
    assert asked == []
    assert "is not the name of a policy." in reading.problems[0].what


def test_a_broken_base_is_named_once_with_its_first_problem():
    where, found = problem(
        region=REGION.replace("  tell: police", "   tell: police").replace("Stage 3.", "Stage 3.\nx")
    )
    assert where == "based on: region"
    assert found.what == "“region” has 2 problems. Line 10: The line is indented by 3 spaces."


def test_a_wrong_value_in_a_base_is_named_with_the_line_there():
    where, found = problem(
        region=REGION.replace("settle by line manager within: 2 working", "settle by line manager within: 2 wrking")
    )
    assert where == "based on: region"
    assert found.what.startswith("In “region”, line 35: “wrking days”")


@pytest.mark.parametrize("nothing", ["", "no colon", b"\xff\xfe", "x: y\n" * 200_000])
def test_a_base_that_is_no_policy_is_named_and_nothing_raises(nothing):
    reading = local(region=nothing)
    assert reading.policy is None
    assert reading.problems[0].what.startswith("“region” has ")


def test_a_ring_of_bases_is_spelled_out_at_the_line():
    where, found = problem(own=LOCAL.replace("region", "a"), a="policy: A\nbased on: b\n", b="policy: B\nbased on: a\n")
    assert where == "based on: a"
    assert "“a” leads back to itself: a is based on b is based on a." in found.what


def test_a_text_that_is_based_on_itself_is_a_ring():
    where, found = problem(own=LOCAL.replace("region", "local"), local=LOCAL.replace("region", "local"))
    assert where == "based on: local"
    assert "“local” leads back to itself: local is based on local." in found.what


def test_a_base_that_already_includes_a_text_above_it_is_a_ring():
    whole = REGION.replace("version: 2025", "already includes: county\nversion: 2025")
    county = LOCAL.replace("based on: region", "based on: local")
    where, found = problem(region=whole, county=county)
    assert where == "based on: region"
    assert found.what == (
        "“local” leads back to itself: local is based on region, which already includes county, which already includes "
        "local."
    )
    assert local(region=whole, county=REGION).policy is not None
    assert local(region=whole).policy is not None
    assert local(region=whole, county=whole).policy is not None


def test_whoever_gives_the_bases_says_what_there_is():
    asked = []

    def shelf(name: str) -> str:
        asked.append(name)
        raise Wrong("No such text.", "There is one.", "region")

    for written, name in (("regoin", "regoin"), ("The Region", "the-region")):
        (found,) = read(LOCAL.replace("region", written), "local", shelf).problems
        assert found.sentence() == "No such text. There is one. The nearest right wording is: region"
        assert asked.pop() == name


def test_bases_that_never_end_are_refused():
    asked = []

    def endless(name: str) -> str:
        asked.append(name)
        return f"policy: X\nbased on: {name}x\n"

    (found,) = read(LOCAL.replace("region", "x"), "local", endless).problems
    assert "more than" in found.what
    assert len(asked) < 10


def test_a_flattened_text_is_the_same_policy_without_its_base():
    text = LOCAL + "step 2: Team managers\n"
    whole = flatten(text, BASES.get, "local")
    assert read(whole).policy == read(text, "local", BASES.get).policy
    assert "already includes: region\n" in whole
    assert "based on" not in whole
    assert flatten(whole, BASES.get) == whole


def test_a_text_without_a_base_is_flattened_to_itself_with_its_comments():
    text = "# ours\n" + REGION
    assert flatten(text, BASES.get) == flatten(text.encode(), BASES.get) == text


def test_what_cannot_be_read_cannot_be_flattened():
    with pytest.raises(ValueError, match="no policy called"):
        flatten(LOCAL.replace("region", "regoin"), BASES.get)


def test_a_line_that_the_base_brought_has_its_place_at_the_line_that_asks_for_it():
    reading = local("step 2: Ours", "  note: Our own words.")
    lines = LOCAL.split("\n")
    asked = (lines.index("based on: region") + 1, len("based on: ") + 1)
    assert reading.place("step 1/settle within, urgent") == asked
    assert reading.place("step 2/answered by") == asked
    assert reading.place("step 2/note")[0] == len(lines) + 1


def test_one_file_may_serve_several_partnerships_and_each_is_named_once():
    policy = good(own=LOCAL.replace("partnership: Any", "partnership: Otherton\npartnership: Any"))
    assert policy.partnership == "Otherton and Anyshire (invented)"
    where, found = problem(own=LOCAL.replace("version", "partnership: Anyshire (invented)\nversion"))
    assert where == "partnership: Anyshire (invented)"
    assert "already stands on line 3" in found.what


FOR_SCHOOLS = """\

for school, step 1:
  answered by: safeguarding lead
  settle within: 3 working days
  reply within: 1 working day
  tell, when it is settled: head teacher
  if not settled: offer step 3
  they decide: by majority
"""


def test_for_one_kind_of_agency_only_what_is_written_differs():
    policy = read(REGION.replace("  tell: line manager", "  quorum: 2\n  tell: line manager") + FOR_SCHOOLS).policy
    usual, there = policy.step("1"), facing(policy, policy.step("1"), "school")
    assert there.answered_by == (Role.SAFEGUARDING_LEAD,)
    assert there.move == Move(How.OFFER, "3")
    assert [(one.act, one.by, one.limit.amount) for one in there.tasks] == [
        (Act.SETTLE, "both sides", 3),
        (Act.SETTLE, Role.LINE_MANAGER, 2),
        (Act.REPLY, "responding side", 1),
    ]
    assert {one.when: one.who for one in there.tells} == {
        Occasion.STARTS: ("line manager",),
        Occasion.SETTLED: ("head teacher",),
    }
    assert there.panel.quorum == 2
    assert there.panel.vote is not None
    assert (there.raised_by, there.record, there.name) == (usual.raised_by, usual.record, usual.name)
    assert facing(policy, usual, "health") == usual


def test_what_differs_runs_only_where_the_receiving_agency_is_of_that_kind():
    policy = read(REGION + FOR_SCHOOLS).policy
    assert running(policy, "school").step("1").answered_by == (Role.SAFEGUARDING_LEAD,)
    assert running(policy, "police").step("1") == policy.step("1")
    assert running(policy, "police").step("3").answered_by == (Role.HEAD_OF_SERVICE,)


def test_what_differs_is_written_and_said():
    policy = read(REGION + FOR_SCHOOLS).policy
    written = write(policy)
    assert {line.strip() for line in FOR_SCHOOLS.split("\n")} <= {line.strip() for line in written.split("\n")}
    assert read(written).policy == policy
    said = dict(explain(policy))["Stage 1 for school"]
    assert "A safeguarding lead answers." in said
    assert "Both sides must settle it within 3 working days after this step starts." in said
    assert not any("line manager" in one for one in said)


def test_what_only_takes_something_away_is_said_too():
    text = (
        REGION.replace("  record: All", "  dissent: recorded\n  record: All")
        + "\nfor school, step 1:\n  dissent: not recorded\n"
    )
    policy = read(text).policy
    assert dict(explain(policy))["Stage 1 for school"] == [
        "This does not hold here: Whoever does not agree is recorded, with the reasons."
    ]
    assert "  dissent: not recorded" in write(policy)


def test_agreement_to_an_entry_that_the_step_has_may_differ():
    entry = REGION.replace("  title, police: serg", "  may start here: in a hurry\n  title, police: serg")
    there = "\nfor school, step 2:\n  may start here with agreement of: safeguarding lead\n"
    policy = read(entry + there).policy
    assert facing(policy, policy.step("2"), "school").entry.agreed_by == (Role.SAFEGUARDING_LEAD,)
    (found,) = read(REGION + there).problems
    assert found.what == "It does not say when it may start here."


@pytest.mark.parametrize(
    ("head", "words", "near"),
    [
        ("for school, step 9:", "There is no step 9.", "1"),
        ("for school step 2:", "is not the head of what differs", "for school, step 2"),
        ("for school,step 2:", "is not the head of what differs", "for school, step 2"),
    ],
)
def test_a_wrong_head_is_named(head, words, near):
    text = REGION + f"\n{head}\n  note: Ours.\n"
    (found,) = read(text).problems
    assert text.split("\n")[found.line - 1] == head
    assert words in found.what
    assert found.nearest in (near, "")


def test_the_local_text_that_the_guide_shows_is_read():
    guide = (FOLDER.parent / "docs/how-to/write-a-policy-file.md").read_text(encoding="utf-8")
    block = guide[guide.index("    policy: Escalation in Anyshire") :]
    shown = "\n".join(line[4:] for line in block[: block.index("\n- A line")].split("\n"))
    reading = read(shown, "anyshire", base)
    assert reading.problems == ()
    assert reading.policy.step("2").tasks[0].limit == Span(5, Unit.WORKING_DAYS)
    for example in ("reply within, priority soon", "first agreed by", "steps 1 to 3 within", "one of step 4a, step 4b"):
        assert example in guide
