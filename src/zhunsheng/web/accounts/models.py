"""Users of one installation."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from zhunsheng.model.role import Role as Office


class Role(models.TextChoices):
    """What a person may do inside the units they may see."""

    CLERK = "clerk", "经办人"
    HEAD = "head", "负责人"
    ADMIN = "admin", "管理员"
    VIEWER = "viewer", "查看"
    REVIEWER = "reviewer", "审核人"
    FIELD = "field", "一线人员"
    SECTION = "section", "业务股室"
    DEPARTMENT = "department", "主管部门"
    BUREAU_SECTION = "bureau_section", "财政业务股室"
    PERFORMANCE = "performance", "绩效股"
    BUDGET = "budget", "预算股"
    THIRD_PARTY = "third_party", "第三方机构"
    OVERSIGHT = "oversight", "人大、审计"


BUREAU = (Role.BUREAU_SECTION, Role.PERFORMANCE, Role.BUDGET)
"""The finance bureau's own people: without a unit they see all units."""
WITHOUT_UNIT = (Role.REVIEWER, Role.ADMIN, *BUREAU, Role.OVERSIGHT)
"""Who sees all units when not bound to one."""


class User(AbstractUser):
    """A person who signs in. ``unit`` is where they work: they see it and the units under it."""

    name = models.CharField("姓名", max_length=60, blank=True)
    unit = models.ForeignKey(
        "records.Unit", verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    role = models.CharField("角色", max_length=20, choices=Role.choices, default=Role.CLERK)

    class Meta:
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def sees_everything(self) -> bool:
        """True for those who are not bound to a unit: administrators of the installation, the bureau, who look on."""
        return self.is_superuser or (self.role in WITHOUT_UNIT and self.unit_id is None)

    @property
    def runs_installation(self) -> bool:
        """True for an administrator who is bound to no unit."""
        return self.is_superuser or (self.role == Role.ADMIN and self.unit_id is None)

    @property
    def may_manage(self) -> bool:
        """True when the person may add people and units: administrators, within what they see."""
        return self.is_superuser or self.role == Role.ADMIN

    @property
    def offices(self) -> tuple[Office, ...]:
        """What the person is in the processes of the year. A reviewer is the department's above a unit, else the bureau's;
        administrators do no business."""
        if self.role == Role.VIEWER:
            return ()
        if self.role == Role.REVIEWER:
            return (Office.DEPARTMENT if self.unit_id is not None else Office.PERFORMANCE,)
        return (Office(self.role),)

    @property
    def sees_drafts(self) -> bool:
        """False for those to whom a draft is not shown: it is the unit's own until it is submitted."""
        return self.is_superuser or self.role not in (Role.OVERSIGHT, Role.THIRD_PARTY)

    @property
    def may_edit(self) -> bool:
        """True when the person may change what they see."""
        return self.is_superuser or self.role in (Role.CLERK, Role.HEAD, Role.ADMIN)

    @property
    def may_enter(self) -> bool:
        """True when the person may add records of what happened."""
        return self.may_edit or self.role in (Role.FIELD, Role.SECTION)

    @property
    def is_field(self) -> bool:
        """True for those who only log what they do, on a phone: nothing else is open to them."""
        return self.role == Role.FIELD and not self.is_superuser

    @property
    def may_review(self) -> bool:
        """True when the person may decide on findings in what they see."""
        reviewing = (Role.REVIEWER, Role.ADMIN, Role.DEPARTMENT, Role.BUREAU_SECTION, Role.PERFORMANCE)
        return self.is_superuser or self.role in reviewing

    @property
    def may_set_rules(self) -> bool:
        """True when the person may change the rules' settings, which hold for all units."""
        return self.runs_installation or (self.role == Role.PERFORMANCE and self.unit_id is None)
