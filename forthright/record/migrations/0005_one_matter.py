"""Challenges in which one matter was put to several agencies are found by it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_people_keep_opening_hours"), ("record", "0004_apart")]
    operations = [
        migrations.AddField("challenge", "matter", models.CharField(blank=True, default="", max_length=9)),
        migrations.AddIndex(
            "challenge",
            models.Index(condition=~models.Q(matter=""), fields=["matter"], name="of_one_matter"),
        ),
    ]
