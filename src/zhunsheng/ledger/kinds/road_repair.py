"""道路维修: one repair of a road surface."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, day, money, number, text
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-07-09",
    "road": "北三路",
    "area": "36.5",
    "cause": "重车碾压",
    "cost": "4380",
    "person": "县路桥公司",
    "remark": "",
}

KIND = LedgerKind(
    RecordKind(
        "road_repair",
        "道路维修",
        (
            day("day", "维修日期", required=True),
            text("road", "道路", required=True, names_thing=True),
            number("area", "维修面积", "平方米", required=True),
            choice("cause", "原因", "重车碾压", "自然破损", "开挖恢复", "其他"),
            money("cost", "费用"),
            text("person", "维修单位"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="工程",
    purpose="每修一处路面记一条，上年的也补记，用来算路面维修下降了多少。",
    asked=("road", "area", "cause", "cost"),
    remembered=("road", "person", "cause"),
    words={"day": ("日期",), "road": ("路段", "道路名称"), "area": ("面积",), "cause": ("损坏原因",)},
    photo=Wish.WELCOME,
    place=Wish.WELCOME,
    checks=(Check("area > 0", "维修面积应当大于0。", "area"),),
    examples=(_ROW, {**_ROW, "day": "2020/8/3", "road": "运河大道", "area": "12㎡", "cause": "自然破损", "cost": ""}),
    bad=(
        BadRow({**_ROW, "area": "0"}, "area", "维修面积应当大于0。"),
        BadRow({**_ROW, "area": "36.555"}, "area", "“36.555”的小数多于2位，按36.56平方米记，确定吗。", Gravity.ASK),
    ),
)  # fmt: skip
