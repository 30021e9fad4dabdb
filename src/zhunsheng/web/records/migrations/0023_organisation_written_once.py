"""Triggers for arrangements, calendar settings, reminders and forms that were read; what stands in the tree where.

As in ``0002_written_once``: a later migration that makes one of these tables anew on SQLite must call ``put`` again.
"""

from django.db import migrations

TABLES = ("records_arrangement", "records_calendarchange", "records_remindersent", "records_readform")
MESSAGE = "rows of this table are written once"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION zhunsheng_organisation_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
"""


def put(apps, schema_editor):
    """Make the triggers; those that are there are made anew."""
    remove(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(_trigger(schema_editor.connection.vendor, table, event))


def remove(apps, schema_editor):
    """Drop the triggers."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            on = f" ON {table}" if postgresql else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event.lower()}{on}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION IF EXISTS zhunsheng_organisation_written_once()")


def _trigger(vendor, table, event):
    head = f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW"
    if vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION zhunsheng_organisation_written_once()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


def name_kinds(apps, schema_editor):
    """Units with a code of three digits are departments."""
    apps.get_model("records", "Unit").objects.filter(code__regex=r"^[0-9A-Za-z]{3}$").update(kind="department")


def forget_kinds(apps, schema_editor):
    """Nothing: the column goes."""


class Migration(migrations.Migration):
    dependencies = [("records", "0022_organisation")]
    operations = [migrations.RunPython(put, remove), migrations.RunPython(name_kinds, forget_kinds)]
