"""Everybody walks everywhere: nobody is shown what is not theirs, and everybody finds what is."""

from __future__ import annotations

import pytest

from .crawl import Crawl
from .knowledge import Knowledge
from .planted import Planted, everybody


@pytest.mark.nightly
@pytest.mark.parametrize("who", everybody())
def test_nobody_is_shown_what_is_not_theirs_and_everybody_finds_what_is(planted: Planted, who: str) -> None:
    knows = Knowledge(planted)
    crawl = Crawl(planted, knows, who).walk()
    missed = [knows.told_of(token) for token in sorted(knows.must(who) - crawl.found)]
    assert not crawl.leaks, "\n".join(crawl.leaks)
    assert not missed, "never shown: " + "\n".join(missed)
