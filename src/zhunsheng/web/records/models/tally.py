"""How many entries there are: derived, so that pages need not count."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.unit import Unit


class Tally(models.Model):
    """The valid entries of a unit, a kind and a month (``202003``), and when the last of them was written (µs UTC)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tallies")
    kind = models.CharField(max_length=40)
    month = models.IntegerField()
    count = models.PositiveIntegerField(default=0)
    last_at = models.BigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "kind", "month"), name="one_tally"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.month} {self.count}"
