"""Opening hours as people type them, and as the page types them back."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given

from forthright.web.forms.windows import HoursField, typed_week, week_of
from forthright.web.presenters.hours import week

DAY = HoursField("Monday")
NIGHT = HoursField("Monday", nights=True)


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("", ()),
        ("Closed", ()),
        ("9am to 5pm", ((540, 1020),)),
        ("09:00-17:00", ((540, 1020),)),
        ("8.30am – 3.15pm", ((510, 915),)),
        ("9am until midday and 1pm to 5:30pm", ((540, 720), (780, 1050))),
        ("1pm to 5pm, 9am to noon", ((540, 720), (780, 1020))),
        ("all day", ((0, 1440),)),
        ("midnight to midnight", ((0, 1440),)),
        ("17:00 to 24:00", ((1020, 1440),)),
        ("12am to 12pm", ((0, 720),)),
    ],
)
def test_ordinary_ways_to_type_hours_are_read(text: str, windows: object) -> None:
    assert DAY.clean(text) == windows


@pytest.mark.parametrize(
    "text",
    [
        *("9am", "9am to", "to 5pm", "9am to 5pm to 6pm", "13pm to 5pm", "9:75 to 17:00", "24:00 to 25:00", "9 to 5"),
        *("9am to 9am", "9am to 1pm and midday to 5pm", "24:00 to 24:00", "x" * 200),
    ],
)
def test_what_is_no_time_of_day_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DAY.clean(text)
    assert "Monday" in str(refused.value) or "characters" in str(refused.value)


def test_a_night_is_the_next_days_and_is_shown_on_the_day_on_which_it_begins() -> None:
    nights = [NIGHT.clean("5pm to 9am")] * 4 + [NIGHT.clean("17:00 to 24:00"), NIGHT.clean("all day")]
    found = week_of([*nights, NIGHT.clean("midnight to 9am and 5pm to 9am")])
    assert not isinstance(found, int)
    assert found[0] == found[1] == ((0, 540), (1020, 1440))
    assert typed_week(found)[1] == "17:00 to 09:00"
    assert week(found)[0] == ("Monday to Thursday", "17:00 to 09:00")


def test_a_night_that_runs_into_the_next_days_hours_is_found() -> None:
    typed = [NIGHT.clean("5pm to 9am"), NIGHT.clean("8am to 5pm"), *[()] * 5]
    assert week_of(typed) == 1


windows = st.lists(st.integers(0, 48), min_size=0, max_size=6, unique=True).map(
    lambda ends: tuple(
        (30 * start, 30 * stop) for start, stop in zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False)
    )
)


@given(st.tuples(*[windows] * 7))
def test_any_week_is_read_back_as_it_was_typed(weekly: object) -> None:
    assert week_of([NIGHT.clean(text) for text in typed_week(weekly)]) == weekly  # type: ignore[arg-type]
