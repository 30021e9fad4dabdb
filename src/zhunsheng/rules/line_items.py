"""The lines of a reckoning: ``图书3000册，每册30元，计9万元`` is a sum, its price and the counts that the price is of.

A line is only called wrong when its price can be multiplied with what stands around it, and no choice of the numbers
there makes the sum. Everything that could add to a sum (另, 含, 税, 等费用) makes a line unsure, and an unsure line is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from math import prod

from zhunsheng.rules.clauses import clause_before, is_reckoned_by
from zhunsheng.rules.days_in_text import spans
from zhunsheng.rules.price_parts import without_price_parts
from zhunsheng.rules.priced_counts import (
    EACH_OF_SEVERAL,
    both_in_one,
    counts_before,
    counts_of,
    is_counted_thing,
    is_rough,
)
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.reckoning import reckonings
from zhunsheng.rules.slips_of_numbers import may_be_slip
from zhunsheng.rules.wording import brief, plain_number

_CUT = re.compile(r"[。；;\n]")
_UNSURE = re.compile(
    r"安装费|运费|税(?:费|金|点|款)|另|其他(?!\d)|其它(?!\d)|等费用|及相关|以及|折(?!页|叠|合|算)|优惠|(?<!每[\u4e00-\u9fff])含[^，。；（()）]{0,12}\d|平均约|不等|不超过|最高|左右|差额|减去|扣除|按实际|据实结算的"
)
_UNSURE_BEHIND = re.compile(
    r"\s*[（(，,]?(?:另|其他|其它|其余|含(?=[^，。；]{0,16}(?:税|安装|运|调试|配套|辅材|培训|监理|设计|保险|其他|另|\d+(?:\.\d+)?万?元)))"
)
_SUM = re.compile(
    r"(?:\s*[/每][\u4e00-\u9fff㎡²]{1,5}(?:[·/][\u4e00-\u9fff]{1,3})?)?"
    r"(?:小计|合计|共计|总计|共需?|计算|测算|核算|计|需要?|全年|一年|每年|年|折合|合|即|＝|=|为|约|预算|资金|费用?|经费|总?金额|总价|总额|综合|定额|标准|[×xX*]|[:：，,、（(\s])*"
)
_SUM_LOOSE = re.compile(
    r"(?![^。；;\n]*(?:其中|承担|安排|已|剩余|首付|预付|尾款|自筹|配套|结余|缺口|分担|申请|上级|省级|市级|中央|奖励|节约|增收|收入|超))"
    r"[^。；;\n\d]{0,24}?(?:需|共|计|合计|共计|总计|小计)(?:补助|补贴|奖补|资金|经费|费用|支出|为|约|要)*"
)
"""Other words between a price and its sum, as long as they end in adding up: 按每亩400元给予物化补助，需补助资金64万元."""
_SUM_MANNER = re.compile(
    r"(?:[，,、](?:(?:按|分|逐|直接|打卡|通过|经)[^，。；;、\n\d元]{1,14}|[\u4e00-\u9fff]{2,6}后一次性?(?:补助|拨付|发放|支付|兑付))){1,3}[，,](?:全年|年度|共|合计|总计|计|需要?|预算|资金|经费|为)*"
    r"|(?:计算|测算|核算)?[，,](?:电|水|燃?气|取暖|供暖|燃油|油)费(?:共|计|为|约)?"
)
"""Between them only how it is paid: 每名每月600元，按月考核、按季发放，全年预算151.2万元."""
_MANNER = re.compile(r"^分[一二两三四\d]|一次$")
"""Counts that only say how it is paid: 分四个季度发放, 验收后一次补助."""
_PLAIN_BRACKET = re.compile(r"[（(][^（()）\d]{0,40}[)）]")
"""A bracket without a figure, which only says what the price is for: 每间5000元（地面、扶手），35万元."""
_INCLUDED = re.compile(r"[（(](?![^（()）]*(?:不含|另|除|不包))[^（()）\d]{0,40}[)）]")
"""A bracket that says what the price holds: 每个泊位2000元（含硬化、划线）."""
_OTHER_TIME = re.compile(r"上年|去年|往年|(?:19|20)\d{2}年(?!度?预算)|总投资|已|合同|中标|原")
_TIME_UNITS = {"个月": (12,), "季度": (1, 4), "天": (365,), "周": (52,), "学期": (2,), "年": (1,)}
_OTHERS = re.compile(r"(?:人员|[员工师岗]|司机|学生|干部)(?=的?(?:人均|每))")
"""A price for other people than those that were counted: ``服务群众5000人，窗口人员每人…``."""
_BOUND_BEHIND = re.compile(r"\s*(?:及?以[上下内]|或以上)")
"""A bound is no count: 50亩以上的基地每亩500元."""
_NEVER_FACTORS = frozenset({"岁", "年级", "层", "级"})
_MOST_FACTORS = 6
_USED = (Kind.COUNT, Kind.MONEY, Kind.PERCENT)


@dataclass(frozen=True, slots=True)
class Line:
    """One sum with the price it comes from; ``counts`` are the numbers that the price must be multiplied with."""

    stated: Number
    price: Number
    counts: tuple[Number, ...]
    times: tuple[int, ...]
    """Factors that the price's periods stand for (a price a month: 12)."""
    is_sure: bool = True
    """False where the line holds counts that the product leaves out, or the sum is farther off than any slip leads."""
    is_mixed_up: bool = False
    """True where the sum is right but for a factor of ten thousand: 元 and 万元 were mixed up."""

    @property
    def yuan(self) -> Decimal:
        """The product that the words suggest first, in 元."""
        product: Decimal = self.price.value
        for count in self.counts:
            product *= count.value
        for periods in self.times:
            product *= periods
        return product

    @property
    def is_pay(self) -> bool:
        """True for a price for a head and a month or a year: pay (ZSF10), no purchase (ZSF11)."""
        return bool({"个月", "年"} & set(self.price.per)) and bool({"人", "户"} & set(self.price.per))

    def reckoned(self) -> str:
        """The product with its factors as a message shows it: ``8个×1人×3200元×12``."""
        counts = [brief(count.text) for count in self.counts]
        return "×".join(
            [*counts, f"{plain_number(self.price.value)}元", *(str(time) for time in self.times if time != 1)]
        )


