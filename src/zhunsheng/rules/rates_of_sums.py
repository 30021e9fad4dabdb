"""Sums that are a share of another sum or a sum in foreign money: ``监理费按建安费2.5%计，5.50万元``, ``18万美元折129.60万元``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from zhunsheng.rules.clauses import clause_before, sentence_at
from zhunsheng.rules.money_in_text import money
from zhunsheng.rules.prose import Kind, Number, numbers


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a text reckons from another sum: its words, what they make in 元, and the sum that the text gives."""

    words: str
    made: Decimal
    stated: Number


@lru_cache(maxsize=4096)
def wrong_shares(text: str | None) -> tuple[Reckoned, ...]:
    """Sums said to be a share of another (按货值2%计1.296万元) that are another plain share of a sum of the text."""
    if not text or not re.search(r"[%％]", text) or not re.search(r"按|付|占|即", text):
        return ()
    sums = [n for n in money(text) if not n.is_rate and n.upper is None]
    made = []
    for share, stated in pairwise(numbers(text)):
        if share.kind is not Kind.PERCENT or stated.kind is not Kind.MONEY or stated.is_rate or not share.value:
            continue
        base = _SHARE_OF.search(clause_before(text, share.start))
        if base is None or not _MAKES.fullmatch(text, share.end, stated.start) or stated.approximate:
            continue
        others = [n.value for n in sums if n is not stated and n.value > stated.value]
        runs = {
            sum(others[first : last + 1], Decimal(0))
            for first in range(len(others))
            for last in range(first, len(others))
        }
        if any(abs(one * share.value / 100 - stated.value) <= max(_CENTS, stated.value / 200) for one in runs):
            continue
        named = {n.value for n in sums if n is not stated and clause_before(text, n.start).endswith(base["what"])}
        plain = (one for one in others if _is_plain(stated.value / one * 100))
        whole = named.pop() if len(named) == 1 else next(plain, None)
        if whole is not None:
            words = text[share.start - len(base.group()) : share.end]
            made.append(Reckoned(words, whole * share.value / 100, stated))
    return tuple(made)


_SHARE_OF = re.compile(
    r"(?:按(?:照)?|支付|拨付|付|占|即)(?:[\u4e00-\u9fff]{0,6}?(?P<what>合同价|货值|投资|[\u4e00-\u9fff]{2}(?:费|值|价|额|造价|款)))(?:的|总额的?)?$"
)
_MAKES = re.compile(r"(?:的比例)?(?:计取|计算|计列|计提|计|收取|测算|支付|安排)?[，,]?(?:为|共|约|计|需)?")
_CENTS = Decimal(100)
_PLAIN_SHARES = frozenset(Decimal(one) / 10 for one in (5, 8, *range(10, 60, 5)))


def _is_plain(share: Decimal) -> bool:
    """True for a share as fees are agreed on: 0.5%, 1%, 1.5%, 2% …"""
    return any(abs(share - one) <= Decimal("0.002") for one in _PLAIN_SHARES)


_FOREIGN = re.compile(
    r"(?P<sum>\d+(?:\.\d+)?)(?P<scale>万?)(?P<coin>美元|欧元|英镑|港元|港币|日元|瑞士法郎)[^。；;\n]{0,40}?"
    r"(?:1(?P=coin)(?:兑换?|折合?|合|=|＝|约合)|汇率(?:按|为|以|：|:)?)(?P<rate>\d+(?:\.\d+)?)(?:元|计|折|人民币|，|,)"
)


@lru_cache(maxsize=4096)
def wrong_exchanges(text: str | None) -> tuple[Reckoned, ...]:
    """Foreign money times the text's own rate that is not the sum in yuan right behind it."""
    made = []
    for found in _FOREIGN.finditer(text or "") if "元" in (text or "") else ():
        value = Decimal(found["sum"]) * (10_000 if found["scale"] else 1) * Decimal(found["rate"])
        if len(_COINS.findall(sentence_at(text or "", found.start()))) > _ONE_AND_THE_RATE:
            continue  # several sums are turned together
        stated = next((n for n in money(text) if n.start >= found.end() and not n.is_rate), None)
        if stated is None or not _TURNED.fullmatch(text or "", found.end(), stated.start) or stated.upper is not None:
            continue
        if abs(value - stated.value) > max(_CENTS, value / (50 if stated.approximate else 500)):
            made.append(Reckoned((text or "")[found.start() : found.end("rate")], value, stated))
    return tuple(made)


_COINS = re.compile(r"\d万?(?:美元|欧元|英镑|港元|港币|日元|瑞士法郎)")
_ONE_AND_THE_RATE = 2
_TURNED = re.compile(r"[^。；;\n\d]{0,12}")


_PRINCIPAL = re.compile(r"(?:本金|余额|贷款|债券|借款|面值)(?:为|共|计)?$")
_RATE = re.compile(r"(?:年?利率|票面利率|年息)(?:为|按|是)?$")
_INTEREST = re.compile(r"(?:付息|付|利息|贴息|计|需|应付|支付)(?:为|约)?$")
_YEARLY, _HALF = (
    re.compile(r"年付一次|每年付|按年付|一年付|全年利息|(?<!半)年利息"),
    re.compile(r"半年付|每半年|按半年|半年利息"),
)


