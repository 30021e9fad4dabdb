"""补助发放: money granted to enterprises or people: approved, due, arrived."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import day, money, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-06-10", "recipient": "河北恒达轴承有限公司", "item": "技术改造补助", "basis": "临政办字【2015】72号", "due": "300000", "paid": "300000", "paid_on": "2020-07-02", "remark": "",
}  # fmt: skip
_MORE = "实际到位{paid}元多于应到位{due}元，请核对。"
_WHEN = "资金已到位，请填到位日期。"

KIND = LedgerKind(
    RecordKind(
        "grant",
        "补助发放",
        (
            day("day", "批准日期", required=True),
            text("recipient", "补助对象", required=True, names_thing=True),
            text("item", "补助项目", required=True),
            text("basis", "依据"),
            money("due", "应到位金额", required=True),
            money("paid", "实际到位金额", required=True, help="还没有到位的填0"),
            day("paid_on", "到位日期"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="资金",
    purpose="每批准一笔补助记一条，到位后更正，用来算到位率、发放率。",
    asked=("recipient", "item", "due", "paid", "paid_on"),
    remembered=("item", "basis", "day"),
    words={"recipient": ("对象", "企业名称", "受补助企业"), "due": ("应发金额", "批准金额"), "paid": ("实发金额", "到位金额"), "item": ("项目",)},
    photo=Wish.WELCOME,
    checks=(
        Check("paid <= due", _MORE, "paid"),
        Check("due > 0", "应到位金额应当大于0。", "due"),
        Check("paid_on filled", _WHEN, "paid_on", when="paid > 0"),
        Check("paid_on >= day", "到位日期{paid_on}早于批准日期{day}，请核对。", "paid_on"),
    ),
    examples=(_ROW, {**_ROW, "recipient": "临西县鑫源轴承厂", "due": "20万元", "paid": "0", "paid_on": ""}),
    bad=(
        BadRow({**_ROW, "paid": "350000"}, "paid", "实际到位350000.00元多于应到位300000.00元，请核对。"),
        BadRow({**_ROW, "paid_on": "2020-06-01"}, "paid_on", "到位日期2020-06-01早于批准日期2020-06-10，请核对。"),
        BadRow({**_ROW, "due": "0", "paid": "0", "paid_on": ""}, "due", "应到位金额应当大于0。"),
        BadRow({**_ROW, "paid_on": ""}, "paid_on", _WHEN),
    ),
)  # fmt: skip
