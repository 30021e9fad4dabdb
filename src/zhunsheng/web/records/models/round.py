"""Rounds of review over a unit's document of a year."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.unit import Unit


class Round(AppendOnly):
    """A closed round: all findings as they were and what was decided on each, with the SHA-256 of it.

    The round in progress has no row; its number is one more than the last.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    summary = models.CharField(max_length=1000)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("unit", "year", "number")
        constraints = (models.UniqueConstraint(fields=("unit", "year", "number"), name="round_number"),)

    def __str__(self) -> str:
        return f"第{self.number}轮"