@lru_cache(maxsize=4096)
def paid_counts(text: str | None) -> dict[str, Number]:
    """By unit, the one count that the text's prices are multiplied with: 3400平方米，每平方米65元; units with several left out."""
    if not text or "元" not in text:
        return {}
    found = numbers(text)
    units = {unit for n in found if n.kind is Kind.MONEY and n.is_rate for unit in n.per} - set(_TIME_UNITS)
    paid: dict[str, Number] = {}
    for unit in units:
        counted = [n for n in found if n.kind is Kind.COUNT and n.unit == unit and n.value > 1 and not n.per]
        if counted and len({n.value for n in counted}) == 1 and not any(is_rough(text, n) or n.upper for n in counted):
            paid[unit] = counted[0]
    return paid


@lru_cache(maxsize=4096)
def wrong_lines(text: str | None) -> tuple[Line, ...]:
    """The lines of a text whose sum none of its numbers make, in reading order."""
    if not text or "元" not in text:
        return ()
    plain = without_price_parts(text)
    return tuple(_wrong(plain, numbers(plain)))


def _wrong(text: str, found: tuple[Number, ...]) -> Iterator[Line]:
    found = _by_thousand(_with_mean_prices(text, found))
    prices = [number for number in found if number.kind is Kind.MONEY and number.is_rate]
    if not prices:
        return
    yield from _explained(text, found, prices)
    written = {number for reckoning in reckonings(text) for number in (*reckoning.numbers, reckoning.stated)}
    start = 0
    for place, number in enumerate(found):
        if number.kind is not Kind.MONEY or number.is_rate or number.upper is not None:
            continue
        near = tuple(n for n in found[start:place] if n.kind in _USED and not _CUT.search(text, n.end, number.start))
        while near and near[-1].kind is Kind.COUNT and _MANNER.search(text[max(0, near[-1].start - 1) : near[-1].end]):
            near = near[:-1]
        told = text
        if len(near) > _PAIR and _by_the_price(text, *near[-2:]):
            near, told = near[-2:], text[: number.end]  # what follows (10—12月占29.5%) is no factor of it
        start = place + 1
        words = text[near[0].start if near else number.start : number.end]
        if number in written or not near or number.approximate:
            continue
        between = _PLAIN_BRACKET.sub("", text[near[-1].end : number.start])
        if not any(words.fullmatch(between) for words in (_SUM, _SUM_LOOSE, _SUM_MANNER)):
            continue
        if _UNSURE.search(_INCLUDED.sub("", words)) or _UNSURE_BEHIND.match(text, number.end):
            continue
        before = clause_before(text, number.start)
        if _OTHER_TIME.search(before) and not is_reckoned_by(before):
            continue
        line = _line(told, found, prices, near, number)
        if line is not None:
            yield line


