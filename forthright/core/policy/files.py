"""What a file is that holds no plain text, so that it is said once and not for each of its lines."""

from __future__ import annotations

COPY = "A policy is plain text. Open the file, copy its text into a plain text file, and save that as UTF-8."
AGAIN = "Save the file again with the encoding UTF-8."
SIGNS = (
    (b"%PDF", "This looks like a PDF."),
    (b"\xd0\xcf\x11\xe0", "This looks like an older Word document."),
    (b"{\\rtf", "This looks like a document in rich text format."),
)
"""How files of other kinds begin."""
ZIPPED = b"PK\x03\x04"
KINDS = (
    (b"word/", "This looks like a Word document."),
    (b"opendocument.text", "This looks like an OpenDocument text."),
    (b"xl/", "This looks like an Excel workbook."),
)
"""What is found inside zipped files, which all begin alike."""
WIDE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
SEEN = 4096
"""Bytes that are looked at where the beginning does not tell."""


def kind(source: bytes) -> tuple[str, str] | None:
    """(what it is, what to do) for a file of another kind, by how it begins; None for what may be a text."""
    if source.startswith(ZIPPED):
        said = next((said for sign, said in KINDS if sign in source), "This looks like a zipped file.")
        return said, COPY
    for sign, said in SIGNS:
        if source.startswith(sign):
            return said, COPY
    for sign, encoding in WIDE:
        if source.startswith(sign):
            return f"The text is saved as {encoding}, not as UTF-8.", AGAIN
    return None


def unmarked(source: bytes) -> tuple[str, str] | None:
    """The same for a file with bytes of nothing: text in two bytes a letter, or no text at all. None for the others.

    A single one may have crept into a text; it is named at its place like any other that cannot be seen.
    """
    start = source[:SEEN]
    nothing = start.count(0)
    if nothing >= 4 and nothing * 3 > len(start) and not (start[::2].count(0) and start[1::2].count(0)):
        return "The text is saved as UTF-16, not as UTF-8.", AGAIN
    if nothing >= 4 and nothing * 50 > len(start):
        return "This is not a text file.", COPY
    return None
