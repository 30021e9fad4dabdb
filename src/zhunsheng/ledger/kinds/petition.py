"""信访投诉: a petition or complaint; a month without any is reported too, as a count of zero."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, text, yes_no
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-07-21", "report": "来件登记", "type": "投诉", "cases": "1", "number": "TS-2020-03", "content": "夜间施工噪声", "replied": "2020-07-23", "settled": "是", "person": "综合办", "remark": "",
}  # fmt: skip
_ZERO = {
    **_ROW,
    "day": "2020-08-31",
    "report": "零报告",
    "type": "信访",
    "cases": "0",
    "number": "",
    "content": "",
    "replied": "",
    "settled": "",
}
_NOT_ZERO = "填报方式是“零报告”，件数应当是0。"
_NONE = "登记来件，件数至少是1；当月没有的，填报方式选“零报告”。"

KIND = LedgerKind(
    RecordKind(
        "petition",
        "信访投诉",
        (
            day("day", "收到日期", required=True, help="零报告写月末"),
            choice("report", "填报方式", "来件登记", "零报告", required=True),
            choice("type", "类别", "信访", "投诉", "12345热线", "建议", required=True),
            count("cases", "件数", "件", required=True, help="没有收到也要报：填0"),
            text("number", "编号", names_thing=True),
            text("content", "事由", help="不写来信来访人的姓名、电话"),
            day("replied", "答复日期"),
            yes_no("settled", "办结"),
            text("person", "经办人"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="安全稳定",
    purpose="收到一件记一条，没有的月份报一次0，用来算信访件数和办结率。",
    asked=("report", "type", "cases", "content", "day"),
    remembered=("report", "type", "person"),
    words={"day": ("日期", "受理日期"), "content": ("内容", "信访事项", "投诉内容"), "settled": ("是否办结",), "cases": ("数量",)},
    checks=(
        Check("cases = 0", _NOT_ZERO, "cases", when='report = "零报告"'),
        Check("cases >= 1", _NONE, "cases", when='report = "来件登记"'),
        Check("content filled", "请写明事由。", "content", when='report = "来件登记"'),
        Check("replied >= day", "答复日期{replied}早于收到日期{day}，请核对。", "replied"),
    ),
    examples=(_ROW, _ZERO),
    bad=(
        BadRow({**_ZERO, "cases": "2"}, "cases", _NOT_ZERO),
        BadRow({**_ROW, "replied": "2020-07-01"}, "replied", "答复日期2020-07-01早于收到日期2020-07-21，请核对。"),
        BadRow({**_ROW, "content": ""}, "content", "请写明事由。"),
        BadRow({**_ROW, "cases": "0"}, "cases", _NONE),
    ),
)  # fmt: skip