def _by_the_price(text: str, count: Number, price: Number) -> bool:
    """True for a count and its own price side by side, as the sum is said to be reckoned: 按950万千瓦时、每千瓦时0.58元计算."""
    beside = _NEXT_TO.fullmatch(text, count.end, price.start) is not None
    alike = count.kind is Kind.COUNT and not count.per and price.is_rate and price.per == (count.unit,)
    return beside and alike and _RECKONED.search(clause_before(text, count.start)) is not None


_PAIR = 2
_NEXT_TO = re.compile(r"[、，](?:每[\u4e00-\u9fff]{1,4})?|×|乘以")
_RECKONED = re.compile(r"按(?:照)?(?:全年)?$")


def _by_thousand(found: tuple[Number, ...]) -> tuple[Number, ...]:
    """Counts of characters in thousands where prices are for a thousand: 120万字, 每千字60元."""
    if not any("千字" in n.per for n in found):
        return found
    return tuple(
        replace(n, value=n.value / 1000, unit="千字") if n.kind is Kind.COUNT and n.unit == "字" else n for n in found
    )


def _with_mean_prices(text: str, found: tuple[Number, ...]) -> tuple[Number, ...]:
    """A bare 均价 or 单价 is a price of what was counted right before it in the sentence: ``图书7500册，均价32元``."""
    made: list[Number] = []
    for number in found:
        if number.kind is Kind.MONEY and not number.per and _BARE_PRICE.search(clause_before(text, number.start)):
            near = [n for n in made if n.kind is not Kind.ORDINAL and not _CUT.search(text, n.end, number.start)]
            if near and near[-1].kind is Kind.COUNT and near[-1].unit not in _TIME_UNITS and near[-1].upper is None:
                number = replace(number, per=(near[-1].unit,))
        single = (
            _SINGLE.search(clause_before(text, number.start)) if number.kind is Kind.MONEY and not number.per else None
        )
        if single is not None:
            number = replace(number, per=(single[1],))
        if number.kind is Kind.MONEY and not number.per and _FACE_VALUE.search(clause_before(text, number.start)):
            behind = next((n for n in found if 0 < n.start - number.end <= 2 and n.kind is Kind.COUNT), None)
            number = replace(number, per=(behind.unit,)) if behind is not None else number
        made.append(number)
    return tuple(made)


_SINGLE = re.compile(r"单([台套件辆座个间处盏块根株份只张])(?:价格?|造价|报价|费用|成本)?(?:为|约|是|[:：])?$")
"""单台16万元: a price by its counter."""
_FACE_VALUE = re.compile(r"(?:面额|面值|票面|票价)(?:为|是|每张)?$")
_BARE_PRICE = re.compile(r"(?:均价|单价)(?:约|为|是|[:：])?$")
_EXPLANATION = re.compile(r"\s*[（(](?!其中)([^（()）]{4,80})[)）]")


def _explained(text: str, found: tuple[Number, ...], prices: list[Number]) -> Iterator[Line]:
    """Sums whose reckoning stands in the bracket behind them: ``工资72万元（150人，每人每月600元，共8个月）``."""
    for stated in found:
        if stated.kind is not Kind.MONEY or stated.is_rate or stated.upper is not None or stated.approximate:
            continue
        bracket = _EXPLANATION.match(text, stated.end)
        if bracket is None or _UNSURE.search(bracket[1]) or re.search(r"[×xX*＊+＋]", bracket[1]):
            continue
        near = tuple(n for n in found if bracket.start() < n.start < bracket.end() and n.kind in _USED)
        if not any(n.kind is Kind.COUNT for n in near) or any(is_rough(text, n) for n in near):
            continue
        if any(n.kind is Kind.MONEY and not n.is_rate for n in near) or not any(n in prices for n in near):
            continue
        line = _line(text, found, prices, near, stated)
        if line is not None:
            yield line


