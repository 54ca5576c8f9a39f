"""Each version of a policy is numbered, and says who published it, when and why."""

from django.db import migrations, models

from forthright.audit.append_only import allow_changes, refuse_changes


def number(apps, editor):
    """Number what is there in the order in which it was written."""
    versions = apps.get_model("record", "PolicyVersion")
    counts = {}
    for row in versions.objects.order_by("pk"):
        counts[row.partnership_id] = counts.get(row.partnership_id, 0) + 1
        versions.objects.filter(pk=row.pk).update(number=counts[row.partnership_id])


class Migration(migrations.Migration):
    dependencies = [("record", "0002_append_only")]
    operations = [
        allow_changes("record_policyversion"),
        migrations.AddField("policyversion", "number", models.PositiveIntegerField(default=0), preserve_default=False),
        migrations.AddField("policyversion", "published_at", models.DateTimeField(null=True)),
        migrations.AddField("policyversion", "published_by", models.BigIntegerField(null=True)),
        migrations.AddField("policyversion", "published_name", models.CharField(blank=True, max_length=120, default=""), preserve_default=False),
        migrations.AddField("policyversion", "reason", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddConstraint(
            "policyversion",
            models.UniqueConstraint(fields=["partnership", "number"], name="one_policy_number"),
        ),
        refuse_changes("record_policyversion"),
    ]
