"""What each role may do, and how far it reaches: the acts of every process from their tables, the rest from one here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.role import Role


class Reach(StrEnum):
    """Whose things a role reaches from the place of its posting."""

    OWN = "own"
    """The unit itself."""
    ENTRIES = "entries"
    """Of the unit, only what the person entered."""
    TREE = "tree"
    """The place and everything under it."""
    CHARGES = "charges"
    """Under the place, the departments that the section looks after; all of them where none are named."""
    COMMISSIONS = "commissions"
    """Only what was commissioned."""

    @property
    def label(self) -> str:
        """The words for docs and the settings page."""
        return {
            "own": "本单位", "entries": "本单位里自己记的", "tree": "本级及所属", "charges": "对口部门（没有指定的为全部）",
            "commissions": "受托的",
        }[self.value]  # fmt: skip


REACH = {
    Role.CLERK: Reach.OWN, Role.HEAD: Reach.OWN, Role.SECTION: Reach.OWN, Role.FIELD: Reach.ENTRIES,
    Role.DEPARTMENT: Reach.TREE, Role.BUREAU_SECTION: Reach.CHARGES, Role.PERFORMANCE: Reach.TREE, Role.BUDGET: Reach.TREE,
    Role.THIRD_PARTY: Reach.COMMISSIONS, Role.OVERSIGHT: Reach.TREE, Role.ADMIN: Reach.TREE,
}  # fmt: skip
"""How far each role reaches. Roles of the bureau are posted at the region."""

_UNIT = (Role.CLERK, Role.HEAD, Role.SECTION)
_BUREAU = (Role.BUREAU_SECTION, Role.PERFORMANCE, Role.BUDGET)
_LOOKING = (*_UNIT, Role.DEPARTMENT, *_BUREAU, Role.THIRD_PARTY, Role.OVERSIGHT, Role.ADMIN)
_REVIEWING = (Role.DEPARTMENT, Role.BUREAU_SECTION, Role.PERFORMANCE)


@dataclass(frozen=True, slots=True)
class Right:
    """Something that roles may do and that no process table tells. ``reads`` marks acts that change nothing."""

    name: str
    label: str
    roles: tuple[Role, ...]
    reads: bool = False


OTHER_RIGHTS = (
    Right("project.see", "看项目", _LOOKING, reads=True),
    Right("evidence.see", "看台账", (*_LOOKING, Role.FIELD), reads=True),
    Right("evidence.enter", "记台账", (Role.CLERK, Role.SECTION, Role.FIELD)),
    Right("evidence.correct", "更正台账", (Role.CLERK, Role.SECTION, Role.FIELD)),
    Right("survey.manage", "办问卷", (Role.CLERK, Role.SECTION)),
    Right("finding.answer", "答复审核意见", _UNIT),
    Right("finding.decide", "处理审核意见", _REVIEWING),
    Right("grade.set", "定审核等级", _REVIEWING),
    Right("watch.decide", "作监控处置决定", _REVIEWING),
    Right("comment.write", "写批注", (*_UNIT, Role.DEPARTMENT, *_BUREAU)),
    Right("evaluation.score", "评分", (Role.PERFORMANCE, Role.DEPARTMENT, Role.THIRD_PARTY)),
    Right("results.see", "看结果应用清单", (Role.DEPARTMENT, *_BUREAU, Role.OVERSIGHT, Role.HEAD), reads=True),
    Right("results.set", "定结果应用规则", (Role.PERFORMANCE,)),
    Right("file.import", "读入文件", (Role.CLERK, Role.DEPARTMENT, Role.PERFORMANCE)),
    Right("file.export", "导出文件", tuple(role for role in _LOOKING if role is not Role.ADMIN), reads=True),
    Right("library.edit", "改指标库", (Role.PERFORMANCE, Role.DEPARTMENT)),
    Right("rule.set", "设审核规则", (Role.PERFORMANCE, Role.ADMIN)),
    Right("calendar.set", "设年历", (Role.PERFORMANCE, Role.ADMIN)),
    Right("organisation.set", "设单位", (Role.ADMIN, Role.PERFORMANCE)),
    Right("people.set", "设用户", (Role.ADMIN,)),
    Right("delegation.set", "设代办", (*_UNIT, Role.DEPARTMENT, *_BUREAU, Role.ADMIN)),
    Right(
        "audit.see", "看留痕", (Role.HEAD, Role.DEPARTMENT, Role.PERFORMANCE, Role.OVERSIGHT, Role.ADMIN), reads=True
    ),
    Right("backup.make", "备份", (Role.ADMIN,)),
)
"""The rights that belong to no process. Oversight only reads; field workers only enter; administrators do no business."""

PRIVATE_FROM = (Role.OVERSIGHT, Role.THIRD_PARTY)
"""Roles that do not see a thing while it is still in its first state: a draft is the unit's own."""


@cache
def rights() -> dict[str, Right]:
    """Every right by its name: ``target.submit`` from the process tables, ``target.see`` and ``target.edit`` beside them."""
    return {right.name: right for right in (*_process_rights(), *OTHER_RIGHTS)}


def _process_rights() -> Iterator[Right]:
    for process in processes().values():
        yield Right(f"{process.name}.see", f"看{process.thing}", _LOOKING, reads=True)
        editors = dict.fromkeys(role for state in process.states for role in state.editors)
        yield Right(f"{process.name}.edit", f"填{process.thing}", tuple(editors))
        for name in dict.fromkeys(row.name for row in process.acts):
            rows = [row for row in process.acts if row.name == name]
            roles = dict.fromkeys(role for row in rows for role in row.roles)
            yield Right(f"{process.name}.{name}", f"{process.label}：{rows[0].label}", tuple(roles))