def _line(
    text: str, found: tuple[Number, ...], prices: list[Number], near: tuple[Number, ...], stated: Number
) -> Line | None:
    """The line of a sum if it cannot be right by any of its prices: its own one, or those stated once for several lines."""
    near = tuple(
        n for n in near if n.kind is not Kind.MONEY or not _BOUND_BEHIND.match(text, n.end)
    )  # 标准每亩10元以内
    own = [number for number in near if number.kind is Kind.MONEY and number.is_rate]
    shares = [n for n in own if own[0] is not n and _is_share(text, own[0], n)]
    if shares and len(shares) == len(own) - 1:  # 每场补贴260元（中央120元、省级60元、县级80元）
        own, near = own[:1], tuple(n for n in near if n not in shares)
    if not own and (_adds_those_before(text, found, stated) or all(n.value == 1 for n in near)):
        return None  # 综艺演出一场12万元: the price of one, not another's price times one
    tried = own or [price for price in prices if near and price.end < near[0].start]
    if len(own) > 1 or any(number.kind is Kind.MONEY and not number.is_rate for number in near):
        return None
    lines = [_multiplied(text, found, near, price, stated) for price in tried]
    if not lines or any(line is None for line in lines) or _closes_lines_before(found, near, stated):
        return None
    line = min(filter(None, lines), key=lambda line: _ratio(line.yuan, stated.value))
    return None if _is_told_before(found, line) else line


def _is_told_before(found: tuple[Number, ...], line: Line) -> bool:
    """True where price and count make a sum that stands between them: 测评3个系统24万元（每个8万元），演练2次6万元."""
    begins = min((n.start for n in line.counts), default=line.price.start)
    between = (n for n in found if n.kind is Kind.MONEY and not n.is_rate and begins < n.start < line.price.start)
    return any(abs(n.value - line.yuan) <= _LEAST_SLACK for n in between)


def _is_share(text: str, price: Number, other: Number) -> bool:
    """True for a figure in the bracket right behind a price: who pays how much of it."""
    bracket = re.compile(r"\s*[（(][^（()）]*[)）]").match(text, price.end)
    return bracket is not None and bracket.start() <= other.start < bracket.end()


def _of_any(
    text: str, found: tuple[Number, ...], near: tuple[Number, ...], price: Number, stated: Number, others: list[Number]
) -> Line | None:
    """Several counts of the price's unit (42块：其中14块，每块1.5万元): wrong only if the sum comes of none of them, nor of all."""
    lines: list[Line] = []
    for one in others:
        rest = tuple(n for n in near if n is one or n not in others)
        line = _multiplied(text, (*(n for n in found if n not in others), one), rest, price, stated)
        if line is None:
            return None
        lines.append(line)
    every = sum((n.value for n in others), Decimal(0)) * price.value
    if any(abs(every * time - stated.value) <= _LEAST_SLACK for time in (1, 4, 12)):
        return None
    beside = price.start - others[-1].end <= _BESIDE
    return lines[-1] if beside else replace(lines[-1], is_sure=False)


_BESIDE = 6


def _adds_those_before(text: str, found: tuple[Number, ...], stated: Number) -> bool:
    """True for a subtotal of the lines before it: …43.2万元；…400.68万元。五类212人，小计707.712万元."""
    made = Decimal(0)
    before = [n.value for n in found if n.kind is Kind.MONEY and not n.is_rate and n.end <= stated.start]
    for count, value in enumerate(reversed(before), 1):
        made += value
        if count > 1 and abs(made - stated.value) <= _LEAST_SLACK:
            return True
    return False


_LEAST_SLACK = Decimal(50)


def _closes_lines_before(found: tuple[Number, ...], near: tuple[Number, ...], stated: Number) -> bool:
    """True for the one sum of several lines: 新建2所，每所18万元；提升改造4所，每所9.5万元，小计74万元."""
    made = Decimal(0)
    before = [n for n in found if n.end <= stated.start and n.upper is None]
    for price, count in zip(reversed(before), list(reversed(before))[1:], strict=False):
        if price.kind is Kind.MONEY and not price.is_rate:
            return False
        if price.kind is Kind.MONEY and count.kind is Kind.COUNT and count.unit in price.per:
            made += price.value * count.value
            if price not in near and abs(made - stated.value) <= _LEAST_SLACK:
                return True
    return False


