"""出警记录: an alarm of the fire brigade, from the call to the place."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, moment, number, text, yes_no
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "called": "2020-01-18 02:14", "departed": "2020-01-18 02:16", "arrived": "2020-01-18 02:27", "number": "XF-2020-006", "type": "火灾扑救", "place": "河西镇仓上村",
    "water_ready": "是", "baseline": "5", "remark": "",
}  # fmt: skip
_DEPARTED = "出动时间{departed}早于接警时间{called}，请核对。"

KIND = LedgerKind(
    RecordKind(
        "emergency_call",
        "出警记录",
        (
            moment("called", "接警时间", required=True),
            moment("departed", "出动时间", required=True),
            moment("arrived", "到场时间"),
            text("number", "警情编号", required=True, names_thing=True),
            choice("type", "类别", "火灾扑救", "抢险救援", "社会救助", "演练", "其他", required=True),
            text("place", "地点"),
            yes_no("water_ready", "车辆水箱正常"),
            number("baseline", "原出动用时", "分钟", 1, help="用来比较的那一期（如供暖前）的平均出动用时"),
            text("remark", "备注"),
        ),
        day="called",
    ),
    group="安全稳定",
    purpose="每出一次警记一条，用来算出动快了多少、水箱完好率。",
    asked=("called", "departed", "number", "type", "water_ready"),
    remembered=("baseline",),
    words={"called": ("报警时间", "接警"), "departed": ("出动", "出警时间"), "arrived": ("到达时间",), "number": ("编号",), "water_ready": ("水箱正常",)},
    checks=(
        Check("departed >= called", _DEPARTED, "departed"),
        Check("arrived >= departed", "到场时间{arrived}早于出动时间{departed}，请核对。", "arrived"),
    ),
    examples=(_ROW, {**_ROW, "number": "XF-2020-007", "called": "2020-12-02 13:05", "departed": "2020-12-02 13:07", "arrived": "", "type": "演练"}),
    bad=(
        BadRow({**_ROW, "departed": "2020-01-18 02:10"}, "departed", "出动时间2020-01-18 02:10早于接警时间2020-01-18 02:14，请核对。"),
        BadRow({**_ROW, "arrived": "2020-01-18 02:15"}, "arrived", "到场时间2020-01-18 02:15早于出动时间2020-01-18 02:16，请核对。"),
    ),
)  # fmt: skip
