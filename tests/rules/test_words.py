"""Every text a person reads is marked for translation, and none of it names this or that workplace."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "forthright").rglob("*.html"))
MARKED = re.compile(
    r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}|\{% comment.*?%\}.*?\{% endcomment %\}|\{#.*?#\}"
    r"|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(?:svg|style|script)\b.*?</(?:svg|style|script)>|<[^>]*>|&\w+;",
    re.DOTALL,
)
NAMES = {"Forthright", "DOCTYPE"}


def unmarked(template: str) -> list[str]:
    """The words of a template that stand outside any mark for translation."""
    left = MARKED.sub(" ", template)
    return [word for word in re.findall(r"[A-Za-z]{2,}", left) if word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "forthright")))
def test_every_word_of_a_template_is_marked_for_translation(path: Path) -> None:
    assert unmarked(path.read_text(encoding="utf-8")) == []


def test_the_guard_sees_an_unmarked_word() -> None:
    assert unmarked('<p class="x">Hello {% translate "you" %}</p>') == ["Hello"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "forthright")))
def test_labels_for_screen_readers_are_marked_too(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for attribute in ("aria-label", "alt", "placeholder"):
        for value in re.findall(rf'\b{attribute}="([^"]*)"', text):
            assert not re.match(r"[A-Za-z]", value), f"{attribute}={value!r}"
