"""Every kind of question, empty, answered and refused."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import RequestFactory

from forthright.web.forms import base
from tests.site.forms import GOOD, Everything, OneLine, OneQuestion
from tests.support.forms import Page, assert_refuses, page


def shown(form: forms.Form) -> Page:
    return page(str(form))


def answered(**changes: Any) -> Everything:
    return Everything({**GOOD, **changes})


def response(form: forms.Form, rf: RequestFactory) -> HttpResponse:
    """The form on a page of ours, as a view would show it."""
    request: HttpRequest = rf.get("/")
    return render(request, "base.html", {"form": form})


def in_full(form: forms.Form, rf: RequestFactory) -> HttpResponse:
    """As `response`, with the questions below the summary."""
    found = response(form, rf)
    found.content = found.content.replace(b"</main>", str(form).encode() + b"</main>")
    return found


def test_a_good_answer_is_accepted_and_cleaned() -> None:
    form = answered()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["decided"] == dt.date(2026, 3, 13)
    assert form.cleaned_data["rating"] == 4


def test_no_question_uses_the_browsers_own_checks_or_a_placeholder() -> None:
    for form in (Everything(), Everything({})):
        for one in shown(form).elements:
            assert not {"required", "placeholder", "aria-invalid"} & one.attrs.keys(), one.attrs


def test_every_control_has_a_label_that_points_at_it_and_no_id_is_used_twice() -> None:
    for form in (Everything(), Everything({})):
        found = shown(form)
        ids = [one.attrs["id"] for one in found.elements if "id" in one.attrs]
        assert len(ids) == len(set(ids))
        labelled = {one.attrs["for"] for one in found.all("label")}
        controls = [
            one
            for tag in ("input", "textarea", "select")
            for one in found.all(tag)
            if one.attrs.get("type") not in ("hidden", "submit")
        ]
        assert len(controls) == 16
        assert {one.attrs["id"] for one in controls} == labelled
        for one in found.elements:
            for target in one.attrs.get("aria-describedby", "").split():
                assert target in ids


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("email", "Enter an email address"),
        ("worry", "Enter what worries you"),
        ("step", "Select a step"),
        ("topics", "Select a topic"),
        ("agency", "Select an agency"),
        ("decided", "Enter the date of the decision"),
        ("rating", "Enter the rating"),
        ("secret", "Enter a password"),
        ("read", "Confirm that you have read it"),
    ],
)
def test_every_question_left_empty_says_its_own_sentence(name: str, sentence: str, rf: RequestFactory) -> None:
    assert_refuses(in_full(Everything({}), rf), name, sentence)


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("email", "rosa", "Enter an email address in the correct format, like name@example.com"),
        ("worry", "x" * 21, "Your answer must be 20 characters or fewer. You entered 21"),
        ("step", "9", "Select a step"),
        ("topics", ["9"], "Select a topic"),
        ("agency", "z", "Select an agency"),
        ("rating", "11", "The rating must be a whole number between 0 and 10"),
        ("rating", "four", "The rating must be a whole number between 0 and 10"),
        ("note", "a\x00b", "Your answer holds a character that cannot be kept. Type it again"),
    ],
)
def test_a_wrong_answer_says_how_to_put_it_right(name: str, typed: Any, sentence: str, rf: RequestFactory) -> None:
    assert_refuses(in_full(answered(**{name: typed}), rf), name, sentence)


def test_what_was_typed_is_still_there_after_a_refusal() -> None:
    found = shown(answered(email="rosa", decided_month="Smarch", note='Amir said "no" & left'))
    assert found.one("input", name="email").attrs["value"] == "rosa"
    assert found.one("textarea", name="worry").text == "Nobody has visited"
    assert [one.attrs["value"] for one in found.all("input", type="radio") if "checked" in one.attrs] == ["2"]
    boxes = found.all("input", name="topics")
    assert [one.attrs["value"] for one in boxes if "checked" in one.attrs] == ["1", "3"]
    assert [one.attrs["value"] for one in found.all("option") if "selected" in one.attrs] == ["a"]
    assert found.one("input", name="decided_month").attrs["value"] == "Smarch"
    assert found.one("input", name="note").attrs["value"] == 'Amir said "no" & left'
    assert "checked" in found.one("input", name="read").attrs


def test_a_password_is_never_sent_back() -> None:
    assert "value" not in shown(answered(email="")).one("input", name="secret").attrs


def test_a_question_that_may_be_skipped_says_so_and_no_other_does() -> None:
    labels = [one.text for one in shown(Everything()).elements if one.tag in ("label", "legend")]
    assert [text for text in labels if "optional" in text] == ["Anything else (optional)"]


def test_a_single_question_is_the_heading_of_its_page() -> None:
    group, line = shown(OneQuestion()), shown(OneLine())
    assert group.one("h1").text == "Which step?"
    assert group.one("h1") in group.one("legend").inside
    assert line.one("h1").inside[0].attrs["for"] == "id_name"
    assert group.all(css="govuk-radios--inline")
    assert not shown(Everything()).all("h1")


def test_hints_of_single_choices_are_read_with_them() -> None:
    found = shown(Everything())
    hint = found.one(id="id_step_0-hint")
    assert hint.text == "Between the two of you"
    assert found.one("input", id="id_step_0").attrs["aria-describedby"] == "id_step_0-hint"
    assert found.one(id="id_topics_1-hint").text == "Both managers"


def test_a_line_break_counts_as_one_character() -> None:
    assert answered(worry="ten chars\r\nnine more").is_valid()


def test_the_limit_is_said_without_a_script_and_counted_with_one() -> None:
    found = shown(Everything())
    assert found.one(id="id_worry-info").text == "You can enter up to 20 characters"
    assert found.one(css="govuk-character-count").attrs["data-maxlength"] == "20"
    assert "maxlength" not in found.one("textarea", name="worry").attrs


@pytest.mark.parametrize(
    ("typed", "sentence", "wrong"),
    [
        (("", "3", "2026"), "The date of the decision must include a day", ["day"]),
        (("13", "", ""), "The date of the decision must include a month and a year", ["month", "year"]),
        (("13", "Smarch", "2026"), "The date of the decision must be a real date", ["month"]),
        (("32", "3", "2026"), "The date of the decision must be a real date", ["day"]),
        (("31", "4", "2026"), "The date of the decision must be a real date", ["day"]),
        (("13", "3", "26"), "The date of the decision must have a year of 4 numbers", ["year"]),
        (("13", "3", "2126"), "The date of the decision must be today or in the past", ["day", "month", "year"]),
        (("", "", ""), "Enter the date of the decision", ["day", "month", "year"]),
    ],
)
def test_a_wrong_date_marks_only_the_wrong_box(
    typed: tuple[str, str, str], sentence: str, wrong: list[str], rf: RequestFactory
) -> None:
    day, month, year = typed
    form = answered(decided_day=day, decided_month=month, decided_year=year)
    found = in_full(form, rf)
    assert_refuses(found, "decided", sentence)
    marked = [one.attrs["id"] for one in page(found).all("input", css="govuk-input--error")]
    assert marked == [f"id_decided_{part}" for part in wrong]
    link = page(found).one(css="govuk-error-summary").inside[-1]
    assert link.attrs["href"] == f"#id_decided_{wrong[0]}"


@pytest.mark.parametrize("month", ["3", "03", "mar", "Mar.", "MARCH", " march "])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    form = answered(decided_month=month)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["decided"] == dt.date(2026, 3, 13)


def test_a_date_kept_in_a_draft_comes_back_into_its_boxes() -> None:
    found = shown(Everything(initial={"decided": "2026-03-13"}))
    parts = [found.one("input", id=f"id_decided_{part}").attrs["value"] for part in ("day", "month", "year")]
    assert parts == ["13", "3", "2026"]


def test_an_error_of_the_whole_form_leads_to_its_first_question(rf: RequestFactory) -> None:
    form = answered()
    form.add_error(None, "Choose another agency or another step")
    found = in_full(form, rf)
    assert_refuses(found, "", "Choose another agency or another step")
    assert page(found).one(css="govuk-error-summary").inside[-1].attrs["href"] == "#id_email"


def test_a_page_whose_form_is_right_has_no_summary_and_no_error_in_its_title(rf: RequestFactory) -> None:
    found = page(response(Everything(), rf))
    assert not found.all(css="govuk-error-summary")
    assert not found.title().startswith("Error")


def test_what_a_person_typed_is_never_read_as_html() -> None:
    html = str(answered(email='"><script>x</script>', worry="</textarea><b>x</b>"))
    assert "<script>" not in html
    assert "<b>" not in html


def test_a_form_without_a_sentence_for_a_question_cannot_be_made() -> None:
    class Silent(base.Form):
        name = forms.CharField()

    with pytest.raises(ImproperlyConfigured, match=r"Silent\.name"):
        Silent()


def test_a_form_that_lacks_what_its_kind_must_have_cannot_be_made() -> None:
    class Kind(base.Form):
        @abstractmethod
        def said(self) -> str:
            """What it comes to."""

    class Whole(Kind):
        def said(self) -> str:
            return "So."

    assert Whole().said() == "So."
    with pytest.raises(TypeError, match="said"):
        Kind()


def test_assert_refuses_fails_on_a_page_that_does_not_refuse(rf: RequestFactory) -> None:
    with pytest.raises(AssertionError, match="title"):
        assert_refuses(in_full(answered(), rf), "email", "Enter an email address")
    with pytest.raises(AssertionError, match="beside"):
        assert_refuses(with_ids_only(Everything({}), rf), "email", "Enter an email address")


def with_ids_only(form: forms.Form, rf: RequestFactory) -> HttpResponse:
    """The summary stands, but nothing beside the question."""
    found = response(form, rf)
    found.content = found.content.replace(b"</main>", str(Everything()).encode() + b"</main>")
    return found
