"""Messages as rows: written in the transaction of the change, sent later, as often as it takes."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where a message is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    NOT_NEEDED = "not needed"


class Message(models.Model):
    """Somebody must be told something. Unique per (event, recipient, channel); the event is (challenge, version).

    `facts` holds only what may be said outside: the step, the clock, the day. Never a name, never a word.
    """

    challenge = models.CharField(max_length=9)
    version = models.PositiveIntegerField()
    recipient = models.BigIntegerField()
    channel = models.CharField(max_length=10, default="email")
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField()
    next_try = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    leased = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "version", "recipient", "channel"], name="told_once")
        ]
        indexes = [models.Index(fields=["state", "next_try"], name="to_send")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}"
