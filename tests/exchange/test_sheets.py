"""A file is read whatever program wrote it, and what cannot be read is refused with a reason."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.exchange.columns import Column, columns_of
from forthright.exchange.sheets import ENCODINGS, MOST_BYTES, MOST_LINES, Unreadable, read_sheet
from tests.exchange.lists import csv_of, line, teacher, workbook_of
from tests.support.examples import examples

NAMES = "Zoë Müller, Seán Ó Briain"


def refused(content: bytes, encoding: str = "") -> str:
    with pytest.raises(Unreadable) as wrong:
        read_sheet(content, encoding)
    return wrong.value.code


def test_a_csv_file_and_a_workbook_say_the_same() -> None:
    lines = [teacher(1), teacher(2, starts="2026-09-01")]
    text, book = read_sheet(csv_of(lines).encode()), read_sheet(workbook_of(lines))
    assert text.lines == book.lines
    assert text.headings == book.headings
    assert [one.number for one in text.lines] == [2, 3]


def test_dates_and_numbers_of_a_workbook_are_read_as_people_see_them() -> None:
    cells: list[object] = list(teacher(1))
    cells[list(Column).index(Column.STARTS)] = date(2026, 9, 1)
    cells[list(Column).index(Column.CONTACT)] = 1632960000
    found = read_sheet(workbook_of([cells])).lines[0].cells  # type: ignore[list-item]
    assert found[list(Column).index(Column.STARTS)] == "2026-09-01"
    assert found[list(Column).index(Column.CONTACT)] == "1632960000"


def test_of_a_formula_only_what_it_shows_is_read() -> None:
    book = workbook_of([teacher(1)], {"I2": '=HYPERLINK("http://example.org","click")'})
    assert "Rosa Bell (invented)" in read_sheet(book).lines[0].cells
    assert "HYPERLINK" not in str(read_sheet(book))


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_letters_of_a_file_are_found_out(code: str) -> None:
    text = csv_of([teacher(number, name=f"{NAMES} {number}") for number in range(20)])
    assert NAMES in read_sheet(text.encode(code)).lines[0].cells[list(Column).index(Column.NAME)]


@pytest.mark.parametrize(("name", "code"), ENCODINGS.items())
def test_a_person_can_say_how_the_letters_are_written(name: str, code: str) -> None:
    letters = "Łukasz Wójcik" if code == "cp1250" else "Zoë Müller"
    content = csv_of([teacher(1, name=letters)]).encode(code)
    assert letters in read_sheet(content, name).lines[0].cells


def test_semicolons_and_tabs_part_cells_too_and_line_breaks_in_a_cell_part_nothing() -> None:
    for parted in ";\t,":
        content = csv_of([teacher(1, team="Early\nyears"), [], teacher(2)], parted=parted).encode()
        found = read_sheet(content)
        assert [one.cells[list(Column).index(Column.TEAM)] for one in found.lines] == ["Early years", ""]


def test_what_is_no_list_is_refused_with_its_reason() -> None:
    assert refused(b"") == refused(b" \n ") == "empty"
    assert refused(b"x" * (MOST_BYTES + 1)) == "too large"
    assert refused(b"PK\x03\x04 not really") == refused(b"\xd0\xcf\x11\xe0 old") == "not a spreadsheet"
    assert refused(b"%PDF-1.7\0\0\0") == "not a spreadsheet"
    assert refused(b"Agency,Role\n") == refused(workbook_of([])) == "no lines"
    assert refused(b"a\n" * (MOST_LINES + 3)) == "too many lines"
    assert refused((",".join(["x"] * 70) + "\n1\n").encode()) == "too many columns"
    assert refused(b'Agency,Role\n"open,x\n') == "quotes"
    assert refused("Zoë\nx".encode("cp1252"), "UTF-8") == "other letters"


def test_a_file_that_says_it_unpacks_to_far_more_is_refused_before_it_is_unpacked() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (61 * 1024 * 1024))
    assert len(kept.getvalue()) < 100_000
    assert refused(kept.getvalue()) == "too large"


@given(st.binary(max_size=400))
@settings(max_examples=examples(100))
def test_whatever_is_sent_is_read_or_refused(content: bytes) -> None:
    try:
        found = read_sheet(content)
    except Unreadable:
        return
    assert found.lines


def test_headings_are_recognised_as_agencies_write_them() -> None:
    written = ["Organisation", "Job Title", "E-mail address", "Full name", "Role", "Start date", "Car registration"]
    found = columns_of(written)
    order = [Column.AGENCY, Column.TITLE, Column.EMAIL, Column.NAME, Column.ROLE, Column.STARTS]
    assert [found.at[column] for column in order] == [0, 1, 2, 3, 4, 5]
    assert found.unused == ("Car registration",)
    assert not found.missing


def test_two_headings_for_one_thing_are_told_and_a_missing_one_is_named() -> None:
    found = columns_of(["Job title", "Post title", "Agency"])
    assert found.twice == (("Job title", "Post title"),)
    assert found.missing == (Column.ROLE,)
    assert columns_of(["", ""]).missing == (Column.ROLE, Column.TITLE)


def test_our_own_headings_are_all_recognised() -> None:
    assert columns_of([column.value for column in Column]).at == {column: n for n, column in enumerate(Column)}
    assert line(title="x")[list(Column).index(Column.TITLE)] == "x"
