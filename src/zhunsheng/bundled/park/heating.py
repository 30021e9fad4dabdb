"""Gas heating of the office and the fire brigade over the winter that ends in the year, and the calls of the brigade."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from zhunsheng.bundled.park.book import HEATING, YEAR, Book, days

FIRST, LAST = date(YEAR - 1, 11, 15), date(YEAR, 3, 15)
NEXT_FIRST, NEXT_LAST = date(YEAR, 11, 15), date(YEAR, 12, 31)
AREAS = (("机关办公楼", Decimal("2010.00")), ("消防队车库和营房", Decimal("1500.00")))
_BROKEN = date(YEAR, 1, 22)
"""The day the boiler stood still for a repair."""


def write(book: Book) -> None:
    """All of it."""
    for day in (*days(FIRST, LAST), *days(NEXT_FIRST, NEXT_LAST)):
        _log(book, day)
        _rooms(book, day)
    _gas(book)
    _power(book)
    _calls(book)


def _log(book: Book, day: date) -> None:
    running = day != _BROKEN
    for place, area in AREAS:
        values = {
            "day": day, "place": place, "running": running, "area": area,
            "gas": Decimal(book.chance.randrange(110, 190)) if running else Decimal(0),
            "outlet": Decimal(book.chance.randrange(480, 560)) / 10 if running else None, "person": "水电工",
            "remark": None if running else "锅炉检修",
        }  # fmt: skip
        book.add("heating", HEATING, values, by="水电工")


def _rooms(book: Book, day: date) -> None:
    for place in ("办公楼一层", "办公楼三层", "消防队车库"):
        colder = place == "消防队车库" or day == _BROKEN
        tenths = book.chance.randrange(170, 195) if colder else book.chance.randrange(198, 224)
        values = {
            "moment": datetime.combine(day, time(9, 30)), "place": place, "value": Decimal(tenths) / 10,
            "outdoor": Decimal(book.chance.randrange(-90, 60)) / 10, "person": "水电工",
        }  # fmt: skip
        book.add("temperature", HEATING, values, by="水电工")


def _gas(book: Book) -> None:
    price, reading = Decimal("3.36"), Decimal(4210)
    months = (
        (date(YEAR - 1, 12, 31), 10800),
        (date(YEAR, 1, 31), 8200),
        (date(YEAR, 2, 29), 7000),
        (date(YEAR, 3, 16), 3400),
        (date(YEAR, 12, 31), 9000),
    )
    for day, used in months:
        usage = Decimal(used + book.chance.randrange(-80, 81))
        values = {
            "day": day, "meter": "采暖炉燃气表", "place": "机关和消防队供暖", "previous": reading, "current": reading + usage,
            "multiplier": Decimal(1), "usage": usage, "amount": (usage * price).quantize(Decimal("0.01")),
        }  # fmt: skip
        book.add("gas", HEATING, values, by="财务")
        reading += usage


def _power(book: Book) -> None:
    """The office's power in the heating months beside what air conditioners took in the winter before gas came."""
    reading = Decimal(51_200)
    for month, used, before in (
        (1, 3150, 13200),
        (2, 2900, 11900),
        (3, 3020, 8100),
        (11, 2980, 7900),
        (12, 3310, 12700),
    ):
        usage = Decimal(used + book.chance.randrange(-60, 61))
        values = {
            "day": date(YEAR, month, 28), "meter": "办公楼总表", "place": "机关办公楼", "previous": reading, "current": reading + usage,
            "multiplier": Decimal(1), "usage": usage, "baseline": Decimal(before), "amount": (usage * Decimal("0.80")).quantize(Decimal("0.01")),
        }  # fmt: skip
        book.add("electricity", HEATING, values, by="财务")
        reading += usage


def _calls(book: Book) -> None:
    """Every call of the winter: how long until the engine left, and how long it took before the garage was heated."""
    for number in range(26):
        day = (
            FIRST + timedelta(days=number * 4 + book.chance.randrange(4))
            if number < 20
            else NEXT_FIRST + timedelta(days=(number - 20) * 7)
        )
        called = book.moment(day, 0, 23)
        minutes = book.chance.choice((2, 3, 3, 3, 4))
        values = {
            "called": called, "departed": called + timedelta(minutes=minutes), "arrived": called + timedelta(minutes=minutes + book.chance.randrange(6, 15)),
            "number": f"119-{number + 1:03d}", "type": book.chance.choice(("火灾扑救", "抢险救援", "社会救助", "演练")), "place": book.chance.choice(("园区", "河西镇", "县城")),
            "water_ready": True, "baseline": Decimal(6),
        }  # fmt: skip
        book.add("emergency_call", HEATING, values, by="消防队")
