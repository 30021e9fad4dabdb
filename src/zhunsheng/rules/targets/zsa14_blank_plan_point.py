"""ZSA14: a point of the cumulative spending plan is blank or no number."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.form_asks import projects_asked
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief


def check(document: Document, context: Context) -> Iterator[Remark]:
    """A blank before the first payment may mean zero, so it is only asked about; a later blank is a gap."""
    for number, project in projects_asked(document, "fund_plan"):
        if not project.fund_plan:
            continue
        if all(point.percent is None for point in project.fund_plan):
            months = "、".join(str(point.month) for point in project.fund_plan)
            message = f"资金支出计划{months}月底都空着，没法按进度监控。"
            yield Remark(
                "fund_plan", message, "", "逐个填写到该月底累计支出的百分比，12月底是100.00。", project_no=number
            )
        else:
            yield from _points(project, number)


def _points(project: Project, number: int) -> Iterator[Remark]:
    before: str | None = None
    for index, point in enumerate(project.fund_plan):
        address = f"fund_plan.{point.month}"
        if point.percent is not None and point.percent.value is None:
            message = f"{point.month}月底写的是“{brief(point.percent.text)}”，不是百分比。"
            yield Remark(
                address, message, point.percent.text, "填到该月底累计支出的百分比，不支出填0.00。", project_no=number
            )
        elif point.percent is None:
            yield _blank(project, number, index, before)
        before = point.percent.text if point.percent is not None else before


def _blank(project: Project, number: int, index: int, before: str | None) -> Remark:
    point = project.fund_plan[index]
    address = f"fund_plan.{point.month}"
    if before is not None:
        message = f"{point.month}月底空着，前面已写到{brief(before, 12)}，累计数不能断。"
        return Remark(
            address, message, "", f"填到{point.month}月底累计支出的百分比，不再支出就照抄{before}。", project_no=number
        )
    after = next(later for later in project.fund_plan[index + 1 :] if later.percent is not None)
    assert after.percent is not None  # the caller has seen a point that is filled
    message = f"{point.month}月底空着，{after.month}月底是{brief(after.percent.text, 12)}。是还不支出，还是漏填？"
    return Remark(address, message, "", "不支出填0.00，有支出填累计百分比。", project_no=number, severity=Severity.INFO)


RULE = Rule(
    code="ZSA14",
    name="blank-plan-point",
    title="资金支出计划有空格",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="支出计划是按月监控的标准。空格可能是零，也可能是漏填，电脑和人都会读错。",
    how_to_fix="四个时点都填累计百分比，不支出填0.00，12月底填100.00。",
    basis=(Citation(note="支出计划各时点填累计百分比，空白与零不同"),),
    bad=(
        bad(
            "3月底空着，6月底就到100",
            good({"fund_plan.3": None, "fund_plan.6": "100.00", "fund_plan.10": "100.00"}),
            ("fund_plan.3", ""),
        ),
        bad("中间断了", good({"fund_plan.10": None}), ("fund_plan.10", "")),
        bad("写了一道横线", good({"fund_plan.3": "—"}), ("fund_plan.3", "—")),
        bad(
            "四个时点都空着",
            good({"fund_plan.3": None, "fund_plan.6": None, "fund_plan.10": None, "fund_plan.12": None}),
            ("fund_plan", ""),
        ),
    ),
    good=(fine("都填了，零也写出来", good()), fine("没有支出计划的表式", good(fund_plan=()))),
    check_document=check,
    reads=("fund_plan",),
    needs=("fund_plan",),
)
