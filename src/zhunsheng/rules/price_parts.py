"""Prices that a bracket right behind them takes apart: ``每场1500元（听证员4人、每人300元，资料和场地300元）``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.rates_of_sums import Reckoned

_BRACKET = re.compile(r"\s*[（(](?!其中|另|不?含|其他|最高|不超)(?P<inside>[^（()）]*元[^（()）]*)[)）]")
_UNSURE = re.compile(r"等|含|另|约|不超过|以内|至少|[×xX*＊+＋]|中央|省|市级|县级|财政")


def _taken_apart(text: str) -> Iterator[tuple[Number, re.Match[str]]]:
    if "元（" not in text and "元(" not in text:
        return
    for price in numbers(text):
        bracket = _BRACKET.match(text, price.end) if price.kind is Kind.MONEY and price.is_rate else None
        if bracket is not None:
            yield price, bracket


@lru_cache(maxsize=4096)
def without_price_parts(text: str) -> str:
    """The text with such brackets blanked, so that every other number keeps its place and a price meets its sum."""
    for _, bracket in _taken_apart(text):
        text = text[: bracket.start()] + " " * (bracket.end() - bracket.start()) + text[bracket.end() :]
    return text


@lru_cache(maxsize=4096)
def wrong_price_parts(text: str | None) -> tuple[Reckoned, ...]:
    """Prices that their parts do not make: heads times the price for each, and plain sums."""
    made = []
    for price, bracket in _taken_apart(text or ""):
        inside = [n for n in numbers(text) if bracket.start("inside") <= n.start < bracket.end("inside")]
        total, count, terms = Decimal(0), None, 0
        for number in inside:
            if number.kind is Kind.COUNT and count is None:
                count = number
            elif number.kind is Kind.MONEY and number.is_rate and count is not None and number.per == (count.unit,):
                total, count, terms = total + count.value * number.value, None, terms + 1
            elif number.kind is Kind.MONEY and not number.is_rate and count is None:
                total, terms = total + number.value, terms + 1
            else:
                break
        else:
            if terms > 1 and count is None and total != price.value and not _UNSURE.search(bracket["inside"]):
                words = (text or "")[price.start : bracket.end()]
                made.append(Reckoned(words, total, price))
    return tuple(made)
