"""供暖日志: one day of heating of one area."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import day, number, text, yes_no
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-01-10",
    "place": "办公楼",
    "running": "是",
    "area": "2600",
    "gas": "182",
    "outlet": "62",
    "person": "李建民",
    "remark": "",
}

KIND = LedgerKind(
    RecordKind(
        "heating",
        "供暖日志",
        (
            day("day", "日期", required=True),
            text("place", "供暖区域", required=True, names_thing=True),
            yes_no("running", "供暖", required=True, help="停炉的日子记“否”"),
            number("area", "供暖面积", "平方米"),
            number("gas", "用气量", "立方米"),
            number("outlet", "出水温度", "摄氏度", 1),
            text("person", "值班人"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="设施运行",
    purpose="供暖季每天每个区域记一条，用来算供暖天数和面积。",
    asked=("place", "running", "area", "gas", "outlet"),
    remembered=("place", "running", "area", "person"),
    words={"place": ("区域", "供暖地点"), "running": ("是否供暖",), "gas": ("日用气量",), "area": ("面积",)},
    checks=(
        Check("gas = 0", "没有供暖，用气量却是{gas}立方米，确定吗。", "gas", Gravity.ASK, when="running = 否"),
        Check("area > 0", "供暖面积应当大于0。", "area", when="running = 是"),
    ),
    examples=(_ROW, {**_ROW, "day": "2020-12-05", "place": "消防队", "area": "910平方米", "gas": "71.5"}),
    bad=(
        BadRow({**_ROW, "running": "否"}, "gas", "没有供暖，用气量却是182.00立方米，确定吗。", Gravity.ASK),
        BadRow({**_ROW, "area": "0"}, "area", "供暖面积应当大于0。"),
    ),
)  # fmt: skip
