"""A local text on a regional base."""

import pytest

from forthright.core.policy.canonical import flatten
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import Act, How, Move, Role, Span, Start, Strength
from forthright.core.policy.values import Wrong
from forthright.core.worktime.units import Unit

from .region import BASES, LOCAL, REGION, good, local, problem
from .shipped import FOLDER, base


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


def test_the_local_text_that_the_guide_shows_is_read():
    guide = (FOLDER.parent / "docs/how-to/write-a-policy-file.md").read_text(encoding="utf-8")
    block = guide[guide.index("    policy: Escalation in Anyshire") :]
    shown = "\n".join(line[4:] for line in block[: block.index("\n- A line")].split("\n"))
    reading = read(shown, "anyshire", base)
    assert reading.problems == ()
    assert reading.policy.step("2").tasks[0].limit == Span(5, Unit.WORKING_DAYS)
    for example in ("reply within, priority soon", "first agreed by", "steps 1 to 3 within", "one of step 4a, step 4b"):
        assert example in guide
