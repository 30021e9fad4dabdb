"""How projects stand is computed anew: of a table that was never approved nothing is owed any more."""

from django.db import migrations


def count_anew(apps, editor):
    apps.get_model("records", "ProjectStanding").objects.update(stale=True)


class Migration(migrations.Migration):
    dependencies = [("records", "0025_year_standings")]
    operations = [migrations.RunPython(count_anew, migrations.RunPython.noop)]
