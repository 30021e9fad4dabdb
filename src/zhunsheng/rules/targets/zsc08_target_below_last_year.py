"""ZSC08: a target lies below what was reached last year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, document, fine, good
from zhunsheng.rules.form_examples import evaluation, papers
from zhunsheng.rules.history import earlier_value, is_limited, wants_less, wants_more
from zhunsheng.rules.indicator_kinds import accident_in, is_satisfaction, row_name
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Example, Remark, Rule, Undecided
from zhunsheng.rules.wording import brief, plain_number


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Last year's value is what the row itself states, or what is known from outside; a little less is no fault."""
    for number, project in enumerate(document.projects):
        judged = wanted = False
        for index, row in enumerate(project.indicators):
            if row.target is None or row.target.number is None:
                continue
            if not wants_more(row):
                yield from _looser(number, project, index, row, document)
                continue
            if row.target.unit == "个百分点":
                continue  # a step, not a level: it cannot be held against last year's level
            wanted = True
            known = _last_year(project, index, row, document, context)
            if known is None:
                continue
            judged = True
            value, words, related = known
            gap = _gap(row, value)
            if gap >= _worth_a_word(row, bool(related)) or _fails_more(row, value, gap):
                yield Remark(
                    f"indicators[{index}].target",
                    f"指标{row_name(index, row)}定为{brief(row.target.text, 12)}，{brief(words, 18)}，目标定得比{'近三年' if '三年' in words else '上年'}还低。",
                    row.target.text,
                    "不低于上年完成数；任务确实减少的，在描述里写明原因。",
                    related=related,
                    project_no=number,
                    severity=None if _is_much_less(row, value, context) else Severity.INFO,
                )
        if wanted and not judged:
            yield Undecided("indicators", "表里没有写上年完成数，也没有上年的自评结果", "上年完成数", number)


def _looser(number: int, project: Project, index: int, row: Indicator, document: Document) -> Iterator[Remark]:
    """An upper limit half as high again as what the row says was reached: ≤3%, 2025年为1.7%."""
    said, target = earlier_value(row, document.fiscal_year), row.target
    if said is None or target is None or target.number is None or not is_limited(row):
        return
    year = document.fiscal_year
    if said.year is not None and year is not None and said.year != year - 1:
        return
    counted = (
        not target.is_percentage and unit_kind(target.unit or "") != "time" and accident_in(row.level3 or "") is None
    )
    if said.value == 0 < target.number and counted:
        yield Remark(
            f"indicators[{index}].target",
            f"指标{row_name(index, row)}定为{brief(target.text, 12)}，{brief(said.words, 18)}，往年没有的今年倒允许有。",
            target.text,
            "不高于上年的数；确有原因的，在描述里写明。",
            related=(Related(project.code, f"indicators[{index}].{said.cell}", said.words),),
            project_no=number,
        )
        return
    least = _SLOWER if wants_less(row) and unit_kind(target.unit or "") == "time" else _LOOSE
    if said.value <= 0 or target.number < said.value * least:
        return
    slower = target.number < said.value * _LOOSE
    slight = slower or said.value < (1 if target.is_percentage or _is_measured(row) else 10)
    if slight and not slower and target.number < said.value * _TWICE:
        return
    yield Remark(
        f"indicators[{index}].target",
        f"指标{row_name(index, row)}定为{brief(target.text, 12)}，{brief(said.words, 18)}，上限放得比上年还松。",
        target.text,
        "不高于上年的数；确有原因的，在描述里写明。",
        related=(Related(project.code, f"indicators[{index}].{said.cell}", said.words),),
        project_no=number,
        severity=Severity.INFO if slight else None,
    )


def _is_measured(row: Indicator) -> bool:
    """True for a time or a price: unlike three complaints after one, no chance makes it so much more."""
    unit = row.target.unit or "" if row.target else ""
    return unit_kind(unit) == "time" or "元" in unit


_SLOWER = Decimal("1.1")
"""A time that people wait, and that was shorter last year: worth a question long before it is half as long again."""
_LOOSE = Decimal("1.5")
_TWICE = 2


