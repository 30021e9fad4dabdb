"""The enterprises of the park: who they are, what they report, what they ask for; fairs, grants, signed projects."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from zhunsheng.bundled.park.book import ENTERPRISES, OFFICE, WAGES, YEAR, Book

COUNT = 38
SUBSIDISED = 12
"""How many of them the innovation fund supports."""
_INDUSTRIES = ("轴承制造", "机械加工", "纺织服装", "食品加工", "新材料", "新能源")
_ASKS = ("手续代办", "政策兑现", "环境卫生", "安全保卫", "水电维修", "用工")
_FAIRS = (
    (date(YEAR, 5, 21), "京津冀轴承产业对接会", 46, 7),
    (date(YEAR, 8, 27), "运河园区招商推介会", 58, 8),
    (date(YEAR, 10, 22), "大兴区产业承接洽谈会", 39, 6),
)


def names() -> list[str]:
    """The enterprises, by number: the example names nobody."""
    return [f"{_INDUSTRIES[number % len(_INDUSTRIES)]}企业{number + 1:02d}" for number in range(COUNT)]


def write(book: Book) -> None:
    """All of it."""
    _register(book)
    _reports(book)
    _requests(book)
    _grants(book)
    _fairs(book)
    _signed(book)


def _register(book: Book) -> None:
    for number, name in enumerate(names()):
        values = {
            "day": date(YEAR, 1, 6), "name": name, "size": ("中型" if number < 4 else "小型" if number < 24 else "微型"),
            "industry": _INDUSTRIES[number % len(_INDUSTRIES)], "state": "投产" if number < 35 else "在建", "lit": number < 35, "served": number < 34,
            "subsidised": number < SUBSIDISED, "employees": book.chance.randrange(12, 180),
        }  # fmt: skip
        book.add("enterprise", None, values, by="项目建设部")


def _reports(book: Book) -> None:
    """Every quarter each producing enterprise reports; the supported ones grow faster, not all of them."""
    for quarter in (3, 6, 9, 12):
        for number, name in enumerate(names()[:35]):
            helped = number < SUBSIDISED
            before = Decimal(book.chance.randrange(900, 6200) * 1000)
            growth = Decimal(book.chance.randrange(6, 42) if helped else book.chance.randrange(-9, 14)) - (
                12 if quarter == 3 else 0
            )
            if helped and number % 6 == 5:
                growth = Decimal(-4)
            tax = (before * Decimal("0.032")).quantize(Decimal("0.01"))
            more = (tax * (1 + growth * Decimal("1.45") / 100)).quantize(Decimal("0.01"))
            values = {
                "month": date(YEAR, quarter, 1), "enterprise": name, "subsidised": helped, "last_revenue": before,
                "revenue": (before * (1 + growth / 100)).quantize(Decimal("0.01")), "last_tax": tax, "tax": more,
                "trend": "改善" if growth > 2 else "下降" if growth < 0 else "持平",
            }  # fmt: skip
            book.add("enterprise_report", ENTERPRISES if helped else None, values, by="项目建设部", late=42)


def _requests(book: Book) -> None:
    """What enterprises asked of cleaning, guarding and the office; nine in ten was settled."""
    for _ in range(84):
        day = date(YEAR, 1, 6) + timedelta(days=book.chance.randrange(345))
        opened = {
            "day": day, "enterprise": book.chance.choice(names()[:34]), "type": book.chance.choice(_ASKS), "content": "企业来电",
            "promised": day + timedelta(days=7), "status": "办理中", "person": "综合办",
        }  # fmt: skip
        record = book.add("service_request", WAGES, opened, by="综合办")
        done = day + timedelta(days=book.chance.randrange(1, 9))
        if book.chance.random() < 0.95 and done <= date(YEAR, 12, 31):
            settled = {
                "done": done,
                "status": "已办结",
                "rating": book.chance.choice(("满意", "满意", "比较满意", "一般")),
            }
            book.correct(record, settled, by="综合办", reason="已办结")


def _grants(book: Book) -> None:
    """1.5 million 元 for twelve enterprises, approved in July and paid in two parts; the last came in December."""
    shares = (20, 18, 16, 14, 14, 12, 12, 10, 10, 9, 8, 7)
    for name, share in zip(names(), shares, strict=False):
        due = Decimal(share * 10_000)
        approved = {
            "day": date(YEAR, 7, 20), "recipient": name, "item": "技术改造补助", "basis": "临政办字〔2015〕72号", "due": due, "paid": Decimal(0),
        }  # fmt: skip
        record = book.add("grant", ENTERPRISES, approved, by="财务")
        paid_on = date(YEAR, 9, 18) if share > 10 else date(YEAR, 12, 9)
        book.correct(record, {"paid": due, "paid_on": paid_on}, by="财务", reason="资金到位")


def _fairs(book: Book) -> None:
    for number, (day, title, people, stands) in enumerate(_FAIRS):
        values = {
            "day": day, "title": title, "type": "招商活动", "place": "园区" if number == 1 else "北京", "host": "运河园区",
            "participants": people, "exhibitors": stands, "signed": number, "cost": Decimal(12_000 + 4_000 * number),
        }  # fmt: skip
        book.add("event", ENTERPRISES, values, by="招商部")
        for enterprise in names()[number * 6 : number * 6 + stands]:
            stand = {
                "day": day,
                "event": title,
                "enterprise": enterprise,
                "local": True,
                "interested": book.chance.random() < 0.6,
            }
            book.add("exhibitor", ENTERPRISES, stand, by="招商部")
    for day, title in ((date(YEAR, 6, 16), "天津客商走访"), (date(YEAR, 11, 12), "浙江轴承协会对接")):
        values = {
            "day": day,
            "title": title,
            "type": "招商活动",
            "place": "外地",
            "host": "运河园区",
            "participants": 9,
            "cost": Decimal(3600),
        }
        book.add("event", OFFICE, values, by="招商部")


def _signed(book: Book) -> None:
    """Leads and what became of them: three projects signed, money following slowly."""
    for number in range(11):
        first = date(YEAR, 2, 10) + timedelta(days=number * 24)
        values = {
            "day": first, "title": f"招商线索{number + 1:02d}", "industry": _INDUSTRIES[number % 6], "amount": Decimal((number % 5 + 2) * 10_000_000),
            "stage": ("接洽", "考察", "洽谈", "签约", "终止")[number % 5], "source": "驻点招商", "person": "招商部",
        }  # fmt: skip
        book.add("lead", OFFICE, values, by="招商部")
    signed = (
        (date(YEAR, 6, 18), "高端轴承智能制造", "天津客商走访", 46_000_000, 19_500_000, "开工"),
        (date(YEAR, 9, 10), "新型保温材料", "运河园区招商推介会", 30_000_000, 8_200_000, "落地"),
        (date(YEAR, 11, 26), "轴承检测中心", "浙江轴承协会对接", 18_000_000, 3_600_000, "签约"),
    )
    for day, title, event, agreed, arrived, state in signed:
        values = {
            "day": day, "title": title, "investor": "外来投资方", "industry": "轴承制造" if "轴承" in title else "新材料", "event": event,
            "agreed": Decimal(agreed), "arrived": Decimal(arrived), "public": Decimal(0), "state": state,
        }  # fmt: skip
        book.add("signed_project", OFFICE, values, by="招商部", late=3)
