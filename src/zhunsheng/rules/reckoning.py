"""Reckonings that a text writes out with signs: ``1500公斤×155元/公斤＝22.5万元``, ``18万元（120人×5天×300元）``, ``14.4＋6＝20.4万元``.

A reckoning is numbers with nothing but signs and their own units between them. It is reckoned exactly; the sum beside it is
what the text makes of it. Where the scale of bare numbers is open (元 or 万元), either is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from zhunsheng.rules.prose import Kind, Number, numbers

_TIMES = r"(?:[×✕✖xX*＊]|乘以)"
_PLUS = r"[+＋﹢]"
_EQUALS = r"(?:[=＝]|等于|≈)"
_UNIT = r"(?:[/／每](?:[\u4e00-\u9fff㎡²³]{1,4}|[A-Za-z]{1,4})(?:[·./／每][\u4e00-\u9fff]{1,3})?|[\u4e00-\u9fff]{0,4})"
"""What may stand between a number and the sign behind it: the rest of its unit, or what it counts."""
_BETWEEN = re.compile(
    rf"\s*{_UNIT}\s*(?P<close>[)）]?)\s*(?P<sign>{_TIMES}|{_PLUS}|{_EQUALS})\s*(?P<open>[(（]?)\s*[\u4e00-\u9fff]{{0,6}}"
)
_SIGN = re.compile(rf"{_TIMES}|{_PLUS}|{_EQUALS}")
_BEFORE_BRACKET = re.compile(r"\s*[(（](?:即|按|=|＝|计算[:：]|[\u4e00-\u9fff]{0,6}[:：])?\s*")
_AFTER_LAST = re.compile(rf"\s*{_UNIT}\s*[)）]")
_USED = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT, Kind.BARE})
_LEAST_SLACK = Decimal(50)
_MIXED_UP = (Decimal(10_000), Decimal("0.0001"))
_MONTHS = re.compile(r"(\d{1,2})月")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Numbers joined by signs, and the sum that the text gives for them; ``yuan`` is what they make, in 元."""

    terms: tuple[tuple[Number, ...], ...]
    """Products that are added up."""
    stated: Number
    start: int
    end: int

    @property
    def is_sum(self) -> bool:
        """True where things are only added up."""
        return len(self.terms) > 1 and all(len(term) == 1 for term in self.terms)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All its numbers but the sum."""
        return tuple(number for term in self.terms for number in term)

    @property
    def yuan(self) -> Decimal:
        """What the numbers make, in 元; bare numbers are taken in the unit of the stated sum where that comes nearer."""
        return min(self._readings(), key=lambda value: abs(value - self.stated.value))

    @property
    def comes_out(self) -> bool:
        """True when the stated sum is right, up to the last place that is printed."""
        slack = max(_LEAST_SLACK, self.stated.value / 1000) if self.stated.approximate else _LEAST_SLACK
        return abs(self.yuan - self.stated.value) <= slack

    @property
    def is_pay(self) -> bool:
        """True for pay: heads or households and months or years among its numbers or prices (ZSF10)."""
        units = {unit for number in self.numbers for unit in (number.unit, *number.per)}
        return not self.is_sum and bool(units & {"人", "户"}) and bool(units & {"个月", "年"})

    @property
    def is_mixed_up(self) -> bool:
        """True when the stated sum is right but for a factor of ten thousand: 元 and 万元 were mixed up."""
        return any(abs(self.yuan * scale - self.stated.value) <= _LEAST_SLACK for scale in _MIXED_UP)

    def _readings(self) -> tuple[Decimal, ...]:
        made = sum((_product(term) for term in self.terms), Decimal(0))
        money = all(any(number.kind is Kind.MONEY for number in term) for term in self.terms)
        return (made,) if money else (made, made * 10_000)

    def words(self, text: str) -> str:
        """The reckoning as it is printed, without the sum."""
        return text[self.start : self.end]


@lru_cache(maxsize=4096)
def reckonings(text: str | None) -> tuple[Reckoning, ...]:
    """Every reckoning of a text that has its sum behind an equals sign, or right before the bracket it stands in."""
    if not text or "元" not in text or not _SIGN.search(text):
        return ()
    found = [_as_count(number) for number in numbers(text)]
    found = [number for number in found if number.kind in _USED and number.upper is None]
    made, place = [], 0
    while place < len(found):
        chain, signs = _chain(text, found, place)
        reckoning = _formula(text, found, place, chain, signs)
        if reckoning is not None:
            made.append(reckoning)
        place += max(1, len(chain) - bool(reckoning and signs and _is_equals(signs[-1])))
    return tuple(made)


def _as_count(number: Number) -> Number:
    """``12月`` between signs is a number of months, no date."""
    months = _MONTHS.fullmatch(number.text) if number.kind is Kind.DATE else None
    return replace(number, kind=Kind.COUNT, value=Decimal(months[1]), unit="个月") if months else number


def _chain(text: str, found: list[Number], place: int) -> tuple[list[Number], list[str]]:
    """The numbers from this one on that signs join, up to the sum behind an equals sign."""
    chain, signs = [found[place]], list[str]()
    for number in found[place + 1 :]:
        joined = _BETWEEN.fullmatch(text, chain[-1].end, number.start)
        if joined is None or joined["open"] or joined["close"]:
            break
        chain.append(number)
        signs.append(joined["sign"])
        if _is_equals(joined["sign"]):
            break
    return chain, signs


def _formula(text: str, found: list[Number], place: int, chain: list[Number], signs: list[str]) -> Reckoning | None:
    if not signs:
        return None
    if _is_equals(signs[-1]):
        *used, stated = chain
        joints = signs[:-1]
    else:
        used, joints = chain, signs
        beside = (
            _sum_before(text, found, place, chain[-1])
            or _sum_behind(text, found, place, chain)
            or _sum_next(text, found, place, chain, joints=signs)
        )
        if beside is None:
            return None
        stated = beside
    if stated.kind is not Kind.MONEY or stated.is_rate or len(used) < 2 or any(n.approximate for n in used):
        return None
    terms: list[list[Number]] = [[used[0]]]
    for sign, number in zip(joints, used[1:], strict=True):
        if re.fullmatch(_PLUS, sign):
            terms.append([number])
        else:
            terms[-1].append(number)
    return Reckoning(tuple(map(tuple, terms)), stated, used[0].start, used[-1].end)


def _sum_before(text: str, found: list[Number], place: int, last: Number) -> Number | None:
    """The sum that the reckoning explains from inside a bracket: ``18万元（120人×5天×300元）``."""
    if place == 0 or not _AFTER_LAST.match(text, last.end):
        return None
    before = found[place - 1]
    return before if _BEFORE_BRACKET.fullmatch(text, before.end, found[place].start) else None


def _sum_behind(text: str, found: list[Number], place: int, chain: list[Number]) -> Number | None:
    """The sum right behind the bracket that the whole reckoning stands in: ``综合楼（3200平方米×2800元/平方米）896万元``."""
    last = place + len(chain) - 1
    if last + 1 >= len(found) or not _OPENS.search(text, max(0, chain[0].start - 8), chain[0].start):
        return None
    if not _CLOSED.fullmatch(text, chain[-1].end, found[last + 1].start):
        return None
    priced = any(number.kind is Kind.MONEY for number in chain)
    added = len(chain) > 2 and all(number.kind is Kind.BARE for number in chain)
    return found[last + 1] if priced or added else None


def _sum_next(text: str, found: list[Number], place: int, chain: list[Number], *, joints: list[str]) -> Number | None:
    """The sum behind a comma and nothing else: ``240套×520元，12.48万元``, ``775台×60元，计4.65万元``."""
    last = place + len(chain) - 1
    if (
        last + 1 >= len(found)
        or chain[-1].kind is not Kind.MONEY
        or len({n for n in chain if n.kind is Kind.MONEY}) > 1
    ):
        return None
    if any(re.fullmatch(_PLUS, sign) for sign in joints) or not _COMMA.fullmatch(
        text, chain[-1].end, found[last + 1].start
    ):
        return None
    return found[last + 1]


_COMMA = re.compile(r"\s*(?:[/／每][\u4e00-\u9fff]{1,4})?\s*[，,]\s*(?:共需?|合计|小计|计|需要?|为|约)*\s*")
_OPENS = re.compile(r"[（(](?:[\u4e00-\u9fff]{0,5})$")
_CLOSED = re.compile(rf"\s*{_UNIT}\s*[)）]\s*(?:[，,]?(?:共需?|合计|小计|计|需要?|为|约))*\s*")


def _is_equals(sign: str) -> bool:
    return bool(re.fullmatch(_EQUALS, sign))


def _product(term: tuple[Number, ...]) -> Decimal:
    value = Decimal(1)
    for number in term:
        value *= number.value / 100 if number.kind is Kind.PERCENT else number.value
    return value


def factors(text: str | None) -> frozenset[Number]:
    """The numbers of a text that a sign joins to others: factors and addends, no sums of their own."""
    return frozenset(number for reckoning in reckonings(text) for number in reckoning.numbers)
