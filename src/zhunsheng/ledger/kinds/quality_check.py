"""质量检查: a check of how good something is: so many looked at, so many passed."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-04-30", "object": "广告牌", "asset": "GG-01", "item": "画面清晰", "checked": "6", "passed": "6", "result": "合格",
    "person": "赵志强", "remark": "",
}  # fmt: skip
_MORE = "合格数{passed}多于检查数{checked}，请核对。"

KIND = LedgerKind(
    RecordKind(
        "quality_check",
        "质量检查",
        (
            day("day", "检查日期", required=True),
            text("object", "对象", required=True, help="检查什么，如“广告牌”“绿化”“保洁”"),
            text("asset", "设施编号", names_thing=True),
            text("item", "检查项目", required=True),
            count("checked", "检查数", "处", required=True),
            count("passed", "合格数", "处", required=True),
            choice("result", "结果", "合格", "不合格", required=True),
            text("person", "检查人"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="设施运行",
    purpose="记检查了几处、合格几处，用来算合格率、达标率。",
    asked=("object", "item", "checked", "passed", "result"),
    remembered=("object", "item", "asset", "person"),
    words={"day": ("日期",), "checked": ("抽查数", "检查处数"), "passed": ("合格处数", "达标数"), "person": ("检查人员",)},
    photo=Wish.WELCOME,
    checks=(
        Check("passed <= checked", _MORE, "passed"),
        Check("checked > 0", "检查数应当大于0。", "checked"),
    ),
    examples=(_ROW, {**_ROW, "object": "绿化", "asset": "", "item": "草坪无杂草", "checked": "20", "passed": "18", "result": "不合格"}),
    bad=(
        BadRow({**_ROW, "passed": "7"}, "passed", "合格数7多于检查数6，请核对。"),
        BadRow({**_ROW, "checked": "6.5"}, "checked", "“检查数”是整数，“6.5”不是。"),
        BadRow({**_ROW, "checked": "0", "passed": "0"}, "checked", "检查数应当大于0。"),
    ),
)  # fmt: skip
