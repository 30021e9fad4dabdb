"""Who stands in for whom, who is away, who has taken over from whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.unit import Unit


class ArrangementSort(models.TextChoices):
    """What was arranged."""

    DELEGATION = "delegation", "代办"
    LEAVE = "leave", "请假"
    HAND_OVER = "hand_over", "交接"
    REVOCATION = "revocation", "撤销"


class Arrangement(AppendOnly):
    """One arrangement, written once; a revocation is another row that names the one it ends.

    ``person`` lets ``other`` act in their place from ``since`` to ``until``, is away on these days, or has handed the seat
    (``role`` at ``unit``; no unit is the whole installation) over to ``other`` from ``since`` on; ``moved`` lists what went along.
    """

    sort = models.CharField(max_length=12, choices=ArrangementSort.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="arranged")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="entrusted")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    role = models.CharField(max_length=20, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    moved = models.JSONField(default=list)
    ends = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="revocation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return ArrangementSort(self.sort).label
