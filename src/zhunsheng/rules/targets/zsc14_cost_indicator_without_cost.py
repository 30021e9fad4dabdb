"""ZSC14: what stands as a cost indicator is no cost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_COST = re.compile(
    r"成本|费|单价|价|造价|支出|经费|金额|资金|投资|预算|投入|节约率|节省|控制|标准|补助|元|开支|薪|概算|决算|定额|资产"
)
_NO_COST = re.compile(
    r"节电量|节水量|节能量|用电量|减排|面积|长度|里程|数量|个数|次数|人数|户数|天数|温度|亩数|株数|台数|满意|合格率|达标率|完成率|及时率|完好率|在线率|准确率|到位率|发放率|办结率|通过率|入学率|参与率|知晓率|优良率|完成时间|覆盖率|成活率|[利使占]用率|频率|工期|期限|时限|时间|日期|户次|批次|场次|[套件辆座期册本盏条块份篇间栋所班项页台]数|质量"
)

_PIECES = re.compile(
    r"^(?:万)?(?:张|字|辆|公斤|吨|期|座次|笔|具|天|人天|站|人次|台次|立方米|TB|毫升|次|册|份|例|只|头|羽|公里|间|栋|所)$"
)
"""Units in which a quantity is counted, and no money."""
_MEASURES = frozenset({"area", "length", "people", "household", "organisation", "thing", "occasion"})
"""Kinds of units in which no cost is stated."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Only economic cost; the name must say something else and neither name nor unit may speak of money."""
    for number, row in enumerate(project.indicators):
        if row.kind2 not in (Level2.COST, Level2.ECONOMIC_COST) or not row.level3:
            continue
        unit = row.target.unit if row.target else None
        if _COST.search(row.level3) or "元" in (unit or ""):
            continue
        found = _NO_COST.search(row.level3)
        words = (
            found.group() if found else row.level3 if unit_kind(unit) in _MEASURES or _PIECES.search(unit or "") else ""
        )
        if not words:
            continue
        yield Remark(
            f"indicators[{number}].level3",
            f"“{brief(words, 16)}”说的不是花多少钱，放在成本指标里不合适。",
            words,
            "成本指标写总成本、单位成本或费用上限；这一条按内容改归数量、质量或效益指标。",
        )


RULE = Rule(
    code="ZSC14",
    name="cost-indicator-without-cost",
    title="成本指标不是成本",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="B",
    why="成本指标要回答花多少钱合理。写成节电量、面积，花多花少都看不出来。",
    how_to_fix="换成总成本、单位成本或费用上限；原来的内容移到合适的二级指标下。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "产出指标从数量、质量、时效、成本方面细化"),),
    bad=(
        bad(
            "节电量放在成本里",
            good({"indicators[3].level3": "节电量", "indicators[3].target": "≥3万"}),
            ("indicators[3].level3", "节电量"),
        ),
        bad(
            "供暖面积放在成本里",
            good({"indicators[3].level3": "供暖面积", "indicators[3].target": "≥3510平方米"}),
            ("indicators[3].level3", "面积"),
        ),
    ),
    good=(
        fine("总成本", good()),
        fine("人均培训费", good({"indicators[3].level3": "参训人数人均费用", "indicators[3].target": "≤400元/人"})),
        fine(
            "单位面积供暖价格",
            good({"indicators[3].level3": "单位面积供暖价格", "indicators[3].target": "≤25元/平方米"}),
        ),
    ),
    check_project=check,
    reads=("level2", "level3", "target"),
)
