"""How an indicator is measured: the formula that people chose, with its history."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.owned import Owned, one_owner


class FormulaBinding(Owned):
    """One choice of a formula for an indicator (``key`` in its target) or for a measurable goal of a plan. The newest holds.

    ``number`` counts the choices of one indicator from 1: it is the version of the formula that a measured value names. A
    blank ``formula`` takes the binding back. ``name``, ``goal`` and ``target_text`` say what is measured where the owner
    is a plan: its goals are prose, so the measurable part is written down here.
    """

    key = models.CharField(max_length=32)
    number = models.PositiveIntegerField()
    formula = models.TextField(blank=True)
    window = models.CharField(max_length=60, default="fiscal_year")
    scope = models.CharField(max_length=10, default="project")
    name = models.CharField(max_length=200, blank=True)
    goal = models.CharField(max_length=400, blank=True)
    target_text = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            one_owner("binding_has_one_owner"),
            models.UniqueConstraint(fields=("target", "key", "number"), name="target_binding_number"),
            models.UniqueConstraint(fields=("plan", "key", "number"), name="plan_binding_number"),
        )

    def __str__(self) -> str:
        return self.formula
