"""The planted town, as the tests of access have it."""

from tests.access.conftest import _planted_stands, planted

__all__ = ["_planted_stands", "planted"]
