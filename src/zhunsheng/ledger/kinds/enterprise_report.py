"""企业经营: what one enterprise reported for one month or quarter, beside the same time of last year."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, money, text, yes_no
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "month": "2020年6月", "enterprise": "河北恒达轴承有限公司", "subsidised": "是", "revenue": "8600000", "last_revenue": "7900000", "output": "9100000", "tax": "412000",
    "last_tax": "380000", "exports": "600000", "research": "150000", "employees": "126", "trend": "改善", "remark": "",
}  # fmt: skip
_NOT_BETTER = "营业收入{revenue}元没有上年同期{last_revenue}元多，却记“改善”，确定吗。"

KIND = LedgerKind(
    RecordKind(
        "enterprise_report",
        "企业经营",
        (
            day("month", "所属月份", required=True),
            text("enterprise", "企业名称", required=True, names_thing=True),
            yes_no("subsidised", "受补助"),
            money("revenue", "营业收入"),
            money("last_revenue", "上年同期营业收入"),
            money("output", "产值"),
            money("tax", "税额"),
            money("last_tax", "上年同期税额"),
            money("exports", "出口额"),
            money("research", "研发投入"),
            count("employees", "职工人数", "人"),
            choice("trend", "经营变化", "改善", "持平", "下降"),
            text("remark", "备注"),
        ),
        day="month",
    ),
    group="企业与招商",
    purpose="企业每月（或每季）报一条，用来算税收、产值的增长和受补助企业的改善。",
    asked=("month", "enterprise", "revenue", "tax", "trend"),
    remembered=("month", "subsidised"),
    months=("month",),
    words={"month": ("月份", "报告期"), "enterprise": ("企业", "单位名称"), "revenue": ("营收", "主营业务收入"), "output": ("工业总产值",), "tax": ("税收", "纳税额", "实缴税金")},
    checks=(Check("revenue > last_revenue", _NOT_BETTER, "trend", Gravity.ASK, when='trend = "改善"'),),
    examples=(_ROW, {**_ROW, "enterprise": "临西县鑫源轴承厂", "revenue": "95万元", "last_revenue": "98万元", "output": "", "exports": "0", "trend": "下降"}),
    bad=(
        BadRow({**_ROW, "revenue": "7000000"}, "trend", "营业收入7000000.00元没有上年同期7900000.00元多，却记“改善”，确定吗。", Gravity.ASK),
        BadRow({**_ROW, "enterprise": ""}, "enterprise", "“企业名称”必填，还空着。"),
    ),
)  # fmt: skip