@lru_cache(maxsize=4096)
def wrong_interest(text: str | None) -> tuple[Reckoned, ...]:
    """Interest paid once or twice a year that is not the principal at its rate: 本金8000万元，利率3.36%，年付一次，付268.80万元."""
    if not text or ("利率" not in text and "年息" not in text):
        return ()
    made, found = [], numbers(text)
    for place, rate in enumerate(found):
        if rate.kind is not Kind.PERCENT or not _RATE.search(clause_before(text, rate.start)) or not place:
            continue
        principal = found[place - 1]
        paid = next((n for n in found[place + 1 :] if n.kind is Kind.MONEY), None)
        if (
            paid is None
            or principal.kind is not Kind.MONEY
            or not _PRINCIPAL.search(clause_before(text, principal.start))
        ):
            continue
        between = text[rate.end : paid.start]
        if (
            re.search(r"[。；;\n]", between)
            or not _INTEREST.search(clause_before(text, paid.start))
            or paid.approximate
        ):
            continue
        parts = 2 if _HALF.search(between) else 1 if _YEARLY.search(between) else 0
        right = principal.value * rate.value / 100 / parts if parts else Decimal(0)
        if parts and abs(right - paid.value) > max(_CENTS, right / 500):
            made.append(Reckoned(text[principal.start : rate.end], right, paid))
    return tuple(made)


_REGULAR = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{0,4})每(?P<period>季度?|个?月|半年)(?:末月?|底|初)?(?:支付|付|拨付|结算)?(?P<sum>\d[\d,]*(?:\.\d+)?)(?P<unit>万?元)(?![/／每])"
)
_TIMES = {"季": 4, "季度": 4, "月": 12, "个月": 12, "半年": 2}


@lru_cache(maxsize=4096)
def wrong_regular(text: str | None) -> tuple[Reckoned, ...]:
    """A sum of every quarter or month that does not make the year's sum right before it: 5.76万元，每季末月支付1.44万元."""
    if not text or "每" not in text:
        return ()
    made, sums = [], [n for n in money(text) if not n.is_rate and n.upper is None]
    for found in _REGULAR.finditer(text):
        each = Decimal(found["sum"].replace(",", "")) * (10_000 if found["unit"] == "万元" else 1)
        right = each * _TIMES[found["period"]]
        begin = max(text.rfind(mark, 0, found.start()) for mark in "。；;\n") + 1
        before = [n for n in sums if begin <= n.start and n.end <= found.start()]
        if not before or any(abs(n.value - right) <= max(_CENTS, right / 200) for n in sums):
            continue
        whole = before[-1]
        between = text[whole.end : found.start("period")]
        if not _BESIDE.fullmatch(between) or not right / 2 <= whole.value <= right * 2 or whole.approximate:
            continue
        number = next(n for n in money(text) if n.start <= found.start("sum") < n.end)
        told = f"{text[whole.start : whole.end]}，每{found['period']}{found['sum']}{found['unit']}"
        made.append(Reckoned(told, right, replace(number, text=whole.text)))
    return tuple(made)


_BESIDE = re.compile(r"[，,（(](?:按季|按月|分季|分月)?[\u4e00-\u9fff]{0,6}[，,]?(?:[\u4e00-\u9fff]{0,4})每")


_EACH_TIME = re.compile(
    r"(?<=[，。；;、（(\n])(?P<what>[\u4e00-\u9fff]{3,10}?)(?:分别)?(?:于|在)?(?P<months>(?:1[0-2]|[1-9])月(?:份|底|末)?(?:[、和及](?:1[0-2]|[1-9])月(?:份|底|末)?)+)各(?:支付|拨付|付)(?P<sum>\d[\d,]*(?:\.\d+)?)(?P<unit>万?元)"
)


@lru_cache(maxsize=4096)
def wrong_halves(text: str | None) -> tuple[Reckoned, ...]:
    """Payments in several months that do not make the item's own sum: 平台维护38万元；…平台维护费6月、12月各付18万元."""
    if not text or "各" not in text:
        return ()
    made, sums = [], [n for n in money(text) if not n.is_rate and n.upper is None]
    for found in _EACH_TIME.finditer(text):
        each = Decimal(found["sum"].replace(",", "")) * (10_000 if found["unit"] == "万元" else 1)
        right = each * len(re.findall(r"月", found["months"]))
        what = found["what"].removesuffix("费用").removesuffix("费")
        named = [
            n for n in sums if n.end <= found.start() and clause_before(text, n.start).removesuffix("费").endswith(what)
        ]
        stated = next((n for n in sums if n.start == found.start("sum")), None)
        if len(named) == 1 and stated is not None and abs(named[0].value - right) > _CENTS:
            made.append(Reckoned(found.group(), named[0].value * each / right, stated))
    return tuple(made)
