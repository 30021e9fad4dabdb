"""ZSH07: the name promises completion in time, the target counts pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator, Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import Quantity
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import COUNTS, unit_conflict, unit_kind
from zhunsheng.rules.out_of_place import is_due, is_handled, is_mere_amount, is_physical
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_IN_TIME = re.compile(
    r"(?:按期|按时|如期|及时|准时|限时)(?:完成|完工|竣工|建成|交付|投用)(?:情况|时间|[一-龥]{2,6}(?<!数量)(?<!个数)(?<![件台座次]数))?$"
)
_WHEN = re.compile(r"(?:时间|日期|工期|期限|时点)$")
_DONE_IN_TIME = re.compile(r"按期|按时|如期|及时|准时|限时|当日|当天|当月")
"""Under 时效指标 whatever is done in time, and counted: 终端故障按时修复 ≥260次 is still a mere count."""
_LATE_ONES = re.compile(r"逾期|超期|超时|延误|迟|不及时|未按|未及时|拖欠|积压|频[次率]|每[日天周旬月季年]|中断|脱期")
"""Counts of what came late are a measure of time, and so is how often something is done in a period."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Outputs only; 按期完成数量 says itself that it counts, unless it stands under 时效指标."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if row.kind1 is not Level1.OUTPUT or target is None or not row.level3:
            continue
        amount = row.kind2 is Level2.QUALITY and (is_handled(row) or is_mere_amount(row))
        if row.kind2 in _NO_DAYS and (is_due(row) or amount):
            yield _elsewhere(number, row)
            continue
        if target.value is None:
            continue
        name = core_name(row.level3)
        timely = _IN_TIME.search(name) or (
            row.kind2 is Level2.TIMELINESS and (_WHEN.search(name) or _counts_the_timely(name, target))
        )
        kind = unit_kind(target.unit) or ""
        if not timely or kind not in _AMOUNTS or unit_conflict(name, kind):
            continue  # how long something takes, told in pieces, has the wrong unit (ZSG06)
        yield Remark(
            f"indicators[{number}].level3",
            f"“{brief(name)}”说的是时间，指标值“{brief(target.text)}”却是数量，按不按期看不出来。",
            row.level3,
            "分成两条：数量指标写完成多少，时效指标写完工日期或按期完成率。",
            related=(Related(project.code, f"indicators[{number}].target", target.text),),
        )


def _elsewhere(number: int, row: Indicator) -> Remark:
    """A day under 数量指标 or 质量指标, and an amount of work under 质量指标."""
    due = is_due(row)
    told, kind = ("说的是什么时候办完", "时效指标") if due else ("数的是做了多少", "数量指标")
    return Remark(
        f"indicators[{number}].level3",
        f"“{brief(core_name(row.level3))}”{told}，放在“{row.level2}”里。",
        row.level3 or "",
        f"移到{kind}；{'这里另写做了多少、合格不合格' if due else '质量指标写合格率、准确率一类'}。",
        severity=None if due or is_physical(row) else Severity.INFO,
    )


_NO_DAYS = frozenset({Level2.QUANTITY, Level2.QUALITY})
_AMOUNTS = COUNTS | {"area", "length", "mass", "volume"}


def _counts_the_timely(name: str, target: Quantity) -> bool:
    """True for at least so many done in time: without the number of all of them that says nothing of time."""
    return (
        target.operator in (">=", ">", "=", None)
        and bool(target.number)
        and "/" not in (target.unit or "")
        and _DONE_IN_TIME.search(name) is not None
        and not _LATE_ONES.search(name)
    )


RULE = Rule(
    code="ZSH07",
    name="completion-counted-in-pieces",
    title="名为按期完成，值为个数",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="一条指标又想说时间又想说数量，结果两样都考不准：晚了半年装完六个，也算“按期完成6个”。",
    how_to_fix="数量和时间分开写：数量指标写几个，时效指标写哪天前完成。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "数量指标与时效指标分别设置"),),
    bad=(
        bad(
            "数量指标写工程按期完成6个",
            good({"indicators[0].level3": "工程按期完成", "indicators[0].target": "6个"}),
            ("indicators[0].level3", "工程按期完成"),
        ),
        bad(
            "时效指标数修好了多少次",
            good({"indicators[2].level3": "灯具故障按时修复", "indicators[2].target": "≥60次"}),
            ("indicators[2].level3", "灯具故障按时修复"),
        ),
        bad(
            "时效指标写按时完工24间",
            good({"indicators[2].level3": "教室改造按时完工情况", "indicators[2].target": "≥24间"}),
            ("indicators[2].level3", "教室改造按时完工情况"),
        ),
        bad(
            "时效指标写完成时间，值却是间数",
            good({"indicators[2].target": "≥24间"}),
            ("indicators[2].level3", "改造完成时间"),
        ),
        bad(
            "质量指标数的是装了多少",
            good(
                {
                    "indicators[1].level3": "护眼灯具配备",
                    "indicators[1].description": "配备到教室的护眼灯具",
                    "indicators[1].target": "≥264套",
                }
            ),
            ("indicators[1].level3", "护眼灯具配备"),
        ),
    ),
    good=(
        fine("数量、时效分开", good()),
        fine("按期完成写日期", good({"indicators[2].level3": "工程按期完成", "indicators[2].target": "8月31日前"})),
        fine(
            "名称说明了是数量", good({"indicators[0].level3": "按期完成教室改造数量", "indicators[0].target": "≥24间"})
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
