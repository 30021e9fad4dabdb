"""Payments that a text tells with month and sum: ``6月18日付268.80万元``, ``3月12日、9月12日各付183.00万元``, ``每季末月支付1.44万元``.

Only where all of them together make the budget is every point of the plan known by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zhunsheng.model.project import FundPlanPoint
from zhunsheng.rules.payment_stages import OffStage
from zhunsheng.rules.wording import plain_number

_MONTH = r"(?:1[0-2]|[1-9])月"
_WHEN = rf"{_MONTH}(?:\d{{1,2}}[日号]|份|底|末|初|[上中下]旬)?"
_MONTHS = rf"(?P<months>{_WHEN}(?:[、和与及]{_WHEN})*)"
_PAY = r"(?:拨付|支付|付清|付讫|付款|结清|兑付|发放|结算|付息|还本|付至|预付|再付|付|拨)"
_SUM = r"(?P<sum>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|元)(?![/／每])"
_LISTED = re.compile(
    rf"(?<![\d.年]){_MONTHS}(?P<edge>(?:之|以)?前)?(?P<how>[^，。；;\n\d%（(]{{0,16}}?{_PAY}[^，。；;\n\d（(]{{0,8}})"
    rf"(?:(?:合同价?款?的?)?\d+(?:\.\d+)?%\s*[，,]?\s*(?:即|计|为)?)?[，,]?{_SUM}"
)
_SUM_FIRST = re.compile(
    rf"(?<![\d.]){_SUM}(?P<how>[^，。；;\n\d（(]{{0,10}}?(?:于|在|待)|[，,])?{_MONTHS}(?P<edge>(?:之|以)?前)?[^，。；;\n\d（(]{{0,14}}?{_PAY}(?!\d)"
)
_QUARTERLY = re.compile(
    rf"每季度?(?P<sum>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|元)[，,][^。；;\n]{{0,4}}?{_MONTHS}[^。；;，,\n\d]{{0,20}}(?:[，,][^。；;\n\d]{{0,8}}(?P<last>12)月)?"
)
_QUARTER_ENDS = re.compile(rf"每季度?末?月?(?:底|末)?(?:前)?{_PAY}{_SUM}")
_OTHER = re.compile(r"已[付拨支]|上年|去年|次年|明年|质保|以前年度")
_EVEN = re.compile(
    rf"{_MONTHS}[^。；;\n\d]{{0,10}}{_PAY}[^。；;\n\d]{{0,6}}[，,]\s*(?:第?四|四)季度[^。；;\n\d]{{0,6}}(?P<last>12)月"
)
_BY_EVEN = re.compile(r"按季度?(?:等额|平均|均等)(?:支付|拨付|付)|每季度?(?:等额|平均)(?:支付|拨付|付)")
_TENTH = Decimal("0.005")
_NEAR, _FAR = Decimal(3), Decimal(15)
"""Percentage points by which plan and payments may differ."""


def off_its_sums(
    text: str | None, budget: Decimal | None, plan: Sequence[FundPlanPoint], *, on_time: bool = False
) -> OffStage | None:
    """The first point before December that the payments do not allow, where they make the whole budget.

    What is due by a day (6月底前) may be paid sooner; with ``on_time`` it is taken to be paid then, give or take a little.
    """
    if not text or not budget or "月" not in text or ("付" not in text and "拨" not in text):
        return None
    told = list(_payments(text))
    total = sum((paid for _, paid, _, _ in told), Decimal(0))
    if not told or abs(total - budget) > budget * _TENTH:
        told = _even_quarters(text, budget)
        total = budget
    if len({month for month, _, _, _ in told}) < _SEVERAL:
        return None
    for point in plan:
        percent = point.percent.value if point.percent else None
        if percent is None or point.month == 12 or not 0 <= percent <= 100:
            continue
        due = sum((paid for month, paid, _, _ in told if month <= point.month), Decimal(0)) / total * 100
        later = sum((paid for month, paid, by, _ in told if by and month > point.month), Decimal(0)) / total * 100
        low, high = (due - _FAR, due + _FAR) if on_time else (due - _NEAR, due + later + _NEAR)
        if low <= percent <= high:
            continue
        words = next((one for month, _, _, one in reversed(told) if month <= point.month), told[0][3])
        return OffStage(point, f"{plain_number(round(due, 2))}%", words)
    return None


_SEVERAL = 2


def _payments(text: str) -> Iterator[tuple[int, Decimal, bool, str]]:
    """Month, 元, whether it may be paid before, and the words of each payment."""
    taken: list[tuple[int, int]] = []
    for pattern in (_QUARTERLY, _QUARTER_ENDS, _LISTED, _SUM_FIRST):
        for found in pattern.finditer(text):
            place = found.span()
            if any(a < place[1] and place[0] < b for a, b in taken) or _OTHER.search(found.group()):
                continue
            if text[found.end() : found.end() + 4].startswith(("（已付", "(已付")):
                continue
            taken.append(place)
            paid = Decimal(found["sum"].replace(",", "")) * (10_000 if found["unit"] == "万元" else 1)
            for month in _months(found, pattern):
                yield month, paid, bool(found.groupdict().get("edge")), found.group().strip("，, ")


def _months(found: re.Match[str], pattern: re.Pattern[str]) -> list[int]:
    if pattern is _QUARTER_ENDS:
        return [3, 6, 9, 12]
    months = [int(one) for one in re.findall(r"(1[0-2]|[1-9])月", found["months"])]
    if found.groupdict().get("last"):
        months.append(12)
    if pattern in (_LISTED, _SUM_FIRST) and len(months) > 1 and "各" not in found.group():
        return months[:1] if not months else [months[-1]]
    return months


def _even_quarters(text: str, budget: Decimal) -> list[tuple[int, Decimal, bool, str]]:
    """Even quarters paid in the months behind them: 按季等额支付，一、二、三季度分别在4月、7月、10月支付，四季度在12月."""
    found = _EVEN.search(text) if _BY_EVEN.search(text) else None
    months = [int(one) for one in re.findall(r"(1[0-2]|[1-9])月", found["months"])] if found else []
    if found is None or len(months) != _THREE or months != sorted(months):
        return []
    return [(month, budget / 4, False, found.group()) for month in (*months, 12)]


_THREE = 3
