"""ZSA12: the budget is blank, zero or no number."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.form_asks import projects_asked
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief


def check(document: Document, context: Context) -> Iterator[Remark]:
    """The total must stand there, be a number and be above zero."""
    for number, project in projects_asked(document, "budget"):
        total = project.budget.total
        if total is None:
            yield _blank(project, number)
        elif total.value is None:
            yield _unreadable(project, total.text, number)
        elif total.value <= 0:
            message = f"预算数是{brief(total.text, 12)}，没有钱的项目不需要报目标。"
            yield Remark("budget.total", message, total.text, "照预算批复填写本年预算数。", project_no=number)


def _unreadable(project: Project, text: str, number: int) -> Remark:
    """A sum with a note behind it can still be read by people: that is only a warning."""
    suggestion = f"只写数字，单位是{project.budget.unit}；说明写到资金用途里。"
    if text[:1].isdigit():
        message = f"预算数写成“{brief(text)}”，数字后面带着说明，没法计算。"
        return Remark("budget.total", message, text, suggestion, project_no=number, severity=Severity.WARNING)
    return Remark("budget.total", f"预算数写的是“{brief(text)}”，读不出金额。", text, suggestion, project_no=number)


def _blank(project: Project, number: int) -> Remark:
    fiscal = project.budget.fiscal
    if fiscal is None:
        return Remark("budget.total", "预算数空着。", "", "照预算批复填写本年预算数。", project_no=number)
    return Remark(
        "budget.total",
        f"预算数空着，财政资金却写了{brief(fiscal.text, 12)}。",
        "",
        "预算数填财政资金与其他资金的合计。",
        related=(Related(project.code, "budget.fiscal", fiscal.text),),
        project_no=number,
    )


RULE = Rule(
    code="ZSA12",
    name="blank-or-zero-budget",
    title="预算数空着或为零",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="目标要和钱匹配；没有预算数，执行率算不出来，任务多少合适也无从判断。",
    how_to_fix="照预算批复填写，单位与表头一致。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标应与预算额相应匹配"),),
    bad=(
        bad("预算数空着", good({"budget.total": None, "budget.fiscal": None}), ("budget.total", "")),
        bad("预算数是零", good({"budget.total": "0.00", "budget.fiscal": "0.00"}), ("budget.total", "0.00")),
        bad("只填了财政资金", good({"budget.total": None}), ("budget.total", "")),
        bad(
            "数字后面带说明",
            good({"budget.total": "18万（灯具15万、安装3万）"}),
            ("budget.total", "18万（灯具15万、安装3万）"),
        ),
        bad("写的不是数", good({"budget.total": "见附件"}), ("budget.total", "见附件")),
    ),
    good=(fine("18万元", good()), fine("数字带单位", good({"budget.total": "18万元"}))),
    check_document=check,
    reads=("budget",),
)
