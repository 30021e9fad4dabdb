"""Services that a purpose pays by the head and the day (``食宿120人，每人每天300元``), each with its price beside what is common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.prose import Kind, Number, amounts
from zhunsheng.rules.reckoning import reckonings
from zhunsheng.rules.word_list import word_list

_STOPS = "。；;\n"
_OTHERS = re.compile(r"补助|补贴|奖|上限|最高|不超过|押金|赔|收入|收费|节约|减轻|增收")
"""Words that make the price no price that is paid for the service itself."""


@dataclass(frozen=True, slots=True)
class Service:
    """One price of a service: ``thing`` is what the list calls it; which ends of the common price it lies beyond."""

    thing: str
    price: Number
    least: Decimal
    most: Decimal

    @property
    def is_dear(self) -> bool:
        """True for a price above all that is common."""
        return self.price.value > self.most

    @property
    def is_cheap(self) -> bool:
        """True for a price for which nobody does it."""
        return self.price.value < self.least

    @property
    def each(self) -> str:
        """What the price is for, in words: ``每人每天``."""
        return "".join(f"每{unit}" for unit in self.price.per)


@dataclass(frozen=True, slots=True)
class _Common:
    thing: str
    name: re.Pattern[str]
    but_not: re.Pattern[str] | None
    least: Decimal
    most: Decimal


@cache
def _commons() -> dict[frozenset[str], tuple[_Common, ...]]:
    made: dict[frozenset[str], tuple[_Common, ...]] = {}
    for thing, entry in word_list("service_prices").items():
        per = frozenset(map(normal_unit, entry["per"]))
        but_not = re.compile(entry["not"]) if "not" in entry else None
        one = _Common(
            thing, re.compile(entry["name"]), but_not, Decimal(str(entry["least"])), Decimal(str(entry["most"]))
        )
        made[per] = (*made.get(per, ()), one)
    return made


@lru_cache(maxsize=4096)
def services(text: str | None) -> tuple[Service, ...]:
    """The priced services of a text that the list knows, in reading order."""
    if not text or "元" not in text:
        return ()
    return tuple(_services(text))


def _services(text: str) -> Iterator[Service]:
    before = 0
    for price in sorted((*_told(text), *_reckoned(text)), key=lambda one: one.start):
        begin = max(before, price.start - 40, *(text.rfind(stop, 0, price.start) + 1 for stop in _STOPS))
        words, before = text[begin : price.start], price.end
        if _OTHERS.search(words):
            continue
        known = [
            (max(found.end() for found in one.name.finditer(words)), one)
            for one in _commons().get(frozenset(price.per), ())
            if one.name.search(words) and not (one.but_not and one.but_not.search(words))
        ]
        if known:
            one = max(known, key=lambda pair: pair[0])[1]
            yield Service(one.thing, price, one.least, one.most)


def _told(text: str) -> Iterator[Number]:
    """Prices with what they are for: 每人每天300元, 3000元/学时."""
    for number in amounts(text):
        if number.per and number.upper is None and number.value > 0:
            yield number


def _reckoned(text: str) -> Iterator[Number]:
    """The one sum among the factors of a written product: 12人×3天×3000元 is 3000元 a head and a day."""
    for made in reckonings(text):
        if made.is_sum or len(made.terms) != 1:
            continue
        sums = [n for n in made.terms[0] if n.kind is Kind.MONEY and not n.per]
        counted = [n.unit for n in made.terms[0] if n.kind is Kind.COUNT]
        if len(sums) == 1 and len(counted) == len(made.terms[0]) - 1 and len(set(counted)) == len(counted):
            yield replace(sums[0], per=tuple(counted))
