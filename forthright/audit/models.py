"""The trail of looks: copies, no foreign keys, append-only. Both sides read the same trail."""

from __future__ import annotations

from django.db import models


class Look(models.Model):
    """Somebody looked at, printed or exported a challenge, tried to, or read a list. `title` is their post as it was;
    `at` is UTC.

    `challenge` is empty for a list, a search and the trail itself; `detail` says which. `deputy_for` is the name of
    whom they covered. `facts_only`: no word of it was shown to them.
    """

    challenge = models.CharField(max_length=32, db_index=True)
    person = models.BigIntegerField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    agency = models.CharField(max_length=160, blank=True)
    act = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    deputy_for = models.CharField(max_length=120, blank=True)
    facts_only = models.BooleanField(default=False)
    detail = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["challenge", "at"]),
            models.Index(fields=["person", "at"], name="looks_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.challenge} at {self.at}"
