"""The 32,850 square metres of greenery: care, rounds, checks, and the trees planted in spring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhunsheng.bundled.park.book import GREENERY, YEAR, Book, month_end

AREA = Decimal("32850.00")
_WORK = {
    3: ("浇水", "修剪", "施肥"),
    6: ("浇水", "除草", "病虫害防治"),
    9: ("浇水", "修剪", "除草"),
    12: ("清理", "修剪", "浇水"),
}
_PLACES = ("二期绿地", "三期绿地", "运河大道两侧", "办公楼周边")
_PLANTED = (
    ("二期绿地", "国槐", 120, 720, 112, 672),
    ("二期绿地", "白蜡", 90, 540, 84, 504),
    ("三期绿地", "法桐", 150, 1050, 138, 966),
    ("三期绿地", "紫叶李", 200, 800, 187, 748),
    ("运河大道两侧", "冬青球", 260, 520, 236, 472),
)
"""Place, species, trees, area; alive in autumn, area alive."""


def write(book: Book) -> None:
    """All of it."""
    for month in range(1, 13):
        _care(book, month)
        _rounds(book, month)
    for month in (3, 6, 9, 12):
        _check(book, month)
    for place, species, trees, area, alive, alive_area in _PLANTED:
        planted = {
            "day": date(YEAR, 3, 18),
            "place": place,
            "species": species,
            "planted": trees,
            "area": Decimal(area),
            "person": "三木园林",
        }
        record = book.add("planting", GREENERY, planted, by="三木园林")
        counted = {"checked_on": date(YEAR, 10, 20), "alive": alive, "alive_area": Decimal(alive_area)}
        book.correct(record, counted, by="项目建设部", reason="秋季核查成活")


def _care(book: Book, month: int) -> None:
    times = {1: 4, 2: 4, 12: 4}.get(month, book.chance.choice((5, 6, 7)))
    work = _WORK[(month + 2) // 3 * 3]
    for day in sorted(book.chance.sample(range(1, month_end(month).day + 1), times)):
        values = {
            "day": date(YEAR, month, day), "object": "绿地", "work": book.chance.choice(work), "place": book.chance.choice(_PLACES),
            "area": Decimal(book.chance.randrange(20, 90) * 100), "workers": book.chance.randrange(3, 9), "person": "三木园林",
        }  # fmt: skip
        book.add("maintenance", GREENERY, values, by="三木园林")


def _rounds(book: Book, month: int) -> None:
    for day in sorted(book.chance.sample(range(1, month_end(month).day + 1), 2 + (month in (4, 5, 7)))):
        dry = book.chance.random() < 0.2
        values = {
            "moment": book.moment(date(YEAR, month, day), 8, 11), "object": "绿化", "place": book.chance.choice(_PLACES), "present": True,
            "result": "发现问题" if dry else "正常", "problem": "缺水、个别枯枝" if dry else None, "mended": False if dry else None, "person": "项目建设部",
        }  # fmt: skip
        book.add("patrol", GREENERY, values, by="项目建设部")


def _check(book: Book, month: int) -> None:
    """A quarterly check of forty plots."""
    passed = {3: 36, 6: 38, 9: 37, 12: 37}[month]
    values = {
        "day": date(YEAR, month, 26), "object": "绿地", "item": "养护质量", "checked": 40, "passed": passed,
        "result": "合格", "person": "项目建设部",
    }  # fmt: skip
    book.add("quality_check", GREENERY, values, by="项目建设部")
