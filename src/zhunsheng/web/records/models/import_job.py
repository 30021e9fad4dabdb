"""Imports of whole sheets of entries, done in the background."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.reading import StoredFile
from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit


class ImportState(models.TextChoices):
    """Where an import stands."""

    WAITING = "waiting", "等待开始"
    CHECKING = "checking", "正在核对"
    ASKED = "asked", "要您确认"
    SAVING = "saving", "正在存入"
    DONE = "done", "已存入"
    REFUSED = "refused", "有问题，没有存入"
    CANCELLED = "cancelled", "已取消"
    BROKEN = "broken", "中断，没有存入"


class ImportJob(models.Model):
    """One file on its way into a ledger: all of its rows come in, or none.

    ``done`` of ``total`` rows are through the present stage; ``faulty`` have to be mended, ``asked`` confirmed, ``repeated``
    were there already, ``kept`` are new. ``problems`` shows the first of what is said as JSON; ``marked`` is the whole file with
    all of it written beside its rows. ``beat`` is when the worker last said it lives.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="imports")
    kind = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField(default=0)
    project = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField(max_length=255)
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    marked = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    message = models.TextField(blank=True)
    logged = models.BigIntegerField(null=True)
    cancel = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    beat = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("unit", "-id"), name="import_of_unit"),)

    def __str__(self) -> str:
        return self.name
