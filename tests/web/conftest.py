"""The business unit at its desk, as the tests of the policy pages need it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.support.town import Town
from tests.web.policies import NOW


@pytest.fixture
def today() -> Iterator[None]:
    """A Monday on which nothing else happens."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def beth(client: Client, town: Town, today: None) -> Client:
    """Beth of the business unit, signed in."""
    client.force_login(town.beth)
    return client
