"""ZSC11: a rate that cannot exceed a hundred percent is set above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_satisfaction, row_name
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_PART_OF_WHOLE = re.compile(
    r"合格率|达标率|覆盖率|覆盖比例|及时率|成活率|完好率|准确率|到位率|发放率|亮灯率|亮化率|占比|所占比例|公开率|办结率|入学率|正确率|通过率|普及率"
    r"|处置率|处理率|回收率|治愈率|出勤率|合规率|保存率|知晓率|开通率|可用率|正常率|一致率|签订率|建档率|上线率|响应率|修复率|整改率|完成(?:率|比例|比率)$|(?:比例|占比|比重)$"
)
_ANY_RATE = re.compile(r"率$")
_MAY_EXCEED = re.compile(
    r"增|提高|提升|同比|环比|毛入学|倍|投资|撬动|带动|回报|收益|负荷|使用率|(?<!综合)利用率|产销|周转|负债|拨备|流动比|速动|容积|复种|杠杆|放大|指数|超额|变化|汇率|产能|达产|备案价|贷存|存贷|偿付|平衡|抵押|替代|利润|毛利|溢价|自给"
)
_FULFILMENT = re.compile(
    r"(?:计划|任务|目标|指标|收入|税收|产值|产量|销售|征收|收缴|招商|招生|引资|投资|投入|预算|数量|面积|里程|人数)[\u4e00-\u9fff]{0,4}完成(?:率|比例|比率)$"
)
"""More can be done than was planned; of the things to be done (工作完成率) no more than all."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Only rates that are part of a whole by their name; growth and fulfilment may exceed a hundred."""
    for number, row in enumerate(project.indicators):
        target, name = row.target, row.level3 or ""
        if target is None or target.number is None or target.unit == "个百分点" or not target.is_percentage:
            continue
        highest = target.upper_number or target.number
        if highest <= 100 or target.operator in ("<=", "<") or _may_exceed(name):
            continue
        plain = core_name(name)
        if _PART_OF_WHOLE.search(plain) or _ANY_RATE.search(plain) or is_satisfaction(row):
            yield Remark(
                f"indicators[{number}].target",
                f"{row_name(number, row)}是部分占总数的比率，最多100%，却定为{brief(target.text, 16)}，不可能达到。",
                target.text,
                "核对数值；要求全部做到的，写“=100%”。",
            )


def _may_exceed(name: str) -> bool:
    """True for growth, and for the fulfilment of a plan."""
    plain = core_name(name)
    return bool(_MAY_EXCEED.search(plain)) or bool(_FULFILMENT.search(plain))


RULE = Rule(
    code="ZSC11",
    name="rate-above-hundred",
    title="比率超过100%",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="A",
    why="合格率、覆盖率、满意度是部分占全体的比率，超过100%没有意义，多半是填错了数或单位。",
    how_to_fix="核对数值和单位；若想表达增长，请把名称改成“增长率”并写明与哪年比。",
    basis=(Citation(note="部分占总体的比率不超过100%"),),
    bad=(
        bad("合格率120%", good({"indicators[1].target": "≥120%"}), ("indicators[1].target", "≥120%")),
        bad(
            "满意度950%，漏了小数点",
            good({"indicators[5].target": "≥950百分比"}),
            ("indicators[5].target", "≥950百分比"),
        ),
        bad(
            "工作完成率120%",
            good({"indicators[4].level3": "综合事务管理工作完成率", "indicators[4].target": "≥120%"}),
            ("indicators[4].target", "≥120%"),
        ),
    ),
    good=(
        fine("100%", good()),
        fine("增长率可以超过100%", good({"indicators[4].level3": "线上服务量增长率", "indicators[4].target": "≥120%"})),
        fine(
            "任务完成率可以超过100%", good({"indicators[4].level3": "招生计划完成率", "indicators[4].target": "≥105%"})
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "target"),
)
