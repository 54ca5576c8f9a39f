"""Somebody who opens very many challenges is told of, then asked to wait; danger is never in the way."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from forthright.core.challenge.standing import Office
from forthright.notices.models import Message
from tests.support.town import Town, employ


def test_very_many_challenges_in_an_hour_are_told_and_then_slowed(client: Client, town: Town, settings: Any) -> None:
    settings.MANY_MATTERS = 2
    cache.clear()
    employ(town, "dora", "school", Office.DATA_PROTECTION.value, "Data protection officer", "")
    references = [town.raises(timezone.now()) for _ in range(5)]
    client.force_login(town.rosa)
    answers = []
    for number, reference in enumerate(references):
        answers.append(client.get(f"/matter/{reference}/").status_code)
        told = Message.objects.filter(kind="many opened").values_list("recipient", flat=True)
        assert list(told) == ([town.dora.pk] if number >= 2 else [])
    assert answers == [200, 200, 200, 200, 429]
    assert client.get(f"/matter/{references[0]}/").status_code == 200, "what was opened stays open"
    assert client.get(f"/matter/{references[4]}/do/danger/").status_code == 200
    cache.clear()
    assert client.get(f"/matter/{references[3]}/timeline/").status_code == 200
    client.force_login(town.beth)
    assert [client.get(f"/matter/{one}/").status_code for one in references] == [200] * 5, "facts are not counted"


def test_losing_the_note_of_it_forgets_nothing(client: Client, town: Town, settings: Any) -> None:
    settings.MANY_MATTERS = 1
    references = [town.raises(timezone.now()) for _ in range(3)]
    client.force_login(town.rosa)
    answers = []
    for reference in references:
        cache.clear()
        answers.append(client.get(f"/matter/{reference}/").status_code)
    assert answers == [200, 200, 429]
