"""The trail of looks: copies, no foreign keys, append-only. Both sides read the same trail."""

from __future__ import annotations

from django.db import models


class Look(models.Model):
    """Somebody looked at, printed or exported a challenge. `title` is their post as it was; `at` is UTC."""

    challenge = models.CharField(max_length=32, db_index=True)
    person = models.BigIntegerField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    agency = models.CharField(max_length=160, blank=True)
    act = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["challenge", "at"])]

    def __str__(self) -> str:
        return f"{self.act} {self.challenge} at {self.at}"
