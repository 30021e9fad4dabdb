"""Indicator rows: the index of what drafts say, for search, roll-ups and foreign keys."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.target import Target


class IndicatorRow(models.Model):
    """One indicator of a draft, derived from it. ``value`` is ``None`` for a target without a number."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="rows")
    key = models.CharField(max_length=32)
    position = models.PositiveIntegerField()
    level1 = models.CharField(max_length=200, blank=True)
    level2 = models.CharField(max_length=200, blank=True)
    level3 = models.CharField(max_length=500, blank=True)
    kind1 = models.CharField(max_length=20, blank=True)
    kind2 = models.CharField(max_length=20, blank=True)
    target_text = models.TextField(blank=True)
    operator = models.CharField(max_length=10, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    unit = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("target", "position")
        constraints = (models.UniqueConstraint(fields=("target", "key"), name="indicator_key"),)

    def __str__(self) -> str:
        return self.level3
