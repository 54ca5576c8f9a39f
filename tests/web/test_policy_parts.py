"""A policy edited as a form: one field changes one line, and whatever is wrong is said beside its field."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forthright.core.policy import edit
from forthright.core.policy.grammar import FORM, OVERLAY_ONLY, SECTIONS, STEP, TOP
from forthright.core.policy.reader import read
from forthright.record import drafts
from forthright.web.forms import policy_parts, policy_words
from tests.support.examples import examples
from tests.support.forms import assert_refuses, page
from tests.support.town import POLICIES, Town
from tests.web.policies import at, change, changed, drafted, fields, kept, lines_that_differ, said

EVERYTHING = POLICIES.parent / "tests" / "core" / "policy" / "everything.policy"


SHIPPED = {path.stem: path.read_text(encoding="utf-8") for path in [*sorted(POLICIES.glob("*.policy")), EVERYTHING]}


pytestmark = pytest.mark.usefixtures("today")


@pytest.mark.wide
@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_sending_every_part_as_it_stands_changes_no_letter(beth: Client, town: Town, name: str) -> None:
    draft = drafted(town, SHIPPED[name])
    for part in policy_parts.parts(SHIPPED[name]):
        answer = change(beth, draft, part)
        assert answer.status_code == 302, (part, said(answer))  # type: ignore[attr-defined]
        assert kept(town, draft) == SHIPPED[name], part


def test_one_value_changes_one_line_and_comments_stay(beth: Client, town: Town) -> None:
    text = "# as agreed in March\n" + town.policy.text.replace(
        "  settle within: 10 working days", "  settle within: 10 working days  # the board's wish"
    )
    draft = drafted(town, text)
    answer = change(beth, draft, "step-4", step_4_settle_within="8 working days")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert lines_that_differ(text, kept(town, draft)) == [
        (
            "  settle within: 10 working days  # the board's wish",
            "  settle within: 8 working days  # the board's wish",
        )
    ]


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(SHIPPED)), st.data())
def test_any_field_of_any_policy_can_be_set_and_reads_back(name: str, data: st.DataObject) -> None:
    text = SHIPPED[name]
    section = data.draw(st.sampled_from(sorted(policy_parts.parts(text).values())))
    slot = data.draw(st.sampled_from(policy_parts.slots(text, section)))
    value = data.draw(st.sampled_from(["2 hours", "line manager", "Bread, butter", "a: b", "x" * 200]))
    after = policy_parts.written(text, section, {slot.field: value})
    found = [one.value for one in policy_parts.slots(after, section) if one.name == slot.name]
    assert value in found
    assert abs(len(after.split("\n")) - len(text.split("\n"))) <= 3  # a new section comes with its head and a gap


def test_the_readers_own_words_stand_beside_the_field_and_nothing_is_lost(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    answer = change(beth, draft, "step-1", step_1_raised_by="practitoner", step_1_tell="the head")
    assert_refuses(
        answer,  # type: ignore[arg-type]
        "line-step-1-raised-by",
        next(problem.sentence() for problem in read(changed(town, "step 1/raised by", "practitoner")).problems),
    )
    text = kept(town, draft)
    assert "  raised by: practitoner\n" in text
    assert "  tell: the head\n" in text
    assert fields(beth, draft, "step-1")["line-step-1-raised-by"] == "practitoner"


def test_a_line_is_added_repeated_and_taken_out(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    change(beth, draft, "step-1", step_1_only_if="a child is at school", step_1_needs_more="A name.")
    text = kept(town, draft)
    assert "step 1: Practitioners\n  only if: a child is at school\n  raised by: practitioner\n" in text
    assert "what would resolve it.\n  needs: A name.\n" in text
    change(beth, draft, "step-1", step_1_only_if="", step_1_needs="")
    assert "only if" not in kept(town, draft)
    change(
        beth,
        draft,
        "step-1",
        step_1_needs="What you disagree with, what it means for the child, and what would resolve it.",
    )
    assert kept(town, draft) == town.policy.text


def test_a_line_that_must_be_there_is_not_taken_out_when_emptied(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    answer = change(beth, draft, "step-1", step_1_raised_by=" ")
    sentence = "“raised by:” has no value. Write one after the colon."
    assert_refuses(answer, "line-step-1-raised-by", sentence)  # type: ignore[arg-type]
    assert "\n  raised by:\n" in kept(town, draft)


def test_a_line_that_is_missing_is_asked_for_and_put_in(beth: Client, town: Town) -> None:
    draft = drafted(town, edit.remove(town.policy.text, "step 2/answered by"))
    answer = change(beth, draft, "step-2")
    assert "The line “answered by:” is missing" in said(answer)
    change(beth, draft, "step-2", step_2_answered_by="line manager")
    assert read(kept(town, draft)).policy == read(town.policy.text).policy


def test_a_time_is_added_with_who_has_it_how_binding_it_is_and_for_which_challenges(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    change(beth, draft, "step-2", step_2_new_time="meet", step_2_new_limit="3 working days")
    policy = read(kept(town, draft)).policy
    assert policy is not None
    assert [task.act.value for task in policy.steps[1].tasks] == ["raise", "reply", "settle", "meet"]
    change(beth, draft, "step-2", step_2_meet_within_urgent="1 working day")
    assert "  meet within: 3 working days\n  meet within, urgent: 1 working day\n" in kept(town, draft)
    whole = {
        "step_2_new_time": "report back",
        "step_2_new_by": "line manager",
        "step_2_new_strength": " should be within",
        "step_2_new_limit": "5 working days of the decision",
    }
    change(beth, draft, "step-2", **whole)
    assert "  report back by line manager should be within: 5 working days of the decision\n" in kept(town, draft)
    change(beth, draft, "step-2", **whole, step_2_new_for=", urgent")
    assert "  report back by line manager should be within, urgent: 5 working days of" in kept(town, draft)


def test_a_time_over_several_steps_is_added_to_the_policy(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    change(beth, draft, "about", new_first="1", new_last="3", new_cap_limit="20 working days")
    change(beth, draft, "about", new_cap_limit="30 working days")
    policy = read(kept(town, draft)).policy
    assert policy is not None
    assert sorted((cap.first, cap.last) for cap in policy.caps) == [("", ""), ("1", "3")]
    assert fields(beth, draft, "about")["line-steps-1-to-3-within"] == "20 working days"


def test_a_line_is_opened_by_choosing_what_it_is_about(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    boxes = page(beth.get(at(draft, "parts/step-1/"))).one("select", name="line-step-1-new-line")
    offered = {one.text: one.attrs["value"] for one in boxes.inside if one.tag == "option"}
    assert "line-step-1-may-pause" not in fields(beth, draft, "step-1")
    answer = change(beth, draft, "step-1", step_1_new_line=offered["How long it may pause"], step_1_note="A note.")
    assert answer["Location"].endswith("?add=may+pause#id_line-step-1-may-pause")  # type: ignore[index]
    assert "  note: A note.\n" in kept(town, draft)
    shown = page(beth.get(answer["Location"]))  # type: ignore[index]
    assert shown.one(id="id_line-step-1-may-pause-hint").text == "Such as: at most 10 working days, once"
    change(beth, draft, "step-1", step_1_may_pause="as long as you like")
    answer = change(beth, draft, "step-1", step_1_may_pause="at most 5 working days, once")
    assert "  may pause: at most 5 working days, once\n" in kept(town, draft)
    assert read(kept(town, draft)).policy is not None


def test_a_title_and_who_is_told_at_an_event_are_asked_for_with_their_key(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    opened = beth.get(at(draft, "parts/step-2/?add=title&add=tell"))
    choices = [one.attrs["value"] for one in page(opened).one("select", name="line-step-2-tell-new-key").inside]
    assert "when it is decided" in choices
    change(
        beth,
        draft,
        "step-2",
        step_2_title_new_key="Zoo",
        step_2_title_new_value="keeper",
        step_2_tell_new_key="when it is decided",
        step_2_tell_new_value="head of service",
    )
    policy = read(kept(town, draft)).policy
    assert policy is not None
    assert policy.steps[1].titles["Zoo"] == "keeper"
    assert "  tell, when it is decided: head of service\n" in kept(town, draft)
    labels = page(beth.get(at(draft, "parts/step-2/"))).one(id="main-content").text
    assert "Title in Zoo" in labels
    assert "Who is told when it is decided" in labels


HALVES = [
    ({"step_2_new_limit": "3 working days"}, "new-time", "Select what the time is for"),
    ({"step_2_new_time": "meet"}, "new-limit", "Enter how long the time is"),
    (
        {"step_2_new_time": "reply", "step_2_new_limit": "1 working day"},
        "new-limit",
        "There is such a time already. Change it above",
    ),
    (
        {"step_2_title_new_key": "", "step_2_title_new_value": "keeper"},
        "title-new-key",
        "Enter an answer to: For which kind of agency",
    ),
    ({"step_2_title_new_key": "zoo", "step_2_title_new_value": ""}, "title-new-value", "Enter what the policy says"),
    (
        {"step_2_title_new_key": "police", "step_2_title_new_value": "keeper"},
        "title-new-key",
        "There is such a line already. Change it above",
    ),
]


@pytest.mark.parametrize(("typed", "field", "sentence"), HALVES)
def test_half_of_an_addition_is_asked_for_and_kept(
    beth: Client, town: Town, typed: dict[str, str], field: str, sentence: str
) -> None:
    draft = drafted(town, town.policy.text)
    answer = change(beth, draft, "step-2", **typed)
    assert_refuses(answer, f"line-step-2-{field}", sentence)  # type: ignore[arg-type]
    assert kept(town, draft) == town.policy.text
    again = page(beth.get(at(draft, "parts/step-2/")))
    for name, value in typed.items():
        box = again.one(name="line-" + name.replace("_", "-"))
        chosen = [one.attrs["value"] for one in box.inside if "selected" in one.attrs]
        assert box.attrs.get("value", *(chosen or [""])) == value
    assert not [one for one in page(beth.get(at(draft, "parts/step-3/"))).all("input") if "title-new" in str(one.attrs)]


PLACES = {
    "": ("", TOP | OVERLAY_ONLY),
    **{name: (name, lines) for name, lines in SECTIONS.items()},
    "a form": ("form 9", FORM),
    "a step": ("step 2", STEP),
    "an overlay": ("for school, step 2", STEP),
}


KINDS = [(place, name) for place, (_, lines) in PLACES.items() for name in lines]


@pytest.mark.parametrize(("place", "name"), KINDS)
def test_every_line_of_the_language_has_words_and_can_be_added_without_touching_text(place: str, name: str) -> None:
    section, lines = PLACES[place]
    kind = lines[name]
    text = edit.add_overlay(edit.add_form(SHIPPED["demo-borough"], "9", "F", "step 1 starts"), "school", "step 2")
    for entry in reversed(edit.entries(text, section)):
        if entry.name.partition(",")[0] == name:
            text = edit.remove(text, entry.path)
    assert policy_words.label(name) != name
    assert policy_words.group(name) in [str(group) for group in policy_words.GROUPS]
    assert policy_words.hint(name, kind)
    field = policy_parts.opens(text, section, name)
    typed = {field: kind.example}
    if kind.key:
        key = "zoo" if kind.key == "free" else kind.key[-1]
        typed = {field: key, field.removesuffix("key") + "value": kind.example}
    form = policy_parts.Part(text, section, typed)
    assert set(typed) <= set(form.fields)
    after = policy_parts.written(text, section, typed)
    new = f"{name}, {key}: {kind.example}" if kind.key else f"{name}: {kind.example}"
    assert new in [line.strip() for line in after.split("\n")]


def test_what_was_typed_and_not_sent_is_there_again_and_marked(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    assert "It is not in the text yet" not in said(beth.get(at(draft, "parts/step-1/")))
    beth.post(f"/draft/{draft}/", {**fields(beth, draft, "step-1"), "line-step-1-note": "Half a tho"})
    assert kept(town, draft) == town.policy.text
    assert "It is not in the text yet" in said(beth.get(at(draft, "parts/step-1/")))
    assert fields(beth, draft, "step-1")["line-step-1-note"] == "Half a tho"
    change(beth, draft, "step-1")
    assert "  note: Half a tho\n" in kept(town, draft)
    assert not policy_parts.waiting(drafts.read(town.beth, draft))


def test_a_part_that_is_not_there_is_not_found_and_too_long_a_text_stays_text(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    assert beth.get(at(draft, "parts/step-99/")).status_code == 404
    long = drafted(town, "note: x\n" * 5_000)
    for place in ("parts/", "parts/about/"):
        assert beth.get(at(long, place))["Location"] == at(long)
    assert "This text is too long to be edited as a form." in said(beth.get(at(long)))


def test_a_part_shows_what_is_there_and_the_usual_few_and_not_the_whole_language(beth: Client, town: Town) -> None:
    draft = drafted(town, edit.add_step(town.policy.text, "5", "Appeal"))
    shown = [name for name in fields(beth, draft, "step-5") if "-new-" not in name]
    assert len(shown) == 9, shown


def test_that_a_section_is_missing_is_said_on_its_own_page(beth: Client, town: Town) -> None:
    draft = drafted(town, edit.remove(town.policy.text, "source"))
    rows = {one.text.split("Nothing")[0].strip(): one.text for one in page(beth.get(at(draft, "parts/"))).all("li")}
    assert "1 problem" in rows["Where it comes from"]
    assert change(beth, draft, "about").status_code == 302  # type: ignore[attr-defined]
    answer = change(beth, draft, "source")
    assert_refuses(answer, "", "The section “source:” is missing. Add it; what the text does not say is “not stated”.")  # type: ignore[arg-type]
