"""Next year's table from this one's: a copy, the places that speak of the old year, and the targets beside the actuals.

Nothing is changed for anybody: codes, numbers and dates stay as they stand; what has to be looked at is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhunsheng.model.address import cell_name, cells
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import Quantity


class FlagKind(StrEnum):
    """Why a place of the copy has to be looked at."""

    YEAR = "year"
    """It names a year that is not the new one."""
    DATE = "date"
    """It names a day, a month or a part of the year."""
    PLAN_PERIOD = "plan_period"
    """It names a five-year plan to which the new year does not belong."""
    MONEY = "money"
    """It is last year's amount."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A place to look at: the cell, the words there, and what to consider. The words have not been changed."""

    kind: FlagKind
    address: str
    quote: str
    message: str


class Standing(StrEnum):
    """How a new target stands against what was reached last year."""

    LOOSER = "looser"
    SAME = "same"
    STRICTER = "stricter"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The Chinese words that people read."""
        return {"looser": "松于上年实际", "same": "与上年实际相同", "stricter": "严于上年实际", "unknown": "无法比较"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class TargetComparison:
    """One indicator: its target now, what was reached last year, how the two stand, and a sentence about it."""

    address: str
    indicator: str
    target: Quantity | None
    actual: Decimal | None
    unit: str | None
    stated: bool
    """True when last year's value was only stated by a person."""
    standing: Standing
    message: str


@dataclass(frozen=True, slots=True)
class NextYear:
    """The copy with everything to look at before it is submitted."""

    project: Project
    flags: tuple[Flag, ...]
    comparison: tuple[TargetComparison, ...]


_DOCUMENT_YEAR = re.compile(r"[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*(?:第)?\d+\s*号")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年|[-./]\d)")
_DATE = re.compile(
    r"\d{1,2}\s*月\s*(?:\d{1,2}\s*日|[上中下]旬|底|末|初|份)?(?:之?前)?|[一二三四]季度|[上下]半年|年[初中底末]"
)
_PLAN = re.compile(
    r"[“\"]?(十[一二三四五六七八九]?|[一二三四五六七八九])五[”\"]?(?=规划|时期|期间|计划)|[“\"](十[一二三四五六七])五[”\"]"
)
_NUMERALS = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {
    f"十{word}": 10 + number for number, word in enumerate("零一二三四五六七八九") if number
}
_MONEY = ("budget.total", "budget.fiscal", "budget.other")


def next_year(project: Project, measures: Iterable[Measure], year: int) -> NextYear:
    """The table of ``year`` from the one before: a copy without the places in the old file, keys kept.

    ``measures`` are last year's values of the project's indicators; those of other projects are passed over.
    """
    copy = replace(project, places={}, indicators=tuple(replace(row, places={}) for row in project.indicators))
    mine = {one.indicator: one for one in measures if one.project in (None, project.code)}
    return NextYear(copy, tuple(_flags(copy, year)), compare_with_actuals(copy, mine.values(), date(year - 1, 12, 31)))


def compare_with_actuals(
    project: Project, measures: Iterable[Measure], until: date | None = None
) -> tuple[TargetComparison, ...]:
    """Each indicator's target beside what an indicator of the same name came to last year. A value from before ``until``, the
    year's last day, is told with its day and compared with nothing: half a year is no measure for a whole one."""
    by_name = {_plain(one.indicator): one for one in measures}
    return tuple(
        _compared(f"indicators[{number}].target", row, by_name.get(_plain(row.level3 or "")), until)
        for number, row in enumerate(project.indicators)
    )


def _flags(project: Project, year: int) -> Iterable[Flag]:
    for address, text in cells(project).items():
        if not text:
            continue
        if address in _MONEY:
            yield Flag(FlagKind.MONEY, address, text, f"{cell_name(address)}是上年的数，请按{year}年预算核对。")
        elif address not in ("code", "unit", "budget.unit") and not address.startswith("fund_plan."):
            yield from _text_flags(address, text, year)


