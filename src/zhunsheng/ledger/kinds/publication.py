"""宣传稿件: what was published where."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-06-16", "title": "运河园区：轴承之乡的新名片", "medium": "高速口广告牌", "type": "广告画面", "pieces": "1", "views": "", "link": "", "author": "办公室", "remark": "",
}  # fmt: skip

KIND = LedgerKind(
    RecordKind(
        "publication",
        "宣传稿件",
        (
            day("day", "播发日期", required=True),
            text("title", "标题", required=True, names_thing=True),
            text("medium", "媒体", required=True, help="登在哪里、播在哪里"),
            choice("type", "类别", "文字稿件", "短视频", "广告画面", "宣传彩页", "其他"),
            count("pieces", "篇数", "篇", required=True),
            count("views", "阅读量", "人次"),
            text("link", "链接"),
            text("author", "撰稿人"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="企业与招商",
    purpose="每播发一篇宣传稿件、一幅广告画面记一条，用来算播发数量。",
    asked=("title", "medium", "type", "pieces", "day"),
    remembered=("medium", "type", "author"),
    words={"day": ("日期", "发布日期"), "title": ("稿件名称", "稿件标题"), "medium": ("平台", "发布平台"), "pieces": ("数量", "稿件数量")},
    photo=Wish.WELCOME,
    checks=(Check("pieces > 0", "篇数应当大于0。", "pieces"),),
    examples=(_ROW, {**_ROW, "day": "2020.9.2", "title": "园区招商政策二十问", "medium": "临西发布公众号", "type": "文字稿件", "views": "1,368"}),
    bad=(
        BadRow({**_ROW, "pieces": "0"}, "pieces", "篇数应当大于0。"),
        BadRow({**_ROW, "views": "3人"}, "views", "“3人”的单位是“人”，“阅读量”应以“人次”计。"),
    ),
)  # fmt: skip
