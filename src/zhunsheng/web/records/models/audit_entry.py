"""The audit trail: every act, chained by hashes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly


class AuditEntry(AppendOnly):
    """One act. ``hash`` covers the entry and the hash before it, so nothing can be changed or left out unseen."""

    number = models.PositiveBigIntegerField(primary_key=True)
    act = models.CharField(max_length=40)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    who_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField()
    object = models.CharField(max_length=60, blank=True, db_index=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class ChainHead(models.Model):
    """The end of the audit chain: one row, locked while an act adds its entry."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return str(self.number)
