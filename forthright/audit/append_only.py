"""Triggers that refuse change, for tables in which every row is written once. Used by migrations of several rooms."""

from __future__ import annotations

from typing import Any

from django.db import migrations

APPEND_ONLY = (
    "audit_look",
    "audit_accountevent",
    "directory_upkeep",
    "record_storedevent",
    "record_policyversion",
    "record_receipt",
)
"""Every append-only table. A test lists all tables and refuses one that is neither here nor known as changeable."""

MESSAGE = "this table is append-only: write a new entry instead"


def refuse_changes(table: str) -> migrations.RunPython:
    """A migration operation that makes the database itself refuse UPDATE, DELETE and TRUNCATE on a table."""

    def forwards(apps: Any, editor: Any) -> None:
        for statement in _statements(table, editor.connection.vendor):
            editor.execute(statement)

    def backwards(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {table}_written_once ON {table}")
            editor.execute(f"DROP TRIGGER {table}_not_emptied ON {table}")
        else:
            for act in ("update", "delete"):
                editor.execute(f"DROP TRIGGER {table}_no_{act}")

    return migrations.RunPython(forwards, backwards)


def allow_changes(table: str) -> migrations.RunPython:
    """The reverse: for a migration that gives such a table a column, between this and refusing changes again."""
    refuse = refuse_changes(table)
    return migrations.RunPython(refuse.reverse_code, refuse.code)


def _statements(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION written_once()",
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION written_once()",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for act in ("update", "delete")
    ]
