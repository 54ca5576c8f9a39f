"""Passwords that are made of the words of this work are guessed first, and refused."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from forthright.directory import queries as directory
from forthright.directory.models import Person

WORDS = (
    *("forthright", "safeguarding", "safeguard", "children", "child", "partnership", "professional", "challenge"),
    *("escalation", "escalate", "policy", "social", "worker", "teacher", "school", "police", "health", "nurse"),
    *("password", "welcome", "council", "service", "services"),
)
"""The list that docs/security/README.md names. The words of the names of the person's agencies come on top."""
LEFT = 6
"""How many letters and figures a password must have beside these words."""


class WordsOfTheWork:
    """Refuses a password of which next to nothing is left without the words of the work and of the person's agency."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError with a sentence that says what to do."""
        left = unicodedata.normalize("NFKC", password).casefold()
        for word in sorted({*WORDS, *_of(user)}, key=len, reverse=True):
            left = left.replace(word, " ")
        if len(re.sub(r"[\W_]", "", left)) < LEFT:
            raise ValidationError(
                _("The password is made of words of this work. Use other words, such as three that only you connect"),
                code="words of the work",
            )

    def get_help_text(self) -> str:
        """What a page says before somebody types."""
        return _("Do not use the name of your agency, or words such as safeguarding or partnership.")


def _of(user: Person | None) -> set[str]:
    """The longer words of the names of the agencies in which this person holds a post."""
    if user is None or not user.pk:
        return set()
    names = [post.agency.name for post in directory.posts_of(user, timezone.now()) if post.agency]
    return {word for name in names for word in re.findall(r"\w{4,}", name.casefold())}
