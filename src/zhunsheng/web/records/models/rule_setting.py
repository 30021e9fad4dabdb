"""What an installation changes about the rules."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly


class RuleSetting(AppendOnly):
    """One change of one rule for the units whose code begins with ``region`` (all when blank), for one ``year`` or all.

    ``None``, ``""`` and ``{}`` leave an aspect to the wider settings, and at last to the rule itself. Of one rule, region
    and year the latest row in force holds.
    """

    rule = models.CharField(max_length=20)
    region = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    enabled = models.BooleanField(null=True)
    severity = models.CharField(max_length=10, blank=True)
    parameters = models.JSONField(default=dict)
    since = models.DateField()
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.rule} {self.region} {self.year or ''}"
