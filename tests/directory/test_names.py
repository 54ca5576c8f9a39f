"""Names and addresses: one way of writing each, and nothing that passes for something else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forthright.directory.models import Person
from forthright.directory.names import BadName, person_at, plain, plain_address, skeleton
from tests.support.town import Town

CYRILLIC_A = "\N{CYRILLIC SMALL LETTER A}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Zoe\u0308   Ames ", "Zo\u00eb Ames"),
        ("שרה כהן", "שרה כהן"),
        ("محمد علي", "محمد علي"),
        ("Иван Петров", "Иван Петров"),
        ("Siân O’Brien-Łuk", "Siân O’Brien-Łuk"),
        ("Sara שרה Cohen", "Sara שרה Cohen"),  # each word in one script
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),  # a joiner that Persian needs
        ("", ""),
    ],
)
def test_a_name_is_kept_composed_and_with_single_spaces_whatever_its_script(typed: str, kept: str) -> None:
    assert plain(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Rosa\u202eevil", "hidden"),  # turned writing direction
        ("Rosa\u2066", "hidden"),
        ("Rosa\u200b Diaz", "hidden"),
        ("Ro\u200dsa", "hidden"),
        ("Rosa\x07", "hidden"),
        (f"Ros{CYRILLIC_A}", "mixed"),
    ],
)
def test_a_name_that_hides_something_is_refused(typed: str, code: str) -> None:
    with pytest.raises(BadName) as wrong:
        plain(typed)
    assert wrong.value.code == code


@given(st.text(max_size=60))
def test_what_is_kept_once_is_kept_as_it_is_again(text: str) -> None:
    try:
        kept = plain(text)
    except BadName:
        return
    assert plain(kept) == kept == unicodedata.normalize("NFC", kept).strip()
    assert not any(unicodedata.category(letter) == "Cc" for letter in kept)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (f"ros{CYRILLIC_A}@example.org", "letter"),
        (f"rosa@ex{CYRILLIC_A}mple.org", "letter"),
        ("rosa@xn--exmple-4nf.org", "letter"),
        ("rosa\u202e@example.org", "letter"),
        ("rosa", "address"),
        ("rosa@", "address"),
        ("", "address"),
    ],
)
def test_an_address_that_could_pass_for_another_is_refused(typed: str, code: str) -> None:
    with pytest.raises(BadName) as wrong:
        plain_address(typed)
    assert wrong.value.code == code


def test_an_address_is_kept_in_small_letters() -> None:
    assert plain_address("  Rosa.Diaz@Example.ORG ") == "rosa.diaz@example.org"


def test_somebody_is_found_whatever_the_case_and_a_look_alike_is_refused(town: Town) -> None:
    assert person_at("ROSA@example.org") == town.rosa
    assert person_at("nobody@example.org") is None
    with pytest.raises(BadName) as wrong:
        person_at("r0sa@example.org")
    assert (wrong.value.code, wrong.value.known) == ("looks like", "rosa@example.org")


def test_an_old_address_with_a_foreign_letter_looks_like_the_plain_one(town: Town) -> None:
    Person.objects.create(email=f"kofi.m{CYRILLIC_A}nu@example.org", name="Kofi (invented)")  # as once entered by hand
    with pytest.raises(BadName):
        person_at("kofi.manu@example.org")
    assert skeleton(f"m{CYRILLIC_A}nu") == "manu"