def _multiplied(
    text: str, found: tuple[Number, ...], near: tuple[Number, ...], price: Number, stated: Number
) -> Line | None:
    """The line by this price, or ``None`` when it comes out or cannot be reckoned."""
    counted = [
        number
        for number in near
        if number.kind is Kind.COUNT
        and number.upper is None
        and number.unit not in _NEVER_FACTORS
        and not _BOUND_BEHIND.match(text, number.end)
    ]
    needed: list[Number] = []
    times: list[int] = []
    whole = both_in_one(price, counted)
    for unit in () if whole else price.per:
        counts = counts_of(text, unit, counted)
        if not counts and price in near and unit not in _TIME_UNITS:
            others = [
                n for n in counted if n.end <= price.start and (n.unit == unit or is_counted_thing(text, n, unit))
            ]
            if len({n.value for n in others}) > 1:
                return _of_any(text, found, near, price, stated, others)
        if not counts and price in near and unit not in _TIME_UNITS:
            counts = counts_of(text, unit, counts_before(found, price))
        if counts and unit == "人" and _OTHERS.search(text, counts[0].end, price.end):
            return None
        if counts:
            needed += counts
        elif unit in _TIME_UNITS:
            times.append(_TIME_UNITS[unit][0])
        else:
            return None
    each = any(
        EACH_OF_SEVERAL.search(clause_before(text, number.start)) for number in needed if number.unit not in _TIME_UNITS
    )
    if each and not any(n.value > 1 for n in counted if n not in needed):
        return None
    needed += [whole] if whole else []
    line = Line(stated, price, tuple(dict.fromkeys(needed)), tuple(times))
    by_month = not needed and not counted and price.per == ("个月",) and price in near and not price.approximate
    if by_month and _WHOLE_YEAR.search(text, price.end, _sentence_end(text, price)):
        return _if_wrong(line, near, found, text)
    if not needed:
        return None
    wrong = _if_wrong(line, near, found, text)
    if wrong is None or not any(is_rough(text, number) for number in (price, *needed)):
        return wrong
    # 约350万千瓦时: what is but about right cannot be a tenth off.
    return replace(wrong, is_sure=False) if _ratio(wrong.yuan, stated.value) > _FAR_OFF else None


_FAR_OFF = Decimal("0.1")


_WHOLE_YEAR = re.compile(r"全年|一年|年度")


def _sentence_end(text: str, price: Number) -> int:
    """Where the clause behind a price ends: 每月5000元，全年6万元."""
    stop = _CUT.search(text, price.end)
    return stop.start() if stop else len(text)


def _if_wrong(line: Line, near: tuple[Number, ...], found: tuple[Number, ...], text: str) -> Line | None:
    """``None`` when the sum is the price times the counts it needs, times any choice of the other numbers of the line.

    Else the line with those other factors that bring it nearest to the sum: so its author will have reckoned.
    """
    base = line.price.value
    for count in line.counts:
        base *= count.value
    free: dict[Decimal, Number | None] = {n.value: n for n in near if n.kind is Kind.COUNT and n not in line.counts}
    free |= {n.value / 100: n for n in near if n.kind is Kind.PERCENT and n not in line.counts}
    free |= {Decimal(time): None for unit in line.price.per for time in _TIME_UNITS.get(unit, ())}
    own = {n.unit for n in near}  # a line that tells its own days (每期100人、3天) needs no other line's
    free |= {n.value: n for n in found if n.kind is Kind.COUNT and n.unit in _TIME_UNITS and n.unit not in own}
    for time in spans(text):
        free.setdefault(Decimal(time), None)
    if "月" in text:
        free.setdefault(Decimal(12), None)
    free = {value: number for value, number in free.items() if value > 0 and value != 1}
    if len(free) > _MOST_FACTORS:
        return None
    stated = line.stated.value
    slack = max(Decimal(50), stated / 1000)
    products = {
        some: base * prod(some, start=Decimal(1)) for size in range(len(free) + 1) for some in combinations(free, size)
    }
    if any(abs(product - stated) <= slack for product in products.values()):
        return None
    mixed = any(abs(product * scale - stated) <= slack for product in products.values() for scale in _MIXED_UP)
    best = min(products, key=lambda some: (abs(_ratio(products[some], stated)), len(some)))
    counts = tuple(number for value in best if (number := free[value]) is not None)
    times = tuple(int(value) for value in best if free[value] is None)
    used = {*counts, *line.counts}
    sure = mixed or may_be_slip(products[best], stated)
    sure = sure and all(n in used or n.value == 1 for n in near if n.kind is Kind.COUNT)
    return replace(line, counts=(*counts, *line.counts), times=times, is_sure=sure, is_mixed_up=mixed)


def _ratio(one: Decimal, other: Decimal) -> Decimal:
    """How far two sums are apart, whichever is larger; without end for none."""
    low, high = sorted((one, other))
    return high / low - 1 if low > 0 else Decimal("Infinity")


_MIXED_UP = (Decimal(10_000), Decimal("0.0001"))
