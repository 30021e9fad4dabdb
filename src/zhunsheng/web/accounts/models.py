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
    REVIEWER = "reviewer", "审核人"
    FIELD = "field", "一线人员"


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
        """True for those who are not bound to a unit: administrators of the installation, reviewers without one."""
        return self.is_superuser or (self.role in (Role.REVIEWER, Role.ADMIN) and self.unit_id is None)

    @property
    def runs_installation(self) -> bool:
        """True for an administrator who is bound to no unit."""
        return self.is_superuser or (self.role == Role.ADMIN and self.unit_id is None)

    @property
    def may_manage(self) -> bool:
        """True when the person may add people and units: administrators, within what they see."""
        return self.is_superuser or self.role == Role.ADMIN

    @property
    def may_edit(self) -> bool:
        """True when the person may change what they see."""
        return self.is_superuser or self.role in (Role.CLERK, Role.HEAD, Role.ADMIN)

    @property
    def may_enter(self) -> bool:
        """True when the person may add records of what happened."""
        return self.may_edit or self.role == Role.FIELD

    @property
    def is_field(self) -> bool:
        """True for those who only log what they do, on a phone: nothing else is open to them."""
        return self.role == Role.FIELD and not self.is_superuser

    @property
    def may_review(self) -> bool:
        """True when the person may decide on findings in what they see."""
        return self.is_superuser or self.role in (Role.REVIEWER, Role.ADMIN)

    @property
    def may_set_rules(self) -> bool:
        """True when the person may change the rules' settings, which hold for all units."""
        return self.runs_installation
