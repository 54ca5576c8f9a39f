"""Sealing words: AES-256-GCM under the challenge's own key, bound to the place where they stand."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORM = b"\x01"
"""The first byte of what is sealed: which way it was sealed, so that another way can follow."""
NONCE_BYTES = 12


class Broken(Exception):
    """Sealed words do not open here: they were altered, or moved from another place."""


def seal(key: bytes, place: str, words: Mapping[str, Any]) -> bytes:
    """Words as sealed bytes; empty bytes where there are no words. `place` is the row's address ("K7QX-3M9A|4")."""
    if not words:
        return b""
    nonce = os.urandom(NONCE_BYTES)
    return FORM + nonce + AESGCM(key).encrypt(nonce, msgspec.json.encode(words, order="sorted"), place.encode())


def unseal(key: bytes, place: str, sealed: bytes) -> dict[str, Any]:
    """The words that `seal` closed at this very place. Raises Broken."""
    if not sealed:
        return {}
    if sealed[:1] != FORM:
        raise Broken(place)
    start = 1 + NONCE_BYTES
    try:
        return dict(msgspec.json.decode(AESGCM(key).decrypt(sealed[1:start], sealed[start:], place.encode())))
    except InvalidTag as fault:
        raise Broken(place) from fault
