"""The twenty people who keep the park clean, safe and lit: who they are, their wages, their days, what they swept."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from zhunsheng.bundled.park.book import WAGES, YEAR, Book, days, month_end

WAGE = Decimal("1680.00")
POSTS = (("环卫工", 13), ("保安", 4), ("门岗", 2), ("水电工", 1))
_SECTIONS = tuple(
    f"{name}路段"
    for name in (
        "运河大道",
        "玉兰大街",
        "轴承路",
        "长江街",
        "泰山路",
        "清临线",
        "创业街",
        "富强路",
        "办公楼",
        "二期",
        "三期",
        "北口",
        "西口",
    )
)
_CODES = {"环卫工": "HW", "保安": "BA", "门岗": "MG", "水电工": "SD"}


def people() -> list[tuple[str, str]]:
    """Number and post of all twenty."""
    return [(f"{_CODES[post]}-{number:02d}", post) for post, count in POSTS for number in range(1, count + 1)]


def write(book: Book) -> None:
    """All of it."""
    for person, post in people():
        values = {
            "day": date(YEAR, 1, 2),
            "person": person,
            "post": post,
            "local": True,
            "wage": WAGE,
            "start": date(YEAR - 1, 1, 1),
        }
        book.add("staff", WAGES, values, by="办公室")
    for month in range(1, 13):
        for person, post in people():
            _month(book, month, person, post)
    for day in days(date(YEAR, 1, 1), date(YEAR, 12, 31)):
        _sweep(book, day)


def _month(book: Book, month: int, person: str, post: str) -> None:
    due = 30 if post != "环卫工" else 26
    away = book.chance.choice((0, 0, 0, 0, 0, 1, 2))
    first, last = date(YEAR, month, 1), month_end(month)
    paid_on = date(YEAR, month, 28)
    wage = {
        "month": first, "person": person, "post": post, "local": True, "days": Decimal(due - away), "due": WAGE, "paid": WAGE, "paid_on": paid_on,
    }  # fmt: skip
    book.add("wage", WAGES, wage, by="财务")
    present = {
        "day": last, "person": person, "post": post, "due": due, "present": due - away, "reason": "事假" if away else None,
    }  # fmt: skip
    book.add("attendance", WAGES, present, by="办公室")


def _sweep(book: Book, day: date) -> None:
    """Seven places a day: found in the morning, due within four hours, mostly gone in two."""
    slow = 0.16 if day.month in (1, 2, 12) else 0.05
    for section in book.chance.sample(_SECTIONS, 7):
        found = book.moment(day, 5, 10)
        late = book.chance.random() < slow
        minutes = book.chance.randrange(250, 420) if late else book.chance.randrange(20, 230)
        values = {
            "found": found, "due": found + timedelta(hours=4), "done": found + timedelta(minutes=minutes), "section": section,
            "type": "积水积雪清除" if day.month in (1, 2, 12) and late else book.chance.choice(("日常清扫", "日常清扫", "垃圾清运", "小广告清除")),
            "person": f"HW-{_SECTIONS.index(section) + 1:02d}",
        }  # fmt: skip
        book.add("cleaning", WAGES, values, by=f"HW-{_SECTIONS.index(section) + 1:02d}")
