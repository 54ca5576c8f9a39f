"""Asking people whether messages reach them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReachAnswer(models.TextChoices):
    """What came back by the link of a message that was sent to see whether it arrives."""

    NONE = "", _("none yet")
    REACHED = "reached", _("it reached them")
    NOT_THEIRS = "not theirs", _("it is not for whoever read it")


class ReachCheck(models.Model):
    """One message that asked one person whether messages reach them. `email` is where it went, `agency` the one that
    wanted to know, empty for the partnership itself. Who asked stands in the line of upkeep. `quiet_at` is when those
    who look after its people were told that nothing came back, or a later one was answered. All instants are aware
    UTC."""

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="reach_checks")
    partnership = models.ForeignKey("Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=ReachAnswer.choices, blank=True, default=ReachAnswer.NONE)
    answered_at = models.DateTimeField(null=True)
    quiet_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "asked_at"], name="reach_of_person"),
            models.Index(fields=["asked_at"], condition=Q(answered_at=None, quiet_at=None), name="reach_quiet"),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"
