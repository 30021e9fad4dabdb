"""ZSB14: the share of the budget that is spent stands among the indicators, though it is scored by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import ends_with, word_list
from zhunsheng.rules.wording import brief

_EXECUTION = ends_with(word_list("placements")["budget_execution"]["words"])
_SPENT = re.compile(
    r"(?:实际)?(?:支出|支付|拨付|使用|执行)(?:的)?(?:数|额|金额|资金|总额|预算)?(?:占|÷|/|／|除以|与)(?:全部|全年|年度|本?年|项目|总)*(?:预算|资金|经费|安排|下达|批复)(?:数|总?额|金额|安排数|资金|总数)?(?:之比|的?比[例重率]|$|×|的?百分比)"
)
_OF_MONEY = re.compile(r"资金|经费|预算|支出|支付|拨付|拨款")


def _is_spent_share(row: Indicator) -> bool:
    """True where the description divides what was spent by the budget, whatever the name makes of it."""
    return bool(_OF_MONEY.search(row.level3 or "") and _SPENT.search(row.description or ""))


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Names that end with the share spent; how timely or how properly money is paid is another thing."""
    for number, row in enumerate(project.indicators):
        if row.level3 and (_EXECUTION.search(core_name(row.level3)) or _is_spent_share(row)):
            yield Remark(
                f"indicators[{number}].level3",
                f"“{brief(row.level3)}”就是预算执行率，自评时另占10分，在指标里再设一次是重复计分。",
                row.level3,
                "删去这一条，换成用这笔钱办成的事或取得的效果。",
            )


RULE = Rule(
    code="ZSB14",
    name="budget-execution-counted-again",
    title="重复设预算执行率",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="自评表里预算执行率单独计分。产出或效益里再设支付率、使用率，等于花钱本身得了两次分。",
    how_to_fix="删去支付率、使用率一类指标，留出位置写产出和效果。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "单位自评中预算执行率单独计10分"),),
    bad=(
        bad(
            "数量指标写经费使用率", good({"indicators[0].level3": "经费使用率"}), ("indicators[0].level3", "经费使用率")
        ),
        bad(
            "时效指标写资金支出进度",
            good({"indicators[2].level3": "资金支出进度（%）"}),
            ("indicators[2].level3", "资金支出进度（%）"),
        ),
        bad(
            "经济效益写预算执行率",
            good({"indicators[4].level3": "项目预算执行率"}),
            ("indicators[4].level3", "项目预算执行率"),
        ),
    ),
    good=(
        fine("没有这类指标", good()),
        fine("设备使用率不是花钱的比例", good({"indicators[4].level3": "照明设备使用率"})),
        fine("付款是否及时", good({"indicators[2].level3": "资金支付及时率"})),
    ),
    check_project=check,
    reads=("level3", "description"),
)
