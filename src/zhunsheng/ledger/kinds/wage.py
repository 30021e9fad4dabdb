"""人员工资: one month's pay of one person, due and paid."""

from decimal import Decimal

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, day, money, number, text, yes_no
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "month": "2020年3月", "person": "HW-07", "name": "高淑芳", "post": "环卫工", "local": "是", "days": "26", "due": "1680", "paid": "1680", "paid_on": "2020-04-08", "remark": "",
}  # fmt: skip
_MORE = "实发{paid}元多于应发{due}元，确定吗。"
_WHEN = "发了工资，请填发放日期。"

KIND = LedgerKind(
    RecordKind(
        "wage",
        "人员工资",
        (
            day("month", "所属月份", required=True),
            text("person", "人员编号", required=True, names_thing=True),
            text("name", "姓名"),
            choice("post", "岗位", "环卫工", "保安", "门岗", "水电工", "其他", required=True),
            yes_no("local", "周边村民"),
            number("days", "出勤天数", "天", 1, maximum=Decimal(31)),
            money("due", "应发金额", required=True),
            money("paid", "实发金额", required=True, help="还没有发的填0"),
            day("paid_on", "发放日期"),
            text("remark", "备注"),
        ),
        day="month",
    ),
    group="人员",
    purpose="每人每月一条，用来算工资、补贴发放率和用工人数。",
    asked=("month", "person", "post", "due", "paid"),
    remembered=("month", "post", "local", "due", "paid_on"),
    months=("month",),
    words={"month": ("月份",), "person": ("编号", "工号"), "due": ("应发", "应发工资"), "paid": ("实发", "实发工资"), "days": ("出勤",), "local": ("是否周边村民",)},
    checks=(
        Check("paid <= due", _MORE, "paid", Gravity.ASK),
        Check("paid_on filled", _WHEN, "paid_on", when="paid > 0"),
        Check("paid_on >= month", "发放日期{paid_on}早于所属月份{month}，确定是预发吗。", "paid_on", Gravity.ASK),
    ),
    examples=(_ROW, {**_ROW, "month": "2020-04", "paid": "0", "paid_on": "", "remark": "5月补发"}),
    bad=(
        BadRow({**_ROW, "paid": "1780"}, "paid", "实发1780.00元多于应发1680.00元，确定吗。", Gravity.ASK),
        BadRow({**_ROW, "paid_on": ""}, "paid_on", _WHEN),
        BadRow({**_ROW, "days": "32"}, "days", "“出勤天数”不能大于31天，填的是“32”。"),
        BadRow({**_ROW, "paid_on": "2020-02-28"}, "paid_on", "发放日期2020-02-28早于所属月份2020-03-01，确定是预发吗。", Gravity.ASK),
    ),
)  # fmt: skip
