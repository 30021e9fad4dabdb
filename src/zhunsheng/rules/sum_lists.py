"""Lists of sums that a text itself adds up: ``…计25.2万元；…计7.2万元；合计32.4万元``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhunsheng.rules.clauses import clause_before, is_reckoned_by
from zhunsheng.rules.money_in_text import adds_up, money, some_make
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.reckoning import factors, reckonings

_PRICE = re.compile(r"(?:单价|均价|价格)(?:为|约|是|[:：])?$")
_OTHER_TIME = re.compile(
    r"上年|去年|往年|历年|(?:19|20)\d{2}年|前年|总投资|概算|中标价?|(?<![草高平])原(?!材料|料|木|粮|煤|油|则|件)|已|项目总|余额|成交额|销售额|交易额|产值|贷款(?:余额|本金)?$|本金(?:余额)?$|送审|库存成本|(?:合同|协议|成交|约定)(?:总?价|金额|额)"
)
_SOURCE = re.compile(
    r"(?:(?:中央|国家|省|市|县|镇|乡|村|本级|上级|财政|专项)[\u4e00-\u9fff]{0,6}(?:补助|奖补|配套|资助)|配套|财政|拨款|自筹|专项|债券|一般公共预算|基金(?:资助)?)"
    r"(?:资金|经费)?(?:安排|承担|列支)?(?:为|约|是|[:：])?$|^(?:补助|奖补)(?:资金|经费)?$"
)
_BOUND = re.compile(r"不超过|最高|上限|限额|达到|超过|不足|低于|奖(?![金品杯补]|励费|励资金)")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_WHOLE_OF = re.compile(r"其中")
_STOP = re.compile(r"[。；;\n]")
_SUBTOTAL = re.compile(r"^\s*(?:小计|共计|合计|计|共|共需)(?:为|约)?\s*$")


@dataclass(frozen=True, slots=True)
class SumList:
    """A total and the sums listed before it, in 元; ``details`` belong to one of the sums (其中…) and may not count."""

    total: Number
    parts: tuple[Decimal, ...]
    details: tuple[Decimal, ...]
    words: tuple[str, ...]
    rough: bool
    others: tuple[Decimal, ...] = ()
    """Sums that their words put into another time (已…, 2025年…): left out, but they may be meant all the same."""

    def may_come_out(self, slack: Decimal) -> bool:
        """True when the parts and some of the others make the total."""
        listed = sum(self.parts, Decimal(0))
        gap = self.total.value - listed
        return abs(gap) <= slack or (bool(self.others) and some_make(self.others, gap, slack))


@lru_cache(maxsize=4096)
def sum_lists(text: str | None) -> tuple[SumList, ...]:
    """Every total of a text that stands alone behind the words of adding up, with at least two sums before it."""
    if not text or "元" not in text:
        return ()
    found: list[SumList] = []
    start = group = 0
    written = {reckoning.stated: reckoning for reckoning in reckonings(text) if reckoning.is_sum}
    factor = factors(text)
    sums = [number for number in money(text) if number not in factor]
    brackets = [(one.start(), one.end()) for one in _BRACKET.finditer(text)]
    for total in sums:
        if total.is_rate or total.upper is not None:
            continue
        begins = written[total].start if total in written else total.start
        whole = adds_up(text, total) or total in written
        closes = not whole and _closes_a_group(text, total)
        if not whole and not closes and not _is_subtotal(text, total):
            continue
        if closes:
            first, group = max(start, group), total.end
        elif whole or _ends_the_list(text, total, sums):
            first = start
        else:
            first = max(start, _sentence_start(text, total.start))
        listed = [n for n in sums if first <= n.start < begins and not any(a <= n.start < b for a, b in brackets)]
        if not (whole or closes) and any(n.is_rate for n in listed) and not _ends_the_list(text, total, sums):
            continue
        made = _list_of(text, total, listed)
        start = total.end if whole and len(listed) != 1 else start
        if made is not None:
            found.append(made)
    return tuple(found)


def _is_subtotal(text: str, number: Number) -> bool:
    """True for ``…9万元，…1.5万元，…7.5万元，计18万元``: a sum of its own sentence."""
    return bool(_SUBTOTAL.search(clause_before(text, number.start)))


def _closes_a_group(text: str, number: Number) -> bool:
    """True for a sum that adds up what stands before its own sentence: 。建安工程小计220万元, ；发电机12.60万元，购置小计76万元."""
    before = clause_before(text, number.start)
    named = _GROUP.fullmatch(before)
    opens = text[: number.start - len(before)].rstrip()[-1:] in ("。", "；", ";")
    return named is not None and (opens or bool(named["what"]))


_GROUP = re.compile(r"\s*(?P<what>[\u4e00-\u9fff]{0,8})小计(?:为|约)?\s*")


def _ends_the_list(text: str, total: Number, sums: list[Number]) -> bool:
    """True for ``设备105万元；改造13万元，共118万元``: the last sum of its text, behind an item that needs no sum of its own."""
    if not _SHORT_TOTAL.search(clause_before(text, total.start)) or total.approximate:
        return False
    item = [n for n in sums if _sentence_start(text, total.start) <= n.start < total.start]
    later = [n for n in sums if n.start > total.start and not n.is_rate]
    counted = [n for n in numbers(text) if n.kind is Kind.COUNT and item and item[-1].end <= n.start < total.start]
    return len(item) == 1 and not item[0].is_rate and not later and not counted


_SHORT_TOTAL = re.compile(r"^\s*(?:共|共计|总计|合计|计)(?:为|约)?\s*$")


def _sentence_start(text: str, place: int) -> int:
    return max((found.end() for found in _STOP.finditer(text, 0, place)), default=0)


def _list_of(text: str, total: Number, listed: list[Number]) -> SumList | None:
    """The list before a total; ``None`` where one of its sums is a bound or a price of an unknown quantity."""
    parts: list[tuple[Decimal, Number]] = []
    details: list[Decimal] = []
    others: list[Decimal] = []
    for number in listed:
        before = clause_before(text, number.start)
        if number.upper is not None or is_source(text, number):
            continue
        if _OTHER_TIME.search(before) and not is_reckoned_by(before):
            others += [] if number.is_rate else [number.value]
            continue
        if _BOUND.search(before):
            return None
        if number.is_rate:
            continue
        if _PRICE.search(before):
            quantity = _quantity(text, number, listed)
            if quantity is None:
                return None
            if quantity:
                parts.append((number.value * quantity, number))
        elif _is_detail(text, number):
            details.append(number.value)
        else:
            parts.append((number.value, number))
    if len(parts) + len(details) < 2:
        return None
    rough = total.approximate or any(number.approximate for number in listed)
    words = tuple(number.text for _, number in parts)
    return SumList(total, tuple(value for value, _ in parts), tuple(details), words, rough, tuple(others))


def _quantity(text: str, price: Number, listed: list[Number]) -> Decimal | None:
    """How many of a thing a bare 单价 is for: 0 where its own sum follows at once, ``None`` where that cannot be told."""
    stop = _STOP.search(text, price.end)
    end = stop.start() if stop else len(text)
    if any(price.end <= other.start < end and not other.is_rate for other in listed):
        return Decimal(0)
    begin = max((found.end() for found in _STOP.finditer(text, 0, price.start)), default=0)
    counted = [n for n in numbers(text) if n.kind is Kind.COUNT and begin <= n.start < price.start and n.upper is None]
    return counted[0].value if len(counted) == 1 else None


def is_source(text: str, number: Number) -> bool:
    """True for a sum that says where money comes from (县级配套4万元), not what it is for."""
    return bool(_SOURCE.search(clause_before(text, number.start)))


def _is_detail(text: str, number: Number) -> bool:
    begin = max((found.end() for found in _STOP.finditer(text, 0, number.start)), default=0)
    return bool(_WHOLE_OF.search(text, begin, number.start))
