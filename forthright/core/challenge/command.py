"""What every wish is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import msgspec

from forthright.core.challenge.verbs import Verb


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every wish. `words` holds the narrative, under the names that the event type lists."""

    VERB: ClassVar[Verb]
    words: Mapping[str, Any] = {}
