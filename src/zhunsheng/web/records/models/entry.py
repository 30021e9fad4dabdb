"""Evidence records (台账记录) of all kinds, in one table."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnlyQuerySet, Immutable
from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit


class EntrySource(models.TextChoices):
    """How an entry came in."""

    DESK = "desk", "网页录入"
    PHONE = "phone", "手机录入"
    IMPORT = "import", "表格导入"
    API = "api", "接口送来"
    SURVEY = "survey", "网上问卷"
    PAPER = "paper", "纸质问卷"


class Entry(models.Model):
    """One record, written once. ``values`` is what it says (JSON by column name); the slots are derived from it.

    ``id`` is made by whoever wrote it first. ``day`` counts days since 1970-01-01, ``month`` reads ``202003``, the two times
    are microseconds since 1970 in UTC. A correction is an entry of its own that ``supersedes`` the one before; that one's
    ``superseded_at`` is set in the same transaction, the only change a row ever sees. ``withdrawn`` marks an entry that only
    takes its predecessor back: it never counts. ``root`` is the first of a chain of corrections, ``None`` for the first
    itself. ``north`` and ``east`` say where the phone was, in millionths of a degree. ``logged`` is the number of the audit entry
    that covers it.
    """

    id = models.CharField(primary_key=True, max_length=36)
    kind = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField(default=0)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="entries", db_index=False)
    project = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="entries", db_index=False)
    day = models.IntegerField()
    month = models.IntegerField()
    recorded_at = models.BigIntegerField()
    superseded_at = models.BigIntegerField(null=True)
    values = models.JSONField()
    n1 = models.BigIntegerField(null=True)
    n2 = models.BigIntegerField(null=True)
    n3 = models.BigIntegerField(null=True)
    n4 = models.BigIntegerField(null=True)
    n5 = models.BigIntegerField(null=True)
    n6 = models.BigIntegerField(null=True)
    n7 = models.BigIntegerField(null=True)
    n8 = models.BigIntegerField(null=True)
    n9 = models.BigIntegerField(null=True)
    n10 = models.BigIntegerField(null=True)
    n11 = models.BigIntegerField(null=True)
    n12 = models.BigIntegerField(null=True)
    t1 = models.TextField(null=True)
    t2 = models.TextField(null=True)
    t3 = models.TextField(null=True)
    t4 = models.TextField(null=True)
    t5 = models.TextField(null=True)
    t6 = models.TextField(null=True)
    t7 = models.TextField(null=True)
    t8 = models.TextField(null=True)
    withdrawn = models.BooleanField(default=False)
    supersedes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="successors", db_index=False
    )
    root = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="chain", db_index=False)
    reason = models.CharField(max_length=400, blank=True)
    north = models.IntegerField(null=True)
    east = models.IntegerField(null=True)
    source = models.CharField(max_length=10, choices=EntrySource.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    logged = models.BigIntegerField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("supersedes",), condition=models.Q(supersedes__isnull=False), name="entry_corrected_once"
            ),
        )
        indexes = (
            models.Index(fields=("kind", "project", "day"), name="entry_of_project"),
            models.Index(fields=("kind", "unit", "day"), name="entry_of_unit"),
            models.Index(
                fields=("kind", "day", "recorded_at", "superseded_at", "withdrawn"), name="entry_of_day"
            ),  # lists over many units: in order, and counted without looking at the rows
            models.Index(fields=("logged",), name="entry_of_act"),
            models.Index(fields=("root",), condition=models.Q(root__isnull=False), name="entry_chain"),
            models.Index(fields=("kind", "day"), condition=models.Q(root__isnull=False), name="entry_corrected"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def save(self, *_: Any, **__: Any) -> NoReturn:
        """Refused: entries are written by :mod:`..entry_rows`, with their audit entry."""
        raise Immutable("entries are written in bulk, by entry_rows")

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused."""
        raise Immutable("entries are written once")
