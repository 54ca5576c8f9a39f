"""The town with its challenges, made once for all the walks."""

from __future__ import annotations

import pytest

from tests.support.ground import Ground

from .place import Place


@pytest.fixture(scope="session")
def _place_stands(_town_stands: Ground) -> Ground:
    """The layer of the town's challenges and drafts."""
    _town_stands.add("_place_stands", Place)
    return _town_stands


@pytest.fixture
def place(_place_stands: Ground, db: None) -> Place:
    """The town with its challenges, as if they were made for this test."""
    found: Place = _place_stands.given("_place_stands")
    return found
