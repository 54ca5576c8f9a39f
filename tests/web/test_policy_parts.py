"""A policy edited as a form: one field changes one line, and whatever is wrong is said beside its field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forthright.core.policy import edit
from forthright.core.policy.reader import read
from forthright.record import drafts
from forthright.web.forms import policy_parts
from tests.support.forms import assert_refuses, page
from tests.support.town import POLICIES, Town
from tests.web.policies import NOW, at, changed, drafted, kept

SHIPPED = {path.stem: path.read_text(encoding="utf-8") for path in sorted(POLICIES.glob("*.policy"))}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def beth(client: Client, town: Town, today: None) -> Client:
    client.force_login(town.beth)
    return client


def said(answer: object) -> str:
    return " ".join(page(answer).one("main").text.split())  # type: ignore[arg-type]


def fields(beth: Client, draft: str, part: str) -> dict[str, str]:
    """Every field of a part with what stands in it."""
    shown = page(beth.get(at(draft, f"parts/{part}/")))
    boxes = [one for one in shown.all() if one.attrs.get("name", "").startswith("line-")]
    return {one.attrs["name"]: one.attrs.get("value", one.text) for one in boxes if one.tag != "select"}


def change(beth: Client, draft: str, part: str, **typed: str) -> object:
    """Sends the form of a part as it stands, with these fields changed."""
    changed = {"line-" + name.replace("_", "-"): value for name, value in typed.items()}
    return beth.post(at(draft, f"parts/{part}/"), {**fields(beth, draft, part), **changed})


def lines_that_differ(before: str, after: str) -> list[tuple[str, str]]:
    pairs = list(zip(before.split("\n"), after.split("\n"), strict=True))
    return [pair for pair in pairs if pair[0] != pair[1]]


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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


def test_a_time_and_a_title_are_added(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    change(
        beth, draft, "step-2", new_time="meet within", new_limit="3 working days", new_group="zoo", new_title="keeper"
    )
    policy = read(kept(town, draft)).policy
    assert policy is not None
    assert policy.steps[1].titles["zoo"] == "keeper"
    assert [task.act.value for task in policy.steps[1].tasks] == ["raise", "reply", "settle", "meet"]
    change(beth, draft, "step-2", step_2_meet_within_urgent="1 working day")
    assert "  meet within: 3 working days\n  meet within, urgent: 1 working day\n" in kept(town, draft)


HALVES = [
    ({"new_limit": "3 working days"}, "new-time", "Select what the time is for"),
    ({"new_time": "meet within"}, "new-limit", "Enter how long the time is"),
    ({"new_title": "keeper"}, "new-group", "Enter which kind of agency has this title"),
    ({"new_group": "zoo"}, "new-title", "Enter what the post is called in that kind of agency"),
]


@pytest.mark.parametrize(("typed", "field", "sentence"), HALVES)
def test_half_of_an_addition_is_asked_for_and_kept(
    beth: Client, town: Town, typed: dict[str, str], field: str, sentence: str
) -> None:
    draft = drafted(town, town.policy.text)
    answer = change(beth, draft, "step-2", **typed)
    assert_refuses(answer, f"line-{field}", sentence)  # type: ignore[arg-type]
    assert kept(town, draft) == town.policy.text
    again = page(beth.get(at(draft, "parts/step-2/")))
    for name, value in typed.items():
        box = again.one(name="line-" + name.replace("_", "-"))
        chosen = [one.attrs["value"] for one in box.inside if "selected" in one.attrs]
        assert box.attrs.get("value", *chosen) == value


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


# Steps


def test_a_step_is_added_with_everything_not_stated(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    assert page(beth.get(at(draft, "parts/"))).one("input", name="key").attrs["value"] == "5"
    answer = beth.post(at(draft, "parts/"), {"key": "5", "name": "Appeal"})
    assert answer["Location"] == at(draft, "parts/step-5/")
    text = kept(town, draft)
    assert text.startswith(town.policy.text)
    assert fields(beth, draft, "step-5")["line-step-5-answered-by"] == "not stated"
    policy = read(text).policy
    assert policy is not None
    assert policy.steps[-1].name == "Appeal"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"key": "4", "name": "x"}, "key", "There is a step 4 already"),
        ({"key": "four", "name": "x"}, "key", "The number must be a number such as 4, or one with a letter such as 4a"),
        ({"key": "", "name": "x"}, "key", "Enter the number of the step"),
        ({"key": "5", "name": ""}, "name", "Enter what the step is called"),
    ],
)
def test_a_step_that_will_not_do_is_refused(
    beth: Client, town: Town, typed: dict[str, str], field: str, sentence: str
) -> None:
    draft = drafted(town, town.policy.text)
    assert_refuses(beth.post(at(draft, "parts/"), typed), field, sentence)
    assert kept(town, draft) == town.policy.text


def test_steps_move_and_the_ends_stay(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    beth.post(at(draft, "parts/"), {"down": "step 2"})
    assert edit.steps(kept(town, draft)) == ["step 1", "step 3", "step 2", "step 4"]
    beth.post(at(draft, "parts/"), {"up": "step 2"})
    assert kept(town, draft) == town.policy.text
    for sent in ({"up": "step 1"}, {"down": "step 4"}, {"up": "step 99"}, {"remove": "step 99", "go": "remove"}):
        assert beth.post(at(draft, "parts/"), sent).status_code == 302
        assert kept(town, draft) == town.policy.text
    buttons = [one.attrs["value"] for one in page(beth.get(at(draft, "parts/"))).all("button", name="up")]
    assert buttons == ["step 2", "step 3", "step 4"]


def test_a_step_is_removed_after_asking_and_what_led_to_it_is_told(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    assert "Remove this step?" in said(beth.post(at(draft, "parts/"), {"remove": "step 4"}))
    assert kept(town, draft) == town.policy.text
    beth.post(at(draft, "parts/"), {"remove": "step 4", "go": "remove"})
    shown = page(beth.get(at(draft, "parts/")))
    rows = [one.text for one in shown.all("li") if one.text.startswith("Step 3")]
    assert "1 problem" in rows[0]
    answer = change(beth, draft, "step-3")
    assert "There is no step 4." in said(answer)


def test_the_policys_own_word_for_a_step_is_used(beth: Client, town: Town) -> None:
    draft = drafted(town, SHIPPED["coventry"])
    assert "Stage 1:" in said(beth.get(at(draft, "parts/")))


def test_a_part_that_is_not_there_is_not_found_and_too_long_a_text_stays_text(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    assert beth.get(at(draft, "parts/step-99/")).status_code == 404
    long = drafted(town, "note: x\n" * 5_000)
    for place in ("parts/", "parts/about/"):
        assert beth.get(at(long, place))["Location"] == at(long)
    assert "This text is too long to be edited as a form." in said(beth.get(at(long)))


def test_an_empty_draft_can_be_filled_in_from_the_outline_to_a_policy(beth: Client, town: Town) -> None:
    draft = drafted(town, edit.outline("Anyshire"))
    change(beth, draft, "about", policy="P", called="Policy", version="2026-11-02", steps_are_called="Step")
    change(beth, draft, "immediate-danger", immediate_danger_say="Call 999.")
    change(beth, draft, "source", source_address="not stated", source_read_on="not stated", source_status="not seen")
    change(
        beth,
        draft,
        "step-1",
        step_1="Front line",
        step_1_raised_by="practitioner",
        step_1_answered_by="practitioner",
        step_1_if_not_settled="the procedure ends",
    )
    change(beth, draft, "topics", topics_topic="Bread")
    policy = read(kept(town, draft)).policy
    assert policy is not None, kept(town, draft)
    assert (policy.partnership, policy.topics) == ("Anyshire", ("Bread",))
