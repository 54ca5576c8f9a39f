"""Lists of people and posts that were brought in, and what each made, so that it can be taken back."""

from __future__ import annotations

from django.db import models

from forthright.directory.models import Partnership


class PeopleImport(models.Model):
    """One list that was imported, in one transaction. `made` is what it made: numbers of rows, by "agencies", "posts",
    "people" and "holdings"; the list itself is not kept. Who imported it and took it back are copies."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    lines = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    made = models.JSONField()
    at = models.DateTimeField()
    by = models.BigIntegerField()
    by_name = models.CharField(max_length=120)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.BigIntegerField(null=True)
    taken_back_name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.lines} lines at {self.at}"
