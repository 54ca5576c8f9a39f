"""Professionals without an account who are asked to answer in one challenge: invitation, links and codes."""

from __future__ import annotations

from django.db import models


class Invitation(models.Model):
    """One professional without an account, asked to answer in one challenge.

    `guest` is who they are in the record: a person who cannot sign in by any other way, holds no post, and takes part
    in this challenge alone. `email` is their real work address, which the guest's own row does not hold: the same
    address may be invited to several challenges, or belong to an account one day. It is empty for somebody who has none
    and answers by telephone. Who asked, vouched, refused and ended it are copies. `renewed_at` is when its links and
    codes last began anew, `alarm_at` when somebody is to be told that nobody has vouched. All instants are aware UTC.
    """

    partnership = models.ForeignKey("Partnership", on_delete=models.PROTECT, related_name="invitations")
    agency = models.ForeignKey("Agency", on_delete=models.PROTECT, related_name="invitations")
    challenge = models.CharField(max_length=9, db_index=True, blank=True)
    guest = models.OneToOneField("Person", on_delete=models.PROTECT, related_name="invitation")
    title = models.CharField(max_length=120)
    email = models.EmailField()
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField()
    asked_name = models.CharField(max_length=120)
    asked_often = models.PositiveIntegerField(default=1)
    vouched_at = models.DateTimeField(null=True)
    vouched_by = models.BigIntegerField(null=True)
    vouched_name = models.CharField(max_length=120, blank=True)
    vouched_how = models.CharField(max_length=300, blank=True)
    renewed_at = models.DateTimeField(null=True)
    renewed_often = models.PositiveIntegerField(default=0)
    refused_at = models.DateTimeField(null=True)
    refused_name = models.CharField(max_length=120, blank=True)
    refused_reason = models.CharField(max_length=300, blank=True)
    locked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_name = models.CharField(max_length=120, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    alarm_at = models.DateTimeField(null=True)
    alarms = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="unvouched")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def open(self) -> bool:
        """Whether messages and codes may go to its address: somebody vouched, and nobody has ended it. It may still
        have expired, or be locked."""
        return self.vouched_at is not None and self.ended_at is None


class InvitationLink(models.Model):
    """A link that was sent to an invited address. Only the digest of its token is kept; renewing deletes them all."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"link {self.pk}"


class InvitationCode(models.Model):
    """A code that one browser asked for, and that opens the challenge in that browser alone, once.

    `browser` is the digest of a secret in that browser's session. The code itself is made when it is sent: until then
    `digest` is empty. `until` is when it runs out.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="codes")
    browser = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["invitation", "asked_at"], name="codes_of_an_hour")]

    def __str__(self) -> str:
        return f"code {self.pk}"
