"""ZSD01: works whose money is all to be spent by the end of March."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import FundPlanPoint, Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.project_kind import works_words
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Only works (told by name, else by purpose) with 100 at the first point of the year."""
    for point in project.fund_plan:
        if point.month > 3 or point.percent is None or point.percent.value != 100:
            continue
        told = _works(project)
        if told is None:
            yield from _delivered_later(project, point)
            return
        address, label, words = told
        yield Remark(
            f"fund_plan.{point.month}",
            f"{label}写着“{brief(words, 16)}”，是工程，{point.month}月底却要支出{brief(point.percent.text, 12)}%，没给施工、验收留时间。",
            point.percent.text,
            "按预付、进度、验收、质保分期填累计百分比；属支付往年尾款的，在用途里写明。",
            related=(Related(project.code, address, words),),
        )


def _delivered_later(project: Project, point: FundPlanPoint) -> Iterator[Remark]:
    """Everything paid by March, though what is bought or built is only handed over in the second half of the year."""
    if _PAID_AHEAD.search(f"{project.name}{project.purpose}") or point.percent is None:
        return
    for number, row in enumerate(project.indicators):
        target = row.target
        if row.kind2 is not Level2.TIMELINESS or target is None or not _HANDED_OVER.search(row.level3 or ""):
            continue
        if not _LATE_MONTH.search(target.text):
            continue
        yield Remark(
            f"fund_plan.{point.month}",
            f"“{brief(row.level3, 14)}”定在{brief(target.text, 12)}，{point.month}月底却要支出{brief(point.percent.text, 12)}%，东西没到钱已付完。",
            point.percent.text,
            "按到货、验收的时间填累计百分比；确需先付款的，在用途里写明合同约定。",
            related=(Related(project.code, f"indicators[{number}].target", target.text),),
            severity=Severity.INFO,
        )
        return


_LATE_MONTH = re.compile(r"(?<!\d)(?:1[0-2]|[6-9])月")
_HANDED_OVER = re.compile(r"交付|交货|到货|验收|完工|竣工|建成|安装|投用|移交")
_PAID_AHEAD = re.compile(r"预付全款|全额预付|先款后货|尾款|质保金|余款|欠款|已完工|已竣工|已验收|垫付")


def _works(project: Project) -> tuple[str, str, str] | None:
    """Where the table says that the project is works, what that cell is called, and the words."""
    words = works_words(project.name, project.purpose)
    if words:
        return ("name", "项目名称", words) if project.name and words in project.name else ("purpose", "资金用途", words)
    if _PAID_LATE.search(f"{project.name}{project.purpose}"):
        return None
    for number, row in enumerate(project.indicators):
        for column, label, text in (("basis", "指标依据", row.basis), ("description", "指标描述", row.description)):
            built = _BUILT.search(text or "")
            if built:
                return f"indicators[{number}].{column}", label, built.group()
    return None


_BUILT = re.compile(r"施工合同|施工图|工程合同|竣工验收|工程监理|施工组织")
"""Papers that only works have."""
_PAID_LATE = re.compile(r"尾款|质保金|余款|欠款|结算款|已完工|已竣工|已验收|养护|维护|运维|补助|补贴|奖补")

_ALL_AT_ONCE: dict[str, str | None] = {f"fund_plan.{month}": "100.00" for month in (3, 6, 10, 12)}

RULE = Rule(
    code="ZSD01",
    name="works-paid-by-march",
    title="工程类项目一季度末付清",
    category=Category.FEASIBILITY,
    severity=Severity.WARNING,
    automation="A",
    why="冬春之间多数工程还没开工。三月底付清，要么计划是随手填的，要么钱会先付后做。",
    how_to_fix="按合同的付款节点填：开工预付、进度款、验收后付款、留质保金。",
    basis=(Citation(note="工程款按进度支付，竣工验收后结清"),),
    bad=(
        bad("限高杆安装三月底付清", good(_ALL_AT_ONCE, name="限高杆安装"), ("fund_plan.3", "100.00")),
        bad(
            "名称看不出，用途写明修建",
            good(_ALL_AT_ONCE, name="校园环境整治", purpose="用于在东侧修建围墙120米，合计18万元。"),
            ("fund_plan.3", "100.00"),
        ),
    ),
    good=(
        fine("改造项目按进度支付", good()),
        fine(
            "取暖费一次付清，不是工程",
            good(_ALL_AT_ONCE, name="天然气取暖费", purpose="用于办公楼供暖用气，合计18万元。"),
        ),
        fine(
            "扶持企业技术改造，不是自己的工程",
            good(_ALL_AT_ONCE, name="中小企业发展资金", purpose="用于支持企业实施技术改造和设备安装，合计18万元。"),
        ),
        fine(
            "支付上年工程尾款",
            good(_ALL_AT_ONCE, name="教学楼维修工程尾款", purpose="用于支付已验收的维修工程尾款18万元。"),
        ),
    ),
    check_project=check,
    reads=("name", "purpose", "fund_plan", "level2", "level3", "description", "target", "basis"),
    needs=("fund_plan",),
)
