"""巡查: one round of looking after lamps, trees, streets or gates, whether somebody came and what was found."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, moment, text, yes_no
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "moment": "2020-05-08 19:30", "object": "路灯", "asset": "", "place": "运河大道", "present": "是", "result": "正常",
    "problem": "", "mended": "", "person": "马会民", "remark": "",
}  # fmt: skip
_FOUND = "结果是“发现问题”，请写明是什么问题。"

KIND = LedgerKind(
    RecordKind(
        "patrol",
        "巡查",
        (
            moment("moment", "巡查时间", required=True),
            text("object", "对象", required=True, help="巡查什么，如“路灯”“绿化”“广告牌”"),
            text("asset", "设施编号", names_thing=True, help="灯号、树号、牌号；查一条路的不填"),
            text("place", "地点"),
            yes_no("present", "到场", required=True, help="应到而没有到的，记“否”"),
            choice("result", "结果", "正常", "发现问题"),
            text("problem", "问题"),
            yes_no("mended", "当场修复"),
            text("person", "巡查人", required=True),
            text("remark", "备注"),
        ),
        day="moment",
    ),
    group="设施运行",
    purpose="每巡查一次记一条：到没到场、发现了什么，用来算巡查次数和到场率。",
    asked=("object", "present", "result", "problem", "place"),
    remembered=("object", "place", "person"),
    words={"moment": ("巡查日期", "日期", "时间"), "asset": ("灯号", "编号", "树号"), "person": ("巡查人员", "人员"), "object": ("巡查对象", "巡查内容"), "present": ("是否到场",)},
    photo=Wish.WELCOME,
    place=Wish.WELCOME,
    checks=(
        Check("problem filled", _FOUND, "problem", when='result = "发现问题"'),
        Check("result blank", "没有到场，就没有巡查结果，请把“结果”留空。", "result", when="present = 否"),
        Check('result = "发现问题"', "写了问题，结果却是“{result}”，确定吗。", "result", Gravity.ASK, when="problem filled"),
    ),
    examples=(
        _ROW,
        {**_ROW, "moment": "2020-05-15 19:40", "asset": "LD-037", "result": "发现问题", "problem": "灯不亮", "mended": "是"},
        {**_ROW, "moment": "2020-05-22 19:30", "present": "否", "result": "", "remark": "大雨"},
    ),
    bad=(
        BadRow({**_ROW, "result": "发现问题"}, "problem", _FOUND),
        BadRow({**_ROW, "present": "否"}, "result", "没有到场，就没有巡查结果，请把“结果”留空。"),
        BadRow({**_ROW, "problem": "灯不亮"}, "result", "写了问题，结果却是“正常”，确定吗。", Gravity.ASK),
    ),
)  # fmt: skip
