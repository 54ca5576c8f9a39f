"""Who has read which version of the briefing."""

from __future__ import annotations

from django.db import models


class Acknowledgement(models.Model):
    """One person said once that they had read one version of the briefing. `at` is UTC.

    `person` and `agency` are copied numbers and not foreign keys: the row stays true when somebody leaves or moves.
    `agency` is empty for a post of the partnership itself. Changeable, not append-only: it is a fact about a member of
    staff, and no challenge rests on it.
    """

    person = models.BigIntegerField()
    version = models.CharField(max_length=20)
    agency = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="read_once")]
        indexes = [models.Index(fields=["version", "agency"], name="readers")]

    def __str__(self) -> str:
        return f"{self.person} read {self.version}"
