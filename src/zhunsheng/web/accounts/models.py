"""Users of one installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property

from zhunsheng.lifecycle.rights import rights
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


@dataclass(frozen=True, slots=True)
class LentSeat:
    """A seat of somebody else that a person acts from: lent for some days, or taken over for good. ``path`` is that of the
    seat's unit, ``/`` for one that is bound to none; ``row`` the number of the arrangement."""

    row: int
    giver: User
    role: str
    unit_id: int | None
    path: str
    since: date
    until: date | None
    taken_over: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The seats besides one's own, and the days of the leave that one is on."""

    seats: tuple[LentSeat, ...] = ()
    away: tuple[date, date] | None = None


class User(AbstractUser):
    """A person who signs in. ``unit`` is where they work: they see it and the units under it."""

    name = models.CharField("姓名", max_length=60, blank=True)
    unit = models.ForeignKey(
        "records.Unit", verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    role = models.CharField("角色", max_length=20, choices=Role.choices, default=Role.CLERK)
    since = models.DateField("任职起", null=True, blank=True)
    until = models.DateField("任职止", null=True, blank=True)
    charges = models.JSONField("对口部门", default=list, blank=True)
    """Ids of the units that a section of the bureau looks after; none is all."""

    class Meta:
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def sees_everything(self) -> bool:
        """True for those who are not bound to a unit: administrators of the installation, the bureau, who look on."""
        narrowed = self.role == Role.BUREAU_SECTION and bool(self.charges)
        return self.is_superuser or (self.role in WITHOUT_UNIT and self.unit_id is None and not narrowed)

    @property
    def runs_installation(self) -> bool:
        """True for an administrator who is bound to no unit."""
        return self.is_superuser or (self.role == Role.ADMIN and self.unit_id is None)

    @property
    def may_manage(self) -> bool:
        """True when the person may add people and units: administrators, within what they see."""
        return self.is_superuser or self.role == Role.ADMIN

    @cached_property
    def standing(self) -> Standing:
        """Whom the person stands in for today, whose seats they took over, and their leave: kept for one request."""
        from zhunsheng.web.records.standing_in import standing_of

        return standing_of(self)

    @property
    def own_offices(self) -> tuple[Office, ...]:
        """What the person is by their own account."""
        return offices_of(self.role, self.unit_id)

    @property
    def offices(self) -> tuple[Office, ...]:
        """What the person is in the processes of the year, by their own account or for others."""
        lent = [office for seat in self.standing.seats for office in offices_of(seat.role, seat.unit_id)]
        return tuple(dict.fromkeys((*self.own_offices, *lent)))

    def seat_for(self, *roles: str) -> LentSeat | None:
        """The lent seat of one of these roles at the person's own unit, where their own role is none of them."""
        if self.is_superuser or self.role in roles:
            return None
        here = [seat for seat in self.standing.seats if seat.unit_id == self.unit_id]
        return next((seat for seat in here if seat.role in roles), None)

    def _is(self, *roles: str) -> bool:
        return self.is_superuser or self.role in roles or self.seat_for(*roles) is not None

    @property
    def sees_drafts(self) -> bool:
        """False for those to whom a draft is not shown: it is the unit's own until it is submitted."""
        return self.is_superuser or self.role not in (Role.OVERSIGHT, Role.THIRD_PARTY)

    @property
    def may_edit(self) -> bool:
        """True when the person may change what they see."""
        return self._is(*EDITORS)

    @property
    def may_enter(self) -> bool:
        """True when the person may add records of what happened."""
        return self._is(*ENTERERS)

    @property
    def bounds(self) -> str:
        """What a person who may not change tables is told of their role; some of them may add records all the same."""
        return f"您现在是{self.get_role_display()}，只能查看和记台账" if self.may_enter else "您的角色只能查看"

    @property
    def may_upload(self) -> bool:
        """True when the person may bring files in: those who edit, and reviewers, who look at forms that others publish."""
        return self.may_edit or self.may_review

    @property
    def may_survey(self) -> bool:
        """True when the person may make surveys and type answers in, as the table of rights says."""
        return self._is(*rights()["survey.manage"].roles)

    @property
    def is_field(self) -> bool:
        """True for those who only log what they do, on a phone: nothing else is open to them."""
        return self.role == Role.FIELD and not self.is_superuser

    @property
    def may_review(self) -> bool:
        """True when the person may decide on findings in what they see."""
        return self._is(*REVIEWERS)

    @property
    def may_set_rules(self) -> bool:
        """True when the person may change the rules' settings, which hold for all units."""
        return self.runs_installation or (self.role == Role.PERFORMANCE and self.unit_id is None)

    @property
    def may_set_calendar(self) -> bool:
        """True when the person may set deadlines and days off for what they see."""
        return self.is_superuser or self.role in (Role.ADMIN, Role.PERFORMANCE)

    @property
    def may_stand_in(self) -> bool:
        """True for those who may lend their seat or act from another's: not who only looks, enters or administers."""
        return self.role in LENDABLE


def offices_of(role: str, unit_id: int | None) -> tuple[Office, ...]:
    """What a role at a unit is in the processes. A reviewer is the department's above a unit, else the bureau's;
    administrators do no business."""
    if role == Role.VIEWER:
        return ()
    if role == Role.REVIEWER:
        return (Office.DEPARTMENT if unit_id is not None else Office.PERFORMANCE,)
    return (Office(role),)


EDITORS = (Role.CLERK, Role.HEAD, Role.ADMIN)
"""Who changes tables."""
ENTERERS = (*EDITORS, Role.FIELD, Role.SECTION)
"""Who adds records."""
REVIEWERS = (Role.REVIEWER, Role.ADMIN, Role.DEPARTMENT, Role.BUREAU_SECTION, Role.PERFORMANCE)
"""Who decides on findings."""
LENDABLE = (Role.CLERK, Role.HEAD, Role.SECTION, Role.REVIEWER, Role.DEPARTMENT, *BUREAU)
"""Roles whose duties may be lent and handed over."""
