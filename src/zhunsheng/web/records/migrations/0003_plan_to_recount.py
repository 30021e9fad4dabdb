"""Years that were edited wait for their counts of findings to be brought up to date."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_written_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="stale",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(condition=models.Q(("stale", True)), fields=["stale"], name="plan_to_recount"),
        ),
    ]
