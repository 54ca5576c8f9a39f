"""Steps, forms, what differs for one kind of agency and the sections that may be missing: added, moved, removed."""

from __future__ import annotations

import pytest
from django.test import Client

from forthright.core.policy import edit
from forthright.core.policy.reader import read
from tests.support.forms import assert_refuses, page
from tests.support.town import POLICIES, Town
from tests.web.policies import at, change, drafted, fields, kept, said

pytestmark = pytest.mark.usefixtures("today")


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
    draft = drafted(town, (POLICIES / "coventry.policy").read_text(encoding="utf-8"))
    assert "Stage 1:" in said(beth.get(at(draft, "parts/")))


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


# Forms, what differs, and the sections that may be missing


def test_a_form_is_added_filled_in_and_removed_after_asking(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    answer = beth.post(
        at(draft, "parts/"), {"form_key": "1", "form_name": "Challenge form", "form_when": "step 2 starts"}
    )
    assert answer["Location"] == at(draft, "parts/form-1/")
    change(beth, draft, "form-1", form_1_filled_in_by="both sides", form_1_field="What is disagreed")
    change(beth, draft, "form-1", form_1_field_new_key="responding side", form_1_field_new_value="The answer")
    policy = read(kept(town, draft)).policy
    assert policy is not None
    assert [field.label for field in policy.forms[0].fields] == ["What is disagreed", "The answer"]
    assert "Form 1: Challenge form" in said(beth.get(at(draft, "parts/")))
    assert "Remove this form?" in said(beth.post(at(draft, "parts/"), {"remove": "form 1"}))
    beth.post(at(draft, "parts/"), {"remove": "form 1", "go": "remove"})
    assert read(kept(town, draft)).policy == read(town.policy.text).policy


def test_what_differs_for_one_kind_of_agency_is_added_and_removed(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    answer = beth.post(at(draft, "parts/"), {"group": "School", "step": "step 2"})
    assert answer["Location"] == at(draft, "parts/for-school-step-2/")
    assert "For school, Step 2: Line managers" in said(beth.get(answer["Location"]))
    assert_refuses(
        change(beth, draft, "for-school-step-2"),  # type: ignore[arg-type]
        "",
        "Nothing differs here. Write what differs on lines below.",
    )
    change(
        beth,
        draft,
        "for-school-step-2",
        for_school_step_2_answered_by="head of service",
        for_school_step_2_new_time="reply",
        for_school_step_2_new_limit="3 working days",
    )
    policy = read(kept(town, draft)).policy
    assert policy is not None, kept(town, draft)
    assert [(one.group.lower(), one.step) for one in policy.overlays] == [("school", "2")]
    again = beth.post(at(draft, "parts/"), {"group": "school", "step": "step 2"})
    assert_refuses(again, "group", "There is such a part already. Change that one")
    beth.post(at(draft, "parts/"), {"remove": "for school, step 2", "go": "remove"})
    assert read(kept(town, draft)).policy == read(town.policy.text).policy


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"group": "", "step": "step 2"}, "group", "Enter for which kind of agency it differs"),
        ({"group": "a:b", "step": "step 2"}, "group", "Use letters only, such as: school"),
        ({"group": "school", "step": ""}, "step", "Select the step at which it differs"),
        (
            {"form_key": "!", "form_name": "x", "form_when": "x"},
            "form_key",
            "The number must be a number such as 1, or letters such as a",
        ),
        ({"form_key": "1", "form_name": "", "form_when": "x"}, "form_name", "Enter what the form is called"),
    ],
)
def test_a_section_that_will_not_do_is_refused(
    beth: Client, town: Town, typed: dict[str, str], field: str, sentence: str
) -> None:
    draft = drafted(town, town.policy.text)
    assert_refuses(beth.post(at(draft, "parts/"), typed), field, sentence)
    assert kept(town, draft) == town.policy.text


def test_where_to_turn_instead_is_written_and_a_section_that_is_emptied_goes(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    change(beth, draft, "other-doors", other_doors_door_new_key="LADO", other_doors_door_new_value="Ring the LADO.")
    assert "other doors:\n  door, LADO: Ring the LADO.\n" in kept(town, draft)
    assert "Where to turn: LADO" in said(beth.get(at(draft, "parts/other-doors/")))
    change(beth, draft, "other-doors", other_doors_door_lado="")
    assert kept(town, draft) == town.policy.text
