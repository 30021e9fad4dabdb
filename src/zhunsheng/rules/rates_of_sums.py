"""Sums that are a share of another sum or a sum in foreign money: ``监理费按建安费2.5%计，5.50万元``, ``18万美元折129.60万元``."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    if not text or not re.search(r"[%％]", text) or not re.search(r"按|费率", text):
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
        whole = next((one for one in others if _is_plain(stated.value / one * 100)), None)
        if whole is not None:
            words = text[share.start - len(base.group()) : share.end]
            made.append(Reckoned(words, whole * share.value / 100, stated))
    return tuple(made)


_SHARE_OF = re.compile(
    r"按(?:照)?[\u4e00-\u9fff]{1,8}?(?:费|值|价款?|额|投资|造价|款)(?:的|总额的?)?$|费率$", re.MULTILINE
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
