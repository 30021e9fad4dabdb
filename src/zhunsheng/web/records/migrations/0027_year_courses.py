"""Monitoring and self-evaluation go through their processes: their states, and their steps among those of the tables.

The triggers of the steps are put anew, as ``0002_written_once`` says.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

steps = import_module("zhunsheng.web.records.migrations.0015_steps_written_once")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0026_monitoring_owed_of_approved_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="processstep",
            name="content",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="projectstanding",
            name="score_state",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="projectstanding",
            name="watch_state",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.CreateModel(
            name="YearCourse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("process", models.CharField(max_length=30)),
                ("month", models.PositiveSmallIntegerField(default=0)),
                ("state", models.CharField(max_length=40)),
                ("entered_at", models.DateTimeField()),
                (
                    "filler",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "frozen",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.processstep",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="year_courses", to="records.target"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="processstep",
            name="course",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="records.yearcourse"
            ),
        ),
        migrations.AddIndex(
            model_name="yearcourse",
            index=models.Index(fields=["process", "state"], name="year_course_in_state"),
        ),
        migrations.AddConstraint(
            model_name="yearcourse",
            constraint=models.UniqueConstraint(fields=("target", "process", "month"), name="one_year_course"),
        ),
        migrations.RunPython(steps.put, migrations.RunPython.noop),
    ]
