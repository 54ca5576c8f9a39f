"""The page of every field that is kept, with its class: docs/security/data.md."""

from __future__ import annotations

from django.apps import apps

from forthright.core.challenge import facts
from forthright.site.data_classes import COLUMNS, EVENT_FACTS, EVENT_WORDS, MEANING, DataClass, classes
from forthright.site.tables import table


def columns() -> dict[str, list[str]]:
    """Every table with its columns, as they are."""
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return {model._meta.db_table: [field.column for field in model._meta.concrete_fields] for model in models}


def unclassed() -> list[str]:
    """What is kept and has no class, and what has a class and is not kept: a sentence each."""
    found = []
    for name, there in sorted(columns().items()):
        known = classes(COLUMNS.get(name, {}))
        found += [f"The column {name}.{one} has no class" for one in there if one not in known]
        found += [f"{name}.{one} has a class and is not there" for one in known if one not in there]
    found += [f"The table {name} has classes and is not there" for name in sorted(set(COLUMNS) - set(columns()))]
    known_facts, known_words = classes(EVENT_FACTS), classes(EVENT_WORDS)
    for kind in facts.FACT_TYPES:
        tag = facts.tag_of(kind)
        found += [
            f"The fact {name!r} of {tag!r} has no class" for name in kind.__struct_fields__ if name not in known_facts
        ]
        found += [f"The word {name!r} of {tag!r} has no class" for name in kind.WORDS if name not in known_words]
    return found


def data() -> str:
    """Every field by its class."""
    rows = [
        (
            f"`{name}`",
            *(" ".join(f"`{one}`" for one in COLUMNS.get(name, {}).get(kind, "").split()) for kind in DataClass),
        )
        for name in sorted(columns())
    ]
    words = [(kind.value, " ".join(f"`{name}`" for name in names.split())) for kind, names in EVENT_WORDS.items()]
    told = [(kind.value, " ".join(f"`{name}`" for name in names.split())) for kind, names in EVENT_FACTS.items()]
    return (
        "# Data, by class\n\nEvery field that is kept, with its class. A new field without one fails a test, which says"
        " where to add it (`forthright/site/data_classes.py`). Who sees what of a challenge: [access](../reference/"
        "access.md).\n\n"
        + table(("Class", "What it is and how it is kept"), [(kind.value, MEANING[kind]) for kind in DataClass])
        + "\n## Tables\n\n"
        + table(("Table", *(kind.value for kind in DataClass)), rows)
        + "\n## Facts of events\n\nThey stay readable when the words are erased.\n\n"
        + table(("Class", "Names"), told)
        + "\n## Words of events\n\nAll of them are sealed with the key of the challenge.\n\n"
        + table(("Class", "Names"), words)
    )


def _code(names: str) -> str:
    return " ".join(f"`{name}`" for name in names.split())
