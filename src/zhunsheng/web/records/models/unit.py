"""Budget units and the tree they stand in."""

from __future__ import annotations

from django.db import models


class Unit(models.Model):
    """A budget unit. ``path`` holds the ids from the root down to this unit (``/1/5/``): its subtree shares it."""

    code = models.CharField("单位编码", max_length=20, unique=True)
    name = models.CharField("单位名称", max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=255, blank=True, db_index=True)

    class Meta:
        verbose_name = "单位"
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code}{self.name}"
