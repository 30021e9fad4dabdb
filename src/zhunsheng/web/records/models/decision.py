"""What reviewers decided on findings."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.owned import Owned, one_owner
from zhunsheng.web.records.models.unit import Unit


class DecisionKind(models.TextChoices):
    """What was decided."""

    ACCEPT = "accept", "采纳"
    DISMISS = "dismiss", "驳回"
    WAIVE = "waive", "豁免"
    ASK = "ask", "询问"
    WITHDRAW = "withdraw", "撤回"


class Decision(Owned):
    """One decision on one finding. The latest one of a finding holds.

    ``finding`` is the finding's name inside its sheet (see :mod:`..finding_key`), ``address`` its cell by key. A dismissal
    holds while these words stand there, a waiver for the cell to the end of the day ``until``; acceptances and
    questions are of their ``round``.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    round = models.PositiveIntegerField()
    finding = models.CharField(max_length=40)
    rule = models.CharField(max_length=20)
    address = models.CharField(max_length=80)
    quote = models.TextField(blank=True)
    message = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=DecisionKind.choices)
    reason = models.CharField(max_length=400, blank=True)
    until = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    client_id = models.CharField(max_length=64, null=True, db_index=True)

    class Meta:
        ordering = ("pk",)
        constraints = (one_owner("decision_has_one_owner"),)
        indexes = (models.Index(fields=("unit", "year"), name="decision_of_unit_and_year"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.finding}"
