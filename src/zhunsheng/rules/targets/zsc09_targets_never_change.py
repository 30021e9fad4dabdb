"""ZSC09: a continued project has had the very same targets for three years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import Quantity
from zhunsheng.rules.cell_text import squeezed
from zhunsheng.rules.examples import GOOD, document, fine, good
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Example, Remark, Rule, Undecided

_YEARS = 3


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """All targets of the table, name by name, in this year and the two before it."""
    year = document.fiscal_year
    for number, project in enumerate(document.projects):
        if sum(row.target is not None for row in project.indicators) < context.number("rows"):
            continue
        if context.outside.earlier is None or year is None:
            yield Undecided("indicators", "没有前两年的目标表可以对照", "前两年的绩效文本", number)
            continue
        before = dict(context.outside.same_project(project))
        same = [_targets(before[y]) == _targets(project) for y in range(year - _YEARS + 1, year) if y in before]
        if len(same) == _YEARS - 1 and all(same):
            yield Remark(
                "indicators",
                f"{len(project.indicators)}条指标和指标值从{year - _YEARS + 1}年到{year}年一个字没有变。",
                suggestion="对照上年完成情况调整指标值；确实年年一样的，写明按什么标准定。",
                project_no=number,
            )


def _targets(project: Project) -> list[tuple[str, ...]]:
    """Names with what their targets promise, in whatever order and print: 不低于95% and ≥95% are one."""
    return sorted((squeezed(row.level3), *_promise(row.target)) for row in project.indicators)


def _promise(target: Quantity | None) -> tuple[str, ...]:
    if target is None:
        return ()
    if target.number is None:
        return (squeezed(target.text),)
    unit = "%" if target.is_percentage else target.unit or ""
    return (target.operator or "", f"{target.number.normalize():f}", target.upper or "", unit)


def _earlier(*projects: Project) -> Outside:
    return Outside(earlier=tuple(document(p, year=2025 - at) for at, p in enumerate(projects)))


_LAST_YEAR = good({"indicators[0].target": "≥240套"})

RULE = Rule(
    code="ZSC09",
    name="targets-never-change",
    title="延续项目指标逐年不变",
    category=Category.APPROPRIATENESS,
    severity=Severity.INFO,
    automation="A",
    why="三年的指标一字不改，多半是照抄，去年做到了多少、今年该做到多少都没有想过。",
    how_to_fix="拿上年自评结果逐条核对，该提高的提高，不合适的换掉。",
    basis=(Citation(note="延续项目的绩效目标应参考以前年度完成情况调整"),),
    bad=(
        Example("三年的表一模一样", document(), (("indicators", ""),), _earlier(GOOD, GOOD)),
        Example(
            "只改了项目用途，指标没有动",
            document(good(purpose="用于更换灯具264套，合计18万元。")),
            (("indicators", ""),),
            _earlier(GOOD, GOOD),
        ),
    ),
    good=(
        Example("去年的指标值不同", document(), outside=_earlier(_LAST_YEAR, GOOD)),
        Example("去年才开始的项目", document(), outside=_earlier(GOOD)),
        Example("别的项目不算", document(), outside=_earlier(replace(GOOD, code="X"), replace(GOOD, code="X"))),
        fine("没有往年的表，判不了", document()),
    ),
    check_document=check,
    parameters={"rows": 3},
    parameter_names={"rows": "指标满几条才查"},
    reads=("name", "unit", "level3", "target"),
)
