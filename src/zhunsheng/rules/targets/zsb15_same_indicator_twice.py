"""ZSB15: two indicators of one table measure the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator, Level1
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name, squeezed
from zhunsheng.rules.examples import GOOD, bad, fine, good, row, with_row
from zhunsheng.rules.prose import brief
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import word_list

_GENERIC = frozenset(word_list("satisfaction_objects")["generic"])
_ENDS = ("满意度", "满意率", "满意程度", "满意情况")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """The same name twice with the same value or description; or two satisfactions of nobody in particular."""
    seen: dict[tuple[Level1 | None, str], int] = {}
    for number, indicator in enumerate(project.indicators):
        name = _meaning(indicator)
        if not name:
            continue
        before = seen.setdefault((indicator.kind1, name), number)
        other = project.indicators[before]
        if before == number or not _same(other, indicator):
            continue
        target = indicator.target.text if indicator.target else ""
        yield Remark(
            f"indicators[{number}].level3",
            f"“{brief(indicator.level3 or '')}”和“{brief(other.level3 or '')}”说的是一件事，指标值同为“{brief(target)}”，会重复计分。",
            indicator.level3 or "",
            "留一条；确是两类对象的，名称里写清是谁，如“企业满意度”“居民满意度”。",
            related=(Related(project.code, f"indicators[{before}].level3", other.level3 or ""),),
        )


def _meaning(indicator: Indicator) -> str:
    """The name made comparable; every satisfaction of an unnamed public is the same."""
    name = core_name(indicator.level3)
    for end in _ENDS:
        if name.endswith(end) and name.removesuffix(end) in _GENERIC:
            return "满意度"
    return name


def _same(one: Indicator, other: Indicator) -> bool:
    target, other_target = (
        squeezed(one.target.text if one.target else ""),
        squeezed(other.target.text if other.target else ""),
    )
    same_name = core_name(one.level3) == core_name(other.level3)
    if not same_name:
        return target == other_target and target != ""
    described, other_described = squeezed(one.description), squeezed(other.description)
    return described == other_described or (target == other_target and not (described and other_described))


_PEOPLE = row(
    "满意度指标", "服务对象满意度指标", "群众满意度", "满意人数占调查人数的比例", "≥90%", "2025年同类项目调查结果"
)

RULE = Rule(
    code="ZSB15",
    name="same-indicator-twice",
    title="同一件事设了两条指标",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="两条指标考同一件事，做一次得两次分，别的方面却没有考到。",
    how_to_fix="合成一条，或把对象、口径写清楚，让两条各考各的。",
    basis=(Citation(note="指标不重复、不交叉"),),
    bad=(
        bad(
            "服务对象满意度和群众满意度并列",
            with_row(_PEOPLE, good({"indicators[5].level3": "服务对象满意度"})),
            ("indicators[6].level3", "群众满意度"),
        ),
        bad(
            "同名、同描述写了两遍",
            with_row(GOOD.indicators[0]),
            ("indicators[6].level3", "更换灯具数量"),
        ),
    ),
    good=(
        fine("各考各的", good()),
        fine(
            "师生与家长是两类对象",
            with_row(
                row(
                    "满意度指标",
                    "服务对象满意度指标",
                    "家长满意度",
                    "满意家长占调查家长的比例",
                    "≥90%",
                    "2025年调查结果",
                )
            ),
        ),
        fine(
            "名称相同而描述不同",
            with_row(
                row("产出指标", "时效指标", "改造完成时间", "黑板灯全部装好的日期", "7月31日前", "2026年校舍维修计划")
            ),
        ),
    ),
    check_project=check,
    reads=("level1", "level3", "description", "target"),
)
