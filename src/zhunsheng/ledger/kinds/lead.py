"""招商线索: somebody who may invest, and how far the talk has come."""

from zhunsheng.ledger.columns import choice, day, money, text
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-04-02", "title": "新能源汽车轴承项目", "investor": "北京大兴某轴承企业", "industry": "新材料", "amount": "50000000", "stage": "考察", "source": "京津轴承产业对接会",
    "person": "招商一组", "next_on": "2020-04-20", "remark": "",
}  # fmt: skip

KIND = LedgerKind(
    RecordKind(
        "lead",
        "招商线索",
        (
            day("day", "获得日期", required=True),
            text("title", "线索名称", required=True, names_thing=True),
            text("investor", "投资方"),
            text("industry", "行业"),
            money("amount", "意向投资额"),
            choice("stage", "阶段", "接洽", "考察", "洽谈", "签约", "终止", required=True),
            text("source", "来源", help="从哪次活动、哪个渠道来"),
            text("person", "跟进人"),
            day("next_on", "下次跟进日期"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="企业与招商",
    purpose="每条招商线索记一条，有进展就更正，用来算线索数和转化率。",
    asked=("title", "investor", "stage", "amount", "next_on"),
    remembered=("person", "source", "stage"),
    ahead=("next_on",),
    words={"day": ("日期",), "title": ("线索", "项目名称"), "amount": ("投资额", "意向金额"), "stage": ("进展",)},
    examples=(_ROW, {**_ROW, "day": "2020-08-11", "title": "风电轴承加工项目", "amount": "8000万元", "stage": "签约", "next_on": ""}),
    bad=(
        BadRow({**_ROW, "stage": "谈判"}, "stage", "“谈判”不在“阶段”的选项里，请选：接洽、考察、洽谈、签约、终止。"),
        BadRow({**_ROW, "amount": "五千万左右"}, "amount", "“意向投资额”要填数字，“五千万左右”不是。"),
    ),
)  # fmt: skip
