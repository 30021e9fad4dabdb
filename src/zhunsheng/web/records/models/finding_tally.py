"""How many findings of each rule a table has: derived, so that dashboards need not review."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit


class FindingTally(models.Model):
    """The findings of one rule in one project (``target`` is ``None`` for the department part) that are not set aside; made
    anew at each recount of the unit's year."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    target = models.ForeignKey(Target, null=True, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=12)
    severity = models.CharField(max_length=8)
    count = models.PositiveIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=("year", "rule", "severity", "unit", "count"), name="tally_of_rule"),
            models.Index(fields=("unit", "year"), name="tally_of_unit"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.count}"
