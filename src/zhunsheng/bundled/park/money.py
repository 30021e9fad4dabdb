"""Contracts and payments: what was agreed, and what left the account when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhunsheng.bundled.park.book import (
    BILLBOARD,
    ENTERPRISES,
    GANTRIES,
    GREENERY,
    HEATING,
    LAMP_POWER,
    LAMPS,
    OFFICE,
    WAGES,
    YEAR,
    Book,
    month_end,
)
from zhunsheng.bundled.park.people import WAGE, people

_CONTRACTS = (
    (BILLBOARD, date(YEAR, 1, 8), "GG-2020-01", "高速口广告牌租赁", "广告公司", "广告费", "60000.00"),
    (GREENERY, date(YEAR, 1, 3), "LH-2020-01", "绿化养护", "三木园林", "养护费", "166000.00"),
    (LAMPS, date(YEAR, 1, 3), "LD-2020-01", "路灯综合维护", "旺龙路灯公司", "维护费", "69960.00"),
    (GANTRIES, date(YEAR, 5, 12), "XG-2020-01", "限高杆安装", "安装公司", "工程款", "392000.00"),
)


def write(book: Book) -> None:
    """All of it."""
    for project, day, number, title, party, purpose, amount in _CONTRACTS:
        values = {
            "day": day, "number": number, "title": title, "party": party, "purpose": purpose, "amount": Decimal(amount), "due_this_year": Decimal(amount),
            "start": date(YEAR, 1, 1) if day.month == 1 else day, "finish": date(YEAR, 12, 31),
        }  # fmt: skip
        book.add("contract", project, values, by="财务")
    _pay(book, BILLBOARD, date(YEAR, 5, 15), "广告公司", "广告费", "60000.00", "GG-2020-01")
    for month in (3, 6, 9, 12):
        _pay(book, GREENERY, date(YEAR, month, 27), "三木园林", "养护费", "41500.00", "LH-2020-01")
        _pay(book, LAMPS, date(YEAR, month, 27), "旺龙路灯公司", "维护费", "17490.00", "LD-2020-01")
    _by_bill(book)
    _pay(book, GANTRIES, date(YEAR, 6, 5), "安装公司", "工程款", "117600.00", "XG-2020-01")
    _pay(book, GANTRIES, date(YEAR, 9, 25), "安装公司", "工程款", "254800.00", "XG-2020-01")
    _pay(book, GANTRIES, date(YEAR, 12, 18), "安装公司", "工程款", "19600.00", "XG-2020-01")
    for month in range(1, 13):
        _pay(book, WAGES, date(YEAR, month, 28), "定额人员", "劳务费", str(WAGE * len(people())))
    _pay(book, ENTERPRISES, date(YEAR, 9, 18), "受支持企业", "技术改造补助", "1060000.00")
    _pay(book, ENTERPRISES, date(YEAR, 12, 9), "受支持企业", "技术改造补助", "440000.00")
    _office(book)


def _by_bill(book: Book) -> None:
    """Power is paid in the month after the meter was read, gas as soon as it is billed."""
    for record in [one for one in book.records() if one.kind in ("electricity", "gas")]:
        day, amount = record.values["day"], record.values["amount"]
        if (
            not isinstance(day, date)
            or record.project not in (LAMP_POWER, HEATING)
            or record.values["place"] == "机关办公楼"
        ):
            continue
        later = (
            date(YEAR, day.month + 1, 12)
            if day.year == YEAR and day.month < 12
            else date(YEAR, 12, 30)
            if day.year == YEAR
            else date(YEAR, 1, 10)
        )
        payee, purpose = ("供电公司", "电费") if record.kind == "electricity" else ("燃气公司", "天然气费")
        _pay(book, record.project, later, payee, purpose, str(amount))


def _office(book: Book) -> None:
    for month in range(1, 13):
        amount = book.chance.randrange(2800, 4300)
        purpose = ("办公费", "基础设施维修", "租车费")[month % 3]
        _pay(book, OFFICE, min(month_end(month), date(YEAR, month, 25)), "有关单位", purpose, f"{amount}.00")


def _pay(
    book: Book, project: str, day: date, payee: str, purpose: str, amount: str, contract: str | None = None
) -> None:
    values = {
        "day": day, "payee": payee, "purpose": purpose, "amount": Decimal(amount), "source": "财政资金", "contract": contract,
        "voucher": f"记{day:%m}-{day.day:03d}",
    }  # fmt: skip
    book.add("payment", project, values, by="财务")
