"""ZSA07: works or a purchase without a cost indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good, row, without_rows
from zhunsheng.rules.indicator_kinds import is_cost, output_kinds, stated_rows
from zhunsheng.rules.project_kind import purchase_words, works_words
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief, wan

_BUYS = re.compile(r"^(?:本?(?:项目|资金))?(?:主要)?(?:用于|拟|计划)?(购置|采购|购买)(?!服务)[^，。；]{2,}")
_PIECES = re.compile(r"每[台套辆艘件个只架部]\D{0,4}\d")


def _bought(project: Project) -> str | None:
    """The first words of a purpose that buys several kinds of goods by the piece, whatever the project's name."""
    purpose = project.purpose or ""
    found = _BUYS.match(purpose)
    return found.group(1) if found and len(_PIECES.findall(purpose)) >= 2 else None


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Only works and purchases of goods: their cost can be stated; a wage bill need not repeat itself."""
    if output_kinds(project) is None or any(is_cost(row) for _, row in stated_rows(project)):
        return
    words = works_words(project.name, project.purpose)
    kind = "工程类" if words else "购置类"
    words = words or purchase_words(project.name) or _bought(project)
    if not words:
        return
    total = project.budget.yuan()
    money = f"预算{wan(total)}，" if total else ""
    yield Remark(
        "indicators",
        f"这是{kind}项目（“{brief(words, 16)}”），{money}却没有成本指标，看不出花多少算合理。",
        suggestion="加一条成本指标，如“工程总造价 ≤__万元”“每套单价 ≤__元”，数额取自评审报告或采购预算。",
    )


RULE = Rule(
    code="ZSA07",
    name="no-cost-indicator",
    title="工程、购置类缺成本指标",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="工程和购置的钱花得值不值，要看单价和总价控制得怎样。",
    how_to_fix="写一条总成本或单位成本的上限，数额取自投资评审报告、采购预算或合同。",
    basis=(
        Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "产出指标从数量、质量、时效、成本方面细化"),
        Citation(note="工程、购置类项目设成本指标"),
    ),
    bad=(
        bad("教室改造没有成本指标", without_rows(3), ("indicators", "")),
        bad(
            "限高杆工程没有成本指标",
            good(
                name="限高杆安装",
                indicators=(
                    row("产出指标", "数量指标", "安装限高杆的进出口数", "验收通过的进出口数", "=6个", "投资评审报告"),
                    row("产出指标", "时效指标", "完工时间", "验收日期", "6月30日前", "施工合同"),
                ),
            ),
            ("indicators", ""),
        ),
        bad("购置电脑没有成本指标", without_rows(3, project=good(name="办公电脑购置")), ("indicators", "")),
    ),
    good=(
        fine("有总成本", good()),
        fine(
            "工资项目不要求",
            without_rows(3, project=good(name="后勤人员劳务费", purpose="用于20名后勤人员工资，合计18万元。")),
        ),
        fine(
            "路灯维护不是工程，公司名里的“安装”也不算",
            without_rows(
                3, project=good(name="路灯维护", purpose="用于路灯日常维护，交由路明路灯安装有限公司承担，合计18万元。")
            ),
        ),
        fine("成本是一级指标", good({"indicators[3].level1": "成本指标", "indicators[3].level2": "经济成本指标"})),
    ),
    check_project=check,
    reads=("name", "budget", "purpose", "level1", "level2", "level3", "description", "target"),
)
