"""活动: an event that was held, with who came."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, money, text
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-05-18", "title": "京津轴承产业对接会", "type": "招商活动", "place": "北京市大兴区", "host": "园区管委会", "participants": "86",
    "exhibitors": "16", "signed": "1", "cost": "128000", "remark": "",
}  # fmt: skip
_MORE = "参展企业{exhibitors}家，参加人数只有{participants}人，确定吗。"

KIND = LedgerKind(
    RecordKind(
        "event",
        "活动",
        (
            day("day", "举办日期", required=True),
            text("title", "活动名称", required=True, names_thing=True),
            choice("type", "类别", "招商活动", "展会", "专项会议", "宣传活动", "文体活动", "其他", required=True),
            text("place", "地点"),
            text("host", "主办单位"),
            count("participants", "参加人数", "人"),
            count("exhibitors", "参展企业数", "家"),
            count("signed", "现场签约数", "个"),
            money("cost", "费用"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="企业与招商",
    purpose="每办一次活动记一条，用来算活动场次、参加人数、参展企业数。",
    asked=("title", "type", "participants", "exhibitors", "day"),
    remembered=("type", "host"),
    words={"day": ("日期", "活动日期"), "title": ("名称",), "participants": ("参会人数", "人数"), "exhibitors": ("参会企业数", "企业数")},
    photo=Wish.EXPECTED,
    place=Wish.WELCOME,
    checks=(Check("exhibitors <= participants", _MORE, "exhibitors", Gravity.ASK),),
    examples=(
        _ROW,
        {**_ROW, "day": "2020-03-12", "title": "一季度安全生产专项会议", "type": "专项会议", "place": "管委会会议室", "participants": "42", "exhibitors": "", "signed": "", "cost": ""},
    ),
    bad=(
        BadRow({**_ROW, "participants": "8"}, "exhibitors", "参展企业16家，参加人数只有8人，确定吗。", Gravity.ASK),
        BadRow({**_ROW, "day": "2020-02-30"}, "day", "“2020-02-30”不是日历上有的日子。"),
    ),
)  # fmt: skip
