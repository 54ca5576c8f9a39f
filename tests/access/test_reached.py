"""Every address is reached by somebody and refused to somebody: what no test visits is not tested."""

from __future__ import annotations

import pytest
import time_machine

from .addresses import Address, addresses, patterns
from .place import AFTER_A_FRESH_SIGN_IN, FOR_ANYBODY_SIGNED_IN, LEADS_ON, ONLY_FOR, POST_ONLY, PUBLIC
from .planted import NOW, Planted, everybody

SENT = {"worry_facts": "Words.", "text": "policy: x", "reason": "Words."}
NEVER_REFUSED = PUBLIC | FOR_ANYBODY_SIGNED_IN | AFTER_A_FRESH_SIGN_IN
"""Addresses that open to everybody, or to everybody who is signed in: `place.py` holds which."""
LIKELY = {**ONLY_FOR, **POST_ONLY, "stop_reading": {"tess"}}
"""Who is asked first, as they would reach it: else everybody before them is refused all of its addresses in vain."""
NEVER_REACHED = {
    **dict.fromkeys(AFTER_A_FRESH_SIGN_IN | LEADS_ON, "it asks for a whole sign-in again: test_walk.py walks it"),
    "go_on": "it opens once, after signing in again in the middle of an act: tests/site walks that",
    "reply_code": "it opens between asking for a code by one's link and entering it: tests/web walks that",
}
"""Addresses that nobody of the planted town reaches, each with the reason."""


@pytest.mark.wide
def test_every_address_is_reached_by_somebody_and_refused_to_somebody(planted: Planted) -> None:
    busy = ("rosa", "beth", "ada", "mei")  # they reach most of it: asked first
    clients = {who: planted.client(who) for who in (*busy, *everybody())}
    with time_machine.travel(NOW, tick=False):
        for pattern in patterns():
            name = str(pattern.name)
            found = addresses(planted, pattern)
            asked = dict.fromkeys((*sorted(LIKELY.get(name, set()) & set(clients)), *clients))
            reached = any(_status(planted, clients[who], one) in (200, 204) for who in asked for one in found)
            assert reached or name in NEVER_REACHED, (
                f"Nobody reached {name}. Tell a story in tests/access/stories.py in which somebody does, or say in"
                " NEVER_REACHED of tests/access/test_reached.py why nobody can."
            )
            assert not (reached and name in NEVER_REACHED), f"{name} is reached: take it off NEVER_REACHED"
            if name in NEVER_REACHED:
                continue
            refused = (_status(planted, clients[who], one) in (403, 404) for one in found for who in ("olu", "sid"))
            assert name in NEVER_REFUSED or any(refused), f"Nobody is refused {name}: is it for everybody?"


def _status(planted: Planted, client: object, address: Address) -> int:
    """How a GET is answered, or a POST where only that is taken; an act that redirects has been done."""
    status = client.get(address.path).status_code  # type: ignore[attr-defined]
    if status != 405:
        return int(status)
    with planted.undone():
        answer = client.post(address.path, SENT)  # type: ignore[attr-defined]
    done = answer.status_code == 302 and "/account/login/" not in answer["Location"]
    return 204 if done else int(answer.status_code)
