"""Partnerships, agencies, people, and posts: roles that somebody holds for a period. Posts, not people, are found."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.directory.addresses import BadAddress, looked_up_as


class People(BaseUserManager["Person"]):
    """Finds people by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with this address. Raises Person.DoesNotExist."""
        try:
            return self.get(email=looked_up_as(username or ""))
        except BadAddress as bad:
            raise self.model.DoesNotExist from bad

    def create_user(self, email: str, name: str, password: str | None = None) -> Person:
        """A person who can sign in; without a password they must be given one first. Raises BadAddress."""
        person = self.model(email=looked_up_as(email), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do follows from the posts they hold and the matters they take part in.

    A `guest` has no account: they hold no post, take part in one challenge, and come in by its `Invitation` alone.
    """

    email = models.EmailField(_("work e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(default=True)
    guest = models.BooleanField(default=False)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as libraries ask for it."""
        return self.name


class OfficeHours(models.Model):
    """Opening hours as data. `weekly` is seven lists of ["HH:MM", "HH:MM"] pairs from Monday, local time, as they were
    when the row was made; later ones are `WeeklyHours`. `closures` are ISO dates on which the office was closed beside
    the nation's bank holidays, from before there was a page for it: people enter `OtherHours`. `entered` marks the
    state of what they entered: another one with each entry, empty where there is none, so that nothing is read twice.
    """

    title = models.CharField(max_length=120)
    nation = models.CharField(max_length=3, default="ENG")
    weekly = models.JSONField()
    closures = models.JSONField(default=list)
    entered = models.CharField(max_length=32, blank=True, default="")

    def __str__(self) -> str:
        return self.title


class WeeklyHours(models.Model):
    """Other weekly windows of an office from a day on, in the format of `OfficeHours.weekly`. Rows are only added: the
    one added last of those that have begun counts. Who and why are copies."""

    hours = models.ForeignKey(OfficeHours, on_delete=models.PROTECT, related_name="weeks")
    weekly = models.JSONField()
    first = models.DateField()
    reason = models.TextField(blank=True)
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField(null=True)
    added_name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.hours_id} from {self.first}"


class OtherHours(models.Model):
    """Days on which an office keeps other hours than its week and its bank holidays say: a closure, a half day, a
    one-off opening. Nothing is changed or deleted: to undo it is to withdraw it, with a reason.

    `first` to `last` are local days, both included. `windows` is a list of ["HH:MM", "HH:MM"] pairs, none for closed;
    they count on each of the days, also at a weekend or on a bank holiday. `source` is where it was announced.
    `partnership` is the one whose business unit entered it as a bank holiday for the hours of a nation; it alone takes
    that back. `act` marks the rows that were entered together. Who entered and withdrew it are copies.
    """

    hours = models.ForeignKey(OfficeHours, on_delete=models.PROTECT, related_name="other")
    first = models.DateField()
    last = models.DateField()
    windows = models.JSONField(default=list)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    partnership = models.ForeignKey("Partnership", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=32, blank=True)
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField(null=True)
    added_name = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_name = models.CharField(max_length=120, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="other_hours_in_order")]
        indexes = [models.Index(fields=["hours", "first"], name="other_hours")]

    def __str__(self) -> str:
        return f"{self.name} from {self.first}"


class Partnership(models.Model):
    """A safeguarding partnership: the owner of an escalation policy. `hours` are its own opening hours, in which what
    falls to both sides is counted; `school_hours` say which days are school days, where it has chosen a calendar.
    `areas` are the places that it covers in its own words, one a line, by which a matter finds it; nothing of where a
    child lives is ever kept."""

    name = models.CharField(max_length=160)
    slug = models.SlugField(unique=True)
    hours = models.ForeignKey(OfficeHours, on_delete=models.PROTECT)
    school_hours = models.ForeignKey(
        OfficeHours, null=True, blank=True, on_delete=models.PROTECT, related_name="school_days_of"
    )
    danger = models.TextField(blank=True)
    areas = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.name


class Group(models.TextChoices):
    """The groups in which agencies are counted, so that no single one can be told from a small number."""

    CHILDREN = "children's social care", _("Children's social care")
    EDUCATION = "education", _("Education and childcare")
    HEALTH = "health", _("Health")
    POLICE = "police", _("Police")
    OTHER = "other", _("Voluntary, faith and other")


class Agency(models.Model):
    """An organisation that safeguards children. One may work in several partnerships.

    `group` is how it is counted. `kind` is what the partnership's policy calls agencies like it ("school", "GP
    practices"), by which the policy's own wordings for one kind are found; empty where the policy names no kind.
    `merged_into` is the agency that it became part of, on `merged_on`: it has no posts any more, and its name stays.
    """

    name = models.CharField(max_length=160)
    group = models.CharField(max_length=30, choices=Group.choices)
    kind = models.CharField(max_length=60, blank=True)
    partnerships = models.ManyToManyField(Partnership, related_name="agencies")
    hours = models.ForeignKey(OfficeHours, on_delete=models.PROTECT)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    merged_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """Its kind in the policy's words, or else the group in which it is counted."""
        return self.kind or self.group


ROLE_CHOICES = [(role.value, role.value) for role in Role] + [
    (Office.SCRUTINEER.value, Office.SCRUTINEER.value),
    (Office.ADMINISTRATOR.value, Office.ADMINISTRATOR.value),
    (Office.DATA_PROTECTION.value, Office.DATA_PROTECTION.value),
]


class JointTeam(models.Model):
    """A team in which people of several agencies work together, such as one for child protection. Each stays in the
    post of their home agency: both sides of a challenge may sit in one team."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="joint_teams")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="one_joint_team_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role with the agency's own title. Posts of the partnership itself (business unit, chair) have no agency.

    `manager` is the post above in the same agency. `contact` is public: how to reach the post, never a person's name.
    `in_several` is no column: where it was asked, whether its agency works in several partnerships.
    """

    in_several = False

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    title = models.CharField(max_length=120)
    team = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="team_posts")
    joint_team = models.ForeignKey(JointTeam, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")

    class Meta:
        indexes = [models.Index(fields=["partnership", "agency", "role"])]

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """Who holds a post, from a day, until a day (inclusive) or still."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="holding_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"


class Upkeep(models.Model):
    """One act of directory upkeep: who did what, when, and why. Copies, written once, so that it reads the same after
    any later change. `about` holds numbers and names by what they are: {"post": 3, "title": "Teacher"}."""

    partnership = models.BigIntegerField()
    agency = models.BigIntegerField(null=True)
    act = models.CharField(max_length=30)
    about = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.BigIntegerField()
    by_name = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["agency", "at"], name="upkeep_of_agency")]

    def __str__(self) -> str:
        return f"{self.act} by {self.by_name}"


class Entered(models.Model):
    """A stretch of days that somebody entered, and who did; copies of this stay. It is never rewritten: it is stopped,
    and what is to come is entered anew.

    `starts` to `ends` are local days, both included; `from_time` and `until_time` are local times on the first and the
    last of them, None for the whole day. `stopped_at` ends it sooner: before its beginning, it never was.
    """

    starts = models.DateField()
    ends = models.DateField()
    from_time = models.TimeField(null=True)
    until_time = models.TimeField(null=True)
    added_at = models.DateTimeField(null=True)
    added_by = models.BigIntegerField(null=True)
    added_name = models.CharField(max_length=120, blank=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.BigIntegerField(null=True)
    stopped_name = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True


class Leave(Entered):
    """A person is away. It may have no cover: then it is seen that nobody answers."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaves")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="leave_in_order")]
        indexes = [models.Index(fields=["person", "ends"], name="leave_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} away from {self.starts}"


class Cover(Entered):
    """Who stands in for a post. `of` is the holder for whom, empty for whoever holds it, also for nobody. `leave` is
    the absence that it was entered with, if any. A deputy may be away, too: who answers is found in `covering.py`."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="covers")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="covering")
    of = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    leave = models.ForeignKey(Leave, null=True, blank=True, on_delete=models.PROTECT, related_name="covers")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="cover_in_order")]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.post_id}"


class ActingFor(models.Model):
    """A post of another body that acts for an agency in a role which that agency has nobody for, such as a designated
    professional for a small practice. It counts from a day until a day (inclusive) or still, and only while the agency
    has nobody of its own. `basis` is on what grounds, in words. Nothing is deleted: it ends. Who is a copy."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="acted_for")
    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role])
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="acting_for")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField(null=True)
    added_name = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="acting_in_order")
        ]
        indexes = [models.Index(fields=["agency", "starts"], name="acting_for")]

    def __str__(self) -> str:
        return f"{self.post_id} for {self.agency_id}"


class Door(models.TextChoices):
    """The other routes, each of which an agency points to its own page or person for."""

    COMPLAINTS = "complaints", _("Complaints")
    WHISTLEBLOWING = "whistleblowing", _("Whistleblowing")
    ALLEGATIONS = "allegations", _("Allegations against a professional")
    RECORDS = "record keeping", _("Record keeping")
    INFORMATION = "information governance", _("Information governance")
    INSIDE = "inside", _("A difference inside your own agency")


class DoorLink(models.Model):
    """Where an agency's own route begins: a web address, and words that say whom to turn to."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="doors")
    door = models.CharField(max_length=30, choices=Door.choices)
    address = models.URLField(blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "door"], name="one_link_a_door")]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.door}"


from forthright.directory import guest_models, reach_models  # noqa: E402, F401 - tables of this room, in files of their own
