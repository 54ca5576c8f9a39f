"""The ladder as a picture that can be read without seeing it, and drawn under a strict content policy."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from forthright.core.policy.picture import LANES, WIDTH, describe, ladder_svg
from forthright.core.policy.picture_words import above, step_lines, ways
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import How, Move, Span, Strength
from forthright.core.worktime.units import Unit

from .shipped import FILES, policy

EVERYTHING = (Path(__file__).parent / "everything.policy").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@EVERY
def test_the_picture_is_well_formed_and_named(path):
    root = ElementTree.fromstring(ladder_svg(policy(path.stem)))
    assert root.get("role") == "img"
    ids = {child.get("id"): child.text for child in root if child.get("id")}
    assert all(ids[name] for name in root.get("aria-labelledby").split())


@EVERY
def test_nothing_in_it_needs_inline_styles_or_scripts(path):
    drawn = ladder_svg(policy(path.stem), "1")
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|href", drawn)


@EVERY
def test_every_step_stands_in_the_picture_and_in_its_description(path):
    shown = policy(path.stem)
    root = ElementTree.fromstring(ladder_svg(shown))
    words = " ".join(node.text for node in root.iter(f"{SVG}text"))
    for step in shown.steps:
        assert f"{shown.label(step.key)}:" in words
        assert f"{shown.label(step.key)}:" in describe(shown)
    assert len(list(root.iter(f"{SVG}rect"))) == len(shown.steps)


@EVERY
def test_boxes_follow_one_another_inside_the_frame(path):
    root = ElementTree.fromstring(ladder_svg(policy(path.stem)))
    bottom = 0
    for box in root.iter(f"{SVG}rect"):
        assert int(box.get("y")) >= bottom
        bottom = int(box.get("y")) + int(box.get("height"))
        assert int(box.get("x")) + int(box.get("width")) <= WIDTH
    lowest = max(int(node.get("y")) for node in root.iter(f"{SVG}text"))
    assert max(bottom, lowest) <= int(root.get("height"))
    assert int(root.get("width")) <= 290


def test_the_step_where_you_are_is_said_in_words_too():
    demo = policy("demo-borough")
    assert ladder_svg(demo, "2").count("You are here</text>") == 1
    assert "Step 2: Line managers. You are here." in describe(demo, "2")
    assert "You are here" not in ladder_svg(demo)
    assert ladder_svg(demo, "9") == ladder_svg(demo)


def test_names_from_a_policy_are_escaped():
    demo = policy("demo-borough")
    risky = replace(demo, steps=(replace(demo.steps[0], name='<script>alert("x")</script> & co'), *demo.steps[1:]))
    drawn = ladder_svg(risky)
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


def test_long_words_are_broken_and_not_drawn_over_the_edge():
    demo = policy("demo-borough")
    long = replace(demo, steps=(replace(demo.steps[0], name="W" * 90), *demo.steps[1:]))
    root = ElementTree.fromstring(ladder_svg(long))
    assert max(len(node.text) for node in root.iter(f"{SVG}text") if "WW" in node.text) < 20


def test_must_and_may_are_told_apart_without_colour():
    demo = ladder_svg(policy("demo-borough"))
    dashed = [line for line in re.findall("<path [^>]*app-ladder-way[^>]*>", demo) if "stroke-dasharray" in line]
    assert demo.count("can be taken on</text>") == len(dashed) == 2
    assert demo.count("must go on</text>") == 1


@EVERY
def test_the_description_says_whatever_the_picture_says(path):
    shown = policy(path.stem)
    root = ElementTree.fromstring(ladder_svg(shown, "1"))
    drawn = " ".join(node.text for node in root.iter(f"{SVG}text"))
    said = re.sub(r"[.?!]", "", root.findtext(f"{SVG}desc"))
    words = [
        line for step in shown.steps for line in (*step_lines(shown, step), *(one.words for one in ways(shown, step)))
    ]
    assert words
    for line in words:
        assert re.sub(r"[.?!]", "", line) in said
    for word in re.sub(r"[.?!]", "", drawn).split():
        assert word in said


def lines(name, key):
    shown = policy(name)
    return step_lines(shown, shown.step(key))


def test_the_same_act_twice_names_who_and_from_when_and_an_aim_is_not_a_must():
    assert lines("coventry", "1")[1:] == [
        "To settle, by both sides: within 1 working day",
        "To settle, by a line manager: should be within 1 working day after the time before this one has run out",
    ]
    assert lines("sefton-2017", "2")[1:] == [
        "To settle, by the responding side: should be within 2 working days",
        "To meet: within 5 working days after the time before this one has run out",
        "To write, by the responding side: within 2 working days after agreement",
        "To write, by the responding side: within 48 hours after agreement at the meeting",
    ]


def test_the_obvious_side_and_the_start_of_the_step_are_not_said():
    assert lines("demo-borough", "1") == [
        "Who answers: a practitioner",
        "To acknowledge: within 1 working day after it is raised",
        "To reply: within 2 working days after it is raised; if urgent, within 4 working hours",
        "To settle: within 5 working days; if urgent, within 1 working day",
    ]


def test_every_kind_of_time_reads_well():
    shown = read(EVERYTHING).policy
    assert above(shown) == [
        "All steps together: within 30 working days; if urgent, within 5 working days",
        "Level 1 to Level 3 together: should be within 15 working days",
        "Level 2 to Level 4b together: usually “without delay”",
    ]
    said = step_lines(shown, shown.step("2"))
    assert "To reply, by the responding side: should be “as soon as it can be done”" in said
    assert "Repeated with: a senior manager, then a head of service" in said
    assert "Differs for school" in said
    assert "if the priority is “soon”, within 1 working day" in step_lines(shown, shown.step("1"))[4]
    assert lines("london", "2")[1] == "To settle: no time is stated"
    soon = replace(shown.steps[1].tasks[0], limit=Span(0, Unit.IMMEDIATELY), strength=Strength.AIM)
    assert step_lines(shown, replace(shown.steps[1], tasks=(soon,)))[1].startswith(
        "To raise: should be done immediately"
    )


def test_each_branch_has_an_arrow_and_words_that_name_where_it_leads():
    drawn = ladder_svg(policy("lincolnshire"))
    root = ElementTree.fromstring(drawn)
    boxes = [(int(one.get("y")), int(one.get("height"))) for one in root.iter(f"{SVG}rect")]
    tips = [one.get("d") for one in root.iter(f"{SVG}path") if one.get("class") == "app-ladder-tip"]
    at = sorted(int(re.match(r"M\d+ (\d+)", tip)[1]) for tip in tips)
    assert len(at) == 4
    assert at[-2] == boxes[3][0] - 1
    assert boxes[4][0] < at[-1] < sum(boxes[4])
    said = [one.words for one in ways(policy("lincolnshire"), policy("lincolnshire").step("3"), "4a")]
    assert said == ["Not settled: can be taken to Step 4b", "Urgent and not settled: can be taken to Step 4a"]
    assert "Step 4b" in drawn


def test_a_way_back_and_a_choice_are_drawn_and_more_than_there_is_room_for_are_only_said():
    demo = policy("demo-borough")
    ring = replace(demo, steps=(*demo.steps[:3], replace(demo.steps[3], move=Move(How.MUST, "1"))))
    assert ladder_svg(ring).count("app-ladder-way") == 4
    assert "Not settled in time: must go to Step 1" in describe(ring)
    wide = replace(demo, steps=(*demo.steps[:3], replace(demo.steps[3], move=Move(How.CHOOSE, "1", ("1", "2", "3")))))
    assert ladder_svg(wide).count("app-ladder-way") == 6
    many = tuple(replace(demo.steps[0], key=str(key), move=Move(How.OFFER, str(19 - key))) for key in range(9))
    far = replace(demo, steps=(*many, *(replace(demo.steps[3], key=str(key)) for key in range(9, 20))), formal_from="")
    root = ElementTree.fromstring(ladder_svg(far))
    assert len([one for one in root.iter(f"{SVG}path") if one.get("class") == "app-ladder-way"]) == LANES


def test_letters_are_drawn_at_sixteen_so_that_they_are_legible_where_the_page_takes_some_of_the_width():
    root = ElementTree.fromstring(ladder_svg(policy("demo-borough")))
    assert int(root.get("font-size")) * 265 / WIDTH >= 14


def test_beside_an_arrow_stands_first_what_leads_to_the_step_that_it_points_at():
    drawn = ladder_svg(policy("lincolnshire")).partition("</desc>")[2]
    assert drawn.index(">Urgent and not") < drawn.index(">Not settled: can be taken to")
