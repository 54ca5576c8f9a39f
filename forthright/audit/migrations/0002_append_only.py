"""The database refuses to change the trail."""

from django.db import migrations

from forthright.audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [refuse_changes("audit_look")]
