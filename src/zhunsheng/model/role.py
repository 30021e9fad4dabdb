"""Roles: what a person is to a project, from the unit that spends the money to those who look on."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody does in the year of a budget. One person may hold several, each at a place and for a time."""

    CLERK = "clerk"
    HEAD = "head"
    SECTION = "section"
    FIELD = "field"
    DEPARTMENT = "department"
    BUREAU_SECTION = "bureau_section"
    PERFORMANCE = "performance"
    BUDGET = "budget"
    THIRD_PARTY = "third_party"
    OVERSIGHT = "oversight"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """What the role is called in a county."""
        return _LABELS[self]


_LABELS = {
    Role.CLERK: "单位经办人", Role.HEAD: "单位负责人", Role.SECTION: "业务股室", Role.FIELD: "一线人员",
    Role.DEPARTMENT: "主管部门", Role.BUREAU_SECTION: "财政业务股室", Role.PERFORMANCE: "绩效股", Role.BUDGET: "预算股",
    Role.THIRD_PARTY: "第三方机构", Role.OVERSIGHT: "人大、审计", Role.ADMIN: "系统管理员",
}  # fmt: skip
