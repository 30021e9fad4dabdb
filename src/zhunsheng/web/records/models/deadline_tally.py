"""How many deadlines were kept and missed: counted as steps are taken, so that dashboards need not look at every step."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit


class DeadlineTally(models.Model):
    """Steps of one project that had to be taken by a day, by the name of the deadline: in time, and late."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    deadline = models.CharField(max_length=40)
    kept = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("target", "deadline"), name="one_deadline_tally"),)
        indexes = (models.Index(fields=("year", "deadline", "unit", "kept", "missed"), name="tally_of_deadline"),)

    def __str__(self) -> str:
        return f"{self.deadline} {self.kept}/{self.missed}"
