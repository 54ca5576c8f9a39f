"""The generated tables are whole: every standing, act, entry, event and field stands in them, or a sentence says what
to add. That they are fresh is checked by `forthright reference --check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from forthright.core.challenge import facts, sees
from forthright.core.challenge.codes import Phase, Side
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.sees import Entry
from forthright.core.challenge.standing import Standing
from forthright.site import access_reference as table
from forthright.site import data_reference
from forthright.site.access_states import examples
from forthright.site.reference import FOLDER

PAGE = Path(FOLDER, "access.md")


def test_some_way_leads_to_every_standing() -> None:
    missing = set(Standing) - set(table.standings())
    assert not missing, f"no way leads to {missing}: add one to `ways` in forthright/site/access_reference.py"


def test_every_act_and_every_event_stands_in_the_table_once() -> None:
    acts = [verb for first, *_rest in table.who_may() for verb in first.split(", ")]
    assert sorted(acts) == sorted(verb.value for verb in Verb)
    allowed = [verb for first, *_rest in table.state_allows(examples()) for verb in first.split(", ")]
    assert sorted(allowed) == sorted(verb.value for verb in Verb)
    assert [row[0] for row in table.fields()] == [facts.tag_of(kind) for kind in facts.FACT_TYPES]


def test_every_standing_is_seen_in_every_place() -> None:
    shown = "\n".join(first for first, *_rest in table.who_sees())
    assert all(standing.value in shown for standing in Standing)


def test_the_examples_stand_in_every_phase_and_make_every_kind_of_entry() -> None:
    found = examples()
    assert {one.state.phase for one in found} == set(Phase)
    assert {one.state.quiet for one in found} == {True, False}
    assert {one.state.opened for one in found} == {True, False}
    assert any(one.state.gate for one in found)
    assert any(one.state.paused_until for one in found)
    assert any(one.state.decision for one in found)
    kinds = set()
    for example in found:
        for make in table.entries().values():
            kinds |= {sees.entry_kind(make(side), example.state, one) for side in Side for one in Side}
    assert kinds == set(Entry), f"no example makes {set(Entry) - kinds}: add one to forthright/site/access_states.py"


def test_the_committed_table_is_the_one_that_the_code_makes() -> None:
    assert table.access() in PAGE.read_text(encoding="utf-8"), (
        "a cell of access has changed: run `forthright reference`"
    )


COMMITTED = {tuple(line.strip("| ").split(" | ")) for line in PAGE.read_text(encoding="utf-8").splitlines()}
"""The rows of the page as it is committed."""


def test_every_cell_is_as_it_was_committed() -> None:
    """The same without the rest of the page, for those who ask a thousand times."""
    for row in (*table.who_may(), *table.who_sees(), *table.how()):
        assert tuple(row) in COMMITTED, row


def test_every_field_that_is_kept_has_a_class() -> None:
    found = data_reference.unclassed()
    assert not found, "\n".join(found) + "\nSay of what class it is in forthright/site/data_classes.py."


def test_the_guard_sees_a_field_without_a_class(monkeypatch: pytest.MonkeyPatch) -> None:
    there = data_reference.columns()
    monkeypatch.setattr(data_reference, "columns", lambda: there | {"record_draft": [*there["record_draft"], "new"]})
    assert data_reference.unclassed() == ["The column record_draft.new has no class"]
