"""The database refuses to change what was recorded."""

from django.db import migrations

from forthright.audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [refuse_changes(f"record_{table}") for table in ("storedevent", "policyversion", "receipt")]
