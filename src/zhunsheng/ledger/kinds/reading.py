"""监测读数: a measured value of anything (noise, dust, water level, brightness) with the limits it should keep."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import moment, number, text, yes_no
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "moment": "2020-06-18 21:00", "item": "路面照度", "place": "运河大道LD-037下", "value": "12.6", "measure": "勒克斯", "low": "10", "high": "", "passed": "是",
    "instrument": "照度计", "person": "马会民", "remark": "",
}  # fmt: skip
_LOW = "读数{value}低于下限{low}，不能记“达标”。"
_HIGH = "读数{value}高于上限{high}，不能记“达标”。"

KIND = LedgerKind(
    RecordKind(
        "reading",
        "监测读数",
        (
            moment("moment", "测量时间", required=True),
            text("item", "项目", required=True, help="测什么，如“路面照度”“噪声”"),
            text("place", "测点", required=True, names_thing=True),
            number("value", "读数", None, 3, required=True, minimum=None),
            text("measure", "计量单位", required=True),
            number("low", "下限", None, 3, minimum=None),
            number("high", "上限", None, 3, minimum=None),
            yes_no("passed", "达标"),
            text("instrument", "仪器"),
            text("person", "测量人"),
            text("remark", "备注"),
        ),
        day="moment",
    ),
    group="设施运行",
    purpose="量一次记一条，连同上下限，用来算达标率和平均读数。",
    asked=("item", "place", "value", "passed"),
    remembered=("item", "place", "measure", "low", "high", "instrument", "person"),
    words={"moment": ("时间", "日期"), "item": ("监测项目",), "place": ("地点", "点位"), "value": ("数值", "监测值"), "measure": ("单位",), "passed": ("是否达标",)},
    photo=Wish.WELCOME,
    checks=(
        Check("high >= low", "上限{high}小于下限{low}，请核对。", "high"),
        Check("value >= low", _LOW, "passed", when="passed = 是"),
        Check("value <= high", _HIGH, "passed", when="passed = 是"),
    ),
    examples=(_ROW, {**_ROW, "item": "噪声", "place": "东门", "value": "57", "measure": "分贝", "low": "", "high": "55", "passed": "否", "instrument": "声级计"}),
    bad=(
        BadRow({**_ROW, "value": "8"}, "passed", "读数8.000低于下限10.000，不能记“达标”。"),
        BadRow({**_ROW, "measure": ""}, "measure", "“计量单位”必填，还空着。"),
        BadRow({**_ROW, "high": "9"}, "high", "上限9.000小于下限10.000，请核对。"),
        BadRow({**_ROW, "high": "12"}, "passed", "读数12.600高于上限12.000，不能记“达标”。"),
    ),
)  # fmt: skip
