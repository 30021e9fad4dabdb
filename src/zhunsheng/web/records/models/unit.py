"""Budget units and the tree they stand in."""

from __future__ import annotations

from django.db import models


class UnitKind(models.TextChoices):
    """What stands at a place of the tree; the values are those of ``model.organisation_tree.OrganisationKind``."""

    REGION = "region", "行政区划"
    BUREAU = "bureau", "财政部门"
    DEPARTMENT = "department", "主管部门"
    UNIT = "unit", "预算单位"


class Unit(models.Model):
    """A budget unit. ``path`` holds the ids from the root down to this unit (``/1/5/``): its subtree shares it."""

    code = models.CharField("单位编码", max_length=20, unique=True)
    name = models.CharField("单位名称", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=UnitKind.choices, default=UnitKind.UNIT)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=255, blank=True, db_index=True)

    class Meta:
        verbose_name = "单位"
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code}{self.name}"

    @property
    def has_department(self) -> bool:
        """True for a unit whose tables a department looks at before the bureau does."""
        return self.parent_id is not None and self.kind == UnitKind.UNIT

    @property
    def department_label(self) -> str:
        """The department above, code and name as forms print it; blank where there is none. Needs ``parent`` joined."""
        return f"{self.parent.code}{self.parent.name}" if self.has_department and self.parent else ""


def usual_kind(code: str) -> UnitKind:
    """What a code usually names: three digits a department, everything else a budget unit."""
    return UnitKind.DEPARTMENT if len(code) == 3 else UnitKind.UNIT
