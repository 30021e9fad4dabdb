"""参展企业: one enterprise at one event."""

from zhunsheng.ledger.columns import day, money, text, yes_no
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-05-18", "event": "京津轴承产业对接会", "enterprise": "河北恒达轴承有限公司", "booth": "A03", "local": "是", "interested": "是", "amount": "2000000", "remark": "",
}  # fmt: skip

KIND = LedgerKind(
    RecordKind(
        "exhibitor",
        "参展企业",
        (
            day("day", "参展日期", required=True),
            text("event", "活动名称", required=True),
            text("enterprise", "企业名称", required=True, names_thing=True),
            text("booth", "展位号"),
            yes_no("local", "园区企业"),
            yes_no("interested", "有合作意向"),
            money("amount", "意向金额"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="企业与招商",
    purpose="一家企业参加一次展会、活动记一条，用来算参展企业有几家。",
    asked=("event", "enterprise", "booth", "interested"),
    remembered=("event", "day", "local"),
    words={"day": ("日期",), "event": ("活动", "展会名称"), "enterprise": ("企业", "单位名称", "参展单位")},
    examples=(_ROW, {**_ROW, "enterprise": "临西县鑫源轴承厂", "booth": "A04", "interested": "否", "amount": ""}),
    bad=(
        BadRow({**_ROW, "enterprise": ""}, "enterprise", "“企业名称”必填，还空着。"),
        BadRow({**_ROW, "local": "大概"}, "local", "“园区企业”请填“是”或“否”，填的是“大概”。"),
    ),
)  # fmt: skip
