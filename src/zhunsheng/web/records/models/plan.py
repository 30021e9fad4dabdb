"""A unit's own plan of one year."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.sheet import Sheet


class Plan(Sheet):
    """A department plan (部门整体绩效目标): one for a unit and a year."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "year"), name="one_plan_a_unit_and_year"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"
