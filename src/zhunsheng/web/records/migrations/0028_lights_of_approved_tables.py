"""How projects stand is computed anew: a table that nobody approved lights nothing."""

from django.db import migrations


def count_anew(apps, editor):
    apps.get_model("records", "ProjectStanding").objects.update(stale=True)


class Migration(migrations.Migration):
    dependencies = [("records", "0027_year_courses")]
    operations = [migrations.RunPython(count_anew, migrations.RunPython.noop)]
