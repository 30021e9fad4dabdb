"""What a row itself says of an earlier year (``2025年完成3120人次``, ``上年平均96.5%``), in the target's own unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.model.indicator import Indicator
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.word_list import contains, word_list

_PERIOD = re.compile(r"[/／每·](?:年|年度)$")
_IN_FORMULA = re.compile(r"[×xX*＊÷/／]\s*$")
"""The 100% of a formula (÷上年人次×100%) tells no value."""
_SCALE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_YEAR = re.compile(r"((?:19|20)\d{2})年(?:度)?|(上年|去年|上一年)(?:度)?|(前三年|近三年)")
_PLANNED = re.compile(r"计划|方案|规划|任务|目标|拟|预计|提高|增长|增加|下降|降低|减少|不低于|不少于|≥|比(?!例|率|重)")
_ALL_OF_THEM = re.compile(r"常住|户籍|总人口|在册|应[检种补保享]|适龄|符合条件|目标人群")
"""How many there are of those to be served, which is not how many were: 2025年末全县常住老年人13100人."""
_ESTIMATED = re.compile(r"(?:预计|预估|预测)(?:将|可|能)?(?:全年)?(?:完成|达到?|实现|为|可达)?")
"""How a year that is not over yet is reckoned (2026年预计14.2亿元): reached, for a budget of the year after it."""
_FORMULA = re.compile(r"[×xX*＊÷/／+＋]\s*[（(]?\s*$")
_LESS = contains(word_list("directions")["less_is_better"])
_SHORTER = contains(word_list("directions")["shorter_is_better"])
_LESS_MORE = re.compile(r"(?:用时|耗时|时长|天数|成本|费用|单价|能耗|辍学率|逾期|占比)")


_PRICE = re.compile(r"单价|均价|成本|造价|费用?$|支出$|价格?$")
_MISHAP = re.compile(
    r"(?:差错|损失|漏损|返工|故障|流失|失误|误差|逾期|退货|差评|投诉|空置|闲置|超标|缺勤|死亡|受害|发病|能耗)[\u4e00-\u9fff]{0,6}[率度数量次起件]$|能耗$|耗[电水油能]量$"
)
"""What everybody wants little of, where an upper limit stands beside it."""
_CUT = re.compile(r"(?:年|人均|户均|年均)?(?:减少|降低|节约|节省|压减|避免|挽回|化解|消除|整治|查处|排查|调解)")
"""A name that begins so counts what the work takes away: the more 减少火灾损失, the better."""


_SAVING = re.compile(r"节[电水气煤油能约省]|(?:减少|降低|压减)[一-龥]{0,4}(?:用|耗|量)")
_CONSUMED = re.compile(r"用[电水气煤油能]|[电水气煤油能]耗|耗[电水气煤油能]|消耗|[电水气油]费|总量|用量|支出|开支|费用")
"""What a saving is made from, and no earlier value of it: 节电量 beside 2025年用电171万千瓦时."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A value of an earlier year: ``year`` is ``None`` for 上年; ``value`` in the target's unit; ``words`` as printed."""

    year: int | None
    value: Decimal
    words: str
    cell: str


def earlier_value(row: Indicator, year: int | None = None) -> Earlier | None:
    """The one value of an earlier year that the row's basis or description states as reached; ``None`` for none or several.

    With the budget's ``year``, what an earlier year is expected to reach counts too.
    """
    target = row.target
    if target is None or target.number is None:
        return None
    wanted = "%" if target.is_percentage else normal_unit(_PERIOD.sub("", target.unit or "").lstrip("万亿"))
    saves = _SAVING.search(row.level3 or "") is not None
    found = [
        value
        for cell in ("basis", "description")
        for value in _stated(
            getattr(row, cell) or "", cell, (wanted, year, saves), _SCALE.get((target.unit or "")[:1], Decimal(1))
        )
    ]
    return found[0] if len(found) == 1 else None


def _stated(text: str, cell: str, wanted: tuple[str, int | None, bool], scale: Decimal) -> list[Earlier]:
    """``wanted`` is the unit, the budget's year, and whether the row counts a saving."""
    if "年" not in text:
        return []
    unit, budget_year, saves = wanted
    each = unit[2:] if unit.startswith(("元/", "元／")) else ""
    found = []
    for number in numbers(text):
        same = (number.kind is Kind.PERCENT and unit == "%") or (
            number.kind in (Kind.COUNT, Kind.MONEY) and number.unit == unit and not number.is_rate
        )
        if number.upper is not None or not (same or (each and _is_price(number, each))):
            continue
        before = clause_before(text, number.start)
        years = list(_YEAR.finditer(before)) if "年" in before else []
        if not years:
            continue
        if (
            _IN_FORMULA.search(before)
            or _ALL_OF_THEM.search(before)
            or (saves and _CONSUMED.search(before) and "节" not in before)
        ):
            continue
        said = years[-1]
        past = said.group(1) is not None and budget_year is not None and int(said.group(1)) < budget_year
        if _PLANNED.search(_ESTIMATED.sub("", before) if past else before) or _FORMULA.search(text, 0, number.start):
            continue
        value = number.value if unit == "%" else number.value / scale
        words = text[number.start - len(before) + said.start() : number.end]
        found.append(Earlier(int(said.group(1)) if said.group(1) else None, value, words, cell))
    return found


def _is_price(number: Number, each: str) -> bool:
    """True for a sum that is said to be for one piece of the target's (12元/册)."""
    if number.kind is not Kind.MONEY or not number.per:
        return False
    return sorted(number.per) == sorted(_EACH.get(one, normal_unit(one)) for one in _PARTS.split(each))


_PARTS = re.compile(r"[·・/／]")
_EACH = {"月": "个月"}


def wants_more(row: Indicator) -> bool:
    """True where a higher value is better beyond doubt: a lower limit, and a name that is no time, cost or mishap."""
    target, name = row.target, row.level3 or ""
    if target is None or target.operator not in (">=", ">"):
        return False
    if _CUT.match(name):
        return unit_kind(target.unit) != "time"
    if _LESS.search(name) or _LESS_MORE.search(name):
        return False
    return not (unit_kind(target.unit) == "time" and _SHORTER.search(name))


def wants_less(row: Indicator) -> bool:
    """True where a lower value is better beyond doubt: an upper limit, and a name of mishaps or of waiting; no cost."""
    target, name = row.target, row.level3 or ""
    if (
        target is None
        or target.operator not in ("<=", "<")
        or unit_kind(target.unit) == "money"
        or "元" in (target.unit or "")
    ):
        return False
    return bool(_LESS.search(name) or (unit_kind(target.unit) == "time" and _SHORTER.search(name)))


def is_limited(row: Indicator) -> bool:
    """True where a limit laxer than last year's needs a reason: on mishaps, on how long something takes, or on a price."""
    target, name = row.target, row.level3 or ""
    if target is None or target.operator not in ("<=", "<"):
        return False
    if "元" in (target.unit or ""):
        return "/" in (target.unit or "") and _PRICE.search(name) is not None
    return wants_less(row) or unit_kind(target.unit) == "time" or _MISHAP.search(name) is not None
