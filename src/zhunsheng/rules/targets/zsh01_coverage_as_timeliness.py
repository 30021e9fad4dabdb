"""ZSH01: a share of coverage or completion stands under 时效指标, though it says nothing of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.out_of_place import is_handled, is_mere_amount, is_quality
from zhunsheng.rules.placement import belongs
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of, contains, word_list
from zhunsheng.rules.wording import brief

_ENTRY = word_list("placements")["coverage_in_timeliness"]
_COVERAGE = re.compile(any_of(_ENTRY["words"]) + "$")
_ANY_RATE = re.compile(any_of(_ENTRY["perhaps"]) + "$")
"""Any rate that says nothing of time: most of them are of quality, but some offices time their work so."""
_TIMELY = contains(_ENTRY["timely"])

_MOVE = "覆盖、完成的比例放到数量或质量指标；时效指标另写完成日期或“按期完成率”。"


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Silent where the name or the description speaks of time (按期完成率, 规定时间内完成的比例)."""
    for number, row in enumerate(project.indicators):
        if row.kind2 is not Level2.TIMELINESS or not row.level3:
            continue
        name = core_name(row.level3)
        sure = _COVERAGE.search(name) is not None
        if _TIMELY.search(name):
            continue
        if _TIMELY.search(row.description or ""):
            if not is_quality(row) or _DONE.search(name):
                continue
            sure = False  # 可用率 is reckoned in minutes, and is no matter of time for that
        elif not (sure or _ANY_RATE.search(name) or _nothing_of_time(row)):
            continue
        yield Remark(
            f"indicators[{number}].level3",
            f"“{brief(name, 18)}”放在时效指标里，却没有说什么时候完成。",
            row.level3,
            belongs(row, _MOVE, frozenset({Level2.TIMELINESS})),
            severity=None if sure else Severity.INFO,
        )


def _nothing_of_time(row: Indicator) -> bool:
    """True for a score, a result, or so many people or accidents, with no period in name or target."""
    unit = row.target.unit if row.target and row.target.unit else ""
    name = core_name(row.level3)
    if is_mere_amount(row):
        return True
    if is_handled(row) and not _TIMELY.search(name) and not _HOW_OFTEN.search(name):
        return True
    if "/" in unit or unit_kind(unit) == "time":
        return False
    return bool(_OCCASIONS.search(name)) or (unit_kind(unit) != "occasion" and bool(_NO_TIME.search(name)))


_HOW_OFTEN = re.compile(r"频|每[日天周月季年]|时|期限")
_OCCASIONS = re.compile(
    r"(?:宣讲|演出|培训|讲座|展览|活动|赛事|比赛|会议|义诊|放映|直播|招聘会?|宣传)[\u4e00-\u9fff]{0,4}(?:场次|场数|期数|班次)$"
)
"""So many of these a year: a count, whatever the time."""
_NO_TIME = re.compile(
    r"(?:得分|结论|温度|密度|人数|人次|户数|家数|台数|套数|座数|面积|里程|长度|事故|事故起数|事故数)$|(?<!时)数量$"
)
_DONE = re.compile(r"完成率$|(?:日清|办结|到场|处置|上报|扑灭)率$")

RULE = Rule(
    code="ZSH01",
    name="coverage-as-timeliness",
    title="覆盖率、完成率放在时效指标",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="时效指标回答什么时候完成。覆盖率、完成率没有时间，放在这里，进度快慢就无从考核。",
    how_to_fix="把它移到数量或质量指标，时效指标写日期、工期或及时率。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "时效指标反映产出的及时程度"),),
    bad=(
        bad(
            "时效写覆盖比例",
            good({"indicators[2].level3": "受益教室覆盖比例", "indicators[2].description": "改造教室占全部教室的比例"}),
            ("indicators[2].level3", "受益教室覆盖比例"),
        ),
        bad(
            "时效写工作完成率",
            good(
                {
                    "indicators[2].level3": "综合事务管理工作完成率",
                    "indicators[2].description": "综合事务管理工作完成情况",
                }
            ),
            ("indicators[2].level3", "综合事务管理工作完成率"),
        ),
        bad(
            "时效指标数的是惠及多少学生",
            good(
                {
                    "indicators[2].level3": "惠及学生人数",
                    "indicators[2].description": "在改造教室上课的学生",
                    "indicators[2].target": "≥960人",
                }
            ),
            ("indicators[2].level3", "惠及学生人数"),
        ),
    ),
    good=(
        fine("时效写日期", good()),
        fine("按期完成率", good({"indicators[2].level3": "改造任务按期完成率"})),
        fine(
            "描述写明了时间",
            good(
                {
                    "indicators[2].level3": "改造工程完成率",
                    "indicators[2].description": "8月底前完成改造的教室占应改造教室的比例",
                }
            ),
        ),
    ),
    check_project=check,
    reads=("level2", "level3", "description", "target"),
)
