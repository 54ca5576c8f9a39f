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


class AccountEvent(models.Model):
    """Something that changed how somebody signs in, or what their agency's sign-in says that they are. Append-only.

    `person` and `name` are whose account it is, `by` and `by_name` who did it (nobody where the agency's sign-in did);
    both are copies. `recovery` binds the entries of one recovery together, and `secret` is the hash of its code.
    `detail` never holds anything of a challenge. `at` is UTC.
    """

    kind = models.CharField(max_length=30)
    person = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=120)
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120, blank=True)
    recovery = models.CharField(max_length=24, blank=True, db_index=True)
    detail = models.CharField(max_length=200, blank=True)
    secret = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} at {self.at}"
