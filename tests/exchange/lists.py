"""Lists of invented people, as a CSV file and as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

import xlsxwriter

from forthright.exchange.columns import Column

HEADINGS = [column.value for column in Column]


def line(**cells: str) -> list[str]:
    """One line by small names of columns: agency, group, role, title, manager, name, email, starts, ends ..."""
    return [cells.get(column.name.lower(), "") for column in Column]


def csv_of(lines: Iterable[Iterable[str]], headings: Iterable[str] = HEADINGS, parted: str = ",") -> str:
    """The text of a file with these lines."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=parted)
    writer.writerows([list(headings), *lines])
    return text.getvalue()


def workbook_of(lines: Iterable[Iterable[object]], formulas: Mapping[str, str] | None = None) -> bytes:
    """An .xlsx file with these lines; `formulas` by place of the cell, such as "J2"."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Staff")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, cells in enumerate([HEADINGS, *lines]):
        for place, cell in enumerate(cells):
            if hasattr(cell, "year"):
                sheet.write_datetime(number, place, cell, day)
            else:
                sheet.write(number, place, cell)
    for place, formula in (formulas or {}).items():
        sheet.write_formula(place, formula, value="Rosa Bell (invented)")
    book.close()
    return kept.getvalue()


def teacher(number: int, **changes: str) -> list[str]:
    """An invented teacher of the town's school."""
    said = {
        "agency": "Larkfield School (invented)",
        "role": "practitioner",
        "title": "Teacher",
        "name": f"Teacher {number} (invented)",
        "email": f"teacher{number}@example.org",
    }
    return line(**(said | changes))
