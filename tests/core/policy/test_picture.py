"""The ladder as a picture that can be read without seeing it, and drawn under a strict content policy."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from forthright.core.policy.picture import WIDTH, describe, ladder_svg

from .shipped import FILES, policy

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
    dashed = [line for line in re.findall("<line [^>]*app-ladder-way[^>]*>", demo) if "stroke-dasharray" in line]
    assert demo.count("can be taken on</text>") == len(dashed) == 2
    assert demo.count("must go on</text>") == 1