def _text_flags(address: str, text: str, year: int) -> Iterable[Flag]:
    # The year inside a document's number is part of its name.
    plain = _DOCUMENT_YEAR.sub(lambda found: "〇" * len(found.group()), text)
    for found in _YEAR.finditer(plain):
        if int(found.group(1)) != year:
            quote = text[found.start() : found.end() + (plain[found.end() : found.end() + 1] == "年")]
            yield Flag(FlagKind.YEAR, address, quote, f"写的是{quote}，这是{year}年的表。请核对要不要改。")
    for found in _PLAN.finditer(plain):
        number = _NUMERALS[found.group(1) or found.group(2)]
        first = 1953 + (number - 1) * 5 if number <= 2 else 1966 + (number - 3) * 5
        if not first <= year <= first + 4:
            message = (
                f"“{found.group(1) or found.group(2)}五”是{first}至{first + 4}年，{year}年不在其内。请换成新的规划。"
            )
            yield Flag(FlagKind.PLAN_PERIOD, address, text[found.start() : found.end()], message)
    for found in _DATE.finditer(plain):
        yield Flag(FlagKind.DATE, address, text[found.start() : found.end()], f"时间照抄上年，请按{year}年的安排核对。")


def _compared(address: str, row: Indicator, measure: Measure | None, until: date | None) -> TargetComparison:
    name, target = row.level3 or "", row.target
    if measure is None or measure.value is None:
        why = (measure.note if measure and measure.note else "上年没有完成值").rstrip("。")
        return TargetComparison(address, name, target, None, None, False, Standing.UNKNOWN, f"{why}，不能比较。")
    stated = measure.status is MeasureStatus.STATED
    about = f"上年实际{_shown(measure.value)}{measure.unit or ''}{'（自述）' if stated else ''}"
    if until is not None and measure.as_of is not None and measure.as_of < until:
        day = f"{measure.as_of.month}月{measure.as_of.day}日"
        about = f"上年到{day}为{_shown(measure.value)}{measure.unit or ''}{'（自述）' if stated else ''}"
        told = "年度没有过完，年底再比较"
        return TargetComparison(
            address, name, target, measure.value, measure.unit, stated, Standing.UNKNOWN, f"{about}，{told}。"
        )
    standing, told = _stands(target, measure)
    return TargetComparison(address, name, target, measure.value, measure.unit, stated, standing, f"{about}，{told}。")


def _stands(target: Quantity | None, measure: Measure) -> tuple[Standing, str]:
    number, actual = (target.number if target else None), measure.value
    if target is None or number is None or actual is None:
        return Standing.UNKNOWN, "本年指标值不是数，不能比较"
    if not _same_unit(target, measure):
        return Standing.UNKNOWN, f"本年指标值的单位是“{target.unit or '没有'}”，不能比较"
    if target.operator == "between" or target.operator in ("!=", None):
        return Standing.UNKNOWN, "指标值没有方向，请自行比较"
    if number == actual:
        return Standing.SAME, "本年指标值与之相同"
    if target.operator == "=":
        return Standing.UNKNOWN, f"本年指标值{target.text}，请说明为何不同"
    higher_is_stricter = target.operator in (">=", ">")
    if (number > actual) is higher_is_stricter:
        return Standing.STRICTER, f"本年指标值{target.text}，比上年做到的更严"
    return Standing.LOOSER, f"本年指标值{target.text}，比上年做到的松，请提高或说明理由"


def _same_unit(target: Quantity, measure: Measure) -> bool:
    if target.is_percentage:
        return measure.unit in ("%", "百分比", "百分之", None) and (
            measure.target is None or measure.target.is_percentage
        )
    return _plain(target.unit or "") == _plain(measure.unit or "")


def _plain(name: str) -> str:
    return "".join(name.split())


def _shown(value: Decimal) -> str:
    text = f"{round(value, 2):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
