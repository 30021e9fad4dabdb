"""养护: one piece of care for greenery, lamps or other facilities."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, number, text
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-04-09", "object": "绿化", "work": "浇水", "place": "绿化二期", "area": "12850", "workers": "4", "person": "三木园林", "remark": "",
}  # fmt: skip
_OTHER = "内容选了“其他”，请在备注里写明做了什么。"

KIND = LedgerKind(
    RecordKind(
        "maintenance",
        "养护",
        (
            day("day", "养护日期", required=True),
            text("object", "对象", required=True, help="养护什么，如“绿化”“路灯”"),
            choice("work", "内容", "浇水", "修剪", "除草", "施肥", "病虫害防治", "补植", "清理", "保养", "其他", required=True),
            text("place", "地点", names_thing=True),
            number("area", "面积", "平方米"),
            count("workers", "人数", "人"),
            text("person", "养护人"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="设施运行",
    purpose="每养护一次记一条，用来算养护频率和面积。",
    asked=("object", "work", "place", "workers"),
    remembered=("object", "place", "person", "workers"),
    words={"day": ("日期",), "work": ("养护内容", "养护项目"), "person": ("养护单位", "养护人员"), "area": ("养护面积",)},
    photo=Wish.WELCOME,
    place=Wish.WELCOME,
    checks=(
        Check("remark filled", _OTHER, "remark", when='work = "其他"'),
        Check("workers > 0", "人数是0，确定没有人去养护吗。", "workers", Gravity.ASK),
    ),
    examples=(_ROW, {**_ROW, "day": "2020年4月16日", "work": "修剪", "place": "绿化三期", "area": "20000平方米", "workers": "6人"}),
    bad=(
        BadRow({**_ROW, "work": "其他"}, "remark", _OTHER),
        BadRow({**_ROW, "workers": "0"}, "workers", "人数是0，确定没有人去养护吗。", Gravity.ASK),
        BadRow({**_ROW, "work": "巡视"}, "work", "“巡视”不在“内容”的选项里，请选：浇水、修剪、除草、施肥、病虫害防治、补植、清理、保养、其他。"),
    ),
)  # fmt: skip
