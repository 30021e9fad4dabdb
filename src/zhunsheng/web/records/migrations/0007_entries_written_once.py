"""Triggers: the database itself refuses to change or delete entries, their attachments, photos and own kinds.

One change is let through: ``superseded_at`` of an entry may be set once. As in ``0002_written_once``: a later migration that
makes one of these tables anew on SQLite (any ``AlterField``), or adds a column to entries, must call ``put`` again.
"""

from django.db import migrations

TABLES = ("records_attachment", "records_photo", "records_photomatch", "records_ownkind")
ENTRY = "records_entry"
FROZEN = (
    "id", "kind", "edition", "unit_id", "project_id", "day", "month", "recorded_at", '"values"',
    *(f"n{number}" for number in range(1, 13)), *(f"t{number}" for number in range(1, 9)),
    "withdrawn", "supersedes_id", "root_id", "reason", "north", "east", "source", "by_id", "logged",
)  # fmt: skip
"""Every column of an entry but ``superseded_at``."""
MESSAGE = "rows of this table are written once"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION zhunsheng_entries_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
"""


def put(apps, schema_editor):
    """Make the triggers; those that are there are made anew."""
    remove(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
    for table, name, event, when in _triggers():
        schema_editor.execute(_trigger(schema_editor.connection.vendor, table, name, event, when))


def remove(apps, schema_editor):
    """Drop the triggers."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table, name, _, _ in _triggers():
        on = f" ON {table}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION IF EXISTS zhunsheng_entries_written_once()")


def _triggers():
    """Table, name, event and condition of every trigger."""
    for table in TABLES:
        yield table, "no_update", "UPDATE", ""
        yield table, "no_delete", "DELETE", ""
    yield ENTRY, "no_delete", "DELETE", ""
    yield ENTRY, "no_update", f"UPDATE OF {', '.join(FROZEN)}", ""
    yield ENTRY, "once", "UPDATE OF superseded_at", "OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL"


def _trigger(vendor, table, name, event, when):
    head = f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW"
    if when:
        head += f" WHEN ({when})"
    if vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION zhunsheng_entries_written_once()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


class Migration(migrations.Migration):
    dependencies = [("records", "0006_entries")]
    operations = [migrations.RunPython(put, remove)]
