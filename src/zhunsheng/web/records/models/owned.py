"""Rows that belong to one sheet: either a project's target table or a department plan."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.plan import Plan
from zhunsheng.web.records.models.target import Target


class Owned(AppendOnly):
    """A row written once that belongs to exactly one sheet."""

    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="%(class)ss")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def sheet(self) -> Target | Plan:
        """The sheet that the row belongs to."""
        return self.target if self.target_id is not None else self.plan


def one_owner(name: str) -> models.CheckConstraint:
    """The constraint that a row has exactly one owner."""
    return models.CheckConstraint(
        condition=models.Q(target__isnull=False, plan__isnull=True) | models.Q(target__isnull=True, plan__isnull=False),
        name=name,
    )
