"""A spreadsheet or a CSV file as lines of text, whatever program wrote it. No cell is run, no formula kept."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from charset_normalizer import from_bytes
from python_calamine import CalamineError, CalamineWorkbook

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_LINES = 10_000
MOST_COLUMNS = 60
MOST_CELL = 1_000
"""Characters of a cell that are kept: one more than any field takes is enough to say that it is too long."""

UTF_8 = "UTF-8"
ENCODINGS = {UTF_8: "utf-8", "Windows Western": "cp1252", "Windows Central European": "cp1250", "Mac": "mac_roman"}
"""The ways of writing letters that a person can choose between, as the page names them."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods are zip files; .xls is older


class Unreadable(ValueError):
    """Not a file that can be read. `code` says why; the page has a sentence for each."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number as the spreadsheet shows it, and its cells as trimmed text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first line that holds anything, as headings, and the lines below it that hold anything.

    `encoding` is how the letters of a CSV file were read, "" for a workbook, which says so itself.
    """

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str = ""


def read_sheet(content: bytes, encoding: str = "") -> Sheet:
    """The first sheet of a workbook (.xlsx, .ods, .xls), or a CSV file. Raises Unreadable.

    `encoding` is one of ENCODINGS, where a person has said how the letters are written; otherwise it is found out.
    What a program shows for a formula is read, never the formula.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable("too large")
    if not content.strip():
        raise Unreadable("empty")
    if content.startswith(_WORKBOOKS):
        return _sheet(_workbook(content), "")
    text, found = _decoded(content, encoding)
    return _sheet(_table(text), found)


def _sheet(rows: Iterable[Iterable[object]], encoding: str) -> Sheet:
    lines: list[Line] = []
    for number, row in enumerate(rows, start=1):
        cells = tuple(_text(cell) for cell in row)
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise Unreadable("too many columns")
        if any(cells):
            lines.append(Line(number, cells[:MOST_COLUMNS]))
        if len(lines) > MOST_LINES + 1:
            raise Unreadable("too many lines")
    if len(lines) < 2:
        raise Unreadable("no lines")
    return Sheet(lines[0].cells, tuple(lines[1:]), encoding)


def _text(cell: object) -> str:
    """A cell as somebody reads it: dates as 2026-11-27, whole numbers without a point, white space at one width."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())[:MOST_CELL]


def _workbook(content: bytes) -> Iterator[list[object]]:
    """The first sheet that holds anything. What a file says that it unpacks to is looked at before anything is."""
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                    raise Unreadable("too large")
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            rows: list[list[object]] = list(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            if rows:
                return iter(rows)
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as wrong:
        raise wrong if isinstance(wrong, Unreadable) else Unreadable("not a spreadsheet") from wrong
    raise Unreadable("no lines")


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    """The text of a file and how its letters were read. A mark at its beginning counts most, then UTF-8, which wrong
    letters hardly ever pass for; then the likeliest of what spreadsheet programs write."""
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("not a spreadsheet")
    try:
        if encoding in ENCODINGS:
            return content.decode(ENCODINGS[encoding]).removeprefix("\ufeff"), encoding
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16"), "UTF-16"
        return content.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError as wrong:
        if encoding or content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unreadable("other letters") from wrong
    codes = [code for code in ENCODINGS.values() if code != "utf-8"]
    best = from_bytes(content, cp_isolation=codes).best()
    code = best.encoding if best and best.encoding in codes else "cp1252"
    named = next(name for name, one in ENCODINGS.items() if one == code)
    return content.decode(code, errors="replace"), named


def _table(text: str) -> Iterator[list[str]]:
    """The lines of a CSV file, whether it is parted by commas, semicolons or tabs. Numbers are those of the lines that
    a spreadsheet program shows: a line break within quotes begins no new one."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    parted = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True)
    except csv.Error as wrong:
        raise Unreadable("quotes") from wrong
