"""The kinds of metered bills (电费, 水费, 燃气费): the same ledger in three measuring units, so that a sum never mixes them."""

from __future__ import annotations

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import day, money, number, text
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

NO_MULTIPLIER = "用量{usage}不等于本次读数{current}减上次读数{previous}，请核对。"
WITH_MULTIPLIER = "用量{usage}不等于本次读数{current}与上次读数{previous}之差乘倍率{multiplier}，请核对。"
RUNS_BACK = "本次读数{current}小于上次读数{previous}；换过表的，请在备注里写明并分两条记。"


def metered_kind(name: str, label: str, unit: str, purpose: str, row: dict[str, str]) -> LedgerKind:
    """A bill with meter readings whose usage is in ``unit``; ``row`` is a good example with a multiplier left blank."""
    return LedgerKind(
        RecordKind(
            name,
            label,
            (
                day("day", "抄表日期", required=True),
                text("meter", "表号", required=True, names_thing=True),
                text("place", "用处", help="用在哪里，如“路灯”“办公楼”"),
                number("previous", "上次读数", unit),
                number("current", "本次读数", unit),
                number("multiplier", "倍率", None, help="没有互感器的不填"),
                number("usage", "用量", unit, required=True),
                number("baseline", "基期用量", unit, help="用来比较的那一期（如改造前同月）的用量"),
                money("amount", "金额", required=True),
                text("invoice", "发票号"),
                text("remark", "备注"),
            ),
            day="day",
        ),
        group="资金",
        purpose=purpose,
        asked=("meter", "current", "usage", "amount", "day"),
        remembered=("meter", "place", "multiplier"),
        words={
            "day": ("日期", "抄表日"), "previous": ("上月读数", "上期读数", "起码"), "current": ("本月读数", "本期读数", "止码"),
            "usage": ("用量", "实用量", "电量", "水量", "气量"), "amount": ("费用", "电费", "水费", "气费"), "invoice": ("发票号码",),
        },
        photo=Wish.WELCOME,
        checks=(
            Check("current >= previous", RUNS_BACK, "current"),
            Check("usage = current - previous", NO_MULTIPLIER, "usage", when="multiplier blank"),
            Check("usage = current * multiplier - previous * multiplier", WITH_MULTIPLIER, "usage", when="multiplier filled"),
            Check("amount > 0", "金额是0，确定没有费用吗。", "amount", Gravity.ASK, when="usage > 0"),
        ),
        examples=(row, {**row, "previous": "", "current": "", "remark": "按发票用量记"}),
        bad=(
            BadRow(
                {**row, "usage": "1"},
                "usage",
                f"用量1.00不等于本次读数{row['current']}减上次读数{row['previous']}，请核对。",
            ),
            BadRow(
                {**row, "multiplier": "2"},
                "usage",
                f"用量{row['usage']}.00不等于本次读数{row['current']}与上次读数{row['previous']}之差乘倍率2.00，请核对。",
            ),
            BadRow(
                {**row, "current": "1"},
                "current",
                f"本次读数1.00小于上次读数{row['previous']}；换过表的，请在备注里写明并分两条记。",
            ),
            BadRow({**row, "meter": ""}, "meter", "“表号”必填，还空着。"),
            BadRow({**row, "amount": "0"}, "amount", "金额是0，确定没有费用吗。", Gravity.ASK),
        ),
    )  # fmt: skip
