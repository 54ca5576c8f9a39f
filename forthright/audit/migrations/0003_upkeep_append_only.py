from django.db import migrations

from forthright.audit.append_only import refuse_changes


class Migration(migrations.Migration):
    """Here and not in the directory: its room stands left of this one, where the triggers are."""

    dependencies = [("audit", "0002_append_only"), ("directory", "0007_people_and_posts")]
    operations = [refuse_changes("directory_upkeep")]