def _last_year(
    project: Project, index: int, row: Indicator, document: Document, context: Context
) -> tuple[Decimal, str, tuple[Related, ...]] | None:
    year, unit = document.fiscal_year, row.target.unit or "" if row.target else ""
    known = (context.outside.completed or {}).get((project.code or "", row.level3 or ""))
    if known is None and year is not None:
        form = context.outside.reached_before(project, row.level3 or "", year - 1)
        known = form.number if form is not None and (form.unit or "") == unit else None
    if known is not None:
        return known, f"上年完成{plain_number(known)}{unit}", ()
    said = earlier_value(row, document.fiscal_year)
    if said is None or (said.year is not None and year is not None and said.year != year - 1):
        return None
    return said.value, said.words, (Related(project.code, f"indicators[{index}].{said.cell}", said.words),)


def _fails_more(row: Indicator, value: Decimal, gap: float) -> bool:
    """True for a share near the whole of which half as much again may fail: 98.2% last year, ≥97%."""
    target = row.target
    if target is None or target.number is None or not target.is_percentage or is_satisfaction(row):
        return False
    return value < _WHOLE <= value + 10 and gap >= 1 and (_WHOLE - target.number) >= (_WHOLE - value) * _LOOSE


_WHOLE = 100


def _worth_a_word(row: Indicator, from_table: bool) -> float:
    """The gap from which on it is at least a hint: less for what is known to be reached, more for what people say."""
    if row.target is not None and row.target.is_percentage:
        return 4 if is_satisfaction(row) else 2 if from_table else 1
    return 5


def _gap(row: Indicator, value: Decimal) -> float:
    """How far the target lies below the earlier value: in percentage points, or in percent of it."""
    if row.target is None or row.target.number is None or not value:
        return 0
    short = value - row.target.number
    return float(short if row.target.is_percentage else short * 100 / value)


def _is_much_less(row: Indicator, value: Decimal, context: Context) -> bool:
    if row.target is None or row.target.number is None:
        return False
    if row.target.is_percentage:
        return value - row.target.number > context.number("points")
    if value < _FEW and value - row.target.number <= 1:
        return False  # one of six reports less may be chance
    return row.target.number < value * (100 - context.number("percent")) / 100


_FEW = 10


def _served(target: str, basis: str) -> Project:
    return good({"indicators[0].level3": "服务人次", "indicators[0].target": target, "indicators[0].basis": basis})


def _evaluated(actual: str) -> Outside:
    """Last year's self-evaluation form, in which satisfaction came to so much."""
    return Outside(earlier=(papers(replace(evaluation({"indicators[5].actual": actual}), year=2025)),))


RULE = Rule(
    code="ZSC08",
    name="target-below-last-year",
    title="指标值低于上年完成数",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="A",
    why="去年做得到的今年反而少要，钱又没有少，目标就失去了约束。",
    how_to_fix="指标值不低于上年完成数；任务减少、政策变化的，写明原因。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "预期绩效应体现改善，符合事业发展规律"),),
    bad=(
        bad("依据写着去年三千多，今年只要两千", _served("≥2000人次", "2025年完成3120人次"), ("indicators[0].target", "≥2000人次")),
        bad(
            "合格率比上年低十个百分点",
            good({"indicators[4].target": "≥80%", "indicators[4].basis": "上年达标比例92%"}),
            ("indicators[4].target", "≥80%"),
        ),
        Example("上年的自评表做到了九成九", document(), (("indicators[5].target", "≥90%"),), _evaluated("99%")),
    ),
    good=(
        fine("高于上年", _served("≥3600人次", "2025年完成3120人次")),
        fine("略低于上年的满意度，留有余地", good({"indicators[5].basis": "2025年问卷结果为92%"})),
        fine("前年的数不算上年", _served("≥2000人次", "2023年完成3120人次")),
        fine("用时越短越好", _served("≤10分钟", "2025年平均30分钟")),
        Example("与上年自评表上做到的差不多", document(), outside=_evaluated("93%")),
        Example("自评表上的单位不同，不比", document(), outside=_evaluated("99人")),
        fine("没有写上年完成数，判不了", document(good({"indicators[0].target": "≥264套"}))),
    ),
    check_document=check,
    parameters={"points": 5, "percent": 10},
    parameter_names={"points": "比率低于上年多少个百分点才提", "percent": "数量低于上年多少才提（%）"},
    reads=("level1", "level2", "level3", "description", "target", "basis"),
)  # fmt: skip
