"""Users of one installation."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What a person may do inside the units they may see."""

    CLERK = "clerk", "经办人"
    HEAD = "head", "负责人"
    ADMIN = "admin", "管理员"
    VIEWER = "viewer", "查看"


class User(AbstractUser):
    """A person who signs in. ``unit`` is where they work: they see it and the units under it."""

    name = models.CharField("姓名", max_length=60, blank=True)
    unit = models.ForeignKey(
        "records.Unit", verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    role = models.CharField("角色", max_length=10, choices=Role.choices, default=Role.CLERK)

    class Meta:
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def sees_everything(self) -> bool:
        """True for administrators of the installation, who are not bound to a unit."""
        return self.is_superuser

    @property
    def may_edit(self) -> bool:
        """True when the person may change what they see."""
        return self.is_superuser or self.role in (Role.CLERK, Role.HEAD, Role.ADMIN)
