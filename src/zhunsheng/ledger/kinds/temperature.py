"""室温记录: the temperature of a room, taken by hand or by an instrument."""

from decimal import Decimal

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import moment, number, text
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "moment": "2020-01-10 10:00",
    "place": "办公楼二层会议室",
    "value": "21.5",
    "outdoor": "-3",
    "person": "李建民",
    "remark": "",
}

KIND = LedgerKind(
    RecordKind(
        "temperature",
        "室温记录",
        (
            moment("moment", "测量时间", required=True),
            text("place", "地点", required=True, names_thing=True),
            number("value", "室温", "摄氏度", 1, required=True, minimum=Decimal(-50), maximum=Decimal(60)),
            number("outdoor", "室外温度", "摄氏度", 1, minimum=Decimal(-50), maximum=Decimal(60)),
            text("person", "测量人"),
            text("remark", "备注"),
        ),
        day="moment",
    ),
    group="设施运行",
    purpose="量一次室内温度记一条，用来算供暖温度达标没有。",
    asked=("place", "value"),
    remembered=("place", "person"),
    words={"moment": ("时间", "日期"), "value": ("室内温度", "温度", "读数"), "place": ("房间", "测点")},
    photo=Wish.WELCOME,
    checks=(Check("value <= 35", "室温{value}摄氏度高于35摄氏度，确定吗。", "value", Gravity.ASK),),
    examples=(_ROW, {**_ROW, "moment": "2020年12月3日 15时30分", "place": "消防车库", "value": "18℃", "outdoor": ""}),
    bad=(
        BadRow({**_ROW, "value": "215"}, "value", "“室温”不能大于60摄氏度，填的是“215”。"),
        BadRow({**_ROW, "value": "36"}, "value", "室温36.0摄氏度高于35摄氏度，确定吗。", Gravity.ASK),
        BadRow({**_ROW, "value": "二十一度半"}, "value", "“室温”要填数字，“二十一度半”不是。"),
    ),
)  # fmt: skip
