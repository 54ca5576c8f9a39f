"""The business unit brings people and posts in from a spreadsheet, and takes them back."""

from __future__ import annotations

from pathlib import Path

from tests.exchange.lists import csv_of, line, teacher
from tests.journeys.walk import Town, Walker

SCHOOL = "Larkfield Primary School (invented)"


def chooses(walker: Walker, path: Path, lines: list[list[str]]) -> Walker:
    path.write_text(csv_of(lines), encoding="utf-8")
    walker.goes("/people/import/").sees("Import people and posts")
    walker.field("The file with the list").set_input_files(path)
    return walker.presses("Look at the list")


def test_a_list_is_corrected_imported_and_taken_back_without_a_script(town: Town, tmp_path: Path) -> None:
    beth = town.comes("beth", phone=True, script=False)
    beth.goes("/people/import/").sees("Import people and posts").presses("Look at the list")
    beth.reads("There is a problem", "Choose the file with the list").looks("import-refused")
    wrong = [
        teacher(1, agency=SCHOOL, role="techer"),
        teacher(2, agency="Larkfield Primry School (invented)"),
        teacher(3, agency=SCHOOL, name="", email="nobody"),
        teacher(4, agency=SCHOOL, manager="Head teacher"),
    ]
    chooses(beth, tmp_path / "staff.csv", wrong).sees("3 lines have something wrong").looks("import-wrong")
    beth.reads("Did you mean “Larkfield Primary School (invented)”?", "Leave out 3 lines and import the other 1")
    new = line(agency="Rose Childminding (invented)", group="Other", role="practitioner", title="Childminder")
    new[1] = "Voluntary, faith and other"
    right = [teacher(number, agency=SCHOOL, manager="Head teacher") for number in (1, 2, 3)]
    chooses(beth, tmp_path / "staff.csv", [*right, new]).sees("Nothing is wrong in the list").looks("import-right")
    beth.presses("Import the list").reads("The list is imported: 1 agency, 4 posts, 3 people, 3 posts filled.")
    beth.looks("import-done")
    beth.page.get_by_role("button", name="Take this list back").click()
    beth.reads("The list is taken back. What it made is gone.")
    beth.looks("import-taken-back")


def test_the_look_at_a_list_on_a_wide_screen(town: Town, tmp_path: Path) -> None:
    beth = town.comes("beth")
    lines = [teacher(1, agency=SCHOOL, role="techer"), teacher(2, agency=SCHOOL, starts="31/2/2026")]
    chooses(beth, tmp_path / "staff.csv", lines).sees("2 lines have something wrong").looks("import-wide")
