"""ZSA04: the outputs have no quantity indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.examples import bad, fine, good, row, without_rows
from zhunsheng.rules.indicator_kinds import output_kinds
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.prose import counts
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Speak only where outputs are stated at all: a table without any is another rule's matter."""
    kinds = output_kinds(project)
    if kinds is not None and Level2.QUANTITY not in kinds:
        yield Remark(
            "indicators",
            "产出指标里没有数量指标，看不出花钱办了多少事。",
            suggestion="加一条数量指标，写明做多少，如“更换灯具数量 ≥__套”。",
        )
    elif kinds is not None:
        yield from _only_times(project)


def _only_times(project: Project) -> Iterator[Remark]:
    """Quantities that only say how often, though the purpose names the area, the length or the things it is about."""
    rows = [row for row in project.indicators if row.kind2 is Level2.QUANTITY and row.target is not None]
    if not rows or any(row.target is None or unit_kind(row.target.unit) != "occasion" for row in rows):
        return
    for number in counts(project.purpose):
        times = [row.target.number for row in rows if row.target and row.target.number]
        counted = any(one >= number.value and one % number.value == 0 for one in times)  # 236个村、每村12场 are 2832场
        large = number.value >= _MANY and number.upper is None and not number.per and not counted
        if (
            large
            and unit_kind(number.unit) in _EXTENTS
            and not _DISTANCE.search(clause_before(project.purpose or "", number.start))
        ):
            yield Remark(
                "indicators",
                f"数量指标只有次数，资金用途写的{brief(number.text, 12)}没有一条指标考核，看不出管了多少。",
                suggestion=f"加一条数量指标，把{brief(number.text, 12)}写进去，如“养护面积 ≥__平方米”“维护路灯数量 =__盏”。",
                related=(Related(project.code, "purpose", number.text),),
                severity=Severity.INFO,
            )
            return


_MANY = 20
_EXTENTS = frozenset({"area", "length", "thing", "household"})
_DISTANCE = re.compile(r"[高宽长厚深]$|每隔|间隔|直径|距")
"""Before a measure of one thing: 高6米 tells how large it is, not how many there are."""


RULE = Rule(
    code="ZSA04",
    name="no-quantity-indicator",
    title="缺数量指标",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="产出首先要说清做多少。没有数量，预算够不够、事情做没做完都无从判断。",
    how_to_fix="从资金用途里找出可以数的东西（盏、次、平方米、人），写成一条数量指标。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "产出指标从数量、质量、时效、成本方面细化"),),
    bad=(
        bad("产出只有质量、时效、成本", without_rows(0), ("indicators", "")),
        bad(
            "路灯电费只写了两条时效，没有写亮多少盏",
            good(
                name="路灯电费",
                indicators=(
                    row("产出指标", "时效指标", "巡查维修及时率", "按时到场次数占应到场次数的比例", "≥90%", "维护合同"),
                    row(
                        "产出指标",
                        "时效指标",
                        "电费按月缴纳及时率",
                        "按时缴费月数占全年月数的比例",
                        "=100%",
                        "供用电合同",
                    ),
                    row(
                        "效益指标",
                        "社会效益指标",
                        "夜间亮灯路段比例",
                        "亮灯路段占应亮路段的比例",
                        "≥97%",
                        "上年巡查记录",
                    ),
                ),
            ),
            ("indicators", ""),
        ),
    ),
    good=(
        fine("有数量指标", good()),
        fine("根本没有产出指标，由缺产出指标的规则提示", without_rows(0, 1, 2, 3)),
        fine("有一条产出的二级名认不出，可能就是数量", good({"indicators[0].level2": "完成情况"})),
    ),
    check_project=check,
    reads=("purpose", "level1", "level2", "level3", "description", "target"),
)
