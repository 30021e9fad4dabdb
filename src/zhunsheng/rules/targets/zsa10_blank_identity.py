"""ZSA10: the project's name, code or budget unit is blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import says_none
from zhunsheng.rules.examples import bad, document, fine, good
from zhunsheng.rules.form_asks import asks
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_TO_COME = re.compile(r"待(?:编|定|填|分配|生成|批)(?:码|复|写)?")


def check(document: Document, context: Context) -> Iterator[Remark]:
    """A cell that the document's form does not have is not blank; a unit named once for the whole file is enough."""
    asked = {cell: asks(document, cell) for cell in ("name", "code", "unit")}
    asked["unit"] &= not document.unit.label or any(project.unit.label for project in document.projects)
    for number, project in enumerate(document.projects):
        where = f"“{project.name}”" if project.name else f"第{number + 1}个项目"
        if asked["name"] and says_none(project.name):
            yield Remark(
                "name",
                f"第{number + 1}张表的项目名称空着。",
                project.name or "",
                "按预算批复填写项目名称。",
                project_no=number,
            )
        if asked["code"] and (says_none(project.code) or _TO_COME.fullmatch(project.code or "")):
            yield Remark(
                "code",
                f"{where}的项目编码空着，和预算对不上号。",
                project.code or "",
                "从预算系统里查出编码填上。",
                project_no=number,
            )
        if asked["unit"]:
            yield from _unit(project, number, where)


def _unit(project: Project, number: int, where: str) -> Iterator[Remark]:
    unit = project.unit
    if not unit.label:
        yield Remark("unit", f"{where}的表头没有预算单位。", "", "在表头写单位编码和名称。", project_no=number)
    elif not unit.name:
        message = f"{where}的表头只有单位编码{brief(unit.code, 16)}，没有单位名称。"
        yield Remark("unit", message, unit.code or "", "在编码后面补上单位全称。", project_no=number)


RULE = Rule(
    code="ZSA10",
    name="blank-identity",
    title="项目名称、编码或单位空着",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="名称、编码和单位是项目的身份，缺一项就没法和预算批复、支付记录对上。",
    how_to_fix="照预算批复文件或预算系统补全。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标的规范完整性，内容无缺项"),),
    bad=(
        bad("项目名称空着", good({"name": None}), ("name", "")),
        bad("项目编码空着", good({"code": None}), ("code", "")),
        bad("一张表的表头没有单位", document(good(), good({"unit": None})), ("unit", "")),
        bad("表头只有单位编码", good(unit=BudgetUnit("219001", None)), ("unit", "219001")),
    ),
    good=(
        fine("都齐全", good()),
        fine("单位只在封面写了一次", document(good({"unit": None}))),
        fine("单位没有编码只有名称", document(good(unit=BudgetUnit(None, "青禾县第二小学")))),
    ),
    check_document=check,
    reads=("name", "unit"),
)
