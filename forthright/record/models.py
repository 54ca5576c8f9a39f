"""Tables of the record. Events, policy versions and receipts are append-only; the rest can be rebuilt or forgotten."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from forthright.directory.models import Agency, Partnership


class PolicyVersion(models.Model):
    """The text of a policy as it was published here. A challenge keeps the version that it began under.

    `number` counts a partnership's versions from 1. It is the lock: of two people who publish at once, the key refuses
    the second. `published_name` is a copy; who and when are empty where a version came in with the installation.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="policies")
    number = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    effective = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.BigIntegerField(null=True)
    published_name = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "fingerprint"], name="one_policy_version"),
            models.UniqueConstraint(fields=["partnership", "number"], name="one_policy_number"),
        ]

    def __str__(self) -> str:
        return f"policy {self.fingerprint[:8]}"


class Challenge(models.Model):
    """The projection: what lists and counts ask for, kept in the transaction that writes the events.

    Facts only; it can be rebuilt from the events at any time. `reference` is random and is what addresses show.
    `matter` is shared by the challenges in which one matter was put to several agencies, empty for one alone.
    `turn` is the person whose act is awaited first, `due` when (UTC), `said` the time as the policy words it, `wake`
    when the clock must look again. `restricted`: only people on its named list take part.
    """

    reference = models.CharField(max_length=9, primary_key=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT)
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    phase = models.CharField(max_length=10)
    step = models.CharField(max_length=10)
    topic = models.CharField(max_length=120)
    subject = models.CharField(max_length=30)
    urgency = models.CharField(max_length=10)
    raising_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    responding_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)
    raised_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    turn = models.BigIntegerField(null=True)
    turn_kind = models.CharField(max_length=40, blank=True)
    due = models.DateTimeField(null=True)
    said = models.CharField(max_length=200, blank=True)
    good_practice = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    wake = models.DateTimeField(null=True)
    matter = models.CharField(max_length=9, blank=True, default="")
    head = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["matter"], condition=~Q(matter=""), name="of_one_matter"),
            models.Index(fields=["wake"], condition=Q(wake__isnull=False), name="waking"),
            models.Index(fields=["partnership", "phase", "step"], name="counting"),
            models.Index(fields=["partnership", "raised_at"], name="counting_by_month"),
        ]

    def __str__(self) -> str:
        return self.reference


class Part(models.Model):
    """The projection: who takes part in which challenge, on which side. `place` is the list it stands in for them.

    `restricted` is the challenge's own: a deputy's list leaves it out unless they are on its named list."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="parts")
    person = models.BigIntegerField()
    side = models.CharField(max_length=12, blank=True)
    capacity = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=10)
    sort = models.DateTimeField()
    expects = models.CharField(max_length=40, blank=True)
    restricted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "person"], name="one_part")]
        indexes = [models.Index(fields=["person", "place", "sort", "challenge"], name="my_turn")]

    def __str__(self) -> str:
        return f"{self.person} in {self.challenge_id}"


class Apart(models.Model):
    """The projection: who must not take part in which challenge. It is on no list of theirs, whatever their post."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="apart")
    person = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "person"], name="once_apart")]
        indexes = [models.Index(fields=["person"], name="apart")]

    def __str__(self) -> str:
        return f"{self.person} not in {self.challenge_id}"


class Listed(models.Model):
    """The projection: who is on the named list of a restricted challenge, whether they take part or not."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="listed")
    person = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "person"], name="listed_once")]

    def __str__(self) -> str:
        return f"{self.person} listed for {self.challenge_id}"


class BrokenGlass(models.Model):
    """The projection: each time that somebody broke the glass to a challenge, at `entry` of its record.

    `agency` is that of their post, 0 for one of the partnership. All instants are UTC. No name: that is among the
    words of the entry.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="glasses")
    entry = models.PositiveIntegerField()
    person = models.BigIntegerField()
    agency = models.BigIntegerField()
    title = models.CharField(max_length=200)
    code = models.CharField(max_length=100)
    since = models.DateTimeField()
    until = models.DateTimeField()
    review_due = models.DateTimeField()
    reviewed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "entry"], name="one_broken_glass")]
        indexes = [models.Index(fields=["person", "until"], name="reading_now")]

    def __str__(self) -> str:
        return f"{self.person} in {self.challenge_id}"


class StoredEvent(models.Model):
    """One entry, written once. `facts` is canonical JSON; `sealed` the sealed words, empty where there are none.

    The pair (challenge, version) is the lock: whoever writes second is refused by the key. `at` is when it took
    effect, `written` when it was recorded, both UTC. `digest` chains this entry to the one before it.
    """

    challenge = models.CharField(max_length=9)
    version = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    schema = models.PositiveSmallIntegerField()
    facts = models.TextField()
    sealed = models.BinaryField()
    by = models.BigIntegerField(null=True)
    side = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    written = models.DateTimeField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "version"], name="one_writer"),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.challenge} {self.version} {self.type}"


class Receipt(models.Model):
    """A form was acted on: sending the same form again finds this and does nothing more. Append-only.

    `token` is a keyed digest of `form`, the form's own token, and of what was typed.
    """

    token = models.CharField(max_length=64, primary_key=True)
    form = models.CharField(max_length=64, db_index=True)
    person = models.BigIntegerField()
    challenge = models.CharField(max_length=9)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.challenge} {self.version}"


class Draft(models.Model):
    """Half-finished words, sealed with a key of their own, and forgotten when sent or after `expires`."""

    id = models.CharField(max_length=32, primary_key=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=40)
    challenge = models.CharField(max_length=9, blank=True)
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    updated = models.DateTimeField()
    expires = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "kind", "challenge"], name="my_drafts")]

    def __str__(self) -> str:
        return f"draft {self.kind}"


class Heartbeat(models.Model):
    """The clock's own notes, one row a name: its last round with the entries that it wrote, and the last jump of the
    machine's time with the seconds that it jumped by."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    done = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class SetAside(models.Model):
    """A challenge that the clock could not handle, left alone until `until`, with an alarm to the business unit."""

    challenge = models.CharField(max_length=9, primary_key=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    fault = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.challenge


class GapTold(models.Model):
    """The clock's own note of hours in which nobody answers and of which somebody was told: told once, however often it
    looks. `what` is the post, the roles or the challenge that it is about; `ends` moves on with the days ahead."""

    partnership = models.BigIntegerField()
    place = models.BigIntegerField()
    what = models.CharField(max_length=300)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    told_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["partnership", "place"], name="gaps_told")]

    def __str__(self) -> str:
        return f"{self.what} from {self.begins}"
