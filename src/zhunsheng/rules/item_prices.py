"""Things that a purpose buys by the piece (``救生衣500件×180元``), each with its price beside what such a thing commonly costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.word_list import word_list

_NOT_BOUGHT = re.compile(
    r"维修|修理|维护|保养|检测|检验|检定|年检|清洗|安装|拆除|运输|租|印|运行|保险|托管|管护|回收|借|充装|补贴|补助|奖补|赔|质保|监理|设计"
)
"""Words that make the price one of work done to the thing, or of a share of its price."""
_BETWEEN = re.compile(
    r"\s*(?:[（(][^（()）\d]{0,16}[)）])?\s*(?:[×xX*＊]|[，,、]?(?:均价|单价)(?:为|约|是|按)?|[，,]?(?:每|按每?)[\u4e00-\u9fff]{0,6})\s*$"
)
"""What may stand between a count and its price: ×, ，每件, ，单价."""


_GOT = re.compile(r"(?:购置|购买|采购|更新|更换|配备|补充|添置|配置|发放|制作|数量|费用?|款|等|约|计|共|需|：|:)*")
"""What may stand between a thing and its count: 公平秤更换90台."""


@dataclass(frozen=True, slots=True)
class Bought:
    """One thing with its price: what the list calls it, and which ends of the common price it lies beyond."""

    thing: str
    price: Number
    unit: str
    least: Decimal
    most: Decimal

    @property
    def is_dear(self) -> bool:
        """True for a price above all that is common."""
        return self.price.value > self.most

    @property
    def is_cheap(self) -> bool:
        """True for a price for which nobody sells it."""
        return self.price.value < self.least


@dataclass(frozen=True, slots=True)
class _Common:
    thing: str
    name: re.Pattern[str]
    but_not: re.Pattern[str] | None
    units: frozenset[str]
    least: Decimal
    most: Decimal


@cache
def _commons() -> tuple[_Common, ...]:
    return tuple(
        _Common(
            thing,
            re.compile(rf"(?:{entry['things']})"),
            re.compile(entry["not"]) if "not" in entry else None,
            frozenset(map(normal_unit, entry["units"])),
            Decimal(str(entry["least"])),
            Decimal(str(entry["most"])),
        )
        for thing, entry in word_list("item_prices").items()
    )


@cache
def _any_thing() -> re.Pattern[str]:
    return re.compile("|".join(entry["things"] for entry in word_list("item_prices").values()))


@lru_cache(maxsize=4096)
def bought(text: str | None) -> tuple[Bought, ...]:
    """The priced things of a text that the list knows, in reading order."""
    if not text or "元" not in text or not _any_thing().search(text):
        return ()
    return tuple(_bought(text, numbers(text)))


def _bought(text: str, found: tuple[Number, ...]) -> Iterator[Bought]:
    for count, price in pairwise(found):
        if count.kind is not Kind.COUNT or price.kind is not Kind.MONEY or price.upper is not None or price.value <= 0:
            continue
        if not _BETWEEN.match(text[count.end : price.start]) and not _follows(text, count, price):
            continue
        if set(price.per) - {count.unit}:
            continue  # a price for a month or a head of something else
        before = clause_before(text, count.start)
        behind = text[count.end : price.start]
        thing = _named(before[-12:], behind[:10], count.unit)
        if thing is None:
            continue
        words = thing.name.sub("，", before[-12:] + behind[:10])  # 打印机 is no 印
        if not _NOT_BOUGHT.search(words) and not _is_work(text, count):
            yield Bought(thing.thing, price, count.unit, thing.least, thing.most)


def _is_work(text: str, count: Number) -> bool:
    """True where what leads up to the list tells of work done to the things: 检定支出测算：电子秤3200台×25元."""
    heading, colon, listed = text[: count.start].rpartition("：")
    if _NEXT_SENTENCE.search(listed):
        return False
    return bool(colon) and _NOT_BOUGHT.search(heading) is not None and not _PURCHASE.search(heading)


_NEXT_SENTENCE = re.compile(r"。\s*(?![\d（(①-⑳一二三四五六七八九十])")
"""A full stop ends what a heading says, unless a numbered item follows it."""
_PURCHASE = re.compile(r"购|采买|买|更新|更换|配备|补充|添置")


def _follows(text: str, count: Number, price: Number) -> bool:
    """True for a price of the very unit that stands a few words behind the count: 50件救生衣，每件1800元."""
    return (
        price.per == (count.unit,)
        and price.start - count.end <= 14
        and not re.search(r"[。；;\n]", text[count.end : price.start])
    )


def _last_of(name: re.Pattern[str], behind: str) -> re.Match[str] | None:
    """The thing at the end of the words behind a count, whatever describes it: 400盏|太阳能路灯，每盏."""
    head = _STOP.split(behind)[0]
    return next((found for found in name.finditer(head) if found.end() == len(head)), None)


_STOP = re.compile(r"[，,、（(；;×]")


def _named(before: str, behind: str, unit: str) -> _Common | None:
    """What is counted: the thing that the words before the count end in, or that stands right behind it."""
    for one in _commons():
        if unit not in one.units:
            continue
        own = next((found for found in one.name.finditer(before) if _GOT.fullmatch(before, found.end())), None)
        own = own or one.name.match(behind) or _last_of(one.name, behind)
        words = before if own is not None and own.string is before else behind
        if own is not None and not (one.but_not and one.but_not.search(words)):
            return one
    return None
