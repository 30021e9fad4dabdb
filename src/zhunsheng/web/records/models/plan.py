"""A unit's own plan of one year."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.sheet import Sheet


class Plan(Sheet):
    """A department plan (部门整体绩效目标): one for a unit and a year.

    ``stale`` is set when anything of the unit's year was edited: rules look across projects, so the counts of findings
    of all its projects are brought up to date before the next list shows them.
    """

    stale = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "year"), name="one_plan_a_unit_and_year"),)
        indexes = (models.Index(fields=("stale",), condition=models.Q(stale=True), name="plan_to_recount"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"
