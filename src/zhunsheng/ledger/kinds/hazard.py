"""隐患: a hazard found, with its deadline and its removal."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, day, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-08-05", "number": "YH-2020-009", "place": "3号进出口", "description": "大货车绕行驶入", "level": "一般", "deadline": "2020-08-15",
    "removed": "2020-08-12", "status": "已消除", "person": "综合办", "remark": "",
}  # fmt: skip
_WHEN = "状态是“已消除”，请填消除日期。"

KIND = LedgerKind(
    RecordKind(
        "hazard",
        "隐患",
        (
            day("day", "发现日期", required=True),
            text("number", "隐患编号", names_thing=True),
            text("place", "地点", required=True),
            text("description", "隐患情况", required=True),
            choice("level", "级别", "一般", "较大", "重大"),
            day("deadline", "整改期限"),
            day("removed", "消除日期"),
            choice("status", "状态", "待整改", "整改中", "已消除", required=True),
            text("person", "责任人"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="安全稳定",
    purpose="每发现一处隐患记一条，消除后更正，用来算隐患消除率。",
    asked=("place", "description", "level", "status", "deadline"),
    remembered=("level", "person"),
    ahead=("deadline",),
    words={"day": ("日期", "排查日期"), "number": ("编号",), "description": ("隐患", "隐患内容", "问题"), "removed": ("整改完成日期", "整改日期"), "status": ("整改情况",)},
    photo=Wish.EXPECTED,
    place=Wish.EXPECTED,
    checks=(
        Check("removed >= day", "消除日期{removed}早于发现日期{day}，请核对。", "removed"),
        Check("deadline >= day", "整改期限{deadline}早于发现日期{day}，请核对。", "deadline"),
        Check("removed filled", _WHEN, "removed", when='status = "已消除"'),
        Check('status = "已消除"', "填了消除日期，状态却是“{status}”。", "status", when="removed filled"),
    ),
    examples=(_ROW, {**_ROW, "day": "2020-12-08", "number": "YH-2020-017", "description": "限高杆警示灯不亮", "deadline": "2021-01-10", "removed": "", "status": "整改中"}),
    bad=(
        BadRow({**_ROW, "removed": ""}, "removed", _WHEN),
        BadRow({**_ROW, "removed": "2020-08-01"}, "removed", "消除日期2020-08-01早于发现日期2020-08-05，请核对。"),
        BadRow({**_ROW, "status": "整改中"}, "status", "填了消除日期，状态却是“整改中”。"),
        BadRow({**_ROW, "deadline": "2020-08-01"}, "deadline", "整改期限2020-08-01早于发现日期2020-08-05，请核对。"),
    ),
)  # fmt: skip
