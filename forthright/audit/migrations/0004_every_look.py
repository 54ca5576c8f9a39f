"""A look says for whom a deputy looked, whether facts alone were shown, and which list it was."""

from django.db import migrations, models

from forthright.audit.append_only import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_upkeep_append_only")]
    operations = [
        allow_changes("audit_look"),
        migrations.AddField("look", "deputy_for", models.CharField(blank=True, max_length=120, default=""), preserve_default=False),
        migrations.AddField("look", "facts_only", models.BooleanField(default=False)),
        migrations.AddField("look", "detail", models.CharField(blank=True, max_length=120, default=""), preserve_default=False),
        migrations.AddIndex("look", models.Index(fields=["person", "at"], name="looks_of_a_person")),
        refuse_changes("audit_look"),
    ]
