"""The six height-limit gantries: acceptance, the hazards they were to remove, and the roads that lorries wore down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhunsheng.bundled.park.book import GANTRIES, YEAR, Book

_GATES = ("主路口", "东一口", "东二口", "西一口", "西二口", "北口")
_ROADS = ("运河大道", "轴承路", "泰山路", "长江街")


def write(book: Book) -> None:
    """All of it."""
    for number, gate in enumerate(_GATES):
        finished = date(YEAR, 8, 18 + number)
        values = {
            "day": date(YEAR, 9, 3), "work": "限高杆安装", "part": gate, "planned": date(YEAR, 8, 31), "finished": finished, "quantity": 1, "passed": 1,
            "result": "合格", "cost": Decimal("180000.00") if number == 0 else Decimal("42400.00"), "inspector": "项目建设部、监理单位",
        }  # fmt: skip
        book.add("acceptance", GANTRIES, values, by="项目建设部")
    for number in range(14):
        _hazard(book, number)
    _roads(book)


def _hazard(book: Book, number: int) -> None:
    found = date(YEAR, 2 + number % 10, 3 + number)
    opened = {
        "day": found, "number": f"YH-{number + 1:02d}", "place": f"{_GATES[number % 6]}", "description": "大货车违规驶入", "level": "一般",
        "deadline": date(YEAR, min(12, found.month + 1), 25), "status": "待整改", "person": "项目建设部",
    }  # fmt: skip
    record = book.add("hazard", GANTRIES, opened, by="保安甲")
    if number != 12:
        removed = {"removed": max(found, date(YEAR, found.month, 26)), "status": "已消除"}
        book.correct(record, removed, by="项目建设部", reason="隐患已消除")


def _roads(book: Book) -> None:
    """Square metres mended after lorries, the year before and this year (before and after the gantries stood)."""
    for year, months, most in ((YEAR - 1, range(2, 13), 90), (YEAR, (2, 3, 4, 5, 6, 7, 10), 40)):
        for month in months:
            values = {
                "day": date(year, month, 15), "road": book.chance.choice(_ROADS), "area": Decimal(book.chance.randrange(most // 2, most)),
                "cause": "重车碾压", "cost": Decimal(book.chance.randrange(20, 60) * 100), "person": "市政维修队",
            }  # fmt: skip
            book.add("road_repair", GANTRIES, values, by="项目建设部")
    values = {
        "day": date(YEAR, 9, 22),
        "road": "长江街",
        "area": Decimal(35),
        "cause": "开挖恢复",
        "cost": Decimal("2600.00"),
        "person": "自来水公司",
    }
    book.add("road_repair", GANTRIES, values, by="项目建设部")
