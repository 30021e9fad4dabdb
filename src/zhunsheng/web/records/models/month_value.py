"""Values at the ends of months that have passed: derived, kept so that monitoring need not compute a year's months again."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit


class MonthValue(models.Model):
    """What an indicator had come to at the end of a past month; columns as in :class:`.measured_value.MeasuredValue`.

    An entry that its formula reads, or another binding, deletes the row; the next reader computes it again.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="month_values")
    key = models.CharField(max_length=32)
    as_of = models.DateField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Target, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    kinds = models.TextField(blank=True)
    content = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("target", "key", "as_of"), name="one_value_a_month"),)

    def __str__(self) -> str:
        return f"{self.key} {self.as_of}"
