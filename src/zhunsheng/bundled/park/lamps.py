"""The billboard at the motorway exit and the 220 street lamps: patrols, repairs, power bills, counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from zhunsheng.bundled.park.book import BILLBOARD, LAMP_POWER, LAMPS, YEAR, Book, month_end

LAMP_COUNT = 220
STREETS = ("运河大道", "玉兰大街", "轴承路", "长江街", "泰山路", "清临线", "创业街", "富强路")
ROUNDS_A_MONTH = 10
"""How many patrols of the lamps the maintenance contract asks for in a month."""
_PATROLMEN = ("保安甲", "保安乙", "保安丙", "保安丁")
_FAULTS = ("灯不亮", "灯闪烁", "控制箱跳闸", "灯杆倾斜", "电缆破损", "灯罩破损")


def write(book: Book) -> None:
    """All of it."""
    _billboard(book)
    _patrols(book)
    _repairs(book)
    _power(book)
    _counts(book)


def _billboard(book: Book) -> None:
    """Three faces checked every month, the pictures shown on them, and what had to be repaired."""
    for month in range(1, 13):
        day = date(YEAR, month, 20)
        faded = month == 8
        values = {
            "day": day, "object": "广告牌", "asset": "高速口翻转广告牌", "item": "画面清晰、三面翻转正常",
            "checked": 3, "passed": 2 if faded else 3, "result": "不合格" if faded else "合格", "person": "办公室",
            "remark": "一面褪色，已通知广告公司更换" if faded else None,
        }  # fmt: skip
        book.add("quality_check", BILLBOARD, values, by="办公室")
    shown = ((1, "运河园区招商热线"), (3, "疫情防控：复工复产服务专线"), (6, "轴承产业基地"), (9, "京津冀协同承接平台"))
    for month, title in shown:
        values = {
            "day": date(YEAR, month, 10),
            "title": title,
            "medium": "高速口广告牌",
            "type": "广告画面",
            "pieces": 1,
            "author": "招商部",
        }
        book.add("publication", BILLBOARD, values, by="招商部")
    for month, first, hours in ((4, 13, 30), (7, 6, 21), (11, 2, 43)):
        _ticket(
            book,
            BILLBOARD,
            datetime(YEAR, month, first, 9, 10),
            hours,
            "广告牌",
            "高速口翻转广告牌",
            "翻转卡滞",
            "广告公司",
        )


def _patrols(book: Book) -> None:
    """Ten rounds a month are due; some are missed, some rounds find a lamp out."""
    for month in range(1, 13):
        due = {
            "month": date(YEAR, month, 1), "work": "路灯巡查", "object": "路灯", "times": ROUNDS_A_MONTH,
            "person": "维护公司", "basis": "路灯维修合同",
        }  # fmt: skip
        book.add("duty_plan", LAMPS, due, by="项目建设部")
        nights = sorted(book.chance.sample(range(1, month_end(month).day + 1), ROUNDS_A_MONTH))
        missed = set(book.chance.sample(nights, {2: 2, 8: 1, 12: 1}.get(month, book.chance.choice((0, 0, 0, 1)))))
        for number, night in enumerate(nights):
            _patrol(book, date(YEAR, month, night), STREETS[number % len(STREETS)], night not in missed)


def _patrol(book: Book, day: date, street: str, present: bool) -> None:
    found = present and book.chance.random() < 0.25
    values = {
        "moment": book.moment(day, 19, 22), "object": "路灯", "place": street, "present": present,
        "result": ("发现问题" if found else "正常") if present else None, "problem": book.chance.choice(_FAULTS) if found else None,
        "mended": book.chance.random() < 0.5 if found else None, "person": book.chance.choice(_PATROLMEN),
        "remark": None if present else "未到场",
    }  # fmt: skip
    book.add("patrol", LAMPS, values, by="维护公司")


def _repairs(book: Book) -> None:
    """About a hundred tickets; no lamp is out twice within two months, but for one that the contractor patched badly."""
    last: dict[str, datetime] = {}
    for day in _some_days(book, 96):
        lamp = f"LD-{book.chance.randrange(1, LAMP_COUNT + 1):03d}"
        reported = book.moment(day, 8, 17)
        if lamp in last and reported - last[lamp] < timedelta(days=75):
            continue
        hours = book.chance.choice((3, 5, 7, 9, 20, 22, 26, 28, 31, 44))
        done = _ticket(book, LAMPS, reported, hours, "路灯", lamp, book.chance.choice(_FAULTS), "旺龙路灯公司")
        last[lamp] = done
    _ticket(book, LAMPS, datetime(YEAR, 7, 8, 9, 30), 6, "路灯", "LD-118", "电缆破损", "旺龙路灯公司")
    _ticket(book, LAMPS, datetime(YEAR, 8, 24, 10, 5), 28, "路灯", "LD-118", "电缆破损", "旺龙路灯公司")


def _some_days(book: Book, count: int) -> list[date]:
    first = date(YEAR, 1, 2)
    return sorted(first + timedelta(days=book.chance.randrange(360)) for _ in range(count))


def _ticket(
    book: Book, project: str, reported: datetime, hours: int, thing: str, asset: str, fault: str, repairer: str
) -> datetime:
    """A ticket as it is opened, and its correction when the work is done; the last days' faults are still open."""
    street = STREETS[sum(map(ord, asset)) % len(STREETS)] if asset.startswith("LD-") else "高速口"
    opened = {
        "number": f"WX-{reported:%m%d%H%M}", "reported": reported, "object": thing, "asset": asset, "place": street,
        "fault": fault, "status": "待处理", "repairer": repairer,
    }  # fmt: skip
    ticket = book.add("repair_ticket", project, opened, by="值班室")
    done = reported + timedelta(hours=hours)
    if done.date() > date(YEAR, 12, 31):
        return done
    removed = book.chance.random() < 0.975
    finished = {
        "arrived": reported + timedelta(hours=min(2, hours)),
        "done": done,
        "status": "已修复",
        "hazard_removed": removed,
    }
    book.correct(ticket, finished, by=repairer, reason="维修完成")
    return done


def _power(book: Book) -> None:
    """The lamps' meter and its bill every month: long nights in winter, half the lamps after midnight in summer."""
    price, reading = Decimal("0.80"), Decimal(126_480)
    used = (18600, 16300, 15600, 13700, 12700, 11900, 12200, 13300, 14600, 16700, 18100, 19300)
    for month, degrees in enumerate(used, 1):
        usage = Decimal(degrees + book.chance.randrange(-200, 201))
        values = {
            "day": month_end(month), "meter": "路灯总表", "place": "路灯", "previous": reading, "current": reading + usage,
            "multiplier": Decimal(1), "usage": usage, "amount": (usage * price).quantize(Decimal("0.01")), "invoice": f"DF{YEAR}{month:02d}",
        }  # fmt: skip
        book.add("electricity", LAMP_POWER, values, by="财务")
        reading += usage


def _counts(book: Book) -> None:
    """Lamps that burn, counted once a month."""
    dark = (3, 4, 3, 2, 2, 3, 5, 4, 3, 2, 3, 4)
    for month, out in enumerate(dark, 1):
        values = {
            "day": date(YEAR, month, 28),
            "name": "路灯",
            "place": "全园区",
            "total": LAMP_COUNT,
            "working": LAMP_COUNT - out,
            "person": "维护公司",
        }
        book.add("asset", LAMPS, values, by="维护公司")
