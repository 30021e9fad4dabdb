"""Triggers: the database itself refuses to change or delete what was set down about results.

As in ``0002_written_once``: a later migration that makes one of these tables anew on SQLite must call ``put`` again.
"""

from django.db import migrations

TABLES = ("records_resultnote", "records_rectification", "records_rectificationstep")
MESSAGE = "rows of this table are written once"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION zhunsheng_results_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
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
        schema_editor.execute("DROP FUNCTION IF EXISTS zhunsheng_results_written_once()")


def _trigger(vendor, table, event):
    head = f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW"
    if vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION zhunsheng_results_written_once()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


class Migration(migrations.Migration):
    dependencies = [("records", "0020_results")]
    operations = [migrations.RunPython(put, remove)]
