"""设施数量: a count of facilities on a day: how many there are, how many of them work."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import count, day, number, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-04-30",
    "name": "路灯",
    "place": "全园",
    "total": "220",
    "working": "217",
    "area": "",
    "person": "马会民",
    "remark": "",
}
_MORE = "完好数{working}多于总数{total}，请核对。"

KIND = LedgerKind(
    RecordKind(
        "asset",
        "设施数量",
        (
            day("day", "清点日期", required=True),
            text("name", "设施", required=True, names_thing=True, help="清点什么，如“路灯”“限高杆”"),
            text("place", "地点"),
            count("total", "总数", "个", required=True),
            count("working", "完好数", "个", required=True),
            number("area", "面积", "平方米"),
            text("person", "清点人"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="设施运行",
    purpose="每清点一次记一条，用来算设施数量、完好率、亮灯率。",
    asked=("name", "total", "working", "place"),
    remembered=("name", "place", "total", "person"),
    words={"day": ("日期",), "name": ("设施名称", "名称"), "total": ("数量", "设施总数"), "working": ("亮灯数", "正常数", "完好数量")},
    photo=Wish.WELCOME,
    checks=(
        Check("working <= total", _MORE, "working"),
        Check("total > 0", "总数应当大于0。", "total"),
    ),
    examples=(_ROW, {**_ROW, "day": "2020-05-31", "total": "220个", "working": "219个"}),
    bad=(
        BadRow({**_ROW, "working": "221"}, "working", "完好数221多于总数220，请核对。"),
        BadRow({**_ROW, "total": "1万亩"}, "total", "“1万亩”的单位是“亩”，“总数”应以“个”计。"),
        BadRow({**_ROW, "total": "0", "working": "0"}, "total", "总数应当大于0。"),
    ),
)  # fmt: skip
