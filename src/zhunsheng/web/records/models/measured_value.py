"""Measured values: derived from bindings and entries, kept so that pages need not compute them again."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.plan import Plan
from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit


class MeasuredValue(models.Model):
    """What an indicator came to as of a day. Everything in it can be computed again from the entries.

    ``content`` is the measure as JSON; ``status``, ``met`` and ``completion`` repeat it for lists. ``kinds`` names the ledgers that the
    formula reads (``|patrol|duty_plan|``), ``unit`` and ``project`` whose entries it counts (``project`` is ``None`` for the whole
    unit's): an entry written there makes the row ``stale``, and the next reader computes it again.
    """

    target = models.ForeignKey(Target, null=True, on_delete=models.CASCADE, related_name="measured")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.CASCADE, related_name="measured")
    key = models.CharField(max_length=32)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Target, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    kinds = models.TextField(blank=True)
    as_of = models.DateField()
    status = models.CharField(max_length=12)
    met = models.BooleanField(null=True)
    completion = models.DecimalField(max_digits=24, decimal_places=2, null=True)
    content = models.JSONField()
    computed_at = models.DateTimeField()
    stale = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("target", "key"), name="measured_of_target"),
            models.UniqueConstraint(fields=("plan", "key"), name="measured_of_plan"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
