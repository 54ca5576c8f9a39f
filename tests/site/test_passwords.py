"""Which passwords are refused, and that no others are."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.support.town import Town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "Safeguarding2026!",
        "forthright-partnership",
        "Larkfield School 2026",
        "larkfieldschool1234",
        "PasswordPassword1",
    ],
)
def test_words_of_the_work_and_of_ones_agency_are_refused(town: Town, password: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        validate_password(password, town.rosa)
    assert "words of the work" in {one.code for one in wrong.value.error_list}


def test_the_name_of_another_agency_is_an_ordinary_word(town: Town) -> None:
    validate_password("larkfield-meadow-brook", town.amir)


@pytest.mark.parametrize(
    "password", ["twelve chars", "all lower case words", "13579-24680-1", "x" * 3 + "é" * 61 + "z"]
)
def test_any_composition_of_twelve_to_sixty_four_characters_is_taken(town: Town, password: str) -> None:
    assert 12 <= len(password) <= 65
    validate_password(password, town.rosa)


def test_a_sentence_with_one_such_word_in_it_is_taken(town: Town) -> None:
    validate_password("seven purple escalation kites", town.rosa)
