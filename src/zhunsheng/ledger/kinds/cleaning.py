"""保洁: rubbish found or due, and cleared away."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, moment, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "found": "2020-05-06 07:10",
    "due": "2020-05-06 09:00",
    "done": "2020-05-06 08:05",
    "section": "玉兰大街东段",
    "type": "垃圾清运",
    "person": "高淑芳",
    "remark": "",
}

KIND = LedgerKind(
    RecordKind(
        "cleaning",
        "保洁",
        (
            moment("found", "发现时间", required=True, help="发现垃圾或应当开始清扫的时间"),
            moment("due", "应清时间", help="按制度最迟什么时候清完"),
            moment("done", "清理时间", help="还没有清的不填"),
            text("section", "地段", required=True, names_thing=True),
            choice("type", "类别", "日常清扫", "垃圾清运", "小广告清除", "积水积雪清除", "其他", required=True),
            text("person", "保洁员"),
            text("remark", "备注"),
        ),
        day="found",
    ),
    group="服务与满意",
    purpose="每处垃圾从发现到清完记一条，用来算清扫及时率。",
    asked=("section", "type", "found", "done"),
    remembered=("section", "type", "person"),
    words={"found": ("时间", "派单时间"), "done": ("完成时间", "清完时间"), "section": ("路段", "地点"), "person": ("环卫工", "保洁人员")},
    photo=Wish.WELCOME,
    place=Wish.WELCOME,
    checks=(
        Check("done >= found", "清理时间{done}早于发现时间{found}，请核对。", "done"),
        Check("due >= found", "应清时间{due}早于发现时间{found}，请核对。", "due"),
    ),
    ahead=("due",),
    examples=(_ROW, {**_ROW, "found": "2020-05-07 06:30", "due": "", "done": "", "type": "日常清扫", "remark": "雨天停扫"}),
    bad=(
        BadRow({**_ROW, "done": "2020-05-06 07:00"}, "done", "清理时间2020-05-06 07:00早于发现时间2020-05-06 07:10，请核对。"),
        BadRow({**_ROW, "found": "2020-05-06 25:10"}, "found", "“2020-05-06 25:10”不是钟上有的时间。"),
        BadRow({**_ROW, "due": "2020-05-06 07:00"}, "due", "应清时间2020-05-06 07:00早于发现时间2020-05-06 07:10，请核对。"),
    ),
)  # fmt: skip
