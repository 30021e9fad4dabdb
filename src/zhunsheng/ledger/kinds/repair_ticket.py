"""报修工单: from the report of a fault to its repair."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, moment, text, yes_no
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "number": "WX-2020-041", "reported": "2020-06-03 08:20", "arrived": "2020-06-03 14:10", "done": "2020-06-03 16:40", "object": "路灯",
    "asset": "LD-112", "place": "玉兰大街", "fault": "灯不亮", "status": "已修复", "hazard_removed": "是", "repairer": "旺龙路灯公司", "remark": "",
}  # fmt: skip
_DONE = "状态是“已修复”，请填完成时间。"
_TOO_EARLY = "到场时间{arrived}早于报修时间{reported}，请核对。"
_BEFORE_ARRIVAL = "完成时间{done}早于到场时间{arrived}，请核对。"

KIND = LedgerKind(
    RecordKind(
        "repair_ticket",
        "报修工单",
        (
            text("number", "工单号"),
            moment("reported", "报修时间", required=True),
            moment("arrived", "到场时间"),
            moment("done", "完成时间"),
            text("object", "对象", required=True, help="坏的是什么，如“路灯”“广告牌”“路面”"),
            text("asset", "设施编号", names_thing=True, help="灯号、牌号"),
            text("place", "地点"),
            text("fault", "故障", required=True),
            choice("status", "状态", "待处理", "处理中", "已修复", "无法修复", required=True),
            yes_no("hazard_removed", "隐患消除"),
            text("repairer", "维修人"),
            text("remark", "备注"),
        ),
        day="reported",
    ),
    group="设施运行",
    purpose="记每次报修从报、到、修好的时间，用来算维修及时性、修复率和返修间隔。",
    asked=("object", "asset", "fault", "status", "done"),
    remembered=("object", "repairer"),
    words={
        "number": ("编号", "单号", "工单编号"), "reported": ("报修日期", "报修"), "arrived": ("到达时间",), "done": ("修复时间", "完工时间", "维修完成时间"),
        "asset": ("灯号", "设备编号"), "fault": ("故障现象", "故障描述", "问题"), "repairer": ("维修人员", "维修单位"),
    },
    photo=Wish.WELCOME,
    place=Wish.WELCOME,
    checks=(
        Check("arrived >= reported", _TOO_EARLY, "arrived"),
        Check("done >= arrived", _BEFORE_ARRIVAL, "done"),
        Check("done >= reported", "完成时间{done}早于报修时间{reported}，请核对。", "done", when="arrived blank"),
        Check("done filled", _DONE, "done", when='status = "已修复"'),
        Check("done blank", "状态是“待处理”，不应有完成时间。", "status", when='status = "待处理"'),
        Check("done blank", "状态是“处理中”，不应有完成时间。", "status", when='status = "处理中"'),
    ),
    examples=(
        _ROW,
        {**_ROW, "number": "WX-2020-042", "reported": "2020年6月5日 9时", "arrived": "", "done": "", "asset": "LD-020", "status": "待处理", "hazard_removed": "", "repairer": ""},
    ),
    bad=(
        BadRow({**_ROW, "arrived": "2020-06-02 14:10"}, "arrived", "到场时间2020-06-02 14:10早于报修时间2020-06-03 08:20，请核对。"),
        BadRow({**_ROW, "done": "2020-06-03 14:00"}, "done", "完成时间2020-06-03 14:00早于到场时间2020-06-03 14:10，请核对。"),
        BadRow({**_ROW, "done": ""}, "done", _DONE),
        BadRow({**_ROW, "status": "待处理"}, "status", "状态是“待处理”，不应有完成时间。"),
        BadRow({**_ROW, "arrived": "", "done": "2020-06-03 08:00"}, "done", "完成时间2020-06-03 08:00早于报修时间2020-06-03 08:20，请核对。"),
        BadRow({**_ROW, "status": "处理中"}, "status", "状态是“处理中”，不应有完成时间。"),
    ),
)  # fmt: skip
