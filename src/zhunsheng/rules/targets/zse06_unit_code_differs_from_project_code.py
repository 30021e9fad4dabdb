"""ZSE06: the project code does not begin with its unit's department code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_OLD_CODE = re.compile(r"^\d{3}-\d{4}-[A-Z]{3}-[0-9A-Z]{4}$")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Only codes of the older Hebei pattern; the 21-character code carries a region, not a department."""
    code = (project.code or "").strip()
    if not _OLD_CODE.match(code):
        return
    unit = project.unit if project.unit.code else context.document.unit
    department = unit.department_code
    if department is None or not department.isdigit() or department == code[:3]:
        return
    yield Remark(
        "code",
        f"项目编码开头是{code[:3]}，单位编码{brief(unit.code, 16)}开头是{department}，对不上。",
        code[:3],
        "核对编码和单位，改正写错的一个。",
        related=(Related(project.code, "unit", unit.code or ""),),
    )


RULE = Rule(
    code="ZSE06",
    name="unit-code-differs-from-project-code",
    title="项目编码与单位编码不符",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="编码前三位是主管部门。对不上，项目会挂到别的部门名下。",
    how_to_fix="从预算系统里核对两个编码，改正写错的一个。",
    basis=(Citation(note="项目编码首段与部门编码一致"),),
    bad=(
        bad("单位219，编码802", good({"code": "802-0301-YBN-7K2M"}), ("code", "802")),
        bad("单位编码写错", good(unit=BudgetUnit("804002", "临河园区管理委员会")), ("code", "219")),
    ),
    good=(
        fine("前三位一致", good()),
        fine("一体化的21位编码不按部门编", good({"code": "13053521T000000019951"})),
        fine("表头没有单位编码", good(unit=BudgetUnit(None, "青禾县第二小学"))),
    ),
    check_project=check,
    reads=("unit",),
    needs=("code",),
)
